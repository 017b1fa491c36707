"""M402, M403, M405 and M415: the departments a meeting is for are there, report and are heard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, set_check, small_company

SERIES = """\
name: {zh: 周例会, en: Weekly}
cadence: {unit: week, weekday: mon}
starts: 2025-06-23
chair: li-na
secretary: chen-jie
required: [sales, production, marketing]
"""
DECISION = "decisions: [{id: dec1, text: X, rationale: Y, owner: li-na}]\n"
ALL = "present: [zhang-wei, wang-qiang, liu-fang]\n"
AFTER = date(2025, 9, 1)


def minutes(more: str, status: str = "published", day: str = "2025-06-30") -> dict[str, str | None]:
    text = f"title: {{zh: 周会, en: Weekly}}\ndate: {day}\nseries: weekly\nagenda: [News]\nstatus: {status}\n{more}"
    return {f"meetings/{day}-weekly.yaml": text}


def test_m402_wants_the_quorum(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, minutes(f"present: [zhang-wei, li-na]\n{DECISION}")), profile="standard")
    assert found(outcome, "M402") == [
        Found(
            "M402",
            "error",
            "meetings/2025-06-30-weekly.yaml:6:10",
            "Weekly (2025-06-30-weekly) took decisions with 1 of 3 departments, the quorum is 50 %; "
            "decide again when enough are there, or name who came for Production and Marketing",
            ("meeting:2025-06-30-weekly",),
        )
    ]
    assert in_chinese(outcome, "M402") == [
        "周会 (2025-06-30-weekly) 作出决议时 3 个必到部门只到了 1 个，法定比例为 50%；"
        "待到会部门足够时重新表决，或写明谁代表生产部和市场部出席"
    ]


def test_m402_takes_the_quorum_of_the_series(tmp_path: Path) -> None:
    files = minutes(f"present: [zhang-wei, zhou-min]\n{DECISION}")
    assert found(check(small_company(tmp_path, files)), "M402") == []
    files["series/weekly.yaml"] = SERIES + "quorum: 0.67\n"
    (one,) = found(check(small_company(tmp_path, files)), "M402")
    assert "with 2 of 3 departments, the quorum is 67 %" in one.text


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (f"present: [zhang-wei]\n{DECISION}", "draft"),
        ("present: [zhang-wei]\n", "published"),
        (DECISION, "published"),
        (f"present: [zhang-wei, chen-jie, li-na, wang-qiang]\n{DECISION}", "approved"),
        (f"present: [zhang-wei, li-na]\nregrets: [{{person: wang-qiang, delegate: li-na}}]\n{DECISION}", "approved"),
    ],
)
def test_m402_is_silent(tmp_path: Path, more: str, status: str) -> None:
    assert found(check(small_company(tmp_path, minutes(more, status))), "M402") == []


def test_m403_names_the_departments_without_a_report(tmp_path: Path) -> None:
    more = f"{ALL}reports:\n  - {{department: production, progress: Done}}\n"
    outcome = check(small_company(tmp_path, minutes(more, "approved")), profile="standard")
    assert found(outcome, "M403") == [
        Found(
            "M403",
            "warning",
            "meetings/2025-06-30-weekly.yaml:8:3",
            "Weekly (2025-06-30-weekly) has no report of Sales and Marketing; add what they report",
            ("meeting:2025-06-30-weekly",),
        )
    ]
    assert in_chinese(outcome, "M403") == ["周会 (2025-06-30-weekly) 缺少销售部和市场部的汇报；补上其汇报"]


def test_m403_leaves_drafts_and_other_meetings_alone(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, minutes(ALL, "draft"))), "M403") == []
    alone: dict[str, str | None] = {
        "meetings/2025-06-30-fair.yaml": f"title: Fair\ndate: 2025-06-30\nstatus: published\n{ALL}"
    }
    assert found(check(small_company(tmp_path, {**minutes(ALL, "draft"), **alone})), "M403") == []


def test_m405_wants_a_delegate(tmp_path: Path) -> None:
    more = "present: [zhang-wei, wang-qiang]\nregrets: [{person: liu-fang}]\n"
    outcome = check(small_company(tmp_path, minutes(more)))
    assert found(outcome, "M405") == [
        Found(
            "M405",
            "warning",
            "meetings/2025-06-30-weekly.yaml:6:10",
            "nobody came to Weekly (2025-06-30-weekly) for Marketing; "
            "name the delegate under regrets, or agree on one for the next meeting",
            ("meeting:2025-06-30-weekly",),
        )
    ]
    assert in_chinese(outcome, "M405") == [
        "市场部无人出席 周会 (2025-06-30-weekly)；在 regrets 中写明受托人，或商定下次由谁代为出席"
    ]


@pytest.mark.parametrize(
    "more", [ALL, "present: [zhang-wei, wang-qiang]\nregrets: [{person: liu-fang, delegate: li-na}]\n", ""]
)
def test_m405_takes_an_excuse(tmp_path: Path, more: str) -> None:
    assert found(check(small_company(tmp_path, minutes(more))), "M405") == []


def test_m405_sees_who_stays_away_for_long(tmp_path: Path) -> None:
    away = "present: [zhang-wei, wang-qiang]\nregrets: [{person: liu-fang, delegate: li-na}]\n"
    held = {"2025-06-30": away, "2025-07-07": ALL, "2025-07-14": away, "2025-07-21": ALL, "2025-07-28": away}
    files = {path: text for day, more in held.items() for path, text in minutes(more, day=day).items()}
    files["series/weekly.yaml"] = SERIES
    outcome = check(small_company(tmp_path / "a", files), AFTER)
    assert found(outcome, "M405") == [
        Found(
            "M405",
            "warning",
            "series/weekly.yaml:6:31",
            "nobody came for Marketing to 3 of the last 5 meetings of Weekly (weekly); "
            "agree on a time that suits it, or give it a deputy",
            ("series:weekly",),
        )
    ]
    assert in_chinese(outcome, "M405") == [
        "周例会 (weekly) 最近 5 次会议中，市场部有 3 次无人出席；商定合适的时间，或为其指定副手"
    ]
    files.update(minutes(ALL, day="2025-08-04"))
    assert found(check(small_company(tmp_path / "b", files), AFTER), "M405") == []


def four(more: str) -> dict[str, str | None]:
    """Four meetings at which sales and marketing reported, the last with ``more``."""
    reports = f"{ALL}reports: [{{department: sales}}, {{department: marketing}}]\n"
    days = ("2025-06-30", "2025-07-07", "2025-07-14", "2025-07-21")
    found = {path: text for day in days for path, text in minutes(reports, day=day).items()}
    return {**found, **minutes(reports + more, day="2025-07-21"), "series/weekly.yaml": SERIES}


def test_m415_names_who_says_nothing(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, four("")), AFTER)
    assert found(outcome, "M415") == [
        Found(
            "M415",
            "info",
            "series/weekly.yaml:6:19",
            "Production has said nothing in the last 4 meetings of Weekly (weekly); ask it first at the next meeting",
            ("series:weekly",),
        )
    ]
    assert in_chinese(outcome, "M415") == ["生产部在 周例会 (weekly) 最近 4 次会议上没有发过言；下次会议请其先发言"]


@pytest.mark.parametrize(
    "more", ["opinions: [{by: wang-qiang, text: X}]\n", "opinions: [{department: production, text: X}]\n"]
)
def test_m415_hears_opinions(tmp_path: Path, more: str) -> None:
    assert found(check(small_company(tmp_path, four(more)), AFTER), "M415") == []


def test_m415_hears_positions_in_what_a_meeting_discussed(tmp_path: Path) -> None:
    proposal = (
        "title: Goals\nopened: 2025-07-01\nmeetings: [2025-07-14-weekly]\naffected: [production]\n"
        "positions: [{department: production, by: wang-qiang, date: 2025-07-14, position: agree}]\n"
        "type: decision\nsubjects: []\nstatus: open\n"
    )
    files = {**four(""), "proposals/goals.yaml": proposal}
    assert found(check(small_company(tmp_path, files), AFTER), "M415") == []


def test_m415_waits_for_four_meetings(tmp_path: Path) -> None:
    files = {**four(""), "meetings/2025-06-23-weekly.yaml": None, **minutes(ALL, "draft")}
    assert found(check(small_company(tmp_path, files), AFTER), "M415") == []


@pytest.mark.parametrize(("limit", "count"), [("0.33", 0), ("0.333333334", 1), ("0", 0), ("1", 1)])
def test_m402_honours_its_limit(tmp_path: Path, limit: str, count: int) -> None:
    root = small_company(tmp_path, minutes(f"present: [zhang-wei, li-na]\n{DECISION}"))
    set_check(root, f"thresholds: {{meeting-quorum: {limit}}}")
    assert len(found(check(root), "M402")) == count


@pytest.mark.parametrize(("limit", "count"), [(2, 1), (3, 0)])
def test_m405_honours_its_limit(tmp_path: Path, limit: int, count: int) -> None:
    away = "present: [zhang-wei, wang-qiang]\nregrets: [{person: liu-fang, delegate: li-na}]\n"
    files = {**minutes(away), **minutes(away, day="2025-07-07"), "series/weekly.yaml": SERIES}
    root = small_company(tmp_path, files)
    set_check(root, f"thresholds: {{absence-max: {limit}}}")
    assert len(found(check(root, AFTER), "M405")) == count


@pytest.mark.parametrize(("limit", "count"), [(3, 1), (4, 1), (5, 0)])
def test_m415_honours_its_limit(tmp_path: Path, limit: int, count: int) -> None:
    root = small_company(tmp_path, {**four(""), "meetings/2025-06-23-weekly.yaml": None})
    set_check(root, f"thresholds: {{unheard-meetings: {limit}}}")
    assert len(found(check(root, AFTER), "M415")) == count
