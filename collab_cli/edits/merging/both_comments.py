"""The comments around an entry both sides have: those one side changed are taken, those both wrote are all kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from collab_cli.documents.pieces import Block, Entry, Leaf, comments_in, count_comments, lead_comments
from collab_cli.edits.merging.kept_sides import at_least


def with_comments(merged: Entry, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """Return ``merged``, made of ours or theirs, with the comments of both.

    Those that have lost their place go above it, or behind a block they ended.
    """
    old = base if base is not None else Entry("", "", "", Leaf("", None), "")
    lead = _chosen(old, ours, theirs, lead_comments).lead
    if _pad(lead) == _pad(merged.lead) and merged.lead == ours.lead:
        merged = replace(merged, lead=lead)
    if _may_end(merged, ours, theirs):
        merged = replace(merged, tail=_chosen(old, ours, theirs, lambda side: comments_in(side.tail)).tail)
    merged = replace(merged, gap=_chosen(old, ours, theirs, lambda side: comments_in(side.gap)).gap)
    missing = at_least(*map(count_comments, (old, ours, theirs))) - count_comments(merged)
    if not missing:
        return merged
    ends = comments_in(ours.tail + theirs.tail) if isinstance(merged.value, Block) else []
    merged = _with_behind(merged, [comment for comment in missing.elements() if comment in ends])
    return _with_above(merged, [comment for comment in missing.elements() if comment not in ends])


def _chosen(base: Entry, ours: Entry, theirs: Entry, comments: Callable[[Entry], list[str]]) -> Entry:
    """Return theirs where they alone have other comments there than the base, else ours."""
    is_theirs = comments(ours) == comments(base) and comments(theirs) != comments(base)
    return theirs if is_theirs else ours


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


def _with_behind(entry: Entry, comments: Sequence[str]) -> Entry:
    """Return an entry that holds a block with further comments behind it."""
    if not comments or not isinstance(entry.value, Block):
        return entry
    tail = entry.tail.rstrip("\n")
    pad = " " * (entry.value.column - 1)
    return replace(entry, tail=tail + "".join(f"\n{pad}{comment}" for comment in comments) + entry.tail[len(tail) :])
