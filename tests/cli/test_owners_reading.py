"""The owners file in a check: found where hosts look for it, mended, and judged on both sides of a base."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from collab_cli.analyses.owners_file import PLACES
from tests.conftest import MakeDemo, RunCollab
from tests.edits.moves import rewrite

SALES = "charters/sales.yaml"


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


def make_stale(demo: Path, run_collab: RunCollab, place: str) -> None:
    (demo / place).parent.mkdir(exist_ok=True)
    assert run_collab("export", "codeowners", "-o", place, cwd=demo).code == 0
    rewrite(demo, "departments.yaml", "@acme/sales", "@acme/market")


def codes(run_collab: RunCollab, demo: Path, *args: str) -> list[str]:
    result = run_collab("check", "--select", "D958", "--json", *args, cwd=demo)
    assert result.code in (0, 1), result.err
    return [finding["path"] for finding in json.loads(result.out)["findings"]]


@pytest.mark.parametrize("place", PLACES)
def test_it_is_found_where_hosts_look_for_it_and_made_anew(place: str, demo: Path, run_collab: RunCollab) -> None:
    make_stale(demo, run_collab, place)
    assert codes(run_collab, demo) == [place]
    result = run_collab("check", "--select", "D958", "--fix", cwd=demo)
    assert result.code == 0, result.err
    assert "@acme/market" in (demo / place).read_text(encoding="utf-8")
    assert codes(run_collab, demo) == []
    assert run_collab("undo", cwd=demo).code == 0
    assert codes(run_collab, demo) == [place]


def test_a_stale_file_is_not_new_where_the_base_has_it_too(demo: Path, run_collab: RunCollab) -> None:
    make_stale(demo, run_collab, "CODEOWNERS")
    assert codes(run_collab, demo, "--base", "HEAD") == ["CODEOWNERS"]
    for command in (["add", "-A"], ["-c", "commit.gpgsign=false", "commit", "-qm", "stale"]):
        subprocess.run(["git", *command], cwd=demo, check=True)
    assert codes(run_collab, demo, "--base", "HEAD") == []
    assert codes(run_collab, demo, "--at", "HEAD") == ["CODEOWNERS"]
    assert codes(run_collab, demo, "--at", "HEAD~1") == []


def test_a_link_and_a_workspace_below_the_top_have_none(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    make_stale(demo, run_collab, "CODEOWNERS")
    shutil.move(demo / "CODEOWNERS", tmp_path / "elsewhere")
    (demo / "CODEOWNERS").symlink_to(tmp_path / "elsewhere")
    assert codes(run_collab, demo) == []
    inner = demo / "company"
    inner.mkdir()
    for entry in list(demo.iterdir()):
        if entry.name not in (".git", "company"):
            shutil.move(entry, inner / entry.name)
    assert codes(run_collab, inner) == []
