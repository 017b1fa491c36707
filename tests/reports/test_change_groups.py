"""Changes in the order people think in."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.reports.change_groups import group_changes, matter_told
from collab_cli.reports.joint_world import joint_world
from tests.reports.told_changes import Edits, edited
from tests.rules.worlds import red_demo, world_of

ENGLISH = language("en")


def _sections(before: World, after: World) -> dict[str, dict[str, list[str]]]:
    return {
        ENGLISH.say(section.heading): {
            ENGLISH.show(bundle.title): [
                change.act if change.field is None else change.field.name for change in bundle.changes
            ]
            for bundle in section.bundles
        }
        for section in group_changes(joint_world(before, after), find_changes(before, after))
    }


def test_matters_come_first_then_goals_then_kind_by_kind_then_the_settings(demo: World) -> None:
    edits: Edits = {
        "collab.yaml": [("max_r: 3", "max_r: 2")],
        "people.yaml": [("name: 周敏\n  department: marketing", "name: 周敏\n  department: sales")],
        "charters/sales.yaml": [
            ("scope: 销售合同全过程", "scope: 合同全过程"),
            ("weight: 0.3", "weight: 0.2"),
            ("[登记, 原因分析, 答复, 回访]", "[登记, 答复, 回访]"),
            ("version: 2", "version: 3"),
        ],
        "charters/marketing.yaml": [("{marketing: AR, sales: C}", "{sales: AR, marketing: C}")],
        "goals/2025/increase-revenue.yaml": [("target: 120", "target: 130")],
        "waivers.yaml": "[]\n",
        "events/team-day.yaml": "title: 团建\ntype: team_building\ndate: 2025-08-08\ndepartments: [sales]\n",
    }
    assert _sections(demo, edited(demo, edits).after) == {
        "Responsibilities": {
            "Customer relationship management (customer-relationship)": ["letters"],
            "Sales contract signing (contract-signing)": ["weight", "scope"],
            "Complaint handling (complaint-handling)": ["workflow"],
        },
        "Goals": {"Increase revenue (increase-revenue)": ["target"]},
        "Charters": {"销售部职责说明书 (sales)": ["version"]},
        "People": {"周敏 (zhou-min)": ["department"]},
        "Other records": {"团建 (team-day)": ["added"], "A509 (bounced-colour-complaint)": ["removed"]},
        "Settings": {"collab.yaml": ["max_r"]},
    }


def test_a_kind_with_several_changes_of_one_record_has_a_section(demo: World) -> None:
    event = [("date: 2025-07-10", "date: 2025-07-11"), ("status: held", "status: planned")]
    edits: Edits = {"events/case-sharing-july.yaml": event}
    assert _sections(demo, edited(demo, edits).after) == {
        "Events": {"七月案例分享会 (case-sharing-july)": ["date", "status"]}
    }


def test_every_change_is_in_one_place(demo: World, tmp_path: Path) -> None:
    before = world_of(red_demo(tmp_path))
    changes = find_changes(before, demo).all
    world = joint_world(before, demo)
    grouped = [
        change for section in group_changes(world, changes) for bundle in section.bundles for change in bundle.changes
    ]
    assert sorted(map(id, grouped)) == sorted(map(id, changes))
    first = group_changes(world, changes)[0].bundles[0]
    assert ENGLISH.show(first.title) == "Market research (market-research)"
    assert {matter_told(world, change)[0] for change in first.changes if matter_told(world, change)} == {  # type: ignore[index]
        "market-research"
    }
