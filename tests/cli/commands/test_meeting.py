"""``collab meeting``: what it offers."""

from __future__ import annotations

from tests.conftest import RunCollab


def test_the_commands_of_every_kind_and_those_of_minutes_are_there(run_collab: RunCollab) -> None:
    shown = run_collab("meeting", "--help").out
    for verb in ("list", "show", "add", "publish", "approve", "cancel", "import"):
        assert f"  {verb} " in shown
