"""``collab issue``: problems that find whoever answers for them."""

from __future__ import annotations

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.issue_listing import add_list
from collab_cli.cli.issue_raising import add_raise

app = Commands(
    examples=(
        "collab issue raise 'Customer K complains about colours' --category customer  # it goes to whose duty it is",
        "collab issue list --mine  # what is on you, what is late at the top",
        "collab issue escalate 2  # take number 2 of the list to the next person above whoever has it",
    )
)

add_raise(app)
add_verbs(app, "issue")
add_list(app)
