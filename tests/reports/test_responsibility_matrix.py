"""The responsibility matrix as people and programs get it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import Language, language
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.project import Project
from collab_cli.page import Cell, Heading, Matrix, Report, Styled, Table, Text
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.responsibility_matrix import SCHEMA, Wanted, build
from tests.analyses.mixed_company import COMPANY, charter
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, red_demo, small_company, world_of

EN = language("en")


def show(cell: Cell, to: Language = EN) -> str:
    """Return a cell with its tone before it, if it has one."""
    text = to.show(cell.text if isinstance(cell, Styled) else cell)
    return f"{cell.tone}:{text}" if isinstance(cell, Styled) and cell.tone else text


def matrix_of(report: Report) -> Matrix:
    (found,) = [block for block in report.page if isinstance(block, Matrix)]
    return found


def table(report: Report, to: Language = EN) -> list[str]:
    """Return the matrix as lines: columns, headings, and rows with a stroke between cells."""
    matrix = matrix_of(report)
    lines = ["|".join([show(matrix.corner, to), *(show(column, to) for column in matrix.columns)])]
    for group in matrix.groups:
        lines.append(f"[{show(group.heading, to)}]")
        lines += ["|".join([show(line.label, to), *(show(cell, to) for cell in line.cells)]) for line in group.lines]
    return lines


def texts(report: Report, to: Language = EN) -> list[str]:
    """Return headings and texts, and what is said in the place of a table without rows."""
    found: list[Cell] = []
    for block in report.page:
        if isinstance(block, (Heading, Text)):
            found.append(block.text)
        elif isinstance(block, (Matrix, Table)) and block.empty != "":
            is_empty = not (block.groups if isinstance(block, Matrix) else block.rows)
            found += [block.empty] if is_empty else []
    return [show(text, to) for text in found]


def rows_of(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain_data(report.record, EN)["rows"]
    return found


def test_the_demo(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path)), Wanted())
    assert table(report) == [
        "Duty|Sales|Production|Marketing",
        "[sales-management]",
        "Brand promotion|C|muted:I|strong:AR",
        "Market research|C|muted:I|strong:AR",
        "Customer development|strong:AR|muted:I|C",
        "Sales contract signing|strong:AR|C|muted:I",
        "[production-management]",
        "Production planning|C|strong:AR|muted:I",
        "Production control|muted:I|strong:AR|",
        "Quality inspection|muted:I|strong:AR|",
        "[customer-service]",
        "Customer relationship management|C||strong:AR",
        "Complaint handling|strong:AR|C|muted:I",
        "[客户投诉闭环流程]",
        "受理登记|strong:AR|muted:I|",
        "原因分析|muted:I|strong:AR|",
        "答复客户|strong:AR|C|muted:I",
    ]
    assert texts(report) == ["Responsibilities in Example Manufacturing", "12 rows, 3 columns"]
    assert texts(report, chinese()) == ["示例制造公司的职责分工", "12 行、3 列"]
    legend = [(letter, show(word), show(word, chinese())) for letter, word in matrix_of(report).legend]
    assert [(letter, one) for letter, one, _ in legend] == [
        *(("A", "accountable"), ("R", "responsible"), ("C", "consulted"), ("I", "informed")),
    ]
    assert [one for _, _, one in legend] == ["主责", "执行", "会商", "知会"]


def test_the_record(tmp_path: Path) -> None:
    report = build(world_of(red_demo(tmp_path)), Wanted(domain="sales-management"))
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/responsibility-matrix/v1"
    assert {key: value for key, value in record.items() if key != "rows"} == {
        "as_of": "2025-06-30",
        "view": "departments",
        "group": "domain",
        "framework": "raci",
        "letters": {"A": "accountable", "R": "responsible", "C": "consulted", "I": "informed"},
        "columns": [
            {"party": "sales", "name": "Sales"},
            {"party": "marketing", "name": "Marketing"},
        ],
        "counts": {"rows": 4, "columns": 2, "written": 5, "without_accountable": 0},
        "unread_kinds": [],
    }
    (research,) = [row for row in record["rows"] if row["key"] == "market-research"]
    assert research == {
        "key": "market-research",
        "activity": "market-research",
        "within": None,
        "title": "Market research",
        "domain": "sales-management",
        "refs": [
            {
                "ref": "charter:marketing/market-research", "path": "charters/marketing.yaml", "line": 7,
                "status": "effective",
            },
            {"ref": "charter:sales/market-research", "path": "charters/sales.yaml", "line": 6, "status": "effective"},
        ],
        "letters": {"marketing": "AR", "sales": "AR"},
        "parties": {"marketing": "AR", "sales": "AR"},
        "flaws": ["multiple-accountable"],
    }  # fmt: skip
    (line,) = [line for group in matrix_of(report).groups for line in group.lines if " " in line.key]
    assert line.key == "charter:marketing/market-research charter:sales/market-research"
    assert [show(cell) for cell in (line.label, *line.cells)] == ["bad:Market research", "bad:AR", "bad:AR"]
    assert texts(report)[1:] == [
        "4 rows, 2 columns, 1 column without a letter left out, merged from 5 written rows",
        "warn:1 with several A; collab check --select R3 says more",
    ]


MIXED = {
    **COMPANY,
    "charters/marketing.yaml": charter(
        "id: tenders, raci: {sales: R, 'role:clerk': C}",
        "id: brand, title: {zh: 品牌, en: Brand}, raci: {marketing: AR}",
        "id: fair, title: Fair, raci: {}",
    ),
    "charters/sales.yaml": charter(
        "id: tenders, raci: {north: I, production: A}",
        "id: planning, raci: {production: C}",
        "id: visit, within: research, title: Visit, raci: {north: AR}",
        "id: fair, title: ' fair', raci: {sales: AR}",
    ),
    "charters/zeta.yaml": charter("id: research, raci: {sales: AR}", head="status: draft"),
}


@pytest.fixture
def mixed(make_workspace: MakeWorkspace) -> World:
    """Merged rows, rows without letters, steps, rows of one name, a draft, and parties of every kind."""
    return world_of(make_workspace(MIXED))


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        (
            Wanted(view="parties"),
            [
                "Duty|Sales|North|Production|Marketing|Clerk",
                "[selling]",
                "Tenders|R|muted:I|strong:A||C",
                "[making]",
                "bad:Planning|||C||",
                "[Charter]",
                "bad:Brand||||bad:AR|",
                "bad:Fair (marketing/fair)|||||",
                "[Charter]",
                "Visit||strong:AR|||",
                "fair (sales/fair)|strong:AR||||",
            ],
        ),
        (
            Wanted(view="people", group="none", domain="selling"),
            [
                "Duty|Clerk|Zhang Wei|Chen Jie|Wang Qiang",
                "[]",
                "Tenders|C|R|muted:I|strong:A",
                "Visit|||strong:AR|",
            ],
        ),
        (
            Wanted(view="roles", group="charter", domain="selling"),
            [
                "Duty|Key account manager|Clerk|Chen Jie|Wang Qiang",
                "[Charter]",
                "Tenders|R|C|muted:I|strong:A",
                "[Charter]",
                "Visit|||strong:AR|",
            ],
        ),
        (
            Wanted(letters="A", group="none"),
            [
                "Duty|Sales|Production|Marketing",
                "[]",
                "Tenders||strong:A|",
                "bad:Brand|||bad:A",
                "Visit|strong:A||",
                "fair|strong:A||",
            ],
        ),
    ],
)
def test_views_groups_and_letters(mixed: World, wanted: Wanted, lines: list[str]) -> None:
    assert [line.strip() for line in table(build(mixed, wanted))] == lines


@pytest.mark.parametrize(
    ("department", "letters", "keys"),
    [
        ("sales", "", ["tenders", "sales/visit", "sales/fair"]),
        ("sales", "A", ["sales/visit", "sales/fair"]),
        ("north", "", ["tenders", "sales/visit"]),
        ("north", "IC", ["tenders"]),
        ("archive", "", []),
    ],
)
def test_rows_in_which_a_department_holds_a_letter(
    mixed: World, department: str, letters: str, keys: list[str]
) -> None:
    report = build(mixed, Wanted(department=mixed.get(Department, department), letters=letters))
    assert [row["key"] for row in rows_of(report)] == keys
    if not keys:
        assert texts(report)[1:] == ["no row fits; leave out a filter to see more"]
        assert texts(report, chinese())[1:] == ["没有符合条件的行；去掉一个筛选条件再看"]


def test_all_flaws_are_counted(mixed: World) -> None:
    report = build(mixed, Wanted())
    counts = "1 without any letter, 1 without A, 1 with an A nobody answers for, 1 without R"
    assert texts(report)[1:] == [
        "6 rows, 3 columns, merged from 7 written rows",
        f"warn:{counts}; collab check --select R3 says more",
    ]
    said = "1 行没有任何字母、1 行没有 A、1 行的 A 无人承担、1 行没有 R"
    assert texts(report, chinese())[1:] == [
        "6 行、3 列、由说明书中的 7 行合并而成",
        f"warn:{said}；详见 collab check --select R3",
    ]


def test_a_draft_is_shown_when_it_is_named(mixed: World) -> None:
    draft, sales = mixed.get(Charter, "zeta"), mixed.get(Charter, "sales")
    assert draft is not None
    assert sales is not None
    report = build(mixed, Wanted(charters=(draft,)))
    assert table(report)[1:] == ["[selling]", "Market research|strong:AR"]
    assert texts(report) == [
        "Responsibilities in Charter",
        "1 row, 1 column, 2 columns without a letter left out",
        "warn:not in force: Charter (zeta)",
    ]
    assert texts(report, chinese())[-1] == "warn:未生效：Charter (zeta)"
    assert rows_of(report)[0]["refs"][0]["status"] == "draft"
    both = build(mixed, Wanted(charters=(draft, sales)))
    assert [row["key"] for row in rows_of(both)] == [
        *("tenders", "planning", "sales/visit", "sales/fair", "research"),
    ]


def test_the_tasks_of_a_project(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    report = build(world, Wanted(project=world.get(Project, "trade-fair")))
    assert table(report) == ["Task|Sales|Marketing", "[]", "Booth|C|strong:AR"]
    assert table(report, chinese())[0] == "任务|销售部|市场部"
    assert matrix_of(report).groups[0].lines[0].key == "project:trade-fair/booth"
    assert texts(report)[0] == "Responsibilities in Trade fair"


def test_tasks_stand_under_their_phases(make_workspace: MakeWorkspace) -> None:
    tasks = "tasks:\n- {id: a, title: A, phase: Plan, raci: {sales: AR}}\n- {id: b, title: B}\n"
    project = "title: P\nowner: li-na\nmembers: [sales, production]\n"
    world = world_of(make_workspace({**COMPANY, "projects/p.yaml": project + tasks, "projects/q.yaml": project}))
    found = world.get(Project, "p")
    assert table(build(world, Wanted(project=found)))[1:] == ["[Plan]", "A|strong:AR", "[]", "bad:B|"]
    assert table(build(world, Wanted(project=found, group="none")))[1:] == ["[]", "A|strong:AR", "bad:B|"]
    empty = build(world, Wanted(project=world.get(Project, "q")))
    assert texts(empty)[1:] == ["the project has no task yet; collab project edit q opens it"]


@pytest.mark.parametrize(
    ("files", "said", "said_in_chinese"),
    [
        (
            {},
            "there is no charter yet; collab charter add adds one",
            "还没有职责说明书；用 collab charter add 添加",
        ),
        (
            {"charters/sales.yaml": charter("id: research", head="status: draft")},
            "no charter is in force yet; collab charter activate sales puts one in force",
            "还没有生效的职责说明书；用 collab charter activate sales 使其生效",
        ),
        (
            {"charters/sales.yaml": "title: [\n"},
            "warn:charters/sales.yaml cannot be read; collab check says why|no row is left to show",
            "warn:charters/sales.yaml 无法读取；运行 collab check 查看原因|没有其他行可以显示",
        ),
    ],
)
def test_what_to_do_where_there_is_nothing(
    make_workspace: MakeWorkspace, files: dict[str, str], said: str, said_in_chinese: str
) -> None:
    report = build(world_of(make_workspace({**COMPANY, **files})), Wanted())
    assert "|".join(texts(report)[1:]) == said
    assert "|".join(texts(report, chinese())[1:]) == said_in_chinese
    assert table(report) == ["Duty|Sales|Production|Marketing"]
    assert rows_of(report) == []
    assert report.record["columns"] == []


def test_a_charter_without_duties(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"charters/sales.yaml": "title: S\nstatus: effective\n"}))
    report = build(world, Wanted(charters=world.workspace.all(Charter)))
    assert texts(report)[1:] == ["no duty is written there yet; collab charter edit sales opens it"]


def test_columns_are_never_none(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({**COMPANY, "charters/sales.yaml": charter("id: x, title: X")}))
    report = build(world, Wanted(charters=world.workspace.all(Charter)))
    assert table(report)[0] == "Duty|Sales|Production|Marketing"
    assert texts(report)[1:] == ["1 row, 3 columns", "warn:1 without any letter; collab check --select R3 says more"]
    assert texts(report, chinese())[1] == "1 行、3 列"
    part = build(world_of(make_workspace(MIXED)), Wanted(domain="making"))
    assert texts(part, chinese())[1] == "1 行、1 列、省略无字母的 2 列"


def test_words_of_the_workspace_and_charters_as_headings(make_workspace: MakeWorkspace) -> None:
    settings = MINIMAL_SETTINGS + "raci: {framework: daci, labels: {A: {zh: 拍板, en: decides}}}\n"
    files = {"collab.yaml": settings, "charters/sales.yaml": charter("id: research, raci: {sales: AD}")}
    activities = {"activities.yaml": "- {id: research, name: Research}\n"}
    report = build(world_of(make_workspace({**COMPANY, **files, **activities})), Wanted())
    assert [show(word) for _, word in matrix_of(report).legend] == ["decides", "drives it", "consulted", "informed"]
    assert table(report)[1:] == ["[Charter]", "Research|strong:AD||"]
