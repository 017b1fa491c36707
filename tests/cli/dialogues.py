"""Commands on a real terminal, answered as a person would."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Never

import coverage
import pexpect
from prompt_toolkit.application import create_app_session

from collab_cli.cli.app import main
from tests.conftest import ROOT

DOWN, ENTER, CTRL_C, ERASE = "\x1b[B", "\r", "\x03", "\x7f"


def on_terminal(
    root: Path, environment: Mapping[str, str], *words: str, lang: str = "en", anew: bool = False
) -> pexpect.spawn[str]:
    """Start a command on a terminal of 50 lines and 100 columns, in a process of its own.

    The process is a copy of this one, which need not import again what is imported; with ``anew`` it is a new one, as
    people start it. Only the copy is measured.
    """
    words = (*words, "--lang", lang)
    environment = {**environment, "TERM": "xterm"}
    return pexpect.spawn(
        sys.executable,
        ["-m", "collab_cli", *words],
        cwd=str(root),
        env=environment,
        encoding="utf-8",
        timeout=60,
        dimensions=(50, 100),
        preexec_fn=None if anew else lambda: _run_here(words, environment),
    )


def exit_code(child: pexpect.spawn[str]) -> int | None:
    """Wait for the end of a command and return its exit code."""
    child.expect(pexpect.EOF)
    child.close()
    code: int | None = child.exitstatus
    return code


def _run_here(words: Sequence[str], environment: Mapping[str, str]) -> Never:
    """Run a command in this process, a copy made a moment ago with a terminal as its streams, and end the process."""
    code: object = 3
    try:
        os.closerange(3, 4096)  # what belongs to the original, which waits until its end of a pipe is closed
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        measured = _measure_anew()
        try:
            with create_app_session():
                main(list(words))
        except SystemExit as end:
            code = end.code
        if measured:
            measured.stop()
            measured.save()
    finally:
        os._exit(code if isinstance(code, int) else 0)


def _measure_anew() -> coverage.Coverage | None:
    """Leave the measurement of the original, if any, and return one of this process alone."""
    original = coverage.Coverage.current()
    if original is None:
        return None
    original.stop()
    measured = coverage.Coverage(data_file=str(ROOT / ".coverage"), config_file=str(ROOT / "pyproject.toml"))
    measured.start()
    return measured
