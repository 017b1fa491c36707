"""How a command ends when it cannot do what was asked."""

from __future__ import annotations

from enum import IntEnum

from collab_cli.messages import Message

TYPE_CHECKING = False  # as type checkers know it
if TYPE_CHECKING:
    from pathlib import Path


class ExitCode(IntEnum):
    """The exit codes of every command; documented in ``collab --help`` and frozen by tests."""

    OK = 0
    FINDINGS = 1
    REFUSED = 2
    INTERNAL = 3
    INTERRUPTED = 130


class CollabError(Exception):
    """The only exception a command may end with: one clear line, and what to do about it.

    ``message`` says what is wrong and where, ``hint`` what to do next; both in the reader's language
    once ``i18n`` has rendered them.
    """

    def __init__(self, message: Message, hint: Message | None = None, *, code: ExitCode = ExitCode.REFUSED) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint
        self.code = code


class ChangedMeanwhile(CollabError):
    """A file of the workspace at ``root`` is not as the plan saw it; nothing was written, so it can be made anew."""

    def __init__(self, message: Message, hint: Message, root: Path) -> None:
        super().__init__(message, hint)
        self.root = root
