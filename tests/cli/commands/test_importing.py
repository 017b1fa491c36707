from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.dialogues import ENTER, exit_code, on_terminal
from tests.conftest import MakeWorkspace, Result, RunCollab
from tests.edits.plans import files
from tests.rules.worlds import small_company

DUTIES = [
    ["明辉五金 部门职责分工表"],
    ["序号", "工作事项", "销售部", "生产部", "品质部", "总经理", "备注"],
    ["一、客户与市场"],
    ["1", "客户投诉处理", "A/R", "C", "R", "I", "2 个工作日内答复"],
    ["2", "报价审批", "R", "C", "", "A", ""],
    ["二、生产与质量"],
    ["3", "生产计划编制", "C", "A/R", "I", "I", "每周五"],
    ["4", "来料检验", "", "C", "A/R", "", ""],
    ["注：A=负责批准，R=执行，C=协商，I=知会"],
]
MATRIX = "Duty,Sales,Production\nMake offers,A/R,C\nPlan production,I,A/R\n"
DEPARTMENTS = {"departments.yaml": "- {id: sales, name: Sales}\n- {id: production, name: Production}\n"}


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace(DEPARTMENTS)
    (root.parent / "duties.csv").write_text(MATRIX, "utf-8")
    return root


def write(root: Path, text: str) -> None:
    (root.parent / "duties.csv").write_text(text, "utf-8")


def test_a_real_spreadsheet_makes_a_workspace_and_undo_takes_it_back(tmp_path: Path, run_collab: RunCollab) -> None:
    book = xlsxwriter.Workbook(tmp_path / "duties.xlsx")
    sheet = book.add_worksheet("职责分工")
    for place, row in enumerate(DUTIES):
        sheet.write_row(place, 0, row)
    book.close()
    assert run_collab("init", "ws", "--lang", "zh").code == 0
    root = tmp_path / "ws"
    before = files(root)
    done = run_collab("import", "raci", "../duties.xlsx", "--create", "--yes", "--lang", "zh", cwd=root)
    assert (done.code, done.out.splitlines()) == (
        0,
        ["departments.yaml", "activities.yaml", "charters/xiao-shou-bu.yaml", "charters/zong-jing-li.yaml",
         "charters/sheng-chan-bu.yaml", "charters/pin-zhi-bu.yaml"],
    )  # fmt: skip
    assert "“一、客户与市场”按分组标题读入" in done.err
    assert "已导入 duties.xlsx：新增 4 项职责，更新 0 项" in done.err
    assert (
        (root / "charters/sheng-chan-bu.yaml").read_text("utf-8")
        == """\
title: 生产部职责说明书
status: draft
duties:
  - id: sheng-chan-ji-hua-bian-zhi
    raci:
      xiao-shou-bu: C
      sheng-chan-bu: AR
      pin-zhi-bu: I
      zong-jing-li: I
"""
    )
    checked = json.loads(run_collab("check", "--json", cwd=root).out)
    assert {finding["code"] for finding in checked["findings"]} == {"R315"}
    again = run_collab("import", "raci", "../duties.xlsx", "--dry-run", cwd=root)
    assert "没有差异：每一行都已在职责说明书中\n\n4 行" in again.out
    assert run_collab("undo", cwd=root).code == 0
    assert files(root) == before


def test_a_dry_run_shows_and_writes_nothing(company: Path, run_collab: RunCollab) -> None:
    before = files(company)
    done = run_collab("import", "raci", "../duties.csv", "--dry-run", cwd=company)
    assert (done.code, files(company)) == (0, before)
    assert (
        done.out
        == """\
What duties.csv says
====================
Layout              duties down, parties across
Duties in it        2
Cells with letters  4

Party in the table  Cell  Taken for
Sales               B1    department Sales (sales)
Production          C1    department Production (production)

What changes
------------
New charters, as drafts  Charter of Sales, Charter of Production
New activities           Make offers, Plan production

Charter                             Duty             Letters
Charter of Sales (sales)            Make offers      new: Sales AR, Production C
Charter of Production (production)  Plan production  new: Sales I, Production AR
"""
    )


def test_json_has_what_was_understood_and_what_changes(company: Path, run_collab: RunCollab) -> None:
    done = run_collab("import", "raci", "../duties.csv", "--dry-run", "--json", cwd=company)
    record = json.loads(done.out)
    assert record["schema"] == "collab/raci-import/v1"
    assert {"file", "tables", "parties", "additions", "changes", "same", "others", "notes"} <= set(record)
    assert record["tables"][0]["rows"][0] == {
        "title": "Make offers",
        "cell": "A2",
        "letters": [
            {"party": "Sales", "letters": "AR", "cell": "B2"},
            {"party": "Production", "letters": "C", "cell": "C2"},
        ],
    }
    assert record["parties"][0] == {"text": "Sales", "cell": "B1", "party": "sales", "exact": True}
    assert record["changes"][1] == {
        "charter": "production",
        "row": "plan-production",
        "title": "Plan production",
        "cell": "A3",
        "new": True,
        "letters": [
            {"party": "sales", "before": None, "after": "I"},
            {"party": "production", "before": None, "after": "AR"},
        ],
    }


def refused(run_collab: RunCollab, root: Path, *words: str) -> str:
    before = files(root)
    done: Result = run_collab("import", "raci", "../duties.csv", *words, cwd=root)
    assert (done.code, done.out, files(root)) == (2, "", before)
    return done.err.splitlines()[-1].removeprefix("collab: error: ")


