"""``collab activity``: keep the catalogue of what somebody must own, and build it from charters."""

from __future__ import annotations

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.harvest_command import add_harvest
from collab_cli.cli.kind_examples import ADD

app = Commands(
    examples=(
        "collab activity list  # all of them, one a line",
        f"{ADD['activity']}  # a new one",
        "collab activity harvest  # those that charters list and the catalogue lacks",
    )
)


add_verbs(app, "activity")
add_harvest(app)
