"""The digests records had before a day, from the history of the repository."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from collab_cli.errors import CollabError

if TYPE_CHECKING:
    from collab_cli.model.record import Record
    from collab_cli.model.workspace import Workspace
    from collab_cli.sources.history import History
    from collab_cli.sources.snapshot import Snapshot


class PastDigests:
    """Tells the digests records of a workspace had before a day; the history is opened and each commit read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, dict[str, str | None]] = {}

    def __call__(self, day: date, records: Sequence[Record[Any]]) -> Mapping[str, str] | None:
        """Return, by `kind:id`, the digests ``records`` had in the last commit before ``day``.

        One that was not there, or had faults, is left out. None where nothing tells: without git, or without a commit
        so early in it.
        """
        try:
            history = self._history
            if history is None or day == date.min:
                return None
            zone = ZoneInfo(self._workspace.settings.timezone)
            commit = history.last_commit_by(day - timedelta(days=1), zone)
            if commit is None:
                return None
            known = self._known.setdefault(commit, {})
            unknown = [record for record in records if record.ref not in known]
            if unknown:
                with history:  # ends the process that reads objects
                    known.update(_digests(self._workspace, history, commit, unknown))
        except (CollabError, OverflowError):
            return None  # a shallow clone, a repository that may not be read: it does not tell
        found = {record.ref: known[record.ref] for record in records}
        return {ref: digest for ref, digest in found.items() if digest is not None}

    @cached_property
    def _history(self) -> History | None:
        from collab_cli.sources.history import open_history

        history = open_history(self._workspace.snapshot.origin.root)
        return history if history is not None and history.has_commits else None


def _digests(
    workspace: Workspace, history: History, commit: str, records: Sequence[Record[Any]]
) -> dict[str, str | None]:
    from collab_cli.graph.digest import digest
    from collab_cli.model.load_workspace import load_workspace
    from collab_cli.model.settings_file import LoadedSettings

    folders = {record.kind.folder for record in records}
    snapshot = history.snapshot(commit, wanted=lambda name: name.removesuffix(".yaml") in folders)
    settings = LoadedSettings(workspace.settings, workspace.settings_document, ())
    then = load_workspace(_only(snapshot, records), settings)
    found = {record.ref: then.find(record.ref) for record in records}
    return {ref: digest(old) if old is not None and old.is_whole else None for ref, old in found.items()}


def _only(snapshot: Snapshot, records: Sequence[Record[Any]]) -> Snapshot:
    """Return a snapshot with no other files than those the records can be in."""
    from collab_cli.model.load_workspace import is_register, kind_of_path
    from collab_cli.sources.snapshot import overlaid

    wanted = {(record.kind.name, record.id) for record in records}
    others: dict[str, bytes | None] = {}
    for path in snapshot.paths:
        kind = kind_of_path(path)
        name = kind.name if kind is not None else ""
        if not is_register(path) and (name, PurePosixPath(path).stem) not in wanted:
            others[path] = None
    return overlaid(snapshot, others)
