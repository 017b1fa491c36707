"""The audit of the responsibility matrix: what rules find in its rows and columns, put together by what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from collab_cli.analyses.responsibility_view import letters_seen
from collab_cli.findings import Finding, Severity
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import MatrixRow, project_rows
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.project import Project
from collab_cli.page import Block, Branch, FindingList, Heading, Report, Styled, Text, Tone, Tree
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/responsibility-audit/v1"

_TONES: Mapping[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "accent"}

Found = Mapping[str, tuple[Finding, ...]]
"""Findings by the row or column they are about: the id of its first written row, or the department."""


def build(
    world: World,
    findings: Iterable[Finding],
    *,
    columns: Collection[str],
    gaps: Collection[str] = (),
    not_checked: tuple[str, ...] = (),
    waived: int = 0,
) -> Report:
    """Return the findings of an audit by row and by column; ``columns`` are the codes of the rules about columns,
    ``gaps`` those of the rules about what stands in no row.

    ``not_checked`` are rules that could not be run, ``waived`` counts findings that are left out by a waiver.
    """
    found = tuple(findings)
    rows = _audited_rows(world)
    unowned = tuple(one for one in found if one.code in gaps)
    by_row = _by((_row_of(one, rows), one) for one in found if one.code not in columns and one.code not in gaps)
    by_column = _by((_column_of(one), one) for one in found if one.code in columns)
    blocks: list[Block] = [Heading(msg("Audit of responsibilities in {company}", company=world.settings.company.name))]
    unread = unread_said(world, "charter")
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    blocks.append(Text(_summary(world, found, rows, is_complete=unread is None)))
    if unowned:
        blocks.append(Heading(msg("Owned by nobody"), 2))
        blocks.append(Tree(tuple(Branch((_said(finding),)) for finding in unowned)))
    if by_row:
        blocks.append(Heading(msg("Rows"), 2))
        blocks.append(Tree(tuple(_branch(_row_name(key, rows), part) for key, part in by_row.items())))
    if by_column:
        blocks.append(Heading(msg("Columns"), 2))
        blocks.append(Tree(tuple(_branch(world.parties.name(key), part) for key, part in by_column.items())))
    closing = tuple(_closing(found, not_checked, waived))
    if closing:
        blocks.append(FindingList((), {}, closing))
    record: dict[str, Any] = {
        "as_of": world.as_of,
        "rows": [_row_record(world, key, rows, part) for key, part in by_row.items()],
        "columns": [
            {"party": key, "name": world.parties.name(key), "findings": part} for key, part in by_column.items()
        ],
        "unowned": list(unowned),
        "summary": {severity.value: sum(one.severity is severity for one in found) for severity in Severity},
        "not_checked": list(not_checked),
        "waived": waived,
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _closing(findings: tuple[Finding, ...], not_checked: tuple[str, ...], waived: int) -> Iterator[Styled]:
    """Yield what the audit as a whole has to say, as a check does."""
    if not_checked:
        text = msg(
            "not checked, because records they depend on are faulty or cannot be read: {codes}",
            codes=Items(not_checked),
        )
        yield Styled(text, "warn")
    if waived:
        yield Styled(msgn("{count} finding is waived", "{count} findings are waived", waived), "muted")
    if findings:
        worst = max(findings, key=lambda finding: finding.severity.rank)
        text = msg("{command} says what it means and how to mend it", command=f"collab explain {worst.code}")
        yield Styled(text, "muted")


def _audited_rows(world: World) -> Mapping[str, MatrixRow]:
    """Return the rows the rules judge, by the reference of each row written: charters in force, active projects."""
    allowed = allowed_letters(world.settings)
    active = (project for project in world.all(Project) if project.value.status == "active")
    tasks = (row for project in active for row in project_rows(project, allowed))
    return {written.ref: row for row in (*world.matrix.rows, *tasks) for written in row.rows}


def _row_of(finding: Finding, rows: Mapping[str, MatrixRow]) -> str:
    """Return the reference of the first written row of what a finding is about, else the first record it names."""
    known = next((rows[ref] for ref in finding.records if ref in rows), None)
    return known.first.ref if known is not None else next(iter(finding.records), finding.place.path)


def _column_of(finding: Finding) -> str:
    return next(iter(finding.records), "").removeprefix("department:")


def _by(pairs: Iterable[tuple[str, Finding]]) -> Found:
    found: dict[str, tuple[Finding, ...]] = {}
    for key, finding in pairs:
        found[key] = (*found.get(key, ()), finding)
    return found


def _summary(
    world: World, findings: tuple[Finding, ...], rows: Mapping[str, MatrixRow], *, is_complete: bool
) -> Message:
    """Return how much was found in how much; the tasks of projects are counted apart from the rows of the matrix."""
    columns = len(world.parties.columns)
    different = {id(row): row for row in rows.values()}.values()
    tasks = sum(isinstance(row.first.owner.value, Project) for row in different)
    audited = [msgn("{count} row", "{count} rows", len(different) - tasks)]
    if tasks:
        audited.append(msgn("{count} project task", "{count} project tasks", tasks))
    audited.append(msgn("{count} column", "{count} columns", columns))
    said = tuple(audited)
    if not findings and not is_complete:
        return msg("no finding in what can be read: {audited}", audited=Items(said))
    if not findings:
        return msg("nothing found in {audited}", audited=said)
    count = msgn("{count} finding", "{count} findings", len(findings))
    return msg("{findings} in {audited}", findings=count, audited=said)


def _row_name(key: str, rows: Mapping[str, MatrixRow]) -> Param:
    return rows[key].titled if key in rows else key


def _branch(name: Param, findings: tuple[Finding, ...]) -> Branch:
    return Branch((Styled(name, "strong"),), tuple(Branch((_said(finding),)) for finding in findings))


def _said(finding: Finding) -> Styled:
    said = finding.message
    if finding.hint is not None:
        said = msg("{message}; {hint}", message=said, hint=finding.hint)
    place = f"{finding.place.path}:{finding.place.line}"
    return Styled(msg("{code} {said} ({place})", code=finding.code, said=said, place=place), _TONES[finding.severity])


def _row_record(world: World, key: str, rows: Mapping[str, MatrixRow], findings: tuple[Finding, ...]) -> dict[str, Any]:
    row = rows.get(key)
    return {
        "ref": key,
        "key": row.key if row is not None else None,
        "title": row.name if row is not None else None,
        "refs": [written.ref for written in row.rows] if row is not None else [],
        "letters": letters_seen(world, row, "departments") if row is not None else {},
        "findings": findings,
    }
