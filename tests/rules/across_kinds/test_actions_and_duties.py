from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.nodes import Document
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from tests.rules.worlds import Found, check, found, small_company

PATH = "actions/2025-06-30-answer.yaml"
TEXT = "title: Answer\nowner: wang-qiang\ndue: 2025-07-04\nduty: sales/complaint-handling\n"


def company(folder: Path, text: str = TEXT, **more: str) -> Path:
    return small_company(folder, {PATH: text, **more})


def test_x961_stands_at_the_owner_and_proposes_who_answers(tmp_path: Path) -> None:
    outcome = check(company(tmp_path))
    assert found(outcome, "X961") == [
        Found(
            "X961",
            "warning",
            f"{PATH}:2:8",
            "Answer (2025-06-30-answer) serves Complaint handling (complaint-handling), but Wang Qiang is of none of "
            "the departments that do it; give it to somebody of Sales, or name another duty",
            ("action:2025-06-30-answer", "charter:sales/complaint-handling"),
        )
    ]
    (finding,) = (one for one in outcome.findings if one.code == "X961")
    (fix,) = finding.fixes
    document = read_action(tmp_path)
    assert not fix.safe
    assert apply_patches(document, list(fix.patches)).decode() == TEXT.replace("wang-qiang", "zhang-wei")


def read_action(root: Path) -> Document:
    document = read_document(PATH, (root / PATH).read_bytes()).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("wang-qiang", "chen-jie", 0),
        ("duty: sales/complaint-handling\n", "", 0),
        ("owner: wang-qiang\n", "", 0),
        ("duty: sales/complaint-handling\n", "duty: sales/complaint-handling\nstatus: done\n", 0),
        ("duty: sales/complaint-handling\n", "duty: sales/complaint-handling\nstatus: in_progress\n", 1),
    ],
)
def test_x961_looks_at_open_actions_for_a_duty(tmp_path: Path, old: str, new: str, count: int) -> None:
    assert len(found(check(company(tmp_path, TEXT.replace(old, new))), "X961")) == count


@pytest.mark.parametrize(
    ("raci", "count"),
    [
        ("{sales: A, production: R}", 0),
        ("{sales: AR, production: C}", 1),
        ('{sales: AR, "person:wang-qiang": R}', 0),
        ('{sales: A, "role:plant-manager": R}', 0),
        ('{"person:zhang-wei": AR}', 1),
        ("{production: C}", 0),
    ],
)
def test_x961_asks_who_does_the_duty(tmp_path: Path, raci: str, count: int) -> None:
    charter = f"title: Sales\nstatus: effective\nduties:\n  - {{id: complaint-handling, raci: {raci}}}\n"
    roles = "- {id: plant-manager, name: Plant manager}\n- {id: general-manager, name: General manager}\n"
    root = company(tmp_path, **{"charters/sales.yaml": charter, "roles.yaml": roles})
    people = root / "people.yaml"
    text = people.read_text("utf-8").replace("Wang Qiang}, department: production", "Wang Qiang}, role: plant-manager")
    people.write_text(text.replace("role: plant-manager", "department: production, role: plant-manager"), "utf-8")
    assert len(found(check(root), "X961")) == count


def test_x961_needs_a_charter_in_force(tmp_path: Path) -> None:
    charter = "title: Sales\nstatus: draft\nduties:\n  - {id: complaint-handling, raci: {sales: AR}}\n"
    assert found(check(company(tmp_path, **{"charters/sales.yaml": charter})), "X961") == []
