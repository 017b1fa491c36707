from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.acting_person import acting_person
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

PEOPLE = """\
- {id: wei, name: W, git: [Wei.Zhang@example.com, zw]}
- {id: jie, name: J, git: [jie@example.com, both@example.com]}
- {id: min, name: M, git: [both@example.com]}
- {id: old, name: O, git: [old@example.com], status: left}
"""


@pytest.mark.parametrize(
    ("name", "email", "person"),
    [
        ("Somebody", "wei.zhang@EXAMPLE.com", "wei"),
        ("ZW", "else@example.com", "wei"),
        ("J", "jie@example.com", "jie"),
        ("X", "both@example.com", None),
        ("X", "old@example.com", None),
        ("X", "nobody@example.com", None),
    ],
)
def test_the_person_of_the_identity(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, name: str, email: str, person: str | None
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", name)
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", email)
    root = make_workspace({"people.yaml": PEOPLE})
    assert acting_person(root, world_of(root)) == person


def test_nobody_without_git(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = make_workspace({"people.yaml": PEOPLE})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert acting_person(root, world_of(root)) is None
