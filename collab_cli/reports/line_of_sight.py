"""The lines of a line of sight, the same on every page: a goal, the work that carries it, why a goal serves another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from collab_cli.analyses.goals.link_standing import parent_text
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.analyses.goals.work_for_goal import Work
from collab_cli.graph.goal_tree import Link
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Branch, Cell, Styled, Tone
from collab_cli.reports.goal_cells import goal_state, percent, standing_record, whose

LEVELS = 50
"""How many levels are followed; goals deeper than that are not told."""
Cut = Literal["circle", "repeated"]
"""Why lines do not go on from a goal: a circle closes, or they have been told where the goal was met first."""
_BELOW = msg("what carries it stands above")
_STATE_TONES: dict[str, Tone] = {"done": "good", "open": "accent", "in_progress": "accent"}
_STATED = {"task": "project"}
"""Whose state is told of work that has none of its own."""
_KINDS: dict[str, Message] = {
    "duty": msg("duty"),
    "project": msg("project"),
    "task": msg("task"),
    "action": msg("action"),
    "resource": msg("resource request"),
    "event": msg("event"),
}


def goal_line(
    world: World, goal: Record[Goal], link: Link | None = None, cut: Cut | None = None, repeated: Message = _BELOW
) -> Iterator[Cell]:
    """Yield the cells of a goal: where it stands, whose it is, what it carries of the one it is linked to.

    ``cut`` is why the lines do not go on there; ``repeated`` says of a goal met before what stands above.
    """
    standing = world.once(goal_standings)[goal.id]
    yield Styled(goal.titled, "strong")
    yield _state(standing)
    yield whose(world, goal.value)
    weight = link.entry.weight if link is not None else None
    yield Styled(msg("carries {percent}", percent=percent(weight)), "accent") if weight is not None else ""
    if cut is not None:
        yield Styled(msg("circle"), "bad") if cut == "circle" else Styled(repeated, "muted")


def _state(standing: GoalStanding) -> Cell:
    """Return where a goal stands with how far it is, in one cell: the room is needed for what it is called."""
    state, value = goal_state(standing), standing.progress.value
    if value is None or not isinstance(state, Styled):
        return state
    return Styled(msg("{status} {percent}", status=state.text, percent=percent(value)), state.tone)


def work_line(world: World, work: Work, who: Cell | None = None) -> Iterator[Cell]:
    """Yield the cells of some work: where it stands, ``who`` does it, else who answers for it, and its day."""
    yield msg("{kind}: {title}", kind=_KINDS[work.kind], title=work.name)
    is_late = work.kind == "action" and work.due is not None and work.due < world.as_of and work.state != "done"
    tone = "bad" if is_late else _STATE_TONES.get(work.state or "", "muted")
    field = f"{_STATED.get(work.kind, work.kind)}.status"
    yield Styled(Label(work.state.replace("_", " "), field), tone) if work.state else ""
    yield names_of(world, work.parties) if who is None else who
    yield Styled(_when(work, work.due), "bad" if is_late else "muted") if work.due is not None else ""


def _when(work: Work, day: date) -> Param:
    """Return the day of some work: what is promised is due then, a project or an event ends."""
    return msg("due {day}", day=day) if work.kind in ("action", "resource") else day


def reason_branches(world: World, link: Link) -> Iterator[Branch]:
    """Yield how a goal serves another, and what is to be said of the text of that one."""
    how: Cell = msg("because: {how}", how=link.entry.how) if link.entry.how else _no_rationale(link)
    yield Branch((how,))
    text = _text(world, link)
    if text is not None:
        yield Branch((text,))


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


def names_of(world: World, parties: tuple[str, ...]) -> Items:
    """Return what people call these parties."""
    return Items(tuple(world.parties.name(party) for party in parties))


def goal_record(world: World, goal: Record[Goal]) -> dict[str, Any]:
    """Return a goal for programs."""
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


def link_record(world: World, link: Link, cut: Cut | None) -> dict[str, Any]:
    """Return how a goal serves another, for programs."""
    return {
        "weight": link.entry.weight,
        "how": link.entry.how,
        "parent_text": parent_text(world, link),
        "is_circle": cut == "circle",
        "is_repeated": cut == "repeated",
    }


def cut_at(goal: Record[Goal], way: tuple[str, ...], told: set[str], *, goes_on: bool) -> Cut | None:
    """Return why lines stop at a goal, None where they go on, and note that they are told from there.

    ``way`` are the ids of the goals on the way to it; of a goal with nothing further nothing is cut.
    """
    if goal.id in way:
        return "circle"
    if goes_on and goal.id in told:
        return "repeated"
    told.add(goal.id)
    return None


def upward_record(world: World, goal: Record[Goal]) -> list[dict[str, Any]]:
    """Return what a goal serves, for programs, each with what that serves; what was met before is not told again."""
    return _upward(world, goal, (goal.id,), set())


def _upward(world: World, goal: Record[Goal], way: tuple[str, ...], told: set[str]) -> list[dict[str, Any]]:
    found = []
    up = world.goal_tree.up
    for link in up.get(goal.id, ()):
        parent = link.parent
        cut = cut_at(parent, way, told, goes_on=bool(up.get(parent.id)))
        serves = _upward(world, parent, (*way, parent.id), told) if cut is None and len(way) < LEVELS else []
        found.append({**goal_record(world, parent), **link_record(world, link, cut), "serves": serves})
    return found


def work_record(work: Work) -> dict[str, Any]:
    """Return some work for programs."""
    return {
        "kind": work.kind,
        "ref": work.ref,
        "title": work.name,
        "parties": list(work.parties),
        "state": work.state,
        "due": work.due,
    }
