"""Which records of two states are the same one."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes.counterparts import best_pairs, pair_records
from collab_cli.analyses.changes.likeness import Texts, texts_of
from collab_cli.analyses.changes.same_users import same_users
from collab_cli.model.goal import Goal
from tests.analyses.changes.two_states import COMPANY, Files, company, with_files, world_with

MEETING = "title: Weekly\ndate: {day}\nstatus: draft\n"
SELL = str(COMPANY["goals/2025/sell.yaml"])


def renamed(before: Files, after: Files) -> list[tuple[str, str]]:
    pairs = pair_records(world_with(before).workspace, world_with(after).workspace)
    return [(old.ref, new.ref) for old, new in pairs.renamed]


def test_the_same_title_alone_of_its_kind() -> None:
    departments = str(COMPANY["departments.yaml"])
    assert renamed(COMPANY, with_files({"departments.yaml": departments.replace("id: sales", "id: trade")})) == [
        ("department:sales", "department:trade")
    ]
    twins = departments.replace("{id: marketing, name: Marketing", "{id: trade, name: Sales").replace(
        "liu-fang", "zhang-wei"
    )
    assert renamed(
        with_files({"departments.yaml": twins}), with_files({"departments.yaml": twins.replace("id: ", "id: x")})
    ) == [("department:production", "department:xproduction")]


def test_the_same_words_under_another_title() -> None:
    other = SELL.replace("title: Sell", "title: Sell!")
    assert renamed(COMPANY, with_files({"goals/2025/sell.yaml": None, "goals/2025/s.yaml": other})) == [
        ("goal:sell", "goal:s")
    ]
    strange = "title: Hire\nlevel: company\nowner: li-na\nperiod: '2025'\n"
    assert renamed(COMPANY, with_files({"goals/2025/sell.yaml": None, "goals/2025/s.yaml": strange})) == []


def test_other_words_where_the_old_ones_were_referred_to() -> None:
    action = "title: Call\nowner: li-na\ndue: 2025-03-01\ngoal: {goal}\nstatus: open\n"
    other = SELL.replace("title: Sell", "title: Contracts of all regions")
    path = "actions/2025/2025-02-01-call.yaml"
    before = with_files({path: action.format(goal="sell")})
    gone = {"goals/2025/sell.yaml": None, "goals/2025/trade.yaml": other}
    assert renamed(before, with_files({**gone, path: action.format(goal="sell")})) == []
    assert renamed(before, with_files({**gone, path: action.format(goal="trade")})) == [("goal:sell", "goal:trade")]


def test_dated_records_of_one_title_follow_each_other() -> None:
    first = with_files({"meetings/2025/2025-03-03-weekly.yaml": MEETING.format(day="2025-03-03")})
    later = with_files({"meetings/2025/2025-03-10-weekly.yaml": MEETING.format(day="2025-03-10")})
    other = with_files({"meetings/2025/2025-03-03-board.yaml": MEETING.format(day="2025-03-03")})
    assert renamed(first, later) == []
    assert renamed(first, other) == [("meeting:2025-03-03-weekly", "meeting:2025-03-03-board")]


def test_what_may_be_hidden_is_neither_gone_nor_new() -> None:
    unread = world_with(with_files({"goals/2025/sell.yaml": "title: [\n", "people.yaml": "[\n"})).workspace
    pairs = pair_records(company().workspace, unread)
    assert (pairs.removed, pairs.added, pairs.gone, pairs.come) == ((), (), frozenset(), frozenset())


def test_same_users() -> None:
    before, after = (
        world_with(
            with_files({"departments.yaml": str(COMPANY["departments.yaml"]).replace("zhang-wei", person)})
        ).workspace
        for person in ("zhang-wei", "zhang")
    )
    assert same_users(before, after, ["person:zhang-wei"], ["person:zhang"]) == (("person:zhang-wei", "person:zhang"),)
    assert same_users(before, after, ["person:li-na"], ["person:zhang"]) == ()
    assert same_users(before, after, [], ["person:zhang"]) == ()
    assert same_users(before, after, [f"person:p{number}" for number in range(30)], ["person:zhang"]) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("abcdef", "abcdef", 1.0), ("abcdef", "uvwxyz", 0.0), ("市场调研", "市场调查", 2 / 3), ("a", "a", 1.0)],
)
def test_likeness(one: str, other: str, expected: float) -> None:
    first, second = (texts_of(Goal(title=title, level="company", period="2025")) for title in (one, other))
    assert first.likeness(second) == pytest.approx(expected)
    assert first.title == one


def test_nothing_is_like_nothing() -> None:
    nothing, something = Texts("", frozenset()), Texts("a", frozenset("a"))
    assert (nothing.likeness(nothing), nothing.inside(something), something.inside(nothing)) == (0, 0, 0)


def test_best_pairs() -> None:
    def text(words: str) -> tuple[str, Texts]:
        return words, texts_of(Goal(title=words, level="company", period="2025"))

    olds, news = [text("win customers"), text("win customers now")], [text("win customers now!"), text("build a plant")]
    assert best_pairs(olds, news, 0.5) == [("win customers now", "win customers now!")]
    many = [text(f"goal {number}") for number in range(201)]
    assert best_pairs(many, many, 0.5) == []
