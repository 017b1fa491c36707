"""HTML: one page that stands for itself, to be sent, printed or put on a server; no script, nothing loaded."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab_cli.findings import Finding
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import (
    Block,
    Branch,
    Cell,
    Chart,
    Code,
    Facts,
    FindingList,
    Fold,
    Heading,
    Matrix,
    Report,
    Table,
    Text,
    Tree,
)
from collab_cli.renderers.cells import fault_text, line_text, lines_text, place_text, tone
from collab_cli.renderers.cleaning import clean

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = Path(__file__).with_name("page.html.jinja")
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` as HTML; ``width``, ``color`` and ``show_all`` change nothing."""
    title = next((line_text(block.text, language) for block in report.page if isinstance(block, Heading)), "collab")
    blocks = [_block(block, language) for block in report.page]
    said = {"title": title, "lang": _LANGUAGES[language.code], "blocks": blocks, "is_paper": report.is_paper}
    return _template().render(said) + "\n"


@cache
def _template() -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _cell(cell: Cell, language: Language) -> dict[str, str]:
    return {"text": line_text(cell, language), "tone": tone(cell)}


def _lines(cell: Cell, language: Language) -> dict[str, str]:
    return {"text": lines_text(cell, language), "tone": tone(cell)}


def _block(block: Block, language: Language) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": line_text(block.text, language)}
        case Text():
            return {"is": "text", "cell": _lines(block.text, language)}
        case Code():
            return {"is": "code", "text": clean(block.text).rstrip("\n"), "is_prose": block.is_prose}
        case Facts():
            pairs = [(line_text(label, language), _lines(value, language)) for label, value in block.pairs]
            return {"is": "facts", "pairs": pairs}
        case Table():
            return _table(block, language)
        case Matrix():
            return _matrix(block, language)
        case Chart():
            return _chart(block, language)
        case Tree():
            if not block.roots:
                return _nothing(block.empty, language)
            return {"is": "tree", "roots": [_branch(root, language) for root in block.roots]}
        case FindingList():
            closing = [_cell(cell, language) for cell in block.closing]
            return {
                "is": "findings",
                "findings": [_finding(finding, language) for finding in block.findings],
                "closing": closing,
            }
        case Fold():
            blocks = [_block(inner, language) for inner in block.blocks]
            return {"is": "fold", "summary": line_text(block.summary, language), "blocks": blocks}


def _nothing(said: Cell, language: Language) -> dict[str, Any]:
    if said == "":
        return {"is": "nothing"}
    return {"is": "text", "cell": {"text": line_text(said, language), "tone": "muted"}}


def _table(block: Table, language: Language) -> dict[str, Any]:
    if not block.rows and block.empty != "":
        return _nothing(block.empty, language)
    return {
        "is": "table",
        "heads": [line_text(column, language) for column in block.columns],
        "rows": [[_cell(cell, language) for cell in row] for row in block.rows],
        "numbers": [at for at, align in enumerate(block.align) if align == ">"],
    }


def _matrix(block: Matrix, language: Language) -> dict[str, Any]:
    if not any(group.lines for group in block.groups) and block.empty != "":
        return _nothing(block.empty, language)
    groups = [
        {
            "heading": line_text(group.heading, language),
            "lines": [
                (_cell(line.label, language), [_cell(cell, language) for cell in line.cells]) for line in group.lines
            ],
        }
        for group in block.groups
    ]
    return {
        "is": "matrix",
        "heads": [line_text(column, language) for column in (block.corner, *block.columns)],
        "groups": groups,
        "legend": [(letter, line_text(word, language)) for letter, word in block.legend],
    }


def _chart(block: Chart, language: Language) -> dict[str, Any]:
    if not block.bars:
        return _nothing(block.empty, language)
    bars = [
        {
            "label": line_text(bar.label, language),
            "text": line_text(bar.text, language),
            "length": str((bar.length * 100).quantize(Decimal("0.1"))),
            "tone": bar.tone,
        }
        for bar in block.bars
    ]
    return {"is": "chart", "bars": bars}


def _branch(branch: Branch, language: Language) -> dict[str, Any]:
    return {
        "cells": [_cell(cell, language) for cell in branch.cells],
        "branches": [_branch(below, language) for below in branch.branches],
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    related = []
    for one in finding.related:
        place = place_text(one.place.path, one.place.line, one.place.column)
        said = f": {line_text(one.message, language)}" if one.message else ""
        related.append(line_text(msg("also: {place}", place=place), language) + said)
    return {
        "place": place_text(finding.place.path, finding.place.line, finding.place.column),
        "code": finding.code,
        "severity": finding.severity.value,
        "said": fault_text(finding, language),
        "related": related,
    }
