"""F19: whether departments agree, by each method."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import permutations
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from collab_cli.analyses.consensus import Consensus, Obstructed, consensus
from collab_cli.graph.parties import Parties
from collab_cli.graph.world import World
from collab_cli.model.proposal import Position, Proposal
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import green_demo, world_of

DEPARTMENTS = "- {id: sales, name: Sales}\n- {id: production, name: Production}\n- {id: marketing, name: Marketing}\n"
PEOPLE = (
    "- {id: zhang, name: Zhang, department: sales}\n- {id: wang, name: Wang, department: production}\n"
    "- {id: liu, name: Liu, department: marketing}\n"
)
WHO = {"sales": "zhang", "production": "wang", "marketing": "liu"}
NAMES = tuple(WHO)


def stand(department: str, word: str, more: str = "") -> str:
    said = f"score: {word}" if word.isdigit() else f"position: {word}"
    return f"{{department: {department}, by: {WHO[department]}, date: 2025-06-10, {said}{more}}}"


def judged(
    make_workspace: MakeWorkspace,
    method: str,
    *positions: str,
    more: str = "",
    day: date = date(2025, 6, 30),
    settings: str = "",
) -> Consensus:
    text = (
        f"title: Prices\nsubjects: []\ntype: decision\nmethod: {method}\naffected: [{', '.join(NAMES)}]\n"
        f"opened: 2025-06-01\npositions: [{', '.join(positions)}]\n{more}"
    )
    files = {"collab.yaml": MINIMAL_SETTINGS + settings, "departments.yaml": DEPARTMENTS, "people.yaml": PEOPLE}
    world = world_of(make_workspace({**files, "proposals/prices.yaml": text}), day)
    (proposal,) = world.all(Proposal)
    return consensus(world, proposal)


def all_three(*words: str) -> list[str]:
    return [stand(name, word) for name, word in zip(NAMES, words, strict=True)]


def against(found: Consensus) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.by, (*each.departments, *each.people)) for each in found.obstacles]


@pytest.mark.parametrize(
    ("method", "words", "obstacles"),
    [
        ("consent", ("agree", "abstain", "reserve"), []),
        ("consent", ("agree", "agree", "object"), [("objection", ("marketing",))]),
        ("consensus", ("agree", "reserve", "abstain"), []),
        ("consensus", ("agree", "abstain", "abstain"), [("no_majority", ("production", "marketing"))]),
        ("fist_to_five", ("4", "3", "5"), []),
        ("fist_to_five", ("4", "2", "5"), [("low_score", ("production",))]),
        ("majority", ("agree", "reserve", "object"), []),
        ("majority", ("agree", "abstain", "object"), [("no_majority", ("marketing",))]),
        ("majority", ("abstain", "abstain", "abstain"), [("no_majority", ())]),
        ("sign_off", ("agree", "agree", "agree"), []),
        ("sign_off", ("agree", "reserve", "abstain"), [("not_agreed", ("production", "marketing"))]),
    ],
)
def test_what_each_method_asks_for(
    make_workspace: MakeWorkspace, method: str, words: tuple[str, ...], obstacles: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = judged(make_workspace, method, *all_three(*words))
    assert (against(found), found.is_accepted, found.participation) == (obstacles, not obstacles, Decimal(1))


@pytest.mark.parametrize(
    ("words", "index"),
    [(("4", "3", "5"), "0.8"), (("agree", "agree", "agree"), "0.8"), (("agree", "abstain", "object"), "0.5")],
)
def test_the_agreement_index(make_workspace: MakeWorkspace, words: tuple[str, ...], index: str) -> None:
    assert judged(make_workspace, "fist_to_five", *all_three(*words)).index == Decimal(index)


def test_nobody_has_said_anything(make_workspace: MakeWorkspace) -> None:
    found = judged(make_workspace, "sign_off")
    assert (found.participation, found.index, found.missing) == (Decimal(0), None, NAMES)
    assert against(found) == [("quorum", NAMES), ("not_agreed", NAMES)]


@pytest.mark.parametrize(
    ("more", "settings", "is_reached"),
    [
        ("", "", False),
        ("quorum: 0.66\n", "", True),
        ("quorum: 0.67\n", "", False),
        ("", "check: {thresholds: {proposal-quorum: '0.5'}}\n", True),
        ("quorum: 1\n", "check: {thresholds: {proposal-quorum: '0.5'}}\n", False),
    ],
)
def test_the_quorum_is_the_proposals_own_or_that_of_the_workspace(
    make_workspace: MakeWorkspace, more: str, settings: str, is_reached: bool
) -> None:
    positions = [stand("sales", "agree"), stand("production", "agree")]
    found = judged(make_workspace, "consent", *positions, more=more, settings=settings)
    assert against(found) == ([] if is_reached else [("quorum", ("marketing",))])


def test_only_the_newest_position_of_the_present_round_counts(make_workspace: MakeWorkspace) -> None:
    earlier = [stand(name, "object") for name in NAMES]
    now = [stand("sales", "object", ", round: 2"), *(stand(name, "agree", ", round: 2") for name in NAMES)]
    assert judged(make_workspace, "sign_off", *earlier, *now, more="round: 2\n").is_accepted
    found = judged(make_workspace, "sign_off", *now, more="round: 3\n")
    assert found.missing == NAMES


@pytest.mark.parametrize(
    ("status", "obstacles"),
    [("open", [("objection", ("liu",))]), ("resolved", []), ("withdrawn", []), ("overruled", [])],
)
@pytest.mark.parametrize("method", ["consent", "consensus", "lazy"])
def test_an_objection_stands_until_it_is_settled(
    make_workspace: MakeWorkspace, method: str, status: str, obstacles: list[tuple[str, tuple[str, ...]]]
) -> None:
    more = f"objections: [{{by: liu, reason: Too late, status: {status}}}]\ndeadline: 2025-06-15\n"
    found = judged(make_workspace, method, *all_three("agree", "agree", "object"), more=more)
    assert against(found) == obstacles


@pytest.mark.parametrize(
    ("more", "day", "obstacles"),
    [
        ("", date(2025, 6, 30), ["no_deadline"]),
        ("deadline: 2025-06-04\n", date(2025, 6, 4), ["deadline"]),
        ("deadline: 2025-06-04\n", date(2025, 6, 5), []),
        ("deadline: 2025-06-03\n", date(2025, 6, 5), ["too_short"]),
        ("deadline: 2025-06-03\n", date(2025, 6, 2), ["deadline", "too_short"]),
    ],
)
def test_silence_is_agreement_after_three_days(
    make_workspace: MakeWorkspace, more: str, day: date, obstacles: list[str]
) -> None:
    found = judged(make_workspace, "lazy", more=more, day=day)
    assert [each.by for each in found.obstacles] == obstacles


def test_the_order_of_departments_changes_nothing(make_workspace: MakeWorkspace) -> None:
    positions = all_three("agree", "reserve", "object")
    found = [judged(make_workspace, "majority", *some) for some in permutations(positions)]
    assert {(each.is_accepted, each.index, each.participation) for each in found} == {
        (True, found[0].index, Decimal(1))
    }


def test_the_proposal_of_the_demo(make_workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    world = world_of(green_demo(tmp_path_factory.mktemp("demo") / "company"))
    (proposal,) = world.all(Proposal)
    found = consensus(world, proposal)
    assert (found.is_accepted, found.participation, found.index) == (True, Decimal(1), Decimal("0.8"))


@pytest.mark.parametrize(
    ("method", "words", "more", "verdict"),
    [
        ("sign_off", ("agree", "agree", "agree"), "", "accepted"),
        ("sign_off", ("agree", "agree", "reserve"), "", "undecided"),
        ("majority", ("agree", "agree", "object"), "", "undecided"),
        ("majority", ("agree", "agree", "object"), "objections: [{by: liu, status: overruled}]\n", "accepted"),
        ("majority", ("agree", "object", "object"), "", "rejected"),
        ("fist_to_five", ("4", "2", "5"), "", "rejected"),
        ("consensus", ("agree", "abstain", "abstain"), "", "undecided"),
    ],
)
def test_what_it_can_be_closed_with(
    make_workspace: MakeWorkspace, method: str, words: tuple[str, ...], more: str, verdict: str
) -> None:
    assert judged(make_workspace, method, *all_three(*words), more=more).verdict == verdict


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("", "undecided"),
        ("quorum: 0.6\n", "undecided"),
        ("quorum: 0.6\ndeadline: 2025-06-30\n", "undecided"),
        ("quorum: 0.6\ndeadline: 2025-06-29\n", "rejected"),
        ("deadline: 2025-06-29\n", "undecided"),
    ],
)
def test_a_vote_is_lost_when_it_is_over(make_workspace: MakeWorkspace, more: str, verdict: str) -> None:
    found = judged(make_workspace, "fist_to_five", stand("sales", "4"), stand("production", "1"), more=more)
    assert (found.verdict, found.is_accepted) == (verdict, False)


def test_who_objects_is_told_whatever_the_method(make_workspace: MakeWorkspace) -> None:
    more = "objections: [{by: zhang, reason: Too late}]\n"
    for method in ("majority", "sign_off", "fist_to_five"):
        found = judged(make_workspace, method, stand("marketing", "object"), more=more).objecting
        assert found == Obstructed("objection", ("marketing",), ("zhang",))
    assert judged(make_workspace, "sign_off", stand("marketing", "reserve")).objecting is None


METHODS = ("consent", "consensus", "fist_to_five", "majority", "lazy", "sign_off")
WORDS = ("agree", "reserve", "abstain", "object")


def made(method: Any, positions: list[Position]) -> Consensus:
    """Return the judgement of a proposal put together without files."""
    half: Any = Decimal("0.5")
    value = Proposal(
        title="Prices",
        subjects=[],
        type="decision",
        method=method,
        affected=list(NAMES),
        round=2,
        opened=date(2025, 6, 1),
        deadline=date(2025, 6, 15),
        quorum=half,
        positions=positions,
    )
    return consensus(empty_world(), cast("Record[Proposal]", SimpleNamespace(value=value)))


@cache
def empty_world() -> World:
    workspace = SimpleNamespace(get=lambda struct, record_id: None)
    return cast("World", SimpleNamespace(as_of=date(2025, 6, 30), parties=Parties(cast("Workspace", workspace))))


positions = st.lists(
    st.builds(
        lambda department, said, day, round: Position(
            department=department, by=WHO[department], date=date(2025, 6, day), round=round,
            **({"score": said} if isinstance(said, int) else {"position": said}),
        ),
        st.sampled_from(NAMES),
        st.one_of(st.sampled_from(WORDS), st.integers(0, 5)),
        st.integers(1, 9),
        st.integers(1, 2),
    ),
    max_size=8,
)  # fmt: skip


@given(st.sampled_from(METHODS), positions, st.randoms(use_true_random=False))
def test_the_order_among_departments_never_matters(method: str, said: list[Position], chance: Random) -> None:
    by_department = {name: [one for one in said if one.department == name] for name in NAMES}
    mixed: list[Position] = []
    while any(by_department.values()):
        name = chance.choice([name for name, left in by_department.items() if left])
        mixed.append(by_department[name].pop(0))
    assert without_places(made(method, mixed)) == without_places(made(method, said))


def without_places(found: Consensus) -> Consensus:
    return replace(found, stands=tuple(replace(stand, index=None) for stand in found.stands))


@given(st.sampled_from(METHODS), positions, st.sampled_from(NAMES))
def test_an_agreement_more_never_makes_it_worse(method: str, said: list[Position], name: str) -> None:
    more = [*said, Position(department=name, by=WHO[name], date=date(2025, 6, 20), position="agree", round=2)]
    before, after = made(method, said), made(method, more)
    assert after.is_accepted or not before.is_accepted
    assert {each.by for each in after.obstacles} <= {each.by for each in before.obstacles}
    assert (after.participation or 0) >= (before.participation or 0)
    assert name not in after.missing


@given(st.sampled_from(METHODS), positions, positions)
def test_what_was_said_in_earlier_rounds_never_counts(
    method: str, said: list[Position], earlier: list[Position]
) -> None:
    now = [structs.replace(one, round=2) for one in said]
    before = [structs.replace(one, round=1, date=date(2025, 6, 30)) for one in earlier]
    assert without_places(made(method, [*before, *now])) == without_places(made(method, now))
