"""The rows of the table: which figure is compared with which, and what it may be (design targets 1, 2, 4, 8, 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.processes import Sample

Medians = Mapping[str, Sample]


@dataclass(frozen=True, slots=True)
class Row:
    """One target. ``ratio`` is taken once of wall clocks and once of processor times; None: a case is missing."""

    number: int
    what: str
    against: str
    ratio: Callable[[Mapping[str, float]], float]
    needs: tuple[str, ...]
    limit: float
    at_least: bool = False
    unit: str = "x"

    def is_met(self, ratio: float) -> bool:
        """Return whether a ratio is within the target."""
        return ratio >= self.limit if self.at_least else ratio <= self.limit


def rows_for(records: int) -> tuple[Row, ...]:
    """Return the rows measured on a workspace of ``records`` records."""
    return (
        _plain(1, "collab --version", "--version", "P", 2),
        _plain(1, "collab --help", "--help", "T", 1.1),
        _plain(1, "collab goal --help", "goal --help", "T", 1.1),
        _plain(1, "completion of a command", "complete a command", "T", 1.1),
        _plain(1, "completion of the id of a goal", "complete an id", "T", 1.1),
        Row(
            2,
            f"cold check of {records:,} records less (T - P)",
            "our reader on the same files",
            lambda of: (of["check"] - (of["T"] - of["P"])) / of["reader"],
            ("check", "T", "P", "reader"),
            1.25,
        ),
        _plain(4, "our reader", "reader", "CSafeLoader", 0.75),
        _faster(8, "yamllint", 20),
        _faster(8, "check-jsonschema", 15),
        _plain(9, f"check of {2 * records:,} records", "check twice", "check", 2.2),
    )


def memory_row(records: int) -> Row:
    """Return the row about memory, whose figures are peaks in KiB: what each further record takes."""
    return Row(
        9,
        "peak memory of a further record",
        f"{2 * records:,} and {records:,} records",
        lambda of: (of["check twice"] - of["check"]) / records,
        ("check", "check twice"),
        4,
        unit="KiB",
    )


def _plain(number: int, what: str, case: str, against: str, limit: float) -> Row:
    return Row(number, what, against, lambda of: of[case] / of[against], (case, against), limit)


def _faster(number: int, peer: str, limit: float) -> Row:
    return Row(
        number, f"{peer} on the same files", "check", lambda of: of[peer] / of["check"], (peer, "check"), limit, True
    )
