"""Minutes are published with the actions noted in them, in one step, and say what they leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import planned, refused
from tests.edits.plans import english, written
from tests.rules.worlds import small_company

PATH = "meetings/2025-06-30-weekly.yaml"
HEAD = "title: {zh: 周会, en: Weekly}\ndate: 2025-06-30\nseries: weekly\nagenda: [News]\n"
THERE = "present: [zhang-wei, wang-qiang, liu-fang]\n"
REPORTS = """\
reports:
  - {department: sales, progress: Fine, issues: [{text: Late}, {text: Rain, disposition: parked}]}
  - {department: production, progress: Fine, issues: []}
  - {department: marketing, progress: Fine, issues: []}
"""
CARRIED = "carried_over: [2025-06-23-photograph-returns]\n"
DECISIONS = "decisions: [{id: dec1, text: X, rationale: Y, owner: li-na}]\n"
TITLED = "Weekly (2025-06-30-weekly)"


def company(folder: Path, *more: str, head: str = HEAD) -> Path:
    return small_company(folder, {PATH: head + "".join(more) + "status: draft\n"})


def test_every_action_noted_becomes_a_record_before_the_minutes_name_it(tmp_path: Path) -> None:
    stubs = (
        "actions:\n  - 2025-06-23-photograph-returns\n"
        "  # by Friday\n"
        "  - {title: Call back, owner: chen-jie, due: 2025-07-04}  # or earlier\n"
        "  - title: {zh: 打电话, en: Call back}\n    owner: zhang-wei\n    # ?: this week\n    due: 2025-07-05\n"
        "    decision: dec1\n    assist: [production]\n    supervisor: li-na\n"
    )
    change = planned(company(tmp_path, THERE, DECISIONS, stubs, REPORTS.replace("{text: Late}, ", "")), *PUBLISH)
    assert [write.path for write in change.writes] == [
        "actions/2025-06-30-call-back.yaml",
        "actions/2025-06-30-call-back-2.yaml",
        PATH,
    ]
    texts = written(change)
    assert texts["actions/2025-06-30-call-back.yaml"] == (
        "title: Call back\nowner: chen-jie\ndue: 2025-07-04\norigin: meeting:2025-06-30-weekly\n"
        "history:\n  - date: 2025-06-30\n    by: chen-jie\n    status: open\n"
    )
    assert texts["actions/2025-06-30-call-back-2.yaml"] == (
        "title:\n  zh: 打电话\n  en: Call back\nowner: zhang-wei\ndue: 2025-07-05\n"
        "origin: meeting:2025-06-30-weekly/dec1\nassist: [production]\nsupervisor: li-na\n"
        "history:\n  - date: 2025-06-30\n    by: chen-jie\n    status: open\n"
    )
    assert (
        "  - 2025-06-23-photograph-returns\n  # by Friday\n  - 2025-06-30-call-back  # or earlier\n"
        "  # ?: this week\n  - 2025-06-30-call-back-2\n"
    ) in texts[PATH]
    assert "published: 2025-06-30\nstatus: published\n" in texts[PATH]
    assert [english(note) for note in change.notes] == [
        "made 2 actions: Call back (2025-06-30-call-back) and Call back (2025-06-30-call-back-2)",
        "1 doubt is still marked with # ?: in the file",
    ]


PUBLISH = ("meeting publish", "2025-06-30-weekly")


def test_what_is_left_open_is_told_a_line_each(tmp_path: Path) -> None:
    there = "present: [zhang-wei, liu-fang]\n"
    reports = REPORTS.replace("  - {department: marketing, progress: Fine, issues: []}\n", "# ?: who?\n")
    change = planned(company(tmp_path, there, reports), *PUBLISH)
    assert [english(note) for note in change.notes] == [
        "no report of Marketing",
        "nobody came for Production, and nobody was named",
        "1 problem without what became of it: Late",
        "say what became of it with collab meeting report sales --meeting 2025-06-30-weekly --issue 1 "
        "--disposition decision|action|escalated|parked --ref REF",
        "1 open action of earlier meetings was passed over: Photograph every return (2025-06-23-photograph-returns)",
        "neither an action nor the next meeting is named",
        "1 doubt is still marked with # ?: in the file",
    ]
    assert english(change.sentence) == f"published the minutes {TITLED}"


def test_lines_that_found_no_place_are_told(tmp_path: Path) -> None:
    notes = (
        'notes: "Not placed when the minutes were read from m.md:\\n\\n- Tea\\n- Coffee"\nnext_meeting: 2025-07-07\n'
    )
    change = planned(company(tmp_path, THERE, CARRIED, REPORTS.replace("{text: Late}, ", ""), notes), *PUBLISH)
    assert [english(note) for note in change.notes] == [
        "2 lines of the notes found no place; they stay in the file and are not sent out"
    ]


def test_whoever_publishes_on_whatever_day_makes_the_same_records(tmp_path: Path) -> None:
    stubs = "actions:\n  - {title: Call back, owner: chen-jie, due: 2025-07-04, x-note: keep me}\n"
    root = company(tmp_path, THERE, stubs)
    made = [
        written(planned(root, *PUBLISH, date=day))["actions/2025-06-30-call-back.yaml"]
        for day in ("2025-06-30", "2025-07-01")
    ]
    assert (
        made[0]
        == made[1]
        == (
            "title: Call back\nowner: chen-jie\ndue: 2025-07-04\norigin: meeting:2025-06-30-weekly\n"
            "history:\n  - date: 2025-06-30\n    by: chen-jie\n    status: open\nx-note: keep me\n"
        )
    )


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            "actions: [{title: Call, owner: li-na, due: 2025-06-27}]\n" + THERE,
            f"{TITLED} cannot be published: action 1, Call, is due on 2025-06-27, before the meeting; "
            "correct it with collab meeting action set 2025-06-30-weekly 1 due=...",
        ),
        (
            "regrets: [{person: liu-fang}]\n" + THERE,
            "Liu Fang cannot be there and away; say which it is: "
            "collab meeting present 2025-06-30-weekly liu-fang or "
            "collab meeting present 2025-06-30-weekly --regret liu-fang",
        ),
        (
            "actions: [{title: Call}]\n" + THERE,
            f"{TITLED} cannot be published: action 1, Call, has no owner and due; write it with "
            "collab meeting action set 2025-06-30-weekly 1 owner=... due=...",
        ),
        (
            "actions: [{title: Call, owner: li-na, due: 2025-07-04, decision: dec9}]\n" + THERE,
            f"{TITLED} cannot be published: action 1, Call, names the decision dec9, which is not there; "
            "write it with collab meeting action set 2025-06-30-weekly 1 decision=...",
        ),
        (
            DECISIONS + "present: [zhang-wei]\n",
            f"{TITLED} cannot be published with decisions: 1 of 3 departments were there, the quorum is 50 %; "
            "note who else was there with collab meeting present 2025-06-30-weekly, "
            "or take the decisions at the next meeting",
        ),
        (
            "",
            f"{TITLED} cannot be published without present; write it with collab meeting present 2025-06-30-weekly",
        ),
    ],
)
def test_what_makes_it_no_minutes_is_refused(tmp_path: Path, more: str, fault: str) -> None:
    assert refused(company(tmp_path, more), *PUBLISH) == fault


def test_many_actions_are_made_at_once(tmp_path: Path) -> None:
    stubs = "".join(f"  - {{title: Task {n}, owner: li-na, due: 2025-07-04}}\n" for n in range(60))
    change = planned(company(tmp_path, THERE, f"actions:\n{stubs}", CARRIED), *PUBLISH)
    assert len(change.writes) == 61
    assert "  - 2025-06-30-task-0\n  - 2025-06-30-task-1\n" in written(change)[PATH]
