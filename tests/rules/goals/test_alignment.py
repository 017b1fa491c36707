from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import SHARE, goal, serving
from tests.rules.worlds import Found, check, found, green_demo, red_demo, small_company


def texts(tmp_path: Path, code: str, files: dict[str, str]) -> list[tuple[str, str]]:
    outcome = check(small_company(tmp_path, {f"goals/{name}.yaml": text for name, text in files.items()}))
    assert not outcome.crashed
    return [(one.place, one.text) for one in found(outcome, code)]


def test_the_demo_has_no_finding_about_goals(tmp_path: Path) -> None:
    codes = ("G101", "G102", "G103", "G104", "G105", "G106", "G107", "G112", "G115")
    for root in (green_demo(tmp_path / "green"), red_demo(tmp_path / "red")):
        assert found(check(root, profile="standard"), *codes) == []


@pytest.mark.parametrize("level", ["department", "team", "person"])
def test_g101_is_about_goals_below_the_company(tmp_path: Path, level: str) -> None:
    outcome = check(small_company(tmp_path, {"goals/brand.yaml": goal("Brand", level=level)}), profile="basic")
    message = "Brand (brand) serves no other goal; name the goal it serves under contributes_to, and say how"
    assert found(outcome, "G101") == [Found("G101", "error", "goals/brand.yaml:1:1", message, ("goal:brand",))]
    assert in_chinese(outcome, "G101") == [
        "Brand (brand) 没有服务于任何目标；在 contributes_to 中写明它服务的目标和如何服务"
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (goal("Brand", "proposed"), ["goals/brand.yaml:1:1"]),
        (goal("Brand", "active", "contributes_to: []"), ["goals/brand.yaml:6:17"]),
        (goal("Brand", "active", serving(SHARE)), []),
        (goal("Brand", "draft"), []),
        (goal("Brand", "achieved"), []),
        (goal("Brand", "cancelled"), []),
        (goal("Brand", level="company"), []),
    ],
)
def test_g101_is_about_goals_agreed_or_about_to_be(tmp_path: Path, text: str, places: list[str]) -> None:
    assert [place for place, _ in texts(tmp_path, "G101", {"brand": text})] == places


def test_g101_leaves_dead_and_unsound_references_to_others(tmp_path: Path) -> None:
    files = {"brand": goal("Brand", "active", serving("incresae")), "unsound": "title: No level\n"}
    assert texts(tmp_path, "G101", {**files, "other": goal("Other", "active", serving("unsound"))}) == []


def test_g102_asks_who_carries_a_goal_of_the_company(tmp_path: Path) -> None:
    files = {"goals/safe.yaml": goal("{zh: 安全生产, en: Work safely}", level="company")}
    outcome = check(small_company(tmp_path, files), profile="standard")
    message = (
        "Work safely (safe) is a goal of the company, but no goal serves it; "
        "break it down with collab goal decompose safe"
    )
    assert found(outcome, "G102") == [Found("G102", "warning", "goals/safe.yaml:1:1", message, ("goal:safe",))]
    assert in_chinese(outcome, "G102") == [
        "安全生产 (safe) 是公司目标，却没有目标为它服务；用 collab goal decompose safe 分解它"
    ]


def test_g102_points_to_agreeing_where_drafts_serve_the_goal_already(tmp_path: Path) -> None:
    files = {
        "goals/safe.yaml": goal("Safe", level="company"),
        "goals/guard.yaml": goal("Guard", "draft", serving("safe")),
        "goals/train.yaml": goal("Train", "draft", serving("safe")),
    }
    outcome = check(small_company(tmp_path, files), profile="standard")
    message = (
        "Safe (safe) is a goal of the company, but only 2 drafts serve it; "
        "agree on them with collab proposal open TITLE --subject goal:guard --subject ..., "
        "then activate each with collab goal activate guard"
    )
    assert found(outcome, "G102") == [Found("G102", "warning", "goals/safe.yaml:1:1", message, ("goal:safe",))]
    assert in_chinese(outcome, "G102") == [
        "Safe (safe) 是公司目标，却只有 2 个草稿为它服务；"
        "用 collab proposal open TITLE --subject goal:guard --subject ... 会签，"
        "再用 collab goal activate guard 逐个启用"
    ]


@pytest.mark.parametrize(
    ("status", "level", "child", "count"),
    [
        ("active", "company", "active", 0),
        ("active", "company", "proposed", 0),
        ("active", "company", "draft", 1),
        ("active", "company", "achieved", 1),
        ("active", "company", "cancelled", 1),
        ("proposed", "company", "draft", 0),
        ("draft", "company", "draft", 0),
        ("achieved", "company", "draft", 0),
        ("active", "department", "draft", 0),
    ],
)
def test_g102_counts_goals_agreed_or_about_to_be(
    tmp_path: Path, status: str, level: str, child: str, count: int
) -> None:
    files = {"safe": goal("Safe", status, level=level), "train": goal("Train", child, serving("safe"))}
    assert len(texts(tmp_path, "G102", files)) == count


