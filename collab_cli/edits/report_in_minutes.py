"""A department's report in the minutes of a meeting: written once, completed when more is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.meeting_figures import required_at
from collab_cli.documents.writer import Value
from collab_cli.edits.part_list import PartList, part_list
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.problem_outcome import SaidOutcome, outcome_fields, problem_meant, write_outcome
from collab_cli.edits.states import check_not_closed
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.fields import field_word, fields_of
from collab_cli.model.meeting import KIND, DepartmentReport, Meeting
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.record import Record
from collab_cli.model.series import Series


@dataclass(frozen=True, slots=True)
class SaidReport:
    """What was said of a report, as typed: whose it is, in which meeting, by whom, and what it says.

    ``issues`` are problems, None where nothing was said of them, empty where there are none; ``outcome`` is what became
    of the only one, which may be there already.
    """

    department: str
    meeting: str | None = None
    by: str | None = None
    texts: tuple[tuple[str, str], ...] = ()
    issues: tuple[str, ...] | None = None
    outcome: SaidOutcome | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is reported."""
        return not self.texts and self.issues is None


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Where a report goes: the meeting, the department, and the place of its report there, None for a new one."""

    meeting: Record[Meeting]
    department: str
    index: int | None
    parts: PartList

    @property
    def has_issues(self) -> bool:
        """Return whether the report as it is says anything of problems."""
        reports = self.meeting.value.reports
        return self.index is not None and self.index < len(reports) and bool(reports[self.index].issues)


def report_place(plan: Plan, said: SaidReport) -> ReportPlace:
    """Return where a report goes; raise CollabError where no meeting is open for it, or the minutes are closed."""
    department = plan.names.id_of(DEPARTMENT, said.department)
    meeting = _meeting(plan, said.meeting, department)
    check_not_closed(meeting, "reports")
    parts = part_list(meeting, "reports")
    found = [
        at
        for at, entry in enumerate(parts.entries(plan))
        if isinstance(entry, dict) and entry.get("department") == department
    ]
    return ReportPlace(meeting, department, found[0] if found else None, parts)


def plan_report(plan: Plan, said: SaidReport, acting: str | None = None) -> Planned:
    """Return the change that writes a report, or completes the one there is; raise CollabError for what is unfit.

    A text said takes the place of the one before; problems are added. ``acting`` is the person at the keyboard, who
    reports if the department is theirs; else it is whoever speaks for it and is there.
    """
    place = report_place(plan, said)
    _check_outcome(said)
    if said.is_empty:
        raise CollabError(
            msg("nothing is reported"),
            msg("say it with {options}", options=("--progress", "--issue", "--next", "--needs")),
        )
    for name, text in said.texts:
        if not text.strip():
            raise CollabError(msg("{option} is empty", option=f"--{name}"), msg("leave it out, or write something"))
    by = _speaker(plan, place, said.by, acting)
    whose = plan.world.parties.name(place.department)
    if place.index is None:
        plan.changes.insert(
            place.meeting.path, place.parts.route, _entry(plan, place, said, by), None, order=place.parts.order
        )
        sentence = msg("added the report of {department} to {meeting}", department=whose, meeting=place.meeting.titled)
    else:
        problem = _complete(plan, place, place.index, said, by)
        sentence = msg(
            "completed the report of {department} in {meeting}", department=whose, meeting=place.meeting.titled
        )
        if problem is not None and said.by is None and not said.texts:
            sentence = msg(
                "noted in {meeting} what became of a problem of {department}: {problem}",
                meeting=place.meeting.titled,
                department=whose,
                problem=problem,
            )
    return plan.finish(sentence, *_not_taken_up(said), *_missing(plan, place))


def _not_taken_up(said: SaidReport) -> tuple[Message, ...]:
    """Return what is still to be said of a problem that something takes up, or is to."""
    if said.outcome is None or said.outcome.ref is not None or said.outcome.disposition == "parked":
        return ()
    return (msg("{option} says what takes it up", option="--ref"),)


def _check_outcome(said: SaidReport) -> None:
    """Raise CollabError where it is not said of one problem what became of it."""
    if said.outcome is not None and len(said.issues or ()) != 1:
        option = "--ref" if said.outcome.disposition is None else "--disposition"
        raise CollabError(
            msg("{option} is for one problem", option=option),
            msg("name it with one --issue: by its text, a word of it, or its number"),
        )
    for text in said.issues or ():
        if not text.strip():
            raise CollabError(msg("{option} is empty", option="--issue"), msg("leave it out, or write something"))


def _entry(plan: Plan, place: ReportPlace, said: SaidReport, by: str | None) -> dict[str, Value]:
    found: dict[str, Any] = {
        "department": place.department,
        "by": by,
        **{name: text.strip() for name, text in said.texts},
    }
    if said.issues is not None:
        found["issues"] = [_problem(plan, place, said, text) for text in said.issues]
    order = [info.name for info in fields_of(DepartmentReport)]
    return {name: found[name] for name in order if found.get(name) is not None}


def _problem(plan: Plan, place: ReportPlace, said: SaidReport, text: str) -> dict[str, Value]:
    """Return a new problem, with what became of it where that is said."""
    entry: dict[str, Value] = {"text": text.strip()}
    return entry | outcome_fields(plan, place.meeting, said.outcome, {}) if said.outcome is not None else entry


def _complete(plan: Plan, place: ReportPlace, index: int, said: SaidReport, by: str | None) -> str | None:
    """Plan what completes a report; return the problem that was there already and of which is said what became."""
    path, route = place.meeting.path, (*place.parts.route, index)
    order = tuple(info.name for info in fields_of(DepartmentReport))
    here = plan.changes.plain(path, route)
    if by is not None and (said.by is not None or not here.get("by")):
        plan.changes.set(path, (*route, "by"), by, order)
    for name, text in said.texts:
        plan.changes.set(path, (*route, name), text.strip(), order)
    if said.issues is None:
        return None
    known = here.get("issues") or []
    if not said.issues and known:
        raise CollabError(
            msg("the report names problems already"),
            msg(
                "remove them first with {command}",
                command=f"collab meeting department-report set {place.meeting.id} {place.department} 'issues=[]'",
            ),
        )
    meant = problem_meant(known, said.issues[0]) if said.outcome is not None else None
    if meant is not None and said.outcome is not None:
        outcome = outcome_fields(plan, place.meeting, said.outcome, known[meant])
        write_outcome(plan, path, (*route, "issues", meant), outcome)
        return str(known[meant].get("text"))
    texts = {entry.get("text") for entry in known if isinstance(entry, dict)}
    new: list[Value] = [_problem(plan, place, said, text) for text in said.issues if text.strip() not in texts]
    if not known:
        plan.changes.set(path, (*route, "issues"), new, order)
        return None
    for entry in new:
        plan.changes.insert(path, (*route, "issues"), entry)
    return None


def _speaker(plan: Plan, place: ReportPlace, said: str | None, acting: str | None) -> str | None:
    """Return who reports: the person named, the one at the keyboard, else a speaker of the department who is there."""
    if said is not None:
        return plan.names.id_of(PERSON, said)
    parties, day = plan.world.parties, place.meeting.value.date
    speakers = parties.speakers(place.department, day)
    if acting is not None and (acting in speakers or parties.counts_for(f"person:{acting}", place.department)):
        return acting
    return next((person for person in speakers if person in place.meeting.value.present), None)


def _missing(plan: Plan, place: ReportPlace) -> tuple[Message, ...]:
    """Return what the report still lacks, and which departments have none yet."""
    entries = [entry for entry in place.parts.entries(plan) if isinstance(entry, dict)]
    own = next(entry for entry in entries if entry.get("department") == place.department)
    lacks = tuple(
        field_word(DepartmentReport, name)
        for name, is_there in (("progress", bool(own.get("progress"))), ("issues", own.get("issues") is not None))
        if not is_there
    )
    notes = []
    if lacks:
        notes.append(msg("the report still has no {fields}", fields=lacks))
    said = {entry.get("department") for entry in entries if entry.get("progress") or entry.get("issues") is not None}
    waiting = [one for one in required_at(plan.world, place.meeting) if one not in said and one != place.department]
    if waiting:
        names = tuple(plan.world.parties.name(one) for one in waiting)
        notes.append(
            msgn(
                "{count} department has not reported yet: {departments}",
                "{count} departments have not reported yet: {departments}",
                len(waiting),
                departments=names,
            )
        )
    return tuple(notes)


def _meeting(plan: Plan, said: str | None, department: str) -> Record[Meeting]:
    """Return the meeting named, else the open draft of a series that needs the department."""
    world = plan.world
    if said is not None:
        found: Record[Meeting] = world.workspace.records[KIND.name][plan.names.id_of(KIND, said)]
        return found
    drafts = [one for one in world.workspace.all(Meeting) if one.value.status == "draft"]
    asked = [one for one in drafts if _needs(world, one, department)]
    return _nearest(plan, asked, department)


def _nearest(plan: Plan, drafts: list[Record[Meeting]], department: str) -> Record[Meeting]:
    """Return the next draft from today on, else the latest before; raise CollabError for none or several."""
    name = plan.world.parties.name(department)
    days = sorted({one.value.date for one in drafts})
    if not days:
        raise CollabError(
            msg("no draft of a meeting waits for a report of {department}", department=name),
            msg(
                "name the meeting with {option}, or make its draft with {command}",
                option="--meeting",
                command="collab meeting add --series SERIES",
            ),
        )
    day = next((day for day in days if day >= plan.day), days[-1])
    found, *others = [one for one in drafts if one.value.date == day]
    if others:
        raise CollabError(
            msg("several meetings wait for a report of {department}", department=name),
            msg(
                "name one with {option}: {meetings}",
                option="--meeting",
                meetings=tuple(one.id for one in (found, *others)),
            ),
        )
    return found


def _needs(world: World, meeting: Record[Meeting], department: str) -> bool:
    if world.get(Series, meeting.value.series) is not None:
        return department in required_at(world, meeting)
    return any(report.department == department for report in meeting.value.reports)
