"""Problems that come up in one meeting after another: by their topic, or by words that are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collab_cli.analyses.duplicates import first_of
from collab_cli.analyses.meeting_slots import HELD
from collab_cli.analyses.similarity import similar_pairs
from collab_cli.analyses.wordings import words_of
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting, ReportIssue
from collab_cli.model.record import Record

_LEAST = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Mention:
    """A problem as minutes tell it; ``report`` and ``index`` are the places of its report and of it in there."""

    meeting: Record[Meeting]
    report: int
    index: int
    issue: ReportIssue

    @property
    def day(self) -> date:
        """Return the day of the meeting."""
        return self.meeting.value.date


@dataclass(frozen=True, slots=True)
class RecurringProblem:
    """A problem that recurs, with all its mentions by day; ``topic`` is the activity it is about, None if none says."""

    topic: str | None
    mentions: tuple[Mention, ...]

    @property
    def meetings(self) -> tuple[Record[Meeting], ...]:
        """Return the meetings it came up in, each once, by day."""
        return tuple({mention.meeting.id: mention.meeting for mention in self.mentions}.values())


def recurring_problems(world: World) -> tuple[RecurringProblem, ...]:
    """Return the problems that came up in enough meetings within the days that count, by their first mention.

    Meetings are those whose minutes are published. A problem without a topic is the same as one that reads alike.
    """
    by_topic: dict[str, list[Mention]] = defaultdict(list)
    bare: list[Mention] = []
    for mention in _mentions(world):
        if mention.issue.topic is not None:
            by_topic[mention.issue.topic].append(mention)
        else:
            bare.append(mention)
    found = [RecurringProblem(topic, tuple(mentions)) for topic, mentions in by_topic.items()]
    found += [RecurringProblem(None, mentions) for mentions in _alike(world, bare)]
    recurring = (problem for problem in found if _recurs(world, problem))
    return tuple(sorted(recurring, key=lambda problem: _order(problem.mentions[0])))


def is_owned(world: World, problem: RecurringProblem) -> bool:
    """Return whether somebody answers for what a problem is about."""
    rows = world.matrix.by_key.get(problem.topic, ()) if problem.topic is not None else ()
    return any(row.parties("A") for row in rows)


def _mentions(world: World) -> Iterator[Mention]:
    held = sorted((one for one in world.all(Meeting) if one.value.status in HELD), key=lambda one: one.value.date)
    for meeting in held:
        for at, report in enumerate(meeting.value.reports):
            for index, issue in enumerate(report.issues or ()):
                yield Mention(meeting, at, index, issue)


def _order(mention: Mention) -> tuple[date, str, int, int]:
    return mention.day, mention.meeting.path, mention.report, mention.index


def _alike(world: World, mentions: list[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Yield the mentions that read alike, directly or through others, in one group each."""
    words = words_of(world)
    limit = max(world.threshold("overlap-warn"), _LEAST)
    tokens = [words.wording(mention.issue.text).tokens for mention in mentions]
    first = list(range(len(mentions)))
    for one, other, _ in similar_pairs(tokens, limit):
        first[first_of(first, max(one, other))] = first_of(first, min(one, other))
    groups: Mapping[int, list[Mention]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        groups[first_of(first, at)].append(mention)
    yield from (tuple(group) for group in groups.values() if len(group) > 1)


def _recurs(world: World, problem: RecurringProblem) -> bool:
    """Return whether enough of the meetings lie within the days that count."""
    needed, span = int(world.threshold("recurring-meetings")), int(world.threshold("recurring-days"))
    days = [meeting.value.date for meeting in problem.meetings]
    return any((days[at + needed - 1] - days[at]).days <= span for at in range(len(days) - needed + 1))
