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
from tests.conftest import MINIMAL_SETTINGS
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
    assert [step.is_unread for step in steps] == [False, False, False, True, False]
    assert [step.since and step.since.subject for step in steps] == [None, None, "written", None, None]


def test_what_changed_while_the_file_could_not_be_read_is_told_where_it_can_be_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    goal = "title: Grow\nlevel: company\nperiod: '2025'\nstatus: draft\n"
    texts = ["[", goal, "title: [", "title: ]", goal + "notes: more\n"]
    write(root, {"collab.yaml": MINIMAL_SETTINGS})
    made = {}
    for number, text in enumerate(texts, 1):
        write(root, {"goals/grow.yaml": text})
        made[commit(root, str(number), day=f"2025-01-{number:02}T12:00:00Z")] = str(number)
    followed = Followed("goal:grow", None, "goals/grow.yaml")
    with require_history(root) as history:
        steps = trail_of(history, followed)
        write(root, {"goals/grow.yaml": "title: ["})
        commit(root, "6", day="2025-01-06T12:00:00Z")
        write(root, {"goals/grow.yaml": goal})
        disk = working_tree(root, wanted=wanted_top)
        compared = compare_with_disk(history, history.head(), disk, wanted=wanted_top)
        now = Trail(history, DAY, settings_of(root)).uncommitted(compared, [followed], history.head())
    found = [
        (
            made[step.commit.id] if step.commit else "",
            [f"{change.act} {change.field.name if change.field else ''}" for change in step.changes],
            step.is_unread,
            step.since and made[step.since.id],
        )
        for step in (now, *steps)
    ]
    assert found == [
        ("", ["changed notes"], False, "5"),
        ("5", ["changed notes"], False, "2"),
        ("4", [], True, None),
        ("3", [], True, None),
        ("2", ["added "], False, None),
        ("1", [], True, None),
    ]


def test_what_a_merge_makes_of_a_duty_that_only_one_side_has(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "company")
    text = "title: Sales\nstatus: draft\nduties:\n"
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "charters/sales.yaml": text + "  - {id: prices, title: Prices}\n"})
    commit(root, "begin", day="2025-01-01T12:00:00Z")
    git(root, "checkout", "--quiet", "-b", "topic")
    with_dealers = text + "  - {id: prices, title: Prices}\n  - {id: dealers, title: Dealers, scope: all}\n"
    write(root, {"charters/sales.yaml": with_dealers})
    commit(root, "added", day="2025-01-02T12:00:00Z")
    git(root, "checkout", "--quiet", "main")
    write(root, {"charters/sales.yaml": text + "  - {id: prices, title: All prices}\n"})
    commit(root, "aside", day="2025-01-03T12:00:00Z")
    git(root, "merge", "--quiet", "--no-commit", "--strategy=ours", "topic")
    write(root, {"charters/sales.yaml": with_dealers.replace("scope: all", "scope: some")})
    merge = commit(root, "merge", day="2025-01-04T12:00:00Z")
    with require_history(root) as history:
        steps = trail_of(history, Followed("charter:sales", "dealers", "charters/sales.yaml"))
    assert [(step.commit.subject, [change.act for change in step.changes]) for step in steps if step.commit] == [
        ("merge", ["changed"]),
        ("added", ["added"]),
    ]
    assert steps[0].commit is not None and steps[0].commit.id == merge


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
