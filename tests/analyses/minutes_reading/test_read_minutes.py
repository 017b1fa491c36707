"""Documents in many layouts: attendance, decisions, actions and doubts, exactly, and no line is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.department_reports import department_of_heading
from collab_cli.analyses.minutes_reading.heading_facts import is_generic
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.label_words import heading_topic, labelled
from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.transports.read_minutes_file import read_minutes_file
from tests.analyses.minutes_reading.worlds import AS_OF, company, doubts, understood

DOCUMENTS = sorted(path for path in (Path(__file__).parent / "documents").iterdir() if path.suffix in (".md", ".txt"))


@pytest.mark.no_cover
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.name))
def test_a_document_is_understood(document: Path, request: pytest.FixtureRequest) -> None:
    read = read_minutes(read_minutes_file(document), company(), AS_OF, name=document.name)
    answer = {
        "fields": dict(read.fields),
        "doubts": doubts(read),
        "unplaced": [f"{one.line} {one.text}" for one in read.unplaced],
    }
    expected = document.with_suffix(".json")
    if request.config.getoption("--rewrite-cases"):
        expected.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert answer == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.no_cover
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.name))
def test_no_line_is_lost(document: Path) -> None:
    """Each line is understood, doubted or left over, unless it only announces what follows."""
    blocks = read_minutes_file(document)
    read = read_minutes(blocks, company(), AS_OF, name=document.name)
    told = (
        {one.line for one in read.understood} | {one.line for one in read.doubts} | {one.line for one in read.unplaced}
    )
    collected = Collected(People(company()), Days(AS_OF))
    lost = [
        f"{block.line} {block.text}"
        for block in blocks
        if block.kind != "table" and block.line not in told and not _announces(collected, block.text)
    ]  # fmt: skip
    assert lost == []


def _announces(collected: Collected, text: str) -> bool:
    found = labelled(text)
    if found is not None and not found.value:
        return True
    return heading_topic(text) is not None or is_generic(text) or department_of_heading(collected, text) is not None


def test_there_are_documents_in_many_layouts() -> None:
    assert len(DOCUMENTS) >= 30


def test_a_day_that_is_given_is_the_one_others_are_counted_from() -> None:
    read = understood("# 周会\n日期：2025-07-07\n待办：\n- 张伟：周五前提交预测\n", day=date(2025, 7, 14))
    assert read.fields["date"] == "2025-07-14"
    assert read.fields["actions"] == [{"title": "提交预测", "owner": "zhang-wei", "due": "2025-07-18"}]
    assert doubts(read) == [
        "2 date second_value: 2025-07-07",
        "4 actions.0.due relative_date: 周五 -> 2025-07-18",
    ]


def test_the_name_of_the_file_tells_day_and_title_where_the_text_does_not() -> None:
    read = understood("Present: Li Na\nDecision: we move", name="2025-07-07-moving-day.txt")
    assert (read.fields["date"], read.fields["title"]) == ("2025-07-07", "moving-day")
    assert doubts(read) == [
        "0 date no_date: 2025-07-07-moving-day.txt -> 2025-07-07",
        "0 title no_title: 2025-07-07-moving-day.txt -> moving-day",
    ]


def test_a_text_without_names_and_days_is_hopeless() -> None:
    assert understood("Buy milk\nand bread").is_hopeless
    assert not understood("Present: Li Na").is_hopeless
    assert not understood("Held on 7 July 2025").is_hopeless


def test_a_line_longer_than_any_of_minutes_is_left_as_it_is() -> None:
    read = understood("Present: Li Na\n" + "7月7日" * 400)
    assert [one.line for one in read.unplaced] == [2]


@pytest.mark.parametrize(
    ("said", "day", "kept"),
    [
        ("下次会议: 7.4 下午3点", "2025-07-04", ["下次会议：7.4 下午3点"]),
        ("下次会议：待定", None, ["下次会议：待定"]),
        ("Next meeting: 30 June, 10:00, here.", "2025-06-30", ["Next meeting: 30 June, 10:00, here."]),
        ("Meeting adjourned at 10:05. Next meeting 3 July 2025.", "2025-07-03", []),
    ],
)
def test_the_next_meeting_is_taken_and_what_else_is_said_of_it_is_kept(
    said: str, day: str | None, kept: list[str]
) -> None:
    read = understood(f"# 周例会 2025-06-23\n\n出席：李娜、张伟\n\n{said}\n")
    assert read.fields.get("next_meeting") == day
    assert [one.text for one in read.unplaced] == kept
    assert read.fields.get("end") == ("10:05" if "adjourned" in said else None)
