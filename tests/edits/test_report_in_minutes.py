from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.plan import Planned
from collab_cli.edits.report_in_minutes import SaidReport, plan_report, report_place
from tests.edits.plans import english, plan_of, refusal, written
from tests.rules.worlds import small_company

PATH = "meetings/2025-07-07-weekly.yaml"
HEAD = "title: Weekly\ndate: 2025-07-07\nseries: weekly\n"
TITLED = "Weekly (2025-07-07-weekly)"


def company(folder: Path, more: str = "", **others: str) -> Path:
    files: dict[str, str | None] = {PATH: f"{HEAD}{more}status: draft\n"}
    files |= {f"meetings/{name}.yaml": text for name, text in others.items()}
    return small_company(folder, files)


def report(root: Path, acting: str | None = None, **said: Any) -> Planned:
    return plan_report(plan_of(root), SaidReport("sales", **said), acting)


def test_a_report_goes_to_the_coming_draft_with_its_fields_in_order(tmp_path: Path) -> None:
    said: dict[str, Any] = {"texts": (("needs", "A stand"), ("progress", " Ten offers ")), "issues": ("Late", "Rain")}
    change = report(company(tmp_path), "chen-jie", **said)
    assert written(change) == {
        PATH: f"{HEAD}reports:\n  - department: sales\n    by: chen-jie\n    progress: Ten offers\n"
        "    issues:\n      - text: Late\n      - text: Rain\n    needs: A stand\nstatus: draft\n"
    }
    assert english(change.sentence) == f"added the report of Sales to {TITLED}"
    assert [english(note) for note in change.notes] == ["2 departments have not reported yet: Production and Marketing"]


def test_what_is_said_later_completes_it(tmp_path: Path) -> None:
    root = company(
        tmp_path, "reports:\n  # mine\n  - {department: sales, by: zhang-wei, progress: Ten, issues: [{text: Late}]}\n"
    )
    change = report(root, acting="chen-jie", texts=(("progress", "Eleven"),), issues=("Late", "Rain"))
    assert (
        "  # mine\n  - {department: sales, by: zhang-wei, progress: Eleven, issues: [{text: Late}, {text: Rain}]}\n"
    ) in written(change)[PATH]
    assert english(change.sentence) == f"completed the report of Sales in {TITLED}"
    assert "by: chen-jie" in written(report(root, texts=(("next", "X"),), by="陈杰"))[PATH]


def test_an_empty_report_made_beforehand_is_filled(tmp_path: Path) -> None:
    root = company(tmp_path, "reports:\n  - department: sales\n  - department: production\npresent: [zhang-wei]\n")
    change = report(root, texts=(("progress", "Ten"),))
    assert ("  - department: sales\n    by: zhang-wei\n    progress: Ten\n  - department: production\n") in written(
        change
    )[PATH]
    assert [english(note) for note in change.notes] == [
        "the report still has no issues",
        "2 departments have not reported yet: Production and Marketing",
    ]


def test_no_problems_are_said_and_not_taken_back_unasked(tmp_path: Path) -> None:
    root = company(tmp_path, "reports: [{department: sales, progress: Ten}]\n")
    assert "progress: Ten, issues: []" in written(report(root, issues=()))[PATH]
    told = company(tmp_path / "told", "reports: [{department: sales, issues: [{text: Late}]}]\n")
    assert refusal(lambda: report(told, issues=())) == (
        "the report names problems already; remove them first with "
        "collab meeting department-report set 2025-07-07-weekly sales 'issues=[]'"
    )


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "nothing is reported; say it with --progress, --issue, --next and --needs"),
        ({"texts": (("next", " "),)}, "--next is empty; leave it out, or write something"),
        (
            {"texts": (("next", "X"),), "meeting": "2025-06-23-weekly"},
            "Weekly meeting (2025-06-23-weekly) is approved, so its reports cannot change; "
            "put it right in the minutes of the next meeting",
        ),
    ],
)
def test_what_cannot_be_reported_is_refused(tmp_path: Path, said: dict[str, Any], fault: str) -> None:
    assert refusal(lambda: report(company(tmp_path), **said)) == fault


def test_the_meeting_is_the_next_one_that_needs_the_department(tmp_path: Path) -> None:
    near = "title: Talk\ndate: 2025-07-01\nstatus: draft\n"  # of no series, and nobody reports there
    past = f"title: Weekly\ndate: 2025-06-16\nseries: weekly\nstatus: draft\n"  # noqa: F541
    root = company(tmp_path, **{"2025-07-01-talk": near, "2025-06-16-weekly": past})
    place = report_place(plan_of(root), SaidReport("销售部"))
    assert (place.meeting.id, place.department, place.index, place.has_issues) == (
        "2025-07-07-weekly",
        "sales",
        None,
        False,
    )
    (root / PATH).unlink()
    assert report_place(plan_of(root), SaidReport("sales")).meeting.id == "2025-06-16-weekly"
    (root / "meetings/2025-06-16-weekly.yaml").unlink()
    assert refusal(lambda: report_place(plan_of(root), SaidReport("sales"))) == (
        "no draft of a meeting waits for a report of Sales; "
        "name the meeting with --meeting, or make its draft with collab meeting add --series SERIES"
    )


def test_of_several_on_one_day_one_is_to_be_named(tmp_path: Path) -> None:
    other = "title: Talk\ndate: 2025-07-07\nstatus: draft\nreports: [{department: sales}]\n"
    root = company(tmp_path, **{"2025-07-07-talk": other})
    assert refusal(lambda: report_place(plan_of(root), SaidReport("sales"))) == (
        "several meetings wait for a report of Sales; name one with --meeting: 2025-07-07-talk and 2025-07-07-weekly"
    )
