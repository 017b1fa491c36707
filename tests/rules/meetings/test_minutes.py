from pathlib import Path

import pytest

from tests.rules.worlds import Found, check, found, small_company

STUB = "{title: Call back customer K, owner: chen-jie, due: 2025-07-04}"


def minutes(status: str, actions: str) -> dict[str, str | None]:
    text = (
        "title: {zh: 跨部门周例会, en: Weekly meeting}\n"
        "date: 2025-06-30\n"
        f"status: {status}\n"
        "actions:\n"
        f"  - 2025-06-23-photograph-returns\n"
        f"  - {actions}\n"
    )
    return {"meetings/2025-06-30-weekly.yaml": text}


@pytest.mark.parametrize("status", ["published", "approved"])
def test_m413_names_the_stub_and_stands_at_it(tmp_path: Path, status: str) -> None:
    outcome = check(small_company(tmp_path, minutes(status, STUB)), profile="starter")
    assert found(outcome, "M413") == [
        Found(
            "M413",
            "error",
            "meetings/2025-06-30-weekly.yaml:6:5",
            f"Weekly meeting (2025-06-30-weekly) is {status} with an action that has no record: Call back customer K; "
            "make it an action of its own and put its id here",
            ("meeting:2025-06-30-weekly",),
        )
    ]


@pytest.mark.parametrize(
    ("status", "action"),
    [("draft", STUB), ("cancelled\nreason: Fair", STUB), ("published", "2025-06-23-photograph-returns")],
)
def test_m413_leaves_drafts_cancelled_meetings_and_ids_alone(tmp_path: Path, status: str, action: str) -> None:
    assert found(check(small_company(tmp_path, minutes(status, action))), "M413") == []


def test_m413_counts_every_stub_by_its_place_in_the_file(tmp_path: Path) -> None:
    files = minutes("published", f"{STUB}\n  - no-such-action\n  - {{title: Ask again}}")
    places = [one.place.rpartition("/")[2] for one in found(check(small_company(tmp_path, files)), "M413")]
    assert places == ["2025-06-30-weekly.yaml:6:5", "2025-06-30-weekly.yaml:8:5"]
