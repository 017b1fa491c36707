from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from collab_cli.graph.digest import DIGEST_LENGTH, canonical_text, digest
from collab_cli.model.record import Record
from tests.conftest import ROOT, MakeWorkspace
from tests.rules.worlds import world_of

DEMO = ROOT / "templates" / "demo" / "green"

VECTORS = {
    "goal:increase-market-share": "b401eb253b4a",
    "goal:increase-revenue": "ba6445b8d959",
    "goal:raise-quality-and-efficiency": "ccb80ce6085d",
    "goal:strengthen-brand": "530ef8adc3da",
    "charter:sales": "8a6811b27591",
    "charter:production": "219d7b24ee81",
    "charter:marketing": "ebff0c2933db",
    "charter:complaint-to-closure": "773cffa94ec4",
    "handoff:rolling-forecast": "f722ef83c870",
}

FIRST_TEXT = (
    '{"key_results":[{"baseline":"12","id":"kr1","metric":"market-share","target":"15","title":"市场占有率",'
    '"type":"percent","unit":"%"}],"level":"company","owner":"li-na","period":"2025",'
    '"title":{"en":"Increase market share","zh":"提高市场占有率"}}'
)

GOAL = """\
title: {zh: 增加销售额, en: Increase revenue}
level: department
department: sales
owner: zhang-wei
period: "2025"
status: active
co_owners: [production, marketing]
contributes_to:
  - {goal: top, weight: 0.4, how: Share, parent_digest: "b401eb253b4a"}
  - {goal: other, how: More}
key_results:
  - {id: kr1, title: Revenue, baseline: 80, target: 100, unit: m}
  - {id: kr2, title: Customers, baseline: 0, target: 120, unit: n, weight: 2, curve: [{date: 2025-06-30, share: 0.5}]}
  - {id: kr3, title: Fair, type: milestone, milestones: [{title: Booth, due: 2025-08-15}]}
guardrails:
  - {name: Discount, metric: discount-rate, at_most: 8}
tensions:
  - {between: [kr2, kr1], resolution: Margin first}
"""

CHARTER = """\
title: Charter of sales
owner: zhang-wei
status: effective
effective_from: 2025-03-01
duties:
  - {id: signing, scope: {text: All contracts}, raci: {sales: AR, production: C}, supports: [b, a], weight: 0.5}
  - {id: visits, scope: {areas: [south, north], excludes: [x/b, x/a]}, standards: [10 a month, {text: T, target: 1.50}]}
approvals:
  - {department: sales, by: zhang-wei, date: 2025-02-20, digest: "8a6811b27591"}
"""


def record_of(make_workspace: MakeWorkspace, ref: str, text: str) -> Record[Any]:
    kind, _, record_id = ref.partition(":")
    folder = {"goal": "goals", "charter": "charters", "handoff": "handoffs"}[kind]
    found = world_of(make_workspace({f"{folder}/{record_id}.yaml": text})).workspace.find(ref)
    assert found is not None, text
    return found


def digest_of(make_workspace: MakeWorkspace, ref: str, text: str) -> str:
    return digest(record_of(make_workspace, ref, text))


@pytest.mark.parametrize("ref", VECTORS)
def test_the_vectors_of_the_data_model(ref: str) -> None:
    record = world_of(DEMO).workspace.find(ref)
    assert record is not None
    assert digest(record) == VECTORS[ref]
    assert len(VECTORS[ref]) == DIGEST_LENGTH


def test_the_canonical_text_of_the_first_vector() -> None:
    record = world_of(DEMO).workspace.find("goal:increase-market-share")
    assert record is not None
    assert canonical_text(record.written) == FIRST_TEXT


