"""The wheel as people install it: built, put into a fresh environment, and run there."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from collab_cli import __version__
from tests.conftest import ROOT

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools at hand; nothing is downloaded."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def collab(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment that finds the libraries, but not our sources; return its command."""
    fresh = tmp_path_factory.mktemp("fresh")
    venv.create(fresh, with_pip=False)
    scripts = fresh / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    packages = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (Path(packages) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts / ("collab.exe" if os.name == "nt" else "collab")


def run(collab: Path, *words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(collab), *words], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_wheel_holds_the_data_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in ("help.mo", "collab.mo"):
        assert f"collab_cli/locale/zh_CN/LC_MESSAGES/{wanted}" in names
    assert any(name.startswith("collab_cli/templates/demo/") for name in names)
    assert "collab_cli/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"collab_cli", f"collab_cli-{__version__}.dist-info"}


def test_the_demo_is_red_then_green(collab: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    version = run(collab, "--version", cwd=tmp_path, env=environment)
    assert (version.returncode, version.stdout) == (0, f"collab {__version__}\n")
    made = run(collab, "init", "demo", "--demo", cwd=tmp_path, env=environment)
    assert made.returncode == 0, made.stderr
    red = run(collab, "check", "--at", "HEAD~1", cwd=tmp_path / "demo", env=environment)
    assert red.returncode == 1, red.stderr
    assert "R313" in red.stdout
    assert "R315" in red.stdout
    green = run(collab, "check", cwd=tmp_path / "demo", env=environment)
    assert green.returncode == 0, green.stdout + green.stderr


def test_help_is_chinese_where_that_is_spoken(collab: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    told = run(collab, "goal", "--help", cwd=tmp_path, env={**environment, "LANG": "zh_CN.UTF-8"})
    assert told.stdout.startswith("用法：collab goal ")
