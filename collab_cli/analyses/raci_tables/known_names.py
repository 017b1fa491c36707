"""What a reader of tables may ask about the texts it meets."""

from __future__ import annotations

from typing import Protocol


class KnownNames(Protocol):
    """What a workspace knows by name; used to decide between readings, never needed for one."""

    def party(self, text: str) -> str | None:
        """Return the party called ``text``, or None."""
        ...

    def duty(self, text: str) -> str | None:
        """Return the duty or activity called ``text``, or None."""
        ...
