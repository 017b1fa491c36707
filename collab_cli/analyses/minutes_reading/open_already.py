"""Actions of a form that have the title of an action which is open already: it is put off, not written down again."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from collab_cli.analyses.action_state import OPEN_STATES
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.minutes_read import Doubt, MinutesRead, Route
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.model.action import Action


def open_already(world: World, read: MinutesRead, held: Collection[str]) -> Iterator[Doubt]:
    """Yield a doubt for each action of ``read`` that is open already, unless the draft holds it, as ``held``, by id."""
    titles: dict[str, str] = {}
    for action in world.workspace.all(Action):
        if action.id not in held and action.value.status in OPEN_STATES:
            titles |= dict.fromkeys(map(folded, words_of(action)), action.id)
    lines = {one.route: one.line for one in reversed(read.understood)}
    for number, entry in enumerate(read.fields.get("actions", ())):
        known = titles.get(folded(entry["title"]))
        if known is not None:
            route: Route = ("actions", number)
            yield Doubt("open_already", route, f"{entry['title']} ({known})", lines.get(route, 0))
