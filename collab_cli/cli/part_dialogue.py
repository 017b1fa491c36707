"""The dialogue of ``add`` for a part of a record, on a terminal: it asks for what the part cannot be without."""

from __future__ import annotations

from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.record_dialogue import SKIP, ask_field
from collab_cli.edits.answers import fault_of_title
from collab_cli.edits.part_list import PartList
from collab_cli.edits.parts import SaidPart, lacking_fields
from collab_cli.edits.plan import Plan
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.letters import responsible_letter
from collab_cli.messages import Param, msg
from collab_cli.model.fields import FieldInfo, ListType, StructType
from collab_cli.model.responsibility_row import ResponsibilityRow


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
    return _with_letters(ask, plan, parts, said) if parts.struct is ResponsibilityRow else said


def _with_letters(ask: Asking, plan: Plan, parts: PartList, said: SaidPart) -> SaidPart:
    """Return ``said`` with the departments that answer for a row and do it, if no letters are said."""
    departments = [(each.id, each.titled) for each in plan.world.parties.active_departments]
    if not departments or "raci" in said.fields or any(text.startswith("raci") for text in said.sets):
        return said
    choices: list[tuple[str, Param]] = [*departments, (SKIP, msg("not yet known"))]
    own = owning_department(plan.world.parties, parts.record) if parts.record.kind.name == "charter" else None
    default = own if own in dict(departments) else None
    accountable = ask.choice(msg("Which department is accountable for it?"), choices, default)
    does = ask.choice(msg("Which department does it?"), choices, accountable)
    letters: dict[str, str] = {}
    for department, letter in ((accountable, "A"), (does, responsible_letter(plan.world.settings))):
        if department != SKIP:
            letters[department] = letters.get(department, "") + letter
    raci = ",".join(f"{department}:{cell}" for department, cell in letters.items())
    return replace(said, fields={**said.fields, "raci": (raci,)}) if raci else said


def _is_askable(info: FieldInfo) -> bool:
    return not isinstance(info.type, ListType) or not isinstance(info.type.item, StructType)
