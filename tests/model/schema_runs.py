"""Run check-jsonschema on files, in process and without a network, and say what it refuses."""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any


def refusals(schema: Mapping[str, Any], files: Iterable[Path], scratch: Path) -> dict[Path, list[str]]:
    """Return where each of ``files`` breaks ``schema``; ``scratch`` is a folder to keep the schema in."""
    schemafile = scratch / "schema.json"
    schemafile.write_text(json.dumps(schema), encoding="utf-8")
    found: dict[Path, list[str]] = {path: [] for path in files}
    program: Any = importlib.import_module("check_jsonschema").main
    out = io.StringIO()
    words = ["--output-format", "json", "--schemafile", str(schemafile), *map(str, found)]
    with redirect_stdout(out):
        program.main(words, standalone_mode=False)
    told = json.loads(out.getvalue())
    assert not told.get("parse_errors"), told["parse_errors"]
    for error in told["errors"]:
        found[Path(error["filename"])].append(error["path"])
    return found
