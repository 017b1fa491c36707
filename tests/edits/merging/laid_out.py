"""Content laid out as people do it: quotes, brackets, block texts, comments, blank lines; the same every time."""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

Comments = dict[tuple[str, ...], str]


class Layout(NamedTuple):
    """How a file is laid out; ``seed`` decides on what may differ from value to value."""

    seed: int
    line_end: str
    is_indented: bool
    is_parted: bool


def laid_out(data: Any, layout: Layout, comments: Comments) -> bytes:
    """Return content as a file."""
    lines = _lines(data, layout, comments, (), 0)
    return ("# written by hand\n" + "".join(f"{line}\n" for line in lines)).replace("\n", layout.line_end).encode()


def _lines(data: Any, layout: Layout, comments: Comments, way: tuple[str, ...], indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    if isinstance(data, list):
        for number, entry in enumerate(data):
            below = (*way, _name(entry))
            if layout.is_parted and number and isinstance(entry, dict):
                lines.append("")
            if below in comments:
                lines.append(f"{pad}# {comments[below]}")
            if isinstance(entry, dict):
                inner = _lines(entry, layout, comments, below, indent + 2)
                first = next(at for at, line in enumerate(inner) if not line.lstrip().startswith("#"))
                lines += [line[2:] for line in inner[:first]]
                lines += [f"{pad}- {inner[first][indent + 2 :]}", *inner[first + 1 :]]
            else:
                lines.append(f"{pad}- {_scalar(entry, layout, below)}")
        return lines
    for key, value in data.items():
        lines += _field(key, value, layout, comments, (*way, key), pad)
    return lines


def _field(key: str, value: Any, layout: Layout, comments: Comments, way: tuple[str, ...], pad: str) -> list[str]:
    note = comments.get(way)
    above = [f"{pad}# {note}"] if note and _pick(layout, way, "above") % 2 else []
    behind = f"  # {note}" if note and not above else ""
    if isinstance(value, list | dict) and (not value or _is_flow(value, layout, way, comments)):
        return [*above, f"{pad}{key}: {_flow(value)}{behind}"]
    if isinstance(value, list | dict):
        inward = 2 if layout.is_indented or isinstance(value, dict) else 0
        return [*above, f"{pad}{key}:{behind}", *_lines(value, layout, comments, way, len(pad) + inward)]
    if key in ("scope", "progress", "rationale") and not _pick(layout, way, "literal") % 3 and not behind:
        return [*above, f"{pad}{key}: |-", f"{pad}  {value}"]
    return [*above, f"{pad}{key}: {_scalar(value, layout, way)}{behind}"]


def _is_flow(value: Any, layout: Layout, way: tuple[str, ...], comments: Comments) -> bool:
    below = value.values() if isinstance(value, dict) else value
    is_simple = not any(isinstance(each, list | dict) for each in below)
    is_noted = any(known[: len(way)] == way and len(known) > len(way) for known in comments)
    return is_simple and not is_noted and _pick(layout, way, "flow") % 2 == 0


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}"
    return "[" + ", ".join(value) + "]"


def _scalar(text: str, layout: Layout, way: tuple[str, ...]) -> str:
    return (text, text, f"'{text}'", f'"{text}"')[_pick(layout, way, "quotes") % 4]


def _pick(layout: Layout, way: tuple[str, ...], what: str) -> int:
    return zlib.crc32(f"{layout.seed} {what} {way}".encode()) >> 3


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return next(str(entry[name]) for name in ("id", "department", "goal", "date") if name in entry)
