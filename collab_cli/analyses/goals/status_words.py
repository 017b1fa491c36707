"""How the status of a goal or key result is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.messages import Message, msg

STATUS_WORDS: Final[Mapping[PaceStatus, Message]] = {
    "done": msg("done"),
    "on_track": msg("on track"),
    "at_risk": msg("at risk"),
    "off_track": msg("off track"),
    "too_early": msg("just started"),
    "missed": msg("missed"),
}
"""The words for people; programs get the status as it is."""
