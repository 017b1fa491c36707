from __future__ import annotations

import pytest

from collab_cli.edits.charter_log import log_charter_change
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of

HEAD = "title: Sales\nversion: 2\nstatus: draft\nduties: []\n"


@pytest.mark.parametrize(
    ("log", "after"),
    [
        ("", "change_log:\n  - version: 3\n    date: 2025-06-30\n    note: told\n"),
        ("change_log:\n  - {version: 2, date: 2025-02-01, note: b}\n",
         "change_log:\n  - {version: 2, date: 2025-02-01, note: b}\n  - {version: 3, date: 2025-06-30, note: told}\n"),
        ("change_log:\n  - {version: 2, date: 2025-02-01, note: b}\n  - {version: 1, date: 2025-01-01, note: a}\n",
         "change_log:\n  - {version: 3, date: 2025-06-30, note: told}\n  - {version: 2, date: 2025-02-01, note: b}\n"
         "  - {version: 1, date: 2025-01-01, note: a}\n"),
    ],
)  # fmt: skip
def test_the_entry_stands_where_the_newest_does(log: str, after: str, make_workspace: MakeWorkspace) -> None:
    files = {"departments.yaml": "- {id: sales, name: Sales}\n", "charters/sales.yaml": HEAD + log}
    plan = plan_of(make_workspace(files))
    log_charter_change(plan, plan.world.workspace.records["charter"]["sales"], "told")
    (write,) = plan.changes.writes
    assert (write.data or b"").decode() == HEAD.replace("version: 2", "version: 3") + after


def test_who_changed_it_is_told(make_workspace: MakeWorkspace) -> None:
    files = {"departments.yaml": "- {id: sales, name: Sales}\n", "charters/sales.yaml": HEAD}
    plan = plan_of(make_workspace(files))
    log_charter_change(plan, plan.world.workspace.records["charter"]["sales"], "told", "zhang")
    entry = plan.changes.plain("charters/sales.yaml")["change_log"][0]
    assert (entry["by"], entry["note"]) == ("zhang", "told")
