"""``collab action``: keep what people promised to do by a day."""

from __future__ import annotations

from collab_cli.cli.action_editing import add_edit
from collab_cli.cli.action_listing import add_list
from collab_cli.cli.action_reminding import add_remind
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs

app = Commands(
    examples=(
        "collab action list --mine  # what you answer for, due first at the top",
        "collab action edit --table  # postpone, hand over and close several at once, in your editor",
        "collab action done 1 3 --evidence 'Minutes of 7/14'  # close those with these numbers in the list",
    )
)


add_verbs(app, "action")
add_list(app)
add_edit(app)
add_remind(app)
