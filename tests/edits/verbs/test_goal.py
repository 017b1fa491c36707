from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused, rewrite
from tests.edits.plans import english
from tests.rules.worlds import check, found, green_demo

MARKET = "increase-market-share"
REVENUE = "increase-revenue"
BRAND = "strengthen-brand"
BRAND_TITLED = "Strengthen brand and customer relations (strengthen-brand)"


def path_of(goal: str) -> str:
    return f"goals/2025/{goal}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


@pytest.fixture
def proposed(root: Path) -> Path:
    """The demo with one goal of an accepted proposal still proposed."""
    rewrite(root, path_of(REVENUE), "status: active\nactivated: 2025-04-15\n", "status: proposed\n")
    return root


def test_a_goal_agreed_to_becomes_active(proposed: Path) -> None:
    assert do(proposed, "goal activate", REVENUE, date="7月1日") == [
        "-status: proposed",
        "+status: active",
        "+activated: 2025-07-01",
    ]
    assert found(check(proposed), "P201", "P209", "P210") == []


def test_another_text_than_agreed_to_does_not(proposed: Path) -> None:
    rewrite(proposed, path_of(REVENUE), "target: 100", "target: 110")
    assert refused(proposed, "goal activate", REVENUE) == (
        "Increase revenue (increase-revenue) has changed since 2025 市场占有率目标分解 (market-share-decomposition) "
        "was accepted; open a proposal on its present text with collab proposal open"
    )


@pytest.mark.parametrize(
    ("old", "new", "is_asked_for"),
    [("standard", "strict", True), ("standard", "basic", False), ("ignore: []", "ignore: [P2]", False)],
)
def test_agreement_is_needed_where_it_is_checked(proposed: Path, old: str, new: str, is_asked_for: bool) -> None:
    rewrite(proposed, "proposals/2025/market-share-decomposition.yaml", "status: accepted", "status: open")
    rewrite(proposed, "collab.yaml", old, new)
    if is_asked_for:
        assert refused(proposed, "goal activate", REVENUE) == (
            "Increase revenue (increase-revenue) cannot become active: no accepted proposal is about it; "
            "open one with collab proposal open TITLE --subject goal:increase-revenue"
        )
    else:
        assert do(proposed, "goal activate", REVENUE)[-1] == "+activated: 2025-06-30"


def test_a_goal_given_up_keeps_the_reason_and_can_still_be_known(root: Path) -> None:
    assert do(root, "goal cancel", REVENUE, reason="The market is closed") == [
        "-status: active",
        "+status: cancelled",
        "+closing:",
        "+  cause: The market is closed",
    ]
    assert refused(root, "goal align", REVENUE, to=MARKET).endswith("; cancelled is a final state")
    known = ["+acknowledgements:", "+  - person: chen-jie", "+    date: 2025-06-30"]
    assert do(root, "goal ack", REVENUE, by="陈杰") == known
    assert do(root, "goal ack", REVENUE, by="陈杰") == []
    assert do(root, "goal ack", BRAND) == ["+  - {person: zhang-wei, date: 2025-06-30}"]


def test_a_new_link_is_bound_to_the_present_text_of_the_goal_served(root: Path) -> None:
    change = planned(root, "goal align", BRAND, to=REVENUE, weight="30%", how="Leads")
    assert [english(note) for note in change.notes] == [
        "2025 市场占有率目标分解 (market-share-decomposition) agreed to the text before this change"
    ]
    assert do(root, "goal align", BRAND, to=REVENUE, weight="30%", how="Leads") == [
        "+  - {goal: increase-revenue, weight: 0.3, how: Leads, parent_digest: ba6445b8d959}"
    ]
    assert do(root, "goal align", BRAND, to=REVENUE, weight="0.2") == [
        "-  - {goal: increase-revenue, weight: 0.3, how: Leads, parent_digest: ba6445b8d959}",
        "+  - {goal: increase-revenue, weight: 0.2, how: Leads, parent_digest: ba6445b8d959}",
    ]


