"""Which documents nobody has looked through for too long."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.working_days import working_days
from collab_cli.graph.world import World
from collab_cli.model.document import SharedDocument


def review_due(world: World, document: SharedDocument) -> date | None:
    """Return the day a document is to be reviewed by; None where it names no last review or no span."""
    every, last = document.review_every, document.last_reviewed
    if every is None or last is None:
        return None
    if every.unit != "wd":
        return last + every.days
    return world.once(working_days).after(last, every.amount)


def is_stale(world: World, document: SharedDocument) -> bool:
    """Return whether the day a document was to be reviewed by is over."""
    due = review_due(world, document)
    return due is not None and due < world.as_of
