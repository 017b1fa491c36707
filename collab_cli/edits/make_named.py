"""Make the records a new one names that are not there yet, in the same step."""

from __future__ import annotations

from collections.abc import Callable

from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.named_records import Make
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.field_types import Refers
from collab_cli.model.fields import ListType, TextType, fields_of, label_of
from collab_cli.model.kind import Kind

MayMake = Callable[[Kind, str], bool]
"""Says whether a record of a kind with this title may be made."""


def maker(plan: Plan, said: Said, may_make: MayMake) -> Make:
    """Return what makes a record that ``said`` names.

    What such a record needs besides its title is taken from the one that names it: that record itself, or the same
    field of it. Where that is not enough, a CollabError says what is missing.
    """

    def make(kind: Kind, text: str) -> str | None:
        if not text.strip() or not may_make(kind, text):
            return None
        fields: dict[str, tuple[str, ...]] = {kind.title_field: (text.strip(),)}
        missing = []
        for info in fields_of(kind.struct):
            wanted = info.type.item if isinstance(info.type, ListType) else info.type
            refers = wanted.refers if isinstance(wanted, TextType) else None
            belongs = info.name == DEPARTMENT.name  # a person or role is of the department of who names it
            if info.name == kind.title_field or not (info.required or belongs):
                continue
            if info.name in said.fields:
                fields[info.name] = said.fields[info.name]
            elif isinstance(refers, Refers) and refers.kind == said.kind.name:
                fields[info.name] = (said.id or said.fields[said.kind.title_field][0],)
            elif info.required:
                missing.append(info.name)
        if missing:
            raise CollabError(
                msg(
                    "the {kind} {text} is not there yet, and adding it needs {fields}",
                    kind=kind.one,
                    text=text,
                    fields=tuple(label_of(name) for name in missing),
                ),
                msg("add it first with {command}", command=f"collab {kind.name} add"),
            )
        record_id, _ = add_to_plan(plan, Said(kind, fields))
        plan.names.notes.append(msg("added the {kind} {text} too", kind=kind.one, text=text))
        return record_id

    return make
