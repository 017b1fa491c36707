from __future__ import annotations

from datetime import date

from collab_cli.analyses.goals.checkins import newest_checkin, newest_value, seen_checkins
from tests.analyses.goals.key_results import checked_in, key_result

DAY = date(2025, 6, 30)


def test_what_a_day_sees() -> None:
    checkins = checked_in(("2025-06-30", "3"), ("2025-07-01", "9"), ("2025-05-01", "8"), ("2025-06-30", "4"))
    found = key_result(checkins=[*checkins, {"date": "2025-06-30", "note": "no figure yet"}])
    assert [seen.index for seen in seen_checkins(found, DAY)] == [2, 4]
    newest, value = newest_checkin(found, DAY), newest_value(found, DAY)
    assert newest is not None and value is not None
    assert (newest.index, value.index) == (4, 3)


def test_nothing_is_seen_before_the_first() -> None:
    found = key_result(checkins=checked_in(("2025-07-01", "9")))
    assert (seen_checkins(found, DAY), newest_checkin(found, DAY), newest_value(found, DAY)) == ((), None, None)
