"""What the work of one person is for: from the goals of the company down to its own goals, duties and actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.goals.link_standing import parent_text
from collab_cli.analyses.goals.work_of_person import LinesOfPerson, PersonalWork, work_of_person
from collab_cli.graph.goal_tree import Link
from collab_cli.graph.world import World
from collab_cli.messages import Items, Param, msg, msgn
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Text, Tree
from collab_cli.reports.line_of_sight import (
    LEVELS,
    cut_at,
    goal_line,
    goal_record,
    reason_branches,
    work_line,
    work_record,
)

SCHEMA = "collab/goal-why-person/v1"


@dataclass(frozen=True, slots=True)
class _Grower:
    """What grows the tree: the work by the goal it names, and the goals on the way from there up."""

    world: World
    person: Record[Person]
    works: Mapping[str, list[PersonalWork]]
    wanted: Mapping[str, Record[Goal]]
    told: set[str]

    def branch(self, goal: Record[Goal], link: Link | None, above: tuple[str, ...]) -> Branch:
        """Return a goal with why it serves the one above, the work that names it, and the goals that serve it."""
        links = [one for one in self.world.goal_tree.down.get(goal.id, ()) if one.child.id in self.wanted]
        works = self.works.get(goal.id, ())
        cut = cut_at(goal, above, self.told, goes_on=bool(links or works))
        below: list[Branch] = [] if link is None else [*reason_branches(self.world, link)]
        if cut is None and len(above) < LEVELS:
            below += (_work(self.world, self.person, each) for each in works)
            below += (self.branch(one.child, one, (*above, goal.id)) for one in links)
        return Branch(tuple(goal_line(self.world, goal, link, cut)), tuple(below), goal.id)

    def branches(self) -> Iterator[Branch]:
        """Yield the goals on top with all below them, then one of each circle nothing stands above."""
        up = self.world.goal_tree.up
        for goal in self.wanted.values():
            if not up.get(goal.id):
                yield self.branch(goal, None, ())
        for goal in self.wanted.values():
            if goal.id not in self.told:
                yield self.branch(goal, None, ())


def build(world: World, person: Record[Person]) -> Report:
    """Return what the work of a person is for: the goals it carries, up to the company, each with why."""
    lines = work_of_person(world, person)
    works: dict[str, list[PersonalWork]] = defaultdict(list)
    for each in lines.works:
        for goal in each.goals:
            works[goal.id].append(each)
    facts = tuple(_facts(world, lines))
    blocks: list[Block] = [Heading(person.titled), *([Facts(facts)] if facts else [])]
    wanted = _wanted(world, lines)
    grower = _Grower(world, person, works, wanted, set())
    tree = tuple(grower.branches())
    blocks.append(Heading(msg("What the work is for"), 2))
    blocks.append(Tree(tree) if tree else Text(_for_nothing(lines)))
    if lines.without_goal:
        blocks.append(Heading(msg("Names no goal"), 2))
        hint = msg("name one under supports of the duty or task, or as the goal of the action or project")
        blocks.append(Text(Styled(hint, "muted")))
        blocks.append(Tree(tuple(_work(world, person, each) for each in lines.without_goal)))
    return Report(SCHEMA, tuple(blocks), _record(world, lines, wanted))


def _facts(world: World, lines: LinesOfPerson) -> Iterator[tuple[Param, Cell]]:
    value = lines.person.value
    if value.department is not None:
        yield msg("Department"), world.parties.name(value.department)
    if value.role is not None:
        yield msg("Role"), world.parties.name(f"role:{value.role}")
    if lines.owned:
        yield msg("Goals"), msg("owner of {count}", count=len(lines.owned))
    count, naming = len(lines.works), len(lines.works) - len(lines.without_goal)
    said = msgn("{count} piece, {naming} of it names a goal", "{count} pieces, {naming} of them name a goal", count,
                naming=naming)  # fmt: skip
    if count:
        yield msg("Work"), Styled(said, "warn") if naming < count else said


def _wanted(world: World, lines: LinesOfPerson) -> dict[str, Record[Goal]]:
    """Return the goals a person owns or works for and all those they serve, in the order of the tree, by id."""
    found: set[str] = set()
    open_ids = [goal.id for goal in (*lines.owned, *(goal for each in lines.works for goal in each.goals))]
    while open_ids:
        goal_id = open_ids.pop()
        if goal_id not in found:
            found.add(goal_id)
            open_ids += (link.parent.id for link in world.goal_tree.up.get(goal_id, ()))
    return {goal.id: goal for goal in world.goal_tree.goals if goal.id in found}


def _work(world: World, person: Record[Person], each: PersonalWork) -> Branch:
    own = f"person:{person.id}"
    held: tuple[Param, ...] = tuple(
        letters if party == own else msg("{letters} of {party}", letters=letters, party=world.parties.name(party))
        for party, letters in each.held
    )
    return Branch(tuple(work_line(world, each.work, Items(held))))


def _for_nothing(lines: LinesOfPerson) -> Cell:
    if not lines.works:
        return Styled(msg("no goal, duty, project or action names this person"), "warn")
    return Styled(msg("no work of this person names a goal"), "bad")


def _record(world: World, lines: LinesOfPerson, wanted: Mapping[str, Record[Goal]]) -> dict[str, Any]:
    person = lines.person
    return {
        "id": person.id,
        "name": person.name,
        "department": person.value.department,
        "role": person.value.role,
        "as_of": world.as_of,
        "owns": [goal.id for goal in lines.owned],
        "goals": [_goal_record(world, goal) for goal in wanted.values()],
        "work": [
            {
                **work_record(each.work),
                "letters": [{"party": party, "letters": letters} for party, letters in each.held],
                "goals": [goal.id for goal in each.goals],
            }
            for each in lines.works
        ],
    }


def _goal_record(world: World, goal: Record[Goal]) -> dict[str, Any]:
    """Return a goal with the ids of those it serves: a list of all goals stays short where many ways lead up."""
    links = world.goal_tree.up.get(goal.id, ())
    serves = [
        {
            "goal": link.parent.id,
            "weight": link.entry.weight,
            "how": link.entry.how,
            "parent_text": parent_text(world, link),
        }
        for link in links
    ]
    return {**goal_record(world, goal), "serves": serves}
