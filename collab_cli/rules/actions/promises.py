"""Actions: one owner, one day, and done in time."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.action import Action
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule
from collab_cli.rules.single_owner import owner_fault


@rule(
    code="A501",
    slug="action-without-owner",
    term="No single owner",
    severity="error",
    profile="starter",
    handbook="4.1",
    target="action:2025-06-30-call-back",
)
def action_without_owner(world: World) -> Iterator[Fault]:
    """An action has no owner, or something other than one person as its owner.

    What it finds
        An action without `owner`, or whose `owner` is a list, a department or a role.

    Why it matters
        What several people are to do, nobody does.

    Example
        # actions/2025-06-30-call-back.yaml
        title: Call back customer K
        owner: sales
        due: 2025-07-04

    Instead
        # actions/2025-06-30-call-back.yaml
        title: Call back customer K
        owner: chen-jie
        assist: [sales]
        due: 2025-07-04

    How to mend it
        Name one person under `owner`; who helps goes under `assist`. Who it is to be is settled by those who agreed on
        the action.
    """
    for action in world.all(Action):
        if action.value.owner is None:
            hint = msg("name the one person who answers for it")
            yield Fault(action.place("owner"), owner_fault(world, action), hint, (action.ref,))


@rule(
    code="A502",
    slug="action-without-due",
    term="No due date",
    severity="error",
    profile="starter",
    handbook="4.1",
    target="action:2025-06-30-call-back",
)
def action_without_due(world: World) -> Iterator[Fault]:
    """An action has no due date.

    What it finds
        An action without `due`.

    Why it matters
        What has no date cannot be late, so nobody asks for it.

    Example
        # actions/2025-06-30-call-back.yaml
        title: Call back customer K
        owner: chen-jie

    Instead
        # actions/2025-06-30-call-back.yaml
        title: Call back customer K
        owner: chen-jie
        due: 2025-07-04

    How to mend it
        Agree on a day with the owner and write it, such as `due: 2025-07-04`. A large action becomes several smaller
        ones, each with a day of its own.
    """
    for action in world.all(Action):
        if action.value.due is None:
            message = msg("{action} has no due date", action=action.titled)
            yield Fault(action.place("due"), message, msg("agree on a date"), (action.ref,))


@rule(
    code="A503",
    slug="overdue-action",
    term="Overdue action",
    severity="warning",
    profile="standard",
    day=True,
    thresholds=("overdue-error-days",),
    handbook="4.1, 5.3",
    target="action:2025-06-16-call-back",
)
def overdue_action(world: World) -> Iterator[Fault]:
    """An action is not done although its due date has passed.

    What it finds
        An action of status open or in_progress with `due` before the as-of date: a warning, and an error when it is
        later than the limit.

    Why it matters
        A promise that may pass its date without a word is no promise.

    Example
        # actions/2025-06-16-call-back.yaml
        title: Call back customer K
        owner: chen-jie
        due: 2025-06-27

    Instead
        # actions/2025-06-16-call-back.yaml
        title: Call back customer K
        owner: chen-jie
        due: 2025-06-27
        status: done
        history:
          - {date: 2025-06-26, by: chen-jie, status: done}

    How to mend it
        If it is done, write `status: done` and an entry in `history`. If it is not, agree on a new `due` and say in
        `history` why; if nobody needs it any more, write `status: cancelled`.
    """
    limit = world.threshold("overdue-error-days")
    for action in world.all(Action):
        due = action.value.due
        if due is None or due >= world.as_of or action.value.status not in ("open", "in_progress"):
            continue
        days = (world.as_of - due).days
        severity = Severity.ERROR if days > rounded(limit) else Severity.WARNING
        hint = msg("finish, postpone or cancel it")
        yield Fault(action.place("due"), _overdue(world, action, days), hint, (action.ref,), severity=severity)


def _overdue(world: World, action: Record[Action], days: int) -> Message:
    if action.value.owner is None:
        return msgn("{action} is {count} day overdue", "{action} is {count} days overdue", days, action=action.titled)
    return msgn(
        "{action} is {count} day overdue, owner {person}",
        "{action} is {count} days overdue, owner {person}",
        days,
        action=action.titled,
        person=world.name(Person, action.value.owner),
    )
