"""What generated merges start from: a charter, a goal, minutes and a register of people."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any


def _charter(rng: Random) -> Any:
    return {
        "title": "Sales charter",
        "version": "1",
        "purpose": "base purpose",
        "duties": [
            {
                "id": f"duty-{number}",
                "title": f"Duty number {number}",
                "scope": f"scope of {number}",
                "content": [f"content {number}{letter}" for letter in "abc"[: rng.randint(1, 3)]],
                "raci": {"sales": "A", "marketing": "C", "hr": "I"},
            }
            for number in range(1, rng.randint(2, 5))
        ],
        "approvals": [{"department": "sales", "by": "li-na", "date": "2025-01-05"}],
        "change_log": [{"version": "1", "date": "2025-01-01", "note": "first text"}],
    }


def _goal(rng: Random) -> Any:
    return {
        "title": "More revenue",
        "level": "company",
        "period": "2025",
        "tags": ["growth", "core"],
        "key_results": [
            {
                "id": f"kr{number}",
                "title": f"Result number {number}",
                "baseline": "0",
                "target": f"10{number}",
                "unit": f"unit {number}",
                "checkins": [{"date": f"2025-0{month}-15", "value": f"{month}{number}"} for month in (1, 2)],
            }
            for number in range(1, rng.randint(2, 5))
        ],
        "contributes_to": [{"goal": "growth", "how": "how growth"}, {"goal": "profit", "how": "how profit"}],
    }


def _meeting(rng: Random) -> Any:
    return {
        "title": "Weekly",
        "date": "2025-07-07",
        "chair": "li-na",
        "present": ["li-na", "wang-wei", "zhao-min"],
        "guests": [],
        "agenda": [f"agenda point {number}" for number in range(rng.randint(1, 4))],
        "reports": [
            {"department": name, "progress": f"progress of {name}", "next": f"next of {name}"}
            for name in ("sales", "marketing", "production")[: rng.randint(1, 3)]
        ],
        "decisions": [{"id": f"dec{number}", "text": f"decision number {number}"} for number in (1, 2)],
    }


def _people(rng: Random) -> Any:
    names = sorted(rng.sample(["anna", "ben", "carl", "dora", "emil", "fay", "gus"], rng.randint(2, 6)))
    return [{"id": name, "name": f"{name} of base", "email": f"{name}@example.com"} for name in names]


BASES: dict[str, Callable[[Random], Any]] = {
    "charter": _charter,
    "goal": _goal,
    "meeting": _meeting,
    "person": _people,
}
