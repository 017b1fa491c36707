"""The parts of minutes: reports, opinions, decisions, the actions agreed and those carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce

from collab_cli.analyses.action_state import action_state
from collab_cli.analyses.due_history import due_history
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Label, Message, Param, msg, msgn
from collab_cli.model.action import Action
from collab_cli.model.field_types import Name
from collab_cli.model.meeting import ActionStub, Decision, DepartmentReport, Meeting, Opinion, ReportIssue
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Facts, Heading, Styled, Table, Text
from collab_cli.reports.people_names import PeopleNames
from collab_cli.reports.week_days import in_full, in_short

_DIGITS = "零一二三四五六七八九"
STATES: Mapping[str, Message] = {
    "open": msg("not begun"),
    "in_progress": msg("in progress"),
    "done": msg("done"),
    "cancelled": msg("cancelled"),
}
METHODS: Mapping[str, Message] = {
    "consent": msg("consent"),
    "consensus": msg("consensus"),
    "fist_to_five": msg("fist to five"),
    "majority": msg("majority"),
    "lazy": msg("silence as consent"),
    "sign_off": msg("signatures"),
}
_BRACKET = re.compile(r"\s*[(（]")
_OPEN = Styled(msg("to be settled"), "warn")


def report_blocks(world: World, names: PeopleNames, meeting: Record[Meeting]) -> Iterator[Block]:
    """Yield what each department reported; a report that says nothing is left out."""
    reports = [report for report in meeting.value.reports if _says(report)]
    if reports:
        yield Heading(msg("Reports of the departments"), 2)
    for report in reports:
        department = world.parties.name(report.department)
        by = names.person(report.by) if report.by is not None else None
        yield Heading(department if by is None else msg("{department} ({person})", department=department, person=by), 3)
        facts: list[tuple[Param, Cell]] = []
        if report.progress:
            facts.append((msg("Progress made"), report.progress.strip()))
        if report.issues is not None:
            facts.append((msg("Problems"), _issues(world, meeting, report.issues)))
        if report.next:
            facts.append((msg("Next steps"), report.next.strip()))
        if report.needs:
            facts.append((msg("Help needed"), report.needs.strip()))
        yield Facts(tuple(facts))


def opinion_blocks(world: World, names: PeopleNames, meeting: Record[Meeting]) -> Iterator[Block]:
    """Yield the opinions given and what became of them."""
    if meeting.value.opinions:
        yield Heading(msg("Opinions and suggestions"), 2)
        yield Table(
            (msg("Given by"), msg("Opinion"), msg("Outcome")),
            tuple(
                (
                    *_spoken(world, names, meeting.value, opinion),
                    Label(opinion.disposition, "disposition") if opinion.disposition is not None else "",
                )
                for opinion in meeting.value.opinions
            ),
        )


def decision_blocks(world: World, names: PeopleNames, meeting: Record[Meeting]) -> Iterator[Block]:
    """Yield the decisions, numbered, each with what belongs to it."""
    if meeting.value.decisions:
        yield Heading(msg("Decisions taken"), 2)
    for number, decision in enumerate(meeting.value.decisions, 1):
        yield Text(Styled(msg("{number}. {text}", number=ordinal(number), text=decision.text), "strong"))
        facts = tuple(_decision_facts(world, names, decision))
        if facts:
            yield Facts(facts)


def action_blocks(world: World, names: PeopleNames, meeting: Record[Meeting]) -> Iterator[Block]:
    """Yield the table of the actions agreed, as they were due on the day of the meeting."""
    if not meeting.value.actions:
        return
    rows: list[tuple[Cell, ...]] = []
    for number, entry in enumerate(meeting.value.actions, 1):
        stub = entry if isinstance(entry, ActionStub) else None
        action = None if isinstance(entry, ActionStub) else world.get(Action, entry)
        said = stub or (action.value if action is not None else None)
        if said is None:
            rows.append((number, str(entry), "", "", "", ""))
            continue
        due = action_state(action.value, meeting.value.date).due if action is not None else said.due
        rows.append(
            (
                number,
                said.title,
                names.person(said.owner) if said.owner is not None else _OPEN,
                Items(tuple(world.parties.name(party) for party in said.assist)),
                names.person(said.supervisor) if said.supervisor is not None else "",
                in_short(due, meeting.value.date.year) if due is not None else _OPEN,
            )
        )
    columns = (msg("No."), msg("Action item"), msg("Owner"), msg("Assist"), msg("Supervisor"), msg("Due"))
    yield Heading(msg("Actions agreed"), 2)
    yield _without_empty(columns, rows, ">")


def carried_blocks(world: World, names: PeopleNames, meeting: Record[Meeting]) -> Iterator[Block]:
    """Yield the table of the actions of earlier meetings, with where they stood on the day of this one."""
    if not meeting.value.carried_over:
        return
    day = meeting.value.date
    rows: list[tuple[Cell, ...]] = []
    for number, action_id in enumerate(meeting.value.carried_over, 1):
        action = world.get(Action, action_id)
        if action is None:
            rows.append((number, action_id, "", "", ""))
            continue
        state = action_state(action.value, day)
        owner = action.value.owner
        said: list[Param] = [msg("overdue") if state.is_overdue(day) else STATES[state.status]]
        changes = due_history(action, day).postponed
        if changes:
            said.append(msgn("put off {count} time", "put off {count} times", changes))
        tone = "bad" if state.is_overdue(day) else "good" if state.status == "done" else ""
        rows.append(
            (
                number,
                action.value.title,
                names.person(owner) if owner is not None else _OPEN,
                in_short(state.due, day.year) if state.due is not None else _OPEN,
                Styled(Items(tuple(said)), tone),  # type: ignore[arg-type]  # one of the tones above
            )
        )
    columns = (msg("No."), msg("Action item"), msg("Owner"), msg("Due"), msg("State on that day"))
    yield Heading(msg("Actions of earlier meetings"), 2)
    yield _without_empty(columns, rows, ">")


def ordinal(number: int) -> Bilingual:
    """Return a number as items of minutes are counted: 一、二 in Chinese, 1, 2 in English."""
    if number > 99:
        return Name(zh=str(number), en=str(number))
    tens, ones = divmod(number, 10)
    chinese = ("十" if tens == 1 else f"{_DIGITS[tens]}十") if tens else ""
    return Name(zh=chinese + (_DIGITS[ones] if ones or not tens else ""), en=str(number))


def _says(report: DepartmentReport) -> bool:
    return bool(report.progress or report.issues is not None or report.next or report.needs)


def _issues(world: World, meeting: Record[Meeting], issues: list[ReportIssue]) -> Param:
    if not issues:
        return msg("none")
    first, *more = (_issue(world, meeting, issue) for issue in issues)
    if not more:
        return first
    said = [msg("({number}) {text}", number=number, text=text) for number, text in enumerate((first, *more), 1)]
    return reduce(lambda rest, line: msg("{line}\n{rest}", line=line, rest=rest), reversed(said))


def _issue(world: World, meeting: Record[Meeting], issue: ReportIssue) -> Param:
    outcome = _outcome(world, meeting, issue)
    return (
        issue.text.strip() if outcome is None else msg("{text} ({outcome})", text=issue.text.strip(), outcome=outcome)
    )


def _outcome(world: World, meeting: Record[Meeting], issue: ReportIssue) -> Param | None:
    """Return what became of a problem: the decision by its number, the record by its title."""
    if issue.disposition is None:
        return None
    own = [decision.id for decision in meeting.value.decisions]
    if issue.ref in own:
        return msg("see decision {number}", number=ordinal(own.index(str(issue.ref)) + 1))
    word = Label(issue.disposition, "reportissue.disposition")
    if issue.ref is None:
        return word
    return msg(
        "{disposition}: {record}", disposition=word, record=_named(world, issue.ref) if ":" in issue.ref else issue.ref
    )


def _spoken(world: World, names: PeopleNames, meeting: Meeting, opinion: Opinion) -> tuple[Param, Param]:
    """Return who gave an opinion and what was said; a guest stands before the text, with a colon."""
    if opinion.by is not None:
        return names.with_department(opinion.by), opinion.text
    if opinion.department is not None:
        return world.parties.name(opinion.department), opinion.text
    name, _, text = opinion.text.replace("：", ":", 1).partition(":")
    guest = next((one for one in meeting.guests if name.strip() in (one, _BRACKET.split(one)[0])), None)
    return (guest, text.strip()) if guest is not None and text.strip() else ("", opinion.text)


def _decision_facts(world: World, names: PeopleNames, decision: Decision) -> Iterator[tuple[Param, Cell]]:
    if decision.owner is not None:
        yield msg("Owner"), names.person(decision.owner)
    if decision.rationale:
        yield msg("Rationale"), decision.rationale.strip()
    if decision.method is not None:
        yield msg("How it was decided"), METHODS[decision.method]
    if decision.changes:
        yield msg("Changes"), Items(tuple(_named(world, ref) for ref in decision.changes))
    if decision.supersedes is not None:
        yield msg("Replaces"), _earlier(world, decision.supersedes)


def _named(world: World, ref: str) -> Param:
    """Return the record a reference names by its title, the reference where there is none."""
    record = world.workspace.find(ref.partition("/")[0])
    return record.name if record is not None else ref


def _earlier(world: World, ref: str) -> Param:
    """Return an earlier decision by its meeting, the day of it and its text."""
    meeting = world.get(Meeting, ref.removeprefix("meeting:").partition("/")[0])
    decisions = meeting.value.decisions if meeting is not None else ()
    text = next((one.text for one in decisions if one.id == ref.rpartition("/")[2]), None)
    if meeting is None or text is None:
        return ref
    return msg("{meeting}, {day}: {text}", meeting=meeting.name, day=in_full(meeting.value.date), text=text)


def _without_empty(columns: tuple[Param, ...], rows: list[tuple[Cell, ...]], align: str) -> Table:
    """Return a table without the columns in which no row says anything."""
    kept = [at for at in range(len(columns)) if any(row[at] not in ("", Items(())) for row in rows)]
    return Table(tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows), align)
