from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.goals.roll_up import progress_on
from collab_cli.edits.check_in import DoubtfulValues, SaidCheckIn, UnfitLines, plan_check_in, plan_check_ins
from collab_cli.edits.plan import Planned
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, plan_of, refusal, written
from tests.rules.worlds import green_demo, world_of

REVENUE = "goals/2025/increase-revenue.yaml"
BRAND = "goals/2025/strengthen-brand.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def said(ref: str, value: str | None = None, **more: Any) -> SaidCheckIn:
    cause, actions = more.pop("cause", None), more.pop("actions", ())
    return SaidCheckIn(ref, value, more, cause, actions)


def lines(planned: Planned) -> list[str]:
    """Return the lines that went, after `-`, and came, after `+`."""
    import difflib

    found: list[str] = []
    for write in planned.writes:
        before, after = (write.expected or b"").decode(), (write.data or b"").decode()
        diff = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
        found += [line for line in diff[2:] if not line.startswith("@@")]
    return found


def do(root: Path, *all_said: SaidCheckIn) -> list[str]:
    plan = plan_of(root)
    planned = plan_check_in(plan, all_said[0]) if len(all_said) == 1 else plan_check_ins(plan, all_said)
    for write in planned.writes:
        (root / write.path).write_bytes(write.data or b"")
    return lines(planned)


def told(root: Path, each: SaidCheckIn) -> list[str]:
    planned = plan_check_in(plan_of(root), each)
    return [english(planned.sentence), *map(english, planned.notes)]


def test_a_value_of_a_later_day(root: Path) -> None:
    assert do(root, said("increase-revenue/kr1", "93.5百万元", date="2025/6/29")) == [
        "+      - {date: 2025-06-29, value: 93.5}"
    ]
    text = (root / REVENUE).read_text(encoding="utf-8")
    assert text.index("2025-06-29") < text.index("value: 92}")


def test_all_that_can_be_said(root: Path) -> None:
    each = said(
        *("strengthen-brand/kr1", "39"),
        date="6/29",
        confidence="60%",
        status="at_risk",
        note="一期投放",
        cause="投放延后",
        actions=("2025-06-30-media-budget-plan",),
    )
    assert do(root, each) == [
        "+      - date: 2025-06-29",
        "+        value: 39",
        "+        confidence: 0.6",
        "+        status: at_risk",
        "+        note: 一期投放",
        "+        gap_analysis:",
        "+          gap: -0.92",
        "+          cause: 投放延后",
        "+        actions: [2025-06-30-media-budget-plan]",
    ]


def test_a_correction_leaves_the_older_entry_and_keeps_what_was_said_of_the_gap(root: Path) -> None:
    assert do(root, said("strengthen-brand/kr1", "36")) == [
        "+      - date: 2025-06-30",
        "+        value: 36",
        "+        gap_analysis:",
        "+          gap: -3.95",
        "+          cause: 投放延后",
        "+        actions: [2025-06-30-media-budget-plan]",
    ]
    text = (root / BRAND).read_text(encoding="utf-8")
    assert text.index("value: 38") < text.index("value: 36")


def test_a_correction_says_what_it_keeps(root: Path) -> None:
    assert told(root, said("strengthen-brand/kr1", "36"))[2:5] == [
        "the cause is kept from the entry before: 投放延后",
        "the actions are kept from the entry before: 2025-06-30-media-budget-plan",
        "品牌认知度 (strengthen-brand/kr1): 30 % → 10 %, 49 % expected, pace 0.20, off track",
    ]


def test_a_correction_to_a_value_that_is_not_behind_leaves_the_cause_to_the_entry_before(root: Path) -> None:
    each = said("increase-market-share", "13.6")
    assert told(root, each)[2:5] == [
        "the confidence is kept from the entry before: 60 %",
        "the cause given before is not kept, as nothing is behind: 品牌投放延后",
        "the actions given before are not kept, as nothing is behind: 2025-06-30-media-budget-plan",
    ]
    assert do(root, each) == ["+      - date: 2025-06-30", "+        value: 13.6", "+        confidence: 0.6"]


