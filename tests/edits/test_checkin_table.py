from __future__ import annotations

import pytest

from collab_cli.edits.checkin_table import CheckInTable, read_checkin_table
from collab_cli.transports.delimited_text import read_delimited
from tests.edits.plans import english, refusal


def read(text: str) -> CheckInTable:
    return read_checkin_table("june.csv", read_delimited("june.csv", text))


@pytest.mark.parametrize(
    "headings",
    [
        "Goal,Key result,Date,Value,Confidence,Note,Cause,Action,Status",
        "目标,关键结果,日期,数值,信心,备注,原因,措施,状态",
        " GOAL ,KR,填报日期,完成值,把握,说明,差距原因,行动,Status",
    ],
)
def test_headings_in_both_languages(headings: str) -> None:
    (line,) = read(f"{headings}\nincrease-revenue,kr1,6/20,90,60%,ok,late,a1;a2,at_risk\n").said
    assert (line.key_result, line.value, line.address) == ("increase-revenue/kr1", "90", "june.csv:2")
    assert dict(line.fields) == {"date": "6/20", "confidence": "60%", "note": "ok", "status": "at_risk"}
    assert (line.cause, line.actions) == ("late", ("a1;a2",))


@pytest.mark.parametrize("heading", ["key result", "KR", "关键结果", "goal", "目标"])
def test_goal_and_key_result_in_one_column(heading: str) -> None:
    (line,) = read(f"{heading},value\nincrease-revenue/kr1,90\n").said
    assert line.key_result == "increase-revenue/kr1"


def test_lines_count_as_they_stand_in_the_file() -> None:
    lines = ("", "目标,数值,负责人", "", "increase-revenue/kr1,90,张伟", ",,", "x,,李娜", "strengthen-brand/kr1,38,")
    table = read("\n".join(lines))
    assert [(line.address, line.key_result) for line in table.said] == [
        ("june.csv:4", "increase-revenue/kr1"),
        ("june.csv:7", "strengthen-brand/kr1"),
    ]
    assert [english(note) for note in table.notes] == [
        "not read: 负责人",
        "1 line has no value and is left out",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "Goal,Date\nx,6/30\n",
            "june.csv has no column value; head the columns goal, key result, date, value, confidence, note, cause, "
            "action, or 目标、关键结果、日期、数值、信心、备注、原因、措施",
        ),
        ("Name,Value\nx,3\n", "june.csv has no column goal; "),
        ("Goal,Value,Actual\nx,1,2\n", "june.csv has two columns for one thing: Value and Actual; remove one"),
        ("Goal,Value\nx,\n", "june.csv has no line with a value; write one check-in a line"),
        ("Goal,Value\n", "june.csv has no line with a value; write one check-in a line"),
    ],
)
def test_tables_that_cannot_be_read(text: str, fault: str) -> None:
    assert refusal(lambda: read(text)).startswith(fault)
