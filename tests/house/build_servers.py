"""A build server in small: a clone with a change to check, and the recipes of this repository run on it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.small_company import small_company

RECIPES = ROOT / "templates" / "ci"
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
FOLDER = "agreements"
FAULT = f"{FOLDER}/goals/odd.yaml"


def read(path: Path) -> Any:
    """Return what a file of a build server says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def git(folder: Path, *words: str) -> str:
    """Run git as its user would, with none of his settings, and return what it writes."""
    person = ("-c", "user.name=Zhang Wei", "-c", "user.email=zhang.wei@example.com", "-c", "commit.gpgsign=false")
    environ = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *person, *words], cwd=folder, env=environ, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def clone_with_a_fault(folder: Path) -> Path:
    """Return a clone of a repository that holds a workspace; on its branch one goal is written wrongly."""
    origin = folder / "origin"
    for path, data in small_company().items():
        file = origin / FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message=agreements")
    git(folder, "clone", "--quiet", str(origin), "clone")
    clone = folder / "clone"
    git(clone, "checkout", "--quiet", "-b", "odd")
    (clone / FAULT).parent.mkdir(exist_ok=True)
    (clone / FAULT).write_text("title: [\n", encoding="utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=odd")
    return clone


def commands(folder: Path) -> Path:
    """Return a folder of commands: this collab, and a Python that installs nothing."""
    folder.mkdir(exist_ok=True)
    for name, line in (
        ("collab", f'exec "{sys.executable}" -m collab_cli "$@"'),
        ("python", 'test "$1 $2 $3" = "-m pip install"'),
        ("python3", 'test "$1 $2 $3" = "-m pip install"'),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def run_script(script: str, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as build servers run theirs: the first command that fails ends it."""
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(words, cwd=cwd, env=dict(env), capture_output=True, text=True, check=False)


def step_environment(step: Mapping[str, Any], given: Mapping[str, str], action_path: Path) -> dict[str, str]:
    """Return the variables GitHub sets for a step of the action with the inputs ``given``, else their defaults."""
    known = {f"inputs.{name}": str(value["default"]) for name, value in read(ACTION)["inputs"].items()}
    known |= {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(action_path)}
    return {
        name: re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: known[found[1]], value)
        for name, value in step["env"].items()
    }
