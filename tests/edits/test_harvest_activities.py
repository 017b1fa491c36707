"""The catalogue is built from what charters list, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.raci_tables.difference import Addition
from collab_cli.edits.harvest_activities import Harvested, harvest, plan_harvest
from collab_cli.edits.new_activities import NewActivities
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.model.charter import Charter
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of
from tests.rules.worlds import world_of

SALES = """\
title: Charter of Sales
status: effective
version: 3
duties:
  - {id: research, title: 市场调研, raci: {sales: AR}}
  - {id: offers, title: {zh: 报价, en: Offers}, raci: {sales: AR}}
"""
MARKETING = """\
title: Charter of Marketing
duties:
  - {id: market-study, title: 市場調研, raci: {marketing: AR}}
  - {id: brand, raci: {marketing: AR}}
"""
FILES = {
    "departments.yaml": "- {id: sales, name: Sales}\n- {id: marketing, name: Marketing}\n",
    "charters/marketing.yaml": MARKETING,
    "charters/sales.yaml": SALES,
    "charters/old.yaml": "title: Old\nstatus: superseded\nduties: [{id: gone, raci: {sales: AR}}]\n",
    "charters/way.yaml": "title: Way\ntype: process\nowner: ann\nduties: [{id: step, raci: {sales: AR}}]\n",
}


def found(root: Path) -> tuple[Harvested, ...]:
    world = world_of(root)
    return harvest(world)


def after(root: Path, **options: object) -> dict[str, str]:
    plan = plan_of(root)
    planned = plan_harvest(plan, harvest(plan.world), **options)  # type: ignore[arg-type]
    return {write.path: (write.data or b"").decode() for write in planned.writes}


def test_duties_of_one_wording_are_one_activity(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    assert [(each.id, each.is_new, [row.id for row in each.rows]) for each in found(root)] == [
        ("market-study", True, ["marketing/market-study", "sales/research"]),
        ("brand", True, ["marketing/brand"]),
        ("offers", True, ["sales/offers"]),
    ]


def test_the_catalogue_is_written_and_rows_of_another_id_name_their_activity(make_workspace: MakeWorkspace) -> None:
    written = after(make_workspace(FILES), domain="market")
    assert written["activities.yaml"] == (
        "- id: market-study\n  name: 市場調研\n  aliases: [市场调研]\n  domain: market\n"
        "- id: brand\n  name: brand\n  required: false\n  domain: market\n"
        "- id: offers\n  name:\n    zh: 报价\n    en: Offers\n  domain: market\n"
    )
    assert written["charters/sales.yaml"] == SALES.replace("version: 3", "version: 4").replace(
        "{id: research, title", "{id: research, activity: market-study, title"
    ) + ("change_log:\n  - version: 4\n    date: 2025-06-30\n    note: 职责写明所属职责事项\n").replace(
        "职责写明所属职责事项", "duties name their activities"
    )
    assert set(written) == {"activities.yaml", "charters/sales.yaml"}


def test_charters_can_be_left_alone(make_workspace: MakeWorkspace) -> None:
    assert set(after(make_workspace(FILES), link=False)) == {"activities.yaml"}


def test_what_the_catalogue_calls_so_is_named_and_not_added_again(make_workspace: MakeWorkspace) -> None:
    files = {**FILES, "activities.yaml": "- {id: study, name: 调研, aliases: [市场调研]}\n- {id: offers, name: 报价}\n"}
    step = "  - {id: a-step, within: offers, raci: {sales: R}}\n"  # a part of an activity is none of its own
    root = make_workspace({**files, "charters/sales.yaml": SALES + step})
    assert [(each.id, each.is_new, len(each.unlinked)) for each in found(root)] == [
        ("study", False, 2),
        ("brand", True, 0),
    ]
    written = after(root)
    assert written["activities.yaml"] == files["activities.yaml"] + "- {id: brand, name: brand, required: false}\n"
    assert "{id: market-study, activity: study, title: 市場調研" in written["charters/marketing.yaml"]


def test_one_charter_brings_the_same_duties_of_others_along(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(FILES))
    sales = world.get(Charter, "sales")
    assert sales is not None
    assert [(each.id, len(each.rows)) for each in harvest(world, [sales])] == [("market-study", 2), ("offers", 1)]


def test_what_only_reads_alike_stays_two_and_is_told(make_workspace: MakeWorkspace) -> None:
    sales = "title: S\nduties:\n  - {id: one, title: 客户投诉处理, raci: {sales: AR}}\n"
    marketing = "title: M\nduties:\n  - {id: two, title: 处理客户投诉, raci: {marketing: AR}}\n"
    root = make_workspace({**FILES, "charters/sales.yaml": sales, "charters/marketing.yaml": marketing})
    plan = plan_of(root)
    planned = plan_harvest(plan, harvest(plan.world))
    assert [language("en").say(note) for note in planned.notes] == [
        "处理客户投诉 (two) and 客户投诉处理 (one) read alike and stay two; where they are one, name it in both duties"
    ]


def test_an_id_that_cannot_be_one_is_refused(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace(FILES))
    with pytest.raises(CollabError, match="is no valid id"):
        plan_harvest(plan, [Harvested("No id", is_new=True)])


def test_activities_entered_together_are_told(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace(FILES))
    new = NewActivities(plan)
    assert new.enter("packing", {"name": "Packing"}, "Packing") == "packing"
    assert new.added == [Addition("activity", "packing", "Packing")]
