"""The responsibility matrix: who holds which letter in what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from collab_cli.analyses.domains import domain_of, domains
from collab_cli.analyses.responsibility_view import View, letters_seen, view_columns
from collab_cli.analyses.row_flaws import Flaw, row_flaws
from collab_cli.graph.letters import allowed_letters, letter_names, responsible_letter
from collab_cli.graph.matrix import MatrixRow, is_effective, matrix_of, project_rows
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.charter import KIND, Charter
from collab_cli.model.department import Department
from collab_cli.model.project import KIND as PROJECT
from collab_cli.model.project import Project
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Heading, Line, LineGroup, Matrix, Report, Styled, Text, Tone
from collab_cli.reports.party_names import party_names, unlike
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/responsibility-matrix/v1"

Group = Literal["domain", "charter", "none"]
"""What the rows are put under: the domain of their activity, the charter they are written in, or nothing."""

GROUPS: Final[tuple[Group, ...]] = ("domain", "charter", "none")

_LETTER_TONES: Final[dict[str, Tone]] = {"A": "strong", "I": "muted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows and columns are asked for.

    Without ``charters`` or ``project`` the rows are those of all effective charters, merged; ``charters`` asks for
    the rows written there, whatever their states, ``project`` for its tasks. ``department`` keeps the rows in which
    it holds one of ``letters`` (any letter if none are named); ``letters`` without it shows these letters alone.
    ``group`` is None for the best there is.
    """

    view: View = "departments"
    group: Group | None = None
    charters: tuple[Record[Charter], ...] = ()
    project: Record[Project] | None = None
    domain: str | None = None
    department: Record[Department] | None = None
    letters: str = ""

    @property
    def is_filtered(self) -> bool:
        """Return whether rows may have been left out."""
        return self.domain is not None or self.department is not None or bool(self.letters)

    @property
    def is_part(self) -> bool:
        """Return whether the rows are not those of all charters in force."""
        return self.is_filtered or bool(self.charters) or self.project is not None

    @property
    def only(self) -> str:
        """Return the letters shown, "" for all of them."""
        return self.letters if self.department is None else ""


