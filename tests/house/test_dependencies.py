"""What the program imports, it asks for when it is installed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.conftest import ROOT


def imported() -> set[str]:
    """Return the top-level modules from elsewhere that the program imports anywhere."""
    names: set[str] = set()
    for path in (ROOT / "collab_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"collab_cli"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {normal(re.split(r"[\s\[<>=!~;]", entry, maxsplit=1)[0]) for entry in project["dependencies"]}
    declared |= (
        {normal("ruamel.yaml.clibz")} if any("[libyaml]" in entry for entry in project["dependencies"]) else set()
    )
    providers = packages_distributions()
    undeclared = {name for name in imported() if not {normal(found) for found in providers.get(name, [])} & declared}
    assert undeclared == set()