def test_a_value_that_is_hard_to_believe_needs_a_yes(root: Path) -> None:
    each = said("increase-revenue/kr2", "1,250")
    assert refusal(lambda: plan_check_in(plan_of(root), each)) == (
        "1250 is far beyond the target, 120; it is measured in 家; write what was measured, or add --yes if it is so"
    )
    assert plan_check_in(plan_of(root), each, is_sure=True).writes
    rows = numbered(said("increase-revenue/kr1", "93"), each)
    with pytest.raises(DoubtfulValues) as caught:
        plan_check_ins(plan_of(root), rows)
    assert [(line.address, english(line.fault)) for line in caught.value.lines] == [
        ("june.csv:3", "1250 is far beyond the target, 120; it is measured in 家"),
    ]
    assert english(caught.value.message) == "nothing was checked in: 1 of 2 values is hard to believe"
    assert do(root, said("increase-revenue/kr1", "93")) != []
    for write in plan_check_ins(plan_of(root), rows, is_sure=True).writes:
        (root / write.path).write_bytes(write.data or b"")
    assert plan_check_ins(plan_of(root), rows).writes == ()  # noted so: no longer doubted


def test_a_cause_alone_is_added_with_the_gap_of_the_value_known(root: Path) -> None:
    assert do(root, said("increase-revenue/kr2", cause="展会推迟")) == [
        "+      - {date: 2025-06-30, gap_analysis: {gap: -11.34, cause: 展会推迟}}",
    ]
    assert told(root, said("increase-revenue/kr2", cause="展会推迟", note="见周报"))[0] == (
        "added to the check-in of 新客户 (increase-revenue/kr2) on 2025-06-30"
    )


def test_the_same_again_changes_nothing(root: Path) -> None:
    each = said("increase-revenue/kr1", "93")
    assert do(root, each) != []
    assert do(root, each) == []
    assert do(root, said("increase-revenue/kr1", "92")) != []  # back to the first value: a correction again


