"""What the READMEs say to type works when it is typed in that order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import ROOT, RunCollab

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SKIPPED = ("make ", ".venv/bin/pip ", "python3 -m venv ", ". .venv/")
"""Beginnings of lines that set the machine up: the tests run in what these make."""
RED = ("exit code 1", "退出码为 1")
READMES = ("README.md", "README.zh.md")


def lines_of(readme: str) -> list[tuple[str, str]]:
    """Return the command lines of a README in order, each with the remark behind it."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    typed = [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]
    return [(command.strip(), remark.strip()) for command, _, remark in (line.partition("  #") for line in typed)]


@pytest.mark.parametrize("readme", [READMES[0], pytest.param(READMES[1], marks=pytest.mark.no_cover)])
def test_its_commands_work_in_the_order_they_stand_in(
    readme: str, tmp_path: Path, environment: dict[str, str], run_collab: RunCollab
) -> None:
    folder = tmp_path / "checkout"
    folder.mkdir()
    run = 0
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # where it is tomorrow first, of the zones they stand in
    for command, remark in lines_of(readme):
        if f"{command} ".startswith(SKIPPED):
            continue
        words = shlex.split(command)
        expected = int(any(red in remark for red in RED))
        if words[0] == "cd":
            folder = (folder / words[1]).resolve()
            assert folder.is_dir(), command
        elif words[0] in ("collab", ".venv/bin/collab"):
            result = run_collab(*words[1:], cwd=folder, today=today)
            assert result.code == expected, (command, result.out, result.err)
            run += 1
        else:
            done = subprocess.run(
                words,
                check=False,
                cwd=folder,
                env={**os.environ, **environment},
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
            )
            assert done.returncode == expected, (command, done.stdout, done.stderr)
    assert run >= 11


def test_both_say_the_same() -> None:
    def commands(readme: str) -> list[list[str]]:
        return [command.split()[:2] for command, _ in lines_of(readme)]

    def outline(readme: str) -> list[int]:
        text = (ROOT / readme).read_text(encoding="utf-8")
        return [line.count("#") for line in text.splitlines() if re.match(r"#+ ", line) and "yaml" not in line]

    assert commands("README.md") == commands("README.zh.md")
    assert outline("README.md") == outline("README.zh.md")


def test_one_leads_to_the_other() -> None:
    assert "](README.zh.md)" in (ROOT / "README.md").read_text(encoding="utf-8")[:600]
    assert "](README.md)" in (ROOT / "README.zh.md").read_text(encoding="utf-8")[:600]
