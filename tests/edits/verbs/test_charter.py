from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.graph.agreements import stale_approvals
from collab_cli.model.charter import Charter
from tests.edits.moves import do, refused, rewrite
from tests.rules.worlds import Found, check, found, green_demo, world_of

SALES = "charters/sales.yaml"
TITLED = "销售部职责说明书 (sales)"
EFFECTIVE = "status: effective\neffective_from: 2025-03-01\n"


def agreement(root: Path) -> list[Found]:
    return found(check(root), "P201", "P209", "P210")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


@pytest.fixture
def changed(root: Path) -> Path:
    """The demo after a change of the charter of sales that means something else."""
    rewrite(root, SALES, "客户拜访]", "客户拜访, 回访]")
    return root


def test_the_approval_of_every_department_makes_an_agreement_of_the_new_text(changed: Path) -> None:
    assert len(agreement(changed)) == 1
    assert do(changed, "charter approve", "sales") == [
        "+  - {department: sales, by: zhang-wei, date: 2025-06-30, digest: c3c99c48852c}"
    ]
    assert do(changed, "charter approve", TITLED.partition(" ")[0], by="王强", via="oa", evidence="OA-7") == [
        "+  - {department: production, by: wang-qiang, date: 2025-06-30, digest: c3c99c48852c, via: oa, evidence: OA-7}"
    ]
    assert len(agreement(changed)) == 1
    do(changed, "charter approve", "sales", department="市场部", by="周敏")
    assert agreement(changed) == []
    world = world_of(changed)
    charter = world.get(Charter, "sales")
    assert charter is not None
    assert charter.value.approvals[-1].digest == world.digest(charter)
    assert stale_approvals(world.parties, charter, world.digest(charter)) == ()


def test_who_has_approved_need_not_again(root: Path) -> None:
    assert do(root, "charter approve", "sales") == []


def test_who_stands_in_for_the_head_speaks_for_the_department(changed: Path) -> None:
    rewrite(changed, "people.yaml", "deputy: zhou-min", "deputy: li-na")
    assert refused(changed, "charter approve", "sales", by="li-na", department="marketing").startswith(
        "李娜 does not speak for Marketing; name one of "
    )
    lines = do(changed, "charter approve", "sales", by="li-na", department="marketing", date="2025-07-07")
    assert lines[0].startswith("+  - {department: marketing, by: li-na, date: 2025-07-07,")


def test_an_editorial_change_carries_the_agreements_over(changed: Path) -> None:
    assert do(changed, "charter approve", "sales", editorial=True, note="A word") == [
        "+  - {version: 2, date: 2025-06-30, by: zhang-wei, note: A word, "
        "editorial: {from: 8a6811b27591, to: c3c99c48852c}}"
    ]
    assert agreement(changed) == []
    assert do(changed, "charter approve", "sales", editorial=True) == []
    rewrite(changed, SALES, "回访]", "回访！]")
    assert len(agreement(changed)) == 1
    (line,) = do(changed, "charter approve", "sales", editorial=True)
    assert "editorial: {from: c3c99c48852c, to: " in line
    assert agreement(changed) == []


def test_a_draft_takes_effect_when_all_have_agreed(changed: Path) -> None:
    rewrite(changed, SALES, EFFECTIVE, "status: draft\n")
    assert refused(changed, "charter activate", "sales") == (
        f"{TITLED} cannot take effect: Sales, Production and Marketing did not approve its present text; "
        "ask for it with collab charter approve sales"
    )
    for person in ("zhang-wei", "wang-qiang", "liu-fang"):
        do(changed, "charter approve", "sales", by=person)
    assert do(changed, "charter activate", "sales", date="7/1") == [
        "-status: draft",
        "+status: effective",
        "+effective_from: 2025-07-01",
    ]
    assert agreement(changed) == []


@pytest.mark.parametrize("broken", [": [\n", "- {id: Market ing, name: M}\n- {id: sales, name: S, head: zhang-wei}\n"])
def test_nothing_takes_effect_while_nobody_can_tell_who_has_to_agree(changed: Path, broken: str) -> None:
    rewrite(changed, SALES, EFFECTIVE, "status: draft\n")
    (changed / "departments.yaml").write_text(broken, encoding="utf-8")
    assert refused(changed, "charter activate", "sales") == (
        "some departments cannot be read, so nobody can tell who has to agree; mend it first; collab check says why"
    )


def test_without_agreements_in_the_profile_nobody_is_asked(changed: Path) -> None:
    rewrite(changed, SALES, EFFECTIVE, "status: draft\n")
    rewrite(changed, "collab.yaml", "profile: standard", "profile: starter")
    assert do(changed, "charter activate", "sales")[-1] == "+effective_from: 2025-06-30"


