"""Who answers for a matter: the people behind the letters, the charter it stands on, what is open, or the gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from collab_cli.analyses.matters_meant import Certainty, Matter
from collab_cli.analyses.stand_ins import Answering
from collab_cli.analyses.who_answers import AnsweredRow, WhoAnswers
from collab_cli.graph.letters import letter_names
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.charter import Charter
from collab_cli.model.person import Person
from collab_cli.model.project import Project
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import Scope
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Table, Text, Tree
from collab_cli.reports.party_names import unlike
from collab_cli.reports.unread_said import files_said

SCHEMA = "collab/who/v1"
SHOWN = 10
"""How many matters, duties or goals the page lists; the record has all."""

_LONGEST = 60
"""How many characters of the text asked for the page repeats."""

_KINDS: Mapping[str, Message] = {
    "activity": msg("activity"),
    "duty": msg("duty"),
    "step": msg("process step"),
    "process": msg("process"),
    "goal": msg("goal"),
    "role": msg("role"),
    "department": msg("department"),
    "person": msg("person"),
}


def build(world: World, text: str, answers: tuple[WhoAnswers, ...], certainty: Certainty = "sure") -> Report:
    """Return the answers about each matter ``text`` can mean, one of them or several; a gap is an answer too."""
    said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if len(answers) == 1:
        page = tuple(_one(world, said, answers[0], certainty))
    else:
        page = tuple(_several(world, said, answers, certainty))
    record: dict[str, Any] = {
        "text": text,
        "as_of": world.as_of,
        "certainty": certainty if any(one.matter is not None for one in answers) else None,
        "gap": answers[0].gap if len(answers) == 1 else None,
        "matters": [_matter_record(world, one.matter, one) for one in answers if one.matter is not None],
    }
    if len(answers) == 1:
        record["unread"] = list(answers[0].unread)
        record["meanwhile"] = _answering_record(world, answers[0].meanwhile)
        record["nearest"] = [_near_record(one) for one in answers[0].nearest]
    return Report(SCHEMA, page, record)


def _one(world: World, text: str, answer: WhoAnswers, certainty: Certainty) -> Iterable[Block]:
    matter = answer.matter
    if matter is None:
        yield Heading(text)
    else:
        yield Heading(matter.titled)
        if certainty == "guess":
            yield Text(Styled(msg("{text} is written nowhere; this comes nearest to it", text=text), "warn"))
    sentences = tuple(Branch((sentence,)) for sentence in _sentences(world, answer))
    if sentences:
        yield Tree(sentences)
    for row in answer.rows:
        if len(answer.rows) > 1:
            yield Heading(_scope(row.row.first) or row.row.first.id, 2)
        yield Facts(tuple(_row_facts(world, row, tell_scope=len(answer.rows) == 1)))
    if matter is not None:
        facts = [*_party_facts(world, answer), *_open_facts(answer), *_draft_facts(world, matter.drafts)]
        if facts:
            yield Facts(tuple(facts))
    yield from _held(world, answer)
    if answer.nearest:
        yield Heading(msg("The nearest duties"), 2)
        columns = (msg("Duty"), msg("Accountable"), msg("Ask"))
        yield Table(columns, tuple(_near(world, one) for one in answer.nearest), "<<<")
    elif (answer.is_gap or answer.unread) and matter is None:
        yield Text(
            Styled(msg("no duty comes near; {command} shows them all", command="collab charter matrix"), "muted")
        )


def _sentences(world: World, answer: WhoAnswers) -> Iterable[Cell]:
    """Yield what matters most, a sentence each: who is to be asked, that nobody answers, or that several do."""
    if answer.unread:
        yield Styled(msg("not known: {unread}", unread=files_said(answer.unread)), "warn")
        yield _meanwhile(world, answer.meanwhile)
        return
    if answer.is_gap:
        nobody = msg("nothing here says who answers for it") if answer.matter is None else msg("nobody answers for it")
        yield Styled(msg("GAP: {what}", what=nobody), "bad")
        yield _meanwhile(world, answer.meanwhile)
        if answer.matter is not None and answer.matter.is_row:
            yield Styled(msg("{command} shows how to fill it", command="collab charter gaps"), "muted")
        return
    for row in answer.rows:
        if len(row.accountable) > 1:
            people = tuple(_asked(world, one) for one in row.accountable)
            yield Styled(msg("OVERLAP: {people} are each accountable for it", people=people), "bad")
            yield Styled(msg("{command} shows the ways out", command="collab charter overlaps"), "muted")
    accountable = [row.accountable[0] for row in answer.rows if len(row.accountable) == 1]
    if len(answer.rows) == len(accountable) == 1:
        yield Styled(_answers(world, accountable[0]), "warn" if accountable[0].lack else "good")


def _answers(world: World, one: Answering) -> Message:
    """Return the sentence that names who is to be asked now."""
    if one.now is None:
        return msg("nobody can be asked now: {why}", why=_said(world, one))
    now = _person(world, one.now)
    if one.person is None:
        return msg("{deputy} answers for it as deputy: {party} has no head", deputy=now, party=_party(world, one))
    if one.until is not None:
        return msg(
            "{deputy} answers for it now, standing in for {person} until {day}",
            deputy=now,
            person=_person(world, one.person),
            day=one.until,
        )
    return msg("{person} answers for it", person=now)


def _meanwhile(world: World, head: Answering | None) -> Cell:
    if head is None:
        text = msg("nobody answers meanwhile: {file} names no head of the company", file="collab.yaml")
        return Styled(msg("{text}; give it one as {field}", text=text, field="company.head"), "warn")
    if head.now is None and head.person is None:
        return Styled(msg("nobody answers meanwhile: the head of the company has left"), "warn")
    return msg("meanwhile the head of the company answers: {head}", head=_said(world, head))


def _row_facts(world: World, row: AnsweredRow, *, tell_scope: bool) -> Iterable[tuple[Param, Cell]]:
    for letter, parties in row.by_letter.items():
        name = letter_names(world.settings, letter)[0]
        said = tuple(_said(world, one) for one in parties)
        yield (
            msg("{letter} {meaning}", letter=letter, meaning=name),
            Styled(Items(said), "strong" if letter == "A" else ""),
        )
    scope = _scope(row.row.first)
    if tell_scope and scope is not None:
        yield msg("Scope"), scope
    for written in row.row.rows:
        yield msg("Stands on"), _stands_on(written)


def _stands_on(row: Row) -> Message:
    where = _place(row)
    if isinstance(row.owner.value, Charter):
        version = row.owner.value.version
        return msg("{charter}, version {version}, {place}", charter=row.owner.name, version=version, place=where)
    return msg("{record}, {place}", record=row.owner.name, place=where)


def _place(row: Row) -> str:
    place = row.first_place
    return f"{place.path}:{place.line}"


def _scope(row: Row) -> Param | None:
    """Return how far a row reaches, on one line."""
    scope = row.row.scope
    if not isinstance(scope, Scope):
        return " ".join(scope.split()) if scope else None
    parts: list[Param] = [" ".join(scope.text.split())] if scope.text else []
    if scope.areas:
        parts.append(msg("areas: {areas}", areas=Items(tuple(scope.areas))))
    if scope.excludes:
        parts.append(msg("without {rows}", rows=Items(tuple(scope.excludes))))
    said: Param | None = None
    for part in parts:
        said = part if said is None else msg("{scope}; {more}", scope=said, more=part)
    return said


def _party_facts(world: World, answer: WhoAnswers) -> Iterable[tuple[Param, Cell]]:
    labels = {"goal": msg("Owner"), "role": msg("Held by"), "department": msg("Head"), "person": msg("Answers now")}
    labels["process"] = labels["goal"]
    assert answer.matter is not None
    for one in answer.owners:
        if answer.matter.kind == "person" and one.now == one.person and one.department is not None:
            yield msg("Department"), world.parties.name(one.department)
        else:
            yield labels[answer.matter.kind], Styled(_said(world, one, bare=True), "strong")
    if answer.departments:
        yield msg("Department"), _said(world, answer.departments[0])
    if answer.departments[1:]:
        yield msg("Shared with"), Items(tuple(_said(world, one) for one in answer.departments[1:]))


def _open_facts(answer: WhoAnswers) -> Iterable[tuple[Param, Cell]]:
    for issue in answer.issues:
        yield msg("Open issue"), _with_status(issue)
    for action in answer.actions:
        yield msg("Open action"), _with_status(action)


def _with_status(record: Record[Any]) -> Message:
    return msg("{record}, {status}", record=record.titled, status=Message(record.value.status))


def _draft_facts(world: World, drafts: tuple[Row, ...]) -> Iterable[tuple[Param, Cell]]:
    for row in drafts:
        accountable = tuple(world.parties.name(party) for party, cell in row.letters.items() if "A" in cell)
        text = _stands_on(row)
        if accountable:
            text = msg("{text}: {parties} accountable", text=text, parties=accountable)
        yield msg("Not in force"), Styled(text, "muted")


def _held(world: World, answer: WhoAnswers) -> Iterable[Block]:
    """Yield what a party answers for: duties and goals."""
    matter = answer.matter
    if matter is None or matter.kind not in ("process", "department", "person", "role"):
        return
    if not answer.answers_for and not answer.goals:
        yield Text(Styled(msg("accountable for no duty in force"), "muted"))
        return
    if matter.kind == "process":
        steps = tuple((row.name, _accountable(world, row), _place(row.first)) for row in answer.answers_for)
        yield Table((msg("Step"), msg("Accountable"), msg("Written at")), steps, "<<<")
    elif answer.answers_for:
        rows = tuple((row.name, row.first.owner.name, _place(row.first)) for row in answer.answers_for[:SHOWN])
        yield Table((msg("Accountable for"), msg("Charter"), msg("Written at")), rows, "<<<")
        yield from _more(len(answer.answers_for))
    if answer.goals:
        goals = tuple((goal.titled, Styled(Message(goal.value.status), "accent")) for goal in answer.goals[:SHOWN])
        yield Table((msg("Goals"), msg("Status")), goals, "<<")
        yield from _more(len(answer.goals))


def _more(count: int) -> Iterable[Block]:
    if count > SHOWN:
        yield Text(Styled(msgn("and {count} more", "and {count} more", count - SHOWN), "muted"))


def _several(world: World, text: str, answers: tuple[WhoAnswers, ...], certainty: Certainty) -> Iterable[Block]:
    yield Heading(msgn("{text} can mean {count} matter", "{text} can mean {count} matters", len(answers), text=text))
    if certainty == "guess":
        yield Text(Styled(msg("{text} is written nowhere; this comes nearest to it", text=text), "warn"))
    rows = []
    for answer in answers[:SHOWN]:
        assert answer.matter is not None
        kind = _KINDS[answer.matter.kind]
        rows.append((_title(answer.matter), kind, _short(world, answer), answer.matter.ask))
    yield Table((msg("Matter"), msg("What it is"), msg("Who answers"), "collab who"), tuple(rows), "<<<<")
    yield from _more(len(answers))


def _short(world: World, answer: WhoAnswers) -> Cell:
    if answer.unread:
        return Styled(msg("not known"), "warn")
    if answer.is_gap:
        return Styled(msg("GAP"), "bad")
    people = [one for row in answer.rows for one in row.accountable] or list(answer.owners)
    asked = tuple(dict.fromkeys(_asked(world, one) for one in people))
    return Styled(Items(asked), "bad" if any(len(row.accountable) > 1 for row in answer.rows) else "")


def _near(world: World, matter: Matter) -> tuple[Cell, ...]:
    return _title(matter), _accountable(world, *matter.rows), f"collab who {matter.ask}"


def _accountable(world: World, *rows: MatrixRow) -> Param:
    """Return the parties accountable in rows."""
    parties = dict.fromkeys(party for row in rows for party in row.parties("A"))
    return Items(tuple(world.parties.name(one) for one in parties)) if parties else msg("nobody")


def _title(matter: Matter) -> Param:
    return matter.titled.title or matter.titled.id


def _asked(world: World, one: Answering) -> Param:
    """Return the person to be asked, else the party."""
    return _person(world, one.now) if one.now is not None else _party(world, one)


def _said(world: World, one: Answering, *, bare: bool = False) -> Param:
    """Return who answers for a party, with the party in brackets unless ``bare`` or it is the person."""
    now = _person(world, one.now) if one.now is not None else None
    person = _person(world, one.person) if one.person is not None else None
    said: Param
    if now is None and person is not None and one.until is not None:
        said = msg("{person}, away until {day}, nobody stands in", person=person, day=one.until)
    elif now is None and one.people:
        said = msg("{people}, who all hold it", people=tuple(_person(world, each) for each in one.people))
    elif now is None:
        said = msg("nobody")
    elif person is None:
        said = msg("{deputy}, the deputy", deputy=now)
    elif one.until is not None:
        said = msg("{deputy} for {person} until {day}", deputy=now, person=person, day=one.until)
    else:
        said = now
    if bare or (one.party.startswith("person:") and person is not None):
        return said
    return msg("{party}: {person}", party=_party(world, one), person=said)


def _party(world: World, one: Answering) -> Param:
    return world.parties.name(one.party)


def _person(world: World, person: str) -> Param:
    return world.once(_people).get(person, person)


def _people(world: World) -> Mapping[str, Param]:
    """Return the name of each person, with the id where two are called alike."""
    people = world.workspace.all(Person)
    names = unlike([(one.name, one.id) for one in people])
    return {one.id: name for one, name in zip(people, names, strict=True)}


def _matter_record(world: World, matter: Matter, answer: WhoAnswers) -> dict[str, Any]:
    return {
        "kind": matter.kind,
        "ref": matter.ref,
        "title": matter.titled.title,
        "ask": matter.ask,
        "gap": answer.gap,
        "unread": list(answer.unread),
        "overlap": any(len(row.accountable) > 1 for row in answer.rows),
        "rows": [_row_record(world, row) for row in answer.rows],
        "owners": [_answering_record(world, one) for one in answer.owners],
        "departments": [_answering_record(world, one) for one in answer.departments],
        "accountable_for": [_short_row(row) for row in answer.answers_for],
        "goals": [_with_title(one) for one in answer.goals],
        "issues": [_with_title(one) for one in answer.issues],
        "actions": [_with_title(one) for one in answer.actions],
        "not_in_force": [_written_record(row) for row in matter.drafts],
    }


def _row_record(world: World, row: AnsweredRow) -> dict[str, Any]:
    return {
        "key": row.row.key,
        "scope": _scope(row.row.first),
        "letters": {
            letter: [_answering_record(world, one) for one in found] for letter, found in row.by_letter.items()
        },
        "stands_on": [_written_record(one) for one in row.row.rows],
    }


def _written_record(row: Row) -> dict[str, Any]:
    value: Charter | Project = row.owner.value
    place = row.first_place
    return {
        "ref": row.ref,
        "charter": row.owner.id,
        "title": row.owner.name,
        "version": value.version if isinstance(value, Charter) else None,
        "status": value.status,
        "path": place.path,
        "line": place.line,
    }


def _short_row(row: MatrixRow) -> dict[str, Any]:
    return {"key": row.key, "title": row.name, "refs": [one.ref for one in row.rows]}


def _with_title(record: Record[Any]) -> dict[str, Any]:
    return {"record": record.ref, "title": record.name, "status": record.value.status}


def _near_record(matter: Matter) -> dict[str, Any]:
    accountable = dict.fromkeys(party for row in matter.rows for party in row.parties("A"))
    return {"ref": matter.ref, "title": _title(matter), "accountable": list(accountable), "ask": matter.ask}


def _answering_record(world: World, one: Answering | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "party": one.party,
        "department": one.department,
        "person": one.person,
        "now": one.now,
        "name": world.name(Person, one.now) if one.now is not None else None,
        "until": one.until,
        "people": list(one.people),
        "lack": one.lack or None,
    }
