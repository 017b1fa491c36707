"""``collab meeting agenda``: formats, widths, and a series that meets no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.renderers.columns import text_width
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

COMMAND = ("meeting", "agenda", "xdept-weekly", "--as-of", "2025-07-10")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(demo: Path, run_collab: RunCollab, lang: str, width: int) -> None:
    shown = run_collab(*COMMAND, "--lang", lang, "--color", "never", cwd=demo, terminal=True, width=width)
    assert shown.code == 0
    assert max(map(text_width, shown.out.splitlines())) <= width
    assert "2025-07-02-batch-colour-complaint" in shown.out


def test_every_line_has_its_record_and_its_time(demo: Path, run_collab: RunCollab) -> None:
    data = json.loads(run_collab(*COMMAND, "--json", cwd=demo).out)
    assert (data["schema"], data["series"], data["date"]) == (
        "collab/meeting-agenda/v1",
        "xdept-weekly",
        "2025-07-14",
    )
    assert [(item["ref"], item["minutes"]) for item in data["items"]] == [
        ("action:2025-06-30-media-budget-plan", 2),
        ("action:2025-07-07-forecast-deadline", 2),
        ("department:sales", 5),
        ("department:production", 5),
        ("department:marketing", 5),
        ("goal:increase-market-share", 4),
        ("goal:strengthen-brand", 4),
        ("issue:2025-07-02-batch-colour-complaint", 5),
    ]


def test_pages_to_send(demo: Path, run_collab: RunCollab) -> None:
    page = run_collab(*COMMAND, "--format", "html", "--lang", "zh", cwd=demo).out
    assert "<title>跨部门周例会议程，2025年7月14日（周一）</title>" in page
    text = run_collab(*COMMAND, "--format", "markdown", "--lang", "zh", cwd=demo).out
    assert "用时 | 议题 | 发言人 | 现状 | 记录 |\n" in text


def test_a_duty_whose_owners_are_waived_needs_no_decision(run_collab: RunCollab, tmp_path: Path) -> None:
    row = "{id: market-research, activity: market-research, raci: {sales: AR}}"
    root = green_demo(
        tmp_path, {"charters/sales.yaml": lambda text: text.replace("duties:\n", f"duties:\n  - {row}\n")}
    )
    assert "overlap" in topics(run_collab, root)
    waivers = root / "waivers.yaml"
    verdict = (
        "- {id: two-researches, rule: R313, target: 'charter:marketing/market-research',"
        " with: 'charter:sales/market-research', reason: two, approved_by: li-na, expires: 2025-12-31}\n"
    )
    waivers.write_text(waivers.read_text(encoding="utf-8") + verdict, encoding="utf-8")
    assert "overlap" not in topics(run_collab, root)


def topics(run_collab: RunCollab, root: Path) -> list[str]:
    return [item["topic"] for item in json.loads(run_collab(*COMMAND, "--json", cwd=root).out)["items"]]


def test_a_series_that_meets_no_more(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    root = green_demo(tmp_path, {"series/xdept-weekly.yaml": lambda text: text + "status: ended\n"})
    refused = run_collab(*COMMAND, "--lang", "en", cwd=root)
    assert (refused.code, refused.out) == (2, "")
    assert "has no meeting to come" in refused.err
    assert "Traceback" not in refused.err
