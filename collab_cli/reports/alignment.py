"""What serves what: links with weight and reason, goals that serve nothing, contribution beside outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from collab_cli.analyses.goals.active_goals import belongs_to
from collab_cli.analyses.goals.link_standing import LinkStanding, ParentText, Ties, goal_ties
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.goal_cells import NOTHING, bar, gap_points, goal_state, goal_tone, percent, whose
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/alignment/v1"
KINDS: Final = ("goal", "department")
_TEXTS: Final[dict[ParentText, tuple[Message, Tone]]] = {
    "current": (msg("up to date"), "good"),
    "changed": (msg("changed since"), "warn"),
    "unknown": (msg("not confirmed"), "muted"),
}


def build(world: World, department: Record[Department] | None = None) -> Report:
    """Return how goals are tied to each other; of ``department`` the links of its goals alone."""
    ties = goal_ties(world)
    links = tuple(one for one in ties.links if department is None or belongs_to(world, one.link.child, department.id))
    parents = _with_contributors(world)
    blocks: list[Block] = [
        Heading(msg("Alignment of goals in {company}, {day}", company=world.settings.company.name, day=world.as_of))
    ]
    unread = unread_said(world, *KINDS)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    blocks.append(Text(_summary(ties)))
    blocks.append(Heading(msg("What serves what"), 2))
    blocks.append(_links(world, links))
    if parents and department is None:
        blocks.append(Heading(msg("Contribution and outcome"), 2))
        blocks.append(_outcomes(world, parents))
    if department is None:
        open_ones = tuple(_open(world, ties))
        blocks.append(Heading(msg("What does not hang together"), 2))
        columns = (msg("Matter"), msg("About"), msg("Who"))
        blocks.append(Table(columns, open_ones, empty=msg("nothing")))
        if ties.shared:
            blocks.append(Heading(msg("Goals several departments share"), 2))
            blocks.append(_shared(world, ties))
    return Report(SCHEMA, tuple(blocks), _record(world, ties, links, parents))


def _with_contributors(world: World) -> tuple[GoalStanding, ...]:
    found = world.once(goal_standings).values()
    return tuple(one for one in found if one.progress.links and one.goal.value.status not in ("draft", "cancelled"))


def _summary(ties: Ties) -> Message:
    said = msgn("{count} link between goals.", "{count} links between goals.", len(ties.links))
    changed = sum(one.parent_text == "changed" for one in ties.links)
    if changed:
        more = msgn(
            "{count} was agreed with a text that has changed since.",
            "{count} were agreed with a text that has changed since.",
            changed,
        )
        said = msg("{first} {next}", first=said, next=more)
    if ties.orphans:
        more = msgn("{count} goal serves nothing.", "{count} goals serve nothing.", len(ties.orphans))
        said = msg("{first} {next}", first=said, next=more)
    rate = ties.shared_rate
    if rate is not None:
        more = msg(
            "Several departments share {count} of {all} active goals ({percent}).",
            count=len(ties.shared),
            all=ties.active,
            percent=percent(rate),
        )
        said = msg("{first} {next}", first=said, next=more)
    return said


def _links(world: World, links: tuple[LinkStanding, ...]) -> Table:
    columns = (
        *(msg("Goal served"), msg("Served by"), msg("Weight"), msg("Reached")),
        *(msg("How it serves"), msg("Agreed text")),
    )
    rows = []
    standings = world.once(goal_standings)
    for one in links:
        link = one.link
        word, tone = _TEXTS[one.parent_text]
        reason: Cell = link.entry.how or Styled(msg("no reason given"), "warn")
        stated = link.entry.weight
        weight: Cell = percent(stated) if stated is not None else Styled(percent(one.share), "muted")
        reached = percent(standings[link.child.id].progress.value)
        rows.append((link.parent.name, link.child.name, weight, reached, reason, Styled(word, tone)))
    keys = tuple(f"{one.link.child.id}/{one.link.parent.id}" for one in links)
    return Table(columns, tuple(rows), "<<>><<", keys=keys, empty=msg("no goal serves another"))


def _outcomes(world: World, parents: tuple[GoalStanding, ...]) -> Table:
    columns = (
        *(msg("Goal"), msg("Progress"), "%", msg("Own outcome"), msg("Contribution")),
        *(msg("Alignment gap"), msg("Status")),
    )
    limit = rounded(world.threshold("alignment-gap"))
    rows = []
    for one in parents:
        reached = one.progress
        gap = reached.alignment_gap
        is_wide = gap is not None and rounded(gap) > limit
        rows.append(
            (
                one.goal.name,
                bar(reached.value, goal_tone(one)),
                percent(reached.value),
                percent(reached.own),
                percent(reached.contribution),
                Styled(gap_points(reached), "bad" if is_wide else ""),
                goal_state(one),
            )
        )
    return Table(columns, tuple(rows), "<<>>>><", keys=tuple(one.goal.id for one in parents), spare=(1,))


def _open(world: World, ties: Ties) -> Iterator[tuple[Cell, ...]]:
    for goal in ties.undeployed:
        yield _row(world, msg("no goal serves the company goal"), goal, "bad")
    for goal in ties.orphans:
        yield _row(world, msg("serves no other goal"), goal, "bad")
    for cycle in world.goal_tree.cycles:
        names = tuple(record.name for record in (world.get(Goal, goal_id) for goal_id in cycle) if record is not None)
        yield Styled(msg("goals serve each other in a circle"), "bad"), Items(names), NOTHING
    for department in ties.without_goal:
        yield Styled(msg("department without a goal"), "warn"), world.parties.name(department), NOTHING
    for goal, whole in ties.unbalanced:
        said = msg("weights add up to {percent}", percent=percent(whole))
        yield _row(world, said, goal, "warn")
    for one in ties.links:
        if one.parent_text == "changed":
            yield _row(world, msg("the goal it serves has changed since"), one.link.child, "warn")
        if not one.link.entry.how:
            yield _row(world, msg("no reason given why it serves another"), one.link.child, "warn")


def _row(world: World, said: Message, goal: Record[Goal], tone: Tone) -> tuple[Cell, ...]:
    return Styled(said, tone), goal.name, whose(world, goal.value)


def _shared(world: World, ties: Ties) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for goal, departments in ties.shared:
        names: tuple[Param, ...] = tuple(map(world.parties.name, departments))
        rows.append((goal.name, Items(names)))
    return Table((msg("Goal"), msg("Departments")), tuple(rows), keys=tuple(goal.id for goal, _ in ties.shared))


def _record(
    world: World, ties: Ties, links: tuple[LinkStanding, ...], parents: tuple[GoalStanding, ...]
) -> dict[str, Any]:
    standings = world.once(goal_standings)
    return {
        "as_of": world.as_of,
        "links": [
            {
                "goal": one.link.child.id,
                "serves": one.link.parent.id,
                "weight": one.link.entry.weight,
                "share": one.share,
                "how": one.link.entry.how,
                "parent_text": one.parent_text,
                "progress": standings[one.link.child.id].progress.value,
            }
            for one in links
        ],
        "outcomes": [
            {
                "goal": one.goal.id,
                "progress": one.progress.value,
                "own": one.progress.own,
                "contribution": one.progress.contribution,
                "alignment_gap": one.progress.alignment_gap,
            }
            for one in parents
        ],
        "orphans": [goal.id for goal in ties.orphans],
        "undeployed": [goal.id for goal in ties.undeployed],
        "circles": [list(cycle) for cycle in world.goal_tree.cycles],
        "departments_without_goal": list(ties.without_goal),
        "unbalanced": [{"goal": goal.id, "weights": whole} for goal, whole in ties.unbalanced],
        "shared": [{"goal": goal.id, "departments": list(departments)} for goal, departments in ties.shared],
        "active_goals": ties.active,
        "shared_rate": ties.shared_rate,
        "unread_kinds": sorted(world.workspace.unread),
    }
