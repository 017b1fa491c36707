"""What the commits of a span of time did, one by one along the main line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from collab_cli.analyses.changes.known_changes import known_changes
from collab_cli.analyses.changes.trail import Step, worlds_of
from collab_cli.model.load_workspace import wanted_top
from collab_cli.model.settings_file import LoadedSettings
from collab_cli.sources.commits import main_line, read_commit
from collab_cli.sources.compared_files import compare_commits
from collab_cli.sources.history import History


def steps_between(
    history: History, start: str | None, end: str, as_of: date, settings: LoadedSettings
) -> Iterator[Step]:
    """Yield what each commit after ``start`` up to ``end`` changed in meaning, the oldest first.

    A merge counts as one step, with all that came in by it; ``start`` None begins with the first commit. ``settings``
    are taken for a commit whose own cannot be used. Steps that changed nothing are left out.
    """
    build = partial(worlds_of, settings=settings, as_of=as_of)
    for commit, parent in main_line(history, start, end):
        compared = compare_commits(history, parent, commit, wanted=wanted_top)
        if not compared.changed:
            continue
        known = known_changes(history, parent, compared, build)
        found = known.changes
        step = Step(
            *(read_commit(history, commit), frozenset(), known.before, known.after, found.all),
            is_unread=bool(found.unread),
            since=known.since,
        )
        if not step.is_silent:
            yield step