def test_g102_concludes_nothing_while_a_goal_cannot_be_read(tmp_path: Path) -> None:
    files = {"goals/safe.yaml": goal("Safe", level="company"), "goals/x.yaml": "title: [\n"}
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "G102") == []
    assert "G102" in [rule.code for rule in outcome.not_checked]


def test_g103_reports_a_circle_once_with_all_its_links(tmp_path: Path) -> None:
    files = {
        "goals/b.yaml": goal("B", "draft", "contributes_to:", f"  - goal: {SHARE}", "  - goal: c"),
        "goals/c.yaml": goal("C", "active", serving("a")),
        "goals/a.yaml": goal("A", "proposed", serving("b")),
    }
    outcome = check(small_company(tmp_path, files), profile="starter")
    message = (
        "A (a) serves itself by way of B (b) and C (c); "
        "remove the link from the goal that is the end to the one that is the means"
    )
    refs = ("goal:a", "goal:b", "goal:c")
    assert found(outcome, "G103") == [Found("G103", "error", "goals/a.yaml:6:18", message, refs)]
    (finding,) = (finding for finding in outcome.findings if finding.code == "G103")
    assert [str(related.place) for related in finding.related] == ["goals/b.yaml:8:5", "goals/c.yaml:6:18"]
    assert in_chinese(outcome, "G103") == [
        "A (a) 经由 B (b) 和 C (c) 绕回自身，形成循环；分清目的和手段，删去目的指向手段的那一条"
    ]


def test_g103_knows_a_goal_that_serves_itself(tmp_path: Path) -> None:
    assert texts(tmp_path, "G103", {"a": goal("A", "active", serving(SHARE, "a"))}) == [
        ("goals/a.yaml:6:49", "A (a) serves itself; remove the link")
    ]


def test_g103_finds_the_entry_behind_a_dead_one(tmp_path: Path) -> None:
    files = {"a": goal("A", "active", serving("nowhere", "b")), "b": goal("B", "active", serving("a"))}
    assert [place for place, _ in texts(tmp_path, "G103", files)] == ["goals/a.yaml:6:35"]


def test_g103_counts_the_goals_of_a_long_circle(tmp_path: Path) -> None:
    ring = "abcdef"
    files = {one: goal(one, "draft", serving(two)) for one, two in zip(ring, ring[1:] + "a", strict=True)}
    assert [text.partition(";")[0] for _, text in texts(tmp_path, "G103", files)] == [
        "a (a) serves itself by way of 5 other goals"
    ]


def test_g103_is_silent_where_two_ways_lead_to_one_goal(tmp_path: Path) -> None:
    files = {"a": goal("A", "active", serving("b", SHARE)), "b": goal("B", "active", serving(SHARE))}
    assert texts(tmp_path, "G103", files) == []


def test_g115_stands_at_the_link(tmp_path: Path) -> None:
    files = {"goals/a.yaml": goal("A", "proposed", "contributes_to:", f"  - {{goal: {SHARE}}}")}
    outcome = check(small_company(tmp_path, files), profile="standard")
    message = (
        "A (a) does not say how it serves Increase market share (increase-market-share); "
        "say how, in a sentence staff understand"
    )
    assert found(outcome, "G115") == [Found("G115", "warning", "goals/a.yaml:7:6", message, ("goal:a",))]
    assert in_chinese(outcome, "G115") == [
        "A (a) 没有写明如何服务于提高市场占有率 (increase-market-share)；用员工看得懂的一句话写明"
    ]


@pytest.mark.parametrize(
    ("status", "how", "places"),
    [
        ("active", ", how: New customers", []),
        ("active", ', how: ""', ["goals/a.yaml:6:53"]),
        ("active", ', how: " "', ["goals/a.yaml:6:53"]),
        ("draft", "", []),
        ("achieved", "", []),
    ],
)
def test_g115_asks_for_a_sentence(tmp_path: Path, status: str, how: str, places: list[str]) -> None:
    found_there = texts(tmp_path, "G115", {"a": goal("A", status, serving(SHARE, more=how))})
    assert [place for place, _ in found_there] == places


def test_g115_reports_every_link_and_no_dead_one(tmp_path: Path) -> None:
    files = {
        "a": goal("A", "active", serving("nowhere", SHARE, "unsound")),
        "unsound": "title: No level\n",
    }
    assert [text.partition(";")[0] for _, text in texts(tmp_path, "G115", files)] == [
        "A (a) does not say how it serves Increase market share (increase-market-share)",
        "A (a) does not say how it serves unsound",
    ]
