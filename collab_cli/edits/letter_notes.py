"""What is to be told of a new duty, step or task that nobody answers for yet, or that nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.edits.part_list import PartList
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.responsibility_row import ResponsibilityRow


def letter_notes(world: World, parts: PartList, row: Any) -> Iterator[Message]:
    """Yield a sentence, with the command that mends it, if a row as written gives nobody A or nobody R."""
    if parts.struct is not ResponsibilityRow or not isinstance(row, dict):
        return
    raci = row.get("raci")
    given = "".join(map(str, raci.values())) if isinstance(raci, dict) else ""
    missing = "".join(letter for letter in ("A", responsible_letter(world.settings)) if letter not in given)
    if not missing:
        return
    record = parts.record
    department = owning_department(world.parties, record) if record.kind.name == "charter" else None
    word = next(word for word, field in record.kind.parts.items() if field == parts.field)
    party = department if department is not None and not given else "DEPARTMENT"
    command = f"collab {record.kind.name} {word} set {record.id} {row.get('id')} raci.{party}={missing}"
    if "A" in missing:
        yield msg("nobody is accountable for it yet: {command}", command=command)
    else:
        yield msg("nobody does it yet: {command}", command=command)
