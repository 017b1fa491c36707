from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo
from tests.small_company import small_company


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def test_it_is_written_told_and_undone(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    before = files(root)
    result = run_collab("rename", "goal:increase-market-share", "share", cwd=root)
    assert result.code == 0
    assert result.err.splitlines()[1:] == [
        "renamed the goal Increase market share (increase-market-share) to share",
        "5 references are changed with it",
        "5 digests are renewed: the agreements hold on",
    ]
    assert result.out.splitlines()[:2] == ["goals/share.yaml", "goals/increase-market-share.yaml"]
    assert "goals/share.yaml" in files(root)
    assert run_collab("undo", cwd=root).code == 0
    assert files(root) == before


def test_git_sees_a_renamed_file(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    subprocess.run(["git", "commit", "-qm", "first"], cwd=root, check=True)
    result = run_collab("rename", "department:sales", "trade", "--commit", cwd=root)
    assert result.code == 0, result.err
    shown = subprocess.run(
        ["git", "show", "--name-status", "-M", "--format=%s"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    assert shown.startswith("部门 销售部 (sales) 的编号已改为 trade\n")
    assert "\tcharters/sales.yaml\tcharters/trade.yaml\n" in shown
    status = subprocess.run(["git", "status", "--short"], cwd=root, check=True, capture_output=True, text=True)
    assert status.stdout == ""


def test_a_dry_run_writes_nothing(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    before = files(root)
    result = run_collab("rename", "department:sales", "trade", "--dry-run", cwd=root)
    assert result.code == 0 and "+required: [trade, production, marketing]\n" in result.out
    assert files(root) == before


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("department:sales",), "collab: error: collab rename needs NEW; see collab rename --help"),
        (("nobody", "x"), "collab: error: there is no record nobody; write kind and id, such as goal:ID"),
        (
            ("department:sales", "Big Sales"),
            "collab: error: Big Sales is no valid id; use lower-case letters, digits and -, at most 64 of them,"
            " such as big-sales",
        ),
    ],
)
def test_wrong_input_is_one_line(
    make_workspace: MakeWorkspace, run_collab: RunCollab, args: tuple[str, ...], line: str
) -> None:
    result = run_collab("rename", *args, cwd=make_workspace(small_company()))
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", line)
