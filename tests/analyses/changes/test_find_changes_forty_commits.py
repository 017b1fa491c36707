"""Forty commits in a real repository: every known change is told with what it is about, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import pytest

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.graph.world import World, build_world
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.sources.history import require_history
from tests.analyses.changes.forty_commits import states, write_repository
from tests.analyses.changes.two_states import AS_OF, line
from tests.conftest import RunCollab

NET = (
    "removed removed action:2025-03-01-fix-forecast",
    "renamed editorial activity:market-research -> activity:market-study",
    "renamed editorial activity:planning -> activity:production-planning",
    "renamed editorial charter:marketing -> charter:brand",
    "moved accountability charter:sales duties/market-research -> charter:brand duties/market-study",
    "changed decision charter:marketing version -> charter:brand version: 1 -> 2",
    "added decision charter:brand change_log/0",
    "changed terms charter:complaints duties: [receive, diagnose, answer] -> [receive, answer, diagnose]",
    "letters consulted-informed complaints/diagnose: {production AR, sales I} -> {production AR, sales C}",
    "changed status charter:fairs status: draft -> effective",
    "letters accountability fairs/book: {} -> {brand AR}",
    "letters accountability fairs/build: {} -> {production AR, brand C}",
    "renamed editorial charter:production duties/planning -> charter:production duties/production-planning",
    "split accountability charter:sales duties/offers -> charter:production duties/contracting,"
    " charter:sales duties/quoting",
    "merged accountability charter:production duties/incoming, charter:production duties/outgoing ->"
    " charter:production duties/inspection",
    "added decision charter:production change_log/0",
    "changed terms charter:production duties/planning/scope -> charter:production"
    " duties/production-planning/scope: All plants -> All plants, old and new",
    "added accountability charter:sales duties/dealers",
    "letters consulted-informed customer-care: {sales AR, brand I} -> {brand C, sales RA}",
    "changed decision collab.yaml check/thresholds: {checkin-days 35} -> {checkin-days 40}",
    "renamed editorial department:marketing -> department:brand",
    "renamed editorial goal:grow -> goal:growth",
    "renamed editorial goal:grow key_results/kr2 -> goal:growth key_results/kr3",
    "changed target goal:grow key_results/kr1/target -> goal:growth key_results/kr1/target: 100 -> 90",
    "added decision goal:growth adjustments/0",
    "changed editorial goal:grow notes -> goal:growth notes: None -> See the plan of the board",
    "changed target goal:grow key_results/kr2/target -> goal:growth key_results/kr3/target: 12 -> 15",
    "renamed editorial goal:sell -> goal:more-orders",
    "changed terms goal:sell title -> goal:more-orders title: Sell more -> More orders",
    "changed accountability goal:sell owner -> goal:more-orders owner: zhang-wei -> chen",
    "changed target goal:sell key_results/kr1/target -> goal:more-orders key_results/kr1/target: 20 -> 18",
    "added status goal:more-orders key_results/kr1/checkins/0",
    "changed status goal:be-known status: draft -> active",
    "changed status goal:be-known activated: None -> 2025-03-10",
    "changed schedule handoff:forecast sla: Every Monday noon -> Every Monday at ten",
    "changed terms handoff:forecast duty: sales/offers -> sales/quoting",
    "changed decision handoff:forecast accepted_by",
    "added added meeting:2025-03-10-weekly",
    "renamed editorial person:chen-jie -> person:chen",
    "renamed editorial person:zhang-wei -> person:zhang",
    "added schedule person:wang-qiang absences/0",
    "changed membership person:chen-jie department -> person:chen department: sales -> production",
    "changed contact person:zhang-wei contacts -> person:zhang contacts: {phone 100} -> {phone 200}",
    "changed schedule project:fair tasks/stand/due: 2025-08-15 -> 2025-08-22",
    "letters accountability project:fair tasks/stand: {production AR, brand C} -> {brand AR}",
)
"""The changes from the first commit to the last one."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return the repository and the ids of its commits."""
    root = tmp_path_factory.mktemp("forty") / "company"
    return root, write_repository(root)


@pytest.fixture(scope="module")
def worlds(repository: tuple[Path, list[str]]) -> Sequence[World]:
    """Return the world of every commit as git has it."""
    root, commits = repository
    found = []
    with require_history(root) as history:
        assert history.resolve("HEAD", zone=UTC) == commits[-1]
        for commit in commits:
            found.append(build_world(load_workspace(history.snapshot(commit, wanted=wanted_top)), AS_OF))
    return found


def test_there_are_forty(worlds: Sequence[World]) -> None:
    assert len(states()) == len(worlds) == 40
    assert [len(state.parents) for state in states()].count(2) == 1
    assert [world.faults for world in worlds] == [()] * 40


@pytest.mark.parametrize("number", range(1, 40), ids=str)
def test_each_commit(worlds: Sequence[World], number: int) -> None:
    state = states()[number]
    found = find_changes(worlds[state.parents[0]], worlds[number])
    assert [line(change) for change in found] == list(state.commit.told)
    assert (found.silent, found.unread) == (state.commit.silent, ()), state.commit.subject


def test_a_merge_brings_the_main_branch_to_the_side_branch(worlds: Sequence[World]) -> None:
    merge = next(state for state in states() if len(state.parents) == 2)
    found = find_changes(worlds[merge.parents[1]], worlds[merge.number])
    assert [line(change) for change in found] == [
        "changed target charter:sales duties/dealers/weight: 1 -> 2",
        "letters consulted-informed customer-care: {brand I, sales RA} -> {brand C, sales RA}",
    ]


def test_all_together(worlds: Sequence[World]) -> None:
    found = find_changes(worlds[0], worlds[-1])
    assert [line(change) for change in found] == list(NET)
    assert found.unread == ()


def test_the_log_of_a_moved_and_renamed_duty_goes_back_to_its_first_line(
    repository: tuple[Path, list[str]], run_collab: RunCollab
) -> None:
    done = run_collab("log", "charter:brand/market-study", "--json", cwd=repository[0])
    assert done.code == 0, done.err
    entries = json.loads(done.out)["entries"]
    assert [entry["subject"] for entry in entries] == [
        "Marketing is called brand management",
        "Call it market study",
        "Move market research to Marketing",
        "The first state",
    ]
    assert [entry["changes"][-1]["ref"] for entry in entries] == [
        "charter:brand",
        "charter:marketing/market-study",
        "charter:marketing/market-research",
        "charter:sales/market-research",
    ]


def test_the_log_names_the_commit_on_the_branch(repository: tuple[Path, list[str]], run_collab: RunCollab) -> None:
    done = run_collab("log", "charter:sales/dealers", "--json", cwd=repository[0])
    assert done.code == 0, done.err
    assert json.loads(done.out)["entries"][-1]["subject"] == "On a branch: somebody looks after the dealers"
