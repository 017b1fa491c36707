"""Whether a goal or a key result is as far as it should be: formulas.md F6."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from collab_cli.graph.world import World
from collab_cli.model.exact_numbers import rounded

PaceStatus = Literal["done", "on_track", "at_risk", "off_track", "too_early", "missed"]
ORDER: Final[tuple[PaceStatus, ...]] = ("done", "on_track", "at_risk", "off_track")
"""The states a person can declare, best first."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How progress stands to what was expected.

    ``pace`` is the quotient (q), None where nothing was expected yet; ``gap`` what is missing (g), negative where
    more was reached.
    """

    progress: Decimal
    expected: Decimal

    @property
    def pace(self) -> Decimal | None:
        """Return progress by expected progress, None where none was expected."""
        return self.progress / self.expected if self.expected else None

    @property
    def gap(self) -> Decimal:
        """Return expected progress less progress."""
        return self.expected - self.progress


def pace_status(world: World, pace: Pace, *, all_or_nothing: bool = False, is_over: bool = False) -> PaceStatus:
    """Return where something stands (F6, the first that holds).

    ``all_or_nothing`` is said of key results that are only ever inside or outside their limits.
    """
    progress = rounded(pace.progress)
    if all_or_nothing and not is_over:
        return "on_track" if progress == 1 else "at_risk"
    if progress == 1:
        return "done"
    if is_over:
        return "missed"
    if rounded(pace.expected) < rounded(world.threshold("pace-min-elapsed")):
        return "too_early"
    quotient, gap = pace.pace, rounded(pace.gap)
    for status, least, most in (
        ("on_track", "pace-on-track", "gap-on-track"),
        ("at_risk", "pace-at-risk", "gap-at-risk"),
    ):
        is_quick = quotient is not None and rounded(quotient) >= rounded(world.threshold(least))
        if is_quick or gap <= rounded(world.threshold(most)):
            return "on_track" if status == "on_track" else "at_risk"
    return "off_track"


def shown_status(computed: PaceStatus, declared: str | None) -> PaceStatus:
    """Return the worse of the computed and the declared status; one that is too early or missed only gets worse."""
    found = next((status for status in ORDER if status == declared), None)
    if found is None or computed == "missed":
        return computed
    if computed == "too_early":
        return found if found in ("at_risk", "off_track") else computed
    return max(computed, found, key=ORDER.index)
