from __future__ import annotations

import os
from pathlib import Path

from collab_cli.sources.history import require_history
from collab_cli.sources.past_files import past_files
from tests.sources.repositories import commit, git, write


def test_every_content_a_file_ever_had(company: Path, tmp_path: Path) -> None:
    root = company / "work"
    write(root, {"goals/a.yaml": "1", "goals/2024/b.yaml": "b", "goals.yaml": "r", "goals-not.yaml": "x"})
    write(company, {"goals/a.yaml": "elsewhere"})
    commit(company)
    git(company, "checkout", "--quiet", "-b", "topic")
    write(root, {"goals/a.yaml": "2"})
    commit(company)
    write(root, {"goals/a.yaml": "1"})
    commit(company)
    git(company, "checkout", "--quiet", "main")
    write(root, {"charters/c.yaml": "c"})
    commit(company)
    git(company, "merge", "--quiet", "--no-ff", "-m", "merge", "topic")
    git(company, "rm", "--quiet", "-r", "work/goals")
    head = commit(company)
    write(root, {"goals/a.yaml": "later"})
    commit(company)
    with require_history(root) as history:
        assert list(past_files(history, head, ["goals", "goals.yaml"])) == [
            ("goals.yaml", b"r"),
            ("goals/2024/b.yaml", b"b"),
            *sorted([("goals/a.yaml", b"1"), ("goals/a.yaml", b"2")], key=lambda one: _blob(company, one[1])),
        ]
        assert list(past_files(history, head, ["*"])) == []
        assert list(past_files(history, head, [])) == []
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{company}", "clone")
    with require_history(tmp_path / "clone" / "work") as history:
        assert list(past_files(history, history.head(), ["goals"])) == [("goals/a.yaml", b"later")]


def _blob(company: Path, data: bytes) -> str:
    return git(company, "hash-object", "--stdin", stdin=data)


def test_names_and_sizes_nobody_can_read_are_left_out(company: Path) -> None:
    write(company, {"goals/--output=x": "1", "goals/-a\nb\t.yaml": "2", "goals/large.yaml": "x" * (1024**2 + 1)})
    (company / "goals" / "l.yaml").symlink_to("/etc/passwd")
    (company / "goals" / os.fsdecode(b"\xff.yaml")).write_bytes(b"3")
    head = commit(company)
    with require_history(company) as history:
        assert list(past_files(history, head, ["goals"])) == [("goals/--output=x", b"1"), ("goals/-a\nb\t.yaml", b"2")]
    assert not (company / "x").exists()
