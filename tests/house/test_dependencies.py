"""What the program imports, it asks for when it is installed; what an extra brings, it imports only when needed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import ROOT

TOOLS = frozenset({"dev", "bench"})
"""The groups of requirements that bring nothing the program itself uses."""


def imported(*, at_once: bool = False) -> set[str]:
    """Return the top-level modules from elsewhere that the program imports, anywhere or as soon as a module is."""
    names: set[str] = set()
    for path in (ROOT / "collab_cli").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body if at_once else ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"collab_cli"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distributions(requirements: Iterable[str]) -> set[str]:
    """Return the names of what is required, without versions, extras and markers."""
    return {normal(re.split(r"[\s\[<>=!~;]", entry, maxsplit=1)[0]) for entry in requirements}


def undeclared(modules: Iterable[str], declared: set[str]) -> set[str]:
    """Return the modules that no declared distribution brings."""
    providers = packages_distributions()
    return {name for name in modules if not {normal(found) for found in providers.get(name, [])} & declared}


@pytest.mark.no_cover
def test_every_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = distributions(project["dependencies"])
    extras = (entries for name, entries in project["optional-dependencies"].items() if name not in TOOLS)
    declared = core.union(*map(distributions, extras)) - {normal(project["name"])}
    assert undeclared(imported(), declared) == set()
    assert undeclared(imported(at_once=True), core) == set()
    assert {"jinja2", "opencc"} <= core
