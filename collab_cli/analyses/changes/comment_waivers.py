"""Comments that silence rules, put in or taken out: no record says them, and they decide what a check reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from collab_cli.analyses.changes.change import CommentWaiver
from collab_cli.documents.suppressions import MARK, find_suppressions
from collab_cli.graph.world import World

_MARK = MARK.encode()


def comment_waivers(before: World, after: World) -> tuple[CommentWaiver, ...]:
    """Return the comments that silence rules in only one of two states, in the order of files."""
    olds, news = before.workspace.documents, after.workspace.documents
    marked = {path for side in (olds, news) for path, document in side.items() if _MARK in document.data}
    return tuple(found for path in sorted(marked) for found in _of_file(before, after, path))


def _of_file(before: World, after: World, path: str) -> Iterator[CommentWaiver]:
    sides = []
    for world in (before, after):
        document = world.workspace.documents.get(path)
        sides.append(find_suppressions(document) if document is not None else [])
    old, new = (Counter((one.codes, one.reason) for one in side) for side in sides)
    if old == new:
        return
    for is_new, side, others in ((False, sides[0], new), (True, sides[1], old)):
        left = Counter(others)
        for one in side:
            key = (one.codes, one.reason)
            if left[key] > 0:
                left[key] -= 1
            else:
                yield CommentWaiver(one.place, one.codes, one.reason, is_new=is_new)
