"""Where a charter stands, on the demo and on changes of it: agreements, readings and the commands that come next."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.charter_standing import Standing, standing
from collab_cli.model.charter import Charter
from tests.edits.moves import do, rewrite
from tests.rules.worlds import green_demo, world_of

SALES = "charters/sales.yaml"
EDITORIAL = "collab charter approve sales --editorial --by zhang-wei"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


@pytest.fixture
def changed(root: Path) -> Path:
    """The demo after a change of the charter of sales that means something else."""
    rewrite(root, SALES, "客户拜访]", "客户拜访, 回访]")
    return root


def of(root: Path, charter_id: str = "sales") -> Standing:
    world = world_of(root)
    charter = world.get(Charter, charter_id)
    assert charter is not None
    return standing(world, charter)


def agreed(one: Standing) -> dict[str, str]:
    return {agreement.department: agreement.agreed for agreement in one.agreements}


def approving(*said: str) -> tuple[str, ...]:
    return tuple(
        f"collab charter approve sales --department {department} --by {person}"
        for department, person in (one.split() for one in said)
    )


def test_all_have_agreed_and_nobody_has_read_it(root: Path) -> None:
    one = of(root)
    assert agreed(one) == {"sales": "present", "production": "present", "marketing": "present"}
    assert (one.missing, one.approving, one.editorial, one.activating) == ((), (), None, None)
    assert (one.read, len(one.people)) == (0, 5)
    assert [department.department for department in one.short] == ["sales", "production", "marketing"]
    assert one.acknowledging[:2] == (
        "collab charter ack sales --by zhang-wei",
        "collab charter ack sales --by chen-jie",
    )
    assert one.is_open


def test_nothing_is_open_when_enough_have_read_it(root: Path) -> None:
    for person in ("zhang-wei", "chen-jie", "wang-qiang", "liu-fang", "zhou-min"):
        do(root, "charter ack", "sales", by=person)
    one = of(root)
    assert (one.read, one.short, one.acknowledging, one.is_open) == (5, (), (), False)
    rewrite(root, SALES, "version: 2", "version: 3")
    again = of(root)
    assert (again.read, len(again.acknowledging), again.is_open) == (0, 5, True)
    assert {reader.entry.version for reader in again.people if reader.entry is not None} == {2}


def test_a_changed_text_is_to_be_agreed_to_again(changed: Path) -> None:
    one = of(changed)
    assert set(agreed(one).values()) == {"older"}
    assert one.approving == approving("sales zhang-wei", "production wang-qiang", "marketing liu-fang")
    assert one.editorial == EDITORIAL
    do(changed, "charter approve", "sales", by="wang-qiang", via="oa", evidence="OA-7")
    one = of(changed)
    assert agreed(one) == {"sales": "older", "production": "present", "marketing": "older"}
    assert one.approving == approving("sales zhang-wei", "marketing liu-fang")


def test_the_owner_says_that_only_the_wording_changed(changed: Path) -> None:
    do(changed, "charter approve", "sales", editorial=True)
    one = of(changed)
    assert set(agreed(one).values()) == {"editorial"}
    assert (one.missing, one.editorial) == ((), None)


def test_an_accepted_proposal_is_the_agreement_of_all(changed: Path) -> None:
    digest = world_of(changed).digest(of(changed).charter)
    proposal = changed / "proposals" / "2025" / "sales.yaml"
    proposal.write_text(
        f'title: Charter\ntype: charter_change\nsubjects: [{{ref: charter:sales, digest: "{digest}"}}]\n'
        "affected: [sales]\nstatus: accepted\ndecided: 2025-06-01\n",
        encoding="utf-8",
    )
    one = of(changed)
    assert one.proposal is not None
    assert (one.proposal.proposal.id, one.missing, one.approving) == ("sales", (), ())
    rewrite(changed, SALES, "回访]", "再访]")
    later = of(changed)
    assert later.proposal is None
    assert len(later.approving) == 3


def test_a_draft_takes_effect_when_nothing_is_in_the_way_and_is_not_to_be_read(changed: Path) -> None:
    rewrite(changed, SALES, "status: effective\n", "status: draft\n")
    one = of(changed)
    assert (one.waits_for_agreement, one.activating, one.short, one.acknowledging) == (True, None, (), ())
    for person in ("zhang-wei", "wang-qiang", "liu-fang"):
        do(changed, "charter approve", "sales", by=person)
    assert of(changed).activating == "collab charter activate sales"


def test_where_nobody_asks_for_agreements_none_are_missing(changed: Path) -> None:
    rewrite(changed, "collab.yaml", "profile: standard", "profile: starter")
    one = of(changed)
    assert len(one.missing) == 3
    assert (one.waits_for_agreement, one.approving, one.editorial) == (False, (), None)


def test_a_department_nobody_speaks_for_has_no_command(changed: Path) -> None:
    rewrite(changed, "departments.yaml", "  head: wang-qiang\n", "")
    one = of(changed)
    assert [agreement.speaker for agreement in one.agreements] == ["zhang-wei", None, "liu-fang"]
    assert one.approving == approving("sales zhang-wei", "marketing liu-fang")


def test_an_approval_without_a_digest_is_of_a_text_nobody_knows(root: Path) -> None:
    text = (root / SALES).read_text(encoding="utf-8")
    head, _, tail = text.partition("department: marketing, by: liu-fang, date: 2025-02-21, digest: ")
    assert tail
    kept = f"{head}department: marketing, by: liu-fang, date: 2025-02-21" + "}" + tail.partition("}")[2]
    (root / SALES).write_text(kept, encoding="utf-8")
    assert agreed(of(root))["marketing"] == "unbound"


def test_of_a_charter_with_faults_nobody_can_tell(changed: Path) -> None:
    rewrite(changed, SALES, "weight: 0.5", "weight: much")
    one = of(changed)
    assert (one.is_open, one.approving, one.editorial, one.activating) == (True, (), None, None)


def test_what_has_been_superseded_is_over(changed: Path) -> None:
    rewrite(changed, SALES, "status: effective\n", "status: superseded\n")
    one = of(changed)
    assert (one.is_over, one.is_open, one.approving, one.acknowledging) == (True, False, (), ())
