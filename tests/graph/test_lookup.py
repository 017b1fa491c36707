from __future__ import annotations

import pytest

from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_any, find_part, find_record, parts_of, records_meant, words_of
from collab_cli.i18n import language
from collab_cli.model.kinds import kind_named
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.workspace import Workspace
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MakeWorkspace
from tests.small_company import small_company

EN = language("en")


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    more = "title: Increase the margin\nlevel: company\nperiod: '2025'\naliases: [毛利]\n"
    root = make_workspace(small_company({"goals/increase-margin.yaml": more, "goals/broken.yaml": "title: [\n"}))
    return load_workspace(working_tree(root, wanted=wanted_top))


def found(workspace: Workspace, kind_name: str, text: str) -> str:
    kind = kind_named(kind_name)
    assert kind is not None
    return find_record(workspace, kind, text).id


@pytest.mark.parametrize(
    ("kind", "text", "record_id"),
    [
        ("goal", "increase-revenue", "increase-revenue"),
        ("goal", "goal:increase-revenue", "increase-revenue"),
        ("goal", "fewer", "fewer-returns"),
        ("goal", "增加销售额", "increase-revenue"),
        ("goal", "increase REVENUE", "increase-revenue"),
        ("goal", "毛利", "increase-margin"),
        ("person", "张伟", "zhang-wei"),
        ("department", "Sales", "sales"),
    ],
)
def test_found(workspace: Workspace, kind: str, text: str, record_id: str) -> None:
    assert found(workspace, kind, text) == record_id


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "increase-",
            "increase- can mean several goals: Increase the margin (increase-margin), "
            "Increase market share (increase-market-share) and Increase revenue (increase-revenue)",
            "name one by its id",
        ),
        ("increase-revenu3", "there is no goal increase-revenu3", "did you mean Increase revenue (increase-revenue)"),
        ("xyz", "there is no goal xyz", "collab goal list shows what there is"),
        ("", "there is no goal ", "collab goal list shows what there is"),
        ("broken", "the goal broken cannot be read", "collab check says why"),
    ],
)
def test_not_found(workspace: Workspace, text: str, message: str, hint: str) -> None:
    with pytest.raises(CollabError) as caught:
        found(workspace, "goal", text)
    assert EN.say(caught.value.message) == message
    assert caught.value.hint is not None and EN.say(caught.value.hint) == hint


def said(error: CollabError) -> str:
    return "; ".join(EN.say(part) for part in (error.message, error.hint) if part is not None)


@pytest.mark.parametrize(
    ("text", "ref", "part"),
    [
        ("goal:increase-revenue", "goal:increase-revenue", None),
        ("goal：增加销售额", "goal:increase-revenue", None),
        ("goal: fewer", "goal:fewer-returns", None),
        ("goal:increase-revenue/kr1", "goal:increase-revenue", "kr1"),
        ("increase-revenue", "goal:increase-revenue", None),
        ("increase-revenue/kr1", "goal:increase-revenue", "kr1"),
        ("增加销售额", "goal:increase-revenue", None),
        ("张伟", "person:zhang-wei", None),
        ("sales/customer-development", "charter:sales", "customer-development"),
    ],
)
def test_any_record_or_part_is_found(workspace: Workspace, text: str, ref: str, part: str | None) -> None:
    record, found_part = find_any(workspace, text)
    assert (record.ref, found_part) == (ref, part)


def test_an_exact_title_wins_over_beginnings_of_others(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": "- {id: d, name: 销售部}\n",
        "roles.yaml": "- {id: r, name: 销售部经理}\n",
        "skills.yaml": "- {id: s, name: 销售部门知识}\n",
    }
    workspace = load_workspace(working_tree(make_workspace(files), wanted=wanted_top))
    assert find_any(workspace, "销售部")[0].ref == "department:d"
    with pytest.raises(CollabError) as caught:
        find_any(workspace, "销售")
    assert said(caught.value) == (
        "销售 can mean several records: department:d, role:r and skill:s; name one as department:d"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nope", "there is no record nope; write kind and id, such as goal:ID"),
        ("gaol:x", "gaol:x names no record: there is no kind gaol; write kind and id, such as goal:ID"),
        ("see this: x", "there is no record see this: x; write kind and id, such as goal:ID"),
        ("goal:nope", "there is no goal nope; collab goal list shows what there is"),
        ("sales", "sales can mean several records: charter:sales and department:sales; name one as charter:sales"),
        ("goal:increase-revenue/kr7", "Increase revenue (increase-revenue) has no part kr7; did you mean kr1"),
        ("goal:increase-revenue/north", "Increase revenue (increase-revenue) has no part north; it has kr1"),
        (
            "department:sales/x",
            "Sales (sales) has no part x; collab department show sales shows what there is",
        ),
    ],
)
def test_no_record_or_several(workspace: Workspace, text: str, line: str) -> None:
    with pytest.raises(CollabError) as caught:
        find_any(workspace, text)
    assert said(caught.value) == line


def test_parts_are_found_by_id_or_title(workspace: Workspace) -> None:
    goal = workspace.records["goal"]["increase-revenue"]
    titles = {part: sorted(words) for part, words in parts_of(goal)}
    assert list(titles) == ["kr1"]
    assert find_part(goal, titles["kr1"][0].upper()) == "kr1"
    assert list(words_of(workspace.records["department"]["sales"])) == ["销售部", "sales"]


def test_a_beginning_of_a_title_is_enough_where_one_has_it(workspace: Workspace) -> None:
    goal = kind_named("goal")
    assert goal is not None
    assert [record.id for record in records_meant(workspace, goal, "增加")] == ["increase-revenue"]
    assert [record.id for record in records_meant(workspace, goal, "Increase the")] == ["increase-margin"]
    assert records_meant(workspace, goal, "") == ()
