"""The other tools are asked the same: check-jsonschema gets for each file the schema of its kind."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.peers import check_jsonschema_case
from benchmarks.record_files import record_files
from collab_cli.model.kinds import all_kinds
from tests.conftest import ROOT

SCHEMAS = ROOT / "docs" / "schema"


def test_every_kind_of_file_has_its_schema(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    expected = {"collab.yaml": "collab.schema.json", "unknown.yaml": "permissive.json"}
    for kind in all_kinds():
        expected[f"{kind.folder}.yaml"] = f"{kind.folder}.register.schema.json"
        expected[str(Path(kind.folder, "2025", "x.yaml"))] = f"{kind.name}.schema.json"
    for name in expected:
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).touch()
    case = check_jsonschema_case(workspace, SCHEMAS, tmp_path / "scratch")
    assert case is not None
    found = {file: Path(command[3]).name for command in case.commands for file in command[4:]}
    assert found == expected


def test_the_schemas_accept_the_corpus(tmp_path: Path) -> None:
    workspace = write_corpus(tmp_path / "corpus", 60, 1).workspace
    case = check_jsonschema_case(workspace, SCHEMAS, tmp_path / "scratch")
    assert case is not None
    asked = [file for command in case.commands for file in command[4:]]
    assert sorted(asked) == sorted(str(path.relative_to(workspace)) for path in record_files(workspace))
    for command in case.commands:
        done = subprocess.run(command, cwd=workspace, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
