from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company


def test_s004_finds_two_records_of_a_kind_with_one_id(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"skills.yaml": "- {id: a, name: A}\n- {id: a, name: B}\n"}))
    assert found(outcome, "S004") == [
        Found("S004", "error", "skills.yaml:2:8", "skill a is written twice; keep one, or give one of them another id")
    ]
    assert [str(one.place) for one in outcome.findings[0].related] == ["skills.yaml:1:8"]
    assert in_chinese(outcome, "S004") == ["技能 a 重复登记；保留一个，或给其中一个换个编号"]


PROCESS = """\
title: Fairs
type: process
owner: li-na
duties:
  - {id: plan, raci: {sales: AR}}
  - {id: run, raci: {sales: AR}}
  - {id: plan, raci: {sales: AR}}
"""


def test_s004_finds_two_parts_of_a_record_with_one_id(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"charters/fairs.yaml": PROCESS}))
    assert found(outcome, "S004") == [
        Found(
            "S004",
            "error",
            "charters/fairs.yaml:7:10",
            "Fairs (fairs) has two parts plan; keep one, or give one of them another id",
            ("charter:fairs/plan",),
        )
    ]
    (finding,) = [one for one in outcome.findings if one.code == "S004"]
    assert [str(one.place) for one in finding.related] == ["charters/fairs.yaml:5:10"]
    assert finding.place.route == ("duties", 2, "id")
    assert in_chinese(outcome, "S004") == ["Fairs (fairs) 有两个 plan；保留一个，或给其中一个换个编号"]


def test_s004_names_every_place_of_an_id_that_is_written_three_times(tmp_path: Path) -> None:
    process = PROCESS + "  - {id: Plan, raci: {sales: AR}}\n"
    skills = "".join(f"- {{id: a, name: {name}}}\n" for name in "ABC")
    outcome = check(small_company(tmp_path, {"charters/fairs.yaml": process, "skills.yaml": skills}))
    twice = [one for one in outcome.findings if one.code == "S004"]
    assert [(str(one.place), [str(other.place) for other in one.related]) for one in twice] == [
        ("charters/fairs.yaml:7:10", ["charters/fairs.yaml:5:10"]),
        ("skills.yaml:2:8", ["skills.yaml:1:8"]),
        ("skills.yaml:3:8", ["skills.yaml:1:8"]),
    ]


def test_s004_finds_two_periods_with_one_id(tmp_path: Path) -> None:
    collab = small_company(tmp_path) / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    more = '  - {id: "2025", start: 2025-01-01, end: 2025-12-31}\n'
    collab.write_text(text.replace(more, more * 2), encoding="utf-8")
    assert found(check(tmp_path), "S004") == [
        Found(
            "S004",
            "error",
            "collab.yaml:11:10",
            "the period 2025 is written twice; keep one, or give one of them another id",
        )
    ]


MEETING = "title: {zh: 例会, en: Weekly}\ndate: 2025-06-30\nstatus: draft\n"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "meetings/2025-06-23-talk.yaml",
            MEETING,
            (
                "meetings/2025-06-23-talk.yaml:2:7",
                "Weekly (2025-06-23-talk) is dated 2025-06-30, its id says otherwise; "
                "correct it, or make the id 2025-06-30-talk",
            ),
        ),
        (
            "meetings/talk.yaml",
            MEETING,
            (
                "meetings/talk.yaml:2:7",
                "the id of Weekly (talk) does not start with its date; correct it, or make the id 2025-06-30-talk",
            ),
        ),
        (
            "meetings/2025-06-30-talk.yaml",
            MEETING + "series: weekly\n",
            (
                "meetings/2025-06-30-talk.yaml:4:9",
                "Weekly (2025-06-30-talk) belongs to the series weekly, its id says otherwise; "
                "correct it, or make the id 2025-06-30-weekly",
            ),
        ),
        ("meetings/2025-06-30-talk.yaml", MEETING, None),
        ("meetings/2025-06-30.yaml", MEETING, None),
        ("meetings/2025-06-30-weekly.yaml", MEETING + "series: weekly\n", None),
        ("meetings/2025-06-30-weekly-2.yaml", MEETING + "series: weekly\n", None),
    ],
)
def test_s006_compares_the_id_of_a_meeting_with_date_and_series(
    tmp_path: Path, path: str, text: str, expected: tuple[str, str] | None
) -> None:
    findings = [(one.place, one.text) for one in found(check(small_company(tmp_path, {path: text})), "S006")]
    assert findings == ([expected] if expected else [])


