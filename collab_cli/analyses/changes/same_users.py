"""Which record took the place of another in all that refers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from collab_cli.graph.uses import all_uses
from collab_cli.model.workspace import Workspace

_MOST = 20
"""Records on one side above which nobody asks who refers to them: that was no renaming."""
_SHARED = 0.5
"""The share of the fields referring to one of the two that has to refer to both, one after the other."""

Users = Mapping[str, frozenset[tuple[str, str]]]
"""The fields that refer to a record, each by its record and its name, by the record as `kind:id`."""


def same_users(
    before: Workspace, after: Workspace, gone: Collection[str], come: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Return which of the records that came are named where one that is gone was: pairs of `kind:id`, each once."""
    if not gone or not come or max(len(gone), len(come)) > _MOST:
        return ()
    olds, news = _users(before, gone), _users(after, come)
    found: list[tuple[str, str]] = []
    for old, users in olds.items():
        heirs = [new for new, others in news.items() if len(users & others) >= _SHARED * len(users | others)]
        rivals = [other for other in olds if other != old and heirs and olds[other] & news[heirs[0]]]
        if len(heirs) == 1 and not rivals:
            found.append((old, heirs[0]))
    return tuple(found)


def _users(workspace: Workspace, refs: Collection[str]) -> Users:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for use in all_uses(workspace, [ref.partition(":")[2] for ref in refs]):
        if use.target in refs and use.ref != use.target:
            found[use.target].add((use.ref, use.field))
    return {ref: frozenset(users) for ref, users in found.items()}
