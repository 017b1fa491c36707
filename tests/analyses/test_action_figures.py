"""F18: late, put off, old, in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.action_figures import OnTime, action_figures, on_time
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

PEOPLE = "- {id: chen-jie, name: Chen Jie, department: field}\n"
DEPARTMENTS = "- {id: sales, name: Sales}\n- {id: field, name: Field, parent: sales}\n"
DONE = "status: done\nhistory:\n  - {date: DAY, status: done}\n"


def make(make_workspace: MakeWorkspace, **actions: str) -> Path:
    files = {
        f"actions/2025-06-16-{name.replace('_', '-')}.yaml": f"title: {name}\nowner: chen-jie\n{text}"
        for name, text in actions.items()
    }
    return make_workspace({"people.yaml": PEOPLE, "departments.yaml": DEPARTMENTS, **files})


def test_the_worked_example(make_workspace: MakeWorkspace) -> None:
    actions = {f"a{number}": f"due: 2025-06-20\n{DONE.replace('DAY', '2025-06-20')}" for number in range(38)}
    actions |= {f"b{number}": f"due: 2025-06-20\n{DONE.replace('DAY', '2025-06-21')}" for number in range(5)}
    late = "due: 2025-06-27\nstatus: done\nhistory:\n  - {date: 2025-06-16, due: 2025-06-20}\n"
    late += "  - {date: 2025-06-20, due: 2025-06-27}\n  - {date: 2025-06-26, status: done}\n"
    actions |= {f"c{number}": late for number in range(4)}
    actions |= {"open_one": "due: 2025-06-20\n", "undated": "due: 2025-06-20\nstatus: done\n"}
    actions |= {"cancelled": "due: 2025-06-20\nstatus: cancelled\n"}
    actions |= {"later": "due: 2025-07-18\n", "earlier": f"due: 2025-05-30\n{DONE.replace('DAY', '2025-05-30')}"}
    figures = action_figures(world_of(make(make_workspace, **actions))).values()
    found = on_time(figures, date(2025, 6, 1), date(2025, 6, 30))
    assert found == OnTime(38, 50)
    assert found.rate == Decimal("0.76")
    assert on_time(figures, date(2025, 6, 21), date(2025, 6, 30)).rate is None


def test_who_owns_nothing_is_not_counted(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"actions/2025-06-16-a.yaml": "title: A\ndue: 2025-06-20\n"})
    (one,) = action_figures(world_of(root)).values()
    assert on_time([one], date(2025, 6, 1), date(2025, 6, 30)) == OnTime(0, 0)
    assert (one.department, one.is_open, one.days) == (None, True, -10)


@pytest.mark.parametrize(
    ("text", "colour", "days"),
    [
        ("due: 2025-06-29\n", "red", -1),
        ("due: 2025-06-30\n", "blue", 0),
        ("due: 2025-07-03\n", "blue", 3),
        ("due: 2025-07-04\n", "", 4),
        ("", "", None),
        ("due: 2025-07-04\nhistory:\n  - {date: 2025-06-20, due: 2025-07-04}\n", "yellow", 4),
        ("due: 2025-07-01\nhistory:\n  - {date: 2025-06-20, due: 2025-07-01}\n", "yellow", 1),
        ("due: 2025-06-27\nhistory:\n  - {date: 2025-06-20, due: 2025-06-27}\n", "red", -3),
        ("due: 2025-06-27\n" + DONE.replace("DAY", "2025-06-27"), "grey", None),
        ("due: 2025-06-27\nstatus: cancelled\n", "grey", None),
    ],
)
def test_colours(make_workspace: MakeWorkspace, text: str, colour: str, days: int | None) -> None:
    (one,) = action_figures(world_of(make(make_workspace, one=text))).values()
    assert (one.colour, one.days) == (colour, days)


def test_an_action_for_a_goal_that_is_off_track_is_yellow(tmp_path: Path) -> None:
    brand = "goals/2025/strengthen-brand.yaml"

    def behind(text: str) -> str:
        return text.replace("value: 38", "value: 35").replace("value: 83", "value: 80")

    root = green_demo(tmp_path, {brand: behind})
    figures = action_figures(world_of(root))
    assert figures["2025-06-30-media-budget-plan"].colour == "yellow"
    assert figures["2025-07-07-forecast-deadline"].colour == ""


def test_age_department_and_the_day_it_was_done(make_workspace: MakeWorkspace) -> None:
    text = "due: 2025-06-27\n" + DONE.replace("DAY", "2025-06-26")
    root = make(
        make_workspace, told="due: 2025-07-04\nhistory:\n  - {date: 2025-06-20, note: x}\n", done=text, plain=""
    )
    done, plain, told = action_figures(world_of(root)).values()
    assert [one.age for one in (done, plain, told)] == [4, 14, 10]
    assert {one.department for one in (done, plain, told)} == {"sales"}
    assert (done.done_on, done.is_on_time, plain.done_on, plain.is_on_time) == (date(2025, 6, 26), True, None, False)


def test_what_is_dated_after_the_day_is_not_seen(make_workspace: MakeWorkspace) -> None:
    root = make(make_workspace, one="due: 2025-06-27\n" + DONE.replace("DAY", "2025-06-26"))
    (one,) = action_figures(world_of(root, date(2025, 6, 25))).values()
    assert (one.state.status, one.days, one.done_on, one.colour) == ("open", 2, None, "blue")
    (early,) = action_figures(world_of(root, date(2025, 6, 1))).values()
    assert early.age is None
