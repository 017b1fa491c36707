"""A file in words, as ``git diff`` shows it: what is in it by titles and labels, conflicts with both sides."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from collab_cli.i18n import Language
from collab_cli.messages import msg

_OPENS, _PARTS, _CLOSES = "<<<<<<< ", "=======", ">>>>>>> "


def said_file(language: Language, path: str, data: bytes) -> str | None:
    """Return a file in words, None for one that cannot be said."""
    text = _said(language, path, data)
    if text is not None or b"\n<<<<<<< " not in b"\n" + data:
        return text
    sides = _sides(data.decode("utf-8", "replace"))
    said = [_said(language, path, side.encode()) for side in (sides.ours, sides.theirs)] if sides is not None else []
    if sides is None or None in said:
        return None
    ours, theirs = (text.splitlines(keepends=True) for text in said if text is not None)
    lines: list[str] = []
    for kind, start, end, other, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += ours[start:end]
        else:
            lines += [sides.opens, *ours[start:end], f"{_PARTS}\n", *theirs[other:other_end], sides.closes]
    return "".join(lines)


class _Sides(NamedTuple):
    """A file with conflicts as either side has it, and the lines a conflict begins and ends with."""

    ours: str
    theirs: str
    opens: str
    closes: str


def _sides(text: str) -> _Sides | None:
    """Return both sides of a file with conflicts, None where the markers do not fit together."""
    ours: list[str] = []
    theirs: list[str] = []
    opens = closes = ""
    now = [ours, theirs]
    for line in text.splitlines(keepends=True):
        if line.startswith(_OPENS) and len(now) == 2:
            now, opens = [ours], opens or line
        elif line.startswith("||||||| ") and len(now) == 1 and now[0] is ours:
            now = []
        elif line.startswith(_PARTS) and len(now) < 2 and not (now and now[0] is theirs):
            now = [theirs]
        elif line.startswith(_CLOSES) and len(now) == 1 and now[0] is theirs:
            now, closes = [ours, theirs], closes or line
        else:
            for side in now:
                side.append(line)
    return _Sides("".join(ours), "".join(theirs), opens, closes) if len(now) == 2 else None


def _said(language: Language, path: str, data: bytes) -> str | None:
    from collab_cli.documents.reader import read_document
    from collab_cli.model.fields import ListType, StructType
    from collab_cli.model.file_type import kind_of_content, type_of_file
    from collab_cli.model.kinds import all_kinds
    from collab_cli.renderers.cleaning import clean_line
    from collab_cli.reports.record_lines import record_lines

    reading = read_document(path, data)
    if reading.document is None:
        return None
    wanted, kind = type_of_file(path), kind_of_content(reading.plain)
    if wanted is None and kind is not None:
        wanted = ListType(StructType(kind.struct)) if isinstance(reading.plain, list) else StructType(kind.struct)
    if wanted is None:
        return None
    top = wanted.item if isinstance(wanted, ListType) else wanted
    kind = next((each for each in all_kinds() if isinstance(top, StructType) and each.struct is top.struct), None)
    text = []
    for line in record_lines(reading.plain, wanted, kind.one if kind is not None else None):
        value = clean_line(language.say(msg("{value}", value=line.value)))
        said = value
        if line.label is not None:
            said = language.say(msg("{label}: {value}", label=line.label, value=value)).rstrip()
        text.append(f"{'  ' * line.depth}{said}\n")
    return "".join(text)
