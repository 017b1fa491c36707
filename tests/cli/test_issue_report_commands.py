"""The reports about what goes from one department to the next, on the demo company."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from collab_cli.model.channel import Channel
from collab_cli.model.fields import WordType, fields_of
from collab_cli.model.handoff import Handoff
from collab_cli.reports.communication import TYPES
from collab_cli.reports.handoffs import OFTEN
from tests.conftest import Result, RunCollab
from tests.rules.worlds import green_demo

DAY = ("--as-of", "2025-07-11")
SOLVED = """\
title: Late offer
category: information
raised_by: zhang-wei
raised_at: 2025-06-10T09:00
first_contact: chen-jie
activity: customer-development
assigned: sales
caused_by: handoff:rolling-forecast
resolution: Sent
resolved_at: 2025-06-10T12:00
status: closed
"""


class Reported(Protocol):
    """Runs ``collab report`` with these words in the demo."""

    def __call__(self, *words: str) -> Result: ...


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = green_demo(tmp_path / "demo")
    (root / "issues" / "2025" / "2025-06-10-late-offer.yaml").write_text(SOLVED, encoding="utf-8")
    return root


@pytest.fixture
def report(demo: Path, run_collab: RunCollab) -> Reported:
    def run(*words: str) -> Result:
        result = run_collab("report", *words, "--lang", "en", cwd=demo)
        assert result.code == 0, result.err
        return result

    return run


def squeezed(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.out.splitlines() if line.strip(" =-")]


def test_disputes_as_text(report: Reported) -> None:
    assert squeezed(report("disputes", *DAY)) == [
        "Issues of Example Manufacturing up to 2025-07-11",
        "Indicator These days",
        "Issues raised 2",
        "Still open 1",
        "Hours to owner (median) 0",
        "Hours to solve (median) 3",
        "Passed to and fro 50 %",
        "Over the limit 1",
        "By cause",
        "Cause Issues Still open Bounced Over the limit Customers feel it much Hours to solve (median)",
        "handoff Rolling forecast 1 0 0 0 0 3",
        "no cause named 1 1 1 1 1 -",
        "Still open",
        "# Issue Now with Status Age Due at Working days Passed on",
        "1 客户 K 投诉批次色差 Sales escalated to 李娜 9 days 2025-07-04 10:05 5 days over 2×, back",
        "From hand to hand",
        "客户 K 投诉批次色差 (2025-07-02-batch-colour-complaint) passed on 2 times",
        "├── 2025-07-02: 陈杰 was asked first",
        "├── 2025-07-02: Sales to Production, 质量原因",
        "├── 2025-07-03: Production to Sales, 需客户样品",
        "└── 2025-07-04: escalated to 李娜",
    ]


def test_disputes_of_a_span_stand_beside_those_before(report: Reported) -> None:
    lines = squeezed(report("disputes", "--from", "2025-06-12", "--to", "2025-07-11"))
    assert lines[:8] == [
        "Issues of Example Manufacturing, 2025-06-12 to 2025-07-11",
        "Indicator These days The days before Change",
        "Issues raised 1 1 0",
        "Still open 1 0 +1",
        "Hours to owner (median) 0 0 0",
        "Hours to solve (median) - 3 -",
        "Passed to and fro 100 % 0 % +100",
        "Over the limit 1 0 +1",
    ]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("cause", ["handoff:rolling-forecast", None]),
        ("department", ["sales"]),
        ("category", ["customer", "information"]),
        ("impact", ["high", "none"]),
    ],
)
def test_disputes_are_summed_up(report: Reported, by: str, names: list[str | None]) -> None:
    found = json.loads(report("disputes", *DAY, "--by", by, "--json").out)
    assert [group["key"] for group in found["groups"]] == names
    assert found["indicators"] == {
        "issues": 2,
        "open": 1,
        "bounced": 1,
        "bounce_rate": 0.5,
        "breached": 1,
        "hours_to_owner": 0,
        "hours_to_resolve": 3,
    }
    assert found["issues"][1]["chain"][0] == {
        "from": "sales",
        "to": "production",
        "at": "2025-07-02",
        "reason": "质量原因",
    }


def test_disputes_of_a_department_without_any(report: Reported) -> None:
    assert squeezed(report("disputes", *DAY, "--department", "marketing"))[1:] == ["No issue was raised in these days."]


def test_handoffs_as_text(report: Reported) -> None:
    assert squeezed(report("handoffs", *DAY)) == [
        "Hand-offs of Example Manufacturing, 2025-06-11 to 2025-07-11",
        "1 of 2 deliveries due in these days came in time: 50 %.",
        "Hand-off Delivers Receives How often Channel Came in time Last delivery Issues",
        "Rolling forecast Sales Production every week 产销协同群 1/2 2025-07-08, 1 day late 1",
        "Late or refused",
        "Hand-off Delivers Receives Due day How it came",
        "Rolling forecast Sales Production 2025-07-07 2025-07-08, 1 day late",
    ]


@pytest.mark.parametrize(
    ("words", "rate", "outcomes"),
    [
        (DAY, 0.5, ["in_time", "late"]),
        (("--as-of", "2025-07-07"), 0.5, ["in_time", "open"]),
        (("--from", "2025-07-01", *DAY), 0, ["late"]),
        (("--to", "2025-06-29", "--from", "2025-06-01"), None, []),
        ((*DAY, "--department", "marketing"), None, None),
    ],
)
def test_handoffs_in_figures(
    report: Reported, words: tuple[str, ...], rate: float | None, outcomes: list[str] | None
) -> None:
    found = json.loads(report("handoffs", *words, "--json").out)
    assert found["on_time_rate"] == rate
    handoffs = [[each["outcome"] for each in one["deliveries"]] for one in found["handoffs"]]
    assert handoffs == ([] if outcomes is None else [outcomes])


def test_a_delivery_that_is_missing_or_refused(demo: Path, report: Reported) -> None:
    path = demo / "handoffs" / "rolling-forecast.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "delivered: 2025-07-08, accepted: true", "delivered: 2025-07-07, accepted: false"
    )
    path.write_text(text, encoding="utf-8")
    assert squeezed(report("handoffs", *DAY))[-1].endswith("2025-07-07 2025-07-07, not accepted")
    path.write_text(text.replace(", delivered: 2025-07-07, accepted: false", ""), encoding="utf-8")
    assert squeezed(report("handoffs", *DAY))[-1].endswith("2025-07-07 4 days overdue")


def test_communication_as_text(demo: Path, report: Reported) -> None:
    lines = squeezed(report("communication", "--as-of", "2025-08-07"))
    assert "Every two departments share a channel." in lines
    assert "滚动预测表 Sales Sales, Production 2025-07 2025-07-07 1 day overdue" in lines
    assert lines[-1] == "产销协同群 Rolling forecast Sales Production"


def test_every_type_of_channel_and_every_rhythm_has_its_words(demo: Path, report: Reported) -> None:
    types = "".join(
        f"- {{id: type-{at}, name: Channel, type: {one}, departments: [sales], response_sla: 2wd}}\n"
        for at, one in enumerate(TYPES)
    )
    (demo / "channels.yaml").write_text(types, encoding="utf-8")
    lines = squeezed(report("communication", *DAY))
    assert [line for line in lines if line.endswith("2 working days")] == [
        "Channel group chat Sales nobody not said 2 working days",
        "Channel shared documents Sales nobody not said 2 working days",
        "Channel video calls Sales nobody not said 2 working days",
        "Channel mail Sales nobody not said 2 working days",
    ]
    words = [info.type for kind in (Channel, Handoff) for info in fields_of(kind) if isinstance(info.type, WordType)]
    assert [tuple(said) for said in (TYPES, OFTEN)] == [
        word.values for word in words if word.of in ("channel.type", "handoff.frequency")
    ]


def test_communication_without_a_channel_in_common(demo: Path, report: Reported) -> None:
    text = "- {id: two, name: Two, type: im_group, departments: [sales, marketing]}\n"
    (demo / "channels.yaml").write_text(text, encoding="utf-8")
    lines = squeezed(report("communication", *DAY))
    assert "Two group chat Sales, Marketing nobody not said" in lines
    assert "2 pairs of departments share no channel." in lines
    assert "Production Sales, Marketing" in lines
    assert lines[-1] == "none in common Rolling forecast Sales Production"
    found = json.loads(report("communication", *DAY, "--json").out)
    assert found["unconnected"] == [["sales", "production"], ["production", "marketing"]]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["disputes", "handoffs", "communication"])
@pytest.mark.parametrize("format", ["markdown", "html", "csv"])
def test_every_format_says_it(report: Reported, name: str, format: str) -> None:
    assert len(report(name, *DAY, "--format", format).out) > 50
