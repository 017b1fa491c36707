from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.graph.goal_tree import PLANNED, GoalTree, circling, find_cycles
from tests.conftest import ROOT, MakeWorkspace
from tests.rules.worlds import world_of


def tree_of(make_workspace: MakeWorkspace, parents: Mapping[str, str]) -> GoalTree:
    """Return the tree of goals each contributing to those named, in order."""
    files = {}
    for goal, named in parents.items():
        links = "".join(f"  - {{goal: {parent}}}\n" for parent in named.split())
        contributes = f"contributes_to:\n{links}" if links else ""
        files[f"goals/{goal}.yaml"] = f'title: {goal}\nlevel: company\nperiod: "2025"\nstatus: active\n{contributes}'
    return world_of(make_workspace(files)).goal_tree


def test_the_demo_has_one_company_goal_with_three_that_serve_it() -> None:
    tree = world_of(ROOT / "templates" / "demo" / "green").goal_tree
    assert [root.id for root in tree.roots] == ["increase-market-share"]
    links = tree.contributors("increase-market-share", PLANNED)
    assert [(link.child.id, str(link.entry.weight), link.index) for link in links] == [
        ("increase-revenue", "0.4", 0),
        ("raise-quality-and-efficiency", "0.3", 0),
        ("strengthen-brand", "0.3", 0),
    ]
    assert tree.up["increase-revenue"] == (links[0],)
    assert tree.contributors("increase-revenue", PLANNED) == ()
    assert tree.contributors("increase-market-share", frozenset({"missed"})) == ()
    assert tree.cycles == ()


def test_a_goal_may_serve_several(make_workspace: MakeWorkspace) -> None:
    tree = tree_of(make_workspace, {"a": "", "b": "", "c": "a b"})
    assert [(link.parent.id, link.index) for link in tree.up["c"]] == [("a", 0), ("b", 1)]
    assert [root.id for root in tree.roots] == ["a", "b"]


def test_an_index_counts_the_links_that_are_not_dead(make_workspace: MakeWorkspace) -> None:
    tree = tree_of(make_workspace, {"a": "", "c": "gone a"})
    (link,) = tree.up["c"]
    assert link.index == 0
    assert str(link.child.place("contributes_to", link.index, "goal")) == "goals/c.yaml:7:12"


def test_a_goal_that_cannot_be_typed_is_not_in_the_tree(make_workspace: MakeWorkspace) -> None:
    files = {
        "goals/a.yaml": "title: A\n",
        "goals/b.yaml": 'title: B\nlevel: company\nperiod: "2025"\ncontributes_to: [{goal: a}]\n',
    }
    tree = world_of(make_workspace(files)).goal_tree
    assert tree.up == {}
    assert [goal.id for goal in tree.goals] == ["b"]


def test_a_circle_hangs_from_its_first_goal(make_workspace: MakeWorkspace) -> None:
    tree = tree_of(make_workspace, {"a": "c", "b": "a", "c": "b", "d": "a"})
    assert tree.cycles == (("a", "c", "b"),)
    assert [root.id for root in tree.roots] == ["a"]


@pytest.mark.parametrize(
    ("edges", "cycles"),
    [
        ({}, ()),
        ({"a": ["b"], "b": []}, ()),
        ({"a": ["a"]}, (("a",),)),
        ({"a": ["b"], "b": ["a"]}, (("a", "b"),)),
        ({"b": ["a"], "a": ["b"]}, (("a", "b"),)),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ()),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, (("b", "c"),)),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, (("a", "b"), ("c", "d"))),
        ({"a": ["missing"]}, ()),
    ],
)
def test_circles(edges: dict[str, list[str]], cycles: tuple[tuple[str, ...], ...]) -> None:
    assert find_cycles(edges) == cycles


def test_a_long_chain_does_no_harm() -> None:
    size = 20_000
    chain = {str(number): [str(number + 1)] for number in range(size)}
    assert find_cycles(chain) == ()
    chain[str(size)] = ["0"]
    (circle,) = find_cycles(chain)
    assert len(circle) == size + 1


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6))
def test_what_is_found_is_a_circle_and_breaking_all_of_them_ends(edges: dict[str, list[str]]) -> None:
    for _ in range(50):
        cycles = find_cycles(edges)
        for cycle in cycles:
            assert cycle[0] == min(cycle)
            assert len(set(cycle)) == len(cycle)
            for node, following in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
                assert following in edges[node]
        if not cycles:
            break
        first = cycles[0]
        target = first[1 % len(first)]
        edges = {**edges, first[0]: [node for node in edges[first[0]] if node != target]}
    assert find_cycles(edges) == ()
    assert not _has_circle(edges)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6))
def test_what_lies_on_a_circle_reaches_itself(edges: dict[str, list[str]]) -> None:
    assert circling(edges) == {node for node in edges if _has_circle(edges, [node])}


def test_a_goal_that_lies_on_a_circle_with_others_of_it_counts_too(make_workspace: MakeWorkspace) -> None:
    tree = tree_of(make_workspace, {"a": "b d", "b": "c", "c": "a", "d": "c", "e": "d"})
    assert tree.cycles == (("a", "b", "c"),)
    assert tree.in_cycles == {"a", "b", "c", "d"}


def _has_circle(edges: dict[str, list[str]], starts: Iterable[str] | None = None) -> bool:
    """The plain definition: some node reaches itself."""
    for start in edges if starts is None else starts:
        targets = edges[start]
        reached, waiting = set(), list(targets)
        while waiting:
            node = waiting.pop()
            if node == start:
                return True
            if node not in reached:
                reached.add(node)
                waiting += edges.get(node, [])
    return False
