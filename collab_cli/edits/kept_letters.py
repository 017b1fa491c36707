"""Letters a table cannot take away: those that stand in none of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from collab_cli.analyses.raci_tables.read_table import ReadTable
from collab_cli.graph.letters import LETTER_ORDER
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn

SHOWN = 5
"""How many of the letters kept are told one by one."""


@dataclass(slots=True)
class KeptLetters:
    """The letters kept of rows in force because ``table`` holds such a letter nowhere; ``both`` may share a cell."""

    table: ReadTable
    both: str
    _said: frozenset[str] = frozenset()
    _kept: list[tuple[str, str, Param]] = field(default_factory=list)
    _first: str = ""

    def __post_init__(self) -> None:
        self._said = frozenset(letter for row in self.table.rows for cell in row.cells for letter in cell.letters)

    def after(self, before: str, given: str) -> str:
        """Return the letters a party has after the table gives it ``given``; one given replaces what it excludes."""
        kept = {letter for letter in before if letter not in self._said}
        united = "".join(sorted(kept | set(given), key=LETTER_ORDER.index))
        if not kept or set(united) == set(before) or len(united) == 1 or united == self.both:
            return united
        return given

    def note(self, address: str, party: str, letters: str, name: Param) -> None:
        """Remember that a party keeps letters in a row, which stands at an address of the table."""
        self._first = self._first or address
        self._kept.append((party, letters, name))

    def told(self, world: World) -> tuple[tuple[str, Message], ...]:
        """Return the note of what was kept, with the address of the first such row; () where nothing was."""
        if not self._kept:
            return ()
        letters = sorted({each for _, kept, _ in self._kept for each in kept}, key=LETTER_ORDER.index)
        listed: list[Param] = [
            msg("{party} {letters} in {title}", party=world.parties.name(party), letters=kept, title=name)
            for party, kept, name in self._kept[:SHOWN]
        ]
        if (more := len(self._kept) - SHOWN) > 0:
            listed.append(msgn("and {count} more", "and {count} more", more))
        told = msg("no cell of the table holds {letters}, so these stay: {kept}", letters="".join(letters),
                   kept=Items(tuple(listed)))  # fmt: skip
        return ((self._first, told),)
