"""What a change would bring about: findings new and gone, names lost, agreements to renew, loads before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from collab_cli.analyses.lost_names import Group, LostName, lost_names
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.analyses.workload import Load, column_loads
from collab_cli.findings import Finding
from collab_cli.graph.agreements import affected_departments, missing_approvals
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter

Effect = Literal["unowned", "overloaded", "duplicated", "other"]
EFFECTS: Final[tuple[Effect, ...]] = ("unowned", "overloaded", "duplicated", "other")

_CODES: Final[Mapping[str, Effect]] = {
    "R301": "unowned",
    "R315": "unowned",
    "R319": "unowned",
    "R309": "overloaded",
    "R320": "overloaded",
    "R313": "duplicated",
    "R314": "duplicated",
}

_GONE, _STALE, _MISSING = "S009", "P209", "P201"
"""The rules that say a record names who is gone, and that an agreement is out of date or missing."""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """A charter whose text or affected departments change, and the departments that would have to agree to it."""

    charter: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The difference a change makes; ``loads`` are before and after, by department, None where it is no column.

    ``duties`` are those of charters that go out of force which no finding tells of and no duty in force takes up.
    """

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    loads: Mapping[str, tuple[Load | None, Load | None]]
    lost: tuple[LostName, ...] = ()
    agreements: tuple[NewAgreement, ...] = ()
    duties: tuple[Row, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Return whether nothing changes that anybody would have to know."""
        return not (self.new or self.gone or self.loads or self.lost or self.agreements or self.duties)

    @property
    def told_apart(self) -> tuple[Finding, ...]:
        """Return the new findings of the effect "other" that ``lost`` and ``agreements`` do not say already."""
        lost = {lost.ref for lost in self.lost}
        agreed = {each.charter for each in self.agreements}
        said = {_GONE: lost, _STALE: agreed, _MISSING: agreed}
        return tuple(
            finding
            for finding in self.having("other")
            if not finding.records or finding.records[0] not in said.get(finding.code, ())
        )

    def losing(self, group: Group) -> tuple[LostName, ...]:
        """Return the names lost in one group of records."""
        return tuple(lost for lost in self.lost if lost.group == group)

    def having(self, effect: Effect) -> tuple[Finding, ...]:
        """Return the new findings of one effect."""
        return tuple(finding for finding in self.new if effect_of(finding) == effect)


def effect_of(finding: Finding) -> Effect:
    """Return what a finding means for the duties of the company."""
    return _CODES.get(finding.code, "other")


def what_if(before: World, after: World, found: Iterable[Finding], found_after: Iterable[Finding]) -> WhatIf:
    """Return what differs between two worlds, given the findings of the same rules in both.

    Loads are those that differ. A finding is the same by its fingerprint, or by rule, records and words,
    or if it concerns some of the records it concerned before. One whose record is gone or out of force afterwards is
    not told as gone.
    """
    old, new = tuple(found), tuple(found_after)
    one, other = column_loads(before), column_loads(after)
    both = {party: (one.get(party), other.get(party)) for party in (*one, *(each for each in other if each not in one))}
    changed = {party: pair for party, pair in both.items() if _counts(pair[0]) != _counts(pair[1])}
    agreements = tuple(_new_agreements(before, after))
    appeared, vanished = _unknown(new, old), _unknown(old, new)
    fresh = tuple(finding for finding in appeared if not any(_is_rest(finding, whole) for whole in vanished))
    gone = tuple(
        finding
        for finding in vanished
        if not _lost_its_record(before, after, finding) and not any(_is_rest(rest, finding) for rest in appeared)
    )
    duties = tuple(_unowned_duties(before, after, fresh))
    return WhatIf(fresh, gone, changed, lost_names(before, after), agreements, duties)


def _unowned_duties(before: World, after: World, fresh: tuple[Finding, ...]) -> Iterator[Row]:
    """Yield the duties that are in force no more, about a matter and in a wording no duty in force has."""
    told = {ref for finding in fresh if effect_of(finding) == "unowned" for ref in finding.records}
    lost = [
        (matrix_row, row)
        for matrix_row in before.matrix.audited
        if matrix_row.key not in after.matrix.by_key and told.isdisjoint(matrix_row.records)
        for row in matrix_row.rows
        if row.department_charter and row.id not in after.matrix.of_row
    ]
    if not lost:
        return
    words = words_of(after)
    forms = {
        wording.form
        for matrix_row in after.matrix.audited
        for row in matrix_row.rows
        for wording in row_wordings(row, matrix_row.activity, words)
    }
    for matrix_row, row in lost:
        if forms.isdisjoint(wording.form for wording in row_wordings(row, matrix_row.activity, words)):
            yield row


def _lost_its_record(before: World, after: World, finding: Finding) -> bool:
    """Return whether what a finding is about, its activity aside, is in force before and not afterwards."""
    refs = [ref.partition("/")[0] for ref in finding.records if not ref.startswith("activity:")]
    kinds = [ref.partition(":")[0] for ref in refs]
    about = [ref for ref, kind in zip(refs, kinds, strict=True) if kind == kinds[0]]
    return bool(about) and not any(_is_there(after, ref) for ref in about) and any(map(before.workspace.find, about))


def _is_there(world: World, ref: str) -> bool:
    record = world.workspace.find(ref)
    return record is not None and getattr(record.value, "status", None) not in record.kind.closed


def _new_agreements(before: World, after: World) -> Iterator[NewAgreement]:
    active = {department.id for department in after.parties.active_departments}
    for charter in after.all(Charter):
        old = before.get(Charter, charter.id)
        if charter.value.status != "effective" or old is None:
            continue
        is_same = before.digest(old) == after.digest(charter)
        affected = affected_departments(after.parties, charter)
        if is_same and affected == affected_departments(before.parties, old):
            continue
        missing = missing_approvals(after.parties, charter, after.digest(charter))
        asked = tuple(department for department in missing if department in active)
        if asked:
            yield NewAgreement(charter.ref, asked)


def _counts(load: Load | None) -> Mapping[str, int] | None:
    return load.counts if load is not None else None


def _unknown(findings: tuple[Finding, ...], among: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {key for finding in among for key in _keys(finding)}
    return tuple(finding for finding in findings if known.isdisjoint(_keys(finding)))


def _is_rest(rest: Finding, whole: Finding) -> bool:
    """Return whether a finding says what another of more records said."""
    return rest.code == whole.code and len(rest.records) > 1 and set(rest.records) < set(whole.records)


def _keys(finding: Finding) -> tuple[object, ...]:
    return finding.fingerprint, (finding.code, finding.records, repr(finding.message))
