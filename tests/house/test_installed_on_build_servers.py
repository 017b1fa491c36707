"""The hooks and the action install collab and run it, as people have them; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.build_servers import (
    ACTION,
    FAULT,
    FOLDER,
    HOOKS,
    clone_with_a_fault,
    git,
    read,
    run_script,
    step_environment,
)

pytestmark = pytest.mark.wheel
OFFLINE = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
"""Settings of pip: what is installed is built with the tools at hand and finds its libraries in ``PYTHONPATH``."""
BUILT_FROM = ("collab_cli", "templates", "pyproject.toml", "README.md", "LICENSE", HOOKS.name, ACTION.name)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with what collab is built from."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=collab")
    return folder


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clone_with_a_fault(tmp_path_factory.mktemp("servers"))


@pytest.fixture
def environ(environment: dict[str, str]) -> dict[str, str]:
    libraries = sysconfig.get_path("purelib")
    return {**environment, **OFFLINE, "PYTHONPATH": libraries}


def test_pre_commit_runs_both_hooks(checkout: Path, clone: Path, environ: dict[str, str], tmp_path: Path) -> None:
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(checkout), "--all-files", "--verbose"]
    folder = {"COLLAB_ROOT": str(clone / FOLDER), "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    done = subprocess.run(words, cwd=clone, env={**environ, **folder}, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.count("- exit code: 1\n") == 2
    assert done.stdout.count(f"{FAULT.removeprefix(FOLDER + '/')}:1:9: S001 error: ") == 2
    assert "compared with" in done.stdout


def test_the_action_installs_and_checks(checkout: Path, clone: Path, environ: dict[str, str], tmp_path: Path) -> None:
    given = {"working-directory": FOLDER, "python": sys.executable}
    variables = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ENV": str(tmp_path / "env"),
        "GITHUB_WORKSPACE": str(clone),
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_BASE_REF": "main",
    }
    install, check = read(ACTION)["runs"]["steps"]
    told = {**environ, **variables}
    installed = run_script(install["run"], clone, told | step_environment(install, given, checkout))
    assert installed.returncode == 0, installed.stderr
    name, _, value = (tmp_path / "env").read_text(encoding="utf-8").strip().partition("=")
    done = run_script(check["run"], clone, told | {name: value} | step_environment(check, given, checkout))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={FAULT},line=1,col=9,title=S001 syntax-error::")
    assert (Path(value) / ("collab.exe" if os.name == "nt" else "collab")).exists()
