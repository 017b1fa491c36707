"""Why a goal is there and what carries it: up to the company goal with each rationale, down to duties and actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from collab_cli.analyses.goals.link_standing import parent_text
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.analyses.goals.work_for_goal import Knowing, Work, who_knows, work_for_goal
from collab_cli.graph.goal_tree import Link
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Text, Tone, Tree
from collab_cli.reports.goal_cells import bar_and_percent, goal_state, goal_tone, percent, standing_record, whose

SCHEMA = "collab/goal-why/v1"
LEVELS = 50
"""How many levels are followed; goals deeper than that are not told."""
_STATE_TONES: dict[str, Tone] = {"done": "good", "open": "accent", "in_progress": "accent"}
_KINDS: dict[str, Message] = {
    "duty": msg("duty"),
    "project": msg("project"),
    "task": msg("task"),
    "action": msg("action"),
    "resource": msg("resource request"),
    "event": msg("event"),
}


def build(world: World, goal: Record[Goal]) -> Report:
    """Return the line of sight of a goal: what it serves and why, what serves it, the work, and who knows it."""
    standing = world.once(goal_standings)[goal.id]
    knowing = who_knows(world, goal)
    facts: list[tuple[Param, Cell]] = [
        (msg("Whose"), whose(world, goal.value)),
        (msg("State"), goal_state(standing)),
        (msg("Progress"), bar_and_percent(standing.progress.value, goal_tone(standing))),
        (msg("Known by"), _known(world, knowing)),
    ]
    if knowing.missing and knowing.known:
        facts.append((msg("Not yet by"), _names(world, tuple(f"person:{one}" for one in knowing.missing))))
    blocks: list[Block] = [Heading(goal.titled), Facts(tuple(facts)), Heading(msg("What it is for"), 2)]
    up = tuple(_up(world, goal, (goal.id,)))
    blocks.append(Tree(up) if up else Text(_serves_nothing(goal)))
    down = tuple(_down(world, goal, (goal.id,)))
    blocks.append(Heading(msg("What carries it"), 2))
    blocks.append(Tree(down) if down else Text(_carried_by_nothing(goal)))
    record = {
        **_record(world, goal),
        "as_of": world.as_of,
        "serves": _up_record(world, goal, (goal.id,)),
        "served_by": _down_record(world, goal, (goal.id,)),
        "work": [_work_record(each) for each in work_for_goal(world, goal)],
        "known_by": list(knowing.known),
        "not_known_by": list(knowing.missing),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _up(world: World, goal: Record[Goal], below: tuple[str, ...]) -> Iterator[Branch]:
    """Yield what a goal serves, each with how it does and with what that serves in turn."""
    for link in world.goal_tree.up.get(goal.id, ()):
        how: Cell = msg("because: {how}", how=link.entry.how) if link.entry.how else _no_rationale(link)
        branches = [Branch((how,))]
        text = _text(world, link)
        if text is not None:
            branches.append(Branch((text,)))
        parent = link.parent
        is_circle = parent.id in below
        if not is_circle and len(below) < LEVELS:
            branches += _up(world, parent, (*below, parent.id))
        yield Branch(tuple(_goal_cells(world, parent, link, is_circle=is_circle)), tuple(branches))


def _down(world: World, goal: Record[Goal], above: tuple[str, ...]) -> Iterator[Branch]:
    """Yield the work for a goal, then the goals that serve it with theirs."""
    for work in work_for_goal(world, goal):
        yield Branch(tuple(_work_cells(world, work)))
    for link in world.goal_tree.down.get(goal.id, ()):
        child = link.child
        is_circle = child.id in above
        goes_on = not is_circle and len(above) < LEVELS
        branches = tuple(_down(world, child, (*above, child.id))) if goes_on else ()
        yield Branch(tuple(_goal_cells(world, child, link, is_circle=is_circle)), branches)


def _goal_cells(world: World, goal: Record[Goal], link: Link, *, is_circle: bool) -> Iterator[Cell]:
    standing = world.once(goal_standings)[goal.id]
    yield Styled(goal.titled, "strong")
    yield _state(standing)
    yield whose(world, goal.value)
    weight = link.entry.weight
    yield Styled(msg("carries {percent}", percent=percent(weight)), "accent") if weight is not None else ""
    if is_circle:
        yield Styled(msg("circle"), "bad")


def _state(standing: GoalStanding) -> Cell:
    """Return where a goal stands with how far it is, in one cell: the room is needed for what it is called."""
    state, value = goal_state(standing), standing.progress.value
    if value is None or not isinstance(state, Styled):
        return state
    return Styled(msg("{status} {percent}", status=state.text, percent=percent(value)), state.tone)


def _work_cells(world: World, work: Work) -> Iterator[Cell]:
    yield msg("{kind}: {title}", kind=_KINDS[work.kind], title=work.name)
    is_late = work.kind == "action" and work.due is not None and work.due < world.as_of and work.state != "done"
    tone = "bad" if is_late else _STATE_TONES.get(work.state or "", "muted")
    yield Styled(Label(work.state.replace("_", " "), f"{work.kind}.status"), tone) if work.state else ""
    yield _names(world, work.parties)
    yield Styled(_when(work, work.due), "bad" if is_late else "muted") if work.due is not None else ""


def _when(work: Work, day: date) -> Param:
    """Return the day of some work: what is promised is due then, a project or an event ends."""
    return msg("due {day}", day=day) if work.kind in ("action", "resource") else day


def _no_rationale(link: Link) -> Cell:
    command = f"collab goal align {link.child.id} --to {link.parent.id} --how TEXT"
    return Styled(msg("nobody has said how; {command} does", command=command), "warn")


def _text(world: World, link: Link) -> Cell | None:
    """Return what is to be said of the text of the goal served: nothing where it is the one agreed on."""
    state = parent_text(world, link)
    if state == "current":
        return None
    command = f"collab goal align {link.child.id} --renew"
    if state == "changed":
        return Styled(msg("its text has changed since; look at it again, then {command}", command=command), "bad")
    return Styled(msg("not bound to its text; {command} binds it", command=command), "warn")


def _serves_nothing(goal: Record[Goal]) -> Cell:
    if goal.value.level == "company":
        return msg("it is a goal of the company itself")
    command = f"collab goal align {goal.id} --to GOAL"
    return Styled(msg("it serves no other goal; link it with {command}, or drop it", command=command), "bad")


def _carried_by_nothing(goal: Record[Goal]) -> Cell:
    command = f"collab goal decompose {goal.id}"
    if goal.value.level == "person":
        return Styled(msg("no duty, project or action names it yet"), "warn")
    return Styled(msg("nothing yet: no duty, project, action or goal names it; {command} breaks it down",
                      command=command), "warn")  # fmt: skip


def _known(world: World, knowing: Knowing) -> Cell:
    if not knowing.known:
        return Styled(msg("nobody has confirmed it yet"), "warn")
    names = _names(world, tuple(f"person:{one}" for one in knowing.known))
    concerned = len(knowing.missing) + len(knowing.known)
    return msg("{people} ({known} of {all})", people=names, known=len(knowing.known), all=concerned)


def _names(world: World, parties: tuple[str, ...]) -> Items:
    return Items(tuple(world.parties.name(party) for party in parties))


def _record(world: World, goal: Record[Goal]) -> dict[str, Any]:
    value = goal.value
    return {
        "id": goal.id,
        "title": value.title,
        "level": value.level,
        "department": value.department,
        "owner": value.owner,
        "status": value.status,
        "path": goal.path,
        **standing_record(world.once(goal_standings)[goal.id]),
    }


def _link_record(world: World, link: Link, *, is_circle: bool) -> dict[str, Any]:
    return {
        "weight": link.entry.weight,
        "how": link.entry.how,
        "parent_text": parent_text(world, link),
        "is_circle": is_circle,
    }


def _up_record(world: World, goal: Record[Goal], below: tuple[str, ...]) -> list[dict[str, Any]]:
    found = []
    for link in world.goal_tree.up.get(goal.id, ()):
        is_circle = link.parent.id in below
        goes_on = not is_circle and len(below) < LEVELS
        serves = _up_record(world, link.parent, (*below, link.parent.id)) if goes_on else []
        own = _link_record(world, link, is_circle=is_circle)
        found.append({**_record(world, link.parent), **own, "serves": serves})
    return found


def _down_record(world: World, goal: Record[Goal], above: tuple[str, ...]) -> list[dict[str, Any]]:
    found = []
    for link in world.goal_tree.down.get(goal.id, ()):
        child = link.child
        is_circle = child.id in above
        goes_on = not is_circle and len(above) < LEVELS
        found.append(
            {
                **_record(world, child),
                **_link_record(world, link, is_circle=is_circle),
                "work": [_work_record(each) for each in work_for_goal(world, child)] if goes_on else [],
                "served_by": _down_record(world, child, (*above, child.id)) if goes_on else [],
            }
        )
    return found


def _work_record(work: Work) -> dict[str, Any]:
    return {
        "kind": work.kind,
        "ref": work.ref,
        "title": work.name,
        "parties": list(work.parties),
        "state": work.state,
        "due": work.due,
    }
