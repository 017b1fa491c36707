from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.model.charter import Charter
from collab_cli.model.proposal import Proposal
from tests.edits.moves import do, planned, refused, rewrite
from tests.edits.plans import english
from tests.rules.worlds import check, found, green_demo, world_of

PATH = "proposals/2025/new-charter.yaml"
TITLED = "New charter (new-charter)"
OPEN = """\
title: New charter
type: charter_change
subjects:
  - ref: charter:sales
    digest: "8a6811b27591"
affected: [sales, production]
opened: 2025-06-01
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    (root / PATH).write_text(OPEN, encoding="utf-8")
    return root


def test_a_department_takes_a_position(root: Path) -> None:
    assert do(root, "proposal position", "new-charter", position="agree", via="oa", evidence="OA-9") == [
        "+positions:",
        "+  - department: sales",
        "+    by: zhang-wei",
        "+    date: 2025-06-30",
        "+    position: agree",
        "+    via: oa",
        "+    evidence: OA-9",
    ]


def test_an_objection_is_entered_once(root: Path) -> None:
    lines = do(root, "proposal position", "new-charter", by="王强", position="object", comment="No equipment")
    assert lines[-3:] == ["+objections:", "+  - by: wang-qiang", "+    reason: No equipment"]
    lines = do(root, "proposal position", "new-charter", by="王强", position="object", comment="Still none")
    assert "+    comment: Still none" in lines
    assert not any("objections" in line or "reason" in line for line in lines)


def test_a_round_begins_with_the_text_as_it_is_then(root: Path) -> None:
    assert refused(root, "proposal amend", "new-charter") == (
        f"no subject of {TITLED} has changed since it was put to the vote; change what is to be agreed first"
    )
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    assert do(root, "proposal amend", "new-charter", deadline="7/15") == [
        '-    digest: "8a6811b27591"',
        '+    digest: "c3c99c48852c"',
        "+round: 2",
        "+deadline: 2025-07-15",
    ]
    world = world_of(root)
    charter, proposal = world.get(Charter, "sales"), world.get(Proposal, "new-charter")
    assert charter is not None
    assert proposal is not None
    assert proposal.value.subjects[0].digest == world.digest(charter)
    assert do(root, "proposal position", "new-charter", position="agree")[-1] == "+    round: 2"
    assert do(root, "proposal sign", "new-charter", by="李娜")[-2:] == ["+    date: 2025-06-30", "+    round: 2"]


def test_an_accepted_proposal_on_the_new_text_is_not_stale(root: Path) -> None:
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    assert len(found(check(root), "P209")) == 1
    do(root, "proposal amend", "new-charter")
    for person in ("zhang-wei", "wang-qiang", "liu-fang"):
        do(root, "charter approve", "sales", by=person)
    rewrite(root, PATH, "opened: 2025-06-01\n", "opened: 2025-06-01\nstatus: accepted\ndecided: 2025-06-30\n")
    assert found(check(root), "P209") == []


def test_an_accepted_proposal_can_still_be_signed(root: Path) -> None:
    lines = do(root, "proposal sign", "market-share-decomposition", by="周敏", date="2025-04-17")
    assert lines == ["+  - {by: zhou-min, date: 2025-04-17}"]


def test_who_signs_for_a_department_agrees_for_it(root: Path) -> None:
    assert do(root, "proposal sign", "new-charter", via="oa") == [
        "+positions:",
        "+  - department: sales",
        "+    by: zhang-wei",
        "+    date: 2025-06-30",
        "+    position: agree",
        "+    via: oa",
        "+signoffs:",
        "+  - by: zhang-wei",
        "+    date: 2025-06-30",
        "+    via: oa",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PATH, "affected:", "method: fist_to_five\naffected:"),  # a signature is no score
        (PATH, "affected:", "positions: [{department: sales, by: zhang-wei, position: reserve}]\naffected:"),
        ("departments.yaml", "head: wang-qiang", "head: zhang-wei"),  # for which of the two, only they can say
    ],
)
def test_a_signature_that_says_nothing_for_a_department(root: Path, path: str, old: str, new: str) -> None:
    rewrite(root, path, old, new)
    assert [line for line in do(root, "proposal sign", "new-charter") if line.endswith("agree")] == []


def test_a_proposal_is_withdrawn_for_good(root: Path) -> None:
    assert do(root, "proposal withdraw", "new-charter") == ["+status: withdrawn"]
    assert refused(root, "proposal position", "new-charter", position="agree") == (
        f"{TITLED} is withdrawn, and collab proposal position is for what is open; withdrawn is a final state"
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"position": "agree", "department": "market"}, f"{TITLED} is not put to Marketing; "
            "it is put to Sales and Production"),
        ({"position": "agree", "department": "production"}, "张伟 does not speak for Production; "
            "name one of 王强 with --by"),
        ({"position": "agree", "by": "刘芳"}, "刘芳 speaks for no department that is heard; "
            "name with --by the head or deputy of one of them: Sales and Production"),
        ({}, f"{TITLED} is decided by sign_off; say agree, reserve, abstain or object; leave out --score"),
        ({"score": "4"}, f"{TITLED} is decided by sign_off; say agree, reserve, abstain or object; leave out --score"),
        ({"position": "object"}, "an objection needs a reason; give it with --comment"),
        ({"position": "perhaps"}, "position cannot be perhaps; use one of agree, reserve, abstain, object"),
    ],
)  # fmt: skip
def test_wrong_positions(root: Path, said: dict[str, str], expected: str) -> None:
    assert refused(root, "proposal position", "new-charter", **said) == expected


def test_hands_are_counted_by_score(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: fist_to_five\naffected:")
    assert "+    score: 4" in do(root, "proposal position", "new-charter", score="4")
    expected = f"{TITLED} is decided by fist_to_five; give either a position or --score"
    assert refused(root, "proposal position", "new-charter", score="4", position="agree") == expected
    assert refused(root, "proposal position", "new-charter", score="6").startswith("score cannot be 6; ")


def test_who_speaks_for_several_departments_names_one(root: Path) -> None:
    rewrite(root, "departments.yaml", "head: wang-qiang", "head: zhang-wei")
    assert refused(root, "proposal position", "new-charter", position="agree") == (
        "张伟 speaks for Sales and Production; name one with --department"
    )


def test_who_has_not_taken_position_is_told(root: Path) -> None:
    def notes(command: str, **said: str) -> list[str]:
        return [english(note) for note in planned(root, command, "new-charter", **said).notes]

    assert notes("proposal sign", by="li-na") == ["not heard yet: Sales and Production"]
    assert notes("proposal sign") == ["Sales agrees by it", "not heard yet: Production"]
    assert notes("proposal position", position="agree") == ["not heard yet: Production"]
    do(root, "proposal position", "new-charter", position="agree")
    assert notes("proposal position", position="agree", by="wang-qiang") == [
        "all departments concerned have taken position: collab proposal status new-charter"
    ]


def test_a_department_that_comes_back_to_what_it_said_is_heard_again(root: Path) -> None:
    for said in ({"position": "agree"}, {"position": "reserve"}, {"position": "agree"}):
        lines = do(root, "proposal position", "new-charter", **said)
        assert f"+    position: {said['position']}" in lines
    assert do(root, "proposal position", "new-charter", position="agree") == []
    assert len(do(root, "proposal position", "new-charter", position="agree", by="陈杰")) == 4


def test_an_earlier_position_does_not_count_and_that_is_said(root: Path) -> None:
    do(root, "proposal position", "new-charter", position="agree", date="2025-06-20")
    planning = planned(root, "proposal position", "new-charter", position="object", comment="x", date="6/10")
    assert [english(note) for note in planning.notes] == ["what Sales said on 2025-06-20 is newer, and counts"]


def test_who_agrees_after_all_has_an_objection_to_settle(root: Path) -> None:
    do(root, "proposal object", "new-charter", reason="Too late")
    planning = planned(root, "proposal position", "new-charter", position="agree")
    assert [english(note) for note in planning.notes] == [
        "still to be settled: the objections of 张伟",
        "not heard yet: Production",
    ]


def test_what_a_new_round_means_is_told(root: Path) -> None:
    do(root, "proposal position", "new-charter", position="agree")
    do(root, "proposal object", "new-charter", by="周敏", reason="Too late")
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    assert [english(note) for note in planned(root, "proposal amend", "new-charter").notes] == [
        "what they said before does not count any more: Sales",
        "still to be settled: the objections of 周敏",
    ]


@pytest.mark.parametrize("deadline", [None, "7/2"])
def test_a_new_round_in_which_silence_counts_leaves_time(root: Path, deadline: str | None) -> None:
    rewrite(root, PATH, "affected:", "method: lazy\ndeadline: 2025-06-05\naffected:")
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    said = {} if deadline is None else {"deadline": deadline}
    assert refused(root, "proposal amend", "new-charter", **said) == (
        "silence counts as agreement after three days at the earliest; "
        "give them time with --deadline 2025-07-03 or later"
    )
    assert "+deadline: 2025-07-03" in do(root, "proposal amend", "new-charter", deadline="7/3")
