"""Where a proposal stands: the text of each subject, who is to be asked, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.proposal_standing import ProposalStanding, standing
from collab_cli.model.proposal import Proposal
from tests.edits.moves import do, rewrite
from tests.rules.worlds import check, found, green_demo, world_of

NEW = "proposals/2025/new.yaml"
OLD = "market-share-decomposition"
BRAND = "goals/2025/strengthen-brand.yaml"
OPEN = """\
title: New
type: goal_adjust
subjects:
  - {ref: "goal:strengthen-brand", digest: "530ef8adc3da"}
  - {ref: "goal:increase-revenue/kr1", digest: "ba6445b8d959"}
affected: [sales, marketing]
opened: 2025-06-01
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    (root / NEW).write_text(OPEN, encoding="utf-8")
    return root


def stand(root: Path, name: str = "new", day: date | None = None) -> ProposalStanding:
    world = world_of(root)
    if day is not None:
        world = replace(world, as_of=day)
    proposal = world.get(Proposal, name)
    assert proposal is not None
    return standing(world, proposal)


def texts(root: Path, name: str = "new") -> list[str]:
    return [subject.state for subject in stand(root, name).subjects]


def change_brand(root: Path) -> None:
    rewrite(root, BRAND, "target: 45", "target: 46")


def accept(root: Path, decided: str = "2025-06-20") -> None:
    rewrite(root, NEW, "opened: 2025-06-01\n", f"opened: 2025-06-01\nstatus: accepted\ndecided: {decided}\n")


def test_one_changed_goal_makes_the_agreement_on_it_stale_and_no_other(root: Path) -> None:
    assert (texts(root), texts(root, OLD), found(check(root), "P209")) == (["same"] * 2, ["same"] * 4, [])
    change_brand(root)
    assert texts(root) == ["changed", "same"]
    assert texts(root, OLD) == ["same", "same", "same", "changed"]
    assert [finding.records for finding in found(check(root), "P209")] == [("goal:strengthen-brand",)]
    old = stand(root, OLD)
    assert (old.is_stale, old.reopening) == (True, "collab proposal open TITLE --subject goal:strengthen-brand")


def test_a_later_one_supersedes_an_earlier_for_its_subjects_only(root: Path) -> None:
    change_brand(root)
    rewrite(root, NEW, "530ef8adc3da", stand(root).subjects[0].present or "")
    accept(root)
    assert texts(root) == ["same", "same"]
    old = stand(root, OLD)
    assert [one.state for one in old.subjects] == ["same", "superseded", "same", "superseded"]
    later = old.subjects[3].later
    assert later is not None
    assert (later.id, old.is_stale, found(check(root), "P209")) == ("new", False, [])
    rewrite(root, BRAND, "target: 46", "target: 47")
    assert (stand(root).is_stale, stand(root, OLD).is_stale) == (True, False)


def test_of_two_decided_on_one_day_the_one_opened_later_counts(root: Path) -> None:
    change_brand(root)
    rewrite(root, NEW, "530ef8adc3da", stand(root).subjects[0].present or "")
    accept(root, "2025-04-15")
    (root / NEW).rename(root / "proposals/2025/again.yaml")  # before the older in path order
    assert texts(root, OLD)[3] == "superseded"


def test_texts_that_cannot_be_compared(root: Path) -> None:
    rewrite(root, NEW, ', digest: "530ef8adc3da"', "")
    assert texts(root)[0] == "unbound"
    rewrite(root, BRAND, "target: 45", "target: many")
    assert texts(root)[0] == "faulty"
    (root / BRAND).write_text("[", encoding="utf-8")
    assert texts(root)[0] == "faulty"
    (root / BRAND).unlink()
    assert texts(root)[0] == "gone"


