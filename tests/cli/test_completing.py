from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import typer

from collab_cli.cli import completing
from collab_cli.cli.completing import (
    Complete,
    complete_ids,
    complete_kinds,
    complete_new_title,
    complete_own_ids,
    complete_parties,
    complete_parts,
    complete_refs,
    complete_rules,
)
from collab_cli.cli.offer import Offer
from collab_cli.model import title_index
from collab_cli.model.kinds import all_kinds
from tests.conftest import MakeWorkspace, RunCollab, make_context

FILES = {
    "goals/increase-revenue.yaml": "title: {zh: 提高销售额, en: Increase revenue}\n"
    "key_results: [{id: kr1, title: 新客户}, {id: kr2, title: Sales}]\n",
    "goals/increase-share.yaml": "title: {zh: 提高市场占有率, en: Increase share}\naliases: [份额]\n",
    "people.yaml": "- {id: li-na, name: 李娜}\n- {id: zhang-wei, name: 张伟}\n",
    "departments.yaml": "- {id: sales, name: {zh: 销售部, en: Sales}}\n",
    "projects/sale.yaml": "title: Sale\ntasks: [{id: plan, title: Plan}]\n",
}

Asked = tuple[str, str, str]
"""A word offered, the title of its record, and the title that begins with what was typed."""


@pytest.fixture
def ask(make_workspace: MakeWorkspace, environment: Mapping[str, str]) -> Callable[..., list[Asked]]:
    """Return the function that asks an argument of ``collab goal show`` what may stand there."""
    root = make_workspace(FILES)

    def ask_it(complete: Complete, incomplete: str, *, lang: str = "zh", cwd: Path = root) -> list[Asked]:
        context = make_context(cwd, environ={**environment, "COLLAB_LANG": lang})
        ctx: Any = SimpleNamespace(obj=context, parent=SimpleNamespace(info_name="goal"))
        found = [cast("Offer", offer) for offer in complete(cast("typer.Context", ctx), incomplete)]
        return [(str(offer), offer.record_title, offer.typed_title) for offer in found]

    return ask_it


REVENUE = ("increase-revenue", "提高销售额", "")
SHARE = ("increase-share", "提高市场占有率", "")


@pytest.mark.parametrize(
    ("incomplete", "offered"),
    [
        ("", [REVENUE, SHARE]),
        ("inc", [REVENUE, SHARE]),
        ("increase-s", [SHARE]),
        ("提高", [(*REVENUE[:2], "提高销售额"), (*SHARE[:2], "提高市场占有率")]),
        ("提高市", [(*SHARE[:2], "提高市场占有率")]),
        ("份", [(*SHARE[:2], "份额")]),
        ("INCREASE r", [(*REVENUE[:2], "Increase revenue")]),
        ("nothing", []),
    ],
)
def test_a_record_is_found_by_its_id_and_by_its_titles(
    ask: Callable[..., list[Asked]], incomplete: str, offered: list[Asked]
) -> None:
    assert ask(complete_ids("goal"), incomplete) == offered
    assert ask(complete_own_ids, incomplete) == offered


def test_titles_are_in_the_language_of_the_answer(ask: Callable[..., list[Asked]]) -> None:
    assert ask(complete_ids("goal", "department"), "", lang="en") == [
        ("increase-revenue", "Increase revenue", ""),
        ("increase-share", "Increase share", ""),
        ("sales", "Sales", ""),
    ]


def test_an_id_of_one_kind_wins_over_a_title_of_another(ask: Callable[..., list[Asked]]) -> None:
    assert ask(complete_ids("person", "department"), "l") == [("li-na", "李娜", "")]


def test_periods(ask: Callable[..., list[Asked]]) -> None:
    assert ask(complete_ids(completing.PERIOD), "20") == [("2025", "2025-01-01 - 2025-12-31", "")]
    assert completing.PERIOD == title_index.PERIOD


@pytest.mark.parametrize(
    ("incomplete", "offered"),
    [
        ("in", [("increase-revenue/", "提高销售额", "")]),
        ("提", [("increase-revenue/", "提高销售额", "提高销售额/")]),
        ("increase-revenue/", [("increase-revenue/kr1", "新客户", ""), ("increase-revenue/kr2", "Sales", "")]),
        ("increase-revenue/新", [("increase-revenue/kr1", "新客户", "increase-revenue/新客户")]),
        ("提高销售额/kr2", [("提高销售额/kr2", "Sales", "")]),
        ("increase-share/", []),
    ],
)
def test_parts(ask: Callable[..., list[Asked]], incomplete: str, offered: list[Asked]) -> None:
    assert ask(complete_parts("goal"), incomplete) == offered


@pytest.mark.parametrize(
    ("incomplete", "offered"),
    [
        ("", [("goal:", "", ""), ("person:", "", ""), ("project:", "", "")]),
        ("p", [("person:", "", ""), ("project:", "", "")]),
        ("goal:increase-r", [("goal:increase-revenue", "提高销售额", "")]),
        ("goal：提高市", [("goal:increase-share", "提高市场占有率", "goal:提高市场占有率")]),
        ("goal:increase-revenue/kr2", [("goal:increase-revenue/kr2", "Sales", "")]),
        ("project:sale/", [("project:sale/plan", "Plan", "")]),
        ("李", [("person:li-na", "李娜", "person:李娜")]),
        ("increase-s", [("goal:increase-share", "提高市场占有率", "")]),
        ("department:", []),
        ("nothing:", []),
    ],
)
def test_open_references(ask: Callable[..., list[Asked]], incomplete: str, offered: list[Asked]) -> None:
    assert ask(complete_refs("goal", "person", "project"), incomplete) == offered


def test_every_kind_is_offered_where_none_is_named(ask: Callable[..., list[Asked]]) -> None:
    kinds = [kind.name for kind in all_kinds()]
    assert [word for word, _, _ in ask(complete_refs(), "")] == [f"{kind}:" for kind in kinds]
    assert complete_kinds("") == kinds
    assert complete_kinds("goa") == ["goal"]


@pytest.mark.parametrize(
    ("incomplete", "offered"),
    [
        ("", [("sales", "销售部", ""), ("person:", "", ""), ("role:", "", "")]),
        ("person:z", [("person:zhang-wei", "张伟", "")]),
        ("李", [("person:li-na", "李娜", "person:李娜")]),
    ],
)
def test_parties_are_departments_people_and_posts(
    ask: Callable[..., list[Asked]], incomplete: str, offered: list[Asked]
) -> None:
    assert ask(complete_parties, incomplete) == offered


def test_no_title_is_offered_for_a_goal_but_a_rule_for_a_waiver(
    ask: Callable[..., list[Asked]], run_collab: RunCollab
) -> None:
    assert ask(complete_new_title, "R3") == []
    asked = {"_COLLAB_COMPLETE": "zsh", "_COLLAB_COMPLETE_LINE": "collab waiver add R313"}
    assert run_collab(env=asked).out == "R313\tduplicate-ownership\n"


def test_rules_are_offered_outside_a_workspace_too(ask: Callable[..., list[Asked]], tmp_path: Path) -> None:
    by_code = [("R313", "duplicate-ownership", "")]
    assert ask(complete_rules, "r313", cwd=tmp_path) == by_code
    assert ask(complete_rules, "duplicate-own", cwd=tmp_path) == [("duplicate-ownership", "R313", "")]
