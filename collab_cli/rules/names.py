"""Codes and names of all rules for the shell to offer, without loading the rules at every press of a key."""

from __future__ import annotations

from pathlib import Path

from collab_cli import __version__, rules
from collab_cli.sources.cache import read_cache, write_cache

_TOPIC = "rules"


def rule_names(cache_home: Path) -> tuple[tuple[str, str], ...]:
    """Return code and name of every rule, in the order of codes: kept until another version runs or a file changes."""
    owner = f"{__version__} {_newest_change()}"
    kept = read_cache(cache_home, _TOPIC, _TOPIC)
    if isinstance(kept, tuple) and kept[0] == owner:
        names: tuple[tuple[str, str], ...] = kept[1]
        return names
    from collab_cli.rules.catalogue import all_rules

    names = tuple((rule.code, rule.slug) for rule in all_rules().values())
    write_cache(cache_home, _TOPIC, _TOPIC, (owner, names))
    return names


def _newest_change() -> int:
    """Return when a file of a rule changed last, in nanoseconds."""
    changes = [path.stat().st_mtime_ns for root in rules.__path__ for path in Path(root).glob("*/*.py")]
    return max(changes, default=0)