def test_what_cannot_be_done_is_refused_in_one_line(company: Path, run_collab: RunCollab) -> None:
    assert refused(run_collab, company) == "this needs a yes: Write this; add --yes to go on"
    assert refused(run_collab, company, "--json") == (
        "--format and --json go with --dry-run only; leave them out, or add --dry-run"
    )
    assert refused(run_collab, company, "--party", "Sales") == "--party cannot be Sales; write TEXT=ID"
    assert refused(run_collab, company, "--party", "QA=sales") == (
        "the table has no party QA; its parties are Sales and Production"
    )
    assert refused(run_collab, company, "--meaning", "x=Q").startswith("--meaning cannot be x=Q; the letters are A, R")
    assert refused(run_collab, company, "--sheet", "Two").startswith("there is no sheet Two")
    write(company, MATRIX.replace("Sales", "QA"))
    assert refused(run_collab, company) == (
        "B1: no department, person or role is called QA; say whom it means with --party 'QA=ID', leave it out with "
        "--party 'QA=-', or add --create"
    )
    write(company, MATRIX.replace("A/R", "●").replace("C", "○"))
    assert refused(run_collab, company) == (
        "the file does not say what these stand for: ● (B2), ○ (C2); say it with --meaning '●=LETTERS' "
        "--meaning '○=LETTERS', - for no letter"
    )
    write(company, MATRIX.replace("C", "●"))
    assert refused(run_collab, company) == (
        "C2: the file does not say what ● stands for; say it with --meaning '●=LETTERS', - for no letter"
    )
    write(company, MATRIX.replace("Sales", "all"))
    assert refused(run_collab, company, "--create").startswith("B1: all means everybody, and is no party; ")
    write(company, "a,b\n")
    assert refused(run_collab, company).startswith("A1: ")
    assert run_collab("import", "raci", "nothing.csv", cwd=company).code == 2


def test_parties_and_marks_are_said_with_options(company: Path, run_collab: RunCollab) -> None:
    write(company, "Duty,QA,Boss\nMake offers,●,○\nPlan production,○,●\n")
    options = ("--party", "QA=sales", "--party", "Boss=-", "--meaning", "●=AR", "--meaning", "○=I")
    assert refused(run_collab, company, *options, "--yes").startswith("A3: nobody holds A or R in Plan production")
    done = run_collab("import", "raci", "../duties.csv", *options, "--yes", "--charter", "x", cwd=company)
    assert done.code == 2
    write(company, "Duty,QA,Boss\nMake offers,●,○\nPlan production,●,\n")
    done = run_collab("import", "raci", "../duties.csv", *options, "--yes", "--no-activities", cwd=company)
    assert (done.code, done.out) == (0, "charters/sales.yaml\n")
    assert (company / "charters/sales.yaml").read_text("utf-8").count("sales: AR") == 2


def test_nothing_different_is_said_and_nothing_written(tmp_path: Path, run_collab: RunCollab) -> None:
    root = small_company(tmp_path / "company")
    assert run_collab("charter", "matrix", "-o", "../duties.csv", cwd=root).code == 0
    before = files(root)
    done = run_collab("import", "raci", "../duties.csv", cwd=root)
    assert (done.code, done.out, files(root)) == (0, "", before)
    assert "no difference: every row is in the charters so already" in done.err
    assert "nothing to change" not in done.err


def test_a_matrix_of_some_letters_takes_no_other_letter_away(tmp_path: Path, run_collab: RunCollab) -> None:
    root = small_company(tmp_path / "company")
    before = files(root)
    assert run_collab("charter", "matrix", "--letter", "A", "-o", "../duties.csv", cwd=root).code == 0
    assert "charter:" not in (root.parent / "duties.csv").read_text("utf-8")
    done = run_collab("import", "raci", "../duties.csv", "--yes", cwd=root)
    assert (done.code, done.out, files(root)) == (0, "", before)
    assert "no cell of the table holds RCI, so these stay: " in done.err
    done = run_collab("import", "raci", "../duties.csv", "--yes", "--lang", "zh", cwd=root)
    assert "表中没有一格写 RCI，因此保留：" in done.err


def test_a_charter_in_force_gets_another_version_and_has_to_be_approved(tmp_path: Path, run_collab: RunCollab) -> None:
    root = small_company(tmp_path / "company")
    write(root, "Duty,Sales,Production\ncustomer-development,A/R,C\n")
    done = run_collab("import", "raci", "../duties.csv", "--yes", cwd=root)
    assert (done.code, done.out) == (0, "charters/sales.yaml\n")
    assert "Production: I -> C" in done.err
    assert "has to be approved by" in done.err
    assert "version: 2\n" in (root / "charters/sales.yaml").read_text("utf-8")


def test_marks_and_parties_are_asked_for_on_a_terminal(company: Path, environment: dict[str, str]) -> None:
    write(company, "Duty,Sales,QA\nMake offers,●,\nPlan production,●,●\n")
    child = on_terminal(company, environment, "import", "raci", "../duties.csv")
    child.expect("What does ● in B2 stand for")
    child.send(ENTER)
    child.expect("Whom does QA in C1 mean")
    child.send(ENTER)
    child.expect("Write this")
    child.send("y")
    assert exit_code(child) == 0
    assert (company / "charters/sales.yaml").exists()
