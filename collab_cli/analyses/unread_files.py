"""Which files of some kinds of records cannot be read, so that nobody concludes from what is absent."""

from __future__ import annotations

from collections.abc import Iterable

from collab_cli.graph.world import World
from collab_cli.model.load_workspace import kind_of_path


def unread_files(world: World, kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the paths, in order, of what cannot be read of these kinds; () if all of them is known.

    Where a file can be read, but not a record in it, it is named too.
    """
    workspace = world.workspace
    wanted = workspace.unread.intersection(kinds)
    faulty = {fault.place.path for fault in (*workspace.snapshot.faults, *workspace.faults)}
    found: dict[str, list[str]] = {}
    for path in sorted(faulty):
        kind = kind_of_path(path)
        if kind is not None and kind.name in wanted:
            found.setdefault(kind.name, []).append(path)
    unread = []
    for paths in found.values():
        unread += [path for path in paths if path not in workspace.documents] or paths
    return tuple(sorted(unread))
