"""Which days are worked, and what a length of working time comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from collab_cli.model.field_types import Duration, Moment
from collab_cli.model.settings import Settings

if TYPE_CHECKING:
    from collab_cli.graph.world import World

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as files hold them, in the order of `date.weekday`."""
DAY_BEGINS: Final = time(9)
"""When a working day begins, in the time zone of the workspace."""
DAY_ENDS: Final = time(17)
"""When a working day ends: it is 8 hours long, without a break."""
DAY_LENGTH: Final = timedelta(hours=8)
"""How long a working day is."""

_ONE_DAY = timedelta(days=1)
_ANNOUNCED_SINCE = 2015
"""Since when the make-up days of a country that has them must show."""
_LONGEST_PAUSE = 366
"""After how many days without a working day in a row none is looked for any more."""


def working_days(world: World) -> WorkingDays:
    """Return the working days of a workspace; ask for them by ``world.once(working_days)``."""
    return WorkingDays(world.settings)


class WorkingDays:
    """The working days of a workspace, as `calendar` of collab.yaml says.

    First come its own lists: a day of `workdays` is worked, one of `holidays` is not. Then what is known of the region:
    its make-up days are worked, its public holidays are not. All other days are worked unless they are weekend.
    """

    def __init__(self, settings: Settings) -> None:
        """Take the calendar and the time zone of ``settings``."""
        calendar = settings.calendar
        self.zone = ZoneInfo(settings.timezone)
        self.region = calendar.region
        self._weekend = frozenset(WEEKDAYS.index(day) for day in calendar.weekend)
        self._holidays = frozenset(calendar.holidays)
        self._workdays = frozenset(calendar.workdays)
        self._years: dict[int, _Year] = {}

    def is_working_day(self, day: date) -> bool:
        """Return whether ``day`` is worked."""
        if day in self._workdays:
            return True
        if day in self._holidays:
            return False
        known = self._year(day.year)
        if day in known.made_up:
            return True
        return day not in known.holidays and day.weekday() not in self._weekend

    def is_weekend(self, weekday: int) -> bool:
        """Return whether a day of the week, 0 for Monday, belongs to the weekend."""
        return weekday in self._weekend

    def uncovered(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from ``first`` to ``last`` of which the region's days off are not known for certain.

        Those are years for which a country that announces make-up days each year has not announced them yet, and all
        years if nothing is known of the region. Without a region every year is covered.
        """
        if self.region is None:
            return ()
        return tuple(year for year in range(first.year, last.year + 1) if not self._year(year).is_covered)

    def working_days_after(self, first: date, last: date) -> int:
        """Return how many days are worked after ``first``, up to and with ``last``; 0 if that is no later day."""
        return sum(self.is_working_day(day) for day in _days(first + _ONE_DAY, last))

    def after(self, day: date, count: int) -> date:
        """Return the day on which ``count`` days have been worked after ``day``, the last one looked at for too few."""
        pause = 0
        while count and pause < _LONGEST_PAUSE:
            day += _ONE_DAY
            is_worked = self.is_working_day(day)
            pause = 0 if is_worked else pause + 1
            count -= is_worked
        return day

    def within(self, first: date, last: date) -> bool:
        """Return whether a day from ``first`` to ``last`` is worked."""
        return any(self.is_working_day(day) for day in _days(first, last))

    def moment(self, text: Moment) -> datetime:
        """Return a moment as it is meant: in the time zone of the workspace, a mere date from the start of its work."""
        if len(text) == len("2025-07-02"):
            return datetime.combine(text.day, DAY_BEGINS, self.zone)
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=self.zone) if found.tzinfo is None else found.astimezone(self.zone)

    def due_at(self, start: datetime, sla: Duration) -> datetime:
        """Return when a time that began at ``start`` is over, in the time zone of the workspace.

        Hours (`4h`) and working days (`2wd`, 8 hours each) are counted in working time; calendar days (`30d`) end at
        the same time of day. A start outside of working time counts from the next working day's begin.
        Where a year has no working day any more, the time is over at the start.
        """
        begun = self._local(start)
        if sla.unit == "d":
            return begun + timedelta(days=sla.amount)
        left = DAY_LENGTH * sla.amount if sla.unit == "wd" else timedelta(hours=sla.amount)
        pause, day = 0, begun.date()
        while pause < _LONGEST_PAUSE:
            if self.is_working_day(day):
                pause = 0
                opens, closes = self._hours(day)
                at = max(begun, opens)
                if at < closes or (at == closes and not left):
                    if at + left <= closes:
                        return at + left
                    left -= closes - at
            pause += 1
            day += _ONE_DAY
        return begun

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much working time lies between two moments; none if ``end`` is no later."""
        begun, over = self._local(start), self._local(end)
        total = timedelta()
        for day in _days(begun.date(), over.date()):
            if self.is_working_day(day):
                opens, closes = self._hours(day)
                total += max(min(over, closes) - max(begun, opens), timedelta())
        return total

    def _local(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment.astimezone(self.zone)

    def _hours(self, day: date) -> tuple[datetime, datetime]:
        return datetime.combine(day, DAY_BEGINS, self.zone), datetime.combine(day, DAY_ENDS, self.zone)

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = _known_of(self.region, year) if self.region else _Year()
        return found


class _Year:
    """What is known of a year of a region: its public holidays, its make-up days, whether they are all known."""

    __slots__ = ("holidays", "is_covered", "made_up")

    def __init__(
        self,
        holidays: frozenset[date] = frozenset(),
        made_up: frozenset[date] = frozenset(),
        is_covered: bool = True,
    ) -> None:
        self.holidays = holidays
        self.made_up = made_up
        self.is_covered = is_covered


def _known_of(region: str, year: int) -> _Year:
    """Return what is known of a year of a region, such as CN, or DE-BY for a part of a country."""
    from holidays import country_holidays

    country, _, part = region.upper().partition("-")
    years = range(min(year, _ANNOUNCED_SINCE), year + 1)
    try:
        found: Any = country_holidays(country, subdiv=part or None, years=years, expand=False)
    except NotImplementedError:
        return _Year(is_covered=False)
    own = frozenset(day for day in found if day.year == year)
    announced = {day.year for day in found.weekend_workdays if day.year in years}
    made_up = frozenset(day for day in found.weekend_workdays if day.year == year)
    return _Year(own, made_up, is_covered=not announced or year <= max(announced))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
