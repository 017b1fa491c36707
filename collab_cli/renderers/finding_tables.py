"""Findings in Markdown: one table with the gravest first, and a fold for each code that has many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.findings import Finding, Place
from collab_cli.i18n import Language
from collab_cli.messages import Param, msg
from collab_cli.page import FindingList
from collab_cli.renderers.cells import line_text, place_text, tone
from collab_cli.renderers.cleaning import clean_line
from collab_cli.renderers.escaping import code_span, escape, escape_html
from collab_cli.renderers.finding_layout import SEVERITY_WORDS

FOLDED_FROM = 6
"""Findings of one code that go into a fold of their own."""


def finding_tables(block: FindingList, folder: str, language: Language) -> Iterator[str]:
    """Yield the lines of a list of findings: what the check says, the table, the folds.

    ``folder`` is put before every path.
    """
    closing = [escape(line_text(cell, language)) for cell in block.closing]
    if closing:
        first = f"**{closing[0]}**" if tone(block.closing[0]) == "strong" else closing[0]
        yield "\\\n".join([first, *closing[1:]])
    groups: dict[str, list[Finding]] = {}
    for finding in block.findings:
        groups.setdefault(finding.code, []).append(finding)
    ordered = sorted(groups.values(), key=lambda group: (-max(one.severity.rank for one in group), group[0].code))
    few = [finding for group in ordered if len(group) < FOLDED_FROM for finding in group]
    table = _Table(folder, language)
    if few:
        yield ""
        yield from table.of(few)
    for group in ordered:
        if len(group) >= FOLDED_FROM:
            yield ""
            yield from table.fold(group)


class _Table:
    def __init__(self, folder: str, language: Language) -> None:
        self._folder = folder
        self._language = language

    def of(self, findings: Iterable[Finding], *, names_rule: bool = True) -> Iterator[str]:
        """Yield the table of findings, a row each; ``names_rule`` where they are not all of one rule and severity."""
        heads = (*([msg("Rule")] if names_rule else []), msg("Where"), msg("What is wrong"), msg("What to do"))
        yield f"| {' | '.join(self._cell(head) for head in heads)} |"
        yield "| --- " * len(heads) + "|"
        for finding in findings:
            rule = f"**{escape(finding.code)}** {self._cell(SEVERITY_WORDS[finding.severity])}"
            hint = "" if finding.hint is None else self._cell(finding.hint)
            cells = (*([rule] if names_rule else []), self._places(finding), self._cell(finding.message), hint)
            yield f"| {' | '.join(cells)} |"

    def fold(self, findings: list[Finding]) -> Iterator[str]:
        """Yield the findings of one code as a fold that shows its first message."""
        first = max(findings, key=lambda finding: finding.severity.rank)
        count = f"{self._language.say(SEVERITY_WORDS[first.severity])} ×{len(findings)}"
        example = line_text(msg("e.g. {message}", message=self._language.say_briefly(first.message)), self._language)
        yield "<details>"
        yield f"<summary><b>{escape_html(first.code)}</b> {count} · {escape_html(example)}</summary>"
        yield ""
        yield from self.of(findings, names_rule=len({finding.severity for finding in findings}) > 1)
        yield ""
        yield "</details>"

    def _cell(self, text: Param) -> str:
        return escape(line_text(text, self._language))

    def _places(self, finding: Finding) -> str:
        """Return where a finding stands and, below, its other places with what is said of them."""
        shown = [self._place(finding.place)]
        for related in finding.related:
            # The place is inline code and must not be escaped again: it is put in afterwards.
            also = self._cell(msg("also: {place}", place="PLACE")).replace("PLACE", self._place(related.place))
            said = f": {self._cell(related.message)}" if related.message else ""
            shown.append(also + said)
        return "<br>".join(shown)

    def _place(self, place: Place) -> str:
        text = clean_line(place_text(self._folder + place.path, place.line, place.column))
        # A table ends its cells at every bar, inline code or not, and hosts differ in how to keep one there.
        return escape(text) if "|" in text else code_span(text)
