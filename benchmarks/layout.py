"""Records to YAML text in the ways people write it: block, flow and both in one file, with comments.

Its own small writer and not the product's, so that a change of that one never changes the bytes measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

_PLAIN = re.compile(r"[^\W\d_][^:#,\[\]{}\"'&*!|>%@`\n]*|\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\d+(wd|d|h)|[a-z]+:[a-z0-9/-]+")
_READ_AS_ELSE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_WIDTH = 96

REMARKS = (
    "核对过，见上次例会",
    "agreed in the weekly meeting",
    "数字来自月报",
    "ask the owner before changing this",
    "与附件一致",
    "reviewed together with the charter",
)


def yaml_text(value: Any, rng: Random) -> str:
    """Return ``value`` (a map, or the list of a register) as YAML in a layout that ``rng`` picks."""
    if isinstance(value, list):
        return "".join(_entry(item, rng) for item in value)
    style = rng.choices(("block", "mixed", "flow"), (50, 35, 15))[0]
    head = f"# {rng.choice(REMARKS)}\n" if rng.random() < 0.4 else ""
    if style == "flow":
        return head + "{" + ",\n ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}\n"
    return head + "\n".join(_block(value, 0, rng, inner_flow=style == "mixed")) + "\n"


def _entry(item: dict[str, Any], rng: Random) -> str:
    if rng.random() < 0.7:
        return f"- {_flow(item)}\n"
    lines = list(_block(item, 2, rng, inner_flow=True))
    return "\n".join(["- " + lines[0].lstrip(), *lines[1:]]) + "\n"


def _block(value: dict[str, Any], indent: int, rng: Random, *, inner_flow: bool) -> Iterator[str]:
    pad = " " * indent
    for key, item in value.items():
        remark = f"  # {rng.choice(REMARKS)}" if rng.random() < 0.03 else ""
        if isinstance(item, str) and "\n" in item:
            yield f"{pad}{key}: |"
            yield from (f"{pad}  {line}" for line in item.splitlines())
        elif isinstance(item, dict) and item and not inner_flow and len(_flow(item)) > 40:
            yield f"{pad}{key}:{remark}"
            yield from _block(item, indent + 2, rng, inner_flow=inner_flow)
        elif isinstance(item, list) and item and (isinstance(item[0], dict) or len(_flow(item)) > _WIDTH):
            yield f"{pad}{key}:{remark}"
            yield from _items(item, indent + 2, rng, inner_flow=inner_flow)
        else:
            yield f"{pad}{key}: {_flow(item)}{remark}"


def _items(items: list[Any], indent: int, rng: Random, *, inner_flow: bool) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        if not isinstance(item, dict) or inner_flow or len(_flow(item)) < 60:
            yield f"{pad}- {_flow(item)}"
            continue
        lines = _block(item, indent + 2, rng, inner_flow=inner_flow)
        yield f"{pad}- {next(lines).lstrip()}"
        yield from lines


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and value not in _READ_AS_ELSE and value == value.strip():
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
