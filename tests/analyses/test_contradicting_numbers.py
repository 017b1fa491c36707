from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.contradicting_numbers import contradicting_numbers
from tests.rules.worlds import small_company, world_of

METRICS = """\
- {id: output, name: {zh: 产量, en: Output}, unit: 万件, points: [{date: 2025-06-20, value: 92.4}, {date: 2025-07-05, value: 1}]}
- {id: good-output, name: {zh: 合格产量, en: Good output}, unit: 件, points: [{date: 2025-06-20, value: 1200}]}
- {id: market-share, name: {zh: 市场占有率, en: Market share}, unit: "%"}
- {id: return-rate, name: {zh: 退货率, en: Return rate}, unit: "%", direction: down}
"""  # noqa: E501


def told(folder: Path, progress: str) -> list[tuple[str, str, str]]:
    text = (
        "title: Weekly\ndate: 2025-06-30\nstatus: published\n"
        f"reports: [{{department: sales, progress: {progress!r}, issues: []}}]\n"
    )
    root = small_company(folder, {"metrics.yaml": METRICS, "meetings/2025-06-30-x.yaml": text})
    world = world_of(root)
    meeting = world.workspace.records["meeting"]["2025-06-30-x"]
    return [(one.said, one.ref, str(one.value)) for one in contradicting_numbers(world, meeting)]


@pytest.mark.parametrize(
    "progress",
    [
        "产量92.4万件",
        "产量 92",  # fewer digits: rounded
        "产量924000",  # in full
        "产量 92.4 万",
        "产量９２.４，合格产量1,200",
        "Output is 92.4. 3 contracts signed",
        "Output rose. 3 contracts signed",
        "产量在7月达到92.4",
        "合格产量1200",  # not the metric whose name is a part of it
        "Outputs 3",
        "throughOutput 3",
        "市场占有率",
    ],
)
@pytest.mark.no_cover
def test_what_agrees_or_tells_no_number(tmp_path: Path, progress: str) -> None:
    assert told(tmp_path, progress) == []


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("产量93万件", [("93万", "metric:output", "92.4")]),
        ("产量 92.5", [("92.5", "metric:output", "92.4")]),
        ("合格产量1,300件，产量95", [("1,300", "metric:good-output", "1200"), ("95", "metric:output", "92.4")]),
        ("Market share is at 15 %", [("15", "goal:increase-market-share/kr1", "13.6")]),
    ],
)
@pytest.mark.no_cover
def test_what_differs(tmp_path: Path, progress: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(tmp_path, progress) == expected
