"""Waivers at work: which finding is accepted by whom, and which waiver covers nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from collab_cli.documents.suppressions import Suppression, find_suppressions
from collab_cli.findings import Fault, Finding, Fix, Patch, Severity
from collab_cli.graph.references import part_ids
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.record import Record
from collab_cli.model.waiver import KIND, Waiver
from collab_cli.rules.catalogue import rule_named

PAIR_RULES = frozenset({"R313", "R314", "G114", "C605"})
"""Rules about a pair of records, which a waiver may judge to be different things."""

NEVER_WAIVED = frozenset({"S001", "S011", "S012", "S013", "S014", "S015", "S016", "S020", "S021", "S023", "S024"})
"""Rules no waiver covers: those about waivers, and those about files of which nothing else can be told."""


class Waivers:
    """The waivers of a workspace, register and comments; remembers which of them covered a finding."""

    def __init__(self, world: World, severities: Mapping[str, Severity]) -> None:
        self._world = world
        self._severities = severities
        self.register = world.all(Waiver)
        self._used: set[str] = set()
        self._too_weak: set[str] = set()

    @cached_property
    def comments(self) -> Mapping[tuple[str, int], tuple[Suppression, ...]]:
        """Return the comments of all files by path and the line they speak of."""
        found: dict[tuple[str, int], tuple[Suppression, ...]] = {}
        for path, document in self._world.workspace.documents.items():
            for comment in find_suppressions(document):
                key = (path, comment.line)
                found[key] = (*found.get(key, ()), comment)
        return found

    def severity(self, code: str) -> Severity | None:
        """Return how much a rule weighs in this run, or None when there is no such rule."""
        rule = rule_named(code)
        return self._severities.get(rule.code, rule.severity) if rule is not None else None

    def cover(self, finding: Finding) -> bool:
        """Return whether a valid waiver covers the finding, and remember that waiver as used.

        An error needs an entry in the register that expires, also where the rule is a warning elsewhere.
        """
        if finding.code in NEVER_WAIVED:
            return False
        is_error = finding.severity is Severity.ERROR
        covered = False
        for record in self._by_rule.get(finding.code, ()):
            if _covers(record.value, finding.records) and self.is_valid(record):
                is_too_weak = is_error and record.value.expires is None
                (self._too_weak if is_too_weak else self._used).add(record.ref)
                covered = covered or not is_too_weak
        path = finding.place.path
        for comment in self.comments.get((path, finding.place.line), ()):
            if finding.code in _codes(comment):
                (self._too_weak if is_error else self._used).add(_key(path, comment))
                covered = covered or not is_error
        return covered

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
        if waiver.expires is not None and waiver.expires < self._world.as_of:
            return False
        if waiver.expires is None and self.severity(waiver.rule) is Severity.ERROR:
            return False
        rule = rule_named(waiver.rule)
        return waiver.with_ is None or (rule is not None and rule.code in PAIR_RULES)

    def is_known(self, target: str) -> bool:
        """Return whether a target (`kind:id` or `kind:id/part`) names something that is written."""
        kind, _, rest = target.partition(":")
        record_id, slash, part = rest.partition("/")
        workspace = self._world.workspace
        if not workspace.is_known(kind, record_id):
            return False
        record = workspace.records[kind].get(record_id)
        return not slash or record is None or part in part_ids(record)

    def unused(self, judged: Container[str]) -> Iterator[Record[Waiver] | tuple[str, Suppression]]:
        """Yield what covered nothing: valid waivers of the register, and comments with their path.

        ``judged`` are the codes of the rules that ran; a waiver of another rule had nothing to cover. A waiver
        that is invalid (S011) is not unused as well.
        """
        for record in self.register:
            rule = rule_named(record.value.rule)
            if record.ref in self._used or rule is None or rule.code not in judged or rule.code in NEVER_WAIVED:
                continue
            targets = (record.value.target, record.value.with_ or record.value.target)
            if self.is_valid(record) and all(self.is_known(target) for target in targets):
                yield record
        for (path, _), comments in sorted(self.comments.items()):
            for comment in comments:
                is_judged = all(code in judged for code in _codes(comment))
                if _key(path, comment) not in self._used and is_judged and not self.is_invalid(comment):
                    yield path, comment

    def is_too_weak(self, item: Record[Waiver] | tuple[str, Suppression]) -> bool:
        """Return whether a waiver met a finding that is an error here, which it cannot cover."""
        return (item.ref if isinstance(item, Record) else _key(*item)) in self._too_weak

    def is_invalid(self, comment: Suppression) -> bool:
        """Return whether a comment names an unknown rule, an error, or a rule that cannot be waived (S011)."""
        weights = [self.severity(code) for code in comment.codes]
        return None in weights or Severity.ERROR in weights or not NEVER_WAIVED.isdisjoint(_codes(comment))


def unused_faults(waivers: Waivers, judged: Container[str]) -> Iterator[Fault]:
    """Yield a fault for every waiver of the rules that ran (``judged``) that covered nothing in a full check."""
    for item in waivers.unused(judged):
        is_too_weak = waivers.is_too_weak(item)
        if isinstance(item, Record):
            rule, target = item.value.rule, item.value.target
            message = msg("the waiver of {rule} for {target} covers nothing", rule=rule, target=target)
            hint = msg("remove it, the finding is gone")
            if is_too_weak:
                hint = msg("the finding is an error: add expires")
            yield Fault(item.place("rule"), message, hint, (item.ref,))
            continue
        path, comment = item
        message = msg("this comment waives {codes} and covers nothing", codes=", ".join(comment.codes))
        if is_too_weak:
            hint = msg("the finding is an error: waive it in {register}", register=f"{KIND.folder}.yaml")
            yield Fault(comment.place, message, hint)
        else:
            fix = Fix(True, msg("remove the comment"), (Patch(path, comment.start, comment.end, ""),))
            yield Fault(comment.place, message, msg("remove the comment"), fixes=(fix,))


def _covers(waiver: Waiver, records: tuple[str, ...]) -> bool:
    return _touches(waiver.target, records) and (waiver.with_ is None or _touches(waiver.with_, records))


def _touches(target: str, records: tuple[str, ...]) -> bool:
    return any(record == target or record.startswith(target + "/") for record in records)


def _codes(comment: Suppression) -> tuple[str, ...]:
    """Return the codes of the rules a comment names by code or slug."""
    return tuple(rule.code for rule in map(rule_named, comment.codes) if rule is not None)


def _key(path: str, comment: Suppression) -> str:
    return f"{path}:{comment.start}"
