"""The sheets of an .xlsx file as they are written, for what its reader does not tell: hidden columns, formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

_SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(r"<(?:\w+:)?Relationship [^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')


def sheet_parts(content: bytes, most: int) -> Mapping[str, str]:
    """Return the first ``most`` bytes of the XML of each sheet by its name; of any other format nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            relations = _RELATION.findall(_text(parts, "xl/_rels/workbook.xml.rels", most))
            about = [dict(_ATTRIBUTE.findall(relation)) for relation in relations]
            targets = {each.get("Id", ""): each.get("Target", "") for each in about}
            return {
                unescape(name): _text(parts, _part(targets.get(relation, "")), most)
                for name, relation in _SHEET.findall(_text(parts, "xl/workbook.xml", most))
            }
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return {}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _text(parts: zipfile.ZipFile, part: str, most: int) -> str:
    with parts.open(part) as file:
        return file.read(most).decode("utf-8", errors="replace")
