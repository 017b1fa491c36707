"""The ratchet: of two checks of one workspace at two times, what is new and what has gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from collab_cli.findings import Finding

Renamed = Callable[[str], str]
"""Returns what a record or part of the base (`kind:id` or `kind:id/part`), or a file of it, is called now."""


@dataclass(frozen=True, slots=True)
class Ratcheted:
    """What a change makes worse (``new``), leaves as it was (``known``) and mends (``fixed``, as the base had it)."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    fixed: tuple[Finding, ...]


def ratchet(
    found: Iterable[Finding], base: Iterable[Finding], renamed: Callable[[], Renamed], silenced: Iterable[Finding] = ()
) -> Ratcheted:
    """Return which of the findings ``found`` the ``base`` does not have, and which of its own are gone.

    A finding is known by its fingerprint, whatever its words; where several have the same, as many are known as there
    were, none of them above the severity it had. Entries of a list that changed their place, and records that were
    ``renamed``, are recognised too. A finding that is ``silenced`` now is not mended.
    """
    new, left = _matched(found, base, lambda finding: finding.fingerprint, lambda finding: finding.fingerprint)
    if new and left:
        new, left = _matched(new, left, _whereabouts, _whereabouts)
    if new and left:
        names = renamed()
        new, left = _matched(new, left, _whereabouts, lambda finding: _whereabouts(finding, names))
    fresh = {id(finding) for finding in new}
    known = tuple(finding for finding in found if id(finding) not in fresh)
    _, gone = _matched(silenced, left, _whereabouts, _whereabouts)
    return Ratcheted(tuple(new), known, tuple(gone))


def _matched(
    found: Iterable[Finding],
    base: Iterable[Finding],
    key: Callable[[Finding], Hashable],
    base_key: Callable[[Finding], Hashable],
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings without an equal in the base, and those of the base without an equal here, in their order."""
    waiting: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in base:
        waiting[base_key(finding)].append(finding)
    new: set[int] = set()
    met: set[int] = set()
    for finding in sorted(found, key=lambda finding: finding.severity.rank):
        same = waiting[key(finding)]
        grave = [at for at, one in enumerate(same) if one.severity.rank >= finding.severity.rank]
        if grave:
            met.add(id(same.pop(min(grave, key=lambda at: same[at].severity.rank))))
        else:
            new.add(id(finding))
    return [one for one in found if id(one) in new], [one for one in base if id(one) not in met]


def _whereabouts(finding: Finding, renamed: Renamed = str) -> Hashable:
    """Return what a finding is about, wherever in a list its entry stands."""
    records = tuple(renamed(record) for record in finding.records)
    where = "" if records else renamed(finding.place.path)
    route = [step for step in finding.place.route if isinstance(step, str)]
    names = {old.rpartition("/")[2].rpartition(":")[2]: new for old, new in zip(finding.records, records, strict=True)}
    steps = (names[step].rpartition("/")[2].rpartition(":")[2] if step in names else step for step in route)
    return finding.code, records, where, tuple(steps)
