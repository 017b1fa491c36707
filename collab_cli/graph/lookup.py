"""Find the record a person means: by id, the beginning of one, its title, or a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import Name
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace

LISTED = 5
"""How many candidates an ambiguous name lists."""


def find_record(workspace: Workspace, kind: Kind, text: str) -> Record[Any]:
    """Return the record of ``kind`` that ``text`` means.

    An exact id wins over an exact title or alias, that over the beginning of an id. Raises CollabError when
    nothing fits (with what was probably meant) or several do (with a list of them).
    """
    records = workspace.records.get(kind.name, {})
    wanted = text.removeprefix(f"{kind.name}:").strip()
    if wanted in records:
        return records[wanted]
    titled = [record for record in records.values() if wanted.casefold() in set(_words(record))]
    begun = [record for record in records.values() if wanted and record.id.startswith(wanted)]
    found = titled or begun
    if len(found) == 1:
        return found[0]
    if found:
        listed = tuple(record.titled for record in found[:LISTED])
        raise CollabError(
            msg("{text} can mean several {kinds}: {records}", text=text, kinds=kind.many, records=listed),
            msg("name one by its id"),
        )
    if wanted in workspace.known.get(kind.name, ()):
        raise CollabError(
            msg("the {kind} {id} cannot be read", kind=kind.one, id=wanted),
            msg("{command} says why", command="collab check"),
        )
    raise CollabError(msg("there is no {kind} {text}", kind=kind.one, text=text), _suggestion(kind, wanted, records))


def _suggestion(kind: Kind, wanted: str, records: dict[str, Record[Any]] | Any) -> Any:
    better = nearest(wanted.casefold(), list(records))
    if better is not None:
        return msg("did you mean {better}", better=records[better].titled)
    return msg("{command} shows what there is", command=f"collab {kind.name} list")


def _words(record: Record[Any]) -> Iterator[str]:
    """Yield the title in each language and the aliases, casefolded."""
    name = record.name
    names = (name.zh, name.en) if isinstance(name, Name) else (name,)
    for word in (*names, *record.value.aliases):
        if isinstance(word, str):
            yield word.casefold()
