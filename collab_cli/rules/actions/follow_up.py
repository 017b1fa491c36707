"""Actions that are put off again and again, and those nobody has shown to be done."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.action_state import OPEN_STATES
from collab_cli.analyses.due_history import due_history
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.action import Action
from collab_cli.model.exact_numbers import rounded
from collab_cli.rules.rule import rule


@rule(
    code="A504",
    slug="repeated-postponement",
    term="Repeated postponement",
    severity="warning",
    profile="strict",
    thresholds=("postpone-max",),
    handbook="5.3",
    target="action:2025-06-02-price-list",
)
def repeated_postponement(world: World) -> Iterator[Fault]:
    """The due date of an action has been moved again and again.

    What it finds
        An open action whose due date its history moved at least as often as the limit says. An entry with `due` of the
        day the action came up tells the first due date and moves nothing.

    Why it matters
        What is put off every week is not planned; something else is in the way.

    Example
        # actions/2025-06-02-price-list.yaml
        title: New price list
        owner: chen-jie
        due: 2025-07-11
        history:
          - {date: 2025-06-02, due: 2025-06-13}
          - {date: 2025-06-13, due: 2025-06-20}
          - {date: 2025-06-20, due: 2025-06-27}
          - {date: 2025-06-27, due: 2025-07-11}

    Instead
        # actions/2025-06-02-price-list.yaml
        title: New price list
        owner: chen-jie
        due: 2025-06-13
        status: cancelled
        history:
          - {date: 2025-06-02, due: 2025-06-13}
          - {date: 2025-06-13, status: cancelled, note: Waits for the new costing}
        # actions/2025-06-13-costing.yaml
        title: Costing of the new line
        owner: wang-qiang
        due: 2025-07-04

    How to mend it
        Ask what is in the way. Cancel the action with the reason and agree on what comes first, make smaller actions of
        it, or give it to somebody who can do it.
    """
    limit = rounded(world.threshold("postpone-max"))
    for action in world.all(Action):
        times = due_history(action, world.as_of).changes
        if action.value.status in OPEN_STATES and times and times >= limit:
            message = msgn(
                "the due date of {action} was moved {count} time",
                "the due date of {action} was moved {count} times",
                times,
                action=action.titled,
            )
            hint = msg("settle what is in the way, make smaller actions of it, or cancel it")
            yield Fault(action.place("due"), message, hint, (action.ref,))


@rule(
    code="A505",
    slug="closed-without-evidence",
    term="Closed without evidence",
    severity="warning",
    profile="strict",
    handbook="6.3",
    target="action:2025-06-16-checklist",
)
def closed_without_evidence(world: World) -> Iterator[Fault]:
    """Nothing shows that an action is done.

    What it finds
        An action of status done without an entry of its `history` that says since when, or without `evidence` although
        `acceptance` says what counts as done.

    Why it matters
        What nobody can look at may be done or not.

    Example
        # actions/2025-06-16-checklist.yaml
        title: Checklist for contract reviews
        owner: chen-jie
        due: 2025-06-27
        acceptance: Used in two reviews
        status: done

    Instead
        # actions/2025-06-16-checklist.yaml
        title: Checklist for contract reviews
        owner: chen-jie
        due: 2025-06-27
        acceptance: Used in two reviews
        evidence: Reviews of 24 and 25 June
        status: done
        history:
          - {date: 2025-06-26, by: chen-jie, status: done}

    How to mend it
        Write under `evidence` what shows it, and an entry `{date, by, status: done}` in `history`. The command
        `collab action done` writes both.
    """
    for action in world.all(Action):
        value = action.value
        if value.status != "done":
            continue
        missing: list[Message] = []
        if not any(entry.status == "done" for entry in value.history):
            missing.append(msg("the day it was done"))
        if value.acceptance and not value.evidence:
            missing.append(msg("evidence"))
        if missing:
            message = msg("{action} is done without {missing}", action=action.titled, missing=tuple(missing))
            yield Fault(action.place("status"), message, msg("write what shows it, and since when"), (action.ref,))
