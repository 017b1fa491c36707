"""The answer of who answers, as people and programs get it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from collab_cli.analyses.matters_meant import matters_meant
from collab_cli.analyses.who_answers import nobody_answers, who_answers
from collab_cli.i18n import language
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.who import SCHEMA, build
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import AS_OF, green_demo, red_demo, world_of

EN = language("en")


def report(root: Path, text: str, as_of: date = AS_OF) -> Any:
    world = world_of(root, as_of)
    meant = matters_meant(world, text)
    answers = tuple(who_answers(world, matter) for matter in meant.matters) or (nobody_answers(world, text),)
    return build(world, text, answers, meant.certainty)


def text_of(root: Path, text: str, as_of: date = AS_OF) -> str:
    return render(report(root, text, as_of), EN)


def test_a_duty_in_both_languages(tmp_path: Path) -> None:
    found = report(green_demo(tmp_path), "complaints")
    assert render(found, EN) == (
        "Complaint handling (complaint-handling)\n"
        "=======================================\n"
        "张伟 answers for it\n"
        "\n"
        "A accountable  Sales: 张伟\n"
        "R responsible  Sales: 张伟\n"
        "C consulted    Production: 王强\n"
        "I informed     Marketing: 刘芳\n"
        "Scope          全部客户投诉的受理与答复\n"
        "Stands on      销售部职责说明书, version 2, charters/sales.yaml:26\n"
        "\n"
        "Open issue  客户 K 投诉批次色差 (2025-07-02-batch-colour-complaint), escalated\n"
    )
    assert render(found, chinese()) == (
        "客户投诉处理 (complaint-handling)\n"
        "=================================\n"
        "由张伟负责\n"
        "\n"
        "A 主责    销售部：张伟\n"
        "R 执行    销售部：张伟\n"
        "C 会商    生产部：王强\n"
        "I 知会    市场部：刘芳\n"
        "职责范围  全部客户投诉的受理与答复\n"
        "依据      销售部职责说明书，第 2 版，charters/sales.yaml:26\n"
        "\n"
        "未结问题  客户 K 投诉批次色差 (2025-07-02-batch-colour-complaint)，已上报\n"
    )


def test_a_gap_in_both_languages(tmp_path: Path) -> None:
    found = report(red_demo(tmp_path), "complaints")
    assert render(found, EN) == (
        "Complaint handling (complaint-handling)\n"
        "=======================================\n"
        "GAP: nobody answers for it\n"
        "meanwhile the head of the company answers: 李娜\n"
        "collab charter gaps shows how to fill it\n"
        "\n"
        "The nearest duties\n"
        "------------------\n"
        "Duty                              Accountable  Ask\n"
        "Customer relationship management  Marketing    collab who customer-relationship\n"
        "Customer development              Sales        collab who customer-development\n"
    )
    assert render(found, chinese()).splitlines()[2:5] == [
        "无人负责：这件事没有主责人",
        "暂由公司负责人负责：李娜",
        "用 collab charter gaps 查看如何补上",
    ]


def test_what_programs_get(tmp_path: Path) -> None:
    found = report(green_demo(tmp_path), "complaints")
    assert found.schema == SCHEMA == "collab/who/v1"
    record = plain_data(found.record, EN)
    (matter,) = record.pop("matters")
    assert record == {
        "text": "complaints",
        "as_of": "2025-06-30",
        "certainty": "sure",
        "gap": False,
        "unread": [],
        "meanwhile": None,
        "nearest": [],
    }
    (row,) = matter.pop("rows")
    assert list(row) == ["key", "scope", "letters", "stands_on"]
    assert row["letters"]["C"] == [
        {
            "party": "production",
            "department": "production",
            "person": "wang-qiang",
            "now": "wang-qiang",
            "name": "王强",
            "until": None,
            "people": ["wang-qiang"],
            "lack": None,
        }
    ]
    assert row["stands_on"] == [
        {
            "ref": "charter:sales/complaint-handling",
            "charter": "sales",
            "title": "销售部职责说明书",
            "version": 2,
            "status": "effective",
            "path": "charters/sales.yaml",
            "line": 26,
        }
    ]
    issue = {
        "record": "issue:2025-07-02-batch-colour-complaint",
        "title": "客户 K 投诉批次色差",
        "status": "escalated",
    }
    assert matter == {
        "kind": "activity",
        "ref": "activity:complaint-handling",
        "title": "Complaint handling",
        "ask": "complaint-handling",
        "gap": False,
        "unread": [],
        "overlap": False,
        "owners": [],
        "departments": [],
        "accountable_for": [],
        "goals": [],
        "issues": [issue],
        "actions": [],
        "not_in_force": [],
    }


def test_nobody_found_is_no_gap_while_something_cannot_be_read(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    (root / "charters/sales.yaml").write_text("foo: [\n", encoding="utf-8")
    found = report(root, "complaint")
    assert render(found, EN).splitlines()[2:4] == [
        "not known: charters/sales.yaml cannot be read; collab check says why",
        "meanwhile the head of the company answers: 李娜",
    ]
    assert render(found, chinese()).splitlines()[2:4] == [
        "尚不清楚：charters/sales.yaml 无法读取；运行 collab check 查看原因",
        "暂由公司负责人负责：李娜",
    ]
    assert (found.record["gap"], found.record["unread"]) == (None, ["charters/sales.yaml"])
    nothing = report(root, "食堂")
    assert "GAP" not in render(nothing, EN)
    assert (nothing.record["gap"], nothing.record["unread"]) == (None, ["charters/sales.yaml"])
    known = report(root, "market research")
    assert (known.record["gap"], known.record["unread"]) == (False, [])


def test_a_text_that_means_nothing_names_what_comes_near(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    record = plain_data(report(root, "软件开发").record, EN)
    assert (record["certainty"], record["gap"], record["matters"]) == (None, True, [])
    assert record["nearest"] == [
        {
            "ref": "activity:customer-development",
            "title": "Customer development",
            "accountable": ["sales"],
            "ask": "customer-development",
        }
    ]
    assert record["meanwhile"]["now"] == "li-na"
    assert "no duty comes near; collab charter matrix shows them all" in text_of(root, "食堂")


def test_a_guess_is_told_as_one(tmp_path: Path) -> None:
    line = "complant is written nowhere; this comes nearest to it"
    assert text_of(green_demo(tmp_path), "complant").splitlines()[2] == line


def test_several_matters_are_listed_with_what_to_ask(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    assert text_of(root, "brand") == (
        "brand can mean 2 matters\n"
        "========================\n"
        "Matter                                   What it is  Who answers  collab who\n"
        "Brand promotion                          activity    刘芳         brand-promotion\n"
        "Strengthen brand and customer relations  goal        刘芳         strengthen-brand\n"
    )
    record = plain_data(report(root, "brand").record, EN)
    assert ([one["ask"] for one in record["matters"]], record["gap"]) == (["brand-promotion", "strengthen-brand"], None)


BASE = {
    "departments.yaml": """\