def test_links_are_renewed_when_the_goal_served_has_changed(root: Path) -> None:
    rewrite(root, path_of(MARKET), "target: 15", "target: 16")
    lines = do(root, "goal align", BRAND, renew=True)
    assert [line.rpartition("parent_digest: ")[2] for line in lines] == ['"b401eb253b4a"}', '"971976febe60"}']
    do(root, "goal align", BRAND, to=REVENUE)
    rewrite(root, path_of(MARKET), "target: 16", "target: 17")
    rewrite(root, path_of(REVENUE), "target: 100", "target: 110")
    lines = do(root, "goal align", BRAND, renew=True, to=REVENUE)
    assert [line.partition(",")[0] for line in lines] == [
        "-  - {goal: increase-revenue",
        "+  - {goal: increase-revenue",
    ]
    assert len(do(root, "goal align", BRAND, renew=True)) == 2
    assert do(root, "goal align", BRAND, renew=True) == []


def test_the_links_of_all_goals_that_serve_one_are_renewed_at_once(root: Path) -> None:
    rewrite(root, path_of(MARKET), "target: 15", "target: 16")
    rewrite(root, path_of(BRAND), "status: active\n", "status: cancelled\n")  # is left as it is
    change = planned(root, "goal align", MARKET, renew_below=True)
    assert [write.path for write in change.writes] == [path_of(REVENUE), path_of("raise-quality-and-efficiency")]
    assert english(change.sentence) == ("renewed how 2 goals serve Increase market share (increase-market-share)")
    lines = do(root, "goal align", MARKET, renew_below=True)
    assert [line.strip() for line in lines] == [
        '-    parent_digest: "b401eb253b4a"', '+    parent_digest: "971976febe60"'
    ] * 2  # fmt: skip
    assert do(root, "goal align", MARKET, renew_below=True) == []


@pytest.mark.parametrize(
    ("command", "goal", "said", "expected"),
    [
        ("align", BRAND, {"to": BRAND}, f"{BRAND_TITLED} cannot serve itself; name a goal above it with --to"),
        ("align", MARKET, {"to": BRAND}, "Increase market share (increase-market-share) cannot serve "
            f"{BRAND_TITLED}, which serves it; name a goal above it with --to"),
        ("align", BRAND, {"to": MARKET, "weight": "3"}, "weight cannot be 3; write a share from 0 to 1 such as 0.4"),
        ("align", BRAND, {}, "collab goal align needs --to; collab goal align --help shows how to write it"),
        ("align", BRAND, {"renew": True, "to": REVENUE}, f"{BRAND_TITLED} does not serve that goal; "
            "link them with collab goal align strengthen-brand --to GOAL"),
        ("align", MARKET, {"renew": True}, "Increase market share (increase-market-share) serves no goal yet; "
            "link them with collab goal align increase-market-share --to GOAL"),
        ("align", BRAND, {"renew_below": True}, f"no open goal serves {BRAND_TITLED}; "
            "link one with collab goal align GOAL --to strengthen-brand"),
        ("activate", BRAND, {}, f"{BRAND_TITLED} is active, and collab goal activate is for what is draft, proposed; "
            f"from active it can become achieved (collab goal score {BRAND}), "
            f"missed (collab goal score {BRAND}), cancelled (collab goal cancel {BRAND})"),
        ("ack", BRAND, {"by": "nobody"}, "there is no person nobody; collab person list shows what there is"),
    ],
)  # fmt: skip
def test_wrong_input(root: Path, command: str, goal: str, said: dict[str, str], expected: str) -> None:
    assert refused(root, f"goal {command}", goal, **said) == expected


def test_a_closed_goal_is_served_by_no_further_one(root: Path) -> None:
    rewrite(root, path_of(REVENUE), "status: active\n", "status: cancelled\n")
    assert refused(root, "goal align", BRAND, to=REVENUE) == (
        "Increase revenue (increase-revenue) is closed: cancelled; name a goal that is still worked on with --to"
    )
    rewrite(root, path_of(MARKET), "status: active\n", "status: achieved\nscore: 1\n")
    assert len(do(root, "goal align", BRAND, to=MARKET, weight="0.2")) == 2
