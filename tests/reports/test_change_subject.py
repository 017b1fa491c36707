"""What a change is about, by name."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.findings import Route
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Part
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import CheckIn, Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope, SharedWith, Split
from collab_cli.model.settings import NamedPeriod, Settings
from collab_cli.reports.change_subject import called, holder_of, label_in, named, owner_in, subject_of
from tests.reports.told_changes import edited

GOAL, CHARTER = "goal:increase-revenue", "charter:marketing"


@pytest.mark.parametrize(
    ("ref", "route", "name", "holder"),
    [
        (GOAL, (), "Increase revenue (increase-revenue)", "Increase revenue (increase-revenue)"),
        (GOAL, ("key_results", "kr2"), "Increase revenue / 新客户 (kr2)", "Increase revenue (increase-revenue)"),
        (
            GOAL,
            ("key_results", "kr2", "checkins", 0),
            "Increase revenue / 新客户 (kr2) / 2025-06-30",
            "Increase revenue / 新客户 (kr2)",
        ),
        (CHARTER, ("duties", "market-research"), "Market research (marketing/market-research)", None),
        (
            CHARTER,
            ("duties", "market-research", "shared_with", 0),
            "Market research (marketing/market-research) / Sales",
            None,
        ),
        (CHARTER, ("duties", "gone"), "市场部职责说明书 (marketing)", None),
        (CHARTER, ("no_field", "gone", 3), "市场部职责说明书 (marketing)", None),
        ("", ("periods", "2025-q3"), "collab.yaml / 2025-q3", "collab.yaml"),
    ],
)
def test_named(demo: World, ref: str, route: Route, name: str, holder: str | None) -> None:
    spot = Spot(_record(demo, ref), route)
    assert language("en").show(named(demo, spot)) == name
    if holder is not None:
        assert language("en").show(holder_of(demo, spot)) == holder


@pytest.mark.parametrize(
    ("ref", "route", "struct", "field", "label", "subject"),
    [
        (GOAL, ("owner",), Goal, "owner", "Owner", "Increase revenue (increase-revenue)"),
        (GOAL, ("key_results", "kr1", "target"), KeyResult, "target", "Target", "Increase revenue / 销售额 (kr1)"),
        (
            *(CHARTER, ("duties", "market-research", "scope", "areas"), Scope, "areas"),
            *("Scope / Areas", "Market research (marketing/market-research)"),
        ),
        (
            *(CHARTER, ("duties", "market-research", "shared_with", 0, "split", "lead"), Split, "lead"),
            *("Boundary / own part", "Market research (marketing/market-research) / Sales"),
        ),
        ("", ("periods", "2025-q3", "end"), NamedPeriod, "end", "End", "collab.yaml / 2025-q3"),
        ("", ("timezone",), Settings, "timezone", "Timezone", "collab.yaml"),
    ],
)
def test_label_and_subject(
    demo: World, ref: str, route: Route, struct: type[Part], field: str, label: str, subject: str
) -> None:
    spots = (Spot(_record(demo, ref), route),)
    info = next(info for info in fields_of(struct) if info.name == field)
    change = Change("changed", "terms", spots, spots, "a", "b", info, struct)
    assert language("en").show(label_in(demo, change)) == label
    assert language("en").show(subject_of(demo, change)) == subject


def test_the_innermost_part_of_a_type_owns_a_field(demo: World) -> None:
    spot = Spot(_record(demo, GOAL), ("key_results", "kr2", "checkins", 0))
    result, entry = owner_in(demo, spot, KeyResult), owner_in(demo, spot, CheckIn)
    assert result is not None and entry is not None
    assert (result.id, str(entry.value)) == ("kr2", "48")
    assert owner_in(demo, spot, Charter) is None


def test_an_entry_is_called_by_its_first_heading_cut_short(demo: World) -> None:
    assert called(demo, ResponsibilityRow(id="no-title")) == "no-title"
    assert called(demo, SharedWith(department="nobody-here")) == "nobody-here"
    meeting = edited(
        demo, {"meetings/2025/2025-07-14-xdept-weekly.yaml": [("status: draft", _DECIDED)]}
    ).after.workspace.find("meeting:2025-07-14-xdept-weekly")
    assert meeting is not None
    assert language("en").show(called(demo, meeting.value.decisions[0])) == f"{'区域 ' * 10}… (dec1)".replace(" …", "…")


_DECIDED = f"status: draft\ndecisions: [{{id: dec1, text: {'区域 ' * 40}}}]"


def _record(world: World, ref: str) -> Record[Part] | None:  # type: ignore[type-var]  # any kind of record
    return world.workspace.find(ref) if ref else None
