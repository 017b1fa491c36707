"""Ids that changed between two states, so that a reference to the old one counts as one to the new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from collab_cli.graph.uses import NAMED_IN_PATHS, OWN_PARTS
from collab_cli.model.field_types import MayRefer, Part, Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import Reference, TextType
from collab_cli.model.kinds import kind_named

PartName = tuple[str, str]
"""A record as `kind:id`, and the id of a part of it."""


@dataclass(frozen=True, slots=True)
class NewNames:
    """The new ids of renamed records, by their old `kind:id`, and the new names of renamed or moved parts.

    ``digests`` are those texts of the old state have under new names, with the ones they had before: a rename
    stamps agreements anew.
    """

    records: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[PartName, PartName] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.records or self.parts)

    def id(self, kind: str, record_id: str) -> str:
        """Return the id that a record of a kind has now."""
        return self.records.get(f"{kind}:{record_id}", record_id)

    def record(self, ref: str) -> str:
        """Return what `kind:id` is called now."""
        kind, _, old = ref.partition(":")
        return f"{kind}:{self.id(kind, old)}"

    def text(self, text: str, wanted: TextType, owner: type[Part], name: str, ref: str) -> str:
        """Return a text of the old state as it would be written now; ``ref`` is the old `kind:id` it stands in."""
        if not self:
            return text
        if wanted.form == "digest":
            return self.digests.get(text, text)
        if (owner, name) in OWN_PARTS and ":" not in text:
            return self.own(text, ref)
        return self._referring(text, wanted.refers) if wanted.refers is not None else text

    def path(self, text: str, ref: str) -> str:
        """Return the path of a field, as adjustments of the record ``ref`` name it, as it would be written now."""
        steps = text.split(".")
        if len(steps) > 1 and steps[0] in NAMED_IN_PATHS:
            steps[1] = self.id(NAMED_IN_PATHS[steps[0]], steps[1])
            return ".".join(steps)
        return ".".join(self.own(step, ref) for step in steps)

    def own(self, text: str, ref: str) -> str:
        """Return what a part of the old record ``ref`` is called in it now, or ``text`` if it is none any more."""
        record, part = self.parts.get((ref, text), (ref, text))
        return part if record == self.record(ref) else text

    def _referring(self, text: str, refers: Reference) -> str:
        if isinstance(refers, Refers):
            return self.id(refers.kind, text)
        if isinstance(refers, RefersToRow):
            return self._open(f"charter:{text}").removeprefix("charter:")
        if isinstance(refers, RefersToParty) and ":" not in text:
            return self.id("department", text)
        if isinstance(refers, RefersOpenly | RefersToParty) or (
            isinstance(refers, MayRefer) and kind_named(text.partition(":")[0]) is not None
        ):
            return self._open(text)
        return text

    def _open(self, text: str) -> str:
        ref, slash, part = text.partition("/")
        if slash and (ref, part) in self.parts:
            ref, part = self.parts[ref, part]
            return f"{ref}/{part}"
        return self.record(ref) + slash + part if ":" in ref else text


NO_NAMES: Final = NewNames()
"""Nothing is called otherwise."""
