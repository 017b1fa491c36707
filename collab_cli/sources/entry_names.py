"""What the name of a file or folder says: a record, a slip, or nothing to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from collab_cli.sources.workspace_root import SETTINGS_FILE

RESTRICTED = "restricted"

Wanted = Callable[[str], bool]
"""Says of a name at the root (`goals`, `people.yaml`) whether it holds records."""


def is_record_name(name: str) -> bool:
    """Return whether a file name is that of a record: ``.yaml``, and more than that."""
    return name.endswith(".yaml") and len(name) > len(".yaml")


def is_stray_name(name: str) -> bool:
    """Return whether a file name is another spelling of a record's: ``x.yml``, ``x.YAML``, ``x.yaml.txt``."""
    low = name.lower()
    if low.endswith((".yml", ".yaml")):
        return not name.endswith(".yaml") and not name.startswith(".")
    return low.endswith((".yaml.txt", ".yml.txt")) and not name.startswith(".")


def is_hidden(name: str) -> bool:
    """Return whether a folder of this name is never read."""
    return name.startswith((".", "_"))


def may_be_linked(target: str, restricted: bool) -> bool:
    """Return whether a link may lead to ``target``, a path inside the workspace or an empty text.

    A link must not open what is never read (`.git/config` may hold a token) nor what was not asked for.
    """
    parts = PurePosixPath(target).parts
    if not parts or any(is_hidden(part) for part in parts):
        return False
    return restricted or parts[0] != RESTRICTED


class Sieve:
    """Tells which names of a workspace are read, on disk and in a commit alike."""

    def __init__(self, wanted: Wanted | None, restricted: bool) -> None:
        self._wanted = wanted
        self.restricted = restricted

    def wants(self, name: str, path: str, asked: bool) -> bool:
        """Return whether an entry is read; ``asked`` where ``wanted`` decides: at the root and in ``restricted``."""
        if not asked or path == SETTINGS_FILE:
            return True
        return not is_hidden(name) and (self._wanted is None or self._wanted(name))

    def enters(self, folder: str) -> bool:
        """Return whether a folder at the root is read."""
        return self.restricted if folder == RESTRICTED else self.wants(folder, folder, True)
