"""The catalogue of state verbs, discovered from the modules in `edits/verbs/`: each ``VERBS`` there is part of it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from collab_cli.edits import verbs
from collab_cli.edits.state_verb import StateVerb


@cache
def all_verbs() -> tuple[StateVerb, ...]:
    """Return every verb, those of a kind in their order; raise ValueError if two are the same command."""
    found: list[StateVerb] = []
    for module in pkgutil.iter_modules(verbs.__path__):
        found += getattr(importlib.import_module(f"{verbs.__name__}.{module.name}"), "VERBS", ())
    commands = [(verb.command, verb.switch) for verb in found]
    if len(set(commands)) < len(commands):
        raise ValueError(commands)
    return tuple(found)


def verbs_of(kind: str) -> tuple[StateVerb, ...]:
    """Return the verbs of the kind with this name."""
    return tuple(verb for verb in all_verbs() if verb.kind == kind)


def verbs_moving(kind: str, old: str, new: str) -> tuple[StateVerb, ...]:
    """Return the verbs that take a record of the kind from one state to another."""
    return tuple(verb for verb in verbs_of(kind) if new in verb.to and (not verb.start or old in verb.start))
