"""The person at the keyboard: the one of the workspace whose `git` field holds the identity git knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_cli.graph.world import World


def acting_person(root: Path, world: World) -> str | None:
    """Return the id of the active person whose `git` field holds the name or e-mail of git's identity at ``root``.

    None where there is no git, no identity, or not exactly one such person.
    """
    from collab_cli.model.person import Person
    from collab_cli.sources.git_identity import git_identity

    identity = git_identity(root)
    if identity is None:
        return None
    words = {identity.name.casefold(), identity.email.casefold()}
    found = [
        person.id
        for person in world.all(Person)
        if person.value.status == "active" and words & {word.casefold() for word in person.value.git}
    ]
    return found[0] if len(found) == 1 else None


def address_seen(root: Path) -> str | None:
    """Return the e-mail address of git's identity at ``root``, None where there is none."""
    from collab_cli.sources.git_identity import git_identity

    identity = git_identity(root)
    return (identity.email or None) if identity is not None else None
