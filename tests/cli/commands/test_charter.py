"""``collab charter``: the commands of every kind, and those that look at the matrix."""

from __future__ import annotations

from collab_cli.cli.commands.charter import app
from collab_cli.cli.commands.record_kind import app_for
from tests.conftest import MakeWorkspace, RunCollab


def test_it_has_what_every_kind_has() -> None:
    assert set(app_for("charter").verbs) <= set(app.verbs)
    assert {"matrix", "load", "audit"} <= set(app.verbs)


def test_the_help_names_each_command_once(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("charter", "--lang", "en", cwd=make_workspace({}))
    listed = [line.split()[0] for line in result.out.splitlines() if line.startswith("  ")]
    assert [listed.count(name) for name in app.verbs] == [1] * len(app.verbs)
