from __future__ import annotations

from collections.abc import Iterator

from collab_cli.graph.bound_digests import bound_digests
from collab_cli.graph.digest import digest
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldType, ListType, StructType, UnionType, fields_of
from collab_cli.model.kinds import all_kinds
from tests.conftest import MakeWorkspace
from tests.rules.worlds import DEMO, world_of


def test_every_digest_of_the_demo_is_that_of_its_record() -> None:
    workspace = world_of(DEMO / "green").workspace
    found = list(bound_digests(workspace))
    assert len(found) == 4 + 3 + 12
    assert [
        each
        for each in found
        if each.digest != digest(workspace.records[each.ref.partition(":")[0]][each.ref.partition(":")[2]])
    ] == []


def digest_fields(struct: type[Part], way: tuple[str, ...] = ()) -> Iterator[str]:
    for info in fields_of(struct):
        here = (*way, info.name)
        if info.name.endswith("digest") or struct.__name__ == "Editorial":
            yield ".".join(here)
        for inner in structs_in(info.type):
            yield from digest_fields(inner, here)


def structs_in(wanted: FieldType) -> Iterator[type[Part]]:
    if isinstance(wanted, StructType):
        yield wanted.struct
    elif isinstance(wanted, ListType):
        yield from structs_in(wanted.item)
    elif isinstance(wanted, UnionType):
        for option in wanted.options:
            yield from structs_in(option)


def test_every_field_of_the_model_that_holds_a_digest_is_known(make_workspace: MakeWorkspace) -> None:
    fields = [f"{kind.name}.{field}" for kind in all_kinds() for field in digest_fields(kind.struct)]
    assert fields == [
        "charter.approvals.digest",
        "charter.change_log.editorial.from",  # what agreements are bound to that are carried over
        "charter.change_log.editorial.to",
        "goal.contributes_to.parent_digest",
        "proposal.subjects.digest",
    ]
    files = {
        "charters/p.yaml": "approvals: [{digest: 'd1'}, {by: x}]\n"
        "change_log: [{note: x}, {editorial: {from: d2, to: d3}}]\n",
        "goals/g.yaml": "contributes_to: [{goal: up, parent_digest: d4}, {parent_digest: d0}]\n",
        "proposals/q.yaml": "subjects: [{ref: goal:g/kr1, digest: d5}]\n",
    }
    found = bound_digests(world_of(make_workspace(files)).workspace)
    assert [(each.path, ".".join(map(str, each.route)), each.digest, each.ref) for each in found] == [
        ("charters/p.yaml", "approvals.0.digest", "d1", "charter:p"),
        ("charters/p.yaml", "change_log.1.editorial.to", "d3", "charter:p"),
        ("goals/g.yaml", "contributes_to.0.parent_digest", "d4", "goal:up"),
        ("proposals/q.yaml", "subjects.0.digest", "d5", "goal:g"),
    ]
