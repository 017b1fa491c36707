"""Nobody copies a digest by hand: every field that holds one is written by a command, with the right one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collab_cli.edits.state_verbs import all_verbs
from collab_cli.graph.digest import digest
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldType, ListType, MapType, StructType, TextType, UnionType, fields_of
from collab_cli.model.kinds import all_kinds
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo, world_of

WRITERS = {
    "charter.approvals.digest": ("charter approve", "charter approve sales"),
    "charter.change_log.editorial.from": ("charter approve", "charter approve sales --editorial"),
    "charter.change_log.editorial.to": ("charter approve", "charter approve sales --editorial"),
    "goal.contributes_to.parent_digest": (
        "goal align",
        "goal align strengthen-brand --renew",
    ),
    "proposal.subjects.digest": ("proposal amend", "proposal amend charter-of-sales"),
}
"""By field: the verb that writes it, and the command run on a changed demo."""


def digest_fields() -> Iterator[str]:
    for kind in all_kinds():
        yield from (f"{kind.name}.{path}" for path in _below(kind.struct))


def _below(struct: type[Part]) -> Iterator[str]:
    for info in fields_of(struct):
        for wanted in _forms(info.type):
            if isinstance(wanted, StructType):
                yield from (f"{info.name}.{path}" for path in _below(wanted.struct))
            elif isinstance(wanted, TextType) and wanted.form == "digest":
                yield info.name


def _forms(wanted: FieldType) -> Iterator[FieldType]:
    if isinstance(wanted, ListType):
        yield from _forms(wanted.item)
    elif isinstance(wanted, MapType):
        yield from _forms(wanted.value)
    elif isinstance(wanted, UnionType):
        for option in wanted.options:
            yield from _forms(option)
    else:
        yield wanted


def test_every_field_that_holds_a_digest_is_marked_as_one() -> None:
    named = {
        f"{kind.name}.{path}"
        for kind in all_kinds()
        for path in _texts(kind.struct)
        if path.rpartition(".")[2].endswith("digest") or ".editorial." in path
    }
    assert named == set(digest_fields())


def _texts(struct: type[Part]) -> Iterator[str]:
    for info in fields_of(struct):
        for wanted in _forms(info.type):
            if isinstance(wanted, StructType):
                yield from (f"{info.name}.{path}" for path in _texts(wanted.struct))
            elif isinstance(wanted, TextType):
                yield info.name


def test_every_field_that_holds_a_digest_has_a_command() -> None:
    written = {
        f"{verb.kind}.{path}": verb.command for verb in all_verbs() for stamp in verb.stamps for path in stamp.paths()
    }
    assert {field: written.get(field) for field in digest_fields()} == {
        field: f"collab {command}" for field, (command, _) in WRITERS.items()
    }


def test_the_commands_write_the_present_digest(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    opened = run_collab("proposal", "open", "Charter of sales", "--subject", "charter:sales", cwd=root)
    assert opened.out == "proposals/2025/charter-of-sales.yaml\n"
    before = digest(world_of(root).workspace.records["charter"]["sales"])
    assert f"digest: {before}" in text(root, "proposals/2025/charter-of-sales.yaml").replace('"', "")
    change(root, "charters/sales.yaml", "客户拜访]", "客户拜访, 回访]")
    change(root, "goals/2025/increase-market-share.yaml", "target: 15", "target: 16")
    for command in (
        "charter approve sales --editorial --by zhang-wei",
        "charter approve sales --department production --by wang-qiang",
        "goal align strengthen-brand --renew",
        "proposal amend charter-of-sales",
    ):
        result = run_collab(*command.split(), cwd=root)
        assert (result.code, bool(result.out)) == (0, "production" not in command), (command, result.err)
    world = world_of(root)
    charter = world.workspace.records["charter"]["sales"]
    after = world.digest(charter)
    assert after != before
    assert (charter.value.change_log[-1].editorial.from_, charter.value.change_log[-1].editorial.to) == (before, after)
    assert world.workspace.records["proposal"]["charter-of-sales"].value.subjects[0].digest == after
    parent = world.workspace.records["goal"]["increase-market-share"]
    link = world.workspace.records["goal"]["strengthen-brand"].value.contributes_to[0]
    assert link.parent_digest == world.digest(parent) != "b401eb253b4a"


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def change(root: Path, path: str, old: str, new: str) -> None:
    (root / path).write_text(text(root, path).replace(old, new), encoding="utf-8")


def test_a_new_goal_is_bound_to_the_goal_it_serves(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    added = run_collab(
        "goal", "add", "Win the north", "--department", "sales", "--parent", "increase-revenue", cwd=root
    )
    assert added.code == 0, added.err
    world = world_of(root)
    goal = world.workspace.records["goal"]["win-the-north"].value
    assert goal.contributes_to[0].parent_digest == world.digest(world.workspace.records["goal"]["increase-revenue"])
