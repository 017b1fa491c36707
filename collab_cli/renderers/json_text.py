"""JSON for programs: one document with its schema named first, texts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

import msgspec

from collab_cli.findings import Finding, Place
from collab_cli.i18n import Language
from collab_cli.messages import Bilingual, Message, Titled
from collab_cli.page import Report, Styled
from collab_cli.renderers.cleaning import escape_json

_PLACES = Decimal(10) ** -9
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the record of ``report`` as one JSON document; ``width``, ``color``, ``show_all`` change nothing."""
    return json_document({"schema": report.schema, **plain_data(report.record, language)})


def json_document(data: Any) -> str:
    """Return plain data as one indented JSON document."""
    # Hidden characters are written as JSON escapes: the data stays exact and no terminal is steered by it.
    return escape_json(msgspec.json.format(_ENCODER.encode(data), indent=2).decode()) + "\n"


def plain_data(value: Any, language: Language) -> Any:
    """Return ``value`` as dicts, lists, texts and numbers: names and messages said, dates as ISO texts.

    Raises TypeError for a value a record must not hold.
    """
    match value:
        case Enum():
            return plain_data(value.value, language)
        case Finding():
            return finding_record(value, language)
        case Place():
            return {"path": _encodable(value.path), "line": value.line, "column": value.column}
        case Styled():
            return plain_data(value.text, language)
        case Titled():
            return {"id": value.id, "title": plain_data(value.title, language)}
        case Mapping():
            return {str(plain_data(key, language)): plain_data(item, language) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain_data(item, language) for item in value), key=str)
        case list() | tuple():
            return [plain_data(item, language) for item in value]
    return _plain_value(value, language)


def _plain_value(value: Any, language: Language) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return _encodable(value)
        case Decimal() | float():
            return exact_number(Decimal(str(value)))
        case date() | time():
            return value.isoformat()
        case Message() | Bilingual():
            return _encodable(language.show(value))
        case PurePath():
            return _encodable(value.as_posix())
    raise TypeError(f"no plain data: {type(value).__name__}")


def exact_number(value: Decimal) -> Decimal | int | None:
    """Return a number rounded to nine places without trailing zeros; None for what JSON has no number for."""
    if not value.is_finite():
        return None
    value = value.quantize(_PLACES, context=_WIDE)
    return int(value) if value == value.to_integral_value() else value.normalize(_WIDE)


def finding_record(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as plain data with the keys of every JSON output."""
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.value,
        **plain_data(finding.place, language),
        "message": plain_data(finding.message, language),
        "hint": plain_data(finding.hint, language),
        "records": plain_data(finding.records, language),
        "related": [
            {**plain_data(related.place, language), "message": plain_data(related.message, language)}
            for related in finding.related
        ],
        "fixes": [
            {
                "safe": fix.safe,
                "title": plain_data(fix.title, language),
                "edits": [
                    {
                        "path": _encodable(patch.path),
                        "start": patch.start,
                        "end": patch.end,
                        "replacement": _encodable(patch.replacement),
                    }
                    for patch in fix.patches
                ],
            }
            for fix in finding.fixes
        ],
        "fingerprint": finding.fingerprint,
    }


def _encodable(text: str) -> str:
    r"""Return ``text`` with lone surrogates, which no UTF-8 can hold, shown as ``\udcff``."""
    # The words of the data model are texts of their own types; the encoder knows only the plain one.
    return str(text) if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
