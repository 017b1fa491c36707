"""Issues on the demo company: raised and routed, listed, handed over, taken higher up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from tests.cli.dialogues import DOWN, ENTER, exit_code, on_terminal
from tests.conftest import Result, RunCollab
from tests.rules.worlds import green_demo

COMPLAINT = "2025-07-02-batch-colour-complaint"
PATH = f"issues/2025/{COMPLAINT}.yaml"
DAY = ("--as-of", "2025-07-11")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


class Act(Protocol):
    """Runs ``collab issue`` with these words in the demo."""

    def __call__(self, *words: str) -> Result: ...


@pytest.fixture
def issue(demo: Path, run_collab: RunCollab) -> Act:
    def run(*words: str) -> Result:
        return run_collab("issue", *words, "--lang", "en", cwd=demo)

    return run


def on_its_day(demo: Path) -> None:
    """Let it be the day of the complaint's standing, which is raised after the day of the demo."""
    settings = demo / "collab.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("as_of: 2025-06-30", f"as_of: {DAY[1]}"), encoding="utf-8")


def written(demo: Path, name: str) -> str:
    return (demo / "issues" / "2025" / f"{name}.yaml").read_text(encoding="utf-8")


def told(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return [line for line in result.err.splitlines() if not line.startswith("as of ")]


def test_a_problem_goes_to_whoever_answers_for_its_duty(demo: Path, issue: Act) -> None:
    result = issue(
        *("raise", "Complaint about colours", "--by", "王强", "--first-contact", "陈杰", "--category", "customer"),
        *(
            "--customer-impact",
            "high",
            "--source",
            "channel:sales-production",
            "--caused-by",
            "handoff:rolling-forecast",
        ),
        *("--date", "2025-06-30T16:30", "--sla", "4h"),
    )
    assert result.out == "issues/2025/2025-06-30-complaint-about-colours.yaml\n"
    assert told(result) == [
        "raised the issue Complaint about colours (2025-06-30-complaint-about-colours)",
        "Sales has it now: Complaint handling (complaint-handling) is theirs",
        "to be solved by 2025-07-01 12:30",
    ]
    assert written(demo, "2025-06-30-complaint-about-colours") == (
        "title: Complaint about colours\n"
        "category: customer\n"
        "raised_by: wang-qiang\n"
        "raised_at: 2025-06-30T16:30\n"
        "first_contact: chen-jie\n"
        "activity: complaint-handling\n"
        "assigned: sales\n"
        "sla: 4h\n"
        "customer_impact: high\n"
        "caused_by: handoff:rolling-forecast\n"
        "source: channel:sales-production\n"
        "status: assigned\n"
    )


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("合同评审慢",),
            [
                "it may belong to Sales contract signing (contract-signing): Sales; "
                "hand it over with collab issue handover 2025-06-30-he-tong-ping-shen-man --to ...",
                "张伟 keeps it until it is handed over",
            ],
        ),
        (
            ("电脑坏了",),
            [
                "GAP: no duty reads like it; collab who TEXT looks for one by other words",
                "张伟 keeps it until it is handed over",
            ],
        ),
        (("客户投诉", "--keep"), ["张伟 keeps it until it is handed over"]),
        (("电脑坏了", "--to", "production"), ["Production has it now"]),
        (
            ("电脑坏了", "--activity", "quality-inspection"),
            ["Production has it now: Quality inspection (quality-inspection) is theirs"],
        ),
    ],
)
def test_nobody_is_guessed(issue: Act, words: tuple[str, ...], lines: list[str]) -> None:
    result = issue("raise", *words, "--by", "zhang-wei", "--dry-run")
    assert told(result)[:-1] == lines
    assert told(result)[-1] == "to be solved by 2025-07-02 17:00"
    assert ("+assigned:" in result.out) == ("has it now" in lines[0])


