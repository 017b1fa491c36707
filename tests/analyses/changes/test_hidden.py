"""Nothing is invented from what cannot be read on one side."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.hidden import hidden_files
from tests.analyses.changes.two_states import COMPANY, Files, company, line, rewritten, told, with_files, world_with

SALES, GROW, DEPARTMENTS = "charters/sales.yaml", "goals/2025/grow.yaml", "departments.yaml"
CHECKED = rewritten(
    GROW, ("unit: m}", "unit: m, checkins: [{date: 2025-02-01, value: 81}, {date: 2025-03-01, value: 82}]}")
)

FAULTY: dict[str, Files] = {
    "no yaml": with_files({SALES: "title: [\n"}),
    "no record": with_files({SALES: "- 1\n"}),
    "no state of a charter": rewritten(SALES, ("status: effective", "status: efective")),
    "no type of a charter": rewritten(SALES, ("status: effective", "type: dept\nstatus: effective")),
    "no letters": rewritten(SALES, ("raci: {sales: AR, production: I}", "raci: 5")),
    "no letter of a party": rewritten(SALES, ("production: I", "production: []")),
    "no id of a duty": rewritten(SALES, ("{id: price-list, ", "{")),
    "no duties": rewritten(SALES, ("duties:\n", "duties: none\nx-duties:\n")),
    "no target": rewritten(GROW, ("target: 100", "target: abc")),
    "no goal": rewritten(GROW, ("level: company", "level: compny")),
    "no register": with_files({DEPARTMENTS: "- {id: [\n"}),
    "no id in a register": rewritten(DEPARTMENTS, ("{id: sales, ", "{")),
    "no catalogue": with_files({"activities.yaml": "- {id: [\n"}),
    "no id in the catalogue": with_files(
        {"activities.yaml": str(COMPANY["activities.yaml"]).replace("id: market", "ID: m")}
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_nothing_is_invented(name: str) -> None:
    after = FAULTY[name]
    (path,) = (path for path, text in after.items() if COMPANY[path] != text)
    for one, other in ((company(), world_with(after)), (world_with(after), company())):
        found = find_changes(one, other)
        assert (list(map(line, found)), found.silent, found.unread) == ([], (), (path,))


def test_what_can_be_read_is_told_all_the_same() -> None:
    after = rewritten(
        SALES,
        ("status: effective", "status: effective\npurpose: Sell"),
        ("{sales: AR, production: I}", "5"),
        ("{sales: AR, marketing: C}", "{sales: AR, marketing: I}"),
    )
    found = find_changes(company(), world_with(after))
    assert list(map(line, found)) == [
        "changed terms charter:sales purpose: None -> Sell",
        "letters consulted-informed market-research: {sales AR, marketing C} -> {sales AR, marketing I}",
    ]
    assert found.unread == (SALES,)


def test_entries_lost_to_faults_are_not_removed() -> None:
    after = rewritten(GROW, ("date: 2025-02-01", "date: never"), ("value: 82", "value: 83"), files=CHECKED)
    assert told(CHECKED, after) == [
        "changed status goal:grow key_results/kr1/checkins/1/value -> goal:grow"
        " key_results/kr1/checkins/0/value: 82 -> 83"
    ]
    (change,) = find_changes(world_with(CHECKED), world_with(after))
    assert str(change.after[0].place).startswith(f"{GROW}:7:")
    assert change.after[0].place.route == ("key_results", "kr1", "checkins", 1, "value")
    assert told(after, CHECKED) == [
        "changed status goal:grow key_results/kr1/checkins/0/value -> goal:grow"
        " key_results/kr1/checkins/1/value: 83 -> 82"
    ]


def test_the_same_fault_on_both_sides_says_nothing() -> None:
    before = FAULTY["no yaml"]
    after = rewritten(GROW, ("target: 100", "target: 90"), files=before)
    found = find_changes(world_with(before), world_with(after))
    assert [change.act for change in found] == ["changed"]
    assert found.unread == ()


def test_hidden_files() -> None:
    files = {**FAULTY["no target"], SALES: "title: [\n", "restricted/evaluations/x.yaml": "title: [\n"}
    assert sorted(hidden_files(world_with(files))) == [SALES, GROW]
