"""The dialogue of ``add`` for a part of a record, on a terminal: it asks for what the part cannot be without."""

from __future__ import annotations

from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.record_dialogue import SKIP, ask_field
from collab_cli.edits.answers import fault_of_title
from collab_cli.edits.part_list import PartList
from collab_cli.edits.parts import SaidPart, lacking_fields, named_record
from collab_cli.edits.plan import Plan
from collab_cli.edits.set_fields import parse_assignment
from collab_cli.errors import CollabError
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.letters import responsible_letter
from collab_cli.messages import Param, msg
from collab_cli.model.fields import FieldInfo, ListType, StructType, fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.meeting import ActionStub
from collab_cli.model.responsibility_row import ResponsibilityRow


def ask_part(context: Context, plan: Plan, parts: PartList, said: SaidPart) -> SaidPart:
    """Return ``said`` with the answers to what it leaves open; raise KeyboardInterrupt when the dialogue is left.

    Raises CollabError for what was said and does not fit, before anything is asked.
    """
    ask = Asking(context)
    if named_record(plan, parts, said) is not None:
        return said
    if parts.struct is None:
        if said.text is not None:
            return said
        if parts.refers is not None:
            return replace(said, text=_record(ask, plan, parts, parts.refers))
        return replace(said, text=ask.text(msg("What does it say?"), fault_of_title))
    while fields := [info for info in lacking_fields(plan, parts, said) if _is_askable(info)]:
        answer = ask_field(context, ask, plan, parts.struct, replace(fields[0], required=True))
        said = replace(said, fields={**said.fields, fields[0].name: (answer,)})
    if parts.struct is ActionStub:
        return _with_owner(context, ask, plan, said)
    return _with_letters(ask, plan, parts, said) if parts.struct is ResponsibilityRow else said


def _record(ask: Asking, plan: Plan, parts: PartList, kind: Kind) -> str:
    """Return the id of the record chosen for a list of records, of those that are open and not in it."""
    listed = parts.entries(plan)
    choices: list[tuple[str, Param]] = [
        (each.id, each.titled)
        for each in plan.world.workspace.records.get(kind.name, {}).values()
        if each.id not in listed and each.value.status not in kind.closed
    ]
    if not choices:
        raise CollabError(
            msg("there is no {kind} to name", kind=kind.one),
            msg("{command} adds one", command=f"collab {kind.name} add"),
        )
    return ask.choice(msg("Which {kind}?", kind=kind.one), choices)


def _with_owner(context: Context, ask: Asking, plan: Plan, said: SaidPart) -> SaidPart:
    """Return ``said`` with who answers for an action and until when, which may be left open until it is published."""
    given = {*said.fields, *(parse_assignment(text).field for text in said.sets)}
    for info in fields_of(ActionStub):
        if info.name in ("owner", "due") and info.name not in given:
            answer = ask_field(context, ask, plan, ActionStub, info)
            said = replace(said, fields={**said.fields, info.name: (answer,)}) if answer else said
    return said


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
