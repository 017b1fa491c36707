"""``collab series``: keep regular meetings, and hand them to calendar programs."""

from __future__ import annotations

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.kind_examples import ADD
from collab_cli.cli.meeting_calendar import add_ics
from collab_cli.cli.series_listing import add_list

app = Commands(
    examples=(
        "collab series list  # all of them, one a line",
        f"{ADD['series']}  # a new one",
        "collab series ics -o meetings.ics  # for any calendar program",
    )
)


add_verbs(app, "series")
add_list(app)
add_ics(app)