def test_a_gap_and_an_overlap_are_said(demo: Path, issue: Act) -> None:
    activities = demo / "activities.yaml"
    text = activities.read_text(encoding="utf-8") + "- {id: packaging, name: {zh: 包装, en: Packaging}}\n"
    activities.write_text(text, encoding="utf-8")
    assert told(issue("raise", "Packaging torn", "--by", "zhang-wei", "--dry-run"))[0] == (
        "GAP: nobody answers for Packaging (packaging); collab charter gaps shows how to fill it"
    )
    charter = demo / "charters" / "marketing.yaml"
    duty = "duties:\n  - {id: complaint-handling, title: Complaints, raci: {marketing: AR}}\n"
    charter.write_text(charter.read_text(encoding="utf-8").replace("duties:\n", duty), encoding="utf-8")
    result = issue("raise", "Complaint", "--by", "zhang-wei", "--dry-run")
    assert told(result)[0] == (
        "OVERLAP: Marketing and Sales each answer for Complaint handling (complaint-handling); "
        "settle who takes it, then collab issue handover 2025-06-30-complaint --to ..."
    )
    assert "+assigned" not in result.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Late", "--by", "li-na", "--keep", "--to", "sales"), "--keep and --to contradict each other"),
        ((" ", "--by", "li-na"), "an issue needs a text"),
        (("Late", "--by", "nobody"), "there is no person nobody"),
        (("Late", "--by", "li-na", "--source", "person:li-na"), "person:li-na does not fit here"),
    ],
)
def test_wrong_input(issue: Act, words: tuple[str, ...], message: str) -> None:
    result = issue("raise", *words)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_the_list_says_what_is_late_and_what_came_back(issue: Act) -> None:
    lines = issue("list", *DAY).out.splitlines()
    assert lines[0] == "1 issue, 1 over its limit, 1 passed to and fro."
    assert [" ".join(line.split()) for line in lines[2:]] == [
        "# Issue Now with Status Age Due at Working days Passed on",
        "1 客户 K 投诉批次色差 Sales escalated to 李娜 9 days 2025-07-04 10:05 5 days over 2×, back",
    ]
    on_the_day = issue("list", "--as-of", "2025-07-04").out
    assert " ".join(on_the_day.split()).endswith("2 days 2025-07-04 10:05 today 2×, back")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 1),
        (("--overdue",), 1),
        (("--department", "sales"), 1),
        (("--department", "production"), 0),
        (("--all",), 1),
    ],
)
def test_what_is_asked_for(issue: Act, words: tuple[str, ...], count: int) -> None:
    assert len(json.loads(issue("list", *DAY, *words, "--json").out)["records"]) == count


def test_figures_for_programs(issue: Act) -> None:
    (record,) = json.loads(issue("list", *DAY, "--json").out)["records"]
    assert record["standing"] == {
        "age": 9,
        "bounced": True,
        "breached": True,
        "department": "sales",
        "due_at": "2025-07-04T10:05+08:00",
        "handovers": 2,
        "holder": "sales",
        "hours_to_owner": 0.0,
        "hours_to_resolve": None,
        "overdue": True,
        "raised_at": "2025-07-02T10:05+08:00",
        "sla": "2wd",
        "working_days_left": -5,
    }
    head, row = issue("list", *DAY, "--format", "csv").out.splitlines()
    assert head.split(",")[:4] == ["Issue", "Now with", "Department", "Status"]
    assert row.split(",")[6:12] == ["2025-07-02", "2025-07-04", "9", "-5", "2", "yes"]


def test_the_numbers_of_the_list_are_understood(demo: Path, issue: Act) -> None:
    on_its_day(demo)
    issue("list", *DAY)
    assert told(issue("handover", "1", "--to", "production", "--reason", "Made there")) == [
        f"handed 客户 K 投诉批次色差 ({COMPLAINT}) over to Production",
        f"1 is 客户 K 投诉批次色差 ({COMPLAINT})",
        "it comes back to Production, who had passed it on; "
        f"collab issue escalate {COMPLAINT} has somebody above both decide",
    ]
    assert "- {from: sales, to: production, at: 2025-07-11, reason: Made there}" in written(demo, COMPLAINT)


