"""A duty is followed to its first line: through new ids, another charter, another folder, a branch and a merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.changes.trail import Followed, Step, Trail
from collab_cli.model.load_workspace import wanted_top
from collab_cli.model.settings_file import LoadedSettings, load_settings
from collab_cli.sources.compared_files import compare_with_disk
from collab_cli.sources.history import History, require_history
from collab_cli.sources.snapshot import working_tree
from tests.analyses.changes.eventful_company import make_eventful_company
from tests.sources.repositories import commit, git, make_repository, write

DAY = date(2025, 6, 30)
DUTY = Followed("charter:marketing", "market-research", "charters/brand/marketing.yaml")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Mapping[str, str]]]:
    root = tmp_path_factory.mktemp("eventful") / "company"
    yield root, make_eventful_company(root)


def settings_of(root: Path) -> LoadedSettings:
    return load_settings(working_tree(root, wanted=wanted_top))


def trail_of(history: History, *followed: Followed) -> list[Step]:
    trail = Trail(history, DAY, settings_of(history.root))
    return list(trail.steps(history.head(), followed))


def told(steps: list[Step], commits: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    names = {commit: name for name, commit in commits.items()}
    return [(names[step.commit.id], [change.act for change in step.changes]) for step in steps if step.commit]


def test_a_duty_back_to_its_first_line(company: tuple[Path, Mapping[str, str]]) -> None:
    root, commits = company
    with require_history(root) as history:
        steps = trail_of(history, DUTY)
    assert told(steps, commits) == [
        ("retold", ["changed"]),
        ("moved", ["moved", "letters"]),
        ("reworded", ["changed"]),
        ("renamed", ["renamed"]),
        ("informed", ["letters"]),
        ("written", ["added"]),
    ]
    assert {(one.ref, one.part) for one in steps[-1].followed} >= {("charter:sales", "research")}


def test_a_whole_charter(company: tuple[Path, Mapping[str, str]]) -> None:
    root, commits = company
    with require_history(root) as history:
        marketing = trail_of(history, Followed(DUTY.ref, None, DUTY.path))
        sales = trail_of(history, Followed("charter:sales", None, "charters/sales.yaml"))
    assert [name for name, _ in told(marketing, commits)] == ["retold", "moved", "written"]
    assert [name for name, _ in told(sales, commits)] == [
        *("moved", "aside", "reworded", "renamed", "informed", "written"),
    ]


def test_what_a_merge_itself_has_changed(tmp_path: Path, company: tuple[Path, Mapping[str, str]]) -> None:
    root = make_repository(tmp_path / "company")
    git(root, "pull", "--quiet", f"file://{company[0]}", company[1]["aside"])
    git(root, "fetch", "--quiet", f"file://{company[0]}", company[1]["reworded"])
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "FETCH_HEAD")
    path = root / "charters/sales.yaml"
    path.write_text(path.read_text().replace("version: 1", "version: 2"))
    merge = commit(root, "merge", day="2025-01-08T12:00:00Z")
    with require_history(root) as history:
        step = trail_of(history, Followed("charter:sales", None, "charters/sales.yaml"))[0]
    assert step.commit is not None
    assert (step.commit.id, [change.field and change.field.name for change in step.changes]) == (merge, ["version"])


def test_a_record_that_was_renamed_and_one_that_could_not_be_read(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    goal = "title: Grow the company in every market we are in\nlevel: company\nperiod: '2025'\nstatus: draft\n"
    write(
        root,
        {"collab.yaml": "schema: 1\ncompany: {name: C}\nperiods: [{id: '2025', start: 2025-01-01, end: 2025-12-31}]\n"},
    )
    made = {}
    for number, (what, path, text) in enumerate(
        [
            ("written", "goals/grow.yaml", goal),
            ("broken", "goals/grow.yaml", "title: ["),
            ("mended", "goals/grow.yaml", goal),
            ("renamed", "goals/expand.yaml", goal),
            ("noted", "goals/expand.yaml", goal + "notes: more\n"),
        ],
        1,
    ):
        if what == "renamed":
            (root / "goals/grow.yaml").unlink()
        write(root, {path: text})
        made[what] = commit(root, what, day=f"2025-01-{number:02}T12:00:00Z")
    with require_history(root) as history:
        steps = trail_of(history, Followed("goal:expand", None, "goals/expand.yaml"))
    assert told(steps, made) == [
        ("noted", ["changed"]),
        ("renamed", ["renamed"]),
        ("mended", []),
        ("broken", []),
        ("written", ["added"]),
    ]
    assert [step.is_unread for step in steps] == [False, False, True, True, False]


def test_a_shallow_clone_ends_early(tmp_path: Path, company: tuple[Path, Mapping[str, str]]) -> None:
    root, commits = company
    git(tmp_path, "clone", "--quiet", "--depth=3", f"file://{root}", "clone")
    with require_history(tmp_path / "clone") as history:
        steps = trail_of(history, DUTY)
    assert told(steps[:1], commits) == [("retold", ["changed"])]
    assert [step.is_end for step in steps] == [False, True]
    assert not steps[-1].is_silent


def test_what_is_not_committed_yet(company: tuple[Path, Mapping[str, str]], tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{company[0]}", "clone")
    root = tmp_path / "clone"
    path = root / DUTY.path
    (root / "charters/new.yaml").write_text(path.read_text().replace("id: market-research", "id: newer"))
    path.unlink()
    newer = Followed("charter:new", "newer", "charters/new.yaml")
    with require_history(root) as history:
        trail = Trail(history, DAY, settings_of(root))
        disk = working_tree(root, wanted=wanted_top)
        step = trail.uncommitted(compare_with_disk(history, history.head(), disk, wanted=wanted_top), [newer])
    assert step.commit is None
    assert "renamed" in [change.act for change in step.changes]
    assert step.earlier == {DUTY}
