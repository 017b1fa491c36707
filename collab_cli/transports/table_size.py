"""How large a table may be that is read."""

from __future__ import annotations

from collab_cli.errors import CollabError
from collab_cli.messages import msg

MOST_CELLS = 200_000


def refuse_oversize(name: str, rows: int, columns: int) -> None:
    """Raise CollabError when a table of the file called ``name`` has more cells than are read."""
    if rows * columns > MOST_CELLS:
        raise CollabError(
            msg(
                "{file} has a table of {rows} rows and {columns} columns, more than {most} cells",
                file=name,
                rows=rows,
                columns=columns,
                most=MOST_CELLS,
            ),
            msg("save only the part with the table"),
        )
