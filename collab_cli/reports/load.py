"""How much lies on each department, person or role: counts of letters, shares and limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from collab_cli.analyses.domains import domain_of
from collab_cli.analyses.responsibility_view import View
from collab_cli.analyses.workload import Load, column_loads, share_limits, too_often, workload
from collab_cli.graph.letters import allowed_letters, responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.page import Bar, Block, Cell, Chart, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.party_names import party_names
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/load/v1"

_PARTY: Final[dict[View, Message]] = {
    "departments": msg("Department"),
    "people": msg("Person"),
    "roles": msg("Role"),
    "parties": msg("Party"),
}
_IDLE, _INFORMED = "R308", "R332"
_ABSENCE = frozenset({"charter", "department"})
"""The kinds that must all be readable before a department is said to hold too little."""

Findings = Mapping[str, tuple[str, ...]]
"""The codes of the rules that speak about a party, by party; who is not in it has none."""


def build(world: World, view: View = "departments", domain: str | None = None) -> Report:
    """Return what lies on each party of a view, the busiest first, over the rows of ``domain`` or all.

    What the rules about load say, whatever the profile, is told of departments, and only over all rows, which is
    what they compare. Weights stand in the record alone: a charter without any counts 1 for each duty, so that their
    sums over several charters compare nothing.
    """
    rows = tuple(row for row in world.matrix.audited if domain is None or domain_of(world, row) == domain)
    loads = tuple(sorted(workload(world, view, rows), key=lambda load: _rank(world, load)))
    findings = _findings(world) if view == "departments" and domain is None else {}
    blocks: list[Block] = [Heading(msg("Load in {company}", company=world.settings.company.name))]
    unread = unread_said(world, "charter")
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if rows:
        blocks.append(Text(_compared(len(rows), domain)))
        blocks += _answer(world, view, loads, findings)
    else:
        blocks.append(
            _head(world, view, _nothing(domain) if unread is None else msg("nothing to compare in what is left"))
        )
    return Report(SCHEMA, tuple(blocks), _record(world, view, domain, loads, findings))


def _rank(world: World, load: Load) -> tuple[int, int, int, int]:
    letter = responsible_letter(world.settings)
    return (-load.busy, -load.counts["A"], -load.counts[letter], -load.rows)


def _findings(world: World) -> Findings:
    """Return the codes of the rules that speak about each column of the matrix."""
    limits = world.once(share_limits)
    codes = {"A": "R309", responsible_letter(world.settings): "R320", "C": "R324"}
    is_complete = world.workspace.unread.isdisjoint(_ABSENCE) and bool(world.matrix.rows)
    found: dict[str, tuple[str, ...]] = {}
    for party, load in world.once(column_loads).items():
        spoken = [codes[letter] for letter in too_often(limits, load)]
        if is_complete and not load.busy:
            spoken.append(_IDLE)
        if is_complete and load.is_only_informed:
            spoken.append(_INFORMED)
        if spoken:
            found[party] = tuple(sorted(spoken))
    return found


def _compared(count: int, domain: str | None) -> Message:
    said = msgn(
        "{count} duty in force, process steps left out", "{count} duties in force, process steps left out", count
    )
    return said if domain is None else msg("{domain}: {said}", domain=domain, said=said)


def _head(world: World, view: View, empty: Message) -> Table:
    """Return the table without a row; ``empty`` says why."""
    columns = _columns(world, view)
    return Table(columns, (), "<" + ">" * (len(columns) - 1), empty=empty)


def _columns(world: World, view: View) -> tuple[Param, ...]:
    letters, does = allowed_letters(world.settings), responsible_letter(world.settings)
    return (_PARTY[view], *letters, msg("Involved"), "A %", f"{does} %", msg("Percentile"))


def _answer(world: World, view: View, loads: tuple[Load, ...], findings: Findings) -> Iterator[Block]:
    letters, does = allowed_letters(world.settings), responsible_letter(world.settings)
    parties = [load.party for load in loads]
    names = dict(zip(parties, party_names(world, parties), strict=True))
    columns = list(_columns(world, view))
    if findings:
        columns.append(msg("Rules"))
    rows = []
    for load in loads:
        cells: list[Cell] = [names[load.party]]
        cells += [_count(load.counts[letter]) for letter in letters]
        cells += [_count(load.rows), _percent(load.share("A")), _percent(load.share(does))]
        cells += [_percent(load.percentile)]
        if findings:
            cells.append(Styled(Items(findings.get(load.party, ())), "warn"))
        rows.append(tuple(cells))
    keys = tuple(map(world.parties.ref, parties))
    yield Table(tuple(columns), tuple(rows), "<" + ">" * (len(letters) + 4) + "<", keys=keys)
    if findings:
        yield Facts(tuple(_meanings(world, findings)))
    yield Heading(msg("Duties with A or {letter}", letter=does), 2)
    yield Chart(tuple(_bar(load, names[load.party], findings) for load in loads))


def _count(number: int) -> Cell:
    return number if number else Styled(0, "muted")


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _bar(load: Load, name: Param, findings: Findings) -> Bar:
    text = msg("{count} of {all}", count=load.busy, all=load.total)
    return Bar(name, load.busy_share, text, "warn" if load.party in findings else "")


def _meanings(world: World, findings: Findings) -> Iterator[tuple[Param, Cell]]:
    """Yield what each rule that speaks says, with its limit."""
    limits, does = world.once(share_limits), responsible_letter(world.settings)
    letters = {"R309": "A", "R320": does, "R324": "C"}
    for code in sorted({code for codes in findings.values() for code in codes}):
        if code == _IDLE:
            said = msg("neither {letter} nor A in any duty", letter=does)
        elif code == _INFORMED:
            said = msg("only informed, never asked")
        else:
            letter = letters[code]
            limit = _percent(limits[letter])
            said = msg("{letter} in more than {limit} % of the duties", letter=letter, limit=limit)
        yield code, msg("{said}; {command} says more", said=said, command=f"collab explain {code}")


def _nothing(domain: str | None) -> Message:
    if domain is not None:
        return msg("no charter in force says who does what in {domain}", domain=domain)
    command = "collab charter list"
    return msg("no charter in force says who does what; {command} shows what there is", command=command)


def _record(
    world: World, view: View, domain: str | None, loads: tuple[Load, ...], findings: Findings
) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "view": view,
        "domain": domain,
        "rows": loads[0].total if loads else 0,
        "limits": dict(world.once(share_limits)),
        "parties": [
            {
                "party": load.party,
                "name": world.parties.name(load.party),
                "counts": dict(load.counts),
                "rows": load.rows,
                "busy": load.busy,
                "shares": {letter: load.share(letter) for letter in load.counts},
                "busy_share": load.busy_share,
                "percentile": load.percentile,
                "weight": load.weight,
                "rules": list(findings.get(load.party, ())),
            }
            for load in loads
        ],
        "unread_kinds": sorted(world.workspace.unread),
    }
