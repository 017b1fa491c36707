from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.carry_out_verb import option_help
from collab_cli.edits.state_verb import VerbOption
from tests.edits.moves import do, planned, refused, rewrite, verb_of
from tests.edits.plans import english
from tests.rules.worlds import green_demo

FORECAST = "2025-07-07-forecast-deadline"
PATH = f"actions/2025/{FORECAST}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_who_does_it_is_who_is_named_else_who_is_at_the_keyboard(root: Path) -> None:
    assert "+    by: zhang-wei" in do(root, "action start", FORECAST)
    assert "+    by: li-na" in do(root, "action done", FORECAST, by="李娜")
    assert refused(root, "goal ack", "increase-revenue", acting=None) == (
        "nobody is named who does this, and the identity of git is that of no person here; "
        "name the person with --by, or say once who you are: collab set person:ID git+=ADDRESS"
    )


def test_who_has_left_does_nothing(root: Path) -> None:
    rewrite(root, "people.yaml", "id: chen-jie\n", "id: chen-jie\n  status: left\n")
    assert (
        refused(root, "action start", FORECAST, by="chen-jie")
        == "陈杰 (chen-jie) has left; name somebody else with --by"
    )


def test_the_rest_of_the_file_stays_as_it_is(root: Path) -> None:
    path = root / PATH
    odd = b"# why\r\ntitle:   'T'   # as agreed\r\nowner: zhang-wei\r\ndue: 2025-07-11\r\n"
    path.write_bytes(odd)
    do(root, "action start", FORECAST)
    assert path.read_bytes() == odd + (
        b"status: in_progress\r\nhistory:\r\n  - date: 2025-06-30\r\n    by: zhang-wei\r\n    status: in_progress\r\n"
    )


def test_an_entry_of_a_register_is_written_in_its_place(root: Path) -> None:
    before = (root / "metrics.yaml").read_text(encoding="utf-8")
    do(root, "metric record", "stockout-rate", value="3.5")
    after = (root / "metrics.yaml").read_text(encoding="utf-8")
    assert after == before.replace("value: 3.9", "value: 3.5")


def test_what_would_break_a_structure_rule_is_refused(root: Path) -> None:
    rewrite(root, PATH, "due: 2025-07-11", "due: 2025-07-11\nhistory: none")
    assert refused(root, "action start", FORECAST) == (
        f"history of {PATH} cannot be changed as it is written; make this change in an editor"
    )


def test_a_text_taken_for_a_record_is_told(root: Path) -> None:
    notes = planned(root, "action start", "2025-07-07").notes
    assert [english(note) for note in notes] == [
        f"2025-07-07 is taken for the action 每周五 17 点前提交 13 周预测 ({FORECAST})"
    ]


def test_the_help_of_an_option_is_that_of_its_field() -> None:
    verb = verb_of("charter approve")
    assert option_help(verb, VerbOption("via", "approvals.via")) == "The way it was given."
    assert option_help(verb, VerbOption("via", "approvals.via", "Own")) == "Own"
