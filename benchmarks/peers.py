"""The other tools, where they are installed: what they are asked to do with the same files."""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import Case
from benchmarks.record_files import record_files

_AT_ONCE = 4000
"""Files in one command line: the list must stay below what the system takes."""


def program(name: str) -> str | None:
    """Return the path of an installed program, first beside this Python, None when there is none."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def yamllint_case(workspace: Path) -> Case | None:
    """Return yamllint with its own default rules on the whole workspace, None when it is not installed."""
    found = program("yamllint")
    return Case("yamllint", ((found, "--format", "parsable", "."),), workspace, (0, 1)) if found else None


def check_jsonschema_case(workspace: Path, schemas: Path, scratch: Path) -> Case | None:
    """Return check-jsonschema on the files of every kind, None when it is not installed.

    ``schemas`` holds `<kind>.schema.json`, `<folder>.register.schema.json` and `collab.schema.json`; a file that
    is none of these is checked against a schema that permits everything.
    """
    found = program("check-jsonschema")
    if found is None:
        return None
    scratch.mkdir(parents=True, exist_ok=True)
    permissive = scratch / "permissive.json"
    permissive.write_text(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"}))
    by_schema: dict[Path, list[str]] = defaultdict(list)
    for path in record_files(workspace):
        relative = path.relative_to(workspace)
        by_schema[_schema_of(relative, schemas) or permissive].append(str(relative))
    commands = tuple(
        (found, "--no-cache", "--schemafile", str(schema), *part)
        for schema, files in sorted(by_schema.items())
        for part in _parts(files)
    )
    return Case("check-jsonschema", commands, workspace, (0, 1))


def _schema_of(relative: Path, schemas: Path) -> Path | None:
    top = relative.parts[0]
    if len(relative.parts) > 1:
        kind = _KIND_OF_FOLDER.get(top, top.removesuffix("s"))
        name = f"{kind}.schema.json"
    elif relative.name == "collab.yaml":
        name = "collab.schema.json"
    else:
        name = f"{relative.stem}.register.schema.json"
    return schemas / name if (schemas / name).is_file() else None


_KIND_OF_FOLDER = {"activities": "activity", "people": "person", "series": "series"}
"""The kinds whose folder is not the kind with an s; written down, as no code of the product is used here."""


def _parts(files: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(files), _AT_ONCE):
        yield files[start : start + _AT_ONCE]
