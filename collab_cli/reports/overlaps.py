"""Duties of different departments that overlap, how surely, and how to get out of it."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, islice
from types import MappingProxyType
from typing import Any, Final

from collab_cli.analyses.meaning import Proposal
from collab_cli.analyses.overlap import EQUAL, EXACT, SIMILAR, Overlap, SharedWork, overlap_of, shared_work
from collab_cli.analyses.shared_words import shared_words
from collab_cli.analyses.similarity import LOOKED_AT
from collab_cli.graph.matrix import Row, are_disjoint
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, msg, msgn
from collab_cli.model.record import Record
from collab_cli.model.waiver import Waiver
from collab_cli.page import Block, Cell, Code, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.overlap_pairs import (
    COUNTED_PAIRS,
    Known,
    Wanted,
    are_cut,
    overlap_pairs,
    scores_within,
    worst_first,
)
from collab_cli.reports.overlap_remedies import SAID, open_words, overlap_remedies

SCHEMA = "collab/overlaps/v1"

STRENGTHS: Final = {"exact": EXACT, "equal": EQUAL, "similar": SIMILAR}
_SAID: Final = {EXACT: msg("one matter"), EQUAL: msg("equal wording"), SIMILAR: msg("similar wording")}
_WORD: Final = {number: word for word, number in STRENGTHS.items()}


def build(
    world: World,
    overlaps: Sequence[Overlap],
    wanted: Wanted,
    known: Known,
    proposals: Sequence[Proposal] | None = None,
) -> Report:
    """Return the overlaps asked for, worst first, the verdicts, what departments share, and proposals if any.

    A pair asked for by name is shown with its score, and with the ways out where it overlaps.
    """
    if wanted.pair is not None:
        return _build_pair(world, overlap_of(world, *wanted.pair), wanted, known, proposals)
    left = [_without_judged(world, one, wanted.at_least, known) for one in overlaps]
    open_ones = [
        one
        for one in left
        if one is not None
        and wanted.strength in (None, one.strength)
        and any(wanted.takes(world, one.first, row) for row in (one.second, *one.others))
    ]
    open_ones.sort(key=worst_first)
    pairs = overlap_pairs(world, open_ones, wanted, known)
    shared = shared_work(world)
    found: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(overlaps):
        for row in (one.first, one.second, *one.others):
            found[row.ref].add(number)
    proposed = [
        one
        for one in proposals or ()
        if wanted.takes(world, one.first, one.second)
        and found[one.first.ref].isdisjoint(found[one.second.ref])
        and not known.judged(one.first, one.second)
    ]
    record = _record(world, open_ones, pairs, wanted, known, proposed, shared)
    if wanted.as_table:
        return Report(SCHEMA, (_table(world, pairs, known),), record)
    blocks: list[Block] = [Heading(msg("Overlaps in {company}", company=world.settings.company.name))]
    blocks.append(Text(_counted(world, len(pairs), wanted)))
    if are_cut(open_ones):
        text = msg("of many duties that overlap with each other {count} pairs are counted", count=COUNTED_PAIRS)
        blocks.append(Text(Styled(text, "warn")))
    for one in open_ones:
        blocks += _told(world, one, known.reported(one.first, one.second), scores_within(one, pairs))
    if open_ones:
        first = open_ones[0]
        blocks.append(Text(msg("The ways out of one:")))
        at = f" --at {shlex.quote(wanted.at)}" if wanted.at is not None else ""
        blocks.append(Code(f"collab charter overlaps {first.first.id} {first.second.id}{at}", "sh"))
    blocks += _judged(world, known.verdicts)
    if proposed:
        blocks += _proposed(world, proposed)
    elif proposals is not None:
        blocks.append(Text(msg("By meaning nothing further was found")))
    if shared:
        blocks += _shared(world, shared)
    return Report(SCHEMA, tuple(blocks), record)


def _build_pair(
    world: World, one: Overlap, wanted: Wanted, known: Known, proposals: Sequence[Proposal] | None
) -> Report:
    verdicts = known.judged(one.first, one.second)
    code = known.reported(one.first, one.second) if not verdicts else None
    open_ones = [one] if one.score >= wanted.at_least and not verdicts else []
    known = replace(known, verdicts=verdicts)
    refs = {one.first.ref, one.second.ref}
    proposed = [] if open_ones else [each for each in proposals or () if {each.first.ref, each.second.ref} == refs]
    record = _record(world, open_ones, open_ones, wanted, known, proposed, ())
    record["compared"] = _pair_record(world, one, code)
    if wanted.as_table:
        return Report(SCHEMA, (_table(world, [one], known),), record)
    blocks: list[Block] = [Heading(msg("Overlaps in {company}", company=world.settings.company.name))]
    blocks += _told(world, one, code, is_listed=bool(open_ones))
    if one.score < wanted.at_least:
        blocks.append(Text(_why_not(world, one, wanted.at_least)))
    for each in open_ones:
        blocks += _ways(world, each, code, wanted)
    blocks += _judged(world, verdicts)
    if proposed:
        blocks += _proposed(world, proposed)
    elif proposals is not None and not open_ones:
        blocks.append(Text(msg("By meaning nothing further was found")))
    return Report(SCHEMA, tuple(blocks), record)


def _why_not(world: World, one: Overlap, at_least: Decimal) -> Message:
    if world.parties.top(one.first.owner.id) == world.parties.top(one.second.owner.id):
        return msg("both are duties of one department, so they do not overlap")
    if are_disjoint(one.first, one.second):
        return msg("their scopes are kept apart, so they do not overlap")
    if not one.score and one.base:
        return msg("how the departments share the work is written down, so they do not overlap")
    return msg("below {share} %, so they count as two duties", share=_percent(at_least))


def _without_judged(world: World, one: Overlap, at_least: Decimal, known: Known) -> Overlap | None:
    """Return what is left of an overlap without the pairs judged not to be the same, None for nothing."""
    rows = (one.first, one.second, *one.others)
    if not any(_is_about(record.value, rows) for record in known.verdicts):
        return one
    pairs = (pair for pair in islice(combinations(rows, 2), LOOKED_AT) if not known.judged(*pair))
    left = [pair for pair in (overlap_of(world, *pair) for pair in pairs) if pair.score >= at_least]
    if not left:
        return None
    best = max(left, key=lambda pair: pair.score)
    members = {row.id for pair in left for row in (pair.first, pair.second)} - {best.first.id, best.second.id}
    return replace(best, others=tuple(row for row in rows if row.id in members))


def _is_about(verdict: Waiver, rows: Sequence[Row]) -> bool:
    return all(
        any(row.ref == side or row.ref.startswith(f"{side}/") for row in rows)
        for side in (verdict.target, str(verdict.with_))
    )


def _table(world: World, overlaps: Sequence[Overlap], known: Known) -> Table:
    """Return the pairs as one flat table, for spreadsheets."""
    columns = (
        *(msg("Score %"), msg("Strength")),
        *(msg("Department"), msg("Duty"), msg("Letters"), msg("Written at")),
        *(msg("Other department"), msg("Other duty"), msg("Other letters"), msg("Other written at")),
        *(msg("Shared words"), msg("Reported by")),
    )
    rows = []
    keys = []
    for one in overlaps:
        code = known.reported(one.first, one.second)
        words = Items(() if one.strength == EXACT else shared_words(world, one.first, one.second))
        sides = [cell for row in (one.first, one.second) for cell in _side_cells(world, row)]
        rows.append((_percent(one.score), _SAID[one.strength], *sides, words, code or ""))
        keys.append(f"{one.first.ref} {one.second.ref}")
    return Table(columns, tuple(rows), ">", keys=tuple(keys))


def _side_cells(world: World, row: Row) -> tuple[Cell, ...]:
    place = row.raci_place
    name = world.matrix.of_row[row.id].name
    return (world.parties.name(row.owner.id), name, _letters(world, row), f"{place.path}:{place.line}")


def _counted(world: World, count: int, wanted: Wanted) -> Message:
    duties = sum(row.department_charter for matrix_row in world.matrix.rows for row in matrix_row.rows)
    share = _percent(wanted.at_least)
    if not count:
        return msg("no overlap of {share} % or more among {duties} duties compared", share=share, duties=duties)
    return msgn(
        "{count} pair that overlaps by {share} % or more among {duties} duties",
        "{count} pairs that overlap by {share} % or more among {duties} duties",
        count,
        share=share,
        duties=duties,
    )


def _told(
    world: World,
    one: Overlap,
    code: str | None,
    scores: Mapping[str, Decimal] = MappingProxyType({}),
    *,
    is_listed: bool = True,
) -> Iterator[Block]:
    said = _SAID[one.strength] if one.base else msg("no words in common")
    yield Heading(msg("{share} %, {strength}", share=_percent(one.score), strength=said), 2)
    facts: list[tuple[Any, Cell]] = []
    for row in (one.first, one.second, *one.others):
        facts += _row_facts(world, row, scores.get(row.id))
    words = () if one.strength == EXACT else shared_words(world, one.first, one.second)
    if words:
        facts.append((msg("Shared words"), Items(words)))
    if is_listed or code is not None:
        reported: Cell = Styled(code, "warn") if code is not None else Styled(msg("only listed"), "muted")
        facts.append((msg("Reported by"), reported))
    yield Facts(tuple(facts))


def _row_facts(world: World, row: Row, score: Decimal | None = None) -> Iterator[tuple[Any, Cell]]:
    place = row.raci_place
    said = msg(
        "{duty}, {letters}, {place}",
        duty=world.matrix.of_row[row.id].titled,
        letters=_letters(world, row) or "-",
        place=f"{place.path}:{place.line}",
    )
    if score is not None:
        said = msg("{said}, {share} %", said=said, share=_percent(score))
    yield (world.parties.name(row.owner.id), said)


def _letters(world: World, row: Row) -> str:
    cells = (cell for party, cell in row.letters.items() if world.parties.counts_for(party, row.owner.id))
    return "".join(dict.fromkeys("".join(cells)))


def _ways(world: World, one: Overlap, code: str | None, wanted: Wanted) -> Iterator[Block]:
    if wanted.at is not None:
        text = msg("the ways out change the present files: leave out {option} to see them", option="--at")
        yield Text(Styled(text, "muted"))
        return
    ways = overlap_remedies(world, one, code)
    for way, commands in ways.items():
        yield Heading(SAID[way], 2)
        yield Code("\n".join(commands), "sh")
    words = open_words(ways)
    if words:
        text = msg("words in capitals are for you to fill in: {words}", words=words)
        yield Text(Styled(text, "muted"))


def _judged(world: World, verdicts: Sequence[Record[Waiver]]) -> Iterator[Block]:
    if not verdicts:
        return
    yield Heading(msg("Judged not the same"), 2)
    rows: list[tuple[Cell, ...]] = []
    for record in verdicts:
        waiver = record.value
        until: Cell = waiver.expires if waiver.expires is not None else "-"
        pair = f"{waiver.target} / {waiver.with_}"
        rows.append((pair, waiver.reason, world.parties.name(waiver.approved_by), until))
    yield Table((msg("Pair"), msg("Reason"), msg("Approved by"), msg("Until")), tuple(rows))


def _proposed(world: World, proposals: Sequence[Proposal]) -> Iterator[Block]:
    yield Heading(msg("Proposed by meaning, for your judgement only"), 2)
    for one in proposals:
        facts = [*_row_facts(world, one.first), *_row_facts(world, one.second)]
        yield Facts((*facts, (msg("Nearness"), msg("{share} %", share=_percent(one.cosine)))))


def _shared(world: World, shared: Sequence[SharedWork]) -> Iterator[Block]:
    yield Heading(msg("Work that departments share"), 2)
    name = world.parties.name
    rows = tuple(
        (name(one.first), name(one.second), len(one.shared), _percent(one.jaccard), _percent(one.coefficient))
        for one in sorted(shared, key=lambda one: -one.coefficient)
    )
    columns = (msg("Department"), msg("Department"), msg("Duties"), msg("of all %"), msg("of the smaller %"))
    yield Table(columns, rows, "<<>>>")


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _record(
    world: World,
    overlaps: Sequence[Overlap],
    pairs: Sequence[Overlap],
    wanted: Wanted,
    known: Known,
    proposals: Sequence[Proposal],
    shared: Sequence[SharedWork],
) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "at_least": wanted.at_least,
        "compared": None,
        "overlaps": [
            {
                **_pair_record(world, one, code),
                "ways": overlap_remedies(world, one, code) if wanted.at is None else {},
            }
            for one, code in ((one, known.reported(one.first, one.second)) for one in overlaps)
        ],
        "pairs": [
            {
                "rows": [one.first.ref, one.second.ref],
                "strength": _WORD[one.strength],
                "score": one.score,
                "rule": known.reported(one.first, one.second),
            }
            for one in pairs
        ],
        "verdicts": [
            {
                "waiver": record.id,
                "rule": record.value.rule,
                "rows": [record.value.target, record.value.with_],
                "reason": record.value.reason,
                "approved_by": record.value.approved_by,
                "expires": record.value.expires,
            }
            for record in known.verdicts
        ],
        "proposals": [
            {"cosine": one.cosine, "rows": [_side(world, row) for row in (one.first, one.second)]} for one in proposals
        ],
        "shared_work": [
            {
                "departments": [one.first, one.second],
                "shared": list(one.shared),
                "jaccard": one.jaccard,
                "coefficient": one.coefficient,
            }
            for one in shared
        ],
    }


def _pair_record(world: World, one: Overlap, code: str | None) -> dict[str, Any]:
    return {
        "strength": _WORD[one.strength],
        "score": one.score,
        "rows": [_side(world, row) for row in (one.first, one.second, *one.others)],
        "shared_words": list(shared_words(world, one.first, one.second)),
        "rule": code,
    }


def _side(world: World, row: Row) -> dict[str, Any]:
    place = row.raci_place
    return {
        "row": row.ref,
        "department": row.owner.id,
        "title": world.matrix.of_row[row.id].name,
        "letters": _letters(world, row),
        "path": place.path,
        "line": place.line,
    }
