from __future__ import annotations

from datetime import date

import pytest

from collab_cli.documents.writer import Value, plain_value
from collab_cli.edits.new_goal import check_link, complete_goal, periods_now, read_share, stamped_links
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of, refusal
from tests.rules.worlds import world_of
from tests.small_company import small_company

PERIODS = """\
schema: 1
company: {name: X, head: li-na}
periods:
  - {id: 2025-q2, start: 2025-04-01, end: 2025-06-30, parent: "2025"}
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
  - {id: "2024", start: 2024-01-01, end: 2024-12-31}
"""


def completed(
    make_workspace: MakeWorkspace, values: dict[str, Value], link: dict[str, str] | None = None
) -> dict[str, Value]:
    complete_goal(plan_of(make_workspace(small_company())), values, link or {})
    return values


def test_a_goal_of_the_company(make_workspace: MakeWorkspace) -> None:
    assert completed(make_workspace, {}) == {"level": "company", "owner": "li-na", "period": "2025"}


def test_a_goal_of_a_department_is_its_heads(make_workspace: MakeWorkspace) -> None:
    assert completed(make_workspace, {"department": "sales"}) == {
        "department": "sales", "level": "department", "owner": "zhang-wei", "period": "2025",
    }  # fmt: skip


def test_what_was_said_stands(make_workspace: MakeWorkspace) -> None:
    said: dict[str, Value] = {"department": "sales", "level": "team", "owner": "li-na", "period": "x"}
    assert completed(make_workspace, dict(said)) == said


def test_the_goal_served(make_workspace: MakeWorkspace) -> None:
    link = {"parent": "提高市场占有率", "weight": "40%", "how": "so"}
    values = completed(make_workspace, {"contributes_to": [{"goal": "other"}]}, link)
    assert plain_value(values["contributes_to"]) == [
        {"goal": "other"},
        {"goal": "increase-market-share", "weight": "0.4", "how": "so"},
    ]
    bare = completed(make_workspace, {}, {"parent": "increase-market-share"})
    assert bare["contributes_to"] == [{"goal": "increase-market-share"}]


@pytest.mark.parametrize(
    ("values", "link", "line"),
    [
        ({}, {"weight": "0.3"}, "weight and how speak of a goal that is served; name it with --parent"),
        ({}, {"how": "so"}, "weight and how speak of a goal that is served; name it with --parent"),
        ({"department": "sales", "level": "company"}, {}, "a company goal has no department; "
         "leave out --department, or take another --level"),
        ({"level": "team"}, {}, "a goal of level team needs a department; name it with --department"),
        ({}, {"parent": "nope"}, "there is no goal nope; collab goal list shows what there is"),
        ({}, {"parent": "increase-revenue", "weight": "much"}, "--weight is much; "
         "write a share from 0 to 1 such as 0.3, or a percentage"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together(
    make_workspace: MakeWorkspace, values: dict[str, Value], link: dict[str, str], line: str
) -> None:
    assert refusal(lambda: completed(make_workspace, values, link)) == line


def test_a_link_is_checked_alone(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(small_company()))
    check_link(world, {"parent": "increase-revenue", "weight": "0.3"})
    assert refusal(lambda: check_link(world, {"parent": "nope"})).startswith("there is no goal nope")
    assert refusal(lambda: check_link(world, {"weight": "2"})).startswith("--weight is 2")


def test_links_get_the_digest_of_the_goal_served(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(small_company()))
    digest = world.digest(world.workspace.records["goal"]["increase-revenue"])
    assert stamped_links(
        world, [{"goal": "increase-revenue"}, {"goal": "nope"}, {"goal": "increase-revenue", "parent_digest": "x"}, "y"]
    ) == [
        {"goal": "increase-revenue", "parent_digest": digest},
        {"goal": "nope"},
        {"goal": "increase-revenue", "parent_digest": "x"},
        "y",
    ]


def test_the_longest_period_of_the_day(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"collab.yaml": PERIODS})
    assert periods_now(world_of(root)) == ("2025", "2025-q2")
    assert periods_now(world_of(root, date(2023, 1, 1))) == ()
    plan = plan_of(make_workspace({"collab.yaml": PERIODS.replace("2025-", "2027-")}))
    assert refusal(lambda: complete_goal(plan, {}, {})) == (
        "no period of collab.yaml holds 2025-06-30; name one with --period"
    )


def test_a_share_is_read_as_typed() -> None:
    assert [str(read_share(text)) for text in ("30%", "0.3", "０．３", "1.01", "")] == [
        *("0.3", "0.3", "0.3"),
        *("None", "None"),
    ]
