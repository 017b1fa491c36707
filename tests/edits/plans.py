"""Changes planned in process on small worlds, and what a refused one says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.plan import Plan, Planned
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from tests.rules.worlds import world_of


def plan_of(root: Path, **options: Any) -> Plan:
    """Return a change to the workspace at ``root``, judged at the day of all tests."""
    return Plan(world_of(root), **options)


def kind(name: str) -> Kind:
    found = kind_named(name)
    assert found is not None
    return found


def english(message: Message) -> str:
    return language("en").say(message)


def refusal(act: Callable[[], object]) -> str:
    """Return what the CollabError says that ``act`` raises: the message, `; ` and the hint."""
    with pytest.raises(CollabError) as caught:
        act()
    parts = (caught.value.message, caught.value.hint)
    return "; ".join(english(part) for part in parts if part is not None)


def written(planned: Planned) -> dict[str, str]:
    """Return the text of each file a change writes."""
    return {write.path: (write.data or b"").decode() for write in planned.writes}


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
