"""A word the shell may put at the cursor, with what it means."""

from __future__ import annotations


class Offer(str):
    """A word that may stand at the cursor: what ``autocompletion`` of an argument or option returns.

    ``record_title`` is that of the record it names, ``help`` what any other word means. ``typed_title`` is the title
    that begins with what was typed, where the word itself does not: it names the same thing.
    """

    record_title: str
    typed_title: str
    help: str

    def __new__(cls, word: str, record_title: str = "", typed_title: str = "", help: str = "") -> Offer:
        """Return the word with its titles."""
        offer = super().__new__(cls, word)
        offer.record_title = record_title
        offer.typed_title = typed_title
        offer.help = help
        return offer

    def startswith(self, *args: object) -> bool:
        """Say yes: Typer drops the words that do not start with what was typed, which a title found need not."""
        return True

    def between(self, start: str, end: str = "") -> Offer:
        """Return the offer with ``start`` before and ``end`` behind it, under its title too."""
        typed_title = f"{start}{self.typed_title}{end}" if self.typed_title else ""
        return Offer(f"{start}{self}{end}", self.record_title, typed_title, self.help)
