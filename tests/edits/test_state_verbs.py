"""Every verb declared fits the kind it is for: its states, the fields it reads and writes, its examples."""

from __future__ import annotations

import shlex

import pytest

from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.state_verbs import all_verbs, verbs_moving, verbs_of
from collab_cli.edits.verb_fields import field_at
from collab_cli.model.fields import ListType
from collab_cli.model.goal import Goal, KeyResult
from tests.edits.plans import kind

VERBS = all_verbs()
IDS = [f"{verb.command} {verb.switch or ''}".strip() for verb in VERBS]


def test_the_commands_of_each_kind() -> None:
    found: dict[str, list[str]] = {}
    for verb in VERBS:
        if verb.switch is None:
            found.setdefault(verb.kind, []).append(verb.name)
    assert found == {
        "action": ["start", "done", "cancel", "postpone", "assign", "note"],
        "charter": ["approve", "activate", "ack"],
        "evaluation": ["publish", "reply"],
        "goal": ["activate", "cancel", "ack", "align", "score"],
        "handoff": ["accept", "deliver"],
        "issue": ["handover", "escalate", "resolve", "close"],
        "meeting": ["publish", "approve", "cancel"],
        "metric": ["record"],
        "proposal": ["amend", "position", "sign", "object", "resolve", "dispose", "close", "withdraw"],
        "resource": ["submit", "approve", "reject", "allocate", "release"],
        "series": ["skip"],
    }


def test_verbs_of_a_kind_and_of_a_move() -> None:
    assert [verb.command for verb in verbs_of("evaluation")] == ["collab evaluation publish", "collab evaluation reply"]
    assert [verb.name for verb in verbs_moving("goal", "draft", "active")] == ["activate"]
    assert verbs_moving("goal", "draft", "proposed") == ()
    assert verbs_moving("role", "draft", "active") == ()


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_its_moves_are_those_of_the_kind(verb: StateVerb) -> None:
    states = kind(verb.kind).states
    assert set(verb.start) | set(verb.to) <= set(states)
    assert (len(verb.to) > 1) == (verb.choose is not None)
    for start in set(verb.start) - kind(verb.kind).closed:  # what is closed keeps its state
        for end in verb.to:
            assert end == start or end in states[start]


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_the_fields_it_names_are_there(verb: StateVerb) -> None:
    struct = kind(verb.kind).struct
    for option in verb.options:
        assert option.field or option.help, option.key
        if option.field:
            wanted = field_at(struct, option.field).info.type
            assert option.many == isinstance(wanted, ListType)
    for stamp in verb.stamps:
        for path in stamp.paths():
            assert field_at(struct, path), path


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_every_command_has_a_help_and_examples_of_itself(verb: StateVerb) -> None:
    if verb.switch is not None:
        usual = next(each for each in verbs_of(verb.kind) if each.name == verb.name and each.switch is None)
        option = verb.option(verb.switch)
        assert option is not None
        assert not option.field
        assert any(option.flag in example for example in usual.examples)
        return
    assert verb.help
    for example in verb.examples:
        line, _, meaning = example.partition("  # ")
        assert meaning
        assert shlex.split(line)[:3] == ["collab", verb.kind, verb.name]


def test_a_field_is_found_through_lists_and_maps() -> None:
    found = field_at(Goal, "key_results.checkins.gap_analysis.cause")
    assert found.info.name == "cause"
    assert field_at(Goal, "key_results").struct is KeyResult
    for path in ("nothing", "key_results.nothing", "owner.name"):
        with pytest.raises(KeyError):
            field_at(Goal, path)
