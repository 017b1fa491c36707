"""One screen: what the workspace holds, what is wrong, what is overdue, what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.company_standing import company_standing
from collab_cli.analyses.consensus import consensus
from collab_cli.analyses.issue_figures import issue_figures
from collab_cli.findings import Finding, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, Titled, msg, msgn
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.goal import Goal
from collab_cli.model.kinds import all_kinds
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.proposal import Proposal
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Table, Tree
from collab_cli.reports.company_lines import company_lines, company_record

SCHEMA = "collab/status/v1"
SHOWN = 5
"""How many overdue things the page names; the record has all."""
FIRST_KINDS = ("department", "person", "goal", "charter", "meeting", "action", "issue")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been done: its record, who answers, and by how many days it is late."""

    ref: str
    title: Titled
    who: tuple[Param, ...]
    days: int

    @property
    def whom(self) -> Param:
        """Return who is to be asked, in words."""
        return self.who or msg("nobody")


def build(world: World, findings: tuple[Finding, ...], options: str = "") -> Report:
    """Return the status of a workspace with the findings of its check; ``options`` as in ``next_steps``."""
    overdue = sorted(find_overdue(world), key=lambda item: (-item.days, item.ref))
    steps = next_steps(world, findings, overdue, options)
    heading = msg("{company}, as of {day}", company=world.settings.company.name, day=world.as_of)
    facts: list[tuple[Param, Cell]] = [
        (msg("Records"), _records(world)),
        (msg("Check"), _findings(findings)),
        (msg("Overdue"), _count(overdue)),
    ]
    blocks: list[Block] = [Heading(heading), Facts(tuple(facts))]
    if overdue:
        blocks.append(_table(overdue))
    standing = company_standing(world)
    lines = company_lines(world, standing, options)
    if lines is not None:
        blocks += [Heading(msg("Work together"), 2), lines]
    blocks += [Heading(msg("Next"), 2), Tree(tuple(Branch((step,)) for step in steps))]
    counted = Counter(finding.severity for finding in findings)
    record: dict[str, Any] = {
        "as_of": world.as_of,
        "company": world.settings.company.name,
        "records": {kind.name: len(world.workspace.known[kind.name]) for kind in all_kinds()},
        "findings": {severity.value: counted[severity] for severity in Severity},
        "overdue": [{"record": item.ref, "who": item.who, "days": item.days} for item in overdue],
        "work": company_record(standing),
        "next": list(steps),
    }
    return Report(SCHEMA, tuple(blocks), record)


def find_overdue(world: World) -> list[Overdue]:
    """Return open actions past their due date, open issues over their limit, open proposals past their deadline."""
    found = []
    for action in world.all(Action):
        due = action.value.due
        if action.value.status in ("open", "in_progress") and due is not None and due < world.as_of:
            who = (world.name(Person, action.value.owner),) if action.value.owner else ()
            found.append(Overdue(action.ref, action.titled, who, (world.as_of - due).days))
    for issue in world.once(issue_figures).values():
        if issue.is_overdue and not issue.issue.restricted and issue.raised.date() <= world.as_of:
            days = max((world.as_of - issue.due.date()).days, 1)
            found.append(Overdue(issue.issue.ref, issue.issue.titled, (world.parties.name(issue.holder),), days))
    for proposal in world.all(Proposal):
        deadline = proposal.value.deadline
        if proposal.value.status == "open" and deadline is not None and deadline < world.as_of:
            missing = tuple(world.parties.name(one) for one in consensus(world, proposal).missing)
            found.append(Overdue(proposal.ref, proposal.titled, missing, (world.as_of - deadline).days))
    return found


def next_steps(world: World, findings: tuple[Finding, ...], overdue: list[Overdue], options: str = "") -> list[Message]:
    """Return what to do next, most urgent first, at most four things; each names the command or file for it.

    ``options`` are those the caller was asked with, such as `--as-of 2026-01-01`: a check without them may find
    something else.
    """
    check = f"collab check {options}".rstrip()
    steps: list[Message] = []
    worst = min(findings, key=lambda finding: (-finding.severity.rank, finding.order), default=None)
    if worst is not None and worst.severity is Severity.ERROR:
        steps.append(
            msg(
                "mend the errors: {command} shows them, {explain} the first of them",
                command=check,
                explain=f"collab explain {worst.code}",
            )
        )
    elif worst is not None:
        steps.append(msg("look at the findings: {command}", command=check))
    if overdue:
        first = overdue[0]
        steps.append(msg("ask {who} about {record}", who=first.whom, record=first.title))
    steps += _building(world)
    if not steps:
        steps.append(msg("nothing is waiting; {command} shows the goals", command="collab goal tree"))
    return steps[:4]


def _building(world: World) -> list[Message]:
    """Return the next step in setting a workspace up, if it is not set up yet."""
    if not world.all(Department):
        return [
            msg(
                "write your departments into {file} and their heads into {people}",
                file="departments.yaml",
                people="people.yaml",
            )
        ]
    if not world.all(Goal):
        return [msg("add the company goal: {command}", command="collab goal add")]
    if not world.all(Charter):
        example = f"charters/{world.all(Department)[0].id}.yaml"
        return [msg("write down who does what, a charter for each department: {file}", file=example)]
    if not world.all(Meeting):
        return [msg("keep minutes of the next meeting in {folder}", folder="meetings/")]
    return []


def _records(world: World) -> Cell:
    counts = {kind.name: len(world.workspace.known[kind.name]) for kind in all_kinds()}
    order = [*FIRST_KINDS, *(kind.name for kind in all_kinds() if kind.name not in FIRST_KINDS)]
    kinds = {kind.name: kind for kind in all_kinds()}
    shown = [
        msg("{count} {kinds}", count=counts[name], kinds=kinds[name].many if counts[name] != 1 else kinds[name].one)
        for name in order
        if counts[name]
    ]
    return Items(tuple(shown)) if shown else Styled(msg("none yet"), "muted")


def _findings(findings: tuple[Finding, ...]) -> Cell:
    counted = Counter(finding.severity for finding in findings)
    if not findings:
        return Styled(msg("no finding"), "good")
    parts = (
        msgn("{count} error", "{count} errors", counted[Severity.ERROR]),
        msgn("{count} warning", "{count} warnings", counted[Severity.WARNING]),
        msgn("{count} info", "{count} infos", counted[Severity.INFO]),
    )
    return Styled(Items(parts), "bad" if counted[Severity.ERROR] else "warn")


def _count(overdue: list[Overdue]) -> Cell:
    if not overdue:
        return Styled(msg("nothing"), "good")
    return Styled(msgn("{count} thing", "{count} things", len(overdue)), "bad")


def _table(overdue: list[Overdue]) -> Table:
    rows = tuple(
        (item.title, item.whom, Styled(msgn("{count} day", "{count} days", item.days), "bad"))
        for item in overdue[:SHOWN]
    )
    return Table((msg("Overdue"), msg("Who"), msg("Late")), rows, "<<>")
