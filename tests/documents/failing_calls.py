"""The os module as the modules that write see it, with system calls that fail."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

from collab_cli.documents import durable, journal

CALLS = (
    "open", "read", "write", "fsync", "close", "replace", "mkdir", "rmdir", "chmod", "stat", "fstat", "unlink",
    "listdir",
)  # fmt: skip


class OsWith:
    """The os module with some of its functions replaced."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        self._functions = functions

    def __getattr__(self, name: str) -> Any:
        return self._functions.get(name) or getattr(os, name)


class FailingCalls:
    """Counts the calls a save makes and fails the ``at``-th; with ``lasting`` every later one too.

    With ``interrupted`` the call does its work, and then Ctrl-C is pressed.
    """

    def __init__(self, at: int, code: int = errno.EIO, *, lasting: bool = False, interrupted: bool = False) -> None:
        self.at, self.code, self.lasting, self.interrupted = at, code, lasting, interrupted
        self.counted = 0
        self.failed: list[str] = []

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put the failing functions in place of those of the modules that write."""
        failing = OsWith(**{name: self._wrapped(name) for name in CALLS})
        for module in (durable, journal):
            patch.setattr(module, "os", failing)

    def _wrapped(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self.counted += 1
            if self.counted == self.at or (self.lasting and self.counted > self.at > 0):
                self.failed.append(name)
                if self.interrupted:
                    with contextlib.suppress(OSError):
                        real(*args, **kwargs)
                    raise KeyboardInterrupt
                if name == "close":  # the handle is closed all the same
                    real(*args, **kwargs)
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **kwargs)

        return call
