from __future__ import annotations

import pytest

from collab_cli.cli.field_options import STAMPED, completion_of, field_options, metavar_of
from collab_cli.model.fields import fields_of
from collab_cli.model.kinds import all_kinds
from tests.edits.plans import kind


def shown(name: str) -> dict[str, tuple[str, bool]]:
    """Return metavar and repetition of the options of a kind, by flag."""
    return {option.flags[0]: (option.metavar, option.many) for option in field_options(kind(name).struct)}


@pytest.mark.parametrize(
    ("name", "option", "metavar", "many"),
    [
        ("action", "--title", "TEXT", False),
        ("action", "--owner", "PERSON", False),
        ("action", "--due", "DATE", False),
        ("action", "--assist", "PARTY", True),
        ("action", "--origin", "REF", False),
        ("action", "--duty", "REF", False),
        ("action", "--priority", "high|normal|low", False),
        ("action", "--tags", "TEXT", True),
        ("goal", "--period", "PERIOD", False),
        ("issue", "--raised-at", "DATE", False),
        ("person", "--skills", "KEY:VALUE", True),
        ("person", "--capacity", "NUMBER", False),
        ("series", "--duration", "TIME", False),
        ("event", "--type", "WORD", False),
        ("activity", "--required", "true|false", False),
    ],
)
def test_every_field_a_line_can_hold_has_an_option(name: str, option: str, metavar: str, many: bool) -> None:
    assert shown(name)[option] == (metavar, many)


def test_what_commands_write_and_what_has_parts_has_none() -> None:
    assert not {"--status", "--history"} & shown("action").keys()
    assert not {"--activated", "--key-results", "--contributes-to"} & shown("goal").keys()
    assert "--cadence" not in shown("series")
    assert "--title" not in {option.flags[0] for option in field_options(kind("action").struct, skip=["title"])}
    for each in all_kinds():
        options = {option.key for option in field_options(each.struct)}
        assert each.title_field in options
        assert options <= {info.name for info in fields_of(each.struct)} - STAMPED


def test_help_says_the_words_and_what_may_be_repeated() -> None:
    event = {option.key: [note.text for note in option.notes] for option in field_options(kind("event").struct)}
    assert (event["type"], event["departments"]) == (["one of {words}"], ["repeat it for more"])
    assert event["title"] == []
    action = {option.key: option.notes for option in field_options(kind("action").struct)}
    assert action["priority"] == ()


def test_values_are_completed_from_what_is_known() -> None:
    types = {info.name: info.type for info in fields_of(kind("action").struct)}
    words = completion_of(types["priority"])
    assert words is not None and words("h") == ["high"]
    assert [completion_of(types[name]) is None for name in ("title", "due", "owner", "origin", "assist")] == [
        *(True, True),
        *(False, False, True),
    ]
    assert metavar_of(types["title"]) == "TEXT"
