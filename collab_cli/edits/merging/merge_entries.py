"""Two changed versions of an entry joined: what one side alone changed is taken, what both changed is a conflict.

The text is that of our side, with the pieces of theirs put in: comments, quotes and layout of both are kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from collab_cli.documents.pieces import (
    Block,
    Clash,
    Entry,
    Leaf,
    block_of,
    body_of,
    comments_in,
    comments_of,
    filled,
    lead_comments,
    plain_of,
    shifted,
)
from collab_cli.edits.merging.both_comments import with_comments
from collab_cli.edits.merging.bracketed import rewritten
from collab_cli.edits.merging.merge_lists import Matched, OrderUnclear, matched_lists, matched_maps
from collab_cli.edits.merging.same_entry import field_below, item_below
from collab_cli.model.fields import FieldType

_LETTERS = "raci"


def merge_entries(
    base: Entry | None, ours: Entry, theirs: Entry, wanted: FieldType | None, *, is_top: bool = False
) -> Entry | Clash:
    """Return the entry both sides made of ``base``, or the conflict it is; all three begin in the same column.

    ``wanted`` is the type of its value; ``is_top`` says that it is the whole file. Raises NotInPieces for what
    cannot be told apart.
    """
    text, our_text, their_text = body_of(base) if base is not None else None, body_of(ours), body_of(theirs)
    if their_text == our_text and ours.gap == theirs.gap:
        return ours
    if their_text in (our_text, text):
        merged: Entry | Clash = ours
    elif text == our_text:
        merged = replace(theirs, gap=ours.gap)
    else:
        merged = _merged(base, ours, theirs, wanted, is_top=is_top)
    return merged if isinstance(merged, Clash) else with_comments(merged, base, ours, theirs)


def _merged(base: Entry | None, ours: Entry, theirs: Entry, wanted: FieldType | None, *, is_top: bool) -> Entry | Clash:
    """Return our entry with the value both sides made of it."""
    old = plain_of(base.value) if base is not None else None
    our, their = plain_of(ours.value), plain_of(theirs.value)
    if isinstance(our, dict | list) and type(our) is type(their) and (old is None or type(old) is type(our)):
        return _merged_collection(base, ours, theirs, wanted, is_top=is_top)
    if our == their or (base is not None and their == old):
        return ours
    if base is not None and our == old:
        return replace(theirs, gap=ours.gap)
    return Clash([ours], [theirs])


def _merged_collection(
    base: Entry | None, ours: Entry, theirs: Entry, wanted: FieldType | None, *, is_top: bool
) -> Entry | Clash:
    empty: Any = type(plain_of(ours.value))()
    old = base.value if base is not None else Leaf("", None)
    before, our, their = plain_of(old) or empty, plain_of(ours.value), plain_of(theirs.value)
    is_kept = isinstance(ours.value, Leaf) and (our == their or (base is not None and before == their))
    if is_kept:
        return ours
    if "#" in "".join(side.text for side in (ours.value, theirs.value) if isinstance(side, Leaf)) and our != their:
        return Clash([ours], [theirs])  # a comment inside brackets would be lost
    if isinstance(ours.value, Leaf) and (our or isinstance(theirs.value, Leaf)):
        sides = (_block(old, before), block_of(our), block_of(their))
        block = _merged_blocks(base, *sides, wanted, ours.key, is_top=is_top)
        if block is None or has_clash(block) or not _keeps_accountable(ours.key, block, before, our, their):
            return Clash([ours], [theirs])
        return replace(ours, value=Leaf(rewritten(ours.value.text, our, plain_of(block)), plain_of(block), True))
    mine = ours if isinstance(ours.value, Block) else theirs
    our_block = ours.value if isinstance(ours.value, Block) else Block(isinstance(our, dict), 0)
    sides = (_block(old, before), our_block, _block(theirs.value, their))
    block = _merged_blocks(base, *sides, wanted, ours.key, is_top=is_top)
    if block is None or not _keeps_accountable(ours.key, block, before, our, their):
        return Clash([ours], [theirs])
    if not block.entries:
        lead = mine.lead.partition("\n")[0]
        for comment in lead_comments(mine)[:1]:
            lead = lead.partition(comment)[0]
        lead = lead.rstrip()
        return replace(ours, lead=f"{lead} " if lead else "", value=Leaf("{}" if block.is_map else "[]", empty, True))
    return filled(
        replace(ours, lead=mine.lead, tail=mine.tail), block.entries, is_map=block.is_map, column=block.column
    )


def _keeps_accountable(name: str, merged: Block, *versions: Any) -> bool:
    """Return whether as many parties hold A in the merged letters of a matter as in one of the versions they come from.

    Two sides that hand the same A to different parties have each written another cell.
    """
    if name != _LETTERS or has_clash(merged):
        return True
    return _count_accountable(plain_of(merged)) in [_count_accountable(version) for version in versions]


def _count_accountable(letters: Any) -> int:
    return sum("A" in str(cell).upper() for cell in letters.values()) if isinstance(letters, dict) else 0


def _block(value: Leaf | Block, plain: Any) -> Block:
    return value if isinstance(value, Block) else block_of(plain)


def _merged_blocks(
    around: Entry | None, base: Block, ours: Block, theirs: Block, wanted: FieldType | None, name: str, *, is_top: bool
) -> Block | None:
    """Return the entries of three blocks merged, None where their order or their names cannot be brought together.

    ``around`` is the entry the base was in.
    """
    column = ours.column or theirs.column
    old, our, their = (_entries(block, column) for block in (base, ours, theirs))
    try:
        if ours.is_map:
            matches = matched_maps(old, our, their)
        else:
            matches = matched_lists(old, our, their, wanted, name, is_register=is_top)
    except OrderUnclear:
        return None
    block = Block(ours.is_map, column)
    parted, pad = _parting(our, their), " " * (column - 1)
    known = set(comments_of(around)) if around is not None else set()
    for match in matches:
        below = field_below(wanted, match.key[0]) if ours.is_map else item_below(wanted)
        merged = _merged_match(match, below, known, is_map=ours.is_map)
        if isinstance(merged, Entry) and block.entries and not merged.gap.endswith(f"\n{pad}"):
            above = "".join(f"{pad}{comment}\n" for comment in comments_in(merged.gap))
            merged = replace(merged, gap=f"{parted}{above}{pad}")
        if merged is not None:
            block.entries.append(merged)
    return block


def _entries(block: Block, column: int) -> list[Entry]:
    return [shifted(entry, column - block.column) for entry in block.own]


def _parting(ours: list[Entry], theirs: list[Entry]) -> str:
    """Return what parts two entries: a line end, and a blank line where all that are there have one."""
    gaps = [entry.gap for entry in (*ours[1:], *theirs[1:])]
    return "\n\n" if gaps and all(gap.startswith("\n\n") for gap in gaps) else "\n"


def _merged_match(match: Matched, wanted: FieldType | None, known: set[str], *, is_map: bool) -> Entry | Clash | None:
    base, ours, theirs = match.base, match.ours, match.theirs
    if match.clash is not None:
        return match.clash
    if ours is not None and theirs is not None:
        if base is None and not is_map and plain_of(ours.value) != plain_of(theirs.value):
            return Clash([ours], [theirs])  # the same id given to two things
        return merge_entries(base, ours, theirs, wanted)
    only = ours or theirs
    assert only is not None
    if base is None:
        return only
    if not _is_changed(base, only, known):
        return None
    return Clash([only], []) if ours is not None else Clash([], [only])


def _is_changed(base: Entry, entry: Entry, known: set[str]) -> bool:
    """Return whether an entry says something else than in ``base``, or has a comment that is not one of ``known``."""
    return plain_of(base.value) != plain_of(entry.value) or not set(comments_of(entry)) <= known


def has_clash(block: Block) -> bool:
    """Return whether a conflict is in a block."""
    return any(
        isinstance(below, Clash) or (isinstance(below.value, Block) and has_clash(below.value))
        for below in block.entries
    )
