"""Which activity a responsibility row covers."""

from __future__ import annotations

from collections.abc import Collection

from collab_cli.model.responsibility_row import ResponsibilityRow


def covered_activity(row: ResponsibilityRow, activities: Collection[str]) -> str | None:
    """Return the activity a row covers: the one it names, else the one of the catalogue whose id it has."""
    if row.activity is not None:
        return row.activity
    return row.id if row.within is None and row.id in activities else None
