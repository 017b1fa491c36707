from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from collab_cli.edits.adjust_goal import plan_adjust
from collab_cli.edits.plan import Planned
from tests.edits.plans import english, plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo") / "company")


def adjusted(root: Path, ref: str, *assignments: str, reason: str | None = "other", **said: str) -> Planned:
    given = {**({"reason": reason} if reason else {}), **said}
    return plan_adjust(plan_of(root), ref, assignments, given)


def lines(planned: Planned) -> list[str]:
    (write,) = planned.writes
    before, after = (write.expected or b"").decode(), (write.data or b"").decode()
    diff = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [line for line in diff[2:] if not line.startswith("@@")]


def test_value_and_entry_are_written_in_one_step(root: Path) -> None:
    planned = adjusted(
        root, "strengthen-brand/kr1", "target=42 %", reason="market_change", note="竞品降价", approved_by="李娜",
        proposal="market-share-decomposition", date="6/29",
    )  # fmt: skip
    assert lines(planned) == [
        "-    target: 45",
        "+    target: 42",
        "+  - date: 2025-06-29",
        "+    field: kr1.target",
        "+    from: 45",
        "+    to: 42",
        "+    reason: market_change",
        "+    note: 竞品降价",
        "+    approved_by: li-na",
        "+    proposal: market-share-decomposition",
    ]
    assert english(planned.sentence) == (
        "adjusted Strengthen brand and customer relations (strengthen-brand): target of kr1 from 45 to 42"
    )


def test_the_agreement_and_the_links_that_were_on_the_text_before_are_told(root: Path) -> None:
    assert [english(note) for note in adjusted(root, "increase-market-share", "kr1.target=14").notes] == [
        "市场占有率 (increase-market-share/kr1): 40 % → 60 %, 49 % expected, pace 1.21, on track",
        "2025 市场占有率目标分解 (market-share-decomposition) agreed to the text before this change; put the new one "
        "to the departments with collab proposal open TITLE --type goal_adjust --subject goal:increase-market-share",
        "Increase revenue (increase-revenue), Raise quality and efficiency (raise-quality-and-efficiency) and "
        "Strengthen brand and customer relations (strengthen-brand) serve it as it was before; "
        "collab goal align increase-market-share --renew-below renews their links",
    ]


def test_of_many_goals_bound_to_the_text_the_first_are_named(root: Path) -> None:
    brand = (root / "goals/2025/strengthen-brand.yaml").read_text("utf-8")
    for number in range(3):
        (root / f"goals/2025/brand-{number}.yaml").write_text(brand, "utf-8")
    note = english(adjusted(root, "increase-market-share", "target=16").notes[-1])
    assert "brand-0" in note
    assert " and 1 more serve it as it was before; " in note


def test_what_was_not_written_had_its_usual_value(root: Path) -> None:
    assert lines(adjusted(root, "increase-revenue", "kr2.weight=2", "kr2.direction=at_least")) == [
        "+    direction: at_least",
        "+    weight: 2",
        "+adjustments:",
        "+  - date: 2025-06-30",
        "+    field: kr2.weight",
        "+    from: 1",
        "+    to: 2",
        "+    reason: other",
        "+  - date: 2025-06-30",
        "+    field: kr2.direction",
        "+    from: increase",
        "+    to: at_least",
        "+    reason: other",
    ]


def test_a_unit_is_changed_before_the_numbers_are_read_in_it(root: Path) -> None:
    found = lines(adjusted(root, "increase-revenue/kr2", "target=100户", "unit=户"))
    assert found[:4] == ["-    target: 120", "-    unit: 家", "+    target: 100", "+    unit: 户"]
    assert [line for line in found if "field" in line] == ["+    field: kr2.unit", "+    field: kr2.target"]


def test_the_period_of_a_goal(root: Path) -> None:
    found = lines(adjusted(root, "increase-revenue", "period=2025-q3"))
    assert found[0] == '-period: "2025"'
    assert "+    field: period" in found
    assert '+    from: "2025"' in found