def test_the_first_check_in(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/win.yaml": WIN})
    assert do(root, said("win", "4")) == ["+    checkins:", "+      - date: 2025-06-30", "+        value: 4"]
    assert told(root, said("win", "5")) == [
        "checked in Customers (win/kr1): 5 customers on 2025-06-30",
        "2025-06-30 had 4 before; that stays in the file, and the later entry counts",
        "Customers (win/kr1): 40 % → 50 %, 49 % expected, pace 1.01, on track",
    ]


WIN = """\
title: Win the north
level: company
period: "2025"
status: active
key_results:
  - id: kr1
    title: Customers
    baseline: 0
    target: 10
    unit: customers
"""


def test_milestones_are_reached_on_a_day(make_workspace: MakeWorkspace) -> None:
    line = WIN[: WIN.index("    baseline")] + (
        "    type: milestone\n    milestones:\n"
        "      - {title: Design, weight: 1}\n      - {title: Pilot, weight: 3, due: 2025-06-01}\n"
    )
    root = make_workspace({"goals/win.yaml": line})
    assert do(root, said("win", "pilot", date="6/20")) == [
        "-      - {title: Pilot, weight: 3, due: 2025-06-01}",
        "+      - {title: Pilot, weight: 3, due: 2025-06-01, done: 2025-06-20}",
    ]
    assert do(root, said("win", "2", date="6/20")) == []
    assert do(root, said("win", "2")) == []  # reached before: a day that is not said changes nothing
    assert told(root, said("win", "2", date="6/25"))[:2] == [
        "Customers (win/kr1): Pilot was reached on 2025-06-25",
        "it was noted as reached on 2025-06-20 before",
    ]
    assert do(root, said("win", "1", note="Signed off")) == [
        "-      - {title: Design, weight: 1}",
        "+      - {title: Design, weight: 1, done: 2025-06-30}",
        "+    checkins:",
        "+      - date: 2025-06-30",
        "+        note: Signed off",
    ]


def test_what_is_reached_or_not(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/win.yaml": WIN[: WIN.index("    baseline")] + "    type: boolean\n"})
    assert do(root, said("win", "是"))[-1] == "+        value: true"
    assert told(root, said("win", "no"))[:3] == [
        "checked in Customers (win/kr1): no on 2025-06-30",
        "2025-06-30 had yes before; that stays in the file, and the later entry counts",
        "Customers (win/kr1): 100 % → 0 %, at risk",
    ]


@pytest.mark.parametrize(
    ("each", "fault"),
    [
        (
            said("increase-revenue/kr1"),
            "nothing is said of 销售额 (increase-revenue/kr1); "
            "write its value, such as collab goal checkin increase-revenue/kr1 100",
        ),
        (said("increase-revenue/kr1", "9", date="2月30日"), "date cannot be 2月30日: there is no such day; write "),
        (said("increase-revenue/kr1", "9", confidence="2"), "confidence cannot be 2; write a share from 0 to 1"),
        (said("increase-revenue/kr1", "9", status="fine"), "status cannot be fine; use "),
        (said("increase-revenue/kr1", "9", note=" "), "--note is empty; leave it out, or write something"),
        (
            said("increase-revenue/kr1", "9", actions=("nope",)),
            "there is no action nope; collab action list shows what there is, "
            "or add it with collab action add TITLE --origin goal:increase-revenue/kr1",
        ),
        (said("nope", "9"), "there is no goal nope; collab goal list shows what there is"),
        (said("increase-revenue/kr1", "9", actions=(" ",)), "--action is empty; leave it out, or write something"),
        (said("increase-revenue/", "9"), "Increase revenue (increase-revenue) has several key results; name one of "),
        (said("increase-revenue/kr1", "9家"), "9家 is in another unit than "),
    ],
)
def test_what_does_not_fit_is_refused(root: Path, each: SaidCheckIn, fault: str) -> None:
    assert refusal(lambda: plan_check_in(plan_of(root), each)).startswith(fault)


def numbered(*all_said: SaidCheckIn) -> Sequence[SaidCheckIn]:
    from dataclasses import replace

    return [replace(each, address=f"june.csv:{number}") for number, each in enumerate(all_said, 2)]


def test_a_list_is_written_in_the_order_of_days(root: Path) -> None:
    rows = numbered(
        said("increase-revenue/kr1", "91", date="2025-06-20"),
        said("increase-revenue/kr1", "85", date="2025-03-31"),
        said("increase-revenue/kr2", "20", date="2025-03-31"),
        said("increase-revenue/kr1", "92", date="2025-06-30"),  # there already
    )
    planned = plan_check_ins(plan_of(root), rows)
    assert lines(planned) == [
        "+      - {date: 2025-03-31, value: 85}",
        "+      - {date: 2025-06-20, value: 91}",
        "+      - {date: 2025-03-31, value: 20}",
    ]
    assert [english(planned.sentence), *map(english, planned.notes)] == [
        "checked in 3 key results",
        "june.csv:2: a newer check-in of 2025-06-30 counts on",
        "june.csv:3: a newer check-in of 2025-06-30 counts on",
        "june.csv:4: a newer check-in of 2025-06-30 counts on",
        "销售额 (increase-revenue/kr1): 60 %, 49 % expected, pace 1.21, on track",
        "as of 2025-03-31: 新客户 (increase-revenue/kr2): 17 %, 24 % expected, pace 0.68, at risk",
        "1 is so already",
    ]


def test_all_faults_of_a_list_are_told_and_nothing_is_planned(root: Path) -> None:
    rows = numbered(
        said("increase-revenue/kr1", "91"),
        said("increase-revenue/kr7", "91"),
        said("nope", "1"),
        said("increase-revenue/kr1", "many"),
    )
    with pytest.raises(UnfitLines) as caught:
        plan_check_ins(plan_of(root), rows)
    assert [(line.address, english(line.fault)) for line in caught.value.lines] == [
        ("june.csv:3", "Increase revenue (increase-revenue) has no part kr7"),
        ("june.csv:4", "there is no goal nope"),
        ("june.csv:5", "many is no number, as 销售额 (kr1) is measured by"),
    ]
    assert english(caught.value.message) == "nothing was checked in: 3 of 4 lines cannot be"


def test_two_lines_may_not_contradict_each_other(root: Path) -> None:
    rows = numbered(said("increase-revenue/kr1", "91"), said("增加销售额/销售额", "93"))
    with pytest.raises(UnfitLines) as caught:
        plan_check_ins(plan_of(root), rows)
    assert [(line.address, english(line.fault)) for line in caught.value.lines] == [
        ("june.csv:3", "june.csv:2 says something else of 销售额 (increase-revenue/kr1) on 2025-06-30"),
    ]


@pytest.mark.no_cover
def test_ten_thousand_check_ins_of_one_key_result(make_workspace: MakeWorkspace) -> None:
    long = 'periods:\n  - {id: "2025", start: 2025-01-01, end: 2052-12-31}\n'
    files = {"collab.yaml": f"schema: 1\ncompany: {{name: X}}\n{long}", "goals/win.yaml": WIN.replace("10", "30000")}
    root = make_workspace(files)
    first = date(2025, 1, 1)
    rows = [said("win", f"{n}.{n % 10}", date=str(first + timedelta(days=n))) for n in range(10_000)]
    planned = plan_check_ins(plan_of(root), rows)
    (root / "goals/win.yaml").write_text(written(planned)["goals/win.yaml"], "utf-8")
    tree = world_of(root).goal_tree
    for day, value in ((0, "0.0"), (1, "1.1"), (4_567, "4567.7"), (9_999, "9999.9"), (10_200, "9999.9")):
        progress = progress_on(tree, first + timedelta(days=day))["win"]
        assert progress.value == progress.own == Decimal(value) / 30_000
