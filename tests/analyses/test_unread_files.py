"""What cannot be read is named by its files."""

from __future__ import annotations

import pytest

from collab_cli.analyses.unread_files import unread_files
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

FILES = {
    "charters/b.yaml": "foo: [\n",
    "charters/a.yaml": "- 1\n",
    "charters/c.yaml": "title: C\nstatus: draft\n",
    "departments.yaml": "- {name: no id}\n- {id: sales, name: Sales}\n",
}


@pytest.mark.parametrize(
    ("kinds", "files"),
    [
        (("charter",), ("charters/b.yaml",)),
        (("department",), ("departments.yaml",)),
        (("goal", "department", "charter"), ("charters/b.yaml", "departments.yaml")),
        (("goal",), ()),
        ((), ()),
    ],
)
def test_unread_files(make_workspace: MakeWorkspace, kinds: tuple[str, ...], files: tuple[str, ...]) -> None:
    assert unread_files(world_of(make_workspace(FILES)), kinds) == files
