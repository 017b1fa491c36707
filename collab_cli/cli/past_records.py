"""What records with the ids of new ones were, in commits long past."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collab_cli.model.record import Record
    from collab_cli.sources.history import History


def past_records(history: History, commit: str, records: Sequence[Record[Any]]) -> dict[str, list[Any]]:
    """Return, by `kind:id`, the contents records with the ids of ``records`` had up to a commit, as plain data.

    Files that cannot be read are passed over.
    """
    from collab_cli.documents.reader import read_document
    from collab_cli.model.load_workspace import is_register, kind_of_path
    from collab_cli.sources.past_files import past_files

    wanted = {record.ref for record in records}
    ids = {record.id.encode() for record in records}
    folders = {record.kind.folder for record in records}
    paths = [name for folder in sorted(folders) for name in (folder, f"{folder}.yaml")]
    found: dict[str, list[Any]] = {}
    for path, data in past_files(history, commit, paths):
        kind = kind_of_path(path)
        stem = PurePosixPath(path).stem
        if kind is None or not (any(one in data for one in ids) if is_register(path) else stem.encode() in ids):
            continue
        document = read_document(path, data).document
        content = document.plain if document is not None else None
        for record_id, entry in _entries(content) if is_register(path) else [(stem, content)]:
            if f"{kind.name}:{record_id}" in wanted and entry is not None:
                found.setdefault(f"{kind.name}:{record_id}", []).append(entry)
    return found


def _entries(content: Any) -> list[tuple[str, Any]]:
    """Return the entries of a register by their ids."""
    entries = content if isinstance(content, list) else []
    return [(str(entry["id"]), entry) for entry in entries if isinstance(entry, dict) and "id" in entry]
