"""What one person works on, and which goals each piece of it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.analyses.action_state import OPEN_STATES
from collab_cli.analyses.goals.work_for_goal import Work, every_work
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.record import Record

_AT_WORK = frozenset("ARDS")
"""The letters of those who do something: who is consulted or informed has no work of it."""
_OPEN = {"action": OPEN_STATES, "project": frozenset({"planned", "active"}), "task": frozenset({"planned", "active"})}


@dataclass(frozen=True, slots=True)
class PersonalWork:
    """A piece of work of a person: ``held`` are the letters it has by each party that stands for the person.

    ``goals`` are the goals it names that are there; a task that names none carries those of its project.
    """

    work: Work
    held: tuple[tuple[str, str], ...]
    goals: tuple[Record[Goal], ...]


@dataclass(frozen=True, slots=True)
class LinesOfPerson:
    """What a person works on: the goals it owns that are proposed or active, and the open work it has."""

    person: Record[Person]
    owned: tuple[Record[Goal], ...]
    works: tuple[PersonalWork, ...]

    @property
    def without_goal(self) -> tuple[PersonalWork, ...]:
        """Return the work that names no goal."""
        return tuple(each for each in self.works if not each.goals)


def work_of_person(world: World, person: Record[Person]) -> LinesOfPerson:
    """Return what a person works on: goals it owns, duties and tasks with a letter, projects and actions it owns.

    A letter counts that the person, its role or its department holds, if it means doing something.
    """
    owned = tuple(goal for goal in world.goal_tree.goals if _owns(goal, person.id))
    return LinesOfPerson(person, owned, tuple(_works(world, person)))


def _owns(goal: Record[Goal], person_id: str) -> bool:
    return goal.value.owner == person_id and goal.value.status in PLANNED


def _works(world: World, person: Record[Person]) -> Iterator[PersonalWork]:
    own = f"person:{person.id}"
    role = f"role:{person.value.role}"
    of_project: tuple[str, ...] = ()
    for work, named in every_work(world):
        if work.kind == "project":
            of_project = named
        goal_ids = named if named or work.kind != "task" else of_project
        states = _OPEN.get(work.kind)
        if work.kind in ("resource", "event") or (states is not None and work.state not in states):
            continue
        held = tuple(
            (party, letters)
            for party, cell in work.letters
            if (letters := "".join(letter for letter in cell if letter in _AT_WORK))
            and (party in (own, role) or (":" not in party and world.parties.counts_for(own, party)))
        )
        if held or (not work.letters and own in work.parties):
            goals = (world.get(Goal, goal_id) for goal_id in goal_ids)
            yield PersonalWork(work, held, tuple(goal for goal in goals if goal is not None))