def test_a_charter_agreed_in_other_ways(root: Path) -> None:
    rewrite(root, NEW, 'goal:strengthen-brand", digest: "530ef8adc3da"', 'charter:sales", digest: "8a6811b27591"')
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    accept(root)
    assert texts(root)[0] == "changed"
    for person in ("zhang-wei", "wang-qiang", "liu-fang"):
        do(root, "charter approve", "sales", by=person)
    assert (texts(root)[0], found(check(root), "P209")) == ("approved", [])
    rewrite(root, "charters/sales.yaml", "回访]", "回访客户]")
    do(root, "charter approve", "sales", editorial=True, by="zhang-wei")
    assert texts(root)[0] == "approved"


def test_a_change_of_wording_only(root: Path) -> None:
    rewrite(root, NEW, 'goal:strengthen-brand", digest: "530ef8adc3da"', 'charter:sales", digest: "8a6811b27591"')
    rewrite(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    do(root, "charter approve", "sales", editorial=True, by="zhang-wei")
    assert texts(root)[0] == "editorial"


def test_who_is_asked_and_how(root: Path) -> None:
    one = stand(root)
    assert one.positioning == (
        "collab proposal position new agree --by zhang-wei",
        "collab proposal position new agree --by liu-fang",
    )
    away = stand(root, day=date(2025, 7, 7))
    assert away.positioning[1] == "collab proposal position new agree --by zhou-min"
    assert (away.speaker("marketing").person, away.speaker("marketing").now) == ("liu-fang", "zhou-min")
    rewrite(root, "departments.yaml", "head: zhang-wei", "head: liu-fang")
    rewrite(root, NEW, "affected:", "method: fist_to_five\naffected:")
    assert stand(root).positioning == (
        "collab proposal position new --score 4 --department sales --by liu-fang",
        "collab proposal position new --score 4 --department marketing --by liu-fang",
    )
    rewrite(root, "departments.yaml", "  head: liu-fang\n  deputy: chen-jie\n", "")
    assert stand(root).positioning == ("collab proposal position new --score 4 --by liu-fang",)


def test_what_is_in_the_way_names_nobody_twice(root: Path) -> None:
    def ways() -> list[tuple[str, tuple[str, ...]]]:
        return [(each.by, each.departments) for each in stand(root).in_the_way]

    assert ways() == [("quorum", ("sales", "marketing"))]
    do(root, "proposal position", "new", position="reserve")
    assert ways() == [("quorum", ("marketing",)), ("not_agreed", ("sales",))]
    do(root, "proposal object", "new", by="liu-fang", reason="Too late")
    assert ways() == [("objection", ()), ("not_agreed", ("sales", "marketing"))]


def test_what_comes_next(root: Path) -> None:
    def steps(day: date | None = None) -> tuple[int, int, bool, bool, bool]:
        one = stand(root, day=day)
        return len(one.positioning), len(one.resolving), bool(one.amending), bool(one.closing), bool(one.rejecting)

    assert steps() == (2, 0, False, False, False)
    do(root, "proposal object", "new", reason="Too late")
    assert steps() == (1, 1, False, False, False)
    do(root, "proposal position", "new", position="agree", by="liu-fang")
    assert steps() == (0, 1, False, False, True)
    do(root, "proposal resolve", "new", resolution="Later")
    assert steps() == (1, 0, False, False, True)
    do(root, "proposal position", "new", position="agree")
    assert steps() == (0, 0, False, True, False)
    change_brand(root)
    assert steps() == (0, 0, True, False, True)
    rewrite(root, BRAND, "status: active", "status: proposed")
    do(root, "proposal amend", "new")
    assert steps() == (2, 0, False, False, False)
    assert not stand(root).is_overdue
    rewrite(root, NEW, "opened: 2025-06-01\n", "opened: 2025-06-01\ndeadline: 2025-06-29\n")
    assert stand(root).is_overdue
    assert steps() == (2, 0, False, False, True)
    accept(root)
    assert steps() == (0, 0, False, False, False)
    assert stand(root).activating == ("collab goal activate strengthen-brand",)
