from __future__ import annotations

import pytest

from collab_cli.cli.commands.completion import shell_of
from collab_cli.cli.completion import SHELLS
from collab_cli.cli.completion_scripts import SCRIPTS, USES
from tests.conftest import RunCollab


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_the_answer(run_collab: RunCollab, shell: str) -> None:
    assert run_collab("completion", shell).out == SCRIPTS[shell]
    assert run_collab("completion", shell).err == ""
    for lang, start in (
        ("en", f"to have it in every new {shell}, run: "),
        ("zh", f"要让每个新的 {shell} 都能补全，运行："),
    ):
        shown = run_collab("completion", shell, "--lang", lang, terminal=True)
        assert (shown.code, shown.out, shown.err) == (0, SCRIPTS[shell], start + USES[shell] + "\n")


def test_the_shells_are_offered(run_collab: RunCollab) -> None:
    asked = {"_COLLAB_COMPLETE": "zsh", "_COLLAB_COMPLETE_LINE": "collab completion f"}
    assert run_collab(env=asked).out == "fish\n"


def test_the_shell_in_use_is_meant(run_collab: RunCollab) -> None:
    assert run_collab("completion", env={"SHELL": "/usr/bin/fish"}).out == SCRIPTS["fish"]


@pytest.mark.parametrize(
    ("environ", "shell"),
    [
        ({"SHELL": "/bin/zsh"}, "zsh"),
        ({"SHELL": "C:\\Program Files\\Git\\usr\\bin\\bash.exe"}, "bash"),
        ({"SHELL": "/usr/bin/pwsh"}, "powershell"),
        ({"PSModulePath": "C:\\Modules"}, "powershell"),
        ({"SHELL": "/bin/tcsh", "PSModulePath": "/modules"}, None),
        ({}, None),
    ],
)
def test_what_the_environment_tells(environ: dict[str, str], shell: str | None) -> None:
    assert shell_of(environ) == shell


def test_an_unknown_shell_is_one_line(run_collab: RunCollab) -> None:
    result = run_collab("completion")
    assert (result.code, result.out) == (2, "")
    assert result.err == "collab: error: the shell in use is not known; name one: bash, zsh, fish and powershell\n"
    result = run_collab("completion", "tcsh")
    assert (result.code, result.out) == (2, "")
    assert result.err == "collab: error: SHELL cannot be tcsh; choose one of bash, zsh, fish, powershell\n"
