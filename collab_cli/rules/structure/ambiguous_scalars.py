"""Scalars that other YAML tools read as something else than the text they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from collab_cli.documents.nodes import Mapping, Node, Scalar, Sequence, entry_id
from collab_cli.documents.writer import quoted
from collab_cli.findings import Fault, Fix, Patch, Place, Route
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldType, ListType, MapType, StructType, TextType, UnionType, fields_of
from collab_cli.model.settings import Settings
from collab_cli.rules.rule import rule

_BOOLS = {
    **dict.fromkeys(("yes", "on"), "true"),
    **dict.fromkeys(("no", "off"), "false"),
}
_SEXAGESIMAL = re.compile(r"[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?")
_BASED = re.compile(r"[-+]?0(b[01_]+|o[0-7]+|x[0-9a-fA-F_]+)")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_TIMESTAMP = re.compile(r"\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:?\d\d)?))?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_TRUTHS = frozenset({"True", "TRUE", "False", "FALSE"})

_SUSPECT = re.compile(
    r"(?:^|[\[{,]|:[ \t]|[\"'\]}]:|-[ \t])[ \t]*"  # where a scalar begins
    r"(?:~|null|(?-i:True|TRUE|False|FALSE)|yes|no|on|off|[-+]?\.(?:inf|nan)"  # words
    r"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?0[0-9xob_][0-9a-f_.+-]*"  # other bases
    r"|[-+]?[0-9.]*_[0-9._]*|[-+]?[0-9_]*\.[0-9_]*0|[-+]?[0-9_]+\.|[-+]?\.[0-9_]+"  # other ways to write a number
    r"|[-+]?[0-9._]+e[-+]?[0-9]+|\+[0-9._]+|-0|[-+]?[0-9]{16}[0-9._]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[^\n]*?)"
    r"(?=[ \t]*(?:[,\]}#:\r]|$))",  # and where it ends
    re.IGNORECASE | re.MULTILINE,
)
"""A quick look at a whole file: without a match no scalar in it can be ambiguous."""

_MAYBE = re.compile(r"[-+.~0-9]|(?:yes|no|on|off|null|true|false)\Z", re.IGNORECASE)
"""A quick look at one text."""

_EXACT_IN_FLOATS = 2**53
_LONGEST_EXPONENT = 400


@rule(
    code="S007",
    slug="portability-hint",
    term="Ambiguous scalar",
    severity="info",
    profile="strict",
    drafts=True,
    fix="safe",
    target="document:price-list",
)
def portability_hint(world: World) -> Iterator[Fault]:
    """A text without quotes means something else to other YAML tools.

    What it finds
        A text or id without quotes that other tools would change: `10:30`, `yes`, `no`, `on`, `off`, `010`,
        `1.10`, `1e3`. A plain `2025` stays 2025 and is fine.

    Why it matters
        This tool reads what was typed; a spreadsheet import or a script reads 630, true or 1.1.

    Example
        # documents.yaml
        - id: price-list
          title: {zh: 价目表, en: Price list}
          url: "https://docs.example.com/prices"
          owner_dept: sales
          version: 1.10

    Instead
        # documents.yaml
        - id: price-list
          title: {zh: 价目表, en: Price list}
          url: "https://docs.example.com/prices"
          owner_dept: sales
          version: "1.10"

    How to mend it
        Put the value in quotes, such as `"1.10"`.
    """
    suspects = {path for path, document in world.workspace.documents.items() if _SUSPECT.search(document.text)}
    for record in world.workspace.every_record():
        if record.path in suspects:
            for node, route in _texts(record.node, record.kind.struct, record.route):
                yield from _hint(record.path, node, route, (record.ref,), world)
            own_id = record.node.get("id") if record.route else None
            if isinstance(own_id, Scalar):
                yield from _hint(record.path, own_id, (*record.route, "id"), (record.ref,), world)
    settings = world.workspace.settings_document
    if settings.path in suspects and isinstance(settings.root, Mapping):
        for node, route in _texts(settings.root, Settings, ()):
            yield from _hint(settings.path, node, route, (), world)


def _hint(path: str, node: Scalar, route: Route, records: tuple[str, ...], world: World) -> Iterator[Fault]:
    read = read_elsewhere(node.text) if not node.style and _MAYBE.match(node.text) else None
    if read is None:
        return
    in_quotes = Patch(path, node.start, node.end, quoted(node.text))  # on one line even if it was on several
    message = msg("other tools read {text} as {read}", text=f"`{node.text}`", read=read)
    hint = msg("put it in quotes: {text}", text=in_quotes.replacement)
    fix = Fix(True, msg("put it in quotes"), (in_quotes,))
    yield Fault(Place(path, node.line, node.column, route), message, hint, records, fixes=(fix,))


def read_elsewhere(text: str) -> str | Message | None:
    """Return what other YAML tools read a plain ``text`` as, or None where that is the same text.

    Follows YAML 1.1 and 1.2 and the common libraries for both; numbers are compared as they are written back.
    """
    if text.lower() in _BOOLS:
        return _BOOLS[text.lower()]
    if text in _TRUTHS:
        return text.lower()
    if text in _NULLS:
        return msg("no value")
    if _TIMESTAMP.fullmatch(text):
        return msg("a point in time")
    if _SPECIAL.fullmatch(text) or _BASED.fullmatch(text) or _SEXAGESIMAL.fullmatch(text):
        return _number(text)
    if _DECIMAL.fullmatch(text):
        if _OCTAL.fullmatch(text):
            return _number(text)
        return _decimal(text)
    return None


def _decimal(text: str) -> str | Message | None:
    value = Decimal(text.replace("_", ""))
    if value and abs(value.adjusted()) > _LONGEST_EXPONENT:
        return msg("a number without end") if value.adjusted() > 0 else "0"
    exact = format(value, "f") if value else "0"
    exact = exact.rstrip("0").rstrip(".") if "." in exact else exact
    if exact != text:
        return exact
    is_whole = value == value.to_integral_value()
    return msg("a rounded number") if is_whole and abs(value) > _EXACT_IN_FLOATS else None


def _number(text: str) -> str | Message:
    """Return the number a text in another notation stands for."""
    sign, bare = ("-" if text.startswith("-") else ""), text.lstrip("+-").replace("_", "")
    if ":" in bare:
        whole, _, fraction = bare.partition(".")
        seconds = 0
        for part in whole.split(":"):
            seconds = seconds * 60 + int(part)
        return f"{sign}{seconds}" + (f".{fraction}" if fraction else "")
    low = bare.lower()
    if low in (".inf", ".nan"):
        return msg("a number without end") if low == ".inf" else msg("no number")
    base = {"0b": 2, "0o": 8, "0x": 16}.get(low[:2], 8)
    value = int(low.removeprefix("0b").removeprefix("0o").removeprefix("0x") or "0", base)
    return f"{sign}{value}"


def _texts(node: Mapping, struct: type[Part], route: Route) -> Iterator[tuple[Scalar, Route]]:
    """Yield the scalars of the text fields of ``struct`` that are written in ``node``, with their routes."""
    for info in fields_of(struct):
        below = node.get(info.name)
        if below is not None:
            yield from _below(below, info.type, (*route, info.name))


def _below(node: Node, wanted: FieldType, route: Route) -> Iterator[tuple[Scalar, Route]]:
    if isinstance(wanted, UnionType):
        for option in wanted.options:
            yield from _below(node, option, route)
    elif isinstance(node, Scalar):
        if isinstance(wanted, TextType) and wanted.form != "typed":
            yield node, route
    elif isinstance(node, Sequence):
        if isinstance(wanted, ListType):
            for index, item in enumerate(node.items):
                yield from _below(item, wanted.item, (*route, entry_id(item) or index))
    elif isinstance(wanted, StructType):
        yield from _texts(node, wanted.struct, route)
    elif isinstance(wanted, MapType):
        for name, (key, value) in node.entries.items():
            if isinstance(wanted.key, TextType):
                yield key, (*route, name)
            yield from _below(value, wanted.value, (*route, name))
