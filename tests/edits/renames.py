"""Renames as tests make them: planned, told in English, their files read."""

from __future__ import annotations

import pytest

from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.rename import plan_rename
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Message


def rename(world: World, old: str, new: str) -> Planned:
    return plan_rename(Plan(world), old, new)


def told(*messages: Message | None) -> str:
    return "; ".join(language("en").say(message) for message in messages if message is not None)


def refusal(world: World, old: str, new: str) -> str:
    with pytest.raises(CollabError) as caught:
        rename(world, old, new)
    return told(caught.value.message, caught.value.hint)


def files(world: World) -> dict[str, bytes]:
    snapshot = world.workspace.snapshot
    return {path: snapshot.read(path) for path in snapshot.paths}
