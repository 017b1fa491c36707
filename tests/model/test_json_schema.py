"""Our schemas and our own reading agree: shipped files pass both, bad files fail both, dead references only ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from collab_cli.findings import Fault
from collab_cli.graph.references import resolve_references
from collab_cli.model.field_schema import Schema
from collab_cli.model.json_schema import register_schema_of, schema_of, settings_schema
from collab_cli.model.kinds import all_kinds, kind_named, kind_of_folder
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import UnusableSettings, load_settings
from collab_cli.sources.snapshot import working_tree
from tests.conftest import ROOT
from tests.model.record_texts import (
    BAD_REFERENCE_FORM,
    BAD_SETTINGS,
    BAD_SHAPE,
    DEAD_REFERENCE,
    GOOD,
    KR,
    changed,
)
from tests.model.schema_runs import refusals
from tests.model.struct_walk import all_structs
from tests.rules.worlds import green_demo, red_demo

GREEN = ROOT / "templates" / "demo" / "green"
RED = ROOT / "templates" / "demo" / "red"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


@cache
def schema_for(relative: str) -> Schema:
    """Return the schema of the file at a path inside a workspace."""
    top, _, rest = relative.partition("/")
    if relative == "collab.yaml":
        return settings_schema()
    kind = kind_of_folder(top if rest else top.removesuffix(".yaml"))
    assert kind is not None, relative
    return schema_of(kind) if rest else register_schema_of(kind)


def refused_by_schemas(root: Path, paths: Iterable[str], scratch: Path) -> set[str]:
    """Return which of the files at ``paths`` below ``root`` their schemas refuse."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(path.partition("/")[0], []).append(path)
    refused = set()
    for group in groups.values():
        found = refusals(schema_for(group[0]), [root / path for path in group], scratch)
        refused |= {path.relative_to(root).as_posix() for path, where in found.items() if where}
    return refused


def faults_in(root: Path) -> list[Fault]:
    """Return every fault of form and of references in the workspace at ``root``."""
    workspace = load_workspace(working_tree(root, wanted=wanted_top))
    return [*workspace.faults, *resolve_references(workspace)[1]]


def refused_by_us(root: Path) -> set[str]:
    return {fault.place.path for fault in faults_in(root)}


