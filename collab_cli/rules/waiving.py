"""Waivers at work: which finding is accepted by whom, and which waiver covers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from functools import cached_property
from itertools import combinations

from collab_cli.documents.suppressions import Suppression, find_suppressions
from collab_cli.findings import Finding, Severity
from collab_cli.graph.references import part_ids
from collab_cli.graph.world import World
from collab_cli.model.record import Record
from collab_cli.model.waiver import Waiver
from collab_cli.rules.catalogue import rule_named

PAIR_RULES = frozenset({"R313", "R314", "G114", "C605"})
"""Rules about a pair of records, which a waiver may judge to be different things."""

NEVER_WAIVED = frozenset({"S001", "S011", "S012", "S013", "S014", "S015", "S016", "S020", "S021", "S023", "S024"})
"""Rules no waiver covers: those about waivers, and those about files of which nothing else can be told."""


_MATTER = "activity:"
"""What the rows of a finding are about is no row itself."""

Use = tuple[str, str]
"""A waiver and the code of a rule it names."""


class Waivers:
    """The waivers of a workspace in one run; remembers which of them met a finding, and which covered it.

    ``judged`` are the codes of the rules that ran, known once they have; ``severities`` those of collab.yaml.
    """

    def __init__(self, world: World, severities: Mapping[str, Severity]) -> None:
        self.world = world
        self.severities = severities
        self.register = world.all(Waiver)
        self.judged: Container[str] = ()
        self._used: set[Use] = set()
        self._too_weak: set[Use] = set()

    @property
    def comments(self) -> Mapping[tuple[str, int], tuple[Suppression, ...]]:
        """Return the comments of all files by path and the line they speak of."""
        return self.world.once(_comments)

    def severity(self, code: str) -> Severity | None:
        """Return how much a rule weighs in this run, or None when there is no such rule."""
        rule = rule_named(code)
        return self.severities.get(rule.code, rule.severity) if rule is not None else None

    def cover(self, finding: Finding) -> bool:
        """Return whether valid waivers cover the finding, and remember those as used.

        An error needs an entry in the register that expires, also where the rule is a warning elsewhere. A verdict
        on two rows covers a finding about just these; one about more is covered when every two of its rows have
        their verdict.
        """
        if finding.code in NEVER_WAIVED:
            return False
        is_error = finding.severity is Severity.ERROR
        rows = tuple(record for record in finding.records if not record.startswith(_MATTER))
        verdicts: list[tuple[int, ...]] = []
        covered = False
        for record in self._by_rule.get(finding.code, ()):
            waiver = record.value
            sides = _sides(waiver, rows)
            is_met = _touches(waiver.target, finding.records) if waiver.with_ is None else {1, 2} <= set(sides)
            if not is_met or not self.is_valid(record):
                continue
            is_too_weak = is_error and waiver.expires is None
            (self._too_weak if is_too_weak else self._used).add((record.ref, finding.code))
            if not is_too_weak and waiver.with_ is None:
                covered = True
            elif not is_too_weak:
                verdicts.append(sides)
        for comment in self.comments.get((finding.place.path, finding.place.line), ()):
            if finding.code in codes_of(comment):
                (self._too_weak if is_error else self._used).add((ref_of(comment), finding.code))
                covered = covered or not is_error
        return covered or _every_two(verdicts)

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Record[Waiver], ...]]:
        found: dict[str, tuple[Record[Waiver], ...]] = {}
        for record in self.register:
            rule = rule_named(record.value.rule)
            if rule is not None:
                found[rule.code] = (*found.get(rule.code, ()), record)
        return found

    def is_valid(self, record: Record[Waiver]) -> bool:
        """Return whether a waiver of the register may silence a finding on this day."""
        waiver = record.value
        if waiver.expires is not None and waiver.expires < self.world.as_of:
            return False
        if waiver.expires is None and self.severity(waiver.rule) is Severity.ERROR:
            return False
        rule = rule_named(waiver.rule)
        return waiver.with_ is None or (rule is not None and rule.code in PAIR_RULES and is_pair(waiver))

    def is_known(self, target: str) -> bool:
        """Return whether a target (`kind:id` or `kind:id/part`) names something that is written."""
        kind, _, rest = target.partition(":")
        record_id, slash, part = rest.partition("/")
        workspace = self.world.workspace
        if not workspace.is_known(kind, record_id):
            return False
        record = workspace.records[kind].get(record_id)
        return not slash or record is None or part in part_ids(record)

    def is_judged(self, target: str) -> bool:
        """Return whether the rules see all of the record a target names: else nobody knows what they would find."""
        record = self.world.workspace.find(target)
        return record is not None and record.is_whole

    def is_unused(self, ref: str, code: str) -> bool:
        """Return whether a waiver covered nothing of a rule that ran; ``ref`` is a record or `ref_of` a comment."""
        return code in self.judged and code not in NEVER_WAIVED and (ref, code) not in self._used

    def is_too_weak(self, ref: str, code: str) -> bool:
        """Return whether a waiver met a finding that is an error here, which it cannot cover."""
        return (ref, code) in self._too_weak

    def is_invalid(self, comment: Suppression) -> bool:
        """Return whether a comment names an unknown rule, an error, or a rule that cannot be waived (S011)."""
        weights = [self.severity(code) for code in comment.codes]
        return None in weights or Severity.ERROR in weights or not NEVER_WAIVED.isdisjoint(codes_of(comment))


def _comments(world: World) -> Mapping[tuple[str, int], tuple[Suppression, ...]]:
    found: dict[tuple[str, int], tuple[Suppression, ...]] = {}
    for path, document in world.workspace.documents.items():
        for comment in find_suppressions(document):
            key = (path, comment.line)
            found[key] = (*found.get(key, ()), comment)
    return found


def is_pair(waiver: Waiver) -> bool:
    """Return whether the two targets of a waiver are two things that can be judged to be different."""
    other = waiver.with_ or ""
    is_within = _touches(waiver.target, (other,)) or _touches(other, (waiver.target,))
    return not is_within and not waiver.target.startswith(_MATTER) and not other.startswith(_MATTER)


def _sides(waiver: Waiver, rows: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each row whether the target names it (1), the second target (2), or none (0)."""
    if waiver.with_ is None:
        return ()
    return tuple(1 if _touches(waiver.target, (row,)) else 2 * _touches(waiver.with_, (row,)) for row in rows)


def _every_two(verdicts: list[tuple[int, ...]]) -> bool:
    """Return whether every two rows are named by one verdict; ``verdicts`` have a side for each row."""
    rows = Counter(zip(*verdicts, strict=True))
    twice = [(row, row) for row, count in rows.items() if count > 1]
    pairs = [*combinations(rows, 2), *twice]
    return bool(pairs) and all(any(one and other for one, other in zip(*pair, strict=True)) for pair in pairs)


def _touches(target: str, records: tuple[str, ...]) -> bool:
    return any(record == target or record.startswith(target + "/") for record in records)


def codes_of(comment: Suppression) -> tuple[str, ...]:
    """Return the codes of the rules a comment names by code or slug."""
    return tuple(rule.code for rule in map(rule_named, comment.codes) if rule is not None)


def ref_of(comment: Suppression) -> str:
    """Return what a comment is known by among waivers: where it stands."""
    return f"{comment.place.path}:{comment.start}"
