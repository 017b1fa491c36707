"""Who answers for a matter: the parties of each letter with the people behind them, and what is open about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from collab_cli.analyses.matters_meant import Matter, nearest_duties
from collab_cli.analyses.stand_ins import Answering, answering
from collab_cli.analyses.unread_files import unread_files
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.action import Action
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record

NEAREST = 3
"""How many duties are named where nobody answers."""

_PARTIES: Final = ("role", "department", "person")
"""The kinds that must all be readable before nobody is said to hold a post."""


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row of the matrix with who stands behind each letter, in the order of the framework."""

    row: MatrixRow
    by_letter: Mapping[str, tuple[Answering, ...]]

    @property
    def accountable(self) -> tuple[Answering, ...]:
        """Return the accountable parties, one for each person: several mean that the row overlaps."""
        by_person = {one.person or one.party: one for one in reversed(self.by_letter.get("A", ()))}
        return tuple(reversed(by_person.values()))


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """The answer about one matter.

    ``rows`` are those of an activity, a duty or a step; ``owners`` who answers for a goal or process, or holds a role
    or post. ``answers_for`` are the rows such a party is accountable in, or the steps of the process. ``meanwhile``
    is the head of the company where nobody answers, and ``nearest`` the duties that come near then. ``unread`` are the
    files that cannot be read and may say who answers: where there are some, nobody found is not yet a gap.
    """

    matter: Matter | None
    rows: tuple[AnsweredRow, ...] = ()
    owners: tuple[Answering, ...] = ()
    departments: tuple[Answering, ...] = ()
    answers_for: tuple[MatrixRow, ...] = ()
    goals: tuple[Record[Goal], ...] = ()
    issues: tuple[Record[Issue], ...] = ()
    actions: tuple[Record[Action], ...] = ()
    is_gap: bool = False
    meanwhile: Answering | None = None
    nearest: tuple[Matter, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def gap(self) -> bool | None:
        """Return whether nobody answers, None while that is not known."""
        return None if self.unread else self.is_gap


def who_answers(world: World, matter: Matter) -> WhoAnswers:
    """Return who answers for a matter on the day of the world."""
    if matter.is_row:
        return _for_rows(world, matter)
    value = matter.record.value
    if isinstance(value, Goal):
        owners = (answering(world, f"person:{value.owner}"),) if value.owner is not None else ()
        units = dict.fromkeys((value.department, *value.co_owners))
        departments = tuple(answering(world, unit) for unit in units if unit is not None)
        actions = tuple(one for one in world.all(Action) if one.value.goal == matter.record.id and _is_open(one))
        meanwhile = _head(world) if not owners else None
        return WhoAnswers(
            matter, owners=owners, departments=departments, actions=actions, is_gap=not owners, meanwhile=meanwhile
        )
    if isinstance(value, Charter):
        owners = (answering(world, f"person:{value.owner}"),) if value.owner is not None else ()
        steps = tuple(row for row in world.matrix.rows if row.first.owner.ref == matter.ref)
        return WhoAnswers(matter, owners=owners, answers_for=steps)
    party = matter.record.id if matter.kind == "department" else matter.record.ref
    owner = answering(world, party)
    held = [row for row in world.matrix.rows if _answers_for(world, owner, row)]
    held.sort(key=lambda row: row.first.row.within is not None)  # steps come after the duties they are part of
    goals = tuple(goal for goal in world.all(Goal) if _owns(matter, goal) and not _is_closed(goal))
    is_vacant = owner.lack == "vacant"
    unread = unread_files(world, _PARTIES) if is_vacant else ()
    return WhoAnswers(
        matter,
        owners=(owner,),
        answers_for=tuple(held),
        goals=goals,
        is_gap=is_vacant and not unread,
        meanwhile=_head(world) if is_vacant else None,
        unread=unread,
    )


def nobody_answers(world: World, text: str) -> WhoAnswers:
    """Return the answer about a text that means nothing known."""
    unread = unread_files(world, ("charter", "activity", "goal", *_PARTIES))
    near = nearest_duties(world, (text,), None, NEAREST)
    return WhoAnswers(None, is_gap=not unread, meanwhile=_head(world), nearest=near, unread=unread)


def _for_rows(world: World, matter: Matter) -> WhoAnswers:
    rows = tuple(AnsweredRow(row, _by_letter(world, row)) for row in matter.rows)
    activity = matter.record if isinstance(matter.record.value, Activity) else None
    ids = {row.id for matrix_row in matter.rows for row in matrix_row.rows} | {row.id for row in matter.drafts}
    open_issues = (one for one in world.all(Issue) if one.value.status not in ("resolved", "closed"))
    issues = tuple(one for one in open_issues if activity is not None and one.value.activity == activity.id)
    actions = tuple(one for one in world.all(Action) if one.value.duty in ids and _is_open(one))
    if rows and all(any(one.lack != "vacant" for one in row.accountable) for row in rows):
        return WhoAnswers(matter, rows, issues=issues, actions=actions)
    unread = unread_files(world, ("charter", *_PARTIES))
    return WhoAnswers(
        matter,
        rows,
        issues=issues,
        actions=actions,
        is_gap=not unread,
        unread=unread,
        meanwhile=_head(world),
        nearest=_near(world, matter, activity),
    )


def _near(world: World, matter: Matter, activity: Record[Activity] | None) -> tuple[Matter, ...]:
    texts = forms_of(matter.titled.title)
    domain = activity.value.domain if activity is not None else None
    found = nearest_duties(world, texts or [matter.titled.id], domain, NEAREST + 1)
    return tuple(one for one in found if one.ref != matter.ref)[:NEAREST]


def _by_letter(world: World, row: MatrixRow) -> Mapping[str, tuple[Answering, ...]]:
    letters = {letter: row.parties(letter) for letter in allowed_letters(world.settings)}
    return {letter: tuple(answering(world, one) for one in parties) for letter, parties in letters.items() if parties}


def _answers_for(world: World, owner: Answering, row: MatrixRow) -> bool:
    """Return whether a party is accountable in a row: a department through whoever belongs to it, else in person."""
    accountable = row.parties("A")
    if ":" not in owner.party:
        return any(world.parties.counts_for(party, owner.party) for party in accountable)
    people = {f"person:{person}" for person in owner.people}
    return any(party == owner.party or world.parties.answering(party) in people for party in accountable)


def _owns(matter: Matter, goal: Record[Goal]) -> bool:
    if matter.kind == "department":
        return matter.record.id in (goal.value.department, *goal.value.co_owners)
    return matter.kind == "person" and goal.value.owner == matter.record.id


def _head(world: World) -> Answering | None:
    head = world.settings.company.head
    return answering(world, f"person:{head}") if head is not None else None


def _is_closed(record: Record[Any]) -> bool:
    return record.value.status in record.kind.closed


def _is_open(action: Record[Action]) -> bool:
    return action.value.status not in ACTION.closed
