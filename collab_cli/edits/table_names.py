"""What a workspace knows by name, for the reader of tables: it tells which texts are parties and which duties."""

from __future__ import annotations

from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.edits.imported_rows import KnownRows
from collab_cli.edits.table_parties import exact_party, like_party
from collab_cli.errors import CollabError
from collab_cli.graph.world import World


class TableNames:
    """The parties and the duties of a workspace by what people call them; each text is looked up once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rows = KnownRows(world)
        self._parties: dict[str, str | None] = {}
        self._duties: dict[str, str | None] = {}

    def party(self, text: str) -> str | None:
        """Return the party called ``text``, or None without one or with several."""
        if text not in self._parties:
            try:
                self._parties[text] = exact_party(self._world, text) or like_party(self._world, text)
            except CollabError:
                self._parties[text] = None
        return self._parties[text]

    def duty(self, text: str) -> str | None:
        """Return the duty or activity called ``text``, or None; one that can mean several is itself."""
        if text not in self._duties:
            self._duties[text] = self._duty(ReadRow(text, "", ()))
        return self._duties[text]

    def _duty(self, row: ReadRow) -> str | None:
        try:
            found = self._rows.find(row)
            return found.key if found is not None else self._rows.activity(row)
        except CollabError:
            return row.title
