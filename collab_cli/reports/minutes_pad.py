"""Minutes as a form in Markdown, to be filled in by hand and read back: headings, boxes to tick, tables with room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from collab_cli.analyses.action_state import action_state
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_standing import leaders
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.action import Action
from collab_cli.model.department import Department
from collab_cli.model.meeting import ActionStub, DepartmentReport, Meeting
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.series import Series
from collab_cli.reports.minutes import MODES
from collab_cli.reports.minutes_parts import METHODS, STATES

_ROOM = 3
"""Empty rows at the end of a table."""
_SIGNS = re.compile(r"([\\`*_\[\]<>|&#~])")
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"\r\n?|\n")

Say = Callable[[Message], str]


def minutes_pad(world: World, meeting: Record[Meeting], say: Say) -> str:
    """Return the form of a draft: what it holds is filled in, what people say in the meeting has its place."""
    return _BLANK_LINES.sub("\n\n", "\n".join(_Pad(world, meeting, say).lines())).strip("\n") + "\n"


class _Pad:
    """Writes the lines of a form, in the words of ``say``."""

    def __init__(self, world: World, meeting: Record[Meeting], say: Say) -> None:
        self.world = world
        self.meeting = meeting
        self.value = meeting.value
        self._say = say
        self._people = People(world)

    def lines(self) -> Iterator[str]:
        yield f"# {self._text(msg('Minutes: {title}', title=self.meeting.name))}"
        yield ""
        yield f"> {self._say(_ABOUT)}"
        yield ""
        yield from self._header()
        yield from self._attendance()
        yield from self._list(msg("Agenda"), self.value.agenda)
        yield from self._carried()
        yield from self._reports()
        yield from self._opinions()
        yield from self._decisions()
        yield from self._actions()
        yield from self._heading(msg("Next meeting"))
        yield str(self.value.next_meeting or "")
        yield from self._heading(msg("Notes"))
        yield self._written(self.value.notes)

    def _header(self) -> Iterator[str]:
        value, chair_secretary = self.value, leaders(self.world, self.meeting)
        series = self.world.get(Series, value.series)
        chair, secretary = chair_secretary
        times = "–".join(str(one) for one in (value.start, value.end) if one is not None)
        pairs: tuple[tuple[Message, str], ...] = (
            (msg("Series"), f"{self._text(series.name)} ({series.id})" if series is not None else ""),
            (msg("Number"), self._written(value.number)),
            (msg("Date"), value.date.isoformat()),
            (msg("When"), times),
            (msg("Place"), self._written(value.place)),
            (msg("Mode"), self._say(MODES[value.mode])),
            (msg("Chair"), self._person(chair)),
            (msg("Secretary"), self._person(secretary)),
            (msg("Previous minutes"), self._approval()),
        )
        for label, text in pairs:
            if text or label not in (msg("Series"), msg("Previous minutes")):
                yield f"- {self._say(msg('{label}: {value}', label=label, value=text))}".rstrip()

    def _approval(self) -> str:
        if self.value.previous_approved is None:
            return ""
        said = msg("approved at this meeting") if self.value.previous_approved else msg("not approved")
        return self._say(said)

    def _attendance(self) -> Iterator[str]:
        value = self.value
        yield from self._heading(msg("Present"))
        away = {one.person for one in value.regrets}
        expected = [one for one in self._expected() if one not in value.present and one not in away]
        for person in (*value.present, *expected):
            yield f"- [{'x' if person in value.present else ' '}] {self._person(person)}"
        yield from self._list(msg("Guests"), value.guests)
        yield from self._table(
            msg("Apologies"),
            (msg("Person"), msg("Came instead")),
            [(self._person(one.person), self._person(one.delegate)) for one in value.regrets],
            room=2,
        )

    def _expected(self) -> Iterator[str]:
        """Yield those who are to come, each once: chair, secretary, whoever speaks for a department."""
        chair, secretary = leaders(self.world, self.meeting)
        speakers = [report.by for report in self.value.reports]
        series = self.world.get(Series, self.value.series)
        departments = [self.world.get(Department, one) for one in (series.value.required if series is not None else ())]
        told = {report.department for report in self.value.reports if report.by is not None}
        heads = [one.value.head for one in departments if one is not None and one.id not in told]
        yield from dict.fromkeys(one for one in (chair, secretary, *speakers, *heads) if one is not None)

    def _carried(self) -> Iterator[str]:
        rows = []
        for number, action_id in enumerate(self.value.carried_over, 1):
            action = self.world.get(Action, action_id)
            if action is None:
                rows.append((str(number), action_id, "", "", ""))
                continue
            state = action_state(action.value, self.value.date)
            word = self._say(STATES[state.status])
            rows.append(
                (str(number), self._action(action), self._person(action.value.owner), str(state.due or ""), word)
            )
        columns = (msg("No."), msg("Action item"), msg("Owner"), msg("Due"), msg("State"))
        if rows:
            yield from self._table(msg("Actions of earlier meetings"), columns, rows, room=0)

    def _action(self, action: Record[Action]) -> str:
        """Return the title of an action, with its id where another one is called so."""
        title = self._text(action.name)
        return f"{title} ({action.id})" if self._titles[title] > 1 else title

    @cached_property
    def _titles(self) -> Counter[str]:
        """Return how many actions there are of each title."""
        return Counter(self._text(one.name) for one in self.world.workspace.all(Action))

    def _reports(self) -> Iterator[str]:
        series = self.world.get(Series, self.value.series)
        told = {report.department for report in self.value.reports}
        required = () if series is None else (one for one in series.value.required if one not in told)
        reports = (*self.value.reports, *(DepartmentReport(department=one) for one in required))
        if reports:
            yield from self._heading(msg("Reports of the departments"))
        for report in reports:
            name = self._department(report.department)
            heading = msg("{department} ({person})", department=name, person=self._person(report.by))
            yield from self._heading(name if report.by is None else heading, 3)
            issues = None if report.issues is None else [self._written(one.text) for one in report.issues]
            none = [self._say(msg("none"))] if issues == [] else issues or []
            yield from self._part(msg("Achieved"), [self._written(report.progress)])
            yield from self._part(msg("Problems"), none)
            yield from self._part(msg("Next steps"), [self._written(report.next)])
            yield from self._part(msg("Help needed"), [self._written(report.needs)])

    def _part(self, label: Message, texts: Sequence[str]) -> Iterator[str]:
        first = texts[0] if len(texts) == 1 else ""
        yield f"- {self._say(msg('{label}: {value}', label=label, value=first))}".rstrip()
        if len(texts) > 1:
            yield from (f"  - {text}" for text in texts)

    def _opinions(self) -> Iterator[str]:
        rows = []
        for one in self.value.opinions:
            whose = self._person(one.by) if one.by is not None else self._department(one.department)
            rows.append((whose, self._written(one.text)))
        yield from self._table(msg("Opinions and suggestions"), (msg("Given by"), msg("Opinion")), rows, room=2)

    def _decisions(self) -> Iterator[str]:
        rows = []
        for number, one in enumerate(self.value.decisions, 1):
            method = self._say(METHODS[one.method]) if one.method is not None else ""
            rows.append(
                (str(number), self._written(one.text), self._written(one.rationale), method, self._person(one.owner))
            )
        columns = (msg("No."), msg("Decision"), msg("Rationale"), msg("How it was decided"), msg("Owner"))
        yield from self._table(msg("Decisions taken"), columns, rows)

    def _actions(self) -> Iterator[str]:
        rows = []
        for entry in self.value.actions:
            action = None if isinstance(entry, ActionStub) else self.world.get(Action, entry)
            said = entry if isinstance(entry, ActionStub) else action.value if action is not None else None
            if said is None:
                rows.append((str(entry), "", "", "", ""))
                continue
            title = self._action(action) if action is not None else self._text(msg("{title}", title=said.title))
            parties = [self._party(one) for one in said.assist]
            rows.append(
                (
                    title,
                    self._person(said.owner),
                    ", ".join(parties),
                    self._person(said.supervisor),
                    str(said.due or ""),
                )
            )
        columns = (msg("Action item"), msg("Owner"), msg("Assist"), msg("Supervisor"), msg("Due"))
        yield from self._table(msg("Actions agreed"), columns, rows, room=5)

    def _heading(self, text: Message | str, level: int = 2) -> Iterator[str]:
        yield ""
        yield f"{'#' * level} {text if isinstance(text, str) else self._say(text)}"
        yield ""

    def _list(self, heading: Message, texts: Sequence[str]) -> Iterator[str]:
        yield from self._heading(heading)
        yield from (f"- {self._written(text)}" for text in texts)
        yield "-"

    def _table(
        self, heading: Message, columns: Sequence[Message], rows: Sequence[Sequence[str]], room: int = _ROOM
    ) -> Iterator[str]:
        yield from self._heading(heading)
        yield f"| {' | '.join(map(self._say, columns))} |"
        yield f"| {' | '.join('---' for _ in columns)} |"
        for row in (*rows, *((("",) * len(columns),) * room)):
            yield f"| {' | '.join(row)} |"

    def _text(self, value: Param) -> str:
        return self._written(self._say(msg("{name}", name=value)))

    def _written(self, text: str | None) -> str:
        """Return a text in one line, its signs shown as they are."""
        return "<br>".join(_SIGNS.sub(r"\\\1", line) for line in _LINE_ENDS.split((text or "").strip()))

    def _person(self, person_id: str | None) -> str:
        """Return the name of a person, with the id where the name alone means another or several."""
        person = self.world.get(Person, person_id)
        if person is None or person_id is None:
            return person_id or ""
        meant = self._people.meant(self._say(msg("{name}", name=person.name)))
        name = self._text(person.name)
        return name if meant.person == person_id and meant.why is None else f"{name} ({person_id})"

    def _department(self, department_id: str | None) -> str:
        department = self.world.get(Department, department_id)
        if department is None:
            return department_id or ""
        name = self._text(department.name)
        known = self._people.department(self._say(msg("{name}", name=department.name)))
        return name if known == department_id else f"{name} ({department_id})"

    def _party(self, party: str) -> str:
        return self._person(party.removeprefix("person:")) if party.startswith("person:") else self._department(party)


_ABOUT = msg(
    "Tick who is here with an x, fill in what is said, leave empty what is not. Then: collab meeting save FILE"
)
