from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, refused, rewrite
from tests.rules.worlds import green_demo

EQUIPMENT = "sample-test-equipment"
PATH = f"resources/{EQUIPMENT}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    for line in ("approved: {qty: 1, unit: 台}\n", "allocated: {qty: 0, unit: 台}\n", "approver: li-na\n"):
        rewrite(root, PATH, line, "")
    rewrite(root, PATH, "status: partly", "status: draft")
    return root


def test_a_request_granted_in_part(root: Path) -> None:
    assert do(root, "resource submit", EQUIPMENT) == ["-status: draft", "+status: submitted"]
    assert do(root, "resource approve", EQUIPMENT, qty="1", by="李娜") == [
        "+approved:",
        "+  qty: 1",
        "+  unit: 台",
        "+approver: li-na",
        "-status: submitted",
        "+status: partly",
    ]
    assert refused(root, "resource allocate", EQUIPMENT, qty="2") == (
        "2 is more than the 1 approved; hand out no more than that"
    )
    assert do(root, "resource allocate", EQUIPMENT)[:2] == ["+allocated:", "+  qty: 1"]
    assert do(root, "resource release", EQUIPMENT) == ["-status: allocated", "+status: released"]


@pytest.mark.parametrize("said", [{}, {"qty": "2"}])
def test_a_request_granted_in_full(root: Path, said: dict[str, str]) -> None:
    do(root, "resource submit", EQUIPMENT)
    assert do(root, "resource approve", EQUIPMENT, **said)[1:] == [
        "+  qty: 2",
        "+  unit: 台",
        "+approver: zhang-wei",
        "-status: submitted",
        "+status: approved",
    ]


def test_a_request_rejected(root: Path) -> None:
    do(root, "resource submit", EQUIPMENT)
    assert do(root, "resource reject", EQUIPMENT) == ["+approver: zhang-wei", "-status: submitted", "+status: rejected"]
    assert refused(root, "resource approve", EQUIPMENT).endswith("; rejected is a final state")


@pytest.mark.parametrize(
    ("qty", "expected"),
    [
        ("0", "0 is nothing; give an amount above 0"),
        ("-1", "-1 is nothing; give an amount above 0"),
        ("many", "qty cannot be many; write a number such as 13.2"),
    ],
)
def test_wrong_amounts(root: Path, qty: str, expected: str) -> None:
    do(root, "resource submit", EQUIPMENT)
    assert refused(root, "resource approve", EQUIPMENT, qty=qty) == expected
