"""Two states of one record: entries with and without ids, and the order of rows that follow each other."""

from __future__ import annotations

import pytest

from tests.analyses.changes.two_states import COMPANY, Files, told, with_files

LOG = "charters/steps.yaml"
PROCESS = """\
title: Steps
type: process
owner: li-na
status: draft
duties:
  - {id: one, title: First step}
  - {id: two, title: Second step}
  - {id: three, title: Third step}
"""


def process(text: str) -> Files:
    return with_files({LOG: text})


def goal(rest: str) -> Files:
    return with_files({"goals/2025/grow.yaml": str(COMPANY["goals/2025/grow.yaml"]) + rest})


def test_the_order_of_steps_is_told() -> None:
    first, second = PROCESS.splitlines()[5:7]
    turned = PROCESS.replace(f"{first}\n{second}", f"{second}\n{first}")
    assert told(process(PROCESS), process(turned)) == [
        "changed terms charter:steps duties: [one, two, three] -> [two, one, three]"
    ]
    shorter = PROCESS.replace(f"{second}\n", "")
    assert told(process(PROCESS), process(shorter)) == ["removed removed charter:steps duties/two"]
    renamed = PROCESS.replace("id: two", "id: deux")
    assert told(process(PROCESS), process(renamed)) == [
        "renamed editorial charter:steps duties/two -> charter:steps duties/deux"
    ]
    department = PROCESS.replace("type: process", "type: department")
    assert told(process(department), process(turned.replace("type: process", "type: department"))) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "guardrails: [{name: Cost, at_most: 5}]\n", ["added target goal:grow guardrails/0"]),
        (
            "guardrails: [{name: Cost, at_most: 5}, {name: Rate, at_most: 1}]\n",
            "guardrails: [{name: Rate, at_most: 2}, {name: Cost, at_most: 5}]\n",
            ["changed target goal:grow guardrails/1/at_most -> goal:grow guardrails/0/at_most: 1 -> 2"],
        ),
        (
            "contributes_to: [{goal: sell}]\n",
            "contributes_to: [{goal: other}]\n",
            ["removed target goal:grow contributes_to/0", "added target goal:grow contributes_to/0"],
        ),
        (
            "adjustments: [{date: 2025-01-02, field: kr1.target}, {date: 2025-02-02, field: kr1.target}]\n",
            "adjustments: [{date: 2025-01-02, field: kr1.target}, {date: 2025-02-03, field: kr1.target}]\n",
            ["removed decision goal:grow adjustments/1", "added decision goal:grow adjustments/1"],
        ),
        (
            "closing: {cause: Luck}\n",
            "closing: {cause: Work}\n",
            ["changed status goal:grow closing/cause: Luck -> Work"],
        ),
        ("", "closing: {cause: Luck}\n", ["changed status goal:grow closing"]),
        ("tags: [a, b]\n", "tags: [b, a]\n", []),
        ("co_owners: [sales, marketing]\n", "co_owners: [marketing, sales]\n", []),
        (
            "co_owners: [sales]\n",
            "co_owners: [sales, marketing]\n",
            ["changed accountability goal:grow co_owners: [sales] -> [sales, marketing]"],
        ),
    ],
)
def test_entries(before: str, after: str, expected: list[str]) -> None:
    assert told(goal(before), goal(after)) == expected


def test_the_order_of_words_is_told() -> None:
    words = "      - {id: one, title: First step, workflow: [plan, do]}"
    before = PROCESS.replace("  - {id: one, title: First step}", words[4:])
    assert told(process(before), process(before.replace("[plan, do]", "[do, plan]"))) == [
        "changed terms charter:steps duties/one/workflow: [plan, do] -> [do, plan]"
    ]
