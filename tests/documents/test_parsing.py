"""Which parser reads, and what becomes of its slips."""

from __future__ import annotations

import sys

import pytest

from collab_cli.documents import parsing


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget which parser was picked before."""
    parsing.event_source.cache_clear()


def test_libyaml_reads_where_it_is_there() -> None:
    assert parsing.event_source() is parsing.c_events


def test_the_pure_parser_stands_in_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    monkeypatch.delattr("yaml.cyaml", raising=False)

    assert parsing.event_source() is parsing.pure_events
    parsing.event_source.cache_clear()


def test_a_slip_of_the_pure_parser_is_an_error_with_a_place() -> None:
    next_event = parsing.pure_events('a: "\\UFFFFFFFF"\n')

    with pytest.raises(parsing.parse_error()) as caught:
        while True:
            next_event()
    assert caught.value.problem_mark.line == 0  # type: ignore[attr-defined]
