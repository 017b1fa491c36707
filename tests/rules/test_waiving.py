"""Waivers at work: what covers a finding, what cannot, and what covers nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.findings import Fault, Finding, Place, Severity
from collab_cli.messages import msg
from collab_cli.model.waiver import Waiver
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.structure.waivers import unused_waiver
from collab_cli.rules.waiving import Waivers
from tests.rules.worlds import AS_OF, check, found, set_check, small_company, world_of

ACTION = "actions/2025-06-20-call-back.yaml"
LATE = "title: Call back\nowner: chen-jie\ndue: 2025-06-27\n"
TARGET = "action:2025-06-20-call-back"


def waiver(rule: str = "A503", target: str = TARGET, more: str = "") -> str:
    return f"- {{id: w, rule: {rule}, target: '{target}', reason: Fair, approved_by: li-na{more}}}\n"


def late(tmp_path: Path, register: str | None = None, text: str = LATE) -> Path:
    return small_company(tmp_path, {ACTION: text, **({"waivers.yaml": register} if register else {})})


def covered(tmp_path: Path, register: str | None = None, text: str = LATE, as_of: date = AS_OF) -> bool:
    outcome = check(late(tmp_path, register, text), as_of)
    is_gone = not any(one.records == (TARGET,) for one in found(outcome, "A503"))
    assert outcome.waived == int(is_gone)
    return is_gone


@pytest.mark.parametrize("rule", ["A503", "a503", "overdue-action"])
def test_an_entry_of_the_register_covers_its_target(tmp_path: Path, rule: str) -> None:
    assert covered(tmp_path, waiver(rule))


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        ("A502", TARGET),
        ("A503", "action:2025-06-23-photograph-returns"),
        ("A503", "action:2025-06-20"),
        ("A999", TARGET),
    ],
)
def test_an_entry_covers_nothing_else(tmp_path: Path, rule: str, target: str) -> None:
    assert not covered(tmp_path, waiver(rule, target))


@pytest.mark.parametrize(("expires", "holds"), [("2025-06-29", False), ("2025-06-30", True), ("2025-07-31", True)])
def test_an_entry_holds_to_the_end_of_its_last_day(tmp_path: Path, expires: str, holds: bool) -> None:
    assert covered(tmp_path, waiver(more=f", expires: {expires}")) is holds


def test_a_waiver_of_a_record_covers_its_parts(tmp_path: Path) -> None:
    world = world_of(late(tmp_path, waiver(target="charter:sales", rule="R317")))
    for record, is_covered in (("charter:sales/complaint-handling", True), ("charter:sales-east/a", False)):
        finding = Finding("R317", "incomplete-duty", Severity.WARNING, Place("x.yaml"), msg("x"), records=(record,))
        assert Waivers(world, {}).cover(finding) is is_covered


def pair(first: str, second: str, code: str = "R313", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code, "duplicate-ownership", severity, Place("x.yaml"), msg("x"), records=(first, second))


def test_a_verdict_silences_its_pair_alone(tmp_path: Path) -> None:
    more = ", with: 'charter:marketing/market-research', expires: 2025-12-31"
    world = world_of(late(tmp_path, waiver("R313", "charter:sales/customer-development", more)))
    waivers = Waivers(world, {})
    one, other = "charter:sales/customer-development", "charter:marketing/market-research"
    assert waivers.cover(pair(one, other, severity=Severity.ERROR))
    assert waivers.cover(pair(other, one))
    assert not waivers.cover(pair(one, "charter:marketing/brand-promotion"))
    assert not waivers.cover(pair("charter:production/production-planning", other))


ROWS = ("activity:x", "charter:sales/x", "charter:marketing/x", "charter:production/x")


def verdict(number: int, target: str, other: str) -> str:
    more = f", with: '{other}', expires: 2025-12-31"
    return waiver("R313", target, more).replace("id: w", f"id: w{number}")


@pytest.mark.parametrize(
    ("verdicts", "records", "is_covered"),
    [
        ([("charter:sales/x", "charter:marketing/x")], ROWS[:3], True),
        ([("charter:sales/x", "charter:marketing/x")], ROWS, False),  # nobody has judged production
        ([("charter:sales", "charter:marketing")], (*ROWS[:3], "charter:sales/y"), True),
        ([("charter:sales/x", "charter:marketing")], (*ROWS[:3], "charter:sales/y"), False),
        ([("charter:sales/x", "charter:marketing/x"), ("charter:sales/x", "charter:production/x")], ROWS, False),
        (
            [
                ("charter:sales/x", "charter:marketing/x"),
                ("charter:production/x", "charter:sales/x"),
                ("charter:marketing/x", "charter:production"),
            ],
            ROWS,
            True,
        ),
        ([("charter:sales/x", "charter:sales/x")], ROWS[:2], False),
        ([("charter:sales", "charter:sales/x")], (*ROWS[:2], "charter:sales/y"), False),
        ([("activity:x", "charter:sales/x")], ROWS[:3], False),
    ],
)
def test_verdicts_cover_a_finding_when_every_two_of_its_rows_are_judged(
    tmp_path: Path, verdicts: list[tuple[str, str]], records: tuple[str, ...], is_covered: bool
) -> None:
    register = "".join(verdict(number, *pair) for number, pair in enumerate(verdicts))
    waivers = Waivers(world_of(late(tmp_path, register)), {})
    finding = Finding("R313", "duplicate-ownership", Severity.ERROR, Place("x.yaml"), msg("x"), records=records)
    assert waivers.cover(finding) is is_covered


def test_a_verdict_on_a_rule_about_one_record_is_invalid(tmp_path: Path) -> None:
    assert not covered(tmp_path, waiver(more=", with: 'charter:sales'"))


@pytest.mark.parametrize(
    "text",
    [
        LATE.replace("2025-06-27", "2025-06-27  # collab: ignore[A503] Fair"),
        LATE.replace("due:", "# collab: ignore[A501, overdue-action] Fair\ndue:"),
        LATE.replace("due:", "# collab: ignore[a503]\ndue:"),
    ],
)
def test_a_comment_covers_its_line(tmp_path: Path, text: str) -> None:
    assert covered(tmp_path, text=text)


@pytest.mark.parametrize(
    "text",
    [
        LATE.replace("chen-jie", "chen-jie  # collab: ignore[A503] Fair"),
        LATE.replace("2025-06-27", "2025-06-27  # collab: ignore[C607] Fair"),
        LATE + "notes: '# collab: ignore[A503] Fair'\n",
    ],
)
def test_a_comment_covers_nothing_else(tmp_path: Path, text: str) -> None:
    assert not covered(tmp_path, text=text)


COMMENTED = LATE.replace("2025-06-27", "2025-06-27  # collab: ignore[A503] Fair")


def test_a_comment_cannot_waive_an_error(tmp_path: Path) -> None:
    root = late(tmp_path, text=COMMENTED)
    set_check(root, "severity: {A503: error}")
    assert [one.severity for one in found(check(root), "A503")] == ["error"]
    root = late(tmp_path, text="title: Call back\ndue: 2025-07-04\nowner:  # collab: ignore[A501] Fair\n")
    assert [one.severity for one in found(check(root), "A501")] == ["error"]


JULY = date(2025, 7, 12)


def test_what_covers_a_warning_does_not_cover_an_error_of_the_same_rule(tmp_path: Path) -> None:
    assert not covered(tmp_path, waiver(), as_of=JULY)
    assert not covered(tmp_path, text=COMMENTED, as_of=JULY)
    assert covered(tmp_path, waiver(more=", expires: 2025-12-31"), as_of=JULY)


def test_an_error_needs_an_entry_that_expires(tmp_path: Path) -> None:
    text = "title: Call back\nowner: chen-jie\n"
    for more, is_covered in (("", False), (", expires: 2025-12-31", True)):
        outcome = check(late(tmp_path, waiver("A502", more=more), text))
        assert bool(found(outcome, "A502")) is not is_covered


def test_findings_about_waivers_are_not_waived(tmp_path: Path) -> None:
    world = world_of(late(tmp_path, waiver("S012", "waiver:w")))
    finding = Finding("S012", "unused-waiver", Severity.WARNING, Place("x.yaml"), msg("x"), records=("waiver:w",))
    assert not Waivers(world, {}).cover(finding)


EVERY = frozenset(all_rules())


def unused(root: Path, judged: frozenset[str] = EVERY, as_of: date = AS_OF) -> list[str]:
    """Return the places of the waivers nothing used, before any rule ran."""
    return [str(fault.place) for fault in unused_of(Waivers(world_of(root, as_of), {}), judged)]


def unused_of(waivers: Waivers, judged: frozenset[str] = EVERY) -> list[Fault]:
    waivers.judged = judged
    return list(unused_waiver(waivers))


def test_an_unused_entry_is_found_at_its_rule(tmp_path: Path) -> None:
    root = late(tmp_path, waiver())
    assert unused(root) == ["waivers.yaml:1:17"]
    assert unused(root, EVERY - {"A503"}) == []


@pytest.mark.parametrize(
    "register",
    [
        waiver("A999"),
        waiver(target="action:none"),
        waiver(target="nothing:none"),
        waiver(target="charter:sales/none", rule="R317"),
        waiver("A502"),
        waiver("S012"),
        waiver(more=", expires: 2025-06-29"),
        waiver(more=", with: 'charter:sales'"),
        waiver("R313", "charter:sales", ", with: 'charter:none', expires: 2025-12-31"),
    ],
)
def test_an_invalid_entry_is_not_unused_as_well(tmp_path: Path, register: str) -> None:
    assert unused(late(tmp_path, register)) == []


@pytest.mark.parametrize(
    "target", [TARGET, "charter:sales", "charter:sales/complaint-handling", "activity:market-research"]
)
def test_targets_that_are_known(tmp_path: Path, target: str) -> None:
    waivers = Waivers(world_of(late(tmp_path)), {})
    assert waivers.is_known(target)
    assert not waivers.is_known(target + "x")


def test_a_record_that_cannot_be_read_is_known_with_all_its_parts(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"charters/export.yaml": "title: [\n"})
    assert Waivers(world_of(root), {}).is_known("charter:export/anything")


def test_an_unused_comment_is_removed_by_its_fix(tmp_path: Path) -> None:
    root = late(tmp_path, text=LATE.replace("2025-06-27", "2025-07-27  # collab: ignore[A503] Fair"))
    [fault] = unused_of(Waivers(world_of(root), {}))
    assert str(fault.place) == f"{ACTION}:3:18"
    [fix] = fault.fixes
    [patch] = fix.patches
    text = (root / ACTION).read_text(encoding="utf-8")
    assert fix.safe
    assert text[: patch.start] + patch.replacement + text[patch.end :] == LATE.replace("2025-06-27", "2025-07-27")


@pytest.mark.parametrize("codes", ["A501", "A999", "A503, A501", "A503, nonsense", "S012"])
def test_a_comment_that_waives_an_error_is_invalid_and_not_unused(tmp_path: Path, codes: str) -> None:
    assert unused(late(tmp_path, text=f"# collab: ignore[{codes}]\n{LATE}")) == []


def test_each_rule_of_a_comment_is_judged_when_it_ran(tmp_path: Path) -> None:
    text = LATE.replace("due:", "# collab: ignore[A503, late-handoff] Fair\ndue:")
    root = late(tmp_path, text=text)
    waivers = Waivers(world_of(root), {})
    [fault] = unused_of(waivers)
    assert (str(fault.place), fault.message.params) == (f"{ACTION}:3:1", {"codes": "A503, late-handoff"})
    assert waivers.cover(Finding("A503", "overdue-action", Severity.WARNING, Place(ACTION, 4, 1), msg("x")))
    [fault] = unused_of(waivers)
    assert fault.message.params == {"codes": "late-handoff"}
    [patch] = fault.fixes[0].patches
    assert text[: patch.start] + patch.replacement + text[patch.end :] == text.replace("A503, late-handoff", "A503")
    assert unused_of(waivers, EVERY - {"C607"}) == []


def test_a_waiver_that_met_an_error_says_what_it_lacks(tmp_path: Path) -> None:
    world = world_of(late(tmp_path, waiver(), COMMENTED), JULY)
    waivers = Waivers(world, {})
    place = Place(ACTION, 3, 6)
    assert not waivers.cover(Finding("A503", "overdue-action", Severity.ERROR, place, msg("x"), records=(TARGET,)))
    hints = [fault.hint.text for fault in unused_of(waivers) if fault.hint]
    assert hints == ["the finding is an error: add expires", "the finding is an error: waive it in {register}"]
    assert all(not fault.fixes for fault in unused_of(waivers))


def test_severities_of_the_run_decide_what_a_waiver_needs(tmp_path: Path) -> None:
    world = world_of(late(tmp_path, waiver()))
    [record] = world.all(Waiver)
    assert Waivers(world, {}).is_valid(record)
    assert not Waivers(world, {"A503": Severity.ERROR}).is_valid(record)
    assert Waivers(world, {}).severity("overdue-action") is Severity.WARNING
    assert Waivers(world, {}).severity("A999") is None
