"""What a change still lacks before it is complete, with the command that gives it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.change import Changes
from collab_cli.analyses.changes.goal_asks import open_proposal
from collab_cli.analyses.changes.who_agrees import Agreements
from collab_cli.analyses.consensus import consensus
from collab_cli.findings import Finding
from collab_cli.graph.agreements import charter_owner
from collab_cli.graph.concerned_departments import concerned_departments
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

Lack = Literal["agreement", "part", "vote", "wording", "decision", "version", "reason", "reading"]
"""What is missing: the agreement of a department, that of somebody whose own part changes, one that takes a proposal
first, the close of a proposal, a new version with its entry of the change log, the reason of a change of target,
somebody's word of having read it.

``wording`` is no more than another way to the agreements: the owner's word that only the wording changed.
"""

_UNVERSIONED: Final = "D951"
"""The rule that says a charter changed without a version, or without a word in its change log."""
_SILENT: Final = "D953"
"""The rule that says a target changed without a reason."""

_LONGEST_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a change still lacks; ``ask`` is who lacks, ``finding`` what says so, ``commands`` how it is given."""

    lack: Lack
    record: Record[Any]
    ask: Ask | None = None
    finding: Finding | None = None
    commands: tuple[str, ...] = ()


def still_missing(
    world: World, agreements: Agreements, changes: Changes, new: Iterable[Finding], base: str
) -> tuple[Missing, ...]:
    """Return what is missing in ``world`` after ``changes``, agreements first and readings last.

    ``new`` are the findings they bring, ``base`` is the revision it is compared with, as it can be typed.
    """
    found: list[Missing] = []
    if agreements.is_asked_for:
        unproposed = _unproposed(world, agreements)
        opening = _opening(world, agreements, unproposed)
        for ask in agreements.unanswered:
            if ask.record.ref in unproposed:
                found.append(Missing("vote", ask.record, ask, commands=(opening,)))
            else:
                lack: Lack = "part" if "own-part" in ask.reasons else "agreement"
                found.append(Missing(lack, ask.record, ask, commands=_agreeing(world, ask)))
        found += _undecided(world, agreements)
        found += _worded(world, agreements, changes)
    for finding in new:
        record = world.workspace.find(finding.records[0].partition("/")[0]) if finding.records else None
        if record is None:
            continue
        if finding.code == _UNVERSIONED:
            mend = f"collab check --fix --base {base}"
            found.append(Missing("version", record, finding=finding, commands=(mend,)))
        elif finding.code == _SILENT:
            told = finding.hint.params.get("command") if finding.hint is not None else None
            adjust = str(told) if told is not None else f"collab goal edit {record.id}"
            found.append(Missing("reason", record, finding=finding, commands=(adjust,)))
    for ask in agreements.acknowledging:
        if ask.reading is not None and ask.reading.missing:
            commands = tuple(f"collab charter ack {ask.record.id} --by {person}" for person in ask.reading.missing)
            found.append(Missing("reading", ask.record, ask, commands=commands))
    return tuple(found)


def _unproposed(world: World, agreements: Agreements) -> tuple[str, ...]:
    """Return the goals that are to be put to the departments, as `goal:id`."""
    goals = {ask.record.ref: ask.record for ask in agreements.unanswered if not ask.is_gone and ask.record.is_whole}
    return tuple(
        ref for ref, goal in goals.items() if isinstance(goal.value, Goal) and open_proposal(world, goal) is None
    )


def _opening(world: World, agreements: Agreements, refs: tuple[str, ...]) -> str:
    """Return the command that puts goals to all departments asked about them, called after the first.

    Those whom the goals concern are put in by the command itself.
    """
    goals = {ask.record.ref: ask.record for ask in agreements.agreeing if ask.record.ref in refs}
    asked = {
        ask.department: None for ask in agreements.agreeing if ask.record.ref in refs and ask.department is not None
    }
    concerned = concerned_departments(world, goals.values())
    titles = [_title(world, goal) for goal in goals.values()]
    title = titles[0] if len(titles) == 1 else ", ".join(titles)[:_LONGEST_TITLE]
    return " ".join(
        (
            f"collab proposal open {shlex.quote(title)}" if titles else "",
            *(f"--subject {ref}" for ref in refs),
            *(f"--also {department}" for department in asked if department not in concerned),
        )
    )


def _title(world: World, record: Record[Any]) -> str:
    """Return what a record is called in the language of the workspace, on one line."""
    forms = forms_of(record.name) or [record.id]
    return " ".join((forms[0] if world.settings.locale == "zh" else forms[-1]).split())


def _agreeing(world: World, ask: Ask) -> tuple[str, ...]:
    """Return the commands by which an agreement is noted; none where nobody could, or no file can hold it."""
    record = ask.record
    if ask.is_gone or not record.is_whole or ask.person is None:
        return ()
    if isinstance(record.value, Charter):
        if record.value.status != "effective":
            return ()
        if ask.department is None:
            return (f"collab charter ack {record.id} --by {ask.head}",)
        return (f"collab charter approve {record.id} --department {ask.department} --by {ask.person}",)
    if record.kind.name == "handoff":
        return (f"collab handoff accept {record.id} --by {ask.person}",)
    proposal = open_proposal(world, record) if isinstance(record.value, Goal) else None
    if proposal is None:
        return ()
    if ask.department is None or ask.department not in proposal.value.affected:
        return (f"collab proposal sign {proposal.id} --by {ask.person if ask.department is not None else ask.head}",)
    return (f"collab proposal position {proposal.id} agree --department {ask.department} --by {ask.person}",)


def _worded(world: World, agreements: Agreements, changes: Changes) -> Iterator[Missing]:
    """Yield the charters of which only texts changed and whose owner could say that they mean the same."""
    waiting = {ask.record.ref: ask.record for ask in agreements.unanswered if ask.answer == "older"}
    for ref, record in waiting.items():
        bound = {
            change.category for change in changes if change.is_bound and any(one.ref == ref for one in change.records)
        }
        if not isinstance(record.value, Charter) or bound != {"terms"}:
            continue
        owner = charter_owner(world.workspace, record)
        if record.is_whole and world.parties.is_active_person(owner):
            yield Missing("wording", record, commands=(f"collab charter approve {record.id} --editorial --by {owner}",))


def _undecided(world: World, agreements: Agreements) -> Iterator[Missing]:
    """Yield the goals whose departments all agreed, in a proposal that can be closed and has not been."""
    for record in {ask.record.ref: ask.record for ask in agreements.agreeing if not ask.is_gone}.values():
        if not isinstance(record.value, Goal):
            continue
        proposal = open_proposal(world, record)
        own = [ask for ask in agreements.agreeing if ask.record.ref == record.ref]
        if proposal is None or not all(ask.is_answered for ask in own):
            continue
        if consensus(world, proposal).verdict == "undecided":  # others are heard too, who have not agreed
            yield Missing("agreement", record, commands=(f"collab proposal status {proposal.id}",))
        else:
            yield Missing("decision", record, commands=(f"collab proposal close {proposal.id}",))
