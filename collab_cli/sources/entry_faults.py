"""S024: the faults of entries that stand where a record file should and cannot be read as one."""

from __future__ import annotations

from collab_cli.errors import CollabError
from collab_cli.findings import Fault, Place
from collab_cli.messages import Message, msg

CODE = "S024"


class Unreadable(CollabError):
    """A file of a snapshot that cannot be read; ``fault`` is the S024 a check lists instead."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message, fault.hint)
        self.fault = fault


def shown_path(path: str) -> str:
    r"""Return ``path`` as text that can be written anywhere: bytes that are no UTF-8 as ``\xff``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_text(path: str) -> bool:
    """Return whether the path is valid UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def fault(path: str, message: Message, hint: Message) -> Fault:
    """Return the S024 fault of ``path``."""
    return Fault(Place(shown_path(path)), message, hint, code=CODE)


def not_utf8(path: str) -> Fault:
    """Return the fault of a name that is not valid UTF-8."""
    return fault(
        path,
        msg("the name of {path} is not valid UTF-8", path=shown_path(path)),
        msg("rename it with the letters a-z, digits and -"),
    )


def folder_named_as_file(path: str) -> Fault:
    """Return the fault of a folder whose name ends in ``.yaml``."""
    return fault(path, msg("{path} is a folder, not a file", path=path), msg("rename the folder without .yaml"))


def no_regular_file(path: str) -> Fault:
    """Return the fault of a FIFO, a device or a socket."""
    return fault(
        path,
        msg("{path} is a pipe, a device or a socket, not a file", path=path),
        msg("remove it, or put a regular file in its place"),
    )


def no_permission(path: str) -> Fault:
    """Return the fault of a file or folder the user may not read."""
    return fault(path, msg("{path} cannot be read: permission denied", path=path), msg("give yourself read permission"))


def dangling_link(path: str) -> Fault:
    """Return the fault of a link that leads nowhere, or in a circle."""
    return fault(
        path,
        msg("{path} is a link that leads nowhere", path=path),
        msg("remove the link, or put the file in its place"),
    )


def link_out(path: str) -> Fault:
    """Return the fault of a link that leaves the workspace, or leads to what is never read."""
    return fault(
        path,
        msg("{path} is a link to a place outside the records of the workspace", path=path),
        msg("put the file itself in its place"),
    )


def folder_link(path: str) -> Fault:
    """Return the fault of a link to a folder, which is never followed."""
    return fault(
        path,
        msg("{path} is a link to a folder; the records in it are not read", path=path),
        msg("put the folder itself in its place"),
    )


def submodule(path: str) -> Fault:
    """Return the fault of a submodule, whose files are not part of a revision."""
    return fault(
        path,
        msg("{path} is a submodule; the records in it are not part of the revision", path=path),
        msg("compare the submodule in its own repository"),
    )


def vanished(path: str) -> Fault:
    """Return the fault of a file that was listed and is gone."""
    return fault(path, msg("{path} vanished while it was being read", path=path), msg("run the command again"))


def failed(path: str, reason: str) -> Fault:
    """Return the fault of any other failure to read; ``reason`` is the system's word for it."""
    return fault(
        path,
        msg("{path} cannot be read: {reason}", path=path, reason=reason),
        msg("check the disk, or replace the file"),
    )


def missing_object(path: str) -> Fault:
    """Return the fault of a file whose content the clone does not have."""
    return fault(
        path,
        msg("the content of {path} is missing from this clone", path=path),
        msg("fetch it with git, or clone the whole repository"),
    )
