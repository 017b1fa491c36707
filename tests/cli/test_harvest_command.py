"""``collab activity harvest``: asks, writes in one step, and is taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.edits.test_harvest_activities import FILES


def tree_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


def test_it_is_written_after_a_yes_and_taken_back_by_undo(root: Path, run_collab: RunCollab) -> None:
    before = tree_of(root)
    refused = run_collab("activity", "harvest", cwd=root)
    assert (refused.code, refused.out, tree_of(root)) == (2, "", before)
    assert refused.err == (
        "collab: error: this needs a yes: Add 3 activities and name them in 1 duty; add --yes to go on\n"
    )
    shown = run_collab("activity", "harvest", "--dry-run", cwd=root)
    assert (shown.code, tree_of(root)) == (0, before)
    assert "+- id: market-study\n" in shown.out
    done = run_collab("activity", "harvest", "--domain", "market-work", "--yes", cwd=root)
    assert (done.code, done.out) == (0, "charters/sales.yaml\nactivities.yaml\n")
    assert "harvested 3 activities, named in 1 duty\n" in done.err
    assert "domain: market-work" in (root / "activities.yaml").read_text(encoding="utf-8")
    assert "R328" not in run_collab("check", "--select", "R328", cwd=root).out
    again = run_collab("activity", "harvest", "--yes", cwd=root)
    assert (again.code, again.out, again.err) == (0, "", "nothing to harvest: the catalogue has every duty\n")
    assert run_collab("undo", cwd=root).code == 0
    assert tree_of(root) == before


def test_one_charter_and_the_catalogue_alone(root: Path, run_collab: RunCollab) -> None:
    done = run_collab("activity", "harvest", "marketing", "--catalogue-only", "--yes", cwd=root)
    assert (done.code, done.out) == (0, "activities.yaml\n")
    assert (root / "activities.yaml").read_text(encoding="utf-8") == (
        "- id: market-study\n  name: 市場調研\n  aliases: [市场调研]\n- id: brand\n  name: brand\n  required: false\n"
    )
    left = run_collab("activity", "harvest", "--catalogue-only", "--yes", cwd=root)
    assert left.err.splitlines()[0] == "harvested 1 activity, named in 0 duties"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nosuch"], "there is no charter nosuch; collab charter list shows what there is"),
        (["--domain", "Market work"], "--domain cannot be Market work; write an id, such as market-work"),
    ],
)
def test_one_line_for_what_does_not_fit(root: Path, run_collab: RunCollab, words: list[str], said: str) -> None:
    result = run_collab("activity", "harvest", *words, cwd=root)
    assert (result.code, result.out, result.err) == (2, "", f"collab: error: {said}\n")


def test_without_duties_there_is_nothing_to_harvest(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("activity", "harvest", cwd=make_workspace({}))
    assert (result.code, result.out, result.err) == (0, "", "nothing to harvest: no charter lists a duty\n")


def test_in_chinese(root: Path, run_collab: RunCollab) -> None:
    done = run_collab("activity", "harvest", "--yes", "--lang", "zh", cwd=root)
    assert "已收集 3 个职责事项，在 1 项职责中写明\n" in done.err
