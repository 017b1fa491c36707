from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, result
from tests.rules.worlds import Found, check, found, set_check, small_company

KR = ("goal:a/kr1",)


def measured(checkins: str = "", more: str = "") -> str:
    return result(f"baseline: 0, target: 100, unit: orders, {more}checkins: [{checkins}]")


def tracked(folder: Path, *lines: str, status: str = "active") -> Path:
    return small_company(folder, {"goals/a.yaml": goal("A", status, *lines)})


def stale(days: int, severity: str, place: str) -> Found:
    text = f"Orders (kr1) of A (a) has had no check-in for {days} days; check in its present value"
    return Found("G117", severity, f"goals/a.yaml:{place}", text, KR)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 5), []),
        (date(2025, 6, 6), [stale(36, "warning", "6:98")]),
        (date(2025, 7, 9), [stale(69, "warning", "6:98")]),
        (date(2025, 7, 10), [stale(70, "error", "6:98")]),
    ],
)
def test_g117_counts_from_the_newest_checkin(tmp_path: Path, day: date, expected: list[Found]) -> None:
    root = tracked(tmp_path, measured("{date: 2025-05-01, value: 60}"))
    assert [one for one in found(check(root, day), "G117") if one.records == KR] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("activated: 2024-11-01", stale(180, "error", "7:16")),
        ("activated: 2025-05-20", stale(41, "warning", "7:16")),
    ],
)
def test_g117_counts_from_the_start_without_a_checkin(tmp_path: Path, line: str, expected: Found) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "active", line, measured())})
    (one,) = found(check(root), "G117")
    assert (one.severity, one.text, one.records) == (expected.severity, expected.text, expected.records)


def test_g117_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(tracked(tmp_path, measured("{date: 2025-05-01, value: 60}")))
    assert in_chinese(outcome, "G117") == ["A (a) 的 Orders (kr1) 已 60 天没有填报进度；填报当前值"]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((measured("{date: 2025-05-01, value: 60}"),), "proposed"),
        ((result("type: milestone, milestones: [{title: M}]"),), "active"),
    ],
)
def test_g117_asks_what_is_measured_and_active(tmp_path: Path, lines: tuple[str, ...], status: str) -> None:
    assert found(check(tracked(tmp_path, *lines, status=status)), "G117") == []


def test_g117_keeps_to_its_limit(tmp_path: Path) -> None:
    root = tracked(tmp_path, measured("{date: 2025-06-10, value: 60}"))
    set_check(root, "thresholds: {checkin-days: 14}")
    assert [one.severity for one in found(check(root), "G117")] == ["warning"]


GAP, ACTION = "gap_analysis: {cause: Rain}", "actions: [2025-06-23-photograph-returns]"


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ("", "a gap analysis and an action"),
        (f", {GAP}", "an action"),
        (f", {ACTION}", "a gap analysis"),
        (f", {GAP}, {ACTION}", ""),
    ],
)
def test_g118_asks_for_cause_and_measure(tmp_path: Path, more: str, lacking: str) -> None:
    outcome = check(tracked(tmp_path, measured(f"{{date: 2025-06-30, value: 20{more}}}")))
    text = f"Orders (kr1) of A (a) is off track, and its newest check-in is without {lacking}"
    hint = "say why and agree on what is done about it"
    expected = [Found("G118", "error", "goals/a.yaml:6:92", f"{text}; {hint}", KR)] if lacking else []
    assert [one for one in found(outcome, "G118") if one.severity == "error"] == expected


@pytest.mark.parametrize(("more", "count"), [("", 1), (f", {GAP}", 0), (f", {ACTION}", 0)])
def test_g118_warns_of_a_goal_at_risk(tmp_path: Path, more: str, count: int) -> None:
    outcome = check(tracked(tmp_path, measured(f"{{date: 2025-06-30, value: 40{more}}}")))
    text = (
        "A (a) is at risk, and no check-in says why or what is done about it; add a gap analysis or an action to the "
        "newest check-in"
    )
    assert found(outcome, "G118") == [Found("G118", "warning", "goals/a.yaml:6:1", text, ("goal:a",))] * count


def test_g118_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(tracked(tmp_path, measured("{date: 2025-06-30, value: 20}")))
    assert in_chinese(outcome, "G118") == [
        "A (a) 的 Orders (kr1) 已滞后，最近一次填报缺少差距分析和督办事项；说明原因并商定措施"
    ]


def test_g118_does_not_judge_what_was_never_checked_in(tmp_path: Path) -> None:
    assert found(check(tracked(tmp_path, measured())), "G118") == []


@pytest.mark.parametrize(
    ("value", "declared", "day", "computed"),
    [
        (20, "on_track", date(2025, 6, 30), "off track"),
        (20, "at_risk", date(2025, 6, 30), "off track"),
        (40, "done", date(2025, 6, 30), "at risk"),
        (20, "off_track", date(2025, 6, 30), None),
        (60, "at_risk", date(2025, 6, 30), None),
        (0, "on_track", date(2025, 1, 20), None),
        (90, "done", date(2026, 1, 5), "missed"),
        (90, "on_track", date(2026, 1, 5), None),
    ],
)
def test_g119_compares_what_is_declared_with_the_figures(
    tmp_path: Path, value: int, declared: str, day: date, computed: str | None
) -> None:
    outcome = check(tracked(tmp_path, measured(f"{{date: {day}, value: {value}, status: {declared}}}")), day)
    text = (
        f"Orders (kr1) of A (a) is declared {declared.replace('_', ' ')}, but by its figures it is {computed}; declare "
        "what the figures say, or give the key result the curve it follows"
    )
    column = 91 + len(f"{{date: {day}, value: {value}, status: ")
    expected = [Found("G119", "warning", f"goals/a.yaml:6:{column}", text, KR)] if computed else []
    assert found(outcome, "G119") == expected


def test_g119_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(tracked(tmp_path, measured("{date: 2025-06-30, value: 20, status: on_track}")))
    assert in_chinese(outcome, "G119") == [
        "A (a) 的 Orders (kr1) 自报“正常”，按数字却是“滞后”；如实自报，或为该关键结果写明进度曲线"
    ]


def test_closed_goals_are_not_followed(tmp_path: Path) -> None:
    line = measured("{date: 2025-03-01, value: 2, status: done}")
    assert found(check(tracked(tmp_path, line, status="missed")), "G117", "G118", "G119") == []
