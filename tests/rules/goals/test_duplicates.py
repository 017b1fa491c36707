from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, set_check, small_company

ONE = goal("{zh: 提高客户满意度, en: Happier customers}")
OTHER = ONE.replace("marketing", "production")


def codes(folder: Path, one: str, other: str) -> list[Found]:
    return found(check(small_company(folder, {"goals/a.yaml": one, "goals/b.yaml": other})), "G114")


def test_g114_finds_two_goals_of_one_wording(tmp_path: Path) -> None:
    other = goal("提高客户满意").replace("marketing", "production")
    root = small_company(tmp_path, {"goals/a.yaml": ONE, "goals/b.yaml": other})
    text = (
        "Happier customers (a) of Marketing and 提高客户满意 (b) of Production read alike (91 %); make one goal of "
        "both and name the other department under co_owners"
    )
    outcome = check(root)
    assert found(outcome, "G114") == [Found("G114", "warning", "goals/a.yaml:1:8", text, ("goal:a", "goal:b"))]
    assert in_chinese(outcome, "G114") == [
        "市场部的提高客户满意度 (a) 与生产部的提高客户满意 (b) 标题相似（91%）；"
        "合并为一个目标，把另一个部门写入 co_owners"
    ]
    set_check(root, "thresholds: {overlap-warn: 0.95}")
    assert found(check(root), "G114") == []


def test_g114_names_a_pair_once_whatever_the_language(tmp_path: Path) -> None:
    assert [one.records for one in codes(tmp_path, ONE, OTHER)] == [("goal:a", "goal:b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, ONE),
        (ONE, OTHER.replace("active", "proposed")),
        (ONE + "co_owners: [production]\n", OTHER),
        (ONE, OTHER + "co_owners: [marketing]\n"),
        (ONE, goal("{zh: 提高客户满意度, en: Happier customers}", level="company")),
        (goal("😀"), goal("😀").replace("marketing", "production")),
    ],
)
def test_g114_leaves_out_what_is_shared_or_of_one_department(tmp_path: Path, one: str, other: str) -> None:
    assert codes(tmp_path, one, other) == []


def test_g114_can_be_judged_not_the_same(tmp_path: Path) -> None:
    waiver = (
        '- {id: apart, rule: G114, target: "goal:a", with: "goal:b", reason: Others, approved_by: li-na, '
        "expires: 2026-01-01}\n"
    )
    files = {"goals/a.yaml": ONE, "goals/b.yaml": OTHER, "waivers.yaml": waiver}
    assert found(check(small_company(tmp_path, files)), "G114", "S011", "S012") == []
