from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, refused
from tests.rules.worlds import green_demo

COMPLAINT = "2025-07-02-batch-colour-complaint"
TITLED = f"客户 K 投诉批次色差 ({COMPLAINT})"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_an_issue_from_hand_to_hand_to_its_end(root: Path) -> None:
    assert do(root, "issue handover", COMPLAINT, to="生产部", reason="Their batch", date="2025-07-05T09:00") == [
        "-assigned: sales",
        "+assigned: production",
        "+  - {from: sales, to: production, at: 2025-07-05T09:00, reason: Their batch}",
        "-status: escalated",
        "+status: assigned",
    ]
    assert do(root, "issue escalate", COMPLAINT, to="李娜") == [
        "+  - {to: li-na, at: 2025-06-30}",
        "-status: assigned",
        "+status: escalated",
    ]
    assert do(root, "issue handover", COMPLAINT, to="role:sales-head", reason="Agreed with the customer")[:3] == [
        "-assigned: production",
        "+assigned: role:sales-head",
        "+  - {from: production, to: role:sales-head, at: 2025-06-30, reason: Agreed with the customer}",
    ]
    assert do(root, "issue resolve", COMPLAINT, resolution="Exchanged") == [
        "-status: assigned",
        "+resolution: Exchanged",
        "+resolved_at: 2025-06-30",
        "+status: resolved",
    ]
    assert do(root, "issue close", COMPLAINT) == ["-status: resolved", "+status: closed"]


def test_a_new_issue_goes_on_from_the_first_person_asked(root: Path) -> None:
    path = root / "issues" / "2025" / "2025-07-03-no-drawing.yaml"
    path.write_text("title: No drawing\nraised_by: li-na\nraised_at: 2025-07-03\n", encoding="utf-8")
    assert do(root, "issue handover", "2025-07-03-no-drawing", to="sales", reason="Theirs") == [
        "+assigned: sales",
        "+handovers:",
        "+  - from: person:li-na",
        "+    to: sales",
        "+    at: 2025-06-30",
        "+    reason: Theirs",
        "+status: assigned",
    ]


def test_whoever_it_was_taken_to_resolves_it_where_it_is(root: Path) -> None:
    assert do(root, "issue resolve", COMPLAINT, resolution="Exchanged") == [
        "-status: escalated",
        "+resolution: Exchanged",
        "+resolved_at: 2025-06-30",
        "+status: resolved",
    ]


def test_what_nobody_has_taken_on_is_not_resolved(root: Path) -> None:
    path = root / "issues" / "2025" / "2025-07-03-no-drawing.yaml"
    path.write_text("title: No drawing\nraised_by: li-na\nraised_at: 2025-07-03\n", encoding="utf-8")
    said = refused(root, "issue resolve", "2025-07-03-no-drawing", resolution="x")
    assert "is open, and collab issue resolve is for what is assigned, escalated; from open it can become" in said


@pytest.mark.parametrize(
    ("command", "said", "expected"),
    [
        ("close", {}, f"{TITLED} is escalated, and collab issue close is for what is resolved; "
            f"from escalated it can become assigned (collab issue handover {COMPLAINT}), resolved "
            f"(collab issue resolve {COMPLAINT})"),
        ("handover", {"reason": "x"}, "collab issue handover needs --to; "
            "collab issue handover --help shows how to write it"),
        ("handover", {"to": "nobody", "reason": "x"}, "there is no department nobody; "
            "collab department list shows what there is"),
        ("handover", {"to": "sales", "reason": "x", "date": "no day"}, "date cannot be no day; "
            "write a date or a time such as 2025-07-02T10:05"),
    ],
)  # fmt: skip
def test_wrong_input(root: Path, command: str, said: dict[str, str], expected: str) -> None:
    assert refused(root, f"issue {command}", COMPLAINT, **said) == expected


def test_who_has_it_is_not_given_it_again(root: Path) -> None:
    do(root, "issue handover", COMPLAINT, to="production", reason="x")
    assert refused(root, "issue handover", COMPLAINT, to="production", reason="x") == (
        f"Production has {TITLED} already; name somebody else with --to"
    )
