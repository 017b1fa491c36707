"""How much one run reads."""

from __future__ import annotations

from dataclasses import dataclass

from collab_cli.errors import CollabError
from collab_cli.messages import msg


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one run reads: files, bytes of all of them, bytes of one."""

    files: int = 200_000
    total: int = 2 * 1024**3
    file: int = 1024**2


LIMITS = Limits()


class Tally:
    """Counts the files and bytes of a run against its limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files = 0
        self._bytes = 0

    def add_files(self, count: int) -> None:
        """Count files; raises CollabError beyond the limit."""
        self._files += count
        if self._files > self._limits.files:
            raise CollabError(
                msg("the workspace has more than {limit} files", limit=self._limits.files),
                msg("split it, or move old records to a folder whose name starts with _"),
            )

    def add_bytes(self, size: int) -> None:
        """Count the bytes of a file, as many as are read of it; raises CollabError beyond the limit."""
        self._bytes += min(size, self._limits.file + 1)
        if self._bytes > self._limits.total:
            raise CollabError(
                msg("the files of the workspace are larger than {limit} MiB together", limit=self._limits.total >> 20),
                msg("split it, or move old records to a folder whose name starts with _"),
            )
