from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, result
from tests.rules.worlds import check, found, small_company

DAY = "2025-07-01"
CHECKIN = goal("A", "draft", result(f"baseline: 0, target: 9, unit: pieces, checkins: [{{date: {DAY}, value: 1}}]"))
METRIC = f"- {{id: rate, name: Rate, unit: '%', points: [{{date: 2025-06-30, value: 1}}, {{date: {DAY}, value: 2}}]}}\n"
CHARTER = (
    f"title: Charter\nstatus: draft\nduties: []\napprovals: [{{department: marketing, by: liu-fang, date: {DAY}}}]\n"
)
ACTION = f"title: B\nowner: li-na\ndue: 2025-08-01\nhistory: [{{date: {DAY}, status: open}}]\n"
HANDOFF = f"title: C\nfrom: sales\nto: marketing\nitem: I\ndeliveries: [{{due: 2025-06-27, delivered: {DAY}}}]\n"
PROPOSAL = "title: D\nsubjects: []\ntype: decision\naffected: [sales]\nopened: 2025-06-01\n"
POSITION = f"{PROPOSAL}positions: [{{department: sales, by: zhang-wei, date: {DAY}, position: agree}}]\n"
SIGNED = f"{PROPOSAL}signoffs: [{{by: zhang-wei, date: {DAY}}}]\n"
DECIDED = f"{PROPOSAL}status: accepted\ndecided: {DAY}\n"


@pytest.mark.parametrize(
    ("path", "text", "said", "record"),
    [
        ("goals/a.yaml", CHECKIN, "a check-in of A (a)", "goal:a"),
        ("metrics.yaml", METRIC, "a point of Rate (rate)", "metric:rate"),
        ("charters/marketing.yaml", CHARTER, "an approval of Charter (marketing)", "charter:marketing"),
        ("actions/2025-06-30-b.yaml", ACTION, "an entry in the history of B (2025-06-30-b)", "action:2025-06-30-b"),
        ("handoffs/c.yaml", HANDOFF, "a delivery of C (c)", "handoff:c"),
        ("proposals/d.yaml", POSITION, "a position of D (d)", "proposal:d"),
        ("proposals/d.yaml", SIGNED, "a signature of D (d)", "proposal:d"),
        ("proposals/d.yaml", DECIDED, "a decision of D (d)", "proposal:d"),
    ],
)
def test_s022_finds_what_is_dated_after_the_day(tmp_path: Path, path: str, text: str, said: str, record: str) -> None:
    root = small_company(tmp_path, {path: text})
    (one,) = found(check(root), "S022")
    assert (one.severity, one.text, one.records) == (
        "warning",
        f"{said} is dated 2025-07-01, a day that has not come; correct the date",
        (record,),
    )
    assert one.place.startswith(f"{path}:")
    assert found(check(root, date(2025, 7, 1)), "S022") == []


def test_s022_stands_at_the_date_and_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": CHECKIN}))
    assert [one.place for one in found(outcome, "S022")] == ["goals/a.yaml:6:96"]
    assert in_chinese(outcome, "S022") == ["A (a) 的进度填报日期为 2025-07-01，这一天还没有到；改正日期"]
