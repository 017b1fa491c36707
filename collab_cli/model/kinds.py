"""The catalogue of kinds, discovered from the modules beside this one: each that has a ``KIND`` is a kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from collab_cli import model
from collab_cli.model.field_types import KindRecord
from collab_cli.model.kind import Kind


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return every kind, sorted by name; raise ValueError if two share a name or a folder."""
    found = []
    for module in pkgutil.iter_modules(model.__path__):
        kind = getattr(importlib.import_module(f"{model.__name__}.{module.name}"), "KIND", None)
        if isinstance(kind, Kind):
            found.append(kind)
    kinds = tuple(sorted(found, key=lambda kind: kind.name))
    for values in ([kind.name for kind in kinds], [kind.folder for kind in kinds]):
        if len(set(values)) < len(values):
            raise ValueError(values)
    return kinds


def kind_named(name: str) -> Kind | None:
    """Return the kind with this name (`goal`), or None."""
    return _by_name().get(name)


def kind_of_folder(folder: str) -> Kind | None:
    """Return the kind whose records live in this folder (`goals`), or None."""
    return _by_folder().get(folder)


def kind_of_struct(struct: type[KindRecord]) -> Kind:
    """Return the kind whose records are of this type; raise KeyError if it is no kind's."""
    return _by_struct()[struct]


@cache
def _by_name() -> Mapping[str, Kind]:
    return {kind.name: kind for kind in all_kinds()}


@cache
def _by_folder() -> Mapping[str, Kind]:
    return {kind.folder: kind for kind in all_kinds()}


@cache
def _by_struct() -> Mapping[type[KindRecord], Kind]:
    return {kind.struct: kind for kind in all_kinds()}
