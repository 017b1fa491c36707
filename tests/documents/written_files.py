"""Files as people write them: random content in random style, for the laws of reading and editing."""

from __future__ import annotations

from random import Random
from typing import Any

_TEXTS = (
    "销售部", "zhang-wei", "a b", "2025-07-07", "13.2", "yes", "", "目标：提升", "it's", 'say "x"', "a # b", "x: y",
    "- z", "#", "市场部 Marketing", "goal:increase-revenue", "[x]", "{", "\\", "🏭", "&a", "'",
    "two\nlines", "trailing\n",
)  # fmt: skip
_FOLDING = ("a b", "市场部 Marketing")
_COMMENTS = ("# note", "# 说明：负责人", '# "quoted" [x]: {', "#", "# collab: ignore[S007] reason")
_KEYS = ("id", "title", "owner", "名称", "notes", "due", "x-free", "list", "a b", "status")


def content(rng: Random, depth: int = 0) -> Any:
    """Return a map, list or text; None stands for an empty value."""
    kind = rng.random()
    if depth == 0 or (depth < 4 and kind < 0.3):
        keys = rng.sample(_KEYS, rng.randint(0 if depth else 1, 5))
        return {key: content(rng, depth + 1) for key in keys}
    if depth < 4 and kind < 0.55:
        return [content(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return None if kind > 0.95 else rng.choice(_TEXTS)


def written(rng: Random, value: Any) -> bytes:
    """Return ``value`` as a file in one of many styles."""
    style = _Style(rng)
    lines = ["---"] if rng.random() < 0.1 else []
    lines += style.comments(0) + style.block(value, 0)
    if rng.random() < 0.2:
        lines += ["", "# the end"]
    end = rng.choice(("\n", "\n", "\r\n", "\r"))
    text = end.join(line for each in lines for line in each.split("\n"))
    return (("\ufeff" if rng.random() < 0.2 else "") + text + rng.choice(("", end, end))).encode()


class _Style:
    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._step = rng.choice((2, 2, 4))
        self._lists_in = rng.random() < 0.5
        self._comment_share = rng.choice((0, 0.2, 0.5))
        self._parted = rng.random() < 0.2

    def comments(self, indent: int) -> list[str]:
        if self._rng.random() < self._comment_share / 2:
            return [" " * indent + self._rng.choice(_COMMENTS)]
        return [""] if self._rng.random() < 0.1 else []

    def block(self, value: Any, indent: int) -> list[str]:
        """Return the lines of a filled map or list."""
        lines: list[str] = []
        entries = value.items() if isinstance(value, dict) else [(None, item) for item in value]
        for key, below in entries:
            if lines:
                lines += [""] if self._parted and key is None else []
                lines += self.comments(indent)
            if key is None:
                lines += self._item(below, indent)
            else:
                lines += self._entry(key, below, indent)
        return lines

    def _entry(self, key: str, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        written_key = self._rng.choice((key, key, f'"{key}"', f"'{key}'"))
        head = f"{pad}{written_key}{self._rng.choice((':', ':', ' :'))}"
        if isinstance(value, dict | list) and value and self._rng.random() < 0.75:
            inner = indent + self._step
            if isinstance(value, list) and not self._lists_in:
                inner = indent
            return [head + self._tail(), *self.comments(inner), *self.block(value, inner)]
        if isinstance(value, str) and (body := self._literal(value, indent + self._step)):
            return [f"{head} {body[0]}{self._tail()}", *body[1:]]
        inline = self._inline(value, flow=False, indent=indent + self._step)
        line = f"{head}{self._rng.choice((' ', ' ', '   '))}{inline}{self._tail()}" if inline else head + self._tail()
        return [line, *self._further_in(indent)]

    def _item(self, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, dict | list) and value and self._rng.random() < 0.6:
            lines = self.block(value, indent + 2)
            return [f"{pad}- {lines[0][indent + 2 :]}", *lines[1:]]
        if isinstance(value, str) and (body := self._literal(value, indent + 2)):
            return [f"{pad}- {body[0]}{self._tail()}", *body[1:]]
        inline = self._inline(value, flow=False, item=True, indent=indent + 2)
        return [f"{pad}- {inline}{self._tail()}" if inline else f"{pad}-{self._tail()}"]

    def _further_in(self, indent: int) -> list[str]:
        if self._rng.random() < self._comment_share / 4:
            return [" " * (indent + self._step) + self._rng.choice(_COMMENTS)]
        return []

    def _tail(self) -> str:
        return "  " + self._rng.choice(_COMMENTS) if self._rng.random() < self._comment_share else ""

    def _literal(self, text: str, indent: int) -> list[str]:
        if self._rng.random() < 0.5 or "\n" not in text:
            return []
        pad = " " * indent
        lines = [pad + line for line in text.removesuffix("\n").split("\n")]
        if self._rng.random() < 0.2:
            folded = [lines[0], *(part for line in lines[1:] for part in ("", line))]
            return [">" if text.endswith("\n") else ">-", *folded]
        if not text.endswith("\n"):
            return ["|-", *lines]
        return [self._rng.choice(("|", "|", "|+")), *lines]

    def _inline(self, value: Any, *, flow: bool, item: bool = False, indent: int = 0) -> str:
        """Return a value in place; ``indent`` is for its further lines, which only come outside of brackets."""
        if isinstance(value, dict):
            parts = [f"{self._text(key, True, True)}: {self._inline(below, flow=True)}" for key, below in value.items()]
            return self._in_brackets("{}", parts, indent)
        if isinstance(value, list):
            return self._in_brackets("[]", [self._inline(below, flow=True, item=True) for below in value], indent)
        if value is None:
            return "" if not (flow and item) else '""'
        if value in _FOLDING and not flow and self._rng.random() < 0.3:
            sign = self._rng.choice(("", '"', "'"))
            return sign + str(value).replace(" ", "\n" + " " * indent) + sign
        return self._text(value, flow, item)

    def _in_brackets(self, signs: str, parts: list[str], indent: int = 0) -> str:
        if indent and parts and self._rng.random() < 0.3:
            pad = "\n" + " " * indent
            lines = [pad + part + "," + self._tail() for part in parts]
            if self._rng.random() < 0.5:
                lines[-1] = pad + parts[-1] + self._tail()
            return signs[0] + self._tail() + "".join(lines) + pad + signs[1]
        inner = self._rng.choice(("", "", " "))
        comma = self._rng.choice((", ", ", ", " ,  "))
        last = ", " if parts and self._rng.random() < 0.1 else ""
        return signs[0] + inner + comma.join(parts) + last + inner + signs[1]

    def _text(self, text: str, flow: bool, item: bool) -> str:
        plain = (
            text
            and text not in ("#", "'", "{")
            and not any(sign in text for sign in (": ", " #", "\n", "- ", "[", "&"))
        )
        if plain and not (item and "：" in text) and self._rng.random() < 0.7 and "\\" not in text:
            return text
        if "\n" not in text and self._rng.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