@pytest.mark.parametrize(
    ("ref", "text", "old", "new"),
    [
        # what moves without a new agreement
        ("goal:g", GOAL, "status: active", "status: achieved"),
        ("goal:g", GOAL, "unit: m}", "unit: m, checkins: [{date: 2025-06-30, value: 92}], confidence: 0.5}"),
        ("goal:g", GOAL, "period:", "acknowledgements: [{person: li-na, date: 2025-01-20}]\nperiod:"),
        ("goal:g", GOAL, "period:", "adjustments: [{date: 2025-04-10, field: kr1.target, from: 1, to: 2}]\nperiod:"),
        ("goal:g", GOAL, "period:", "activated: 2025-04-15\nscore: 1\nclosing: {cause: Luck}\nperiod:"),
        ("goal:g", GOAL, "due: 2025-08-15", "due: 2025-08-15, done: 2025-08-14"),
        ("goal:g", GOAL, ', parent_digest: "b401eb253b4a"', ""),
        (
            "charter:c",
            CHARTER,
            "status: effective\neffective_from: 2025-03-01\n",
            "version: 7\nreview_by: 2026-03-01\n",
        ),
        ("charter:c", CHARTER, "owner:", "change_log: [{date: 2025-03-01, note: N}]\nowner:"),
        ("charter:c", CHARTER, "2025-02-20", "2025-02-21"),
        # common fields, at every level
        ("goal:g", GOAL, "period:", "tags: [a]\naliases: [b]\nnotes: N\nlinks: [l]\nx-own: 1\nperiod:"),
        ("goal:g", GOAL, "unit: m}", "unit: m, x-own: 1}"),
        # defaults and what says nothing
        ("goal:g", GOAL, "period:", "commitment: committed\nrollup: own\nresources:\nperiod:"),
        ("goal:g", GOAL, "unit: m}", "unit: m, weight: 1.0, direction: increase, additive: false, curve: linear}"),
        ("goal:g", GOAL, "title: Booth", "title: Booth, weight: 1"),
        ("charter:c", CHARTER, "owner:", "type: department\nowner:"),
        # how a scalar is written
        ("goal:g", GOAL, "baseline: 80", "baseline: 80.00"),
        ("goal:g", GOAL, "title: Revenue", 'title: "  Reve\\u006eue  "'),
        ("goal:g", GOAL, "how: Share", "how: >\n      Share\n    "),
        ("charter:c", CHARTER, "sales: AR", "sales: RA"),
        ("charter:c", CHARTER, "{text: All contracts}", "All contracts"),
        ("charter:c", CHARTER, "target: 1.50", "target: 1.5"),
        # the order of sets
        ("goal:g", GOAL, "[production, marketing]", "[marketing, production]"),
        ("goal:g", GOAL, "[kr2, kr1]", "[kr1, kr2]"),
        ("charter:c", CHARTER, "[b, a]", "[a, b]"),
        ("charter:c", CHARTER, "[south, north]", "[north, south]"),
        ("charter:c", CHARTER, "[x/b, x/a]", "[x/a, x/b]"),
    ],
)
def test_what_changes_no_digest(make_workspace: MakeWorkspace, ref: str, text: str, old: str, new: str) -> None:
    if new.startswith("how: >"):
        text = text.replace(
            '{goal: top, weight: 0.4, how: Share, parent_digest: "b401eb253b4a"}',
            "goal: top\n    weight: 0.4\n    how: Share",
        )
    assert old in text
    assert digest_of(make_workspace, ref, text.replace(old, new, 1)) == digest_of(make_workspace, ref, text)


