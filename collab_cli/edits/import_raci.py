"""Take over tables of responsibilities: their rows become duties of charters, with what these need beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from collab_cli.analyses.raci_tables.difference import Addition, Difference, LetterChange, RowChange, TakenParty
from collab_cli.analyses.raci_tables.read_table import ReadCell, ReadRow, ReadTable
from collab_cli.documents.writer import Value
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.approval_notes import approval_notes
from collab_cli.edits.charter_log import log_charter_change
from collab_cli.edits.imported_rows import Found, KnownRows, TableView, refused_merged, set_letters
from collab_cli.edits.kept_letters import KeptLetters
from collab_cli.edits.new_activities import NewActivities
from collab_cli.edits.new_id import gives_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.row_notes import row_notes
from collab_cli.edits.states import check_not_closed
from collab_cli.edits.table_parties import Ask, check_given, refuse_twice, taken_parties
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.letters import LETTER_ORDER, responsible_letter
from collab_cli.graph.matrix import Row
from collab_cli.i18n import language
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.charter import KIND as CHARTER
from collab_cli.model.charter import Charter
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.department import Department
from collab_cli.model.fields import fields_of
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.slug import free_id, slug_of

_FIELDS = tuple(info.name for info in fields_of(Charter))
_ROW_FIELDS = tuple(info.name for info in fields_of(ResponsibilityRow))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of an import beside the file.

    ``parties`` are names of the table and whom they mean, ``charter`` the charter all rows go into, ``create`` lets
    new departments be made, ``activities`` enters new duties into the catalogue.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    charter: str | None = None
    create: bool = False
    activities: bool = True


def plan_import(
    plan: Plan, tables: Sequence[ReadTable], wanted: Wanted, source: str, ask: Ask
) -> tuple[Difference, Planned]:
    """Return what taking over ``tables`` of the file ``source`` changes, and the change.

    A row goes into the charter of the department that holds its A, without an A of its only R. A row in force is given
    the letters of the table, for the parties the table has. Raises CollabError, naming the cell, where that is not
    certain.
    """
    work = _Import(plan, wanted)
    check_given(wanted.parties, tuple(party for table in tables for party in table.parties))
    for table in tables:
        work.take(table, ask)
    return work.finish(source)


class _Import:
    """An import on its way."""

    def __init__(self, plan: Plan, wanted: Wanted) -> None:
        self.plan = plan
        self.wanted = wanted
        self.known = KnownRows(plan.world)
        self.activities = NewActivities(plan)
        self.parties: dict[str, TakenParty] = {}
        self.additions: list[Addition] = []
        self.changes: list[RowChange] = []
        self.notes: list[tuple[str, Message]] = []
        self.new_rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
        self.new_ids: dict[str, set[str]] = {}
        self.new_departments: dict[str, str] = {}
        self.letters: dict[str, list[list[tuple[Route, Value | None]]]] = defaultdict(list)
        self.edited: dict[str, Record[Charter]] = {}
        self.met: dict[str, ReadRow] = {}
        self.named: set[str] = set()
        self.same = 0
        self.target = self._target()

    def take(self, table: ReadTable, ask: Ask) -> None:
        """Plan what one table says."""
        before = {record.id for record in self.plan.world.workspace.all(DEPARTMENT.struct)}
        fresh = tuple(party for party in table.parties if party.text not in self.parties)
        for party in taken_parties(self.plan, fresh, self.wanted.parties, ask, create=self.wanted.create):
            self.parties[party.text] = party
            if party.party is not None and ":" not in party.party and party.party not in before:
                if party.party not in self.new_departments:
                    self.additions.append(Addition("department", party.party, party.text))
                self.new_departments[party.party] = party.text
        taken = [self.parties[each.text] for each in table.parties]
        if table.layout != "names":  # there the same party may be called by several names
            refuse_twice(taken)
        columns = tuple(dict.fromkeys(each.party for each in taken if each.party is not None))
        rows = [(row, self._letters(row), self.known.find(row, self.target)) for row in table.rows]
        pairs = [
            (found.letters, {party: cell.letters for party, cell in letters.items()})
            for _, letters, found in rows
            if found is not None
        ]
        view = TableView(self.plan.world, columns, pairs)
        kept = KeptLetters(table, "A" + responsible_letter(self.plan.world.settings))
        warn = self.plan.world.threshold("overlap-warn")
        for row, letters, found in rows:
            self._row(row, letters, found)
            if found is not None or letters:
                self.notes += [(row.address, told) for told in row_notes(self.known, row, found, warn)]
            if found is not None:
                self._change(row, found, letters, columns, view, kept)
        self.notes += kept.told(self.plan.world)

    def finish(self, source: str) -> tuple[Difference, Planned]:
        """Return what is different and the change, proved."""
        plan = self.plan
        self.activities.write()
        self.additions += self.activities.added
        for path, rows in self.letters.items():
            for fields in zip_longest(*rows):
                plan.changes.set_apart(path, [each for each in fields if each is not None])
        for charter_id, duties in self.new_rows.items():
            self._write_rows(charter_id, duties)
        locale = language(plan.world.settings.locale)
        for charter in self.edited.values():
            if charter.value.status == "effective":
                log_charter_change(plan, charter, locale.say(msg("taken over from {file}", file=source)))
        new = sum(change.is_new for change in self.changes)
        changed = len(self.changes) - new
        sentence = msg(
            "took over {file}: {new}, {changed}",
            file=source,
            new=msgn("{count} new duty", "{count} new duties", new),
            changed=msgn("{count} changed", "{count} changed", changed),
        )
        planned = plan.finish(sentence)
        told = approval_notes(plan.world, planned.after, *self.edited.values(), drafts=False) if self.edited else ()
        made = tuple(each.id for each in self.additions if each.kind == CHARTER.name)
        if made:
            command = f"collab charter activate {made[0]}"
            drafts = msg("new charters are drafts; {command} lets one take effect", command=command)
            told = (*told, drafts)
        planned = Planned(planned.writes, planned.after, planned.sentence, (*planned.notes, *told), planned.before)
        others = self.known.in_force - len(self.named)
        difference = Difference(
            tuple(self.parties.values()),
            tuple(self.additions),
            tuple(self.changes),
            self.same,
            max(others, 0),
            tuple(self.notes),
        )
        return difference, planned

    def _target(self) -> Record[Charter] | None:
        if self.wanted.charter is None:
            return None
        found = self.plan.names.id_of(CHARTER, self.wanted.charter)
        record: Record[Charter] = self.plan.world.workspace.records[CHARTER.name][found]
        return record

    def _row(self, row: ReadRow, letters: Mapping[str, ReadCell], found: Found | None) -> None:
        if found is not None:
            self.named.add(found.key)
            self._meet(found.key, row)
        elif letters:
            self._add(row, letters)
        else:
            self.notes.append((row.address, msg("{title} has no letter and is left out", title=row.title)))

    def _meet(self, key: str, row: ReadRow) -> None:
        """Note that a row of the table is about a matter; raise CollabError for the second one that is."""
        if key in self.met:
            raise CollabError(
                msg(
                    "{cell}: {title} is the same duty as {other} in {place}",
                    cell=row.address,
                    title=row.title,
                    other=self.met[key].title,
                    place=self.met[key].address,
                ),
                msg("keep one of the two rows, or write into their titles how they differ"),
            )
        self.met[key] = row

    def _letters(self, row: ReadRow) -> dict[str, ReadCell]:
        """Return the cells of a row by party, those left out not among them; several cells of a party are united."""
        found: dict[str, ReadCell] = {}
        for cell in row.cells:
            party = self.parties[cell.party].party
            if party is None or not cell.letters:
                continue
            before = found.get(party)
            letters = "".join(sorted(set(cell.letters + (before.letters if before else "")), key=LETTER_ORDER.index))
            found[party] = ReadCell(cell.party, letters, cell.address, cell.written)
        return found

    def _change(
        self,
        row: ReadRow,
        found: Found,
        letters: Mapping[str, ReadCell],
        columns: Iterable[str],
        view: TableView,
        kept: KeptLetters,
    ) -> None:
        changed: list[LetterChange] = []
        for column in columns:
            given = letters[column].letters if column in letters else ""
            before, own = view.shown(found.letters, column), found.letters.get(column, "")
            after = kept.after(before, given)
            if stays := "".join(letter for letter in after if letter not in given):
                kept.note(row.address, column, stays, found.name)
            if set(before) == set(after):
                continue
            address = letters[column].address if column in letters else row.address
            if len(found.rows) > 1:
                raise refused_merged(self.plan.world, address, found, LetterChange(column, before, after))
            if before and set(before) != set(own):
                holder = view.holder(found.letters, column)
                raise CollabError(
                    msg(
                        "{cell}: the letters of {party} in {title} are held by one of its people or roles",
                        cell=address,
                        party=self.plan.world.parties.name(column),
                        title=row.title,
                    ),
                    msg("change them with {command}", command=set_letters(found.rows[0], holder, after)),
                )
            if given:
                self._check_cell(letters[column])
            changed.append(LetterChange(column, own, after))
        if not changed:
            self.same += 1
            return
        (written,) = found.rows
        self._set_letters(written, changed)
        self.changes.append(
            RowChange(written.owner.id, written.row.id, found.name, row.address, is_new=False, letters=tuple(changed))
        )

    def _set_letters(self, written: Row, changed: Iterable[LetterChange]) -> None:
        charter = written.owner
        check_not_closed(charter, "duties")
        if not isinstance(charter.value, Charter):
            raise CollabError(
                msg("{record} is a project; its tasks are not imported", record=charter.titled),
                msg("change them with {command}", command=f"collab project task set {charter.id}"),
            )
        at = (*charter.route, *charter.in_file("duties", written.index), "raci")
        held = {self._plain(party): party for party in written.row.raci}
        if not held:
            self.letters[charter.path].append([(at, {change.party: change.after for change in changed})])
        else:
            self.letters[charter.path].append(
                [((*at, held.get(change.party, change.party)), change.after or None) for change in changed]
            )
        self.edited[charter.id] = charter

    @staticmethod
    def _plain(party: str) -> str:
        return party.removeprefix("department:")

    def _check_cell(self, cell: ReadCell) -> None:
        """Raise CollabError for letters a charter cannot hold together."""
        both = "A" + responsible_letter(self.plan.world.settings)
        if len(cell.letters) > 1 and cell.letters != both:
            raise CollabError(
                msg("{cell}: {letters} cannot stand in one cell", cell=cell.address, letters=cell.letters),
                msg(
                    "keep one of the letters, as only {both} go together, or say what it means with {option}",
                    both=both,
                    option=f"--meaning '{cell.written}=LETTERS'",
                ),
            )

    def _add(self, row: ReadRow, letters: Mapping[str, ReadCell]) -> None:
        for cell in letters.values():
            self._check_cell(cell)
        charter_id, is_step = self._charter_for(row, letters)
        duty: dict[str, Value] = {}
        title: Value = {"zh": row.title, "en": row.title_en} if row.title_en else row.title
        activity = None if is_step else self.known.activity(row)
        self._meet(activity or self.known.matter(row), row)
        if activity is None and not is_step and self.wanted.activities:
            activity = self.activities.plan(row, title)
        if activity is None and not gives_id(row.title_en or row.title):
            raise CollabError(
                msg("{cell}: no id can be made of the title {title}", cell=row.address, title=row.title),
                msg("write letters or digits into the title"),
            )
        wanted = activity or slug_of(row.title_en or row.title)
        taken = self._taken_ids(charter_id)
        own = free_id(wanted, taken)
        taken.add(own)
        duty["id"] = own
        if activity is None:
            duty["title"] = title
        elif own != activity:
            duty["activity"] = activity
        duty["raci"] = {party: cell.letters for party, cell in letters.items()}
        self.new_rows[charter_id].append(duty)
        told = tuple(LetterChange(party, "", cell.letters) for party, cell in letters.items())
        self.changes.append(RowChange(charter_id, own, _said(row), row.address, is_new=True, letters=told))

    def _charter_for(self, row: ReadRow, letters: Mapping[str, ReadCell]) -> tuple[str, bool]:
        """Return the charter a new row goes into, and whether it is a step of a process there."""
        if self.target is not None:
            return self.target.id, self.target.value.type != "department"
        responsible = responsible_letter(self.plan.world.settings)
        for letter in ("A", responsible):
            holders = [party for party, cell in letters.items() if letter in cell.letters]
            departments = {self._department(party, letters[party]) for party in holders}
            if len(departments) == 1:
                if letter != "A":
                    self.notes.append(
                        (row.address, msg("{title} has no A; it goes to the only department with R", title=row.title))
                    )
                return departments.pop(), False
            if departments:
                raise self._undecided(row, [letters[party] for party in holders], letter)
        raise self._undecided(row, [], "A")

    def _department(self, party: str, cell: ReadCell) -> str:
        found = self.plan.world.parties.department(party)
        if found is None:
            raise CollabError(
                msg("{cell}: {party} belongs to no department", cell=cell.address, party=cell.party),
                msg("say into which charter the rows go with {option}", option="--charter ID"),
            )
        return found

    @staticmethod
    def _undecided(row: ReadRow, holders: Sequence[ReadCell], letter: str) -> CollabError:
        names: tuple[Param, ...] = tuple(cell.party for cell in holders)
        message = (
            msg("{cell}: {title} has {letter} for {parties}", cell=holders[-1].address, title=row.title,
                letter=letter, parties=names)
            if holders
            else msg("{cell}: nobody holds A or R in {title}", cell=row.address, title=row.title)
        )  # fmt: skip
        return CollabError(
            message,
            msg("give it one A, or say into which charter the rows go with {option}", option="--charter ID"),
        )

    def _taken_ids(self, charter_id: str) -> set[str]:
        if charter_id not in self.new_ids:
            charter = self.plan.world.get(Charter, charter_id)
            self.new_ids[charter_id] = {row.id for row in charter.written.duties} if charter is not None else set()
        return self.new_ids[charter_id]

    def _write_rows(self, charter_id: str, rows: list[dict[str, Value]]) -> None:
        charter = self.plan.world.get(Charter, charter_id)
        if charter is None:
            record = self.plan.world.get(Department, charter_id)
            named = self.new_departments[charter_id] if record is None else charter_id
            add_to_plan(self.plan, Said(CHARTER, record={"duties": rows}, extras={"department": named}))
            title = named if record is None else record.name
            text = title if isinstance(title, str) else title.zh or title.en or charter_id
            self.additions.append(Addition("charter", charter_id, text))
            return
        check_not_closed(charter, "duties")
        ordered = [(None, {name: duty[name] for name in _ROW_FIELDS if name in duty}) for duty in rows]
        self.plan.changes.insert_all(charter.path, (*charter.route, "duties"), ordered, order=_FIELDS)
        self.edited[charter_id] = charter


def _said(row: ReadRow) -> Param:
    return f"{row.title} ({row.title_en})" if row.title_en else row.title
