"""Real repositories; commits have their days."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from collab_cli.cli.past_digests import PastDigests
from collab_cli.graph.world import World
from tests.conftest import MakeWorkspace
from tests.rules.worlds import small_company, world_of

GOAL = "goals/fewer-returns.yaml"
Commit = Callable[[Path, str], None]


@pytest.fixture
def commit(monkeypatch: pytest.MonkeyPatch) -> Commit:
    def make(root: Path, moment: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        subprocess.run(["git", "add", "."], cwd=root, check=True)
        subprocess.run(["git", "commit", "-qm", moment], cwd=root, check=True)

    return make


def rewrite(root: Path, old: str, new: str) -> None:
    path = root / GOAL
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def ask(world: World, day: date, *refs: str) -> dict[str, str] | None:
    records = [record for ref in refs if (record := world.workspace.find(ref)) is not None]
    found = PastDigests(world.workspace)(day, records)
    return None if found is None else dict(found)


def test_the_last_commit_before_a_day_tells(tmp_path: Path, commit: Commit) -> None:
    root = small_company(tmp_path / "top" / "company")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "top", check=True)
    first = world_of(root)
    goal = first.workspace.find("goal:fewer-returns")
    assert goal is not None
    old = {goal.ref: first.digest(goal)}
    commit(root, "2025-06-01T10:00:00+08:00")
    rewrite(root, "target: 2\n", "target: 2.5\n")
    commit(root, "2025-06-10T23:30:00+08:00")  # 10 June in the zone of the workspace, still before 11 June
    world = world_of(root)
    new = {goal.ref: world.graph.digest(world.workspace.records["goal"]["fewer-returns"])}
    assert old != new
    assert ask(world, date(2025, 6, 1), goal.ref) is None
    assert ask(world, date(2025, 6, 2), goal.ref) == old
    assert ask(world, date(2025, 6, 10), goal.ref) == old
    assert ask(world, date(2025, 6, 11), goal.ref) == new
    assert ask(world, date.min, goal.ref) is None


def test_what_was_not_there_or_had_faults_is_left_out(tmp_path: Path, commit: Commit) -> None:
    root = small_company(tmp_path / "company")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    text = (root / GOAL).read_text("utf-8")
    (root / GOAL).write_text(text.replace("baseline: 4", "baseline: four"), "utf-8")
    (root / "charters/sales.yaml").rename(root / "sales.txt")
    commit(root, "2025-06-01T10:00:00+08:00")
    (root / GOAL).write_text(text, "utf-8")
    (root / "sales.txt").rename(root / "charters/sales.yaml")
    found = ask(world_of(root), date(2025, 6, 30), "goal:fewer-returns", "charter:sales", "charter:marketing")
    assert found is not None and list(found) == ["charter:marketing"]


def test_a_record_of_a_register_and_one_that_moved_are_found(make_workspace: MakeWorkspace, commit: Commit) -> None:
    text = (Path(__file__).parents[2] / "examples/small-company" / GOAL).read_text("utf-8")
    root = make_workspace({GOAL: text})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    commit(root, "2025-06-01T10:00:00+08:00")
    (root / "goals/2025").mkdir()
    (root / GOAL).rename(root / "goals/2025/fewer-returns.yaml")
    found = ask(world_of(root), date(2025, 6, 30), "goal:fewer-returns")
    assert found is not None and list(found) == ["goal:fewer-returns"]


def test_without_a_history_nothing_tells(tmp_path: Path) -> None:
    root = small_company(tmp_path / "company")
    assert ask(world_of(root), date(2025, 6, 30), "goal:fewer-returns") is None
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert ask(world_of(root), date(2025, 6, 30), "goal:fewer-returns") is None  # no commit yet
    (root / ".git/HEAD").write_text("broken")
    assert ask(world_of(root), date(2025, 6, 30), "goal:fewer-returns") is None


def test_a_commit_is_read_once(tmp_path: Path, commit: Commit) -> None:
    root = small_company(tmp_path / "company")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    commit(root, "2025-06-01T10:00:00+08:00")
    world = world_of(root)
    goal, charter = (world.workspace.find(ref) for ref in ("goal:fewer-returns", "charter:sales"))
    assert goal is not None and charter is not None
    past = PastDigests(world.workspace)
    for day, records in ((2, [goal]), (30, [goal]), (30, [charter, goal]), (29, [])):
        assert past(date(2025, 6, day), records) == {record.ref: world.digest(record) for record in records}
