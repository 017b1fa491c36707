"""``collab charter``: keep charters, and look at the responsibility matrix they make."""

from __future__ import annotations

from collab_cli.cli.audit_command import add_audit
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.gap_commands import add_gaps
from collab_cli.cli.kind_examples import ADD
from collab_cli.cli.matrix_commands import add_load, add_matrix
from collab_cli.cli.overlap_commands import add_overlaps
from collab_cli.cli.simulate_command import add_simulate
from collab_cli.cli.standing_command import add_standing

app = Commands(
    examples=(
        "collab charter show ID  # one, by its id, the beginning of it, or its title",
        f"{ADD['charter']}  # a new one",
        "collab charter matrix  # who holds which letter in what, all charters in force merged",
    )
)


add_verbs(app, "charter")
add_matrix(app)
add_load(app)
add_audit(app)
add_simulate(app)
add_standing(app)
add_overlaps(app)
add_gaps(app)
