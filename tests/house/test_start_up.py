"""What a command loads before it has anything to do; start-up time is felt at every call."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "filelock",
    "git",
    "holidays",
    "jinja2",
    "msgspec",
    "numpy",
    "platformdirs",
    "pydantic",
    "pypinyin",
    "questionary",
    "rapidfuzz",
    "rich",
    "yaml",
}

SCRIPT = """
import json, sys
from collab_cli.cli.app import main
try:
    main()
except SystemExit as end:
    code = end.code or 0
else:
    code = 0
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*args: str, env: dict[str, str]) -> set[str]:
    """Return the modules in memory after a command that must end with 0."""
    env = {name: value for name, value in env.items() if not name.startswith("COVERAGE")}  # it loads half the library
    done = subprocess.run([sys.executable, "-c", SCRIPT, *args], env=env, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert done.stdout
    return set(modules)


def test_version_loads_the_entry_alone(environment: dict[str, str]) -> None:
    modules = loaded("--version", env=environment)
    assert {name for name in modules if name.startswith("collab_cli")} == {
        "collab_cli",
        "collab_cli.cli",
        "collab_cli.cli.app",
    }
    assert not modules & (HEAVY | {"typer", "dataclasses", "pathlib"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_needs_no_parser(environment: dict[str, str], lang: str) -> None:
    modules = loaded("--lang", lang, "--help", env=environment)
    assert not modules & (HEAVY | {"typer"})
    assert not {name for name in modules if name.startswith("collab_cli.cli.commands.")}


@pytest.mark.parametrize("words", [["goal", "--help"], ["person", "list", "--help"], ["check", "--help"]])
def test_help_loads_nothing_heavy(environment: dict[str, str], words: list[str]) -> None:
    modules = loaded(*words, env=environment)
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith(("collab_cli.model", "collab_cli.rules"))}


@pytest.mark.parametrize("words", ["collab go", "collab goal "])
def test_completion_loads_nothing_heavy(environment: dict[str, str], words: str) -> None:
    asked = {"_COLLAB_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert not loaded(env={**environment, **asked}) & HEAVY
