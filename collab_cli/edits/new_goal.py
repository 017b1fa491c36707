"""What a new goal gets that nobody said: level, owner, period, and the link to the goal it serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_record
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.department import Department
from collab_cli.model.field_types import Share
from collab_cli.model.forgiving import read_number
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

SHARE_HINT = msg("write a share from 0 to 1 such as 0.3, or a percentage")


def complete_goal(plan: Plan, values: dict[str, Value], link: Mapping[str, str]) -> None:
    """Give a new goal what follows from what was said; raise CollabError for what does not fit together.

    The level follows from the department, the department's head is the owner, the goal served tells the period.
    ``link`` holds `parent`, `weight` and `how` as typed.
    """
    parent = find_record(plan.world.workspace, GOAL, link["parent"]) if link.get("parent") else None
    if parent is None and (link.get("weight") or link.get("how")):
        raise CollabError(msg("weight and how speak of a goal that is served"), msg("name it with --parent"))
    department = values.get("department")
    if department is not None and values.get("level") == "company":
        raise CollabError(
            msg("a company goal has no department"), msg("leave out --department, or take another --level")
        )
    level = values.setdefault("level", "company" if department is None else "department")
    if department is None and level != "company":
        raise CollabError(
            msg("a goal of level {level} needs a department", level=Message(str(level))),
            msg("name it with --department"),
        )
    if "owner" not in values and (owner := _owner(plan.world, department)) is not None:
        values["owner"] = owner
    values.setdefault("period", _period(plan.world, parent))
    if parent is not None:
        present = values.get("contributes_to")
        values["contributes_to"] = [*(present if isinstance(present, list) else []), _link(plan.world, parent, link)]


def check_link(world: World, link: Mapping[str, str]) -> None:
    """Raise CollabError for a goal served that is not there, or a weight that is no share."""
    if link.get("parent"):
        find_record(world.workspace, GOAL, link["parent"])
    if link.get("weight"):
        _share(link["weight"])


def stamped_links(world: World, links: list[Any]) -> list[Any]:
    """Return links of a new goal with the digest of each goal served, where none is written yet."""
    found = []
    for link in links:
        parent = world.get(Goal, link.get("goal")) if isinstance(link, dict) else None
        if parent is not None and parent.is_whole and "parent_digest" not in link:
            found.append({**link, "parent_digest": world.digest(parent)})
        else:
            found.append(link)
    return found


def read_share(text: str) -> Share | None:
    """Return the share typed as 0.3 or 30 %, or None if it is none."""
    try:
        return Share.read(read_number(text, percent=True) or "")
    except ValueError:
        return None


def periods_now(world: World) -> tuple[str, ...]:
    """Return the periods the day lies in, the longest first."""
    periods = [period for period in world.settings.periods if period.start <= world.as_of <= period.end]
    return tuple(period.id for period in sorted(periods, key=lambda period: period.start - period.end))


def _owner(world: World, department: Value | None) -> str | None:
    if department is None:
        return world.settings.company.head
    found = world.get(Department, str(department))
    return found.value.head if found is not None else None


def _period(world: World, parent: Record[Goal] | None) -> str:
    if parent is not None:
        return parent.value.period
    now = periods_now(world)
    if not now:
        raise CollabError(msg("no period of collab.yaml holds {day}", day=world.as_of), msg("name one with --period"))
    return now[0]


def _link(world: World, parent: Record[Goal], said: Mapping[str, str]) -> dict[str, Value]:
    link: dict[str, Value] = {"goal": parent.id}
    if said.get("weight"):
        link["weight"] = _share(said["weight"])
    if said.get("how"):
        link["how"] = said["how"]
    return link


def _share(text: str) -> Share:
    share = read_share(text)
    if share is None:
        raise CollabError(msg("--weight is {text}", text=text), SHARE_HINT)
    return share
