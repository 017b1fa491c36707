"""The answer to a what-if: what would lose its owner, be too much, be done twice, and what would be settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from collab_cli.analyses.lost_names import GROUPS, Group, LostName
from collab_cli.analyses.what_if import EFFECTS, Effect, WhatIf
from collab_cli.analyses.workload import Load
from collab_cli.findings import Finding
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.fields import label_of
from collab_cli.model.kinds import kind_named
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text

SCHEMA = "collab/simulation/v1"

_TITLES: Final[dict[Effect, Message]] = {
    "unowned": msg("Loses its owner"),
    "overloaded": msg("Overloaded"),
    "duplicated": msg("Duplicated"),
    "other": msg("Also concerned"),
}
_LOST: Final[dict[Group, Message]] = {
    "people": msg("People whose role is gone"),
    "meetings": msg("Meetings that lose somebody"),
    "goals": msg("Goals that lose their owner"),
    "posts": msg("Posts that are left empty"),
    "work": msg("Other records that name who is gone"),
}


def build(
    world: World, after: World, steps: tuple[str, ...], found: WhatIf, not_checked: tuple[str, ...] = ()
) -> Report:
    """Return what the ``steps``, as they can be typed, would change in ``world``.

    ``not_checked`` are the rules that could not be run before or after them.
    """
    blocks: list[Block] = [Heading(msg("What if in {company}", company=world.settings.company.name))]
    blocks.append(Text(_verdict(found, is_complete=not not_checked)))
    if not_checked:
        text = msg(
            "the count is incomplete; not checked, because records they depend on are faulty or cannot be read: "
            "{codes}",
            codes=Items(not_checked),
        )
        blocks.append(Text(Styled(text, "warn")))
    blocks.append(Facts(((msg("Steps"), Items(steps)),)))
    for effect in EFFECTS[:-1]:
        duties = found.duties if effect == "unowned" else ()
        blocks += _listed(_TITLES[effect], found.having(effect), tuple(_out_of_force(world, row) for row in duties))
    for group in GROUPS:
        blocks += _lost(after, _LOST[group], found.losing(group))
    if found.agreements:
        rows = tuple(
            (_named(after, each.charter), Items(tuple(map(world.parties.name, each.departments))))
            for each in found.agreements
        )
        blocks += [Heading(msg("To be agreed anew"), 2), Table((msg("Charter"), msg("Who must agree")), rows)]
    blocks += _listed(_TITLES["other"], found.told_apart)
    blocks += _listed(msg("Resolved"), found.gone)
    blocks += _loads(world, found)
    return Report(SCHEMA, tuple(blocks), _record(world, steps, found, not_checked))


def _verdict(found: WhatIf, *, is_complete: bool) -> Message:
    if found.is_nothing:
        return msg("nothing changes") if is_complete else msg("nothing changes as far as could be checked")
    effects = tuple(said for count, said in _counts(found) if count)
    if not effects:
        return msg("only the load shifts; nothing was written")
    return msg("{effects}; nothing was written", effects=effects)


def _counts(found: WhatIf) -> Iterator[tuple[int, Message]]:
    """Yield what is counted in the verdict, the worst first."""
    unowned, overloaded, duplicated = (len(found.having(effect)) for effect in EFFECTS[:-1])
    unowned += len(found.duties)
    people, meetings, goals, posts, work = (len({lost.ref for lost in found.losing(group)}) for group in GROUPS)
    charters, others, gone = len(found.agreements), len(found.told_apart), len(found.gone)
    yield (
        unowned,
        msgn("{count} duty would have nobody to answer", "{count} duties would have nobody to answer", unowned),
    )
    yield (
        overloaded,
        msgn("{count} department would do too much", "{count} departments would do too much", overloaded),
    )
    yield duplicated, msgn("{count} pair would be claimed twice", "{count} pairs would be claimed twice", duplicated)
    yield people, msgn("{count} person would lose the role", "{count} people would lose the role", people)
    yield meetings, msgn("{count} meeting would lose somebody", "{count} meetings would lose somebody", meetings)
    yield goals, msgn("{count} goal would lose its owner", "{count} goals would lose their owner", goals)
    yield posts, msgn("{count} post would be left empty", "{count} posts would be left empty", posts)
    yield work, msgn("{count} other record names who is gone", "{count} other records name who is gone", work)
    yield charters, msgn("{count} charter is to be agreed anew", "{count} charters are to be agreed anew", charters)
    yield others, msgn("{count} other finding would be new", "{count} other findings would be new", others)
    yield gone, msgn("{count} finding would be resolved", "{count} findings would be resolved", gone)


def _listed(
    title: Message, findings: tuple[Finding, ...], more: tuple[tuple[Param, Cell], ...] = ()
) -> Iterator[Block]:
    if findings or more:
        yield Heading(title, 2)
        yield Facts((*((finding.code, _said(finding)) for finding in findings), *more))


def _out_of_force(world: World, row: Row) -> tuple[Param, Cell]:
    place = row.first_place
    said = msg("{duty} would be in no charter in force", duty=world.matrix.of_row[row.id].titled)
    return world.parties.name(row.owner.id), msg("{said} ({place})", said=said, place=f"{place.path}:{place.line}")


def _said(finding: Finding) -> Message:
    return msg("{said} ({place})", said=finding.message, place=f"{finding.place.path}:{finding.place.line}")


def _lost(after: World, title: Message, lost: tuple[LostName, ...]) -> Iterator[Block]:
    if lost:
        rows = tuple((_kind(each), _named(after, each.ref), _label(each), _party(after, each.party)) for each in lost)
        yield Heading(title, 2)
        yield Table((msg("Kind"), msg("Record"), msg("Named as"), msg("Who is gone")), rows)


def _kind(lost: LostName) -> Param:
    kind = kind_named(lost.ref.partition(":")[0])
    return kind.one if kind is not None else msg("company")


def _label(lost: LostName) -> Param:
    return Label(label_of(lost.field).text, lost.ref.partition(":")[0] or "company")


def _named(world: World, ref: str) -> Param:
    record = world.workspace.find(ref)
    return record.titled if record is not None else ref or world.settings.company.name


def _party(world: World, ref: str) -> Param:
    record = world.workspace.find(ref)
    return record.name if record is not None else ref


def _loads(world: World, found: WhatIf) -> Iterator[Block]:
    if not found.loads:
        return
    letters = allowed_letters(world.settings)
    rows = tuple(
        (world.name(Department, party), *(_change(one, other, letter) for letter in letters))
        for party, (one, other) in found.loads.items()
    )
    yield Heading(msg("Load before and after"), 2)
    yield Table((msg("Department"), *letters), rows, "<" + ">" * len(letters), keys=tuple(found.loads))


def _change(before: Load | None, after: Load | None, letter: str) -> str:
    one, other = (str(load.counts[letter]) if load is not None else "-" for load in (before, after))
    return one if one == other else f"{one} -> {other}"


def _record(world: World, steps: tuple[str, ...], found: WhatIf, not_checked: tuple[str, ...]) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "steps": list(steps),
        **{str(effect): list(found.having(effect)) for effect in EFFECTS},
        "duties": [_duty_record(row) for row in found.duties],
        **{str(group): [_lost_record(each) for each in found.losing(group)] for group in GROUPS},
        "agreements": [{"charter": each.charter, "departments": list(each.departments)} for each in found.agreements],
        "resolved": list(found.gone),
        "not_checked": list(not_checked),
        "loads": [
            {
                "department": party,
                "before": dict(one.counts) if one is not None else None,
                "after": dict(other.counts) if other is not None else None,
            }
            for party, (one, other) in found.loads.items()
        ],
    }


def _duty_record(row: Row) -> dict[str, Any]:
    place = row.first_place
    return {"duty": row.ref, "department": row.owner.id, "path": place.path, "line": place.line}


def _lost_record(lost: LostName) -> dict[str, Any]:
    return {
        "record": lost.ref,
        "field": lost.field,
        "party": lost.party,
        "path": lost.place.path,
        "line": lost.place.line,
    }
