"""The committed text an editorial change starts from, in repositories of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from collab_cli.edits.committed_charter import committed_charter
from collab_cli.model.charter import Charter
from tests.edits.moves import do, refused, rewrite
from tests.rules.worlds import green_demo, world_of

SALES = "charters/sales.yaml"


def git(root: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = green_demo(tmp_path)
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "All agreed")
    return folder


def letters_moved(root: Path) -> None:
    lines = (root / SALES).read_text("utf-8").splitlines()
    at = next(index for index, line in enumerate(lines) if "raci: {sales: AR" in line)
    lines[at] = lines[at].partition("raci:")[0] + "raci: {sales: R, production: A}"
    (root / SALES).write_text("\n".join(lines) + "\n", "utf-8")


def test_other_letters_are_not_called_editorial(root: Path) -> None:
    letters_moved(root)
    wanted = (
        "more than the wording of 销售部职责说明书 (sales) has changed: duties, or who holds them; "
        "let the departments approve it with collab charter approve"
    )
    assert refused(root, "charter approve", "sales", editorial=True) == wanted
    git(root, "commit", "-qam", "Letters")
    assert refused(root, "charter approve", "sales", editorial=True) == wanted


def test_nor_after_an_editorial_change_that_is_not_committed(root: Path) -> None:
    rewrite(root, SALES, "客户拜访]", "客户拜访。]")
    assert len(do(root, "charter approve", "sales", editorial=True)) > 0
    letters_moved(root)
    assert refused(root, "charter approve", "sales", editorial=True).startswith("more than the wording of ")


def test_nothing_is_found_where_nothing_is_committed(root: Path, tmp_path: Path) -> None:
    world = world_of(root)
    charter = world.get(Charter, "sales")
    assert charter is not None
    found = committed_charter(world, charter, world.digest(charter))
    assert found is not None and found.written == charter.written
    assert committed_charter(world, charter, "000000000000") is None
    (root / ".git").rename(tmp_path / "elsewhere")
    assert committed_charter(world, charter, world.digest(charter)) is None
