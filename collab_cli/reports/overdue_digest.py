"""What is late, person by person, for a chat: each is mentioned by the user id under their `contacts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collab_cli.analyses.overdue_by_owner import Overdue, StaleCheckIn
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg, msgn
from collab_cli.model.person import Person
from collab_cli.page import Block, Branch, Cell, Heading, Report, Styled, Text, Tree
from collab_cli.reports.action_list import figures_record, left
from collab_cli.reports.people_names import PeopleNames

SCHEMA = "collab/overdue/v1"


def build(world: World, overdue: Sequence[Overdue], tool: str = "") -> Report:
    """Return what is late; ``tool`` is the chat tool whose user ids stand behind the names, "" for none."""
    company = world.settings.company.name
    blocks: list[Block] = [Heading(msg("Overdue at {company}, {day}", company=company, day=world.as_of))]
    names = PeopleNames(world)
    if overdue:
        blocks.append(Tree(tuple(_branch(world, names, one, tool) for one in overdue)))
    else:
        blocks.append(Text(Styled(msg("Nothing is overdue."), "good")))
    return Report(SCHEMA, tuple(blocks), {"as_of": world.as_of, "people": [_record(one) for one in overdue]})


def contact(world: World, person_id: str | None, tool: str) -> str | None:
    """Return the user id of an active person in a chat tool, None without one."""
    person = world.get(Person, person_id) if tool else None
    if person is None or person.value.status != "active":
        return None
    return person.value.contacts.get(tool)


def _branch(world: World, names: PeopleNames, one: Overdue, tool: str) -> Branch:
    name: Param = names.person(one.owner) if one.owner is not None else msg("No owner")
    user = contact(world, one.owner, tool)
    cells: tuple[Cell, ...] = (Styled(name, "strong"), *((Styled(user, "mention"),) if user else ()))
    actions = (
        Branch((each.action.name, each.state.due or "", Styled(left(each), "bad")), key=each.action.id)
        for each in one.actions
    )
    return Branch(cells, (*actions, *map(_checkin, one.checkins)))


def _checkin(one: StaleCheckIn) -> Branch:
    newest = one.key_result.newest
    last = msg("last check-in {day}", day=newest.entry.date) if newest is not None else msg("never checked in")
    late = msgn("{count} day late", "{count} days late", one.days)
    title = msg("{goal}: {key_result}", goal=one.goal.name, key_result=one.key_result.entry.title)
    return Branch((title, last, Styled(late, "warn")), key=f"{one.goal.id}/{one.key_result.entry.id}")


def _record(one: Overdue) -> dict[str, Any]:
    return {
        "person": one.owner,
        "actions": [{"id": each.action.id, "title": each.action.name, **figures_record(each)} for each in one.actions],
        "checkins": [
            {
                "goal": each.goal.id,
                "key_result": each.key_result.entry.id,
                "title": each.key_result.entry.title,
                "last": each.key_result.newest.entry.date if each.key_result.newest is not None else None,
                "days_late": each.days,
            }
            for each in one.checkins
        ],
    }
