from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import SHARE, goal, mend, serving
from tests.rules.worlds import Found, check, found, small_company


def bound(digest: str, status: str = "active") -> dict[str, str | None]:
    return {"goals/a.yaml": goal("A", status, serving(SHARE, more=f', how: So, parent_digest: "{digest}"'))}


def test_g126_finds_a_link_to_an_earlier_text(tmp_path: Path) -> None:
    root = small_company(tmp_path, bound("0123456789ab", "proposed"))
    outcome = check(root)
    text = (
        "A (a) was aligned to an earlier text of Increase market share (increase-market-share); see whether it still "
        "fits, then renew the link"
    )
    expected = Found("G126", "warning", "goals/a.yaml:6:72", text, ("goal:a", f"goal:{SHARE}"))
    assert found(outcome, "G126") == [expected]
    assert in_chinese(outcome, "G126") == [
        "A (a) 对齐的是提高市场占有率 (increase-market-share) 的旧文本；确认是否仍合适，再更新关联"
    ]
    (changed,) = mend(root, outcome, "G126").values()
    assert 'parent_digest: "d445fec36452"' in changed
    assert found(check(root), "G126") == []


@pytest.mark.parametrize("status", ["missed", "cancelled", "draft"])
def test_g126_is_about_goals_agreed_or_about_to_be(tmp_path: Path, status: str) -> None:
    assert found(check(small_company(tmp_path, bound("0123456789ab", status))), "G126") == []


def test_g126_asks_nothing_of_a_link_without_a_digest(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", serving(SHARE))})), "G126") == []


def test_g126_follows_a_change_of_the_parent(tmp_path: Path) -> None:
    root = small_company(tmp_path)
    path = root / "goals" / f"{SHARE}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("target: 15", "target: 16"), encoding="utf-8")
    assert [one.records[0] for one in found(check(root), "G126")] == ["goal:fewer-returns", "goal:increase-revenue"]


def test_g126_is_silent_while_the_parent_has_faults(tmp_path: Path) -> None:
    root = small_company(tmp_path)
    path = root / "goals" / f"{SHARE}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("baseline: 12", "baseline: twelve"), encoding="utf-8")
    assert found(check(root), "G126") == []
