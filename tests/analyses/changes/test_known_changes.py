"""What is told of files that could not be read for a while: nothing while that lasts, all of it when they can again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.changes.known_changes import KnownChanges, known_changes
from collab_cli.analyses.changes.span import steps_between
from collab_cli.graph.partial_worlds import build_partial_worlds
from collab_cli.graph.world import World
from collab_cli.model.load_workspace import wanted_top
from collab_cli.model.settings_file import load_settings
from collab_cli.sources.compared_files import ComparedFiles, compare_commits
from collab_cli.sources.history import History, require_history
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MINIMAL_SETTINGS
from tests.sources.repositories import commit, git, make_repository, write

DAY = date(2025, 6, 30)
GOAL = "title: Grow\nlevel: company\nperiod: '2025'\nstatus: draft\n"
STATES = [
    {"goals/grow.yaml": GOAL, "goals/win.yaml": GOAL.replace("Grow", "Win")},
    {"goals/grow.yaml": "title: [", "goals/win.yaml": "title: ["},
    {"goals/grow.yaml": "title: ]"},
    {"goals/grow.yaml": GOAL.replace("draft", "active"), "goals/win.yaml": GOAL.replace("Grow", "Win more")},
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = make_repository(tmp_path_factory.mktemp("mended") / "company")
    write(root, {"collab.yaml": MINIMAL_SETTINGS})
    for number, files in enumerate(STATES):
        write(root, files)
        commit(root, f"c{number}", day=f"2025-01-0{number + 1}T12:00:00Z")
    yield root


def known(history: History, start: str | None, end: str, paths: list[str] | None = None) -> KnownChanges:
    settings = load_settings(working_tree(history.root, wanted=wanted_top))

    def build(compared: ComparedFiles) -> tuple[World, World]:
        return build_partial_worlds(compared, (settings, settings), DAY)

    ids = [git(history.root, "rev-parse", one) if one is not None else None for one in (start, end)]
    assert ids[1] is not None
    return known_changes(history, ids[0], compare_commits(history, ids[0], ids[1], wanted=wanted_top), build, paths)


def told(found: KnownChanges) -> list[str]:
    return [f"{change.spot.ref} {change.field.name if change.field else change.act}" for change in found.changes]


def test_files_that_can_be_read_again_are_compared_with_what_they_last_said(repository: Path) -> None:
    with require_history(repository) as history:
        broken, mended = known(history, "HEAD~3", "HEAD~2"), known(history, "HEAD~1", "HEAD")
        one_alone = known(history, "HEAD~1", "HEAD", ["goals/win.yaml"])
        new = known(history, None, "HEAD")
    assert (told(broken), broken.changes.unread) == ([], ("goals/grow.yaml", "goals/win.yaml"))
    assert told(mended) == ["goal:grow status", "goal:win title"]
    assert (mended.changes.unread, mended.since and mended.since.subject) == ((), "c0")
    assert (told(one_alone), one_alone.changes.unread) == (["goal:win title"], ("goals/grow.yaml",))
    assert (told(new), new.since) == (["goal:grow added", "goal:win added"], None)


def test_the_commits_of_a_span(repository: Path) -> None:
    settings = load_settings(working_tree(repository, wanted=wanted_top))
    with require_history(repository) as history:
        steps = list(steps_between(history, None, history.head(), DAY, settings))
    assert [(step.commit and step.commit.subject, len(step.changes), step.is_unread) for step in steps] == [
        ("c0", 2, False),
        ("c1", 0, True),
        ("c2", 0, True),
        ("c3", 2, False),
    ]
