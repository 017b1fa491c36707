from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, refused, rewrite
from tests.rules.worlds import green_demo

PATH = "handoffs/rolling-forecast.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_deliveries_stand_in_the_order_they_were_due(root: Path) -> None:
    assert do(root, "handoff deliver", "rolling-forecast", due="7/14") == [
        "+  - {due: 2025-07-14, delivered: 2025-06-30}"
    ]
    assert do(root, "handoff deliver", "rolling-forecast", due="7/14", delivered="2025-07-15", accepted="no") == [
        "-  - {due: 2025-07-14, delivered: 2025-06-30}",
        "+  - {due: 2025-07-14, delivered: 2025-07-15, accepted: false}",
    ]
    do(root, "handoff deliver", "rolling-forecast", due="7/1", delivered="7/1")
    lines = (root / PATH).read_text(encoding="utf-8").splitlines()
    dues = [line[10:20] for line in lines if line.startswith("  - {due")]
    assert dues == ["2025-06-30", "2025-07-01", "2025-07-07", "2025-07-14"]


def test_the_receiver_accepts(root: Path) -> None:
    rewrite(root, PATH, "accepted_by: {person: wang-qiang, date: 2025-01-05}\n", "")
    rewrite(root, PATH, "status: agreed", "status: draft")
    assert refused(root, "handoff accept", "rolling-forecast") == (
        "张伟 is not of Production; name with --by a person of Production, which receives it"
    )
    said = {"by": "王强", "via": "meeting", "evidence": "meeting:2025-07-07-xdept-weekly"}
    assert do(root, "handoff accept", "rolling-forecast", **said) == [
        "+accepted_by:",
        "+  person: wang-qiang",
        "+  date: 2025-06-30",
        "+  via: meeting",
        "+  evidence: meeting:2025-07-07-xdept-weekly",
        "-status: draft",
        "+status: agreed",
    ]


def test_the_receiver_accepts_again_what_has_changed(root: Path) -> None:
    rewrite(root, PATH, "frequency: week", "frequency: month")
    assert do(root, "handoff accept", "rolling-forecast", by="王强") == [
        "-accepted_by: {person: wang-qiang, date: 2025-01-05}",
        "+accepted_by: {person: wang-qiang, date: 2025-06-30}",
    ]
    assert do(root, "handoff accept", "rolling-forecast", by="王强") == []


@pytest.mark.parametrize(
    ("command", "said", "expected"),
    [
        ("deliver", {}, "collab handoff deliver needs --due"),
        ("deliver", {"due": "never"}, "due cannot be never"),
        ("deliver", {"due": "7/14", "accepted": "perhaps"}, "accepted cannot be perhaps"),
        ("accept", {}, "张伟 is not of Production"),
    ],
)
def test_wrong_input(root: Path, command: str, said: dict[str, str], expected: str) -> None:
    assert refused(root, f"handoff {command}", "rolling-forecast", **said).partition("; ")[0] == expected
