"""The surroundings of a command: clock, streams, environment, folder, terminal and language.

Commands take all of these from their Context and never from the process, so a test can run any command
in process with surroundings of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

from collab_cli.cli.global_options import Flags
from collab_cli.errors import CollabError
from collab_cli.i18n import Language, choose_language, language
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from collab_cli.documents.locking import Claim

_LOCALE_LINE = re.compile(rb"^locale:[ \t]*[\"']?([A-Za-z_-]+)", re.MULTILINE)
_SETTINGS_SIZE = 1 << 20


class Terminal(NamedTuple):
    """Which streams are a terminal, and how many columns it has."""

    stdin: bool = False
    stdout: bool = False
    stderr: bool = False
    width: int = 80


@dataclass
class Course:
    """How a command has gone so far, for when it has to begin again because somebody else has written meanwhile.

    It cannot once ``is_final``: a person answered something, standard input was read, or what it takes back may be
    the work of that other one. ``said`` are the lines told since it began, ``known`` those told before it began again,
    which are not told twice. ``claim`` is the lock, where it is held from the beginning on. ``chosen`` are the ids
    chosen for texts that mean several records of a kind, so that nobody is asked twice.
    """

    is_final: bool = False
    said: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    claim: Claim | None = None
    chosen: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def begin_again(self, claim: Claim) -> None:
        """Note that the command begins again, holding the lock."""
        self.claim = claim
        self.known |= self.said
        self.said.clear()


_NO_TERMINAL = Terminal()
_NO_FLAGS = Flags()


@dataclass(frozen=True)
class Context:
    """What surrounds a command; made once by the process or by a test.

    ``now`` returns the time in a zone; ``environ`` is read only; ``cwd`` is the folder relative paths start at.
    """

    now: Callable[[tzinfo], datetime]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str]
    cwd: Path
    terminal: Terminal = _NO_TERMINAL
    flags: Flags = _NO_FLAGS
    course: Course = field(default_factory=Course, compare=False)

    def today(self, zone: tzinfo) -> date:
        """Return the day it is in ``zone``."""
        return self.now(zone).date()

    @property
    def quiet(self) -> bool:
        """Return whether only the answer and errors are wanted."""
        return self.flags.quiet

    @property
    def verbose(self) -> bool:
        """Return whether more talk is wanted."""
        return self.flags.verbose

    @property
    def color(self) -> bool:
        """Return whether the answer may use colours."""
        if self.flags.color in ("always", "never"):
            return self.flags.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return self.terminal.stdout and self.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """Return the columns of the terminal the answer goes to; None, for no wrapping, if it goes elsewhere."""
        return self.terminal.width if self.terminal.stdout else None

    @property
    def help_width(self) -> int:
        """Return the columns help is laid out for."""
        return max(40, min(self.width or 80, 100))

    @property
    def can_ask(self) -> bool:
        """Return whether a person is there to answer a prompt."""
        return self.terminal.stdin and self.terminal.stderr

    @property
    def start(self) -> Path:
        """Return the folder the search for the workspace starts at: that of ``COLLAB_ROOT``, else the current one.

        ``-C`` is stronger than ``COLLAB_ROOT``.
        """
        return self.cwd / (self._root_setting or "")

    def workspace_root(self) -> Path:
        """Return the root of the workspace to work on; raise CollabError if there is none."""
        from collab_cli.sources.workspace_root import find_root

        return find_root(self.cwd, explicit=self._root_setting)

    @property
    def _root_setting(self) -> Path | None:
        root = self.environ.get("COLLAB_ROOT")
        return Path(root) if root and self.flags.directory is None else None

    @property
    def state_home(self) -> Path:
        """Return the folder of what collab keeps for this user: locks without git, reports of our own faults."""
        home = self.environ.get("XDG_STATE_HOME")
        if home:
            return Path(home) / "collab"
        from platformdirs import user_state_path

        return user_state_path("collab", appauthor=False)

    @property
    def cache_home(self) -> Path:
        """Return the folder of what collab may forget: indexes that are made anew when they are missing."""
        for home in (self.environ.get("XDG_CACHE_HOME", ""), self._home_cache):
            if Path(home).is_absolute():
                return Path(home) / "collab"
        from platformdirs import user_cache_path

        return user_cache_path("collab", appauthor=False)

    @property
    def _home_cache(self) -> str:
        """Return ``~/.cache`` where that is the custom: asking platformdirs takes longer than a completion."""
        home = self.environ.get("HOME", "")
        return f"{home}/.cache" if home and sys.platform not in ("win32", "darwin") else ""

    @cached_property
    def language(self) -> Language:
        """Return the output language; chosen when first asked for."""
        return language(choose_language(self.flags.lang, self.environ, _workspace_locale(self.start)))

    def with_flags(self, flags: Flags) -> Context:
        """Return these surroundings with the global options of a command line."""
        return replace(self, flags=flags)

    def enter_directory(self) -> Context:
        """Return these surroundings in the folder of ``-C``; raise CollabError if there is no such folder."""
        if self.flags.directory is None:
            return self
        cwd = self.cwd / self.flags.directory
        try:
            is_folder = cwd.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            raise CollabError(
                msg("there is no folder {path}", path=self.flags.directory),
                msg("-C takes the folder to run in"),
            )
        return replace(self, cwd=cwd)

    def write(self, answer: str | bytes) -> None:
        """Write a piece of the answer to standard output; bytes go there as they are."""
        if isinstance(answer, str):
            self.stdout.write(answer)
            return
        self.stdout.flush()
        binary: BinaryIO = self.stdout.buffer
        binary.write(answer)

    def say(self, message: Message) -> None:
        """Tell the person something beside the answer, on standard error; silent with ``--quiet``."""
        if not self.quiet:
            self._say(message)

    def say_more(self, message: Message) -> None:
        """Tell a detail on standard error that is wanted with ``--verbose`` only."""
        if self.verbose and not self.quiet:
            self._say(message)

    def _say(self, message: Message) -> None:
        from collab_cli.renderers.cleaning import clean_line

        line = clean_line(self.language.say(message))
        if line in self.course.known:
            return
        self.course.said.add(line)
        self.tell(line)

    def tell(self, line: str) -> None:
        """Write a line to standard error; where that cannot be written nobody reads it, and the work goes on."""
        try:
            self.stderr.write(line + "\n")
            self.stderr.flush()
        except (OSError, ValueError):
            return


def _workspace_locale(start: Path) -> str | None:
    """Return ``locale`` of the collab.yaml at or above ``start``, by a line scan: no reader is loaded for it."""
    here = start.absolute()
    for folder in (here, *here.parents):
        path = folder / "collab.yaml"
        try:
            if path.is_file():
                with path.open("rb") as file:
                    found = _LOCALE_LINE.search(file.read(_SETTINGS_SIZE).replace(b"\r", b"\n"))
                return found[1].decode() if found else None
        except OSError:
            return None
    return None