@pytest.mark.parametrize(
    ("ref", "text", "old", "new"),
    [
        ("goal:g", GOAL, "target: 100", "target: 101"),
        ("goal:g", GOAL, "owner: zhang-wei", "owner: li-na"),
        ("goal:g", GOAL, "weight: 0.4", "weight: 0.5"),
        ("goal:g", GOAL, "how: Share", "how: Shares"),
        ("goal:g", GOAL, "period:", "rollup: children\nperiod:"),
        ("goal:g", GOAL, "weight: 2", "weight: 3"),
        ("goal:g", GOAL, "at_most: 8", "at_most: 9"),
        ("goal:g", GOAL, "Margin first", "Revenue first"),
        ("goal:g", GOAL, "share: 0.5", "share: 0.6"),
        ("charter:c", CHARTER, "production: C", "production: I"),
        ("charter:c", CHARTER, "All contracts", "Some contracts"),
        ("charter:c", CHARTER, "owner:", "purpose: P\nowner:"),
        ("charter:c", CHARTER, "owner:", "type: process\nowner:"),
    ],
)
def test_what_changes_the_digest(make_workspace: MakeWorkspace, ref: str, text: str, old: str, new: str) -> None:
    assert old in text
    assert digest_of(make_workspace, ref, text.replace(old, new, 1)) != digest_of(make_workspace, ref, text)


def test_the_order_of_key_results_and_links_changes_nothing(make_workspace: MakeWorkspace) -> None:
    lines = GOAL.splitlines(keepends=True)
    results = [line for line in lines if line.startswith("  - {id: kr")]
    links = [line for line in lines if line.startswith("  - {goal: ")]
    turned = GOAL.replace("".join(results), "".join(reversed(results))).replace(
        "".join(links), "".join(reversed(links))
    )
    assert turned != GOAL
    assert digest_of(make_workspace, "goal:g", turned) == digest_of(make_workspace, "goal:g", GOAL)


def test_the_order_of_duties_changes_nothing_in_a_department_and_much_in_a_process(
    make_workspace: MakeWorkspace,
) -> None:
    lines = [line for line in CHARTER.splitlines(keepends=True) if line.startswith("  - {id: ")]
    for kind, same in (("department", True), ("process", False)):
        text = f"type: {kind}\n{CHARTER}"
        turned = text.replace("".join(lines), "".join(reversed(lines)))
        assert turned != text
        digests = {digest_of(make_workspace, "charter:c", one) for one in (text, turned)}
        assert (len(digests) == 1) is same


def test_the_order_of_keys_and_the_layout_change_nothing(make_workspace: MakeWorkspace) -> None:
    blocks = re.split(r"(?m)^(?=\S)", GOAL)[1:]
    turned = "# a comment\n" + "".join(reversed(blocks)).replace(", target:", ",   target:")
    assert turned != GOAL
    assert digest_of(make_workspace, "goal:g", turned) == digest_of(make_workspace, "goal:g", GOAL)
    windows = GOAL.replace("\n", "\r\n")
    assert digest_of(make_workspace, "goal:g", windows) == digest_of(make_workspace, "goal:g", GOAL)


def test_texts_are_compared_in_their_composed_form(make_workspace: MakeWorkspace) -> None:
    composed, parted = (
        "title: Caf\u00e9\nlevel: company\nperiod: '2025'\n",
        "title: Cafe\u0301\nlevel: company\nperiod: '2025'\n",
    )
    assert composed != parted
    assert digest_of(make_workspace, "goal:g", composed) == digest_of(make_workspace, "goal:g", parted)


def test_a_dead_reference_is_part_of_what_was_written(make_workspace: MakeWorkspace) -> None:
    text = 'title: T\nlevel: company\nperiod: "2025"\nowner: nobody\n'
    record = record_of(make_workspace, "goal:g", text)
    assert record.value.owner is None
    assert '"owner":"nobody"' in canonical_text(record.written)


def test_kinds_with_the_same_fields_differ(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    text = "title: T\nfrom: sales\nto: production\nitem: I\nstatus: agreed\n"
    one = digest_of(make_workspace, "handoff:h", text)
    assert one == digest_of(make_workspace, "handoff:other", text.replace("agreed", "ended"))
    assert one != digest_of(make_workspace, "handoff:h", text.replace("item: I", "item: J"))


def test_a_world_computes_each_digest_once() -> None:
    world = world_of(DEMO)
    record = world.workspace.find("charter:sales")
    assert record is not None
    assert world.digest(record) is world.digest(record)
    assert world.digest(record) == VECTORS["charter:sales"]
