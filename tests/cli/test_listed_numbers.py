from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from collab_cli.cli.context import Context
from collab_cli.cli.listed_numbers import keep_numbers, listed_id, number_in
from tests.conftest import make_context
from tests.edits.plans import refusal

NOW = datetime(2025, 7, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return at(make_context(tmp_path, environ={"XDG_STATE_HOME": str(tmp_path / "state")}), NOW)


def at(context: Context, moment: datetime) -> Context:
    def now(zone: tzinfo) -> datetime:
        return moment.astimezone(zone)

    return replace(context, now=now)


def in_tab(context: Context, tab: str) -> Context:
    return replace(context, environ={**context.environ, "TERM_SESSION_ID": tab})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        (" 12 ", 12),
        ("#3", 3),
        ("３", 3),
        ("999", 999),
        ("2025", None),
        ("2025-07", None),
        ("三", None),
        ("", None),
    ],
)
def test_what_is_a_number(text: str, number: int | None) -> None:
    assert number_in(text) == number


def test_numbers_mean_what_was_listed_last(context: Context, tmp_path: Path) -> None:
    keep_numbers(context, tmp_path, "action", ["a", "b"])
    assert [listed_id(context, tmp_path, "action", number) for number in (1, 2)] == ["a", "b"]
    keep_numbers(context, tmp_path, "action", ["c"])
    assert listed_id(context, tmp_path, "action", 1) == "c"
    assert refusal(lambda: listed_id(context, tmp_path, "action", 2)) == (
        "the list last shown has no number 2: it ends with 1; show it anew with collab action list"
    )
    assert refusal(lambda: listed_id(context, tmp_path, "action", 0)).startswith("the list last shown has no number 0")


def test_another_session_workspace_or_list_has_its_own(context: Context, tmp_path: Path) -> None:
    keep_numbers(in_tab(context, "one"), tmp_path, "action", ["a"])
    keep_numbers(in_tab(context, "two"), tmp_path, "action", ["b"])
    assert listed_id(in_tab(context, "one"), tmp_path, "action", 1) == "a"
    assert listed_id(in_tab(context, "two"), tmp_path, "action", 1) == "b"
    none = "; show it with collab action list, or name the record by its id"
    for act in (
        lambda: listed_id(context, tmp_path, "action", 1),
        lambda: listed_id(in_tab(context, "one"), tmp_path / "other", "action", 1),
    ):
        assert refusal(act) == f"1 is a number of a list, and none was shown in this terminal session{none}"
    assert "none was shown" in refusal(lambda: listed_id(in_tab(context, "one"), tmp_path, "issue", 1))


@pytest.mark.parametrize("age", [timedelta(hours=13), timedelta(hours=-1)])
def test_an_old_list_is_refused(context: Context, tmp_path: Path, age: timedelta) -> None:
    keep_numbers(context, tmp_path, "action", ["a"])
    assert listed_id(at(context, NOW + timedelta(hours=12)), tmp_path, "action", 1) == "a"
    assert refusal(lambda: listed_id(at(context, NOW + age), tmp_path, "action", 1)) == (
        "1 is a number of a list that was shown on 2025-07-14; show it anew with collab action list"
    )


def test_lists_are_forgotten(context: Context, tmp_path: Path) -> None:
    keep_numbers(in_tab(context, "one"), tmp_path, "action", ["a"])
    keep_numbers(at(in_tab(context, "two"), NOW + timedelta(days=8)), tmp_path, "action", ["b"])
    assert len(list((tmp_path / "state/collab/lists").iterdir())) == 1


def test_a_list_nobody_can_keep_or_read_does_no_harm(context: Context, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    keep_numbers(context, tmp_path, "action", ["a"])
    assert "none was shown" in refusal(lambda: listed_id(context, tmp_path, "action", 1))
    (tmp_path / "state").unlink()
    keep_numbers(context, tmp_path, "action", ["a"])
    (kept,) = (tmp_path / "state/collab/lists").iterdir()
    for text in ("", "[]", '{"at": 3}', '{"at": "2025-07-14T09:00:00+00:00"}'):
        kept.write_text(text)
        assert "none was shown" in refusal(lambda: listed_id(context, tmp_path, "action", 1))
