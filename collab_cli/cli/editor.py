"""The editor of the person: what ``$VISUAL`` or ``$EDITOR`` names, quoted as people quote, else one that is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg

VARIABLES = ("VISUAL", "EDITOR")
DEFAULTS = ("sensible-editor", "editor", "nano", "vi", "notepad")
_PLUS = frozenset({"vi", "vim", "nvim", "view", "gvim", "nano", "emacs", "emacsclient", "micro", "kak"})
_COLON = frozenset({"hx", "helix", "subl"})
_GOTO = frozenset({"code", "code-insiders", "codium"})
_RETURNS = frozenset({*_GOTO, "subl"})
"""Editors that return at once unless they are told to wait."""
_WINDOWS_WORD = re.compile(r'(?:"[^"]*"|[^\s"])+')


class Editor(NamedTuple):
    """The words an editor is started with; the first is a program that exists."""

    words: tuple[str, ...]

    def command(self, path: Path, line: int) -> list[str]:
        """Return the command that opens ``path``, at ``line`` where the editor is known to take one."""
        name = re.sub(r"\.(exe|cmd|bat|com)$", "", re.split(r"[/\\]", self.words[0])[-1], flags=re.IGNORECASE).lower()
        words = list(self.words)
        if name in _RETURNS and not {"--wait", "-w"} & set(words):
            words.append("--wait")
        if line <= 1:
            return [*words, str(path)]
        if name in _PLUS:
            return [*words, f"+{line}", str(path)]
        if name in _GOTO:
            return [*words, "--goto", f"{path}:{line}"]
        return [*words, f"{path}:{line}" if name in _COLON else str(path)]


def find_editor(context: Context) -> Editor:
    """Return the editor to use; raise CollabError if the one that is named is not there, or none can be used."""
    for variable in VARIABLES:
        text = context.environ.get(variable, "").strip()
        if text:
            return Editor(_words(variable, text, context.environ))
    if not context.can_ask:
        raise CollabError(
            msg("there is no terminal to edit in"), msg("name an editor that needs none with VISUAL or EDITOR")
        )
    for name in DEFAULTS:
        found = _which(name, context.environ)
        if found is not None:
            return Editor((found,))
    raise CollabError(msg("there is no editor on this machine"), msg("install one, or name it with VISUAL or EDITOR"))


def open_editor(context: Context, editor: Editor, path: Path, line: int) -> None:
    """Open ``path`` and return when the editor ends; raise CollabError if it cannot start or says it failed.

    What it writes goes to the terminal, or beside the answer, never into it.
    """
    context.course.is_final = True
    command = editor.command(path, line)
    out = None if context.terminal.stdout else 2
    try:
        process = subprocess.Popen(command, cwd=context.cwd, env=dict(context.environ), stdout=out)
    except OSError as error:
        raise CollabError(
            msg("the editor {editor} cannot be started: {reason}", editor=command[0], reason=error.strerror or ""),
            msg("name another one with VISUAL or EDITOR"),
        ) from error
    with process, _interrupts_left_to_the_editor():
        code = process.wait()
    if code < 0:
        raise CollabError(
            msg("nothing was written: the editor {editor} was ended (signal {number})", editor=command[0], number=-code)
        )
    if code:
        raise CollabError(
            msg("nothing was written: the editor {editor} ended with code {code}", editor=command[0], code=code)
        )


def _words(variable: str, text: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of ``text`` as a shell would split it; a path with blanks needs no quotes if it exists."""
    words = [text]
    if _which(text, environ) is None:
        try:
            words = _split_for_windows(text) if os.name == "nt" else shlex.split(text)
        except ValueError:
            words = []
    program = _which(words[0], environ) if words else None
    if program is None:
        raise CollabError(
            msg("the editor that {variable} names is not there: {text}", variable=variable, text=text),
            msg("write {example}, a path with blanks in quotes", example=f'{variable}="code --wait"'),
        )
    return (program, *words[1:])


def _split_for_windows(text: str) -> list[str]:
    """Return the words of ``text``; quotes keep blanks together and backslashes stand for themselves."""
    if text.count('"') % 2:
        raise ValueError(text)
    return [word.replace('"', "") for word in _WINDOWS_WORD.findall(text)]


def _which(name: str, environ: Mapping[str, str]) -> str | None:
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if home and name.startswith(("~/", "~\\")):
        name = home + name[1:]
    return shutil.which(name, path=environ.get("PATH", os.defpath))


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Do not end with Ctrl-C while an editor runs: it gets the key too, and knows what to do with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
