"""Follow a record, or a part of one, back through the commits: what ``log`` and ``blame`` have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from itertools import chain
from typing import Any

from collab_cli.analyses.changes.change import Spot
from collab_cli.analyses.changes.origins import followed_parts
from collab_cli.analyses.changes.trail import Followed, Step, Trail
from collab_cli.cli.comparing import compare_with_now
from collab_cli.cli.context import Context
from collab_cli.cli.opening import open_workspace, read_steadily, resolve_revision
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_any, parts_of
from collab_cli.graph.partial_worlds import build_partial_worlds
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.field_types import ID_PATTERN
from collab_cli.model.kinds import kind_named
from collab_cli.model.load_workspace import kind_of_path, wanted_top
from collab_cli.model.record import Record
from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings, load_settings
from collab_cli.reports.change_subject import named
from collab_cli.sources.commits import last_path_of
from collab_cli.sources.compared_files import ComparedFiles, compare_commits
from collab_cli.sources.history import History

_REFERENCE = re.compile(rf"([a-z]+):({ID_PATTERN.strip('^$')})(?:/({ID_PATTERN.strip('^$')}))?")


@dataclass(frozen=True, slots=True)
class Traced:
    """What a person asked about, in the ``world`` as it is, or was at the commit it is traced back from.

    ``name`` is what people call it; ``is_gone`` says that it is there no more.
    """

    world: World
    followed: Followed
    name: Param
    start: str
    compared: ComparedFiles
    is_now: bool
    is_gone: bool = False

    @property
    def found(self) -> Record[Any]:
        """Return the record; raise CollabError if it is there no more."""
        record = self.world.workspace.find(self.followed.ref)
        if record is None or self.is_gone:
            raise CollabError(
                msg("there is no {record} any more", record=self.name),
                msg("{command} tells what became of it", command=f"collab log {self.name}"),
            )
        return record


def find_traced(context: Context, history: History, text: str, at: str | None = None) -> Traced:
    """Return the record, or its part, that ``text`` names: now, or at a revision or date.

    One that is there no more is named as `kind:id` or `kind:id/part`. Raises CollabError when there never was one.
    """
    start = history.head() if at is None else resolve_revision(history, at)
    day = context.today(UTC)  # what was, was: no day decides it
    if at is None:
        compared = read_steadily(context, lambda: compare_with_now(history, start))
    else:
        compared = compare_commits(history, start, start, wanted=wanted_top)
    found = _named_in_full(compared, text, day)
    if found is not None:
        return Traced(*found, start, compared, at is None)
    world = open_workspace(context, as_of=day, at=at).world
    try:
        record, part = find_any(world.workspace, text)
    except CollabError:
        gone = _gone(world, history, text, start)
        if gone is None:
            raise
        traced = Traced(world, gone, text, start, compared, at is None, is_gone=True)
        if next(steps_of(history, traced), None) is None:
            raise
        return traced
    one = Followed(record.ref, part, record.path)
    return Traced(world, one, _name(world, record, part), start, compared, at is None)


def _named_in_full(compared: ComparedFiles, text: str, day: date) -> tuple[World, Followed, Param] | None:
    """Return what `kind:id` or `kind:id/part` names, in a world of it alone; None for any other text."""
    match = _REFERENCE.fullmatch(text)
    kind = kind_named(match[1]) if match is not None else None
    if match is None or kind is None:
        return None
    files = compared.after.files
    paths = [path for path in files.named(f"{match[2]}.yaml") if kind_of_path(path) is kind]
    register = f"{kind.folder}.yaml"
    paths += [register] if files.entry(register) is not None else []
    settings = load_settings(compared.after.only((SETTINGS_PATH,)))
    both = ComparedFiles(compared.after, compared.after, tuple(sorted(paths)))
    world = build_partial_worlds(both, (settings, settings), day)[1]
    record = world.workspace.find(f"{kind.name}:{match[2]}")
    if record is None or (match[3] is not None and match[3] not in dict(parts_of(record))):
        return None
    return world, Followed(record.ref, match[3], record.path), _name(world, record, match[3])


def steps_of(history: History, traced: Traced) -> Iterator[Step]:
    """Yield all that has happened to it, the newest first: what is not committed yet, then commit by commit."""
    return _steps(history, traced, (traced.followed,))


def steps_of_parts(history: History, traced: Traced) -> Iterator[Step]:
    """Yield what ``steps_of`` yields, and what has happened to each of the parts of a record."""
    return _steps(history, traced, followed_parts(traced.found, traced.followed.part))


def _steps(history: History, traced: Traced, followed: tuple[Followed, ...]) -> Iterator[Step]:
    workspace = traced.world.workspace
    settings = LoadedSettings(workspace.settings, workspace.settings_document, ())
    trail = Trail(history, traced.world.as_of, settings)
    if not traced.is_now:
        return trail.steps(traced.start, followed)
    first = trail.uncommitted(traced.compared, followed, traced.start)
    rest = trail.steps(traced.start, first.earlier or followed)
    return rest if first.is_silent else chain([first], rest)


def _gone(world: World, history: History, text: str, start: str) -> Followed | None:
    """Return a record or part that is there no more, if its name is one that can have been."""
    match = _REFERENCE.fullmatch(text)
    kind = kind_named(match[1]) if match is not None else None
    if match is None or kind is None:
        return None
    ref = f"{kind.name}:{match[2]}"
    record = world.workspace.find(ref)
    register = f"{kind.folder}.yaml"
    path = record.path if record is not None else last_path_of(history, start, kind.folder, match[2]) or register
    return Followed(ref, match[3], path)


def _name(world: World, record: Record[Any], part: str | None) -> Param:
    """Return what people call a record, or a part of it."""
    if part is None:
        return record.titled
    holds = (name for name in record.kind.part_fields if any(one.id == part for one in getattr(record.written, name)))
    return named(world, Spot(record, (next(holds), part)))
