"""Find the record a person means: by id, the beginning of one, its title, or a person's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.activity import Activity
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import Name
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.workspace import Workspace

LISTED = 5
"""How many candidates an ambiguous name lists."""


def find_record(workspace: Workspace, kind: Kind, text: str) -> Record[Any]:
    """Return the record of ``kind`` that ``text`` means.

    An exact id wins over an exact title or alias, that over the beginning of an id or title. Raises CollabError when
    nothing fits (with what was probably meant) or several do (with a list of them).
    """
    found = records_meant(workspace, kind, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise several(kind, text, found)
    raise not_there(workspace, kind, text)


def records_meant(workspace: Workspace, kind: Kind, text: str) -> tuple[Record[Any], ...]:
    """Return the records of ``kind`` that ``text`` can mean: an exact id, else titles, else beginnings of either."""
    records = workspace.records.get(kind.name, {})
    wanted = bare(kind, text)
    if wanted in records:
        return (records[wanted],)
    titled = tuple(record for record in records.values() if wanted.casefold() in set(words_of(record)))
    return titled or tuple(record for record in records.values() if wanted and _begins(record, wanted))


def records_with_word(workspace: Workspace, kind: Kind, text: str) -> tuple[Record[Any], ...]:
    """Return the records of ``kind`` in whose title or an alias ``text`` stands."""
    wanted = bare(kind, text).casefold()
    records = workspace.records.get(kind.name, {}).values()
    return tuple(record for record in records if wanted and any(wanted in word for word in words_of(record)))


def find_any(workspace: Workspace, text: str) -> tuple[Record[Any], str | None]:
    """Return the record that ``text`` names and the id of its part, None for the whole record.

    ``text`` is `kind:id`, `kind:id/part`, or an id or title that one kind alone has. Raises CollabError as
    ``find_record`` does.
    """
    head, colon, rest = text.replace("：", ":").partition(":")
    kind = kind_named(head.strip()) if colon else None
    if kind is not None:
        return find_with_part(workspace, kind, rest.strip())
    found: dict[str, tuple[Record[Any], str | None]] = {}
    for each in all_kinds():
        for whole, part in _readings(text):
            for record in records_meant(workspace, each, whole):
                part_id = _part_meant(record, part, workspace) if part is not None else None
                if part is None or part_id is not None:
                    found.setdefault(f"{record.ref}/{part_id}", (record, part_id))
    whole = _readings(text)[-1][0]
    exact = [pair for pair in found.values() if pair[0].id == whole]
    titled = [pair for pair in found.values() if whole.casefold() in set(words_of(pair[0]))]
    candidates = exact or titled or list(found.values())
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        listed = tuple(record.ref for record, _ in candidates[:LISTED])
        raise CollabError(
            msg("{text} can mean several records: {records}", text=text, records=listed),
            msg("name one as {example}", example=listed[0]),
        )
    example = msg("write kind and id, such as {example}", example="goal:ID")
    raise CollabError(_not_a_ref(text, colon, head), _nearest_ref(workspace, rest if colon else whole) or example)


def find_with_part(workspace: Workspace, kind: Kind, text: str) -> tuple[Record[Any], str | None]:
    """Return the record of ``kind`` that ``text`` names, and the id of the part behind `/`, None without one."""
    whole, slash, part = text.partition("/")
    if not slash:
        return find_record(workspace, kind, whole), None
    record = find_record(workspace, kind, whole)
    return record, find_part(record, part, workspace)


def find_part(record: Record[Any], text: str, workspace: Workspace | None = None) -> str:
    """Return the id of the part of ``record`` that ``text`` means: its id, or its title; raise CollabError if none."""
    found = _part_meant(record, text, workspace)
    if found is not None:
        return found
    parts = dict(parts_of(record))
    better = nearest(text.casefold(), list(parts))
    hint = (
        msg("did you mean {better}", better=better)
        if better
        else msg("it has {parts}", parts=tuple(parts))
        if parts
        else msg("{command} shows what there is", command=f"collab {record.kind.name} show {record.id}")
    )
    raise CollabError(msg("{record} has no part {part}", record=record.titled, part=text), hint)


def _part_meant(record: Record[Any], text: str, workspace: Workspace | None) -> str | None:
    """Return the id of the one part of ``record`` that ``text`` can mean, or None."""
    parts = dict(parts_of(record, workspace))
    if text in parts:
        return text
    named = [part_id for part_id, words in parts.items() if text.casefold() in words]
    return named[0] if len(named) == 1 else None


def parts_of(record: Record[Any], workspace: Workspace | None = None) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield id and casefolded titles of the parts of a record that can be referred to.

    With a ``workspace`` a duty without a title of its own is also known by the names of its activity.
    """
    for name in record.kind.part_fields:
        for part in getattr(record.written, name):
            title = getattr(part, "title", None) or getattr(part, "text", None)
            names = (title.zh, title.en) if isinstance(title, Name) else (title,)
            activity = None
            if workspace is not None and title is None and isinstance(part, ResponsibilityRow):
                activity = workspace.get(Activity, part.activity or part.id)
            others = words_of(activity) if activity is not None else ()
            yield part.id, frozenset(word.casefold() for word in (*names, *others) if isinstance(word, str))


