"""The dialogue of ``add`` on a terminal: it asks for the title and for what a record of the kind needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.waived_rule import waived_rule
from collab_cli.edits.add_record import Said, has_title
from collab_cli.edits.answers import fault_of_field, fault_of_title
from collab_cli.edits.derived_fields import TITLED_BY
from collab_cli.edits.new_id import fault_of_id, gives_id
from collab_cli.edits.plan import Plan
from collab_cli.edits.set_fields import parse_assignment
from collab_cli.errors import CollabError
from collab_cli.messages import Label, Message, Param, msg
from collab_cli.model.evaluation import Evaluation
from collab_cli.model.field_types import Part, Refers, RefersOpenly
from collab_cli.model.fields import FieldInfo, StructType, TextType, WordType, field_doc, fields_of, label_of
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named

SKIP = "-"
_OWNERS = frozenset({"R319", "A501", "A502", "A508"})
"""Rules that miss who answers for a record, or until when: asked for, though they may be left open."""
_NEEDED = frozenset({("charter", "owner"), ("person", "department"), ("person", "role")})
"""Fields that some records of a kind cannot be without, such as the owner of a charter that is no department's."""
_RARE = frozenset({"role"})
"""Fields left open unless something is chosen."""
_ASKED_INSIDE = frozenset({"unit"})
"""Fields of a part that are asked for though they may be left open."""
_FOLLOWS = {
    "meeting": frozenset({"title", "date"}),
    "issue": frozenset({"raised_at"}),
}
"""Required fields of a kind that follow from what is said."""
_TITLE_QUESTIONS = {
    "goal": msg("What is to be reached?"),
    "action": msg("What has to be done?"),
    "person": msg("What is the person's name?"),
    "waiver": msg("Which rule is waived, such as R305?"),
}
_RHYTHM = msg("How often does it meet, such as 'week on mon' or 'last fri of month'?")
Agree = Callable[[Kind, str], None]
"""Hears that a record of a kind is to be added too, under this title."""


def ask_record(context: Context, plan: Plan, said: Said, agree: Agree) -> Said:
    """Return ``said`` with the answers to what it leaves open; raise KeyboardInterrupt when the dialogue is left.

    ``agree`` hears of each record that is not there yet and was chosen to be added on the way.
    """
    ask, kind = Asking(context), said.kind
    if kind.name in TITLED_BY:
        said = _ask_what_titles_it(ask, plan, said)
    if not has_title(said):
        title = ask.text(_title_question(kind), lambda text: _fault_of_title(context, kind, text))
        said = replace(said, fields={kind.title_field: (title,), **said.fields})
    if said.id is None and kind.title_field in said.fields and not gives_id(_title(said)):
        question = msg("Which id is it to have, such as {example}?", example="increase-revenue")
        said = replace(said, id=ask.text(question, lambda text: fault_of_id(plan.world, kind, text)))
    if kind.name == "goal":
        from collab_cli.cli.goal_dialogue import ask_goal

        return ask_goal(ask, plan, said)
    following = _following(said)
    if kind.name == "proposal":
        from collab_cli.cli.proposal_dialogue import ask_subjects, follows_from_subjects

        said = ask_subjects(ask, plan, said)
        following = follows_from_subjects(plan, said)
    for info in fields_of(kind.struct):
        is_asked = info.required or info.code in _OWNERS or (kind.name, info.name) in _NEEDED
        if not is_asked or info.name in _given(said) or info.name in following:
            continue
        if (kind.name, info.name) == ("series", "cadence"):
            said = replace(said, extras={**said.extras, "every": ask.text(_RHYTHM, _fault_of_rhythm)})
        elif isinstance(info.type, StructType):
            said = _ask_inside(context, ask, plan, said, info.name, info.type.struct)
        elif answer := ask_field(context, ask, plan, kind.struct, info):
            said = replace(said, fields={**said.fields, info.name: (answer,)})
            if isinstance(info.type, TextType) and isinstance(info.type.refers, Refers):
                _hear(plan, info.type.refers.kind, answer, agree)
    return said


def _hear(plan: Plan, name: str, answer: str, agree: Agree) -> None:
    """Tell ``agree`` of a record that was chosen to be added: there are others, and it is none of them."""
    records = plan.world.workspace.records.get(name, {})
    kind = kind_named(name)
    if records and answer not in records and kind is not None:
        agree(kind, answer)


def _fault_of_rhythm(text: str) -> Message | None:
    from collab_cli.edits.spoken_cadence import read_cadence

    try:
        read_cadence(text)
    except CollabError as error:
        return _sentence(error)
    return None


def _sentence(error: CollabError) -> Message:
    return msg("{message}; {hint}", message=error.message, hint=error.hint) if error.hint else error.message


def _title_question(kind: Kind) -> Message:
    if kind.name in _TITLE_QUESTIONS:
        return _TITLE_QUESTIONS[kind.name]
    if kind.title_field == "name":
        return msg("What is the {kind} called?", kind=kind.one)
    return msg("What is the title of the {kind}?", kind=kind.one)


