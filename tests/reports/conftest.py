"""The demo company, loaded once for the tests of reports that only read it."""

from __future__ import annotations

import pytest

from collab_cli.graph.world import World
from tests.rules.worlds import DEMO, world_of


@pytest.fixture(scope="package")
def demo() -> World:
    """Return the world of the demo company as it is after its second commit."""
    return world_of(DEMO / "green")
