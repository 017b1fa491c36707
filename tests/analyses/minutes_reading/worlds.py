"""The company of ``company.py`` as a world, and what is understood of a text in it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from collab_cli.analyses.minutes_reading.minutes_read import MinutesRead
from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
from collab_cli.graph.world import World, build_world
from collab_cli.model.load_workspace import load_workspace
from collab_cli.sources.snapshot import working_tree
from collab_cli.transports.minutes_blocks import blocks_of
from tests.analyses.minutes_reading.company import FILES
from tests.conftest import MINIMAL_SETTINGS

AS_OF = date(2025, 7, 25)


@cache
def company() -> World:
    with TemporaryDirectory() as folder:
        for path, text in {"collab.yaml": MINIMAL_SETTINGS, **FILES}.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return world_at(Path(folder))


def world_at(root: Path) -> World:
    return build_world(load_workspace(working_tree(root)), AS_OF)


def understood(text: str, name: str = "minutes.md", day: date | None = None) -> MinutesRead:
    return read_minutes(blocks_of(text), company(), AS_OF, name=name, day=day)


def doubts(read: MinutesRead) -> list[str]:
    """Return the doubts, each in one line: where, why, what is written and what was proposed."""
    return [
        f"{doubt.line} {'.'.join(map(str, doubt.route))} {doubt.reason}: {doubt.text} -> {doubt.proposed}".rstrip(" ->")
        for doubt in read.doubts
    ]
