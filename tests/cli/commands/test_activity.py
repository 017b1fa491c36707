"""``collab activity``: what every kind has, and ``harvest``."""

from __future__ import annotations

from collab_cli.cli.commands.activity import app


def test_the_verbs_of_activities() -> None:
    assert list(app.verbs) == ["list", "show", "add", "edit", "remove", "harvest"]
