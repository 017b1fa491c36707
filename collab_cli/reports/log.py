"""What has happened to a record, or to a part of one: every change of meaning, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.changes.hidden import hidden_files
from collab_cli.analyses.changes.trail import Step
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.page import Block, Branch, Cell, Heading, Report, Styled, Text, Tree
from collab_cli.reports.change_groups import group_changes
from collab_cli.reports.change_sentences import sentence
from collab_cli.reports.diff import ChangeLines, Layout
from collab_cli.reports.joint_world import joint_world
from collab_cli.reports.records import field_data

SCHEMA = "collab/log/v1"
SHORT_ID = 8
"""Letters of the id of a commit that people are shown."""


def build(
    ref: str,
    part: str | None,
    name: Param,
    steps: Sequence[Step],
    *,
    layout: Layout = "tree",
    verbose: bool = False,
    is_cut: bool = False,
) -> Report:
    """Return the ``steps`` of the record ``ref``, or of its ``part``, which people call ``name``.

    ``is_cut`` says that others may be left out. ``verbose`` tells each text that is new.
    """
    told = [[(change, _sentence(step, change)) for change in step.changes] for step in steps]
    branches = tuple(
        _branch(step, of_step, layout, verbose) for step, of_step in zip(steps, told, strict=True) if not step.is_end
    )
    blocks: list[Block] = [Heading(msg("What has happened to {record}", record=name))]
    blocks.append(Tree(branches) if branches else Text(Styled(msg("nothing is known to have changed"), "muted")))
    is_shallow = any(step.is_end for step in steps)
    if is_shallow:
        note = msg("this clone is shallow: get the older commits with `git fetch --unshallow`")
        blocks.append(Text(Styled(note, "warn")))
    record = {
        "record": ref,
        "part": part,
        "entries": [_entry(step, of_step) for step, of_step in zip(steps, told, strict=True) if not step.is_end],
        "is_complete": not (is_shallow or is_cut),
    }
    return Report(SCHEMA, tuple(blocks), record)


def head_of(step: Step) -> Cell:
    """Return when a step was made, by whom and in which commit."""
    if step.commit is None:
        return Styled(msg("not committed yet"), "warn")
    commit = step.commit
    return Styled(f"{commit.made:%Y-%m-%d} · {commit.author} · {commit.id[:SHORT_ID]}", "strong")


def commit_data(step: Step) -> dict[str, Any]:
    """Return the commit of a step for programs; all is null for what is not committed yet."""
    commit = step.commit
    return {
        "commit": commit.id if commit is not None else None,
        "author": commit.author if commit is not None else None,
        "email": commit.email if commit is not None else None,
        "date": commit.made.isoformat(timespec="seconds") if commit is not None else None,
        "subject": commit.subject if commit is not None else None,
    }


def _sentence(step: Step, change: Change) -> Message:
    assert step.before is not None
    assert step.after is not None
    return sentence(change, step.before, step.after)


def _branch(step: Step, told: Sequence[tuple[Change, Message]], layout: Layout, verbose: bool) -> Branch:
    head = (head_of(step),)
    notes = tuple(Branch((Styled(note, "warn"),)) for note in _notes(step))
    if step.before is None or step.after is None:
        return Branch(head, notes)
    said = {id(change): text for change, text in told}
    world = joint_world(step.before, step.after)
    lines = ChangeLines(world, said, layout, verbose)
    bundles = [bundle for section in group_changes(world, step.changes) for bundle in section.bundles]
    if len(bundles) == 1:
        return Branch(head, (*notes, *lines.branches(bundles[0].changes)))
    return Branch(head, (*notes, *(lines.root(bundle) for bundle in bundles)))


def _notes(step: Step) -> Iterator[Message]:
    """Yield what is to be known of a step in which something cannot be read, or could not before."""
    if step.since is not None:
        commit = f"{step.since.made:%Y-%m-%d} · {step.since.id[:SHORT_ID]}"
        if step.changes:
            yield msg("its file can be read again; since {commit}, when it last could, this has changed", commit=commit)
        else:
            yield msg("its file can be read again, and says what it did in {commit}", commit=commit)
    elif step.is_unread and step.after is not None and _is_hidden(step, step.after):
        yield msg("its file cannot be read in this commit; what has changed is told where it can be again")
    elif step.is_unread:
        yield msg("its file cannot be read before this commit; what has changed is not known")


def _is_hidden(step: Step, world: World) -> bool:
    return not world.once(hidden_files).isdisjoint(one.path for one in step.followed)


def _entry(step: Step, told: Sequence[tuple[Change, Message]]) -> dict[str, Any]:
    return {
        **commit_data(step),
        "is_unread": step.is_unread,
        "since": step.since.id if step.since is not None else None,
        "changes": [change_data(change, said) for change, said in told],
    }


def change_data(change: Change, said: Message) -> dict[str, Any]:
    """Return a change for programs, with the sentence that tells it."""
    return {
        "act": change.act,
        "category": change.category,
        "ref": change.spot.ref,
        "field": change.field.name if change.field is not None else None,
        "old": field_data(change.old),
        "new": field_data(change.new),
        "sentence": said,
    }
