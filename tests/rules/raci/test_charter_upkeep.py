"""Is a charter looked after: reviewed in time, and known to the people whose duties it states."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.raci.conftest import Check, charter, in_chinese, told

READ = "  - {person: %s, date: 2025-02-03, version: %s}\n"


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("status: effective\nreview_by: 2025-06-29", 1),
        ("status: effective\nreview_by: 2025-06-30", 0),
        ("status: draft\nreview_by: 2025-06-29", 0),
        ("status: effective", 0),
    ],
)
def test_a_review_that_is_due(checked: Check, head: str, count: int) -> None:
    outcome = checked({"charters/sales.yaml": charter("id: tenders", head=head)}, "R322")
    assert told(outcome) == [("charters/sales.yaml:3:12", "Charter (sales) was to be reviewed by 2025-06-29")] * count


@pytest.mark.parametrize(
    ("read", "known"),
    [
        ("", 0),
        (READ % ("zhang-wei", 2), 1),
        (READ % ("zhang-wei", 2) + READ % ("chen-jie", 1), 1),
        (READ % ("liu-fang", 2), 0),
        (READ % ("zhang-wei", 2) + READ % ("chen-jie", 2), None),
    ],
)
def test_a_version_people_have_not_read(checked: Check, read: str, known: int | None) -> None:
    text = charter("id: tenders", head="status: effective\nversion: 2\neffective_from: 2025-02-01")
    outcome = checked({"charters/sales.yaml": text + (f"acknowledgements:\n{read}" if read else "")}, "R323")
    said = f"{known} of 2 people have acknowledged version 2 of Charter (sales)"
    assert [message for _, message in told(outcome)] == ([] if known is None else [said])


@pytest.mark.parametrize(("day", "count"), [(date(2025, 3, 3), 0), (date(2025, 3, 4), 1)])
def test_people_have_thirty_days_to_read(checked: Check, day: date, count: int) -> None:
    text = charter("id: tenders", head="status: effective\neffective_from: 2025-02-01")
    outcome = checked({"charters/sales.yaml": text}, "R323", as_of=day)
    assert [in_chinese(one) for one in outcome.findings] == [
        "Charter (sales) 第 1 版，2 人中 0 人已阅知；请其余人员阅知并确认"
    ] * count
