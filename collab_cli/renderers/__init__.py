"""One file an output format: Report -> text, or the bytes of a spreadsheet."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:  # help pages use this room's columns and must not wait for its pages
    from collab_cli.i18n import Language
    from collab_cli.page import Report

_SHARED = frozenset(
    {
        *("bars", "cells", "chat_markdown", "cleaning", "colors", "columns", "comment_size", "escaping", "excerpt"),
        *("finding_layout", "finding_tables", "host_findings", "matrix_layout", "paper", "patch_text", "sheets"),
    }
)
"""Modules of this folder that are no format."""


class Render(Protocol):
    """The one signature of all formats."""

    def __call__(
        self, report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False
    ) -> str | bytes:
        """Return ``report`` in the format; ``width``, ``color`` and ``show_all`` matter to text for people only."""
        ...


def _format_name(module: str) -> str:
    return {"plain": "text"}.get(module, module.removesuffix("_text"))


FORMATS: dict[str, str] = {
    _format_name(module.name): module.name
    for module in pkgutil.iter_modules(__path__)
    if module.name not in _SHARED | {"terminal"}
}
"""The formats and the modules that write them, found by name: nothing is imported for a list of choices."""


def renderer(name: str, *, terminal: bool = False) -> Render:
    """Return the function that writes the format ``name``; ``terminal`` where a person is looking at ``text``."""
    module = "terminal" if terminal and name == "text" else FORMATS[name]
    return cast("Render", importlib.import_module(f"{__name__}.{module}").render)
