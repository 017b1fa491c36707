"""The comments around an entry both sides have: those one side changed are taken, those both wrote are all kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from collab_cli.documents.pieces import Block, Entry, Leaf, comments_in, comments_of, lead_comments


class _Wanted(NamedTuple):
    """Which side's text has the comments, and all that are to be there."""

    text: str
    comments: list[str]


def with_comments(merged: Entry, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """Return ``merged``, made of ours or theirs, with the comments of both; those without a place go above it."""
    old = base if base is not None else Entry("", "", "", Leaf("", None), "")
    gap = _wanted(old.gap, ours.gap, theirs.gap, *(comments_in(side.gap) for side in (old, ours, theirs)))
    lead = _wanted(old.lead, ours.lead, theirs.lead, *(lead_comments(side) for side in (old, ours, theirs)))
    tail = _wanted(old.tail, ours.tail, theirs.tail, *(comments_in(side.tail) for side in (old, ours, theirs)))
    if _pad(lead.text) == _pad(merged.lead) and merged.lead == ours.lead:
        merged = replace(merged, lead=lead.text)
    if _may_end(merged, ours, theirs):
        merged = replace(merged, tail=tail.text)
    missing = [comment for comment in gap.comments if comment not in comments_in(gap.text)]
    missing += [comment for comment in lead.comments if comment not in lead_comments(merged)]
    missing += [comment for comment in tail.comments if comment not in comments_in(merged.tail)]
    if isinstance(merged.value, Leaf):  # what a side wrote between entries that are in brackets now
        inside = [comment for side in (ours, theirs) for comment in _comments_inside(side)]
        missing += [comment for comment in inside if comment not in comments_of(old)]
    return _with_above(replace(merged, gap=gap.text), list(dict.fromkeys(missing)))


def _wanted(base: str, ours: str, theirs: str, old: Sequence[str], our: Sequence[str], their: Sequence[str]) -> _Wanted:
    if their in (old, our):
        return _Wanted(ours, list(our))
    if our == old:
        return _Wanted(theirs, list(their))
    return _Wanted(ours, [*our, *(comment for comment in their if comment not in our and comment not in old)])


def _comments_inside(entry: Entry) -> list[str]:
    below = entry.value.own if isinstance(entry.value, Block) else []
    return [comment for each in below for comment in comments_of(each)]


def _pad(lead: str) -> str | None:
    """Return the blanks before a value on a line of its own, None for one behind its key."""
    lines, line_end, pad = lead.rpartition("\n")
    return pad if line_end or not lines + pad.strip() else None


def _may_end(merged: Entry, ours: Entry, theirs: Entry) -> bool:
    """Return whether comments may stand behind the value as they do in either side."""
    sides = [side.value for side in (merged, ours, theirs)]
    if all(isinstance(side, Block) for side in sides):
        return True
    return all(isinstance(side, Leaf) and "\n" not in side.text and side.text[:1] not in ("|", ">") for side in sides)


def _with_above(entry: Entry, comments: Sequence[str]) -> Entry:
    """Return an entry with further comments above it, or above its value where that begins a line."""
    if not comments:
        return entry
    pad = _pad(entry.lead)
    if isinstance(entry.value, Block) and pad is not None:
        return replace(entry, lead=entry.lead + "".join(f"{comment}\n{pad}" for comment in comments))
    lines, _, pad = entry.gap.rpartition("\n")
    return replace(entry, gap=f"{lines}\n" + "".join(f"{pad}{comment}\n" for comment in comments) + pad)
