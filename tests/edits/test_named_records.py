from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.named_records import NamedRecords
from collab_cli.model.field_types import MayRefer, Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import Reference
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, refusal
from tests.rules.worlds import green_demo, world_of
from tests.small_company import small_company

TWO = "- {id: zhang-wei, name: 张伟}\n- {id: zhang-wei-2, name: 张伟}\n- {id: zhang-min, name: 张敏}\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def names(root: Path, **options: Any) -> NamedRecords:
    return NamedRecords(world_of(root), **options)


@pytest.mark.parametrize(
    ("refers", "text", "exact"),
    [
        (Refers("person"), "张伟", "zhang-wei"),
        (Refers("person"), "person:zhang-wei", "zhang-wei"),
        (Refers("person"), " person：zhang-wei ", "zhang-wei"),
        (Refers("department"), "Sales", "sales"),
        (RefersToParty(), "销售部", "sales"),
        (RefersToParty(), "department:销售部", "sales"),
        (RefersToParty(), "张伟", "person:zhang-wei"),
        (RefersToParty(), "person:张伟", "person:zhang-wei"),
        (RefersToParty(), "总经理", "role:general-manager"),
        (RefersToRow(), "sales/contract-signing", "sales/contract-signing"),
        (RefersToRow(), "销售部职责说明书/contract-signing", "sales/contract-signing"),
        (RefersToRow(), "contract-signing", "sales/contract-signing"),
        (RefersOpenly(), "goal:增加销售额", "goal:increase-revenue"),
        (RefersOpenly(), "goal:increase-revenue/新客户", "goal:increase-revenue/kr2"),
        (RefersOpenly(("goal", "charter")), "增加销售额", "goal:increase-revenue"),
        (RefersOpenly(("goal", "charter")), "increase-revenue/kr1", "goal:increase-revenue/kr1"),
        (MayRefer(), "goal:增加销售额", "goal:increase-revenue"),
        (MayRefer(), "2025 年第 3 号文", "2025 年第 3 号文"),
        (MayRefer(), "https://a.example/b", "https://a.example/b"),
    ],
)
def test_what_people_type_becomes_an_exact_reference(demo: Path, refers: Reference, text: str, exact: str) -> None:
    assert names(demo).ref(text, refers) == exact


@pytest.mark.parametrize(
    ("refers", "text", "line"),
    [
        (Refers("person"), "nobody", "there is no person nobody; collab person list shows what there is"),
        (Refers("department"), "sale5", "there is no department sale5; did you mean Sales (sales)"),
        (RefersToParty(), "nobody", "there is no department nobody; collab department list shows what there is"),
        (
            RefersToParty(),
            "goal:x",
            "goal:x names no department, person or role; write a department, person:ID or role:ID",
        ),
        (RefersToRow(), "dancing", "there is no duty dancing; write charter and duty, as in sales/contract-signing"),
        (
            RefersToRow(),
            "sales/dancing",
            "销售部职责说明书 (sales) has no part dancing; "
            "it has customer-development, contract-signing and complaint-handling",
        ),
        (RefersOpenly(), "nothing", "there is no record nothing; write it as kind:id"),
        (
            RefersOpenly(("goal", "charter")),
            "person:zhang-wei",
            "person:zhang-wei does not fit here: it is of the kind person; name one of goal, charter",
        ),
        (
            RefersOpenly(("charter", "department")),
            "sales",
            "sales can mean a record of several kinds: charter, department; write charter:sales",
        ),
        (MayRefer(), "goal:nope", "there is no goal nope; collab goal list shows what there is"),
    ],
)
def test_what_names_nothing_or_several_is_told(demo: Path, refers: Reference, text: str, line: str) -> None:
    assert refusal(lambda: names(demo).ref(text, refers)) == line


def test_two_of_one_name_are_asked_for_where_somebody_can_be_asked(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": TWO})
    asked = []

    def choose(which: Kind, text: str, found: tuple[Record[Any], ...]) -> str | None:
        asked.append((which.name, text, [record.id for record in found]))
        return found[1].id

    assert names(root, choose=choose).id_of(kind("person"), "张伟") == "zhang-wei-2"
    assert asked == [("person", "张伟", ["zhang-wei", "zhang-wei-2"])]
    several = "张伟 can mean several people: 张伟 (zhang-wei) and 张伟 (zhang-wei-2); name one by its id"
    assert refusal(lambda: names(root).id_of(kind("person"), "张伟")) == several
    assert refusal(lambda: names(root, choose=lambda *_: None).id_of(kind("person"), "张伟")) == several


def test_what_a_beginning_was_taken_for_is_noted(make_workspace: MakeWorkspace) -> None:
    found = names(make_workspace({"people.yaml": TWO}))
    assert [found.id_of(kind("person"), text) for text in ("zhang-wei", "张敏", "张敏", "zhang-m")] == [
        *("zhang-wei", "zhang-min"),
        *("zhang-min", "zhang-min"),
    ]
    assert [english(note) for note in found.notes] == ["zhang-m is taken for the person 张敏 (zhang-min)"]


def test_records_of_the_same_step_can_be_named(make_workspace: MakeWorkspace) -> None:
    found = names(make_workspace(small_company()))
    found.plan(kind("department"), "rd", "研发部", "R&D")
    assert [found.id_of(kind("department"), text) for text in ("rd", "研发部", "r&d")] == ["rd", "rd", "rd"]
    assert found.party("研发部") == "rd"


def test_what_is_not_there_may_be_made(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(small_company())
    made: list[str] = []

    def make(which: Kind, text: str) -> str | None:
        made.append(f"{which.name} {text}")
        return "new" if text == "新人" else None

    found = names(root, make=make)
    assert found.id_of(kind("person"), "新人") == "new"
    assert "there is no person nobody" in refusal(lambda: found.id_of(kind("person"), "nobody"))
    assert made == ["person 新人", "person nobody"]
