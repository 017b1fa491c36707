"""The dialogue of ``add`` for a part of a record, on a terminal: it asks for what the part cannot be without."""

from __future__ import annotations

from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.record_dialogue import ask_field
from collab_cli.edits.answers import fault_of_title
from collab_cli.edits.part_list import PartList
from collab_cli.edits.parts import SaidPart, lacking_fields
from collab_cli.edits.plan import Plan
from collab_cli.messages import msg
from collab_cli.model.fields import FieldInfo, ListType, StructType


def ask_part(context: Context, plan: Plan, parts: PartList, said: SaidPart) -> SaidPart:
    """Return ``said`` with the answers to what it leaves open; raise KeyboardInterrupt when the dialogue is left.

    Raises CollabError for what was said and does not fit, before anything is asked.
    """
    ask = Asking(context)
    if parts.struct is None:
        if said.text is not None:
            return said
        return replace(said, text=ask.text(msg("What does it say?"), fault_of_title))
    while fields := [info for info in lacking_fields(plan, parts, said) if _is_askable(info)]:
        answer = ask_field(context, ask, plan, parts.struct, replace(fields[0], required=True))
        said = replace(said, fields={**said.fields, fields[0].name: (answer,)})
    return said


def _is_askable(info: FieldInfo) -> bool:
    return not isinstance(info.type, ListType) or not isinstance(info.type.item, StructType)