def several(kind: Kind, text: str, found: Iterable[Record[Any]]) -> CollabError:
    """Return the error for a text that can mean each of ``found``."""
    listed = tuple(record.titled for record in found)[:LISTED]
    return CollabError(
        msg("{text} can mean several {kinds}: {records}", text=text, kinds=kind.many, records=listed),
        msg("name one by its id"),
    )


def not_there(workspace: Workspace, kind: Kind, text: str) -> CollabError:
    """Return the error for a text that means no record of ``kind``."""
    wanted = bare(kind, text)
    if wanted in workspace.known.get(kind.name, ()):
        return CollabError(
            msg("the {kind} {id} cannot be read", kind=kind.one, id=wanted),
            msg("{command} says why", command="collab check"),
        )
    hint = _suggestion(kind, wanted, workspace.records.get(kind.name, {}))
    return CollabError(msg("there is no {kind} {text}", kind=kind.one, text=text), hint)


def words_of(record: Record[Any]) -> Iterator[str]:
    """Yield the title in each language and the aliases, casefolded."""
    name = record.name
    names = (name.zh, name.en) if isinstance(name, Name) else (name,)
    for word in (*names, *record.value.aliases):
        if isinstance(word, str):
            yield word.casefold()


def _begins(record: Record[Any], text: str) -> bool:
    return record.id.startswith(text) or any(word.startswith(text.casefold()) for word in words_of(record))


def bare(kind: Kind, text: str) -> str:
    """Return ``text`` without the name of its kind before it."""
    return text.removeprefix(f"{kind.name}:").strip()


def _readings(text: str) -> tuple[tuple[str, str | None], ...]:
    """Return what a text without a kind can be: a whole name, or a name with a part behind `/`."""
    whole, slash, part = text.partition("/")
    return ((text.strip(), None), (whole.strip(), part.strip())) if slash else ((text.strip(), None),)


def _not_a_ref(text: str, colon: str, head: str) -> Message:
    if colon and " " not in head:
        return msg("{text} names no record: there is no kind {kind}", text=text, kind=head)
    return msg("there is no record {text}", text=text)


def _nearest_ref(workspace: Workspace, text: str) -> Message | None:
    """Return the proposal of the record whose id or title is most like ``text``, whatever its kind."""
    known: dict[str, Record[Any]] = {}
    for record in workspace.every_record():
        for word in (record.id, *words_of(record)):
            known.setdefault(word, record)
    better = nearest(text.strip().casefold(), list(known))
    return (
        None if better is None else msg("did you mean {better}", better=Titled(known[better].name, known[better].ref))
    )


def _suggestion(kind: Kind, wanted: str, records: Mapping[str, Record[Any]]) -> Message:
    better = nearest(wanted.casefold(), list(records))
    if better is not None:
        return msg("did you mean {better}", better=records[better].titled)
    return msg("{command} shows what there is", command=f"collab {kind.name} list")