def test_an_accepted_proposal_on_its_text_is_an_agreement(changed: Path) -> None:
    rewrite(changed, SALES, EFFECTIVE, "status: draft\n")
    proposal = changed / "proposals" / "2025" / "sales.yaml"
    proposal.write_text(
        'title: Charter\ntype: charter_change\nsubjects: [{ref: charter:sales, digest: "c3c99c48852c"}]\n'
        "affected: [sales]\nstatus: accepted\ndecided: 2025-06-01\n",
        encoding="utf-8",
    )
    assert do(changed, "charter activate", "sales")[1] == "+status: effective"


def test_a_person_has_read_the_present_version(root: Path) -> None:
    assert do(root, "charter ack", "sales", by="周敏") == [
        "+acknowledgements:",
        "+  - person: zhou-min",
        "+    date: 2025-06-30",
        "+    version: 2",
    ]


def test_who_has_read_a_version_need_not_again_until_there_is_another(root: Path) -> None:
    do(root, "charter ack", "sales", by="周敏")
    assert do(root, "charter ack", "sales", by="zhou-min") == []
    assert do(root, "charter ack", "sales", by="zhou-min", date="2025-07-01") == []
    rewrite(root, SALES, "version: 2", "version: 3")
    assert do(root, "charter ack", "sales", by="zhou-min") == [
        "+  - person: zhou-min",
        "+    date: 2025-06-30",
        "+    version: 3",
    ]


def test_only_who_is_there_can_have_read_it(root: Path) -> None:
    rewrite(root, "people.yaml", "- id: zhou-min\n", "- id: zhou-min\n  status: left\n")
    assert refused(root, "charter ack", "sales", by="zhou-min") == (
        "周敏 (zhou-min) has left; name somebody else with --by"
    )
    assert refused(root, "charter ack", "sales", by="nobody") == (
        "there is no person nobody; collab person list shows what there is"
    )


def test_a_department_that_is_only_informed_acknowledges(root: Path) -> None:
    assert refused(root, "charter approve", "production", department="marketing", by="liu-fang").endswith(
        "who only has to know it uses collab charter ack"
    )
    assert do(root, "charter ack", "production", by="liu-fang")[1] == "+  - person: liu-fang"


@pytest.mark.parametrize(
    ("charter", "said", "expected"),
    [
        ("sales", {"by": "li-na"}, "李娜 speaks for no department concerned; name with --by the head or deputy of "
            "one of them: Sales, Production and Marketing"),
        ("sales", {"department": "生产部"}, "张伟 does not speak for Production; name one of 王强 with --by"),
        ("production", {"department": "marketing", "by": "刘芳"}, "生产部职责说明书 (production) does not concern "
            "Marketing; who only has to know it uses collab charter ack"),
        ("sales", {"via": "shouting"}, "via cannot be shouting; use one of meeting, oa, review, signed_copy, command"),
        ("sales", {"editorial": True, "by": "li-na"}, f"only the owner of {TITLED} may say that a change was "
            "editorial, not 李娜; let 张伟 do it"),
        ("nowhere", {}, "there is no charter nowhere; collab charter list shows what there is"),
        ("r-and-d", {}, "R and D (r-and-d) concerns no department yet; give its duties to departments first"),
        ("r-and-d", {"editorial": True, "by": "li-na"}, "nobody has agreed to an earlier text of R and D (r-and-d); "
            "let the departments approve it with collab charter approve"),
    ],
)  # fmt: skip
def test_wrong_input(root: Path, charter: str, said: dict[str, str], expected: str) -> None:
    process = "title: R and D\ntype: process\nowner: li-na\nstatus: draft\n"
    (root / "charters" / "r-and-d.yaml").write_text(process, encoding="utf-8")
    assert refused(root, "charter approve", charter, **said) == expected


def test_a_department_without_a_head_cannot_speak(changed: Path) -> None:
    rewrite(changed, "departments.yaml", "  head: wang-qiang\n", "")
    assert refused(changed, "charter approve", "sales", department="production") == (
        "Production has no head who could speak for it; name one with collab set department:production head=PERSON"
    )


def test_nobody_agrees_to_a_text_that_cannot_be_read(root: Path) -> None:
    rewrite(root, SALES, "weight: 0.5", "weight: much")
    assert refused(root, "charter approve", "sales") == (
        f"{TITLED} has faults, so nobody can agree to its text: charters/sales.yaml:16; mend it first;"
        " collab check names them"
    )


def test_who_speaks_for_several_departments_names_one(changed: Path) -> None:
    rewrite(changed, "departments.yaml", "head: wang-qiang", "head: zhang-wei")
    assert refused(changed, "charter approve", "sales") == (
        "张伟 speaks for Sales and Production; name one with --department"
    )
