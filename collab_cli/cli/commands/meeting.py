"""``collab meeting``: keep minutes, and make drafts of those written elsewhere."""

from __future__ import annotations

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.meeting_agenda import add_agenda
from collab_cli.cli.meeting_calendar import add_next
from collab_cli.cli.meeting_importing import add_import
from collab_cli.cli.meeting_pad import add_save
from collab_cli.cli.meeting_presence import add_present
from collab_cli.cli.meeting_reporting import add_report
from collab_cli.cli.meeting_showing import add_show
from collab_cli.cli.meeting_starting import add_new

app = Commands(
    examples=(
        "collab meeting new xdept-weekly --pad weekly.md  # the next meeting, as a form to fill in",
        "collab meeting save weekly.md  # the form, filled in, becomes the draft",
        "collab meeting publish ID  # the draft is sent out; its actions become records",
    )
)


add_verbs(app, "meeting")
add_next(app)
add_agenda(app)
add_new(app)
add_save(app)
add_show(app)
add_report(app)
add_present(app)
add_import(app)
