"""The reader's tests run over both parsers: libyaml and the pure one that stands in for it."""

from __future__ import annotations

import pytest

from collab_cli.documents import parsing


@pytest.fixture(params=["c", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the reader use one of the two parsers; return its name."""
    source = parsing.c_events if request.param == "c" else parsing.pure_events
    monkeypatch.setattr(parsing, "event_source", lambda: source)
    return str(request.param)
