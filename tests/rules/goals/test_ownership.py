from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, mend
from tests.rules.worlds import Found, check, found, small_company

HINT = "name the one person who answers for it, such as Liu Fang"


@pytest.mark.parametrize(
    ("owner", "place", "fault"),
    [
        ([], "1:1", "A (a) has no owner"),
        (["owner:"], "6:7", "A (a) has no owner"),
        (["owner: sales"], "6:8", "A (a) is owned by Sales, not by a person"),
        (["owner: department:sales"], "6:8", "A (a) is owned by Sales, not by a person"),
        (["owner: general-manager"], "6:8", "A (a) is owned by General manager, not by a person"),
        (["owner: [liu-fang, zhou-min]"], "6:8", "A (a) has a list as its owner: Liu Fang and Zhou Min"),
    ],
)
def test_g107_asks_for_one_person(tmp_path: Path, owner: list[str], place: str, fault: str) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "proposed", *owner)}), profile="basic")
    assert found(outcome, "G107", "S002", "S005") == [
        Found("G107", "error", f"goals/a.yaml:{place}", f"{fault}; {HINT}", ("goal:a",))
    ]


def test_g107_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", "owner: marketing")}))
    assert in_chinese(outcome, "G107") == ["A (a) 的责任人是市场部，而不是一个人；写明唯一的责任人，例如刘芳"]


@pytest.mark.parametrize(
    ("status", "owner", "count"),
    [
        ("active", [], 1),
        ("active", ["owner: liu-fang"], 0),
        ("active", ["owner: liu-fnag"], 0),
        ("draft", [], 0),
        ("draft", ["owner: [liu-fang, zhou-min]"], 0),
        ("achieved", [], 0),
        ("cancelled", [], 0),
    ],
)
def test_g107_is_about_goals_agreed_or_about_to_be(tmp_path: Path, status: str, owner: list[str], count: int) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", status, *owner)}))
    assert len(found(outcome, "G107")) == count


@pytest.mark.parametrize(
    ("level", "owner", "head"),
    [
        ("department", [], "liu-fang"),
        ("department", ["owner: sales"], "liu-fang"),
        ("company", [], "li-na"),
    ],
)
def test_g107_suggests_the_head(tmp_path: Path, level: str, owner: list[str], head: str) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "active", *owner, level=level)})
    (text,) = mend(root, check(root), "G107").values()
    assert f"owner: {head}\n" in text
    assert found(check(root), "G107", "S002", "S005") == []


def test_g107_writes_the_owner_behind_the_department(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A")})
    after = goal("A").replace("department: marketing\n", "department: marketing\nowner: liu-fang\n")
    assert mend(root, check(root), "G107") == {"goals/a.yaml": after}


def test_g107_suggests_nobody_for_a_list(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", "owner: [liu-fang]")}))
    assert [finding.fixes for finding in outcome.findings if finding.code == "G107"] == [()]


def test_g107_suggests_nobody_where_there_is_no_head(tmp_path: Path) -> None:
    departments = "- {id: marketing, name: Marketing}\n- {id: sales, name: Sales}\n"
    files = {"goals/a.yaml": goal("A"), "departments.yaml": departments}
    outcome = check(small_company(tmp_path, files))
    assert [one.text for one in found(outcome, "G107")] == [
        "A (a) has no owner; name the one person who answers for it"
    ]
    assert [finding.fixes for finding in outcome.findings if finding.code == "G107"] == [()]
