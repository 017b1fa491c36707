"""The words of minutes as `meeting show` prints them, in either language: labels, columns, the line that files them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from collab_cli.i18n import Language, language
from collab_cli.messages import Message, msg

LANGUAGES: Final[tuple[Language, ...]] = (language("zh"), language("en"))
_LABELS: Final[Mapping[str, tuple[Message, ...]]] = {
    "number": (msg("Number"),),
    "when": (msg("When"),),
    "place": (msg("Place"),),
    "mode": (msg("Mode"),),
    "chair": (msg("Chair"),),
    "secretary": (msg("Minutes taken by"),),
    "present": (msg("Present"),),
    "guests": (msg("Guests"),),
    "absent": (msg("Apologies"),),
    "previous": (msg("Previous minutes"),),
    "derived": (msg("Nobody came for"), msg("Quorum"), msg("Published on")),
    "progress": (msg("Progress made"),),
    "issues": (msg("Problems"),),
    "next": (msg("Next steps"),),
    "needs": (msg("Help needed"),),
    "owner": (msg("Owner"),),
    "rationale": (msg("Rationale"),),
    "method": (msg("How it was decided"),),
    "changes": (msg("Changes"), msg("Replaces")),
    "next_meeting": (msg("Next meeting"),),
    "cc": (msg("Copies to"),),
    "issued_by": (msg("Issued by"),),
    "tags": (msg("Tags"),),
    "aliases": (msg("Aliases"),),
    "links": (msg("Links"),),
}
_COLUMNS: Final[Mapping[str, Message]] = {
    "index": msg("No."),
    "task": msg("Action item"),
    "owner": msg("Owner"),
    "assist": msg("Assist"),
    "supervisor": msg("Supervisor"),
    "due": msg("Due"),
    "status": msg("State on that day"),
    "name": msg("Given by"),
    "opinions": msg("Opinion"),
    "outcome": msg("Outcome"),
}
_PLACE = "\x1f"


def spoken(message: Message) -> tuple[str, ...]:
    """Return a message in each language."""
    return tuple(one.say(message) for one in LANGUAGES)


@cache
def label_meant(text: str) -> str | None:
    """Return what the label of a line of filed minutes is about, None for no label."""
    return _by_words(_LABELS).get(text.strip())


@cache
def column_meant(text: str) -> str | None:
    """Return what a column of the tables of filed minutes holds, None for none of them."""
    return _by_words({name: (message,) for name, message in _COLUMNS.items()}).get(text.strip())


def filed_id(line: str) -> str | None:
    """Return the id of the minutes where a line says what they are filed as, else None."""
    return next((found[1] for one in _patterns(msg("Filed as {ref}", ref=_PLACE), r"meeting:([a-z0-9-]+)")
                 if (found := one.fullmatch(line.strip()))), None)  # fmt: skip


def title_within(text: str) -> str:
    """Return the title of a meeting without the words that say these are its minutes."""
    dressed = (
        msg("Draft minutes: {title}", title=_PLACE),
        msg("{title} (draft)", title=_PLACE),
        msg("Minutes: {title}", title=_PLACE),
    )
    found = (one.fullmatch(text.strip()) for message in dressed for one in _patterns(message, "(.+)"))
    return next((one[1].strip() for one in found if one is not None), text.strip())


def _patterns(message: Message, inside: str) -> Iterable[re.Pattern[str]]:
    for said in spoken(message):
        yield re.compile(re.escape(said).replace(re.escape(_PLACE), inside).replace(r"\ ", r"\s*"))


def _by_words(messages: Mapping[str, tuple[Message, ...]]) -> dict[str, str]:
    return {word: name for name, all_ in messages.items() for message in all_ for word in spoken(message)}
