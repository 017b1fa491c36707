"""The scripts in the shells they are for, at a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from collab_cli.cli.completion import SHELLS
from collab_cli.cli.completion_scripts import SCRIPTS, USES
from tests.conftest import MakeWorkspace

FILES = {
    "goals/increase-revenue.yaml": (
        "title: {zh: 提高销售额, en: Increase revenue}\nkey_results: [{id: kr1, title: One}]\n"
    ),
    "goals/increase-share.yaml": "title: {zh: 提高市场占有率, en: Increase share}\n",
    "goals/raise-quality.yaml": "title: '$(touch ran) `touch ran`'\n",
    "departments.yaml": "- {id: sales, name: Sales}\n",
}
STARTS = {
    "bash": ["--norc", "--noprofile"],
    "zsh": ["-f"],
    "fish": ["--no-config"],
}
SET_UP = {
    "bash": 'PS1="> "; bind "set show-all-if-ambiguous on"; eval "$(collab completion bash)"',
    "zsh": 'PS1="> "; unsetopt beep list_ambiguous; eval "$(collab completion zsh)"',
    "fish": "function fish_prompt; echo '> '; end; collab completion fish | source",
}


class Shell:
    """A shell at a terminal, in which lines are typed."""

    def __init__(self, name: str, root: Path, environ: dict[str, str]) -> None:
        self.name = name
        self.seen = root.parent / "seen"
        self.child = pexpect.spawn(
            shutil.which(name) or name, STARTS[name], env=environ, cwd=str(root), encoding="utf-8", timeout=30,
            dimensions=(40, 120),
        )  # fmt: skip
        self.child.sendline(SET_UP[name])
        self.child.sendline("echo rea''dy")
        self.child.expect("ready")

    def words(self, typed: str) -> list[str]:
        """Return the words of the command line after ``typed``, a tab and the return key."""
        self.child.send(f"{typed}\t")
        self.child.send("\r")
        self.child.sendline("echo do''ne")
        self.child.expect("done")
        words = self.seen.read_text("utf-8").splitlines()
        self.seen.unlink()
        return words

    def shows(self, typed: str, *texts: str) -> bool:
        """Return whether a tab behind ``typed`` lists ``texts`` in this order; the line is then thrown away."""
        self.child.send(f"{typed}\t")
        found = [self.child.expect_exact([text, pexpect.TIMEOUT], timeout=10) for text in texts]
        self.child.send("\x15")
        return found == [0] * len(texts)


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(
    request: pytest.FixtureRequest, make_workspace: MakeWorkspace, environment: dict[str, str]
) -> Iterator[Shell]:
    """Start each shell that is installed, with a collab that answers the tab key and notes the words it is run with."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"no {name}")
    root = make_workspace(FILES)
    programs = root.parent / "bin"
    programs.mkdir()
    (programs / "collab").write_text(
        "#!/bin/sh\n"
        f'if [ -n "$_COLLAB_COMPLETE" ] || [ "$1" = completion ]; then exec {sys.executable} -m collab_cli "$@"; fi\n'
        f"printf '%s\\n' \"$@\" > '{root.parent}/seen'\n"
    )
    (programs / "collab").chmod(0o755)
    environ = environment | {"PATH": f"{programs}:{environment['PATH']}", "TERM": "xterm"}
    environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    started = Shell(name, root, environ)
    yield started
    started.child.close(force=True)


def test_a_shell_completes(shell: Shell) -> None:
    assert shell.words("collab goal show increase-r") == ["goal", "show", "increase-revenue"]
    assert shell.words("collab goal show 提高市")[-1] in ("increase-share", "提高市场占有率")
    assert shell.words("collab set goal:increase-s") == ["set", "goal:increase-share"]
    assert shell.words("collab set goal:increase-revenue/k") == ["set", "goal:increase-revenue/kr1"]
    assert shell.words("collab stat") == ["status"]
    assert shell.words("collab check depart") == ["check", "departments.yaml"]
    assert shell.words("collab check --format=js") == ["check", "--format=json"]
    assert shell.words("collab goal show '$(tou") in (
        ["goal", "show", "raise-quality"],
        ["goal", "show", "$(touch ran) `touch ran`"],
    )
    assert shell.shows("collab goal show 提高", "提高销售额", "increase-revenue", "提高市场占有率", "increase-share")
    assert shell.shows("collab goal show in", "revenue", "Increase revenue", "share", "Increase share")
    assert not (shell.seen.parent / "workspace" / "ran").exists()


def test_every_shell_has_its_script() -> None:
    assert set(SCRIPTS) == set(USES) == set(SHELLS)
    for shell, script in SCRIPTS.items():
        assert f"_COLLAB_COMPLETE={shell}" in script or f"_COLLAB_COMPLETE {shell}" in script or shell == "powershell"
        assert "_COLLAB_COMPLETE_LINE" in script
        assert "<files>" in script and "<folders>" in script
