"""How many records of each kind a corpus has: the proportions of a company that uses all of the handbook."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

LEAST, MOST = 60, 50_000
"""Fewer records leave no room for a company; for more there are not enough different duties."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The counts; together with one record of settings that is none, they add up to the number asked for.

    ``duties`` has one number of catalogued duties a department; ``same`` and ``alias`` are planted overlaps.
    """

    departments: int
    staff: int
    duties: tuple[int, ...]
    gaps: int
    same: int
    alias: int
    processes: int
    channels: int
    company_goals: int
    goals: int
    series: int
    meetings: int
    issues: int
    handoffs: int
    actions: int

    @property
    def activities(self) -> int:
        """Return the size of the catalogue."""
        return sum(self.duties) + self.gaps


def plan_for(records: int, rng: Random) -> Plan:
    """Return the counts for a workspace of ``records`` records; raises ValueError outside LEAST to MOST."""
    if not LEAST <= records <= MOST:
        raise ValueError(f"records must be from {LEAST} to {MOST}, not {records}")
    departments = max(3, records // 120)
    staff = 2 if records < 600 else 5
    most = min(18, max(5, records // 15))
    duties = tuple(int(rng.triangular(5, most + 0.99, min(9, most))) for _ in range(departments))
    total = sum(duties)
    gaps, same, alias = max(1, total // 40), max(1, total // 50), max(1, total // 100)
    processes, channels = departments // 5, 1 + departments // 4
    company_goals = 1 if records < 600 else 3
    # departments, roles, metrics, charters and proposals: one each a department, and one proposal for the company
    fixed = 5 * departments + 1 + 1 + departments * staff + total + gaps + processes + channels + company_goals
    rest = records - fixed
    goals = max(departments, rest * 13 // 100)
    gatherings = max(2, rest * 20 // 100)
    series = -(-gatherings // 26)
    issues, handoffs = rest * 15 // 100, rest * 9 // 100
    return Plan(
        departments,
        staff,
        duties,
        gaps,
        same,
        alias,
        processes,
        channels,
        company_goals,
        goals,
        series,
        gatherings - series,
        issues,
        handoffs,
        rest - goals - gatherings - issues - handoffs,
    )
