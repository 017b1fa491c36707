"""Hand a duty over to the charter of another department: the row as it stands, its letters, all that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from collab_cli.documents.entry_lines import entry_lines, write_entry_lines
from collab_cli.documents.nodes import Sequence, find
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.edits.all_readable import check_all_readable
from collab_cli.edits.approval_notes import approval_notes
from collab_cli.edits.changes import Spelling
from collab_cli.edits.charter_log import log_charter_change
from collab_cli.edits.part_list import part_list
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.proving import prove
from collab_cli.edits.respelling import NewNames, restamp
from collab_cli.edits.states import check_not_closed
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.letters import LETTER_ORDER, responsible_letter
from collab_cli.graph.lookup import find_with_part, records_meant
from collab_cli.graph.uses import uses_of
from collab_cli.i18n import language
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.charter import KIND as CHARTER
from collab_cli.model.charter import Charter
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.fields import fields_of
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow

_FIELDS = tuple(info.name for info in fields_of(Charter))
_ROW_FIELDS = tuple(info.name for info in fields_of(ResponsibilityRow))


@dataclass(frozen=True, slots=True)
class MovedDuty:
    """A move ready to be saved: the duty, the charter it goes to, and what becomes of its letters."""

    duty: Param
    charter: Param
    letters: tuple[Message, ...]
    planned: Planned


def plan_move_duty(
    plan: Plan, duty: str, to: str, *, raci: str | None = None, by: str | None = None, note: str | None = None
) -> MovedDuty:
    """Return the change that moves a duty to another charter, all references to it and both versions with it.

    ``raci`` are all its letters as typed, instead of those proposed; ``by`` and ``note`` go to the change logs.
    Raises CollabError for a duty or charter that is not there, an id that is taken, and what the charters refuse.
    """
    source, row = find_with_part(plan.world.workspace, CHARTER, duty)
    if row is None:
        raise CollabError(
            msg("{text} names no duty", text=duty), msg("write {example}", example=f"{source.id}/{_an_id(source)}")
        )
    check_all_readable(plan.world.workspace)
    target = _target(plan, to)
    move = _Move(plan, source, target, row)
    move.check()
    move.take(raci)
    move.follow()
    move.log(plan.names.id_of(PERSON, by) if by else None, note)
    return move.finish()


@dataclass
class _Move:
    """One move on its way."""

    plan: Plan
    source: Record[Charter]
    target: Record[Charter]
    row: str
    notes: list[Message] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        world = self.plan.world
        self.uses = uses_of(world.workspace, self.source.ref, self.row)
        self.giver = owning_department(world.parties, self.source)
        self.taker = owning_department(world.parties, self.target)
        self.titled = part_list(self.source, "duties").titled(self.plan, self._index(self.source))

    def check(self) -> None:
        source, target = self.source, self.target
        if source.id == target.id:
            raise CollabError(
                msg("{duty} is in {charter} already", duty=self.titled, charter=target.titled),
                msg("name another charter"),
            )
        for record in (source, target):
            check_not_closed(record, "duties")
        if self.row.casefold() in (str(entry.get("id")).casefold() for entry in self._rows(target)):
            raise CollabError(
                msg("{charter} has a duty {id} already", charter=target.titled, id=self.row),
                msg("rename one of the two with {command}", command=f"collab rename {source.ref}/{self.row} NEW"),
            )
        following = {entry.get("id"): entry.get("next") for entry in self._rows(source)}
        if following.get(self.row) or any(isinstance(ids, list) and self.row in ids for ids in following.values()):
            raise CollabError(
                msg("{duty} is a step between others of {charter}", duty=self.titled, charter=source.titled),
                msg("take it out of their {field} first", field="next"),
            )

    def take(self, raci: str | None) -> None:
        """Plan the row in the other charter and out of its own, letters and boundaries put right."""
        changes, source, target = self.plan.changes, self.source, self.target
        spellings = self._spellings()
        for path in (source.path, target.path):
            changes.respell(path, spellings.pop(path, []))
        at = (*source.route, "duties", self._index(source))
        content = changes.plain(source.path, at)
        lines = self._lines(at)
        index = len(self._rows(target))
        rows, here = (*target.route, "duties"), (*target.route, "duties", index)
        if lines is not None:
            changes.insert(target.path, rows, {"id": self.row}, order=_FIELDS)
            if not self._write(here, lines, content):
                changes.unset(target.path, here)
                lines = None
        if lines is None:
            changes.insert(target.path, rows, self.plan.values.part(content, ResponsibilityRow), order=_FIELDS)
        if lines is None and self._has_comments(at):
            self.notes.append(msg("the comments of the duty do not go with it"))
        changes.unset(source.path, at)
        for path, found in spellings.items():
            changes.respell(path, found)
        letters, shared = content.get("raci"), content.get("shared_with")
        self._letters(here, letters if isinstance(letters, dict) else {}, raci)
        self._shared(here, shared if isinstance(shared, list) else [])

    def follow(self) -> None:
        """Tell how many references went along."""
        count = len(self.uses)
        if count:
            self.notes.append(
                msgn("{count} reference is changed with it", "{count} references are changed with it", count)
            )
        if self.plan.world.workspace.has_restricted_folder:
            self.notes.append(msg("restricted/ is not read; references there stay as they are"))

    def log(self, by: str | None, note: str | None) -> None:
        """Plan another version of both charters, and what it changed."""
        locale = language(self.plan.world.settings.locale)
        texts = (
            (self.source, msg("{duty} goes to {charter}", duty=self.titled, charter=self.target.titled)),
            (self.target, msg("{duty} comes from {charter}", duty=self.titled, charter=self.source.titled)),
        )
        for record, sentence in texts:
            log_charter_change(self.plan, record, note if note is not None else locale.say(sentence), by)

    def finish(self) -> MovedDuty:
        plan, world = self.plan, self.plan.world
        names = NewNames()
        names.touched = {use.ref for use in self.uses if use.ref} - {self.source.ref, self.target.ref}
        stamped = restamp(world.workspace, plan.changes, names)
        if stamped:
            self.notes.append(
                msgn(
                    "{count} digest is renewed: the agreement holds on",
                    "{count} digests are renewed: the agreements hold on",
                    stamped,
                )
            )
        after = prove(world.workspace.snapshot, plan.changes.overlay, plan.day, world, plan.changes.readings)
        sentence = msg("moved the duty {duty} from {charter} to {other}", duty=self.titled,
                       charter=self.source.titled, other=self.target.titled)  # fmt: skip
        told = approval_notes(world, after, self.source, self.target, drafts=True)
        planned = Planned(plan.changes.writes, after, sentence, (*plan.names.notes, *self.notes, *told), world)
        return MovedDuty(self.titled, self.target.titled, tuple(self.letters), planned)

    def _spellings(self) -> dict[str, list[Spelling]]:
        found: dict[str, list[Spelling]] = defaultdict(list)
        for use in self.uses:
            if not use.is_own:
                found[use.path].append(Spelling(use.route, use.spelled(self.target.id, self.row), use.is_key))
        return found

    def _lines(self, at: Route) -> list[str] | None:
        document = self.plan.changes.document(self.source.path)
        rows = find(document.root, at[:-1]) if document is not None else None
        if document is None or not isinstance(rows, Sequence) or not isinstance(at[-1], int):
            return None
        return entry_lines(document, rows, at[-1])

    def _write(self, here: Route, lines: list[str], content: Any) -> bool:
        """Write the lines of the row in place of the entry at ``here``; return whether it has its content then."""
        document = self.plan.changes.document(self.target.path)
        rows = find(document.root, here[:-1]) if document is not None else None
        if document is None or not isinstance(rows, Sequence) or not isinstance(here[-1], int):
            return False
        patch = write_entry_lines(document, rows, here[-1], lines)
        if patch is None:
            return False
        data = apply_patches(document, [patch])
        intended = document.plain
        _entry_of(intended, here[:-1])[here[-1]] = content
        reading = read_document(document.path, data)
        if reading.document is None or reading.plain != intended:
            return False
        self.plan.changes.replace_bytes(document.path, data)
        return True

    def _has_comments(self, at: Route) -> bool:
        document = self.plan.changes.document(self.source.path)
        node = find(document.root, at) if document is not None else None
        return document is not None and node is not None and "#" in document.text[node.start : node.end]

    def _letters(self, here: Route, written: Mapping[str, Any], raci: str | None) -> None:
        """Plan the letters of the row in its new charter, and tell what changes."""
        before = {party: str(cell or "") for party, cell in written.items()}
        if raci is not None:
            wanted = next(info.type for info in fields_of(ResponsibilityRow) if info.name == "raci")
            read = self.plan.values.read(raci, wanted, "raci")
            assert isinstance(read, dict)
            after = {str(party): str(cell) for party, cell in read.items()}
        else:
            after = self._proposed(before)
        at = (*here, "raci")
        if not before and after:
            self.plan.changes.set(self.target.path, at, after, _ROW_FIELDS)
        for party in before:
            if party not in after:
                self.plan.changes.unset(self.target.path, (*at, party))
        for party, cell in after.items() if before else ():
            if before.get(party) != cell:
                self.plan.changes.set(self.target.path, (*at, party), cell)
        for party in {**before, **after}:
            old, new = before.get(party), after.get(party)
            if old != new:
                name = self.plan.world.parties.name(party)
                self.letters.append(
                    msg("{party}: {before} -> {after}", party=name, before=old or "-", after=new or "-")
                )

    def _proposed(self, before: Mapping[str, str]) -> dict[str, str]:
        """Return the letters with A and R of the department that gives at the one that takes, which leaves it C."""
        own = "A" + responsible_letter(self.plan.world.settings)
        giver, taker = _party(before, self.giver), _party(before, self.taker)
        after = dict(before)
        if giver is None or taker is None or giver == taker:
            return after
        moved = {letter for letter in before.get(giver, "") if letter in own}
        if moved:
            kept = {letter for letter in before.get(taker, "") if letter in own}
            after[giver] = "C"
            after[taker] = "".join(sorted(moved | kept, key=LETTER_ORDER.index))
        return after

    def _shared(self, here: Route, shared: list[Any]) -> None:
        """Turn the entry that shares the row with its new department round, or drop it where nothing is divided."""
        at = (*here, "shared_with")
        for index in reversed(range(len(shared))):
            entry = shared[index]
            if not isinstance(entry, dict) or entry.get("department") != self.taker or self.taker == self.giver:
                continue
            split = entry.get("split")
            others = [each.get("department") for each in shared if isinstance(each, dict)]
            if not isinstance(split, dict) or not split or self.giver is None or self.giver in others:
                self.plan.changes.unset(self.target.path, (*at, index))
                self.notes.append(msg("it is no longer shared with {department}", department=self._name(self.taker)))
                continue
            turned = {"lead": split.get("assist"), "assist": split.get("lead")}
            self.plan.changes.set(self.target.path, (*at, index, "department"), self.giver)
            for name, text in turned.items():
                if text is None and name in split:
                    self.plan.changes.unset(self.target.path, (*at, index, "split", name))
                elif text is not None:
                    self.plan.changes.set(self.target.path, (*at, index, "split", name), text, ("lead", "assist"))
            self.notes.append(
                msg("it is shared with {department} now, the boundary turned round", department=self._name(self.giver))
            )

    def _name(self, department: str | None) -> Param:
        return self.plan.world.parties.name(str(department))

    def _rows(self, record: Record[Charter]) -> list[dict[str, Any]]:
        found = part_list(record, "duties").entries(self.plan)
        return [entry if isinstance(entry, dict) else {} for entry in found]

    def _index(self, record: Record[Charter]) -> int:
        return next(at for at, entry in enumerate(self._rows(record)) if entry.get("id") == self.row)


def _target(plan: Plan, to: str) -> Record[Charter]:
    """Return the charter a duty goes to; raise CollabError, naming what makes one, if there is none."""
    try:
        found = plan.names.id_of(CHARTER, to)
    except CollabError as error:
        department = _department(plan, to)
        if department is None:
            raise
        raise CollabError(
            error.message, msg("make it with {command}", command=f"collab charter add --department {department}")
        ) from None
    return plan.world.workspace.records[CHARTER.name][found]


def _department(plan: Plan, text: str) -> str | None:
    """Return the department ``text`` names, if it has no charter yet."""
    found = records_meant(plan.world.workspace, DEPARTMENT, text)
    known = plan.world.workspace.known.get(CHARTER.name, ())
    return found[0].id if len(found) == 1 and found[0].id not in known else None


def _party(raci: Mapping[str, str], department: str | None) -> str | None:
    """Return a department as the letters name it, None for none."""
    written = f"department:{department}"
    return written if department is not None and written in raci else department


def _an_id(charter: Record[Charter]) -> str:
    return next((row.id for row in charter.written.duties), "ROW")


def _entry_of(plain: Any, route: Route) -> Any:
    for step in route:
        plain = plain[step]
    return plain
