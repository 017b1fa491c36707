from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest

from collab_cli.documents.nodes import Scalar
from collab_cli.documents.reader import read_document
from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.model import expectations
from collab_cli.model.action import KIND as ACTION
from collab_cli.model.field_types import (
    Date,
    Duration,
    Flag,
    Id,
    Mark,
    Measured,
    Moment,
    MonthDay,
    NameField,
    Number,
    Party,
    Share,
    Time,
    Weight,
)
from collab_cli.model.fields import field_type, fields_of
from collab_cli.model.goal import Contribution, Goal, KeyResult
from collab_cli.model.issue import KIND as ISSUE
from collab_cli.model.kind import Kind
from collab_cli.model.series import KIND as SERIES
from collab_cli.model.settings import Settings


def say(message: Message | None) -> str:
    assert message is not None
    return language("en").say(message)


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (str, "a text"),
        (Id, "an id of lower-case letters, digits and -"),
        (Time, "a time such as 09:30"),
        (MonthDay, "a month and day such as 04-01"),
        (Party, "one id"),
        (Literal["zh", "en"], "one of zh, en"),
        (Flag, "true or false"),
        (int, "a whole number"),
        (Annotated[int, msgspec.Meta(ge=1)], "a whole number from 1"),
        (Annotated[int, msgspec.Meta(ge=0, le=4)], "a whole number from 0 to 4"),
        (Number, "a number such as 13.2"),
        (Share, "a share from 0 to 1 such as 0.4"),
        (Weight, "a number above 0"),
        (Mark, "a number from 1 to 5"),
        (Measured, "a number, or true or false"),
        (Date, "a date such as 2025-07-07"),
        (Moment, "a date or a time such as 2025-07-02T10:05"),
        (Duration, "a duration such as 4h, 2wd or 30d"),
        (list[str], "a list"),
        (dict[str, str], "a map of keys and values"),
        (NameField, "a text or a map with zh, en"),
        (Contribution, "a map with goal"),
        (KeyResult, "a map with id, title"),
    ],
)
def test_what_a_field_expects(annotation: Any, words: str) -> None:
    assert say(expectations.of(field_type(annotation))) == words


@pytest.mark.parametrize(("text", "words"), [("{a: b}", "a map"), ("[a]", "a list"), ("abc", "the text `abc`")])
def test_the_form_of_what_was_found(text: str, words: str) -> None:
    document = read_document("x.yaml", text.encode()).document
    assert document is not None
    assert document.root is not None
    assert say(expectations.form_of(document.root)) == words


def test_a_long_text_is_cut() -> None:
    node = Scalar("x" * 100, "", 0, 100, 1, 1)
    assert say(expectations.form_of(node)) == "the text `" + "x" * 40 + "`"


@pytest.mark.parametrize(
    ("key", "message", "hint", "better"),
    [
        ("id", "id is no field here: the file name is the id", "remove the line", None),
        ("kind", "kind is no field here: the folder says the kind", "remove the line", None),
        ("ower", "ower is no field of action", "did you mean owner", "owner"),
        (
            "effort",
            "effort is no field of action",
            "collab explain action lists the fields; name it x-effort to keep it",
            None,
        ),
    ],
)
def test_a_key_no_field_has(key: str, message: str, hint: str, better: str | None) -> None:
    told = expectations.unknown_key(key, ACTION.struct, ["title", "owner", "due"], ACTION)
    assert (say(told[0]), say(told[1]), told[2]) == (message, hint, better)


@pytest.mark.parametrize(
    ("kind", "key", "written", "better"),
    [
        (ISSUE, "raised_on", ("title", "raised_by"), "raised_at"),
        (ISSUE, "raised_on", ("title", "raised_at"), "raised_by"),
        (ISSUE, "raised_on", ("raised_at", "raised_by"), None),
        (SERIES, "title", ("time",), "name"),
        (SERIES, "title", (), "name"),
        (SERIES, "title", ("name",), None),
        (ACTION, "name", ("time",), "title"),
        (ACTION, "Owner", ("owner",), "owner"),
        (ACTION, "“notes”", (), "notes"),
        (ACTION, "“负责人”", (), "owner"),
    ],
)
def test_what_is_not_written_is_meant_first(kind: Kind, key: str, written: tuple[str, ...], better: str | None) -> None:
    names = [info.name for info in fields_of(kind.struct)]
    assert expectations.meant_field(key, kind.struct, names, written) == better


def test_of_two_names_as_near_the_required_one_is_meant() -> None:
    assert expectations.meant_field("raised_on", ISSUE.struct, ["raised_in", "raised_at", "raised_by"]) == "raised_in"
    assert expectations.meant_field("raised_", ISSUE.struct, ["raised_", "raised_at"]) == "raised_"
    assert expectations.meant_field("raised_a", ISSUE.struct, ["raised_x", "raised_at"]) == "raised_at"


def test_where_a_key_stands_is_named() -> None:
    assert say(expectations.unknown_key("x", Settings, [], None)[0]) == "x is no field of the settings"
    assert say(expectations.unknown_key("x", Goal, [], None)[0]) == "x is no field of this part"


@pytest.mark.parametrize(
    ("key", "better"),
    [
        ("titel", "title"),
        ("tit", None),
        ("ttle", "title"),
        ("contributes_too", "contributes_to"),
        ("quite_another", None),
        ("", None),
    ],
)
def test_the_nearest_name_allows_more_slips_in_longer_words(key: str, better: str | None) -> None:
    assert expectations.nearest(key, ["title", "contributes_to", "owner"]) == better
