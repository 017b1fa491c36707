"""Commands on a real terminal, answered as a person would."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pexpect

DOWN, ENTER, CTRL_C, ERASE = "\x1b[B", "\r", "\x03", "\x7f"


def on_terminal(root: Path, environment: Mapping[str, str], *words: str, lang: str = "en") -> pexpect.spawn[str]:
    """Start a command on a terminal of 40 lines and 100 columns."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "collab_cli", *words, "--lang", lang],
        cwd=str(root),
        env={**environment, "TERM": "xterm"},
        encoding="utf-8",
        timeout=20,
        dimensions=(40, 100),
    )


def exit_code(child: pexpect.spawn[str]) -> int | None:
    """Wait for the end of a command and return its exit code."""
    child.expect(pexpect.EOF)
    child.close()
    code: int | None = child.exitstatus
    return code