def test_nothing_happens_to_an_issue_before_it_is_raised(demo: Path, issue: Act) -> None:
    before = written(demo, COMPLAINT)
    for words in (
        ("handover", COMPLAINT, "--to", "marketing", "--reason", "q"),
        ("escalate", COMPLAINT, "--to", "li-na"),
    ):
        refused = issue(*words, "--date", "2025-06-01")
        assert (refused.code, refused.out) == (2, "")
        assert ".at 2025-06-01 before " in refused.err
    assert written(demo, COMPLAINT) == before


def test_the_next_above_is_asked(demo: Path, issue: Act) -> None:
    on_its_day(demo)
    path = demo / PATH
    text = path.read_text(encoding="utf-8").replace("escalations:\n  - {to: li-na, at: 2025-07-04}\n", "")
    once = text.replace("  - {from: production, to: sales, at: 2025-07-03, reason: 需客户样品}\n", "")
    path.write_text(once, encoding="utf-8")
    assert told(issue("escalate", COMPLAINT))[:2] == [
        f"took 客户 K 投诉批次色差 ({COMPLAINT}) to 张伟",
        "the next above Sales; name somebody else with --to",
    ]
    assert told(issue("escalate", COMPLAINT))[0] == f"took 客户 K 投诉批次色差 ({COMPLAINT}) to 李娜"
    refused = issue("escalate", COMPLAINT)
    assert (refused.code, refused.out) == (2, "")
    assert f"nobody is left above Sales, who has 客户 K 投诉批次色差 ({COMPLAINT})" in refused.err
    path.write_text(text, encoding="utf-8")
    assert told(issue("escalate", COMPLAINT))[:2] == [
        f"took 客户 K 投诉批次色差 ({COMPLAINT}) to 李娜",
        "above all it was passed between; name somebody else with --to",
    ]


def test_what_failed_is_told_when_it_is_solved(demo: Path, issue: Act) -> None:
    issue("raise", "Complaint", "--by", "li-na", "--caused-by", "handoff:rolling-forecast")
    assert told(issue("resolve", "2025-06-30-complaint", "--resolution", "Exchanged"))[1:] == [
        "it came from the hand-off rolling-forecast; collab report handoffs shows how that is kept"
    ]


@pytest.mark.parametrize(("person", "count"), [("li.na", 1), ("zhang.wei", 1), ("wang.qiang", 0)])
def test_what_is_on_me(demo: Path, issue: Act, monkeypatch: pytest.MonkeyPatch, person: str, count: int) -> None:
    people = demo / "people.yaml"
    text = people.read_text(encoding="utf-8").replace("role: production-head\n", "role: production-head\n  git: [W]\n")
    people.write_text(text, encoding="utf-8")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "W" if person == "wang.qiang" else person)
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", f"{person}@example.com")
    assert len(json.loads(issue("list", *DAY, "--mine", "--json").out)["records"]) == count


def test_nobody_knows_who_is_asking(issue: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Nobody")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "nobody@example.com")
    for words, message in (
        (("list", "--mine"), "the identity of git is that of no person here; "),
        (("raise", "Late"), "nobody is named who raises it, and the identity of git is that of no person here; "),
    ):
        refused = issue(*words)
        assert (refused.code, refused.out) == (2, "")
        assert message in refused.err
        assert "collab set person:ID git+=nobody@example.com" in refused.err


def test_whoever_is_at_the_keyboard_raises_it(issue: Act) -> None:
    assert "+raised_by: zhang-wei\n" in issue("raise", "Late", "--dry-run").out


@pytest.mark.parametrize(("keys", "activity"), [(ENTER, "contract-signing"), (DOWN + ENTER, None)])
def test_on_a_terminal_it_asks_which_duty(
    demo: Path, environment: dict[str, str], keys: str, activity: str | None
) -> None:
    child = on_terminal(demo, environment, "issue", "raise", "合同评审慢", "--by", "zhang-wei")
    child.expect("Which duty does it belong to")
    child.send(keys)
    child.expect("to be solved by")
    assert exit_code(child) == 0
    text = written(demo, "2025-06-30-he-tong-ping-shen-man")
    assert (f"activity: {activity}\nassigned: sales\n" in text) == (activity is not None)
    assert ("assigned" in text) == (activity is not None)
