"""Which series a meeting belongs to, told by its title."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.model.series import Series

_ALIKE = 0.75
_SHARE = 0.6


class SeriesMeant(NamedTuple):
    """A series, and whether the title says its name."""

    series: str
    is_exact: bool


def series_meant(world: World, title: str, day: date) -> SeriesMeant | None:
    """Return the series a title names, else the one called most like it, among those that met then.

    A name that is only a small part of the title, as weekly is of many, is a guess.
    """
    wanted = _bare(title)
    near: list[tuple[float, str]] = []
    for record in world.workspace.all(Series):
        if day < record.value.starts or (record.value.ends is not None and day > record.value.ends):
            continue
        for word in (record.id, *words_of(record)):
            bare = _bare(word)
            if bare and bare in wanted:
                if len(bare) >= _SHARE * len(wanted):
                    return SeriesMeant(record.id, True)
                near.append((_ALIKE, record.id))
            near.append((SequenceMatcher(None, bare, wanted, autojunk=False).ratio(), record.id))
    best = max(near, default=(0.0, ""))
    return SeriesMeant(best[1], False) if best[0] >= _ALIKE else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text))
