"""The domains activities are grouped under, and which of them a row of the matrix belongs to."""

from __future__ import annotations

from collab_cli.errors import CollabError
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.activity import Activity
from collab_cli.model.expectations import nearest


def domains(world: World) -> tuple[str, ...]:
    """Return the domains of the catalogue, each once, in its order."""
    named = (activity.value.domain for activity in world.all(Activity))
    return tuple(dict.fromkeys(domain for domain in named if domain is not None))


def domain_of(world: World, row: MatrixRow) -> str | None:
    """Return the domain of a row's activity, of a process step that of the activity it is within; None without one."""
    activity = row.activity or world.get(Activity, row.first.row.within)
    return activity.value.domain if activity is not None else None


def find_domain(world: World, text: str) -> str:
    """Return the domain that ``text`` means: one written so, else the one that begins so.

    Raises CollabError when there is none or several begin so.
    """
    known, wanted = domains(world), text.strip().casefold()
    exact = [domain for domain in known if domain.casefold() == wanted]
    found = exact or [domain for domain in known if wanted and domain.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CollabError(
            msg("{text} can mean several domains: {domains}", text=text, domains=tuple(found)),
            msg("write one of them whole"),
        )
    if not known:
        raise CollabError(
            msg("no activity has a domain"),
            msg("give activities one: {command}", command="collab set activity:ID domain=NAME"),
        )
    better = nearest(wanted, list(known))
    hint = msg("did you mean {better}", better=better) if better else msg("there are {domains}", domains=known)
    raise CollabError(msg("there is no domain {text}", text=text), hint)
