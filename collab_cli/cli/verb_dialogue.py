"""The questions of a state verb on a terminal: for what it would have said of the move, and may go without."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.edits.answers import fault_of_field
from collab_cli.edits.carry_out_verb import option_help
from collab_cli.edits.plan import Plan
from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.verb_fields import field_at
from collab_cli.messages import Label, Message, Param, msg
from collab_cli.model.fields import WordType
from collab_cli.model.kinds import kind_named

_LATER = "-"


def ask_open(context: Context, plan: Plan, verb: StateVerb, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``said`` with the answers to what ``verb`` asks for and is not said; an empty answer says nothing."""
    ask = Asking(context)
    kind = kind_named(verb.kind)
    assert kind is not None
    found = dict(said)
    for key in verb.asked:
        option = verb.option(key)
        assert option is not None
        if key in found:
            continue
        info = field_at(kind.struct, option.field).info
        question = msg("{question}? (empty: later)", question=Message(option_help(verb, option)))
        if isinstance(info.type, WordType):
            choices: list[tuple[str, Param]] = [(word, Label(word, option.field)) for word in info.type.values]
            choices.append((_LATER, msg("later")))
            answer = ask.choice(msg("{question}?", question=Message(option_help(verb, option))), choices)
        else:
            answer = ask.text(question, partial(fault_of_field, plan, info))
        if answer and answer != _LATER:
            found[key] = answer
    return found
