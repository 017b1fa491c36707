"""Domains: which there are, which a row belongs to, which one a text means."""

from __future__ import annotations

import pytest

from collab_cli.analyses.domains import domain_of, domains, find_domain
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import language
from tests.analyses.mixed_company import COMPANY, charter
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    rows = ("id: research", "id: step, within: planning", "id: safety", "id: other")
    return world_of(make_workspace({**COMPANY, "charters/sales.yaml": charter(*rows)}))


def test_the_domains_of_rows(world: World) -> None:
    assert domains(world) == ("selling", "making")
    assert [domain_of(world, row) for row in world.matrix.rows] == ["selling", "making", None, None]


@pytest.mark.parametrize("text", ["selling", " Selling ", "sell", "SE"])
def test_a_domain_is_found_by_its_beginning(world: World, text: str) -> None:
    assert find_domain(world, text) == "selling"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("seling", "there is no domain seling", "did you mean selling"),
        ("", "there is no domain ", "there are selling and making"),
        ("😀", "there is no domain 😀", "there are selling and making"),
    ],
)
def test_a_domain_that_is_none(world: World, text: str, message: str, hint: str) -> None:
    with pytest.raises(CollabError) as raised:
        find_domain(world, text)
    assert raised.value.hint is not None
    assert (language("en").say(raised.value.message), language("en").say(raised.value.hint)) == (message, hint)


def test_a_text_that_several_begin_with(make_workspace: MakeWorkspace) -> None:
    activities = "- {id: a, name: A, domain: sales-north}\n- {id: b, name: B, domain: sales-south}\n"
    with pytest.raises(CollabError) as raised:
        find_domain(world_of(make_workspace({"activities.yaml": activities})), "sales")
    assert language("en").say(raised.value.message) == "sales can mean several domains: sales-north and sales-south"
    with pytest.raises(CollabError) as raised:
        find_domain(world_of(make_workspace({})), "sales")
    assert language("en").say(raised.value.message) == "no activity has a domain"
