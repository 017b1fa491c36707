"""Decisions of the demo company, and what became of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

FORECAST = "2025-07-07-xdept-weekly/dec1"
WORKSHOP = "2025-01-10-goal-workshop/dec1"
MINUTES = "meetings/2025/2025-07-14-xdept-weekly.yaml"
LATER = "decisions:\n  - {id: dec1, text: 预测改为每周四提交, supersedes: meeting:2025-07-07-xdept-weekly/dec1}\n"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def supersede(demo: Path) -> None:
    path = demo / MINUTES
    path.write_text(path.read_text("utf-8").replace("status: draft", LATER + "status: published"), "utf-8")


def test_the_list_as_text(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("decision", "list", "--quiet", "--lang", "en", cwd=demo).out == (
        "2 decisions, 1 not carried out yet.\n"
        "\n"
        "跨部门周例会, 2025-07-07 (2025-07-07-xdept-weekly)\n"
        "--------------------------------------------------\n"
        "#  Decision                    Owner  Changes                       Standing\n"
        "1  预测改为每周五 17 点前提交  张伟   每周五 17 点前提交 13 周预测  not carried out yet\n"
        "\n"
        "2025 目标研讨会, 2025-01-10 (2025-01-10-goal-workshop)\n"
        "------------------------------------------------------\n"
        "#  Decision                             Owner  Changes  Standing\n"
        "2  按销售 0.4、生产 0.3、市场 0.3 分解  李娜            -\n"
    )


def test_filters(demo: Path, run_collab: RunCollab) -> None:
    supersede(demo)
    new = "2025-07-14-xdept-weekly/dec1"
    for words, refs in (
        ((), [new, WORKSHOP]),
        (("--all",), [new, FORECAST, WORKSHOP]),
        (("--all", "--owner", "张伟"), [FORECAST]),
        (("--from", "2025-07-08"), [new]),
        (("--all", "--to", "2025-07-07"), [FORECAST, WORKSHOP]),
        (("--open",), []),
    ):
        answer = json.loads(run_collab("decision", "list", "--json", *words, cwd=demo).out)
        assert [one["ref"] for one in answer["decisions"]] == [f"meeting:{ref}" for ref in refs], words
    said = run_collab(
        "decision", "list", "--from", "2025-07-08", "--to", "2025-07-07", "--quiet", "--lang", "en", cwd=demo
    )
    assert (said.code, said.out) == (2, "")
    assert "the first day, 2025-07-08, is after the last, 2025-07-07" in said.err
    empty = run_collab("decision", "list", "--open", "--quiet", "--lang", "en", cwd=demo)
    assert empty.out == "no decision is as asked for\n"
    for path in demo.glob("meetings/2025/*.yaml"):
        path.unlink()
    assert run_collab("decision", "list", "--lang", "en", cwd=demo).out == "nothing was decided yet\n"


def test_the_record(demo: Path, run_collab: RunCollab) -> None:
    supersede(demo)
    answer = json.loads(run_collab("decision", "list", "--json", "--all", cwd=demo).out)
    assert answer["schema"] == "collab/decision-list/v1"
    assert answer["decisions"][1] == {
        "ref": f"meeting:{FORECAST}",
        "meeting": "2025-07-07-xdept-weekly",
        "date": "2025-07-07",
        "path": "meetings/2025/2025-07-07-xdept-weekly.yaml",
        "minutes": "approved",
        "id": "dec1",
        "text": "预测改为每周五 17 点前提交",
        "rationale": "周一排产",
        "method": "consent",
        "owner": "zhang-wei",
        "state": "superseded",
        "superseded_by": ["meeting:2025-07-14-xdept-weekly/dec1"],
        "changed": {},
        "actions": [{"id": "2025-07-07-forecast-deadline", "status": "open"}],
    }


def test_a_table_for_other_programs(demo: Path, run_collab: RunCollab) -> None:
    out = run_collab("decision", "list", "--format", "csv", "--quiet", "--lang", "en", cwd=demo).out
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["id"], first["Standing"], first["Date"]) == (
        f"meeting:{FORECAST}",
        "not carried out yet",
        "2025-07-07",
    )
    assert second["Rationale"] == "各部门讨论一致"


def test_one_decision(demo: Path, run_collab: RunCollab) -> None:
    run_collab("decision", "list", cwd=demo)
    shown = run_collab("decision", "show", "1", "--quiet", "--lang", "en", cwd=demo).out
    assert shown == (
        "Decision: 预测改为每周五 17 点前提交\n"
        "====================================\n"
        f"Id         {FORECAST}\n"
        "Meeting    跨部门周例会, 2025-07-07 (2025-07-07-xdept-weekly)\n"
        "Rationale  周一排产\n"
        "Method     consent\n"
        "Owner      张伟\n"
        "Standing   not carried out yet\n"
        "File       meetings/2025/2025-07-07-xdept-weekly.yaml:38\n"
        "\n"
        "Action                        Owner  Due         Left\n"
        "每周五 17 点前提交 13 周预测  张伟   2025-07-11  11 days left\n"
    )
    for text in (FORECAST, "预测"):
        assert run_collab("decision", "show", text, "--quiet", "--lang", "en", cwd=demo).out == shown
    assert json.loads(run_collab("decision", "show", "1", "--json", cwd=demo).out)["schema"] == "collab/decision/v1"


def test_what_it_changes_is_told(demo: Path, run_collab: RunCollab) -> None:
    path = demo / MINUTES
    decisions = "decisions:\n  - {id: dec1, text: 提高目标, changes: [goal:increase-revenue]}\n"
    path.write_text(path.read_text("utf-8").replace("status: draft", decisions + "status: published"), "utf-8")
    shown = run_collab("decision", "show", "提高目标", "--quiet", "--lang", "en", cwd=demo).out
    assert "Changes   Increase sales revenue (increase-revenue) (as before)\n" in shown or "(as before)\n" in shown
    assert "Standing  not carried out yet\n" in shown
    supersede(demo)
    shown = run_collab("decision", "show", FORECAST, "--quiet", "--lang", "zh", cwd=demo).out
    assert "落实情况  待处理\n" not in shown


def test_it_is_written(demo: Path, run_collab: RunCollab) -> None:
    path = demo / MINUTES
    path.write_text(
        path.read_text("utf-8").replace("status: draft", LATER.partition(", supersedes")[0] + "}\nstatus: draft")
    )
    new = "2025-07-14-xdept-weekly/dec1"
    done = run_collab("decision", "supersede", FORECAST, new, "--quiet", cwd=demo)
    assert (done.code, done.out) == (0, f"{MINUTES}\n")
    assert f"supersedes: meeting:{FORECAST}" in path.read_text("utf-8").replace('"', "")
    run_collab("decision", "list", "--all", cwd=demo)
    done = run_collab("decision", "implemented-by", "1", "increase-revenue", "--dry-run", "--quiet", cwd=demo)
    assert done.code == 0 and "goal:increase-revenue" in done.out
