"""``collab goal``: add goals, list and show them, see the tree."""

from __future__ import annotations

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs
from collab_cli.cli.goal_adjusting import add_adjust
from collab_cli.cli.goal_checkin import add_checkin
from collab_cli.cli.goal_decomposing import add_decompose
from collab_cli.cli.goal_showing import add_show
from collab_cli.cli.goal_tree_command import add_tree
from collab_cli.cli.goal_why_command import add_why

app = Commands(
    examples=(
        "collab goal tree  # what serves what, from the company goal down",
        "collab goal add 'Win the north' --department sales --parent increase-market-share  # a new goal",
        "collab goal checkin increase-revenue/kr2 60  # how far a key result is",
    )
)


add_tree(app)
add_why(app)
add_decompose(app)
add_checkin(app)
add_adjust(app)
add_verbs(app, "goal")
add_show(app)
