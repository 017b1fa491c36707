"""Every English text the program can say: the literals of ``msg`` and ``msgn``, and the texts declared as data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from collab_cli.cli.command_frame import Noun, load_command, paragraphs, split_example
from collab_cli.cli.command_table import COMMANDS
from collab_cli.model.field_types import Part
from collab_cli.model.fields import (
    FieldType,
    ListType,
    MapType,
    StructType,
    UnionType,
    WordType,
    field_doc,
    fields_of,
    label_of,
    struct_doc,
)
from collab_cli.model.kinds import all_kinds
from collab_cli.model.settings import Settings
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.documentation import documentation_of

if TYPE_CHECKING:
    from typer._click.core import Command

PACKAGE = Path(__file__).parents[2] / "collab_cli"

_PLACE = re.compile(r"\{([a-z_]\w*)\}")


@dataclass(frozen=True)
class Spoken:
    """A text, its form for many if it has one, where it stands, and the values it is given (None: not known)."""

    text: str
    plural: str | None
    where: str
    given: frozenset[str] | None = None


def places(text: str) -> set[str]:
    """Return the names of the ``{places}`` in a text; other braces are a part of it."""
    return set(_PLACE.findall(text))


def written_texts(package: Path = PACKAGE) -> tuple[list[Spoken], list[str]]:
    """Return the texts said through ``msg`` and ``msgn``, and where the text is not a literal."""
    texts: list[Spoken] = []
    computed: list[str] = []
    for path in sorted(package.rglob("*.py")):
        if path == package / "messages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            count = {"msg": 1, "msgn": 2}.get(node.func.id, 0)
            if not count:
                continue
            where = f"{path.relative_to(package.parent).as_posix()}:{node.lineno}"
            words = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            if len(words) < count or not all(isinstance(word, str) for word in words):
                computed.append(where)
                continue
            names = {keyword.arg for keyword in node.keywords}
            given = None if None in names else frozenset(str(name) for name in names)
            if count == 2 and given is not None:
                given |= {"count"}
            texts.append(Spoken(str(words[0]), str(words[1]) if count == 2 else None, where, given))
    return texts, computed


def declared_texts() -> Iterator[Spoken]:
    """Yield the texts that are data: help, labels, words and documents of fields, documents of rules."""
    yield from (Spoken(text, None, where) for text, where in (*_help(), *_model(), *_rules()) if text)


def words_of_one_kind() -> Iterator[str]:
    """Yield the keys a catalogue may have for labels and words that mean something of their own in one place."""
    for struct in _structs():
        for info in fields_of(struct):
            yield f"{label_of(info.name).text} ({struct.__name__.lower()})"
            for part in _parts(info.type):
                if isinstance(part, WordType):
                    yield from (f"{word} ({of})" for word in part.values for of in (info.name, part.of))


def _help() -> Iterator[tuple[str, str]]:
    for entry in COMMANDS.values():
        yield from _help_of(load_command(entry), f"collab {entry.name}")


def _help_of(command: Command, where: str) -> Iterator[tuple[str, str]]:
    yield from ((text, where) for text in paragraphs(command.help))
    yield from ((split_example(line)[1], where) for line in (command.epilog or "").splitlines())
    yield from ((getattr(param, "help", None) or "", where) for param in command.params)
    if isinstance(command, Noun):
        yield from ((split_example(line)[1], where) for line in command.declared.examples)
        for name, declared in command.declared.verbs.items():
            yield from _help_of(declared.build(name), f"{where} {name}")


def _structs() -> Iterator[type[Part]]:
    """Yield the settings, every kind and every part they can hold, each once."""
    seen: set[type[Part]] = set()
    queue: list[type[Part]] = [Settings, *(kind.struct for kind in all_kinds())]
    while queue:
        struct = queue.pop()
        if struct in seen:
            continue
        seen.add(struct)
        yield struct
        for info in fields_of(struct):
            queue += [part.struct for part in _parts(info.type) if isinstance(part, StructType)]


def _model() -> Iterator[tuple[str, str]]:
    for struct in _structs():
        yield struct_doc(struct), struct.__name__
        for info in fields_of(struct):
            where = f"{struct.__name__}.{info.attribute}"
            yield field_doc(struct, info.attribute), where
            yield label_of(info.name).text, where
            for part in _parts(info.type):
                if isinstance(part, WordType):
                    yield from ((word, where) for word in part.values)


def _parts(found: FieldType) -> Iterator[FieldType]:
    yield found
    if isinstance(found, ListType):
        yield from _parts(found.item)
    elif isinstance(found, MapType):
        yield from _parts(found.key)
        yield from _parts(found.value)
    elif isinstance(found, UnionType):
        for option in found.options:
            yield from _parts(option)


def _rules() -> Iterator[tuple[str, str]]:
    for rule in all_rules().values():
        doc = documentation_of(rule)
        texts = (rule.term, doc.summary, doc.finds, doc.matters, doc.mend, doc.example_note, doc.instead_note)
        yield from ((text, rule.code) for text in texts)
