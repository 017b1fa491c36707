"""Ids and titles of records, for the shell to offer: read from a small index, not from a loaded workspace.

The index keeps, for each file of a kind, its stamp and what its records are called; only files with another stamp
are read again. Restricted records are never in it: their titles would lie outside the workspace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from collab_cli.sources.cache import read_cache, write_cache
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.snapshot import Snapshot, working_tree
from collab_cli.sources.workspace_root import SETTINGS_FILE

PERIOD: Final = "period"
"""The periods of collab.yaml, which are named by ids as records are."""


class Kept(NamedTuple):
    """What the index knows of a kind without loading it: its folder, the lists of its parts and its title field."""

    folder: str
    parts: tuple[str, ...] = ()
    title_field: str = "title"


KEPT: Final[Mapping[str, Kept]] = {
    "action": Kept("actions"),
    "activity": Kept("activities", title_field="name"),
    "case": Kept("cases", ("lessons",)),
    "channel": Kept("channels", title_field="name"),
    "charter": Kept("charters", ("duties",)),
    "department": Kept("departments", title_field="name"),
    "document": Kept("documents"),
    "evaluation": Kept("evaluations", ("findings",)),
    "event": Kept("events"),
    "goal": Kept("goals", ("key_results",)),
    "handoff": Kept("handoffs"),
    "issue": Kept("issues"),
    "meeting": Kept("meetings", ("decisions",)),
    "metric": Kept("metrics", title_field="name"),
    "person": Kept("people", title_field="name"),
    "project": Kept("projects", ("tasks",)),
    "proposal": Kept("proposals"),
    "recognition": Kept("recognition"),
    "resource": Kept("resources"),
    "role": Kept("roles", title_field="name"),
    "series": Kept("series", title_field="name"),
    "skill": Kept("skills", title_field="name"),
    "training": Kept("training"),
    "waiver": Kept("waivers", title_field="rule"),
}
"""Every kind by name. (Loading the kinds themselves takes longer than a person waits for the tab key.)"""

_PART: Final = Kept("")
"""A part of a record: it has a title, or a text."""


class Indexed(NamedTuple):
    """A record or a part of one as the shell offers it; titles are empty where there is none."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    parts: tuple[Any, ...] = ()
    """The parts as they are kept; ``known_parts`` reads them."""

    def title(self, code: str) -> str:
        """Return the title in the language ``code``, else in the other one."""
        return (self.zh or self.en) if code == "zh" else (self.en or self.zh)

    @property
    def known_parts(self) -> tuple[Indexed, ...]:
        """Return the parts that can be referred to."""
        return tuple(Indexed._make(row) for row in self.parts)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the titles and aliases it can be named by."""
        return tuple(word for word in (self.zh, self.en, *self.aliases) if word)


def indexed(root: Path, kind: str, cache_home: Path) -> tuple[Indexed, ...]:
    """Return the records of ``kind`` in the workspace ``root`` in path order, none for an unknown kind.

    Raises CollabError when the root cannot be read or the limits of a run are passed.
    """
    if kind != PERIOD and kind not in KEPT:
        return ()
    folder = KEPT[kind].folder if kind in KEPT else ""
    snapshot = working_tree(root, wanted=lambda name: bool(folder) and name in (folder, f"{folder}.yaml"))
    paths = [path for path in snapshot.paths if (path == SETTINGS_FILE) == (kind == PERIOD)]
    topic = f"titles-{kind}"
    kept: dict[str, tuple[Any, tuple[Any, ...]]] = read_cache(cache_home, topic, str(root)) or {}
    fresh = {path: _entry_of(snapshot, path, kind, kept.get(path)) for path in paths}
    if fresh != kept:
        write_cache(cache_home, topic, str(root), fresh)
    return tuple(Indexed._make(row) for _, rows in fresh.values() for row in rows)


def _entry_of(snapshot: Snapshot, path: str, kind: str, kept: tuple[Any, Any] | None) -> tuple[Any, tuple[Any, ...]]:
    """Return stamp and records of a file, those already kept if it has not changed or cannot be read just now."""
    stamp = snapshot.stamp(path)
    if kept is not None and kept[0] == stamp:
        return kept
    from collab_cli.documents.reader import read_document  # only a changed file needs the reader

    try:
        plain = read_document(path, snapshot.read(path)).plain
    except Unreadable:
        plain = None
    if plain is None and kept is not None:
        return stamp, kept[1]
    if kind == PERIOD:
        return stamp, tuple(_periods(plain))
    if "/" not in path:
        return stamp, tuple(_rows(plain, KEPT[kind]))
    record_id = path.rpartition("/")[2].removesuffix(".yaml")
    return stamp, (_row(record_id, plain if isinstance(plain, dict) else {}, KEPT[kind]),)


def _rows(entries: Any, kept: Kept = _PART) -> Iterator[tuple[Any, ...]]:
    """Yield the entries of a list that have an id, as plain tuples of ``Indexed``."""
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]:
            yield _row(entry["id"], entry, kept)


def _row(record_id: str, written: Mapping[str, Any], kept: Kept) -> tuple[Any, ...]:
    name = written.get(kept.title_field) or (written.get("text") if kept is _PART else None)
    zh, en = (name.get("zh"), name.get("en")) if isinstance(name, dict) else (name, None)
    aliases = written.get("aliases")
    return (
        record_id,
        zh if isinstance(zh, str) else "",
        en if isinstance(en, str) else "",
        tuple(alias for alias in aliases if isinstance(alias, str)) if isinstance(aliases, list) else (),
        tuple(part for field in kept.parts for part in _rows(written.get(field))),
    )


def _periods(settings: Any) -> Iterator[tuple[Any, ...]]:
    entries = settings.get("periods") if isinstance(settings, dict) else None
    for row in _rows(entries):
        entry = next(entry for entry in entries or () if isinstance(entry, dict) and entry.get("id") == row[0])
        yield (row[0], f"{entry.get('start') or ''} - {entry.get('end') or ''}", "", (), ())
