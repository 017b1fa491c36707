"""How to say what a field expects, what was found instead, and which key was probably meant."""

from __future__ import annotations

from collections.abc import Collection

from collab_cli.documents.nodes import Mapping, Node, Scalar
from collab_cli.i18n import language
from collab_cli.messages import Items, Label, Message, Word, msg
from collab_cli.model.field_types import Part
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    MeasuredType,
    MomentType,
    NumberType,
    StructType,
    TextType,
    UnionType,
    WordType,
    fields_of,
    is_common,
    label_of,
)
from collab_cli.model.kind import Kind
from collab_cli.model.settings import Settings


def of(wanted: FieldType, name: str = "") -> Message:  # one line a type
    """Return the words for what a field of this type accepts; ``name`` is the field."""
    if isinstance(wanted, TextType):
        return _text(wanted)
    if isinstance(wanted, WordType):
        return msg(
            "one of {words}",
            words=Items(tuple(Word(word, wanted.of or name.partition("[")[0]) for word in wanted.values)),
        )
    if isinstance(wanted, ListType):
        return msg("a list")
    if isinstance(wanted, StructType):
        return of_part(wanted.struct)
    if isinstance(wanted, MapType):
        return msg("a map of keys and values")
    if isinstance(wanted, UnionType):
        options = [of(option, name) for option in wanted.options]
        return msg("{one} or {other}", one=options[0], other=options[-1])
    if isinstance(wanted, NumberType) and wanted.share:
        return msg("a share from 0 to 1 such as 0.4")
    if isinstance(wanted, NumberType) and wanted.above is not None:
        return msg("a number above {limit}", limit=wanted.above)
    if isinstance(wanted, IntType) and wanted.low is not None:
        if wanted.high is None:
            return msg("a whole number from {low}", low=wanted.low)
        return msg("a whole number from {low} to {high}", low=wanted.low, high=wanted.high)
    if isinstance(wanted, NumberType) and wanted.low is not None and wanted.high is not None:
        return msg("a number from {low} to {high}", low=wanted.low, high=wanted.high)
    return _SIMPLE[type(wanted)]


_SIMPLE: dict[type, Message] = {
    FlagType: msg("true or false"),
    IntType: msg("a whole number"),
    NumberType: msg("a number such as 13.2"),
    MeasuredType: msg("a number, or true or false"),
    DateType: msg("a date such as 2025-07-07"),
    MomentType: msg("a date or a time such as 2025-07-02T10:05"),
    DurationType: msg("a duration such as 4h, 2wd or 30d"),
}


def _text(wanted: TextType) -> Message:
    if wanted.form == "id":
        return msg("an id of lower-case letters, digits and -")
    if wanted.form == "time":
        return msg("a time such as 09:30")
    if wanted.form == "month-day":
        return msg("a month and day such as 04-01")
    if wanted.refers is not None:
        return msg("one id")
    return msg("a text")


def of_part(struct: type[Part]) -> Message:
    """Return the words for a mapping of known fields."""
    needed = [info.name for info in fields_of(struct) if info.required] or [i.name for i in fields_of(struct)[:2]]
    return msg("a map with {fields}", fields=", ".join(needed))


def form_of(node: Node) -> Message:
    """Return the words for the form a node has."""
    if isinstance(node, Mapping):
        return msg("a map")
    if isinstance(node, Scalar):
        return msg("the text {text}", text=f"`{node.text[:40]}`")
    return msg("a list")


def unknown_key(
    key: str,
    struct: type[Part],
    names: list[str],
    kind: Kind | None,
    *,
    top: bool = True,
    written: Collection[str] = (),
) -> tuple[Message, Message, str | None]:
    """Return message, hint and the probable spelling for a key that no field has.

    ``top`` says that the key stands in the record itself, not in one of its parts; ``kind`` is that of the record.
    ``written`` are the keys beside it. The spelling is one of them only where the key is that field by another form.
    """
    if key in ("id", "kind") and kind is not None and top and key not in names:
        why = msg("the file name is the id") if key == "id" else msg("the folder says the kind")
        return msg("{key} is no field here: {why}", key=key, why=why), msg("remove the line"), None
    if not key.strip():
        return msg("a key is empty"), msg("write the name of a field before the colon"), None
    part = kind.one if kind is not None and top else msg("the settings") if struct is Settings else msg("this part")
    message = msg("{key} is no field of {part}", key=key, part=part)
    better = meant_field(key, struct, names, written)
    if better is not None:
        return message, msg("did you mean {better}", better=better), better
    own = [info.name for info in fields_of(struct) if not is_common(info)]
    if kind is None or len(own) <= FEW:
        fields = msg("the fields are {fields}; name it {own} to keep it", fields=", ".join(own), own=f"x-{key}")
        return message, fields, None
    command = f"collab explain {kind.name}"
    return message, msg("{command} lists the fields; name it {own} to keep it", command=command, own=f"x-{key}"), None


FEW = 8
"""As many fields as a hint can name."""


def meant_field(key: str, struct: type[Part], names: list[str], written: Collection[str] = ()) -> str | None:
    """Return the field a key means: its name but for case and quotes, its Chinese label, or a slip in its spelling.

    A slip is only taken for a field that is not among the keys ``written``: of two that are as near, a required one.
    """
    bare = key.strip(_AROUND)
    plain = bare.casefold().replace("-", "_").replace(" ", "_")
    if plain in names:
        return plain
    if not bare.isascii():
        chinese = language("zh")
        for name in names:
            label = label_of(name).text
            if bare in (chinese.text(label), chinese.label(Label(label, struct.__name__.lower()))):
                return name
        return _SYNONYMS.get(bare) if _SYNONYMS.get(bare) in names else None
    alike = _ALIKE.get(plain)
    if alike in names:
        return None if alike in written else alike
    required = {info.name for info in fields_of(struct) if info.required}
    return nearest(bare, sorted((name for name in names if name not in written), key=lambda name: name not in required))


_AROUND = " \t\u3000\xa0\"'`“”‘’「」"
"""Blanks and quotes that people put around a key."""
_ALIKE = {"title": "name", "name": "title"}
"""What a record is called has one of these names, by its kind."""


_SYNONYMS = {"名称": "name", "姓名": "name", "标题": "title", "负责人": "owner", "责任人": "owner", "截止日期": "due"}


def slips(node: Mapping, struct: type[Part], names: list[str]) -> set[str | None]:
    """Return the fields meant by keys that are no field: they are not missing, their keys are corrected."""
    return {meant_field(key, struct, names, node.entries) for key in node.entries if key not in names}


def nearest(key: str, names: list[str]) -> str | None:
    """Return the one of ``names`` that ``key`` is most probably a slip of, or None."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    limit = 1 if len(key) < 5 else 2 if len(key) < 9 else 3
    found = process.extractOne(key, names, scorer=DamerauLevenshtein.distance, score_cutoff=limit)
    return str(found[0]) if found else None