def build(world: World, wanted: Wanted) -> Report:
    """Return the matrix of the rows asked for, by columns of the view asked for."""
    rows = tuple(row for row in _all_rows(world, wanted) if _fits(world, row, wanted))
    columns = _columns(world, rows, wanted)
    heading = Heading(_heading(world, wanted))
    drafts = tuple(charter.titled for charter in wanted.charters if not is_effective(charter, world.as_of))
    blocks: list[Block] = [heading]
    unread = unread_said(world, PROJECT.name if wanted.project is not None else KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if rows:
        blocks.append(_matrix(world, rows, columns, wanted))
        idle = len(view_columns(world, rows, wanted.view)) - len(columns)
        blocks.append(Text(_counts(rows, len(columns), idle)))
        unsound = _unsound(world, rows)
        if unsound:
            blocks.append(Text(Styled(unsound, "warn")))
    else:
        empty = _nothing(world, wanted) if unread is None else msg("no row is left to show")
        blocks.append(replace(_matrix(world, rows, view_columns(world, rows, wanted.view), wanted), empty=empty))
    if drafts:
        blocks.append(Text(Styled(msg("not in force: {charters}", charters=drafts), "warn")))
    return Report(SCHEMA, tuple(blocks), _record(world, rows, columns, wanted))


def _all_rows(world: World, wanted: Wanted) -> tuple[MatrixRow, ...]:
    if wanted.project is not None:
        return project_rows(wanted.project, allowed_letters(world.settings))
    if wanted.charters:
        chosen = {charter.id for charter in wanted.charters}
        return matrix_of(world.workspace, (one for one in world.workspace.all(Charter) if one.id in chosen)).rows
    return world.matrix.rows


def _fits(world: World, row: MatrixRow, wanted: Wanted) -> bool:
    if wanted.domain is not None and domain_of(world, row) != wanted.domain:
        return False
    cells: Iterable[str] = row.letters.values()
    if wanted.department is not None:
        own = wanted.department.id
        cells = [cell for party, cell in row.letters.items() if world.parties.counts_for(party, own)]
    elif not wanted.letters:
        return True
    asked = wanted.letters or allowed_letters(world.settings)
    return any(not set(asked).isdisjoint(cell) for cell in cells)


def _columns(world: World, rows: tuple[MatrixRow, ...], wanted: Wanted) -> tuple[str, ...]:
    """Return the columns shown: where only some rows are shown, those alone that hold a letter in them."""
    known = view_columns(world, rows, wanted.view) if rows else ()
    if not wanted.is_part:
        return known
    held = {column for row in rows for column in _shown(world, row, wanted)}
    return tuple(column for column in known if column in held) or known


def _heading(world: World, wanted: Wanted) -> Message:
    if wanted.project is not None:
        return msg("Responsibilities in {project}", project=wanted.project.name)
    if len(wanted.charters) == 1:
        return msg("Responsibilities in {charter}", charter=wanted.charters[0].name)
    return msg("Responsibilities in {company}", company=world.settings.company.name)


def _matrix(world: World, rows: tuple[MatrixRow, ...], columns: tuple[str, ...], wanted: Wanted) -> Matrix:
    labels = dict(zip((row.first.id for row in rows), unlike([(row.name, row.first.id) for row in rows]), strict=True))
    groups = tuple(
        LineGroup(heading, tuple(_line(world, row, columns, wanted, labels[row.first.id]) for row in part))
        for heading, part in _grouped(world, rows, wanted)
    )
    letters = wanted.only or allowed_letters(world.settings)
    legend = tuple(zip(letters, letter_names(world.settings, letters), strict=True))
    corner = msg("Task") if wanted.project is not None else msg("Duty")
    return Matrix(corner, party_names(world, columns), groups, legend)


def _line(world: World, row: MatrixRow, columns: tuple[str, ...], wanted: Wanted, name: Param) -> Line:
    flaws = row_flaws(world, row)
    seen = _shown(world, row, wanted)
    cells = tuple(_cell(seen.get(column, ""), flaws) for column in columns)
    refs = "" if wanted.only else " ".join(one.ref for one in row.rows)  # taken over again, hidden letters would go
    return Line(Styled(name, "bad") if flaws else name, cells, refs)


def _cell(letters: str, flaws: tuple[Flaw, ...]) -> Cell:
    if "A" in letters and not {"multiple-accountable", "accountable-not-resolvable"}.isdisjoint(flaws):
        return Styled(letters, "bad")
    tone = _LETTER_TONES.get(letters[:1], "")
    return Styled(letters, tone) if tone else letters


def _shown(world: World, row: MatrixRow, wanted: Wanted) -> dict[str, str]:
    """Return the letters of a row by column, without those not asked for."""
    seen = letters_seen(world, row, wanted.view)
    only = wanted.only
    if not only:
        return dict(seen)
    kept = ((column, "".join(letter for letter in cell if letter in only)) for column, cell in seen.items())
    return {column: cell for column, cell in kept if cell}


def _grouped(
    world: World, rows: tuple[MatrixRow, ...], wanted: Wanted
) -> Iterator[tuple[Param, tuple[MatrixRow, ...]]]:
    """Yield headings with their rows: domains in the order of the catalogue, then charters in path order.

    A step of a process stands under its charter, where the steps follow each other. The tasks of a project stand
    under their phases.
    """
    grouping = grouping_of(world, wanted)
    order = [f"domain:{domain}" for domain in domains(world)]
    parts: dict[str, list[MatrixRow]] = {key: [] for key in order} if grouping == "domain" else {}
    headings: dict[str, Param] = {f"domain:{domain}": domain for domain in domains(world)}
    for row in rows:
        key, heading = _group_of(row, grouping)
        headings.setdefault(key, heading)
        parts.setdefault(key, []).append(row)
    for key, part in parts.items():
        if part:
            yield headings[key], tuple(part)


def grouping_of(world: World, wanted: Wanted) -> Group:
    """Return what the rows are put under: what is asked for, else domains where the catalogue has some."""
    if wanted.group is not None:
        return wanted.group
    return "domain" if domains(world) or wanted.project is not None else "charter"


def _group_of(row: MatrixRow, grouping: Group) -> tuple[str, Param]:
    owner = row.first.owner
    if grouping == "none":
        return "", ""
    if isinstance(owner.value, Project):
        return f"phase:{row.first.row.phase}", row.first.row.phase or ""
    if grouping == "domain" and row.activity is not None and row.activity.value.domain is not None:
        return f"domain:{row.activity.value.domain}", row.activity.value.domain
    return owner.ref, owner.name


def _counts(rows: tuple[MatrixRow, ...], columns: int, idle: int) -> Param:
    """Return the counts in words; ``idle`` columns hold no letter and are left out."""
    written = sum(len(row.rows) for row in rows)
    counts: list[Param] = [
        msgn("{count} row", "{count} rows", len(rows)),
        msgn("{count} column", "{count} columns", columns),
    ]
    if idle:
        counts.append(
            msgn("{count} column without a letter left out", "{count} columns without a letter left out", idle)
        )
    if written > len(rows):
        counts.append(msg("merged from {count} written rows", count=written))
    return Items(tuple(counts))


def _unsound(world: World, rows: tuple[MatrixRow, ...]) -> Param | None:
    """Return how many rows have which flaw, and how to see them; None if none has."""
    counted = Counter(flaw for row in rows for flaw in row_flaws(world, row))
    letter = responsible_letter(world.settings)
    said: dict[Flaw, Message] = {
        "unassigned-row": msg("{count} without any letter", count=counted["unassigned-row"]),
        "no-accountable": msg("{count} without A", count=counted["no-accountable"]),
        "multiple-accountable": msg("{count} with several A", count=counted["multiple-accountable"]),
        "accountable-not-resolvable": msg(
            "{count} with an A nobody answers for", count=counted["accountable-not-resolvable"]
        ),
        "no-responsible": msg("{count} without {letter}", count=counted["no-responsible"], letter=letter),
    }
    found = tuple(message for flaw, message in said.items() if counted[flaw])
    if not found:
        return None
    return msg("{flaws}; {command} says more", flaws=Items(found), command="collab check --select R3")


def _nothing(world: World, wanted: Wanted) -> Message:
    """Return why there is no row, and what to do."""
    if wanted.is_filtered and _all_rows(world, wanted):
        return msg("no row fits; leave out a filter to see more")
    if wanted.project is not None:
        return msg(
            "the project has no task yet; {command} opens it", command=f"collab project edit {wanted.project.id}"
        )
    if wanted.charters:
        return msg(
            "no duty is written there yet; {command} opens it", command=f"collab charter edit {wanted.charters[0].id}"
        )
    drafts = [charter for charter in world.all(Charter) if charter.is_draft]
    if drafts:
        command = f"collab charter activate {drafts[0].id}"
        return msg("no charter is in force yet; {command} puts one in force", command=command)
    return msg("there is no charter yet; {command} adds one", command="collab charter add")


def _record(world: World, rows: tuple[MatrixRow, ...], columns: tuple[str, ...], wanted: Wanted) -> dict[str, Any]:
    letters = allowed_letters(world.settings)
    return {
        "as_of": world.as_of,
        "view": wanted.view,
        "group": grouping_of(world, wanted),
        "framework": world.settings.raci.framework,
        "letters": dict(zip(letters, letter_names(world.settings, letters), strict=True)),
        "columns": [{"party": column, "name": world.parties.name(column)} for column in columns],
        "rows": [_row_record(world, row, wanted) for row in rows],
        "counts": {
            "rows": len(rows),
            "columns": len(columns),
            "written": sum(len(row.rows) for row in rows),
            "without_accountable": sum(not row.parties("A") for row in rows),
        },
        "unread_kinds": sorted(world.workspace.unread),
    }


def _row_record(world: World, row: MatrixRow, wanted: Wanted) -> dict[str, Any]:
    return {
        "key": row.key,
        "activity": row.activity.id if row.activity is not None else None,
        "within": row.first.row.within,
        "title": row.name,
        "domain": domain_of(world, row),
        "refs": [
            {"ref": one.ref, "path": one.owner.path, "line": one.first_place.line, "status": one.owner.value.status}
            for one in row.rows
        ],
        "letters": _shown(world, row, wanted),
        "parties": dict(row.letters),
        "flaws": list(row_flaws(world, row)),
    }