def _fault_of_title(context: Context, kind: Kind, text: str) -> Message | None:
    if kind.name != "waiver" or not text:
        return fault_of_title(text)
    try:
        waived_rule(context, text)
    except CollabError as error:
        return _sentence(error)
    return None


def _given(said: Said) -> frozenset[str]:
    sets = {parse_assignment(text).field.partition(".")[0] for text in said.sets}
    return frozenset(sets.union(said.fields, said.record))


def _ask_inside(context: Context, ask: Asking, plan: Plan, said: Said, name: str, struct: type[Part]) -> Said:
    """Ask for what a map of known fields needs, such as the amount and the unit of a request."""
    for info in fields_of(struct):
        if (info.required or info.name in _ASKED_INSIDE) and (answer := ask_field(context, ask, plan, struct, info)):
            said = replace(said, sets=(*said.sets, f"{name}.{info.name}={answer}"))
    return said


def _ask_what_titles_it(ask: Asking, plan: Plan, said: Said) -> Said:
    """Ask for the series of a meeting, the department of a charter; it may have none and a title of its own."""
    records = plan.world.workspace.records
    if said.kind.name == "meeting":
        choices = [(each.id, each.titled) for each in records.get("series", {}).values()]
        question, none = msg("Which series does the meeting belong to?"), msg("none")
    else:
        charters = records.get("charter", {})
        found = records.get("department", {}).values()
        choices = [(each.id, each.titled) for each in found if each.id not in charters]
        question, none = msg("Whose duties does the charter state?"), msg("those of a process or project")
    if not choices or has_title(said):
        return said
    chosen = ask.choice(question, [*choices, (SKIP, none)])
    if said.kind.name == "meeting":
        return said if chosen == SKIP else replace(said, fields={**said.fields, "series": (chosen,)})
    if chosen == SKIP:
        return replace(said, fields={"type": ("process",), **said.fields})
    return replace(said, extras={**said.extras, "department": chosen})


def _title(said: Said) -> str:
    return said.title_en or said.fields[said.kind.title_field][0]


def _following(said: Said) -> frozenset[str]:
    if said.kind.name == "series" and "every" in said.extras:
        return frozenset({"cadence", "starts"})
    if said.kind.name == "charter" and said.fields.get("type", ("department",)) == ("department",):
        return frozenset({"owner", "title"})
    return _FOLLOWS.get(said.kind.name, frozenset())


def ask_field(context: Context, ask: Asking, plan: Plan, struct: type[Part], info: FieldInfo) -> str:
    """Return the answer to what a field of a new record or part is, as typed; empty where it is not yet known."""
    label = Label(label_of(info.name).text, struct.__name__.lower())
    doc = context.language.text(field_doc(struct, info.attribute)).rstrip(".。")
    question = msg("{field} ({meaning}):", field=label, meaning=doc)
    unknown: list[tuple[str, Param]] = [] if info.required else [(SKIP, msg("not yet known"))]
    if isinstance(info.type, WordType):
        words = [(word, Label(word, info.type.of or info.name)) for word in info.type.values]
        chosen = ask.choice(question, [*words, *unknown])
        return "" if chosen == SKIP else chosen
    if isinstance(info.type, TextType) and isinstance(info.type.refers, Refers):
        records = plan.world.workspace.records.get(info.type.refers.kind, {})
        if records:
            choices = [*((record.id, record.titled) for record in records.values()), *unknown]
            default = SKIP if unknown and info.name in _RARE else None
            chosen = ask.choice(question, choices, default, _new if _is_makeable(plan, info.type.refers.kind) else None)
            return "" if chosen == SKIP else chosen
    if isinstance(info.type, TextType) and isinstance(info.type.refers, RefersOpenly):
        kinds = [name for name in info.type.refers.kinds if name != "person" or _may_judge_people(plan, struct)]
        found = [record for name in kinds for record in plan.world.workspace.records.get(name, {}).values()]
        if found:
            named = [(each.ref, msg("{kind}: {record}", kind=each.kind.one, record=each.titled)) for each in found]
            chosen = ask.choice(question, [*named, *unknown])
            return "" if chosen == SKIP else chosen
    if isinstance(info.type, TextType) and info.type.form == "period":
        return ask.choice(question, [(period.id, period.id) for period in plan.world.settings.periods])
    if not info.required:
        question = msg("{field} ({meaning}; empty: not yet known):", field=label, meaning=doc)
    return ask.text(question, lambda text: fault_of_field(plan, info, text))


def _new(text: str) -> Message:
    return msg("add {text} ...", text=text)


def _is_makeable(plan: Plan, name: str) -> bool:
    """Return whether the command adds what it names, and a title is enough for a record of the kind ``name``."""
    kind = kind_named(name)
    if kind is None or plan.names.make is None:
        return False
    return all(info.name in (kind.title_field, "department") for info in fields_of(kind.struct) if info.required)


def _may_judge_people(plan: Plan, struct: type[Part]) -> bool:
    """Return whether people are offered: evaluations of them need the folder ``restricted/``."""
    return struct is not Evaluation or bool(plan.world.settings.restricted.enabled)