- {id: sales, name: Sales, head: an}
- {id: law, name: Law, head: bo}
- {id: it, name: IT, deputy: cy}
""",
    "people.yaml": """\
- {id: an, name: Kim, department: sales}
- {id: bo, name: Kim, department: law, role: guide, absences: [{from: 2025-07-01, to: 2025-07-02}]}
- {id: cy, name: Cy, department: it, role: guide}
""",
    "roles.yaml": "- {id: guide, name: Guide}\n",
    "activities.yaml": "- {id: fairs, name: Trade fairs}\n",
}


def charter(*rows: str, status: str = "effective") -> str:
    return f"title: Charter\nstatus: {status}\nduties:\n" + "".join(f"  - {row}\n" for row in rows)


def test_scopes_that_have_nothing_in_common_stand_apart(make_workspace: MakeWorkspace) -> None:
    south = "{text: Fairs, areas: [south], excludes: [sales/fairs]}"
    files = BASE | {
        "charters/law.yaml": charter(f"{{id: fairs, scope: {south}, raci: {{law: AR}}}}"),
        "charters/sales.yaml": charter("{id: fairs, scope: {areas: [north]}, raci: {sales: AR}}"),
    }
    assert text_of(make_workspace(files), "trade fair") == (
        "Trade fairs (fairs)\n"
        "===================\n"
        "Fairs; areas: south; without sales/fairs\n"
        "----------------------------------------\n"
        "A accountable  Law: Kim (bo)\n"
        "R responsible  Law: Kim (bo)\n"
        "Stands on      Charter, version 1, charters/law.yaml:4\n"
        "\n"
        "areas: north\n"
        "------------\n"
        "A accountable  Sales: Kim (an)\n"
        "R responsible  Sales: Kim (an)\n"
        "Stands on      Charter, version 1, charters/sales.yaml:4\n"
    )


def test_an_overlap_is_told_with_the_way_out(make_workspace: MakeWorkspace) -> None:
    files = BASE | {"charters/law.yaml": charter("{id: fairs, raci: {law: A, sales: A}}")}
    assert text_of(make_workspace(files), "fairs").splitlines()[2:4] == [
        "OVERLAP: Kim (bo) and Kim (an) are each accountable for it",
        "collab charter overlaps shows the ways out",
    ]


def test_who_cannot_be_asked_is_told(make_workspace: MakeWorkspace) -> None:
    rows = "{law: A, 'role:guide': R, it: C}"
    root = make_workspace(BASE | {"charters/law.yaml": charter(f"{{id: fairs, raci: {rows}}}")})
    assert text_of(root, "fairs", date(2025, 7, 1)).splitlines()[2:7] == [
        "nobody can be asked now: Law: Kim (bo), away until 2025-07-02, nobody stands in",
        "",
        "A accountable  Law: Kim (bo), away until 2025-07-02, nobody stands in",
        "R responsible  Guide: Kim (bo) and Cy, who all hold it",
        "C consulted    IT: Cy, the deputy",
    ]


def test_a_deputy_of_a_department_without_a_head_answers(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(BASE | {"charters/it.yaml": charter("{id: fairs, raci: {it: AR}}")})
    assert text_of(root, "fairs").splitlines()[2] == "Cy answers for it as deputy: IT has no head"


def test_a_draft_is_told_as_not_in_force(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(BASE | {"charters/it.yaml": charter("{id: fairs, raci: {it: AR}}", status="draft")})
    assert text_of(root, "fairs").splitlines()[2:] == [
        "GAP: nobody answers for it",
        "nobody answers meanwhile: collab.yaml names no head of the company; give it one as company.head",
        "collab charter gaps shows how to fill it",
        "",
        "Not in force  Charter, version 1, charters/it.yaml:4: IT accountable",
    ]


def test_a_goal_and_those_who_share_it(tmp_path: Path) -> None:
    assert text_of(green_demo(tmp_path), "Increase revenue").splitlines()[2:] == [
        "Owner       张伟",
        "Department  Sales: 张伟",
    ]


def test_a_process_and_its_steps(tmp_path: Path) -> None:
    assert text_of(green_demo(tmp_path), "客户投诉闭环流程").splitlines()[2:] == [
        "Owner  张伟",
        "",
        "Step      Accountable  Written at",
        "受理登记  Sales        charters/complaint-to-closure.yaml:9",
        "原因分析  Production   charters/complaint-to-closure.yaml:19",
        "答复客户  Sales        charters/complaint-to-closure.yaml:29",
    ]


def test_a_long_text_is_cut(make_workspace: MakeWorkspace) -> None:
    assert text_of(make_workspace(), "x" * 1000).splitlines()[0] == "x" * 60 + "…"


def test_what_a_person_answers_for(tmp_path: Path) -> None:
    assert text_of(green_demo(tmp_path), "王强").splitlines()[2:] == [
        "Department  Production",
        "",
        "Accountable for      Charter           Written at",
        "Production planning  生产部职责说明书  charters/production.yaml:8",
        "Production control   生产部职责说明书  charters/production.yaml:15",
        "Quality inspection   生产部职责说明书  charters/production.yaml:21",
        "原因分析             客户投诉闭环流程  charters/complaint-to-closure.yaml:19",
        "",
        "Goals                                                        Status",
        "Raise quality and efficiency (raise-quality-and-efficiency)  active",
    ]


def test_of_many_duties_the_first_are_listed(make_workspace: MakeWorkspace) -> None:
    rows = [f"{{id: d{number}, title: Duty {number}, raci: {{sales: AR}}}}" for number in range(12)]
    found = text_of(make_workspace(BASE | {"charters/sales.yaml": charter(*rows)}), "sales")
    assert found.splitlines()[-1] == "and 2 more"
    assert "Duty 9 " in found
    assert "Duty 10" not in found


def test_a_party_without_duties(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(BASE)
    assert text_of(root, "law", date(2025, 7, 1)).splitlines()[2:] == [
        "Head  Kim (bo), away until 2025-07-02, nobody stands in",
        "",
        "accountable for no duty in force",
    ]
    assert text_of(root, "guide").splitlines()[2] == "Held by  Kim (bo) and Cy, who all hold it"
