from __future__ import annotations

from collab_cli.findings import Finding, Place, Severity
from collab_cli.messages import msg


def finding(line: int = 1, route: tuple[str | int, ...] = ("duties", "a", "raci"), code: str = "R301") -> Finding:
    place = Place("charters/sales.yaml", line, 3, route)
    return Finding(code, "x", Severity.ERROR, place, msg("m"), records=("charter:sales/a",))


def test_a_fingerprint_survives_moving_and_reformatting() -> None:
    assert finding(line=1).fingerprint == finding(line=99).fingerprint
    assert len(finding().fingerprint) == 16


def test_a_fingerprint_tells_rule_place_and_records_apart() -> None:
    other_file = Finding("S001", "x", Severity.ERROR, Place("a.yaml"), msg("m"))
    same_fault = Finding("S001", "x", Severity.ERROR, Place("b.yaml"), msg("m"))
    prints = {
        finding().fingerprint,
        finding(code="R302").fingerprint,
        finding(route=("duties", "b", "raci")).fingerprint,
        other_file.fingerprint,
        same_fault.fingerprint,
    }
    assert len(prints) == 5


def test_findings_are_ordered_by_place_then_code() -> None:
    found = [finding(2), finding(1, code="R302"), finding(1)]
    assert [(f.place.line, f.code) for f in sorted(found, key=lambda f: f.order)] == [
        (1, "R301"),
        (1, "R302"),
        (2, "R301"),
    ]


def test_severities_have_ranks() -> None:
    assert [severity.rank for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)] == [3, 2, 1]
