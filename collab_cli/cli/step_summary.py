"""The summary of a step on GitHub: the whole answer as Markdown, below the log that shows ten annotations of a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from collab_cli.cli.context import Context
from collab_cli.messages import msg, msgn
from collab_cli.page import Block, FindingList, Fold, Styled, unfolded

if TYPE_CHECKING:
    from collab_cli.page import Report

VARIABLE = "GITHUB_STEP_SUMMARY"
LARGEST = 1 << 20
"""Bytes of a summary; GitHub shows nothing at all of a larger one."""


def append_summary(context: Context, report: Report) -> None:
    """Append ``report`` to the file GitHub names for the step's summary, if it does; never raises for that file.

    Of what is too long the gravest findings are kept, and what is left out is counted.
    """
    from collab_cli.renderers import renderer

    path = context.environ.get(VARIABLE)
    if not path:
        return
    markdown = renderer("markdown")
    try:
        with (context.cwd / path).open("ab") as file:
            room = LARGEST - file.tell() - 1

            def write(kept: int) -> bytes:
                return str(markdown(_cut(report, kept), context.language)).encode()

            data = _longest(write, room, sum(len(block.findings) for block in _lists(report)))
            if data is not None:
                file.write(data + b"\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        context.say(msg("the summary {path} cannot be written: {reason}", path=path, reason=reason))


def _longest(write: Callable[[int], bytes], room: int, most: int) -> bytes | None:
    """Return what ``write`` makes of as many findings as fit ``room``, at most ``most``; None where none does."""
    kept, data = most, write(most)
    while len(data) > room:
        if kept == 0:
            return None
        kept = min(kept - 1, max(kept * room * 99 // (len(data) * 100), 0))  # they are about as long as each other
        data = write(kept)
    return data


def _lists(report: Report) -> list[FindingList]:
    return [block for block in unfolded(report.page) if isinstance(block, FindingList)]


def _cut(report: Report, kept: int) -> Report:
    """Return the report with the ``kept`` gravest findings of its lists, and a word about the others."""
    lists = _lists(report)
    ranked = sorted(
        ((-finding.severity.rank, place, index) for place, block in enumerate(lists)
         for index, finding in enumerate(block.findings)),
    )  # fmt: skip
    if kept >= len(ranked):
        return report
    chosen = {(place, index) for _, place, index in ranked[:kept]}
    left_out = msgn(
        "{count} finding is left out here: the log has them all",
        "{count} findings are left out here: the log has them all",
        len(ranked) - kept,
    )
    cut = {}
    for place, block in enumerate(lists):
        findings = tuple(one for index, one in enumerate(block.findings) if (place, index) in chosen)
        closing = (*block.closing, Styled(left_out, "warn")) if place == 0 else block.closing
        cut[id(block)] = replace(block, findings=findings, closing=closing)
    return replace(report, page=_replaced(report.page, cut))


def _replaced(blocks: tuple[Block, ...], others: Mapping[int, FindingList]) -> tuple[Block, ...]:
    """Return blocks with others in place of some, which are known by what Python calls them."""
    return tuple(
        replace(block, blocks=_replaced(block.blocks, others))
        if isinstance(block, Fold)
        else others.get(id(block), block)
        for block in blocks
    )
