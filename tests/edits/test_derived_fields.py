from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from collab_cli.documents.writer import Value
from collab_cli.edits.derived_fields import check_extras, complete, is_restricted, titled
from collab_cli.messages import Titled
from collab_cli.model.field_types import Name
from tests.analyses.meeting_company import company, series
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize(
    ("name", "values", "extras", "typed", "record_id", "after"),
    [
        ("action", {"title": "寄样"}, {}, None, "2025-06-30-ji-yang", {"title": "寄样"}),
        ("issue", {"title": "x"}, {}, None, "2025-06-30-x", {"title": "x", "raised_at": date(2025, 6, 30)}),
        ("issue", {"title": "x", "raised_at": datetime(2025, 7, 2, 10, 5)}, {}, None, "2025-07-02-x", {}),
        ("meeting", {"series": "xdept-weekly", "date": date(2025, 7, 21)}, {}, None, "2025-07-21-xdept-weekly",
         {"series": "xdept-weekly", "date": date(2025, 7, 21), "title": "跨部门周例会", "type": "weekly",
          "start": "09:30", "agenda": ["上次督办事项", "各部门汇报", "问题与决议", "下周计划"]}),
        ("meeting", {"title": "Crisis"}, {}, None, "2025-06-30-crisis", {"title": "Crisis", "date": date(2025, 6, 30)}),
        ("charter", {"title": "市场部"}, {}, None, "marketing",
         {"title": {"zh": "市场部职责说明书", "en": "Charter of Marketing"}}),
        ("charter", {}, {"department": "marketing"}, None, "marketing",
         {"title": {"zh": "市场部职责说明书", "en": "Charter of Marketing"}}),
        ("charter", {"title": "Our duties"}, {"department": "市场部"}, None, "marketing", {"title": "Our duties"}),
        ("charter", {"title": "Our duties"}, {}, "marketing", "marketing", {"title": "Our duties"}),
        ("charter", {"title": "Tenders", "type": "process", "owner": "li-na"}, {}, None, None, {}),
        ("waiver", {"rule": "R305", "target": "charter:sales/contract-signing"}, {}, None,
         "r305-sales-contract-signing", {}),
        ("waiver", {"rule": "R305"}, {}, None, None, {}),
        ("evaluation", {"title": "x", "subject": "department:sales"}, {}, None, None, {}),
        ("proposal", {"title": "x", "type": "decision", "affected": ["sales"]}, {}, None, None, {}),
        ("skill", {"name": "x"}, {}, None, None, {"name": "x"}),
    ],
)  # fmt: skip
def test_what_follows_from_what_was_said(
    demo: Path,
    name: str,
    values: dict[str, Value],
    extras: dict[str, str],
    typed: str | None,
    record_id: str | None,
    after: dict[str, Value],
) -> None:
    values = dict(values)
    assert complete(plan_of(demo), kind(name), values, extras, typed) == record_id
    assert not after or values == after


def test_links_of_a_goal_are_stamped(demo: Path) -> None:
    values: dict[str, Value] = {"contributes_to": [{"goal": "increase-market-share"}], "period": "2025"}
    complete(plan_of(demo), kind("goal"), values, {})
    assert values["contributes_to"] == [{"goal": "increase-market-share", "parent_digest": "b401eb253b4a"}]


@pytest.mark.parametrize(
    ("name", "values", "extras", "line"),
    [
        ("charter", {"title": "rd"}, {}, "there is no department rd; collab department list shows what there is"),
        ("charter", {}, {}, "a new charter needs a department; name it with --department"),
        ("charter", {"title": "x", "type": "process"}, {},
         "a charter of a process or project needs an owner; name who keeps it with --owner"),
        ("charter", {"title": "x", "type": "process"}, {"department": "sales"},
         "a charter of a process or project has no department; name who keeps it with --owner"),
        ("meeting", {}, {}, "a new meeting needs a title; give one, or name its series with --series"),
        ("proposal", {"title": "x"}, {}, "a new proposal needs what is to be agreed; "
         "name it with collab proposal open TITLE --subject goal:ID"),
        ("evaluation", {"subject": "person:li-na"}, {}, "an evaluation of a person is kept under restricted/, "
         "which is not enabled; set restricted.enabled to true in collab.yaml first"),
        ("action", {"title": "！"}, {}, "no id can be made of the title ！; give an id with --id"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together(
    demo: Path, name: str, values: dict[str, Value], extras: dict[str, str], line: str
) -> None:
    assert refusal(lambda: complete(plan_of(demo), kind(name), dict(values), extras)) == line


def test_only_goals_have_extras_to_check(demo: Path) -> None:
    check_extras(plan_of(demo), kind("charter"), {"department": "nope"})
    assert refusal(lambda: check_extras(plan_of(demo), kind("goal"), {"parent": "nope"})).startswith("there is no goal")


def test_a_new_record_is_named_as_it_is_called() -> None:
    assert titled({"name": {"zh": "研发部", "en": "R&D"}}, kind("department"), "rd") == Titled(
        Name(zh="研发部", en="R&D"), "rd"
    )
    assert titled({"title": "x"}, kind("action"), "a") == Titled("x", "a")
    assert titled({}, kind("action"), "a") == Titled(None, "a")


def test_what_judges_a_person_is_restricted() -> None:
    assert is_restricted(kind("evaluation"), {"subject": "person:li-na"})
    assert not is_restricted(kind("evaluation"), {"subject": "department:sales"})
    assert not is_restricted(kind("action"), {"subject": "person:li-na"})


@pytest.mark.parametrize(("day", "notes"), [
    (date(2025, 7, 21), []),
    (date(2025, 7, 22), ["2025-07-22 is no day on which 跨部门周例会 (xdept-weekly) meets"]),
])  # fmt: skip
def test_a_meeting_off_the_rhythm_of_its_series_is_noted(tmp_path: Path, day: date, notes: list[str]) -> None:
    plan = plan_of(green_demo(tmp_path))
    values: dict[str, Value] = {"series": "xdept-weekly", "date": day, "agenda": ["One thing"]}
    complete(plan, kind("meeting"), values, {})
    assert [english(note) for note in plan.names.notes] == notes
    assert values["agenda"] == ["One thing"]


@pytest.mark.parametrize(
    ("cadence", "day", "is_noted"),
    [
        ("{unit: month, weekday: mon}", "2025-08-04", False),
        ("{unit: month, weekday: mon}", "2025-08-18", True),
        ("{unit: month}", "2025-08-07", False),
        ("{unit: month}", "2025-08-13", True),
        ("{unit: week, interval: 2}", "2025-07-21", False),
        ("{unit: week, interval: 2}", "2025-07-14", True),
        ("{unit: week}", "2025-06-30", True),
        ("{unit: month, day: 31}", "2025-08-31", False),
        ("{unit: month, day: 31}", "2025-08-29", False),
        ("{unit: month, day: 31}", "2025-08-30", True),
    ],
)
def test_the_rhythm_is_that_of_the_slots(make_workspace: MakeWorkspace, cadence: str, day: str, is_noted: bool) -> None:
    plan = plan_of(make_workspace(company(weekly=series(cadence, starts="2025-07-07"))))
    complete(plan, kind("meeting"), {"series": "weekly", "date": date.fromisoformat(day)}, {})
    assert [english(note) for note in plan.names.notes] == (
        [f"{day} is no day on which Weekly (weekly) meets"] if is_noted else []
    )