@pytest.mark.parametrize(
    ("ref", "assignment", "fault"),
    [
        (
            "increase-revenue/kr1",
            "target=100.0",
            "kr1.target of Increase revenue (increase-revenue) is 100 already; write another value",
        ),
        (
            "increase-revenue/kr1",
            "title=Sales",
            "title is nothing that is adjusted; adjust target, baseline, unit, weight, direction, low and high; "
            "everything else is changed with collab set goal:increase-revenue/kr1 title=VALUE",
        ),
        ("increase-revenue", "owner=li-na", "owner is nothing that is adjusted; adjust period; "),
        ("increase-revenue", "target=90", "Increase revenue (increase-revenue) has several key results; "),
        ("increase-revenue/kr1", "target=90家", "90家 is in another unit than 销售额 (kr1), "),
        ("increase-revenue/kr1", "target=", "target takes one value; write target=VALUE"),
        ("increase-revenue/kr1", "target+=3", "target takes one value; write target=VALUE"),
        ("increase-revenue/kr1", "target", "target changes nothing; write FIELD=VALUE"),
        ("increase-revenue/kr1", "weight=0", "weight cannot be 0; "),
        ("increase-revenue", "period=2030", "there is no period 2030 in collab.yaml; "),
        ("nope/kr1", "target=90", "there is no goal nope; "),
    ],
)
def test_what_cannot_be_adjusted(root: Path, ref: str, assignment: str, fault: str) -> None:
    assert refusal(lambda: adjusted(root, ref, assignment)).startswith(fault)


def test_a_reason_is_needed_and_a_field_is_given_once(root: Path) -> None:
    assert refusal(lambda: adjusted(root, "increase-revenue/kr1", "target=90", reason=None)) == (
        "a change of a target needs its reason; "
        "add --reason with one of market_change, company_change, correction, feasibility, other"
    )
    assert refusal(lambda: adjusted(root, "increase-revenue/kr1", "target=90", "target=80")) == (
        "a field is given twice; give it once"
    )


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("draft", "Increase revenue (increase-revenue) is a draft, so nothing was promised yet; "),
        ("cancelled", "Increase revenue (increase-revenue) is cancelled, so its key_results cannot change; "),
    ],
)
def test_only_what_is_promised_and_open_is_adjusted(tmp_path: Path, state: str, fault: str) -> None:
    changes = {"goals/2025/increase-revenue.yaml": lambda text: text.replace("status: active", f"status: {state}")}
    root = green_demo(tmp_path, changes)
    assert refusal(lambda: adjusted(root, "increase-revenue/kr1", "target=90")).startswith(fault)


def test_a_change_made_before_is_told_afterwards(root: Path) -> None:
    assert lines(adjusted(root, "strengthen-brand/kr1", "target=45", was="48 %")) == [
        "+  - date: 2025-06-30",
        "+    field: kr1.target",
        "+    from: 48",
        "+    to: 45",
        "+    reason: other",
    ]
    assert lines(adjusted(root, "strengthen-brand", "period=2025", was="2025-q3"))[2:4] == [
        "+    from: 2025-q3",
        '+    to: "2025"',
    ]


@pytest.mark.parametrize(
    ("assignments", "was", "fault"),
    [
        (["target=42"], "48", "kr1.target of Strengthen brand and customer relations (strengthen-brand) is 45, "
         "so it was not changed to 42; leave --was out to change it now"),
        (["target=45"], "45", "kr1.target of Strengthen brand and customer relations (strengthen-brand) is 45 already; "
         "write another value; if an earlier change lacks its entry, say what the value was with --was"),
        (["target=45"], "many", "many is no number, as "),
        (["target=45", "unit=pp"], "48", "--was tells of one field only; adjust the fields one by one"),
    ],
)  # fmt: skip
def test_what_was_not_so_is_not_told(root: Path, assignments: list[str], was: str, fault: str) -> None:
    assert refusal(lambda: adjusted(root, "strengthen-brand/kr1", *assignments, was=was)).startswith(fault)
