"""Compile the Chinese catalogues: ``python -m tests.house.catalogues`` (``make catalogues``).

The texts are kept in parts, one ``.po`` file for each part of the program. ``help.po`` becomes the small
catalogue ``help.mo`` that help pages load, all other parts together become ``collab.mo``. The same parts give
the same bytes on every machine, so a test can tell a stale catalogue.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

PARTS = Path(__file__).parents[2] / "collab_cli" / "locale" / "zh_CN"
HELP_PART = "help"

_HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: zh_CN\nPlural-Forms: nplurals=1; plural=0;\n"
_MAGIC = 0x950412DE


@dataclass(frozen=True)
class Entry:
    """One text of a part: the English, its form for many if it has one, the Chinese, and where it stands."""

    english: str
    plural: str | None
    chinese: str
    where: str


class BadCatalogue(Exception):
    """A part that cannot be compiled; says which and why."""


def read_part(path: Path) -> list[Entry]:
    """Return the texts of a part in order; raise BadCatalogue for one without Chinese or marked fuzzy."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN", abort_invalid=True)
    entries = []
    for message in catalogue:
        if not message.id:
            continue
        english, plural = (message.id, None) if isinstance(message.id, str) else (message.id[0], message.id[1])
        chinese = message.string if isinstance(message.string, str) else "".join(message.string or ())
        where = f"{path.name}:{message.lineno}"
        if not chinese:
            raise BadCatalogue(f"{where}: no Chinese for {english!r}")
        if message.fuzzy:
            raise BadCatalogue(f"{where}: {english!r} is marked fuzzy")
        entries.append(Entry(english, plural, chinese, where))
    return entries


def read_parts(folder: Path = PARTS) -> dict[str, list[Entry]]:
    """Return the texts of all parts by the part's name; raise BadCatalogue if two translate one text differently."""
    parts = {path.stem: read_part(path) for path in sorted(folder.glob("*.po"))}
    seen: dict[str, Entry] = {}
    for entries in parts.values():
        for entry in entries:
            first = seen.setdefault(entry.english, entry)
            if (first.chinese, first.plural) != (entry.chinese, entry.plural):
                raise BadCatalogue(f"{first.where} and {entry.where} translate {entry.english!r} differently")
    return parts


def compiled(parts: Mapping[str, list[Entry]]) -> dict[str, bytes]:
    """Return the bytes of each ``.mo`` file by its name."""
    rest = [entry for name, entries in parts.items() if name != HELP_PART for entry in entries]
    return {"help.mo": _mo(parts.get(HELP_PART, [])), "collab.mo": _mo(rest)}


def compile_all(folder: Path = PARTS) -> list[Path]:
    """Write the ``.mo`` files that are not up to date and return their paths."""
    written = []
    for name, data in compiled(read_parts(folder)).items():
        path = folder / "LC_MESSAGES" / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            written.append(path)
    return written


def _mo(entries: Iterable[Entry]) -> bytes:
    """Return a GNU message catalogue: a header, two tables of length and offset, and the texts."""
    texts = {"": _HEADER}
    for entry in entries:
        key = entry.english if entry.plural is None else f"{entry.english}\0{entry.plural}"
        texts[key] = entry.chinese
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    table_size = 8 * len(pairs)
    offset = 28 + 2 * table_size
    tables, data = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), offset + len(data))
            data += pair[side] + b"\0"
    return struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + table_size, 0, 0) + b"".join(tables) + data


def main() -> int:
    """Compile the catalogues, say which were written, and return the exit code."""
    try:
        for path in compile_all():
            print(path.relative_to(PARTS.parents[2]))
    except BadCatalogue as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
