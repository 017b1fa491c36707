"""The changes of a month, or another span: who answers for what, targets, decisions, people; who made them when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from collab_cli.analyses.changes.change import CATEGORIES, Category, Change, Spot
from collab_cli.analyses.changes.trail import Step
from collab_cli.messages import Items, Message, msg, msgn
from collab_cli.model.fields import field_named
from collab_cli.model.meeting import Meeting
from collab_cli.page import Block, Branch, Heading, Report, Styled, Text, Tree
from collab_cli.reports.change_sentences import sentence
from collab_cli.reports.diff import LABELS, ChangeLines, Layout
from collab_cli.reports.joint_world import joint_world
from collab_cli.reports.log import SHORT_ID, change_data, commit_data, head_of

SCHEMA = "collab/changes/v1"

_PARTS: Final[tuple[tuple[str, Message, frozenset[Category]], ...]] = (
    ("responsibilities", msg("Who answers for what"), frozenset({"accountability", "consulted-informed"})),
    ("targets", msg("Goals and targets"), frozenset({"target"})),
    ("decisions", msg("Decisions and agreements"), frozenset({"decision"})),
    ("people", msg("People and departments"), frozenset({"membership"})),
)
_PART_OF_KIND: Final = {
    "charter": "responsibilities",
    "activity": "responsibilities",
    "goal": "targets",
    "metric": "targets",
    "proposal": "decisions",
    "waiver": "decisions",
    "department": "people",
    "person": "people",
    "role": "people",
}
"""Where it is told that a record is new or gone."""


def build(
    first: date, last: date, steps: Sequence[Step], *, layout: Layout = "tree", everything: bool = False
) -> Report:
    """Return what the ``steps`` from the day ``first`` to ``last`` changed; the rest is counted, or told at the end."""
    told = [(step, tuple(_told(step))) for step in steps]
    parts: list[tuple[str, Message]] = [(name, heading) for name, heading, _ in _PARTS]
    if everything:
        parts.append(("", msg("Everything else")))
    rest = Counter(change.category for _, changes in told for change in changes if not _part_of(change))
    blocks: list[Block] = [Heading(msg("Changes from {first} to {last}", first=first, last=last))]
    blocks.append(Text(Styled(_summary(told, len(steps)), "strong")))
    data: dict[str, Any] = {
        "from": first,
        "to": last,
        "commits": len(steps),
        "is_complete": not any(step.is_unread for step in steps),
    }
    for name, heading in parts:
        branches = tuple(_branches(told, name, layout))
        if branches:
            blocks += (Heading(heading, 2), Tree(branches))
        data[name or "others"] = list(_data(told, name))
    unread = [step.commit.id[:SHORT_ID] for step in steps if step.is_unread and step.commit is not None]
    if unread:
        note = msg(
            "in {commits} files cannot be read; what changed in them is told where they can be read again",
            commits=tuple(unread),
        )
        blocks.append(Text(Styled(note, "warn")))
    mended = [step.commit.id[:SHORT_ID] for step in steps if step.since is not None and step.commit is not None]
    if mended:
        note = msg(
            "in {commits} files can be read again; told is what changed since they last could", commits=tuple(mended)
        )
        blocks.append(Text(Styled(note, "muted")))
    if rest and not everything:
        blocks.append(Text(Styled(_rest(rest), "muted")))
    data["counts"] = dict(Counter(change.category for _, changes in told for change in changes))
    return Report(SCHEMA, tuple(blocks), data)


def _told(step: Step) -> Iterator[Change]:
    """Yield the changes of a step, and the decisions of minutes that are new."""
    for change in step.changes:
        yield change
        record = change.spot.record
        if change.act == "added" and not change.spot.route and record is not None and isinstance(change.new, Meeting):
            info = field_named(Meeting, "decisions")
            for decision in change.new.decisions:
                spot = Spot(record, ("decisions", decision.id))
                yield Change("added", "decision", (), (spot,), None, decision, info, Meeting)


def _part_of(change: Change) -> str:
    """Return the part of the report a change is told in, "" for the rest."""
    if change.category in ("added", "removed"):
        return _PART_OF_KIND.get(change.kind.name if change.kind is not None else "", "")
    return next((name for name, _, categories in _PARTS if change.category in categories), "")


def _branches(told: Sequence[tuple[Step, tuple[Change, ...]]], part: str, layout: Layout) -> Iterator[Branch]:
    for step, changes in told:
        wanted = [change for change in changes if _part_of(change) == part]
        if wanted and step.before is not None and step.after is not None:
            said = {id(change): sentence(change, step.before, step.after) for change in wanted}
            lines = ChangeLines(joint_world(step.before, step.after), said, layout, verbose=False)
            yield Branch((head_of(step),), tuple(lines.branches(wanted)))


def _data(told: Sequence[tuple[Step, tuple[Change, ...]]], part: str) -> Iterator[dict[str, Any]]:
    for step, changes in told:
        for change in changes:
            if _part_of(change) == part and step.before is not None and step.after is not None:
                yield {**commit_data(step), **change_data(change, sentence(change, step.before, step.after))}


def _summary(told: Sequence[tuple[Step, tuple[Change, ...]]], commits: int) -> Message:
    counts = Counter(_part_of(change) for _, changes in told for change in changes)
    if not any(counts.values()):
        return msg("nothing changed in meaning")
    whole = sum(counts.values())
    return msgn(
        "{count} change in {commits}: {parts}",
        "{count} changes in {commits}: {parts}",
        whole,
        commits=msgn("{count} commit", "{count} commits", commits),
        parts=Items(
            tuple(
                msg("{part} {number}", part=heading, number=counts[name])
                for name, heading in (*((name, heading) for name, heading, _ in _PARTS), ("", msg("others")))
                if counts[name]
            )
        ),
    )


def _rest(rest: Counter[Category]) -> Message:
    return msg(
        "not told here: {parts}; {command} tells them too",
        parts=Items(
            tuple(
                msg("{number} {category}", number=rest[category], category=LABELS[category])
                for category in CATEGORIES
                if rest[category]
            )
        ),
        command="collab report changes --all",
    )
