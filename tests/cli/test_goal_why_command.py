from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.growing_company import growing_company

LETTERS = [{"party": "marketing", "letters": "AR"}]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def test_up_to_the_company_goal_and_down_to_the_work(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "why", "strengthen-brand", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.out == (
        "Strengthen brand and customer relations (strengthen-brand)\n"
        "==========================================================\n"
        "Whose       Marketing, 刘芳\n"
        "State       at risk\n"
        "Progress    ████░░░░░░ 40 %\n"
        "Known by    刘芳 (1 of 2)\n"
        "Not yet by  周敏\n"
        "\n"
        "What it is for\n"
        "--------------\n"
        "Increase market share (increase-market-share)  at risk 40 %  李娜  carries 30 %\n"
        "└── because: 认知度与留存\n"
        "\n"
        "What carries it\n"
        "---------------\n"
        "duty: Brand promotion                                Marketing\n"
        "duty: Customer relationship management               Marketing\n"
        "action: 补充投放预算方案                in progress  刘芳       due 2025-07-11\n"
    )


def test_a_goal_without_a_line_up_says_what_to_do(root: Path, run_collab: RunCollab) -> None:
    path = root / "goals/2025/increase-revenue.yaml"
    text = path.read_text("utf-8")
    start = text.index("contributes_to:")
    end = text.index("key_results:", start)
    path.write_text(text[:start] + text[end:], "utf-8")
    result = run_collab("goal", "why", "increase-revenue", "--lang", "en", cwd=root)
    assert (
        "it serves no other goal; link it with collab goal align increase-revenue --to GOAL, or drop it\n" in result.out
    )
    result = run_collab("goal", "why", "grow", "--lang", "en", cwd=root)
    assert "it is a goal of the company itself\n" in result.out
    assert "nobody has confirmed it yet\n" in result.out
    assert "collab goal decompose grow breaks it down\n" in result.out


def test_a_parent_that_has_changed_is_told(root: Path, run_collab: RunCollab) -> None:
    path = root / "goals/2025/increase-market-share.yaml"
    path.write_text(path.read_text("utf-8").replace("target: 15", "target: 16"), "utf-8")
    result = run_collab("goal", "why", "increase-revenue", "--lang", "en", cwd=root)
    command = "collab goal align increase-revenue --renew"
    assert f"its text has changed since; look at it again, then {command}\n" in result.out
    done = run_collab(*command.split()[1:], cwd=root)
    assert done.code == 0
    assert "has changed since" not in run_collab("goal", "why", "increase-revenue", "--lang", "en", cwd=root).out


def test_links_without_rationale_or_digest(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "why", "grow-sales-2024", "--lang", "en", cwd=root)
    assert "nobody has said how; collab goal align grow-sales-2024 --to grow-2024 --how TEXT does\n" in result.out
    assert "not bound to its text; collab goal align grow-sales-2024 --renew binds it\n" in result.out


def test_the_line_of_sight_for_a_program(root: Path, run_collab: RunCollab) -> None:
    found = json.loads(run_collab("goal", "why", "increase-market-share", "--json", "--lang", "en", cwd=root).out)
    assert found["schema"] == "collab/goal-why/v1"
    own = {
        *("id", "title", "level", "department", "owner", "status", "path"),
        *("progress", "own", "contribution", "alignment_gap", "rollup", "expected", "pace", "gap"),
        *("shown_status", "is_stale", "forecast", "finish"),
    }
    assert found.keys() == own | {"schema", "as_of", "serves", "served_by", "work", "known_by", "not_known_by"}
    child = found["served_by"][0]
    assert child.keys() == own | {"weight", "how", "parent_text", "is_circle", "is_repeated", "work", "served_by"}
    assert (child["id"], child["weight"], child["how"], child["parent_text"]) == (
        "increase-revenue",
        0.4,
        "新客户与复购直接带来份额",
        "current",
    )
    assert child["work"][0] == {
        "kind": "duty",
        "ref": "charter:sales/customer-development",
        "title": "Customer development",
        "parties": ["sales"],
        "state": None,
        "due": None,
    }
    up = json.loads(run_collab("goal", "why", "increase-revenue", "--json", cwd=root).out)["serves"]
    assert [(each["id"], each["serves"]) for each in up] == [("increase-market-share", [])]


def test_a_circle_ends(root: Path, run_collab: RunCollab) -> None:
    path = root / "goals/2025/increase-market-share.yaml"
    path.write_text(path.read_text("utf-8") + "contributes_to: [{goal: increase-revenue, how: x}]\n", "utf-8")
    result = run_collab("goal", "why", "increase-revenue", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.out.count("circle") == 2
    assert run_collab("goal", "why", "increase-revenue", "--json", cwd=root).code == 0


@pytest.mark.parametrize("words", [["nothing"], [""], ["😀"], ["x" * 10_000], []])
def test_no_such_goal(root: Path, run_collab: RunCollab, words: list[str]) -> None:
    result = run_collab("goal", "why", *words, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_formats_and_days(root: Path, run_collab: RunCollab, format: str) -> None:
    words = ["strengthen-brand", "--format", format, "--as-of", "2025-01-10", "--lang", "zh"]
    result = run_collab("goal", "why", *words, cwd=root)
    assert result.code == 0
    assert "还没有人阅知" in result.out


def test_the_work_of_a_person_up_to_the_company_goal(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "why", "--person", "陈杰", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.out == (
        "陈杰 (chen-jie)\n"
        "===============\n"
        "Department  Sales\n"
        "Work        6 pieces, 2 of them name a goal\n"
        "\n"
        "What the work is for\n"
        "--------------------\n"
        "Increase market share (increase-market-share)  at risk 40 %   李娜\n"
        "└── Increase revenue (increase-revenue)        on track 50 %  Sales, 张伟  carries 40 %\n"
        "    ├── because: 新客户与复购直接带来份额\n"
        "    ├── duty: Customer development                            AR of Sales\n"
        "    └── duty: Sales contract signing                          AR of Sales\n"
        "\n"
        "Names no goal\n"
        "-------------\n"
        "name one under supports of the duty or task, or as the goal of the action or project\n"
        "\n"
        "duty: 受理登记                    AR of Sales\n"
        "duty: 答复客户                    AR of Sales\n"
        "duty: Complaint handling          AR of Sales\n"
        "action: 制定合同评审检查表  open               due 2025-10-31\n"
    )


def test_the_lines_of_a_person_for_a_program(root: Path, run_collab: RunCollab) -> None:
    record = json.loads(run_collab("goal", "why", "--person", "liu-fang", "--json", cwd=root).out)
    assert (record["schema"], record["id"], record["as_of"]) == ("collab/goal-why-person/v1", "liu-fang", "2025-06-30")
    assert record["owns"] == ["strengthen-brand"]
    goals = {goal["id"]: goal["serves"] for goal in record["goals"]}
    assert list(goals) == ["increase-market-share", "increase-revenue", "strengthen-brand"]
    assert goals["increase-market-share"] == []
    assert goals["strengthen-brand"] == [
        {"goal": "increase-market-share", "weight": 0.3, "how": "认知度与留存", "parent_text": "current"}
    ]
    assert [(each["ref"], each["letters"], each["goals"]) for each in record["work"][:2]] == [
        ("charter:marketing/brand-promotion", LETTERS, ["strengthen-brand"]),
        ("charter:marketing/market-research", LETTERS, ["increase-market-share"]),
    ]


def test_a_circle_above_the_work_is_cut_and_told(root: Path, run_collab: RunCollab) -> None:
    path = root / "goals/2025/increase-market-share.yaml"
    link = "contributes_to:\n  - {goal: strengthen-brand, weight: 1}\n"
    path.write_text(path.read_text("utf-8") + link, "utf-8")
    result = run_collab("goal", "why", "--person", "liu-fang", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.out.count("circle") == 1


def test_a_person_without_work_or_without_a_goal(root: Path, run_collab: RunCollab) -> None:
    (root / "people.yaml").write_text(
        (root / "people.yaml").read_text("utf-8").rstrip() + "\n- {id: xu-jing, name: 徐静}\n", "utf-8"
    )
    result = run_collab("goal", "why", "--person", "xu-jing", "--lang", "en", cwd=root)
    assert result.out == (
        "徐静 (xu-jing)\n"
        "==============\n"
        "What the work is for\n"
        "--------------------\n"
        "no goal, duty, project or action names this person\n"
    )
    action = "title: Tidy up\nowner: xu-jing\ndue: 2025-07-05\n"
    (root / "actions/2025/2025-06-01-tidy.yaml").write_text(action, "utf-8")
    result = run_collab("goal", "why", "--person", "xu-jing", "--lang", "en", cwd=root)
    assert "Work  1 piece, 0 of it names a goal\n" in result.out
    assert "\nno work of this person names a goal\n" in result.out
    assert result.out.endswith("\naction: Tidy up  open    due 2025-07-05\n")


def test_a_goal_or_a_person_is_asked_about(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "why", "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == ("collab: error: nothing says what is asked about; name a goal, or a person with --person\n")
    result = run_collab("goal", "why", "grow", "--person", "liu-fang", "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == "collab: error: a goal and a person are named; name one of the two\n"


def test_many_ways_between_goals_do_not_multiply(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    def lattice(level: int, side: str) -> str:
        links = f"[{{goal: l-{level - 1}}}, {{goal: r-{level - 1}}}]" if level else "[]"
        text = f"title: {side}{level}\nlevel: company\nowner: ann\nperiod: '2025'\nstatus: active\n"
        return f"{text}contributes_to: {links}\n"

    files = {f"goals/{side}-{level}.yaml": lattice(level, side) for level in range(25) for side in "lr"}
    root = make_workspace({**files, "people.yaml": "- {id: ann, name: Ann}\n"})
    for args in (("l-24",), ("l-0",), ("--person", "ann")):
        result = run_collab("goal", "why", *args, "--lang", "en", cwd=root)
        assert result.code == 0
        assert len(result.out.splitlines()) < 500
        assert 0 < result.out.count("stands above") < 60
        assert len(run_collab("goal", "why", *args, "--json", cwd=root).out) < 1_000_000
