"""Where goals stand, the same on the page of one goal and in the tree: late, stale, declared better or worse, over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeWorkspace, RunCollab

SETTINGS = """\
schema: 1
company: {name: Example}
locale: en
as_of: 2025-07-10
periods:
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
  - {id: 2025-q2, start: 2025-04-01, end: 2025-06-30}
  - {id: 2025-q3, start: 2025-07-01, end: 2025-09-30}
"""
METRICS = '- {id: discount, name: Discount, unit: "%", direction: down, points: [{date: 2025-06-30, value: 9}]}\n'
GOAL = """\
title: Win
level: company
period: "PERIOD"
status: active
key_results: [{id: kr1, title: Shops, baseline: 0, target: 10, unit: shops, checkins: [CHECKINS]}]
"""
FLAG = "{id: kr1, title: Certified, type: boolean, checkins: [CHECKINS]}"

CASES = {
    "just started": ("2025-q3", "", "just started", "just started", "just started"),
    "missed": ("2025-q2", "{date: 2025-06-20, value: 9}", "missed", "missed", "missed"),
    "done": ("2025-q2", "{date: 2025-06-20, value: 12}", "done", "done", "done"),
    "stale": ("2025", "{date: 2025-05-20, value: 6}", "on track, stale", "on track, stale", "on track, stale"),
    "declared worse": ("2025", "{date: 2025-07-09, value: 6, status: off_track}", "on track", "off track", "on track"),
    "declared better": ("2025", "{date: 2025-07-09, value: 1, status: done}", "off track", "off track", "off track"),
    "declared worse before": (
        "2025",
        "{date: 2025-06-20, value: 6, status: off_track}, {date: 2025-07-09, value: 6}",
        *("on track", "on track", "on track"),
    ),
    "worse and stale": (
        "2025", "{date: 2025-05-20, value: 4, status: off_track}",
        *("at risk, stale", "off track, stale", "at risk, stale"),
    ),
    "from tomorrow": ("2025", "{date: 2025-07-11, value: 6}", "off track, stale", "off track, stale",
                      "off track, stale"),
}  # fmt: skip
"""Period and check-ins; then what the page says of the goal and of its key result, and the tree of the goal."""


def world(make_workspace: MakeWorkspace, goal: str) -> Path:
    return make_workspace({"collab.yaml": SETTINGS, "metrics.yaml": METRICS, "goals/win.yaml": goal})


def lines(run_collab: RunCollab, root: Path, *words: str) -> list[str]:
    result = run_collab(*words, cwd=root)
    assert result.code == 0, result.err
    return result.out.splitlines()


def shown(run_collab: RunCollab, root: Path) -> tuple[str, str, str]:
    """Return the state the page says of the goal and of its first key result, and the tree of the goal."""
    page = lines(run_collab, root, "goal", "show", "win")
    standing = page[next(at for at, line in enumerate(page) if line.startswith("Where it stands")) :]
    goal = next(line for line in standing if line.startswith("Status"))
    head = next(at for at, line in enumerate(standing) if line.startswith("Key result"))
    tree = json.loads("\n".join(lines(run_collab, root, "goal", "tree", "--json")))
    (drawn,) = (line for line in lines(run_collab, root, "goal", "tree") if line.startswith("Win"))
    assert tree["goals"][0]["id"] == "win"
    return (
        goal.removeprefix("Status").strip(),
        standing[head + 1][standing[head].index("Status") :].strip(),
        drawn.split(" %", 1)[1].split("pace")[0].strip(),
    )


@pytest.mark.parametrize("case", CASES)
def test_the_page_and_the_tree_say_where_a_goal_stands(
    case: str, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    period, checkins, *said = CASES[case]
    root = world(make_workspace, GOAL.replace("PERIOD", period).replace("CHECKINS", checkins))
    assert list(shown(run_collab, root)) == said


@pytest.mark.parametrize(
    ("period", "value", "state"),
    [("2025", "true", "on track"), ("2025", "false", "at risk"), ("2025-q2", "true", "done"),
     ("2025-q2", "false", "missed")],
)  # fmt: skip
def test_what_is_reached_or_not_is_done_only_when_the_period_is_over(
    period: str, value: str, state: str, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    flag = FLAG.replace("CHECKINS", f"{{date: 2025-06-29, value: {value}}}")
    goal = GOAL[: GOAL.index("key_results")] + f"key_results: [{flag}]\n"
    assert shown(run_collab, world(make_workspace, goal.replace("PERIOD", period)))[1] == state


def test_a_limit_that_is_broken_stands_beside_a_goal_on_track(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    goal = GOAL.replace("PERIOD", "2025").replace("CHECKINS", "{date: 2025-07-09, value: 6}")
    root = world(make_workspace, goal + "guardrails: [{metric: discount, at_most: 8}]\n")
    page = lines(run_collab, root, "goal", "show", "win")
    assert page[page.index("Limit     Allowed      Newest value  Date        State") + 1] == (
        "Discount  at most 8 %  9 %           2025-06-30  broken"
    )
    record: dict[str, Any] = json.loads("\n".join(lines(run_collab, root, "goal", "show", "win", "--json")))
    assert [(one["metric"], one["state"]) for one in record["standing"]["guardrails"]] == [("discount", "breached")]
    found = run_collab("check", "--select", "G125", "--lang", "en", cwd=root)
    assert (found.code, found.out.splitlines()[0]) == (
        1,
        "goals/win.yaml:6:42: G125 error: Discount, a limit of Win (win), is 9, above 8; "
        "bring it back inside the limit before pushing on",
    )
    assert run_collab("metric", "record", "discount", "7.5", cwd=root).code == 0
    assert run_collab("check", "--select", "G125", cwd=root).code == 0
