from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from collab_cli.cli import dispatch
from collab_cli.documents import save
from collab_cli.documents.durable import read_file
from tests.cli.toy_commands import TABLE
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab

PEOPLE = "- {id: a, name: A}\n"
AS_OF = MINIMAL_SETTINGS + "as_of: 2025-06-30\n"
REFUSED = (
    "collab: error: people.yaml has changed since it was read, so nothing was written; look at the change, then run "
    "the command again\n"
)
WRITER = """
import sys
from collab_cli.cli.app import run
from collab_cli.cli.process import this_process
codes = [run(["--quiet", "person", "add", f"P{sys.argv[1]}-{number}"], this_process()) for number in range(5)]
sys.exit(max(codes))
"""


def test_a_command_without_an_exit_code_ends_with_0(run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "share", "--owner", "li-na", table=TABLE)
    assert (result.code, result.out, result.err) == (0, "share li-na\n", "")


def overtake(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> None:
    """Change a file ``times`` times just before it is to be replaced, as an editor does, which knows no lock."""
    left = list(range(times))

    def read_late(target: Path) -> bytes | None:
        if target == path and left:
            path.write_text(f"{path.read_text()}- {{id: e{left.pop()}, name: E}}\n")
        return read_file(target)

    monkeypatch.setattr(save, "read_file", read_late)


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"people.yaml": PEOPLE, "collab.yaml": AS_OF})


def test_what_was_overtaken_begins_again_and_says_nothing_twice(
    root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch
) -> None:
    overtake(monkeypatch, root / "people.yaml", 3)
    result = run_collab("person", "add", "Ann", cwd=root)
    assert (result.code, result.out) == (0, "people.yaml\n")
    assert result.err == "as of 2025-06-30, set by as_of in collab.yaml\nadded the person Ann (ann)\n"
    assert (root / "people.yaml").read_text().count("name: ") == 5


def test_what_is_overtaken_for_ever_is_refused(
    root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch
) -> None:
    overtake(monkeypatch, root / "people.yaml", 1000)
    result = run_collab("--quiet", "person", "add", "Ann", cwd=root)
    assert (result.code, result.out, result.err) == (2, "", REFUSED)
    text = (root / "people.yaml").read_text()
    assert (text.count("name: E"), text.count("Ann")) == (dispatch.TRIES + 2, 0)


def test_what_was_read_from_standard_input_is_not_begun_again(
    root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch
) -> None:
    overtake(monkeypatch, root / "people.yaml", 1)
    result = run_collab("--quiet", "person", "add", "--from", "-", cwd=root, stdin="name: Ann\n")
    assert (result.code, result.out, result.err) == (2, "", REFUSED)


def test_what_somebody_else_has_written_is_not_undone_instead(
    root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_collab("person", "add", "Ann", cwd=root).code == 0
    overtake(monkeypatch, root / "people.yaml", 1)
    result = run_collab("--quiet", "undo", cwd=root)
    assert (result.code, result.out, result.err) == (2, "", REFUSED)


def test_processes_that_write_one_register_lose_nothing(root: Path, environment: dict[str, str]) -> None:
    def add_all(writer: int) -> str:
        words = [sys.executable, "-c", WRITER, str(writer)]
        ended = subprocess.run(
            words, check=False, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True
        )
        return f"{ended.returncode} {ended.stderr}"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(add_all, range(4))) == ["0 "] * 4
    found = re.findall(r"name: (P\d-\d)", (root / "people.yaml").read_text())
    assert sorted(found) == [f"P{writer}-{number}" for writer in range(4) for number in range(5)]
