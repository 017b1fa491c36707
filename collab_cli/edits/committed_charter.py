"""The text of a charter an agreement was given to, as it was committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_cli.graph.world import World
    from collab_cli.model.charter import Charter
    from collab_cli.model.record import Record

_FURTHEST = 20
"""How many commits of the file are looked at."""


def committed_charter(world: World, charter: Record[Charter], digest: str) -> Record[Charter] | None:
    """Return a charter as it was last committed with the text of this digest, or with one said to mean the same.

    None where none of its last commits has such a text, outside a repository, and where git or what was committed
    cannot be read.
    """
    from collab_cli.errors import CollabError
    from collab_cli.graph.agreements import carried_over
    from collab_cli.graph.digest import digest as digest_of
    from collab_cli.model.charter import Charter
    from collab_cli.model.load_workspace import load_workspace
    from collab_cli.model.settings_file import SETTINGS_PATH
    from collab_cli.sources.commits import commits_touching
    from collab_cli.sources.git_calls import GitFailed
    from collab_cli.sources.history import open_history

    wanted = {SETTINGS_PATH, charter.path.partition("/")[0]}
    try:
        history = open_history(world.workspace.snapshot.origin.root)
        if history is None or not history.has_commits:
            return None
        with history:
            for _, commit in commits_touching(history, history.head(), [charter.path])[:_FURTHEST]:
                found = load_workspace(history.snapshot(commit, wanted=wanted.__contains__)).get(Charter, charter.id)
                if found is not None and carried_over(world.workspace, charter, digest_of(found), digest):
                    return found
    except (CollabError, GitFailed):
        return None
    return None
