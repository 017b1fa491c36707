"""How findings lie on a terminal: one in full with its source lines, several of one code as one line."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Finding, Place, Severity
from collab_cli.i18n import Language
from collab_cli.messages import Message, msg
from collab_cli.page import FindingList, Tone
from collab_cli.renderers.cells import Piece, line_text, place_text
from collab_cli.renderers.cleaning import clean_line
from collab_cli.renderers.columns import cut, pad, text_width, wrap
from collab_cli.renderers.excerpt import cut_around, shown_source
from collab_cli.renderers.plain import SEVERITY_TONES

LEAST_MESSAGE = 16
"""The columns of a message that must be left when a place stands on its line."""

SEVERITY_WORDS: dict[Severity, Message] = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.INFO: msg("info"),
}


def lay_out(block: FindingList, language: Language, width: int, show_all: bool) -> Iterator[list[Piece]]:
    """Yield the lines of a list of findings, each at most ``width`` columns.

    Folded, the gravest come first and those of one code stand together; opened, they keep their order.
    """
    layout = _Layout(block, language, width)
    if show_all or not block.foldable:
        for index, finding in enumerate(block.findings):
            yield from layout.gap(index)
            yield from layout.opened(finding)
        return
    groups: dict[str, list[Finding]] = {}
    for finding in block.findings:
        groups.setdefault(finding.code, []).append(finding)
    ordered = sorted(groups.values(), key=lambda group: (-max(one.severity.rank for one in group), group[0].code))
    layout.measure(ordered)
    for index, group in enumerate(ordered):
        is_folded = len(group) > 1
        if not (is_folded and index and len(ordered[index - 1]) > 1):
            yield from layout.gap(index)
        yield from layout.folded(group) if is_folded else layout.opened(group[0])
    if block.folded_note and any(len(group) > 1 for group in ordered):
        yield [(line_text(block.folded_note, language), "muted")]


class _Layout:
    def __init__(self, block: FindingList, language: Language, width: int) -> None:
        self._sources = block.sources
        self._language = language
        self._width = width
        self._words = {severity: language.say(word) for severity, word in SEVERITY_WORDS.items()}
        self._word_room = 0
        self._count_room = 0

    def gap(self, index: int) -> Iterator[list[Piece]]:
        """Yield an empty line unless the finding is the first."""
        if index:
            yield []

    def measure(self, groups: list[list[Finding]]) -> None:
        """Note how wide severity and count of the folded groups are, so that their messages align."""
        folded = [group for group in groups if len(group) > 1]
        self._word_room = max((text_width(self._words[group[0].severity]) for group in folded), default=0)
        self._count_room = max((len(str(len(group))) for group in folded), default=0)

    def folded(self, group: list[Finding]) -> Iterator[list[Piece]]:
        """Yield several findings of one code as one line: count, the first of them and where it stands.

        The message is cut to fit; only where nearly nothing of it would be left does the place go on a line of
        its own.
        """
        first = max(group, key=lambda finding: finding.severity.rank)
        count = f"×{len(group)}".rjust(self._count_room + 1)
        head: list[Piece] = [
            (first.code, "strong"),
            (" ", ""),
            (pad(self._words[first.severity], self._word_room), SEVERITY_TONES[first.severity]),
            (f" {count}  ", "strong"),
        ]
        indent = sum(text_width(text) for text, _ in head)
        example = self._language.say_briefly(first.message)
        message = clean_line(self._language.say(msg("e.g. {message}", message=example)))
        where = _where(first.place)
        room = self._width - indent - text_width(where) - 2
        if room >= LEAST_MESSAGE:
            yield [*head, (cut(message, room), ""), ("  ", ""), (where, "muted")]
        else:
            yield [*head, (cut(message, self._width - indent), "")]
            fits = indent + text_width(where) <= self._width
            yield [(" " * indent if fits else "  ", ""), (where, "muted")]

    def opened(self, finding: Finding) -> Iterator[list[Piece]]:
        """Yield one finding in full: where, what, the source lines, what to do."""
        head: list[Piece] = [
            (finding.code, "strong"),
            (" ", ""),
            (self._words[finding.severity], SEVERITY_TONES[finding.severity]),
            (": ", ""),
        ]
        used = sum(text_width(text) for text, _ in head)
        where = _where(finding.place) + ": "
        message = line_text(finding.message, self._language)
        if text_width(where) + used + 8 > self._width:
            yield [(where.rstrip(), "accent")]
        else:
            head.insert(0, (where, "accent"))
            used += text_width(where)
        first, *rest = wrap(message, self._width - 4, self._width - used, whole=True)
        yield [*head, (first, "strong")]
        for line in rest:
            yield [("    ", ""), (line, "strong")]
        places = [finding.place, *(related.place for related in finding.related)]
        gutter = max(len(str(place.line)) for place in places) + 2
        yield from self._source(finding.place, gutter, SEVERITY_TONES[finding.severity])
        for related in finding.related:
            yield from self._also(related.place, related.message)
            yield from self._source(related.place, gutter, "accent")
        yield from self._hint(finding, "  ")

    def _also(self, place: Place, message: Message | None) -> Iterator[list[Piece]]:
        head = self._language.say(msg("also: {place}", place=_where(place)))
        if message is None:
            yield [("  ", ""), (head, "accent")]
            return
        head += ": "
        room = self._width - 2
        first, *rest = wrap(line_text(message, self._language), room, room - text_width(head), whole=True)
        for line in ((head + first).rstrip(), *rest):
            yield [("  ", ""), (line, "accent")]

    def _hint(self, finding: Finding, indent: str) -> Iterator[list[Piece]]:
        if finding.hint is not None:
            text = self._language.say(msg("hint: {hint}", hint=line_text(finding.hint, self._language)))
            yield from self._hanging(text, "good", indent)

    def _hanging(self, text: str, meaning: Tone, indent: str) -> Iterator[list[Piece]]:
        for line in wrap(text, self._width - len(indent), whole=True):
            yield [(indent, ""), (line, meaning)]

    def _source(self, place: Place, gutter: int, meaning: Tone) -> Iterator[list[Piece]]:
        source = self._sources.get((place.path, place.line))
        if source is None or not source.strip():
            return
        room = self._width - gutter - 3
        before, after = shown_source(source, place.column)
        text, caret = cut_around(before, after, room)
        yield [(f"{place.line:>{gutter}} │ ", "muted"), (text, "")]
        yield [(" " * gutter + " │ ", "muted"), (" " * caret, ""), ("^", meaning)]


def _where(place: Place) -> str:
    return place_text(place.path, place.line, place.column)
