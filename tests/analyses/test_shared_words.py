"""The words two duties share."""

from __future__ import annotations

import pytest

from collab_cli.analyses.shared_words import shared_words
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("区域品牌推广", "全国品牌推广", ("品牌推广",)),
        ("Regional brand promotion", "Promotion of the national brand", ("brand", "promotion")),
        ("市場調研", "市场调研", ("市场调研",)),
        ("工资核算", "客户拜访", ()),
    ],
)
def test_common_tokens_are_put_together(
    one: str, other: str, shared: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    duties = f"  - {{id: a, title: {one}, raci: {{sales: AR}}}}\n  - {{id: b, title: {other}, raci: {{sales: AR}}}}\n"
    files = {"departments.yaml": "- {id: sales, name: Sales}\n"}
    files["charters/sales.yaml"] = f"title: S\nstatus: effective\nduties:\n{duties}"
    world = world_of(make_workspace(files))
    first, second = (row.first for row in world.matrix.rows)
    assert shared_words(world, first, second) == shared
