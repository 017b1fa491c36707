"""Problems that one meeting after the other talks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.findings import Finding
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, check, said, set_check, small_company

GAP = "- {id: packaging, name: {zh: 包装, en: Packaging}}\n"
LATE = "{text: Samples reach customers late}"


def minutes(day: str, *issues: str, status: str = "published") -> dict[str, str]:
    text = (
        f"title: Weekly\ndate: {day}\nchair: li-na\nsecretary: chen-jie\npresent: [li-na]\nagenda: [Reports]\n"
        f"reports: [{{department: sales, by: zhang-wei, progress: Fine, issues: [{', '.join(issues)}]}}]\n"
        f"status: {status}\n"
    )
    return {f"meetings/{day}-talk.yaml": text}


def company(folder: Path, *files: dict[str, str]) -> Path:
    activities = (EXAMPLE / "activities.yaml").read_text(encoding="utf-8") + GAP
    return small_company(folder, {"activities.yaml": activities, **{k: v for each in files for k, v in each.items()}})


def recurring(root: Path) -> list[Finding]:
    return [finding for finding in check(root, profile="standard").findings if finding.code == "X962"]


def test_x962_names_the_meetings_of_texts_that_read_alike(tmp_path: Path) -> None:
    root = company(
        tmp_path,
        minutes("2025-05-05", LATE),
        minutes("2025-05-12", "{text: Something else}", LATE),
        minutes("2025-06-02", "{text: Samples again reach customers late}"),
    )
    (finding,) = recurring(root)
    assert said(finding) == (
        "the problem “Samples reach customers late” came up in 3 meetings and belongs to nobody's duty; "
        "name under topic the activity it belongs to"
    )
    assert str(finding.place).startswith("meetings/2025-05-05-talk.yaml:7:")
    assert [related.place.path for related in finding.related] == [
        "meetings/2025-05-12-talk.yaml",
        "meetings/2025-06-02-talk.yaml",
    ]
    assert finding.records == tuple(f"meeting:{day}-talk" for day in ("2025-05-05", "2025-05-12", "2025-06-02"))
    assert finding.fixes == ()
    assert in_chinese(check(root), "X962") == [
        "问题“Samples reach customers late”在 3 次会议上提出，却不属于任何人的职责；在 topic 写明所属的职责事项"
    ]


def test_x962_finds_a_topic_nobody_answers_for(tmp_path: Path) -> None:
    torn = "{text: Boxes torn, topic: packaging}"
    root = company(
        tmp_path,
        *(minutes(day, torn) for day in ("2025-05-05", "2025-05-12")),
        minutes("2025-05-19", "{text: Labels fall off, topic: packaging}"),
    )
    (finding,) = recurring(root)
    assert said(finding) == (
        "Packaging (packaging) was a problem in 3 meetings, and nobody answers for it; add a duty to one charter"
    )
    assert finding.records[-1] == "activity:packaging"


@pytest.mark.parametrize(
    ("days", "issue", "status"),
    [
        (("2025-05-05", "2025-05-12"), LATE, "published"),
        (("2025-05-05", "2025-05-12", "2025-05-19"), LATE, "draft"),
        (("2025-01-06", "2025-03-03", "2025-04-07"), LATE, "published"),
        (("2025-05-05", "2025-05-12", "2025-05-19"), "{text: Late, topic: complaint-handling}", "published"),
    ],
)
def test_x962_is_silent_on_few_meetings_drafts_long_spans_and_owned_topics(
    tmp_path: Path, days: tuple[str, ...], issue: str, status: str
) -> None:
    assert recurring(company(tmp_path, *(minutes(day, issue, status=status) for day in days))) == []


def test_x962_counts_a_meeting_once(tmp_path: Path) -> None:
    assert recurring(company(tmp_path, minutes("2025-05-05", LATE, LATE), minutes("2025-05-12", LATE))) == []


def test_x962_offers_the_topic_the_text_names(tmp_path: Path) -> None:
    days = ("2025-05-05", "2025-05-12", "2025-05-19")
    (finding,) = recurring(company(tmp_path / "a", *(minutes(day, "{text: Complaints are lost}") for day in days)))
    (fix,) = finding.fixes
    assert [(patch.path[9:19], patch.replacement) for patch in fix.patches] == [
        (day, ", topic: complaint-handling") for day in days
    ]
    approved = (minutes(day, "{text: Complaints are lost}", status="approved") for day in days)
    (finding,) = recurring(company(tmp_path / "b", *approved))
    assert finding.fixes == ()


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        ("recurring-meetings: 2", 1),
        ("recurring-meetings: 3", 0),
        ("recurring-meetings: 2, recurring-days: 28", 1),
        ("recurring-meetings: 2, recurring-days: 27", 0),
        ("recurring-meetings: 2, overlap-warn: 0.75", 1),
        ("recurring-meetings: 2, overlap-warn: 0.76", 0),
    ],
)
def test_x962_honours_its_limits(tmp_path: Path, limits: str, count: int) -> None:
    texts = ("{text: one two three four}", "{text: one two three five}")
    root = company(tmp_path, minutes("2025-05-05", texts[0]), minutes("2025-06-02", texts[1]))
    set_check(root, f"thresholds: {{{limits}}}")
    assert len(recurring(root)) == count
