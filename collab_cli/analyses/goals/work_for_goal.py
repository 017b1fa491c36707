"""The work that carries a goal: duties, projects and their tasks, actions, resources and events; and who knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from collab_cli.analyses.action_state import action_state
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import Row, project_rows
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual
from collab_cli.model.action import Action
from collab_cli.model.activity import Activity
from collab_cli.model.event import Event
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.project import Project
from collab_cli.model.record import Record
from collab_cli.model.resource import Resource

WorkKind = Literal["duty", "project", "task", "action", "resource", "event"]
_GIVEN_UP = frozenset({"cancelled", "rejected"})


@dataclass(frozen=True, slots=True)
class Work:
    """Something that carries a goal: its reference, who answers for it, where it stands and when it is due.

    ``letters`` are the parties of a responsibility row, each with its letters.
    """

    kind: WorkKind
    ref: str
    name: str | Bilingual
    parties: tuple[str, ...]
    state: str | None = None
    due: date | None = None
    letters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Knowing:
    """Who has confirmed to know a goal, and who of its department has not; everybody's where it is the company's."""

    known: tuple[str, ...]
    missing: tuple[str, ...]


def every_work(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    """Yield all work, kind by kind, in path order, with the ids of the goals it names; what was given up is left out.

    The parts of a duty that several charters hold stand one by one.
    """
    for kind in (_duties, _projects, _actions, _resources, _events):
        yield from kind(world)


def work_for_goal(world: World, goal: Record[Goal]) -> tuple[Work, ...]:
    """Return the work that names a goal, kind by kind, in path order; what was given up is left out."""
    return tuple(world.once(_work_by_goal).get(goal.id, ()))


def who_knows(world: World, goal: Record[Goal]) -> Knowing:
    """Return who of the people a goal concerns has acknowledged it by the day of ``world``, and who has not."""
    said = {entry.person for entry in goal.value.acknowledgements if entry.date <= world.as_of}
    department = goal.value.department
    concerned = [
        person.id
        for person in world.all(Person)
        if person.value.status == "active"
        and (department is None or world.parties.counts_for(f"person:{person.id}", department))
    ]
    if goal.value.level == "person":
        concerned = [person for person in concerned if person == goal.value.owner]
    others = [entry.person for entry in goal.value.acknowledgements if entry.person in said.difference(concerned)]
    known = dict.fromkeys((*(person for person in concerned if person in said), *others))
    return Knowing(tuple(known), tuple(person for person in concerned if person not in said))


def _work_by_goal(world: World) -> Mapping[str, list[Work]]:
    """Return all work by the id of the goal it carries, each once."""
    found: dict[str, dict[Work, None]] = defaultdict(dict)
    for work, goal_ids in every_work(world):
        for goal_id in goal_ids:
            found[goal_id][work] = None
    return {goal_id: list(works) for goal_id, works in found.items()}


def _duties(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    for matrix_row in world.matrix.rows:
        for row in matrix_row.rows:
            yield _of_row(world, "duty", row), tuple(row.row.supports)


def _projects(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    for project in world.all(Project):
        value = project.value
        if value.status in _GIVEN_UP:
            continue
        owner = (f"person:{value.owner}",)
        yield Work("project", project.ref, project.name, owner, value.status, value.end), tuple(value.goals)
        for task in project_rows(project, allowed_letters(world.settings)):
            row = task.first
            yield _of_row(world, "task", row, value.status), tuple(row.row.supports)


def _actions(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    """Yield the actions with the goals they name, were agreed for, or are the measure of a check-in of."""
    measured: dict[str, list[str]] = defaultdict(list)
    for goal in world.goal_tree.goals:
        for result in goal.value.key_results:
            for checkin in result.checkins:
                for action_id in checkin.actions:
                    measured[action_id].append(goal.id)
    for action in world.all(Action):
        value = action.value
        state = action_state(value, world.as_of)
        if state.status in _GIVEN_UP:
            continue
        owner = (f"person:{value.owner}",) if value.owner else ()
        work = Work("action", action.ref, action.name, owner, state.status, state.due)
        origin = (value.origin or "").partition("/")[0]
        named = [origin.removeprefix("goal:")] if origin.startswith("goal:") else []
        goal_ids = (value.goal, *named, *measured[action.id])
        yield work, tuple(dict.fromkeys(goal_id for goal_id in goal_ids if goal_id is not None))


def _resources(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    for resource in world.all(Resource):
        value = resource.value
        if value.for_.startswith("goal:") and value.status not in _GIVEN_UP:
            parties = (value.requested_by,)
            work = Work("resource", resource.ref, resource.name, parties, value.status, value.needed_by)
            yield work, (value.for_.removeprefix("goal:"),)


def _events(world: World) -> Iterator[tuple[Work, tuple[str, ...]]]:
    for event in world.all(Event):
        value = event.value
        if value.goal is not None and value.status not in _GIVEN_UP:
            work = Work("event", event.ref, event.name, tuple(value.departments), value.status, value.date)
            yield work, (value.goal,)


def _of_row(world: World, kind: Literal["duty", "task"], row: Row, state: str | None = None) -> Work:
    letters = tuple(row.letters.items())
    accountable = tuple(party for party, cell in letters if "A" in cell)
    return Work(kind, row.ref, _row_name(world, row), accountable, state, letters=letters)


def _row_name(world: World, row: Row) -> str | Bilingual:
    if row.row.title is not None:
        return row.row.title
    activity = world.get(Activity, row.activity)
    return activity.name if activity is not None else row.row.id
