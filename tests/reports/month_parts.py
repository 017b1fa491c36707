"""The parts of the monthly report, for tests."""

from __future__ import annotations

from typing import Any

from collab_cli.graph.world import World
from collab_cli.i18n import Language, language
from collab_cli.renderers.plain import render
from collab_cli.reports.monthly import build

EN = language("en")


def parts(world: World, to: Language = EN, **options: Any) -> dict[str, list[str]]:
    """Return the lines of each part of the page by its heading; those before the first under ""."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    lines = render(build(world, **options), to).splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if after and set(after) == {"-"} and len(after) > 1:
            heading = line
            found[heading] = []
        elif line and set(line) not in ({"-"}, {"="}):
            found[heading].append(line)
    return found
