"""What a command loads before it has anything to do; start-up time is felt at every call."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import MakeWorkspace

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


def asked(line: str) -> dict[str, str]:
    return {"_COLLAB_COMPLETE": "bash", "_COLLAB_COMPLETE_LINE": line}


def test_completion_of_a_command_needs_no_parser(environment: dict[str, str]) -> None:
    assert not loaded(env={**environment, **asked("collab go")}) & (HEAVY | {"typer"})


def test_completion_loads_nothing_heavy(environment: dict[str, str]) -> None:
    assert not loaded(env={**environment, **asked("collab goal ")}) & HEAVY


def test_completion_of_ids_loads_no_workspace(environment: dict[str, str], make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/grow.yaml": "title: Grow\n"})
    wanted = {**environment, **asked(f"collab -C {root} goal show ")}
    cold, warm = loaded(env=wanted), loaded(env=wanted)
    assert "yaml" in cold
    assert not cold & (HEAVY - {"yaml"})
    assert not warm & HEAVY
    assert {name for name in cold if name.startswith("collab_cli.model.")} == {"collab_cli.model.title_index"}