def files_of(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yaml"))


def with_records(root: Path, records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Write a file for each kind and text into the green demo at ``root``; return what was written by its path."""
    green_demo(root)
    written = {}
    for number, (kind_name, text) in enumerate(records):
        kind = kind_named(kind_name)
        assert kind is not None
        path = f"{kind.folder}/test-{number}.yaml"
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        written[path] = text
    return written


@pytest.mark.no_cover
@pytest.mark.parametrize("root", [GREEN, *EXAMPLES], ids=lambda path: str(path.name))
def test_shipped_workspaces_pass_both(root: Path, tmp_path: Path) -> None:
    files = files_of(root)
    assert "collab.yaml" in files
    assert refused_by_schemas(root, files, tmp_path) == set()
    assert refused_by_us(root) == set()


def test_the_red_demo_is_wrong_in_substance_not_in_form(tmp_path: Path) -> None:
    assert refused_by_schemas(RED, files_of(RED), tmp_path) == set()
    assert refused_by_us(red_demo(tmp_path / "red")) == set()


@pytest.mark.no_cover
def test_good_records_of_every_kind_pass_both(tmp_path: Path) -> None:
    assert sorted(GOOD) == [kind.name for kind in all_kinds()]
    root = tmp_path / "demo"
    written = with_records(root, GOOD.items())
    assert refused_by_schemas(root, written, tmp_path) == set()
    assert refused_by_us(root) == set()


@pytest.mark.no_cover
@pytest.mark.parametrize("bad", [BAD_SHAPE, BAD_REFERENCE_FORM], ids=["shape", "reference"])
def test_bad_records_fail_both(bad: list[tuple[str, str]], tmp_path: Path) -> None:
    root = tmp_path / "demo"
    written = with_records(root, ((kind, changed(kind, change)) for kind, change in bad))
    accepted = set(written) - refused_by_schemas(root, written, tmp_path)
    assert {path: written[path] for path in accepted} == {}
    unnoticed = set(written) - refused_by_us(root)
    assert {path: written[path] for path in unnoticed} == {}


def test_the_bad_records_are_many_and_of_many_kinds() -> None:
    cases = [*BAD_SHAPE, *BAD_REFERENCE_FORM]
    assert len(set(cases)) == len(cases) >= 60
    assert len({kind for kind, _ in cases}) >= 20


def test_dead_references_fail_only_our_check(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    written = with_records(root, ((kind, changed(kind, change)) for kind, change in DEAD_REFERENCE))
    assert refused_by_schemas(root, written, tmp_path) == set()
    assert {fault.place.path for fault in faults_in(root) if fault.code == "S005"} == set(written)


def test_bad_settings_fail_both(tmp_path: Path) -> None:
    good = (GREEN / "collab.yaml").read_text(encoding="utf-8")
    folders: list[Path] = []
    for before, changes in BAD_SETTINGS.items():
        assert good.count(before) == 1, before
        for after in changes:
            folder = tmp_path / str(len(folders))
            folder.mkdir()
            (folder / "collab.yaml").write_text(good.replace(before, after), encoding="utf-8")
            folders.append(folder)
            try:
                faults = load_settings(working_tree(folder, wanted=wanted_top)).faults
            except UnusableSettings as unusable:
                faults = unusable.faults
            assert faults, after
    refused = refusals(settings_schema(), [folder / "collab.yaml" for folder in folders], tmp_path)
    assert [path.read_text(encoding="utf-8") for path, where in refused.items() if not where] == []


def test_what_only_tools_read_otherwise_passes_both(tmp_path: Path) -> None:
    records = [
        ("action", changed("action", "x-colour: {any: [thing]}\npriority:\nassist:\nx-note: 1")),
        ("goal", changed("goal", f"key_results: [{KR[:-1]}, low: '120'}}]\ntitle: 2025\nrollup: null")),
        ("goal", changed("goal", "key_results: [{id: kr1, title: Certified, type: boolean, additive: 'true'}]")),
        ("goal", changed("goal", "level: company\n-department")),
        ("metric", changed("metric", "unit: 1\naliases: [no, 007, 1e3, off]\nsource: true")),
        ("meeting", changed("meeting", "date: '2025-07-02'\nprevious_approved: false\nstart: 10:30")),
        ("meeting", changed("meeting", "actions: [{title: Ask, due: 2025-07-09}]\nstatus: cancelled\nreason: ill")),
        ("charter", changed("charter", "type: department\n-owner\nversion: '2'\nduties: []")),
    ]
    root = tmp_path / "demo"
    written = with_records(root, records)
    assert refused_by_schemas(root, written, tmp_path) == set()
    assert refused_by_us(root) == set()


def test_registers_hold_records_with_ids(tmp_path: Path) -> None:
    kind = kind_named("department")
    assert kind is not None
    texts = {
        "good": "- {id: sales, name: Sales}\n- {id: 2025, name: Class of 2025}\n",
        "comments": "# nobody yet\n",
        "no id": "- {name: Sales}\n",
        "bad id": "- {id: Sales Team, name: Sales}\n",
        "no list": "sales: {name: Sales}\n",
        "no record": "- sales\n",
        "unknown": "- {id: sales, name: Sales, boss: li-na}\n",
    }
    files = {name: tmp_path / f"{name}.yaml" for name in texts}
    for name, path in files.items():
        path.write_text(texts[name], encoding="utf-8")
    refused = refusals(register_schema_of(kind), files.values(), tmp_path)
    assert [name for name, path in files.items() if not refused[path]] == ["good", "comments"]


def test_a_schema_says_what_its_fields_mean() -> None:
    kind = kind_named("goal")
    assert kind is not None
    schema = schema_of(kind)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert (schema["title"], schema["description"]) == ("Goal", "A goal.")
    assert schema["required"] == ["title", "level", "period"]
    assert schema["additionalProperties"] is False
    assert schema["patternProperties"] == {"^x-": {}}
    assert schema["properties"]["commitment"] == {
        "description": "Committed goals are expected to reach 1.0, aspirational ones about 0.7.",
        "type": ["string", "null"],
        "enum": ["committed", "aspirational", None],
        "default": "committed",
    }
    assert schema["definitions"]["KeyResult"]["properties"]["weight"]["default"] == 1
    assert register_schema_of(kind)["items"]["required"] == ["id", "title", "level", "period"]
    assert settings_schema()["properties"]["schema"]["enum"] == [1, "1"]


def test_every_property_is_described_and_every_part_has_a_name_of_its_own() -> None:
    for schema in [settings_schema(), *(schema_of(kind) for kind in all_kinds())]:
        for part in [schema, *schema.get("definitions", {}).values()]:
            assert part["description"]
            assert all(found["description"] for found in part["properties"].values())
    names = [struct.__name__ for struct in all_structs()]
    assert len(set(names)) == len(names)


def test_every_part_with_needs_of_its_own_says_them() -> None:
    """A struct that checks its fields against each other needs a condition in the schema too."""
    schemas = [settings_schema(), *(schema_of(kind) for kind in all_kinds())]
    said = {name for schema in schemas for name, part in schema["definitions"].items() if {"if", "anyOf"} & set(part)}
    said |= {kind.struct.__name__ for kind in all_kinds() if "if" in schema_of(kind)}
    assert said == {struct.__name__ for struct in all_structs() if "__post_init__" in vars(struct)}
