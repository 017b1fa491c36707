"""Add a goal: one new file, and nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from collab_cli.documents.save import Write
from collab_cli.documents.writer import document_text
from collab_cli.edits.goal_answers import SHARE_HINT, gives_id, goal_with_id, is_id, is_one_line, read_share
from collab_cli.edits.proving import prove
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_record
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.department import Department
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import Name, Share
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.goal import Goal
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.record import Record
from collab_cli.model.slug import free_id, slug_of

LEVELS = ("company", "department", "team", "person")


@dataclass(frozen=True, slots=True)
class NewGoal:
    """What a person said of a goal, as typed; None where nothing was said."""

    title: str
    title_en: str | None = None
    level: str | None = None
    department: str | None = None
    owner: str | None = None
    period: str | None = None
    parent: str | None = None
    weight: str | None = None
    how: str | None = None
    commitment: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal ready to be written: its id, the write, and the world as it will be."""

    id: str
    write: Write
    after: World


def plan_goal(world: World, new: NewGoal) -> PlannedGoal:
    """Return the new goal's file; raise CollabError for anything that is not there or does not fit.

    What was not said follows from what was: the level from the department, the department and the period from
    the goal served, the owner from the department's head.
    """
    parent, department, owner = _people_and_goals(world, new)
    _check_words(world, new)
    level = new.level or ("company" if department is None else "department")
    if department is None and level != "company":
        raise CollabError(
            msg("a goal of level {level} needs a department", level=Message(level)), msg("name it with --department")
        )
    if parent is None and (new.weight or new.how):
        raise CollabError(msg("weight and how speak of a goal that is served"), msg("name it with --parent"))
    if new.id is None and not gives_id(new.title_en or new.title):
        raise CollabError(msg("no id can be made of the title {title}", title=new.title), msg("give an id with --id"))
    title: str | Name = Name(zh=new.title, en=new.title_en) if new.title_en else new.title
    record: dict[str, Any] = {"title": {"zh": new.title, "en": new.title_en} if new.title_en else new.title}
    record["level"] = level
    record |= {"department": department.id} if department is not None else {}
    record |= {"owner": owner} if owner is not None else {}
    record["period"] = _period(world, new, parent)
    record |= {"commitment": new.commitment} if new.commitment else {}
    record["status"] = "draft"
    if parent is not None:
        record["contributes_to"] = [_link(world, new, parent)]
    goal_id = _id(world, new, title)
    path = _path(world, goal_id, record["period"])
    data = document_text(record).encode()
    after = prove(world.workspace.snapshot, {path: data}, world.as_of, world)
    return PlannedGoal(goal_id, Write(path, data, None), after)


def check_given(world: World, new: NewGoal) -> None:
    """Raise CollabError for what was said of a goal and does not fit, whatever else is still to be asked."""
    _people_and_goals(world, new)
    _check_words(world, new)


def goals_titled(world: World, new: NewGoal) -> tuple[Record[Goal], ...]:
    """Return the goals that have the title of a new one already, in either language."""
    wanted = {title.strip().casefold() for title in (new.title, new.title_en) if title}
    found = []
    for goal in world.workspace.all(Goal):
        title = goal.value.title
        words = (title.zh, title.en) if isinstance(title, Name) else (title,)
        if wanted & {word.strip().casefold() for word in words if word}:
            found.append(goal)
    return tuple(found)


def periods_now(world: World) -> tuple[str, ...]:
    """Return the periods the day lies in, the longest first."""
    periods = [period for period in world.settings.periods if period.start <= world.as_of <= period.end]
    return tuple(period.id for period in sorted(periods, key=lambda period: period.start - period.end))


def _people_and_goals(world: World, new: NewGoal) -> tuple[Record[Goal] | None, Record[Department] | None, str | None]:
    parent = find_record(world.workspace, GOAL, new.parent) if new.parent else None
    department = _department(world, new)
    return parent, department, _owner(world, new, department)


def _check_words(world: World, new: NewGoal) -> None:
    for option, text in (("--title", new.title), ("--title-en", new.title_en), ("--how", new.how)):
        if text is not None and not is_one_line(text):
            raise CollabError(
                msg("{option} cannot hold line breaks or control characters", option=option),
                msg("write it in one line"),
            )
    if new.period is not None:
        _period(world, new, None)
    if new.weight:
        _weight(new.weight)
    if new.id is not None:
        _check_id(world, new.id)


def _department(world: World, new: NewGoal) -> Record[Department] | None:
    if new.department is None or new.level == "company":
        if new.department is not None:
            raise CollabError(
                msg("a company goal has no department"), msg("leave out --department, or take another --level")
            )
        return None
    return find_record(world.workspace, DEPARTMENT, new.department)


def _owner(world: World, new: NewGoal, department: Record[Department] | None) -> str | None:
    if new.owner is not None:
        return find_record(world.workspace, PERSON, new.owner).id
    return department.value.head if department is not None else world.settings.company.head


def _period(world: World, new: NewGoal, parent: Record[Goal] | None) -> str:
    known = [period.id for period in world.settings.periods]
    if new.period is not None:
        if new.period not in known:
            better = nearest(new.period, known)
            hint = (
                msg("did you mean {better}", better=better) if better else msg("use one of {ids}", ids=", ".join(known))
            )
            raise CollabError(msg("there is no period {id} in collab.yaml", id=new.period), hint)
        return new.period
    if parent is not None:
        return parent.value.period
    now = periods_now(world)
    if not now:
        raise CollabError(msg("no period of collab.yaml holds {day}", day=world.as_of), msg("name one with --period"))
    return now[0]


def _link(world: World, new: NewGoal, parent: Record[Goal]) -> dict[str, Any]:
    link: dict[str, Any] = {"goal": parent.id}
    if new.weight:
        link["weight"] = _weight(new.weight)
    link |= {"how": new.how} if new.how else {}
    if parent.is_whole:  # else its digest is not that of the text
        link["parent_digest"] = world.digest(parent)
    return link


def _weight(text: str) -> Share:
    share = read_share(text)
    if share is None:
        raise CollabError(msg("--weight is {text}", text=text), SHARE_HINT)
    return share


def _id(world: World, new: NewGoal, title: str | Name) -> str:
    taken = {known.casefold() for known in world.workspace.known.get("goal", ())}
    return new.id if new.id is not None else free_id(slug_of(title), taken)


def _check_id(world: World, text: str) -> None:
    if not is_id(text):
        raise CollabError(
            msg("{id} is no valid id", id=text),
            msg("use lower-case letters, digits and -, at most 64 of them, such as {example}", example=slug_of(text)),
        )
    taken = goal_with_id(world, text)
    if taken is not None:
        raise CollabError(msg("there is a goal {goal} already", goal=taken), msg("choose another --id"))


def _path(world: World, goal_id: str, period_id: str) -> str:
    """Return where the goal is written: in the folder of its year, or beside its like where none has folders."""
    goals = world.workspace.all(Goal)
    if goals and all(goal.path.count("/") == 1 for goal in goals):
        return f"{GOAL.folder}/{goal_id}.yaml"
    period = world.settings.period(period_id)
    year = period.start.year if period is not None else world.as_of.year
    return f"{GOAL.folder}/{year}/{goal_id}.yaml"
