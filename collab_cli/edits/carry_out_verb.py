"""Carry out a state verb: read what was said, see that it may be done, write the state and its stamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.state_verb import BY, Move, StateVerb, VerbOption
from collab_cli.edits.states import allowed_moves, state_word
from collab_cli.edits.verb_fields import field_at
from collab_cli.errors import CollabError
from collab_cli.messages import Items, Message, msg, msgn
from collab_cli.model.fields import ListType, fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from collab_cli.model.person import Person
from collab_cli.model.record import Record

_TOLD = 4
"""Up to how many records one sentence names."""


def plan_state_verb(
    plan: Plan,
    record: Record[Any],
    verb: StateVerb,
    said: Mapping[str, Any],
    *,
    acting: str | None = None,
    address: str | None = None,
) -> Planned:
    """Return the change ``verb`` makes to ``record``; raise CollabError where it cannot be made.

    ``said`` is what was typed, by the key of its option: a text, several, or True. ``acting`` is the person at the
    keyboard, who does it unless `by` says somebody else; ``address`` is the e-mail address git has for an unknown one.
    """
    return plan_state_verbs(plan, (record,), verb, said, acting=acting, address=address)


def plan_state_verbs(
    plan: Plan,
    records: Sequence[Record[Any]],
    verb: StateVerb,
    said: Mapping[str, Any],
    *,
    acting: str | None = None,
    address: str | None = None,
) -> Planned:
    """Return the one change ``verb`` makes to all of ``records``, as ``plan_state_verb`` does to one."""
    told = [carry_out(plan, record, verb, said, acting=acting, address=address) for record in records]
    notes = tuple(note for _, of_one in told for note in of_one)
    return plan.finish(_all_told([sentence for sentence, _ in told]), *notes)


def carry_out(
    plan: Plan,
    record: Record[Any],
    verb: StateVerb,
    said: Mapping[str, Any],
    *,
    acting: str | None = None,
    address: str | None = None,
) -> tuple[Message, tuple[Message, ...]]:
    """Plan what ``verb`` writes into ``record``; return the sentence that tells it, and notes."""
    _check_start(verb, record)
    given = {
        option.key: _read(plan, record.kind, option, said[option.key])
        for option in verb.options
        if said.get(option.key)
    }
    if verb.option(BY) is not None:
        given[BY] = _acting(plan, given.get(BY), acting, address)
    _check_needed(verb, given)
    move = Move(plan, record, verb, given)
    for condition in verb.conditions:
        condition(move)
    sentence = verb.sentence(move)
    if verb.is_done is None or not verb.is_done(move):
        _write(move)
    return sentence, verb.notes(move) if verb.notes is not None else ()


def _all_told(sentences: Sequence[Message]) -> Message:
    """Return the sentences of a step as one; of many, how many there are."""
    if len(sentences) == 1:
        return sentences[0]
    if len(sentences) <= _TOLD:
        return msg("{sentences}", sentences=tuple(sentences))
    rest = len(sentences) - _TOLD
    return msgn(
        "{sentences}; and so with {count} more",
        "{sentences}; and so with {count} more",
        rest,
        sentences=Items(tuple(sentences[:_TOLD])),
    )


def _write(move: Move) -> None:
    from collab_cli.edits.stamps import state

    record, verb = move.record, move.verb
    if verb.makes is not None:
        verb.makes(move)
    new = state(move) if verb.to else move.state
    if new != move.state:
        order = tuple(info.name for info in fields_of(record.kind.struct))
        move.plan.changes.set(record.path, (*record.route, "status"), new, order)
    for stamp in verb.stamps:
        stamp.write(move)


def _check_start(verb: StateVerb, record: Record[Any]) -> None:
    state = getattr(record.value, "status", "")
    if verb.start and state not in verb.start:
        raise CollabError(
            msg(
                "{record} is {state}, and {command} is for what is {states}",
                record=record.titled,
                state=state_word(record.kind, state),
                command=verb.command,
                states=Items(tuple(state_word(record.kind, start) for start in verb.start)),
            ),
            allowed_moves(record.kind, record.id, state),
        )


def _read(plan: Plan, kind: Kind, option: VerbOption, said: Any) -> Value:
    if not option.field:
        return True
    field = field_at(kind.struct, option.field)
    wanted = field.info.type
    if isinstance(said, tuple):
        texts = [text for text in said if text.strip()]
        read = [plan.values.read(text, wanted, option.key) for text in texts]
        if isinstance(wanted, ListType):
            return [item for items in read if isinstance(items, list) for item in items]
        return read
    if not said.strip():
        raise CollabError(msg("{option} is empty", option=option.flag), msg("leave it out, or write something"))
    return plan.values.read(said, wanted, option.key)


def _acting(plan: Plan, said: Value | None, acting: str | None, address: str | None) -> str:
    """Return the person who does it; raise CollabError if nobody is named and nobody known, or the person left."""
    person_id = str(said) if said is not None else acting
    if person_id is None:
        raise CollabError(
            msg("nobody is named who does this, and the identity of git is that of no person here"),
            msg(
                "name the person with --by, or say once who you are: {command}",
                command=f"collab set person:ID git+={address or 'ADDRESS'}",
            ),
        )
    person = plan.world.get(Person, person_id)
    if person is not None and person.value.status != "active":
        raise CollabError(msg("{person} has left", person=person.titled), msg("name somebody else with --by"))
    return person_id


def _check_needed(verb: StateVerb, given: Mapping[str, Value]) -> None:
    missing = tuple(option for option in verb.options if option.needed and option.key not in given)
    if missing:
        raise CollabError(
            msg("{command} needs {options}", command=verb.command, options=tuple(option.typed for option in missing)),
            msg("{command} shows how to write it", command=f"{verb.command} --help"),
        )


def option_help(verb: StateVerb, option: VerbOption) -> str:
    """Return what an option of ``verb`` is for: its own text, else that of the field it gives."""
    from collab_cli.model.fields import field_doc

    if option.help:
        return option.help
    kind = kind_named(verb.kind)
    assert kind is not None
    field = field_at(kind.struct, option.field)
    return field_doc(field.owner, field.info.attribute)
