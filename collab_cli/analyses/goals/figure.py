"""A number together with what it was made of, down to the lines of files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from collab_cli.documents.nodes import place_at
from collab_cli.findings import Place
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg

FigureValue = Decimal | date | str | bool | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and where it comes from.

    ``formula`` makes it of the ``inputs``, named by their symbols; where an input is one of several alike, they are
    the inputs of figures without a symbol, a row each. ``place`` is where a value stands that is written (of a row,
    the record it is about), ``note`` says why one is not. One that is ``explained`` is expanded elsewhere on the page.
    """

    symbol: str
    value: FigureValue
    label: Param = ""
    formula: str = ""
    inputs: tuple[Figure, ...] = ()
    place: Place | None = None
    note: Message | None = None
    explained: bool = False

    @property
    def named(self) -> Figure:
        """Return this figure as an input of another one: its value alone, as it is expanded elsewhere."""
        return replace(self, formula="", inputs=(), explained=True)


def row(label: Param, *inputs: Figure) -> Figure:
    """Return one of several alike, whose inputs a formula sums up."""
    return Figure("", None, label, inputs=inputs)


def threshold_figure(world: World, name: str) -> Figure:
    """Return a threshold of the check, with the line of collab.yaml that sets it if one does."""
    value = world.threshold(name)
    route = ("check", "thresholds", name)
    if name not in world.settings.check.thresholds:
        return Figure(name, value, note=msg("the default"))
    return Figure(name, value, place=in_settings(world, *route))


def in_settings(world: World, *route: str | int) -> Place:
    """Return where a value of collab.yaml stands."""
    document = world.workspace.settings_document
    return place_at(document.path, document.root, route)