GOAL = "title: {zh: 目标, en: Goal}\nlevel: company\nowner: li-na\nperiod: PERIOD\nstatus: draft\n"
PERIODS = """\
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
  - {id: 2025-q3, start: 2025-07-01, end: 2025-09-30, parent: "2025"}
  - {id: fy26, start: 2025-10-01, end: 2026-09-30}
  - {id: q4, start: 2025-10-01, end: 2025-12-31}
"""


@pytest.mark.parametrize(
    ("path", "period", "folder"),
    [
        ("goals/2025/g.yaml", "2025", None),
        ("goals/2025/g.yaml", "2025-q3", None),
        ("goals/2025-q3/g.yaml", "2025-q3", None),
        ("goals/2025-Q3/g.yaml", "2025-q3", None),
        ("goals/2026/g.yaml", "fy26", None),
        ("goals/2025/g.yaml", "fy26", None),
        ("goals/sales/g.yaml", "2025", None),
        ("goals/g.yaml", "2025", None),
        ("goals/2024/g.yaml", "2025", "2024"),
        ("goals/fy26/g.yaml", "2025", "fy26"),
        ("goals/2025-q3/g.yaml", "2025", "2025-q3"),
        ("goals/sales/2024/g.yaml", "2025", "2024"),
        ("goals/2025-q1/g.yaml", "2025", "2025-q1"),  # a folder for a period, listed or not
        ("goals/2025-Q2/g.yaml", "2025-q3", "2025-Q2"),
        ("goals/2025-q4/g.yaml", "q4", None),  # lies in that quarter
        ("goals/2025-q5/g.yaml", "2025", None),
        ("goals/2024/g.yaml", "2099", None),  # no such period: S005 has said it
    ],
)
def test_s006_compares_the_folder_of_a_goal_with_its_period(
    tmp_path: Path, path: str, period: str, folder: str | None
) -> None:
    root = small_company(tmp_path, {path: GOAL.replace("PERIOD", f'"{period}"')})
    collab = root / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    collab.write_text(text.replace(PERIODS.partition("\n")[0] + "\n", PERIODS), encoding="utf-8")
    outcome = check(root)
    expected = (
        f"Goal (g) is for the period {period}, but lies in the folder {folder}; correct the period, or move the file"
    )
    assert found(outcome, "S006") == (
        [Found("S006", "warning", f"{path}:4:9", expected, ("goal:g",))] if folder else []
    )
    if folder:
        assert in_chinese(outcome, "S006") == [
            f"目标 (g) 属于期间 {period}，却放在文件夹 {folder}；改正期间，或移动文件"
        ]


def test_s006_compares_the_folder_of_an_evaluation_with_its_period(tmp_path: Path) -> None:
    text = "title: E\nsubject: department:sales\nperiod: '2025'\nevaluator: li-na\n"
    root = small_company(tmp_path, {"evaluations/2024/e.yaml": text})
    assert [one.place for one in found(check(root), "S006")] == ["evaluations/2024/e.yaml:3:9"]


def test_s006_wants_the_charter_of_a_department_to_be_named_after_it(tmp_path: Path) -> None:
    files = {
        "charters/sale.yaml": "title: {zh: 销售, en: Sale}\n",
        "charters/fairs.yaml": "title: Fairs\ntype: process\nowner: li-na\n",
        "charters/events.yaml": "title: Events\ntype: department\n",
    }
    outcome = check(small_company(tmp_path, files))
    assert [(one.place, one.text) for one in found(outcome, "S006")] == [
        (
            "charters/events.yaml:2:7",
            "Events (events) is a department's, but events is no department; "
            "name the file after the department, or set its type to process or project",
        ),
        (
            "charters/sale.yaml:1:1",
            "Sale (sale) is a department's, but sale is no department; "
            "name the file after the department, or set its type to process or project",
        ),
    ]


def test_s006_concludes_nothing_about_departments_nobody_can_read(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {"departments.yaml": "- [\n"})), "S006") == []


def test_s017_names_ids_that_are_none(tmp_path: Path) -> None:
    files = {
        "goals/Cut_Costs.yaml": GOAL.replace("PERIOD", "'2025'"),
        "charters/fairs.yaml": PROCESS.replace("id: run", "id: Run It"),
    }
    outcome = check(small_company(tmp_path, files))
    assert [(one.place, one.text.partition("; ")[0]) for one in found(outcome, "S017")] == [
        ("charters/fairs.yaml:6:10", "id is `Run It`, expected an id of lower-case letters, digits and -"),
        ("goals/Cut_Costs.yaml:1:1", "the file name Cut_Costs is no valid id"),
    ]
    assert in_chinese(outcome, "S017")[1] == (
        "文件名 Cut_Costs 不是有效的编号；用小写字母、数字和 -，最多 64 个，例如 cut-costs"
    )
