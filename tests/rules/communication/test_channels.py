from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company


def channels(tmp_path: Path, *members: str, **more: str | None) -> Path:
    lines = [
        f"- {{id: c{number}, name: C{number}, type: im_group, departments: [{these}]}}\n"
        for number, these in enumerate(members)
    ]
    return small_company(tmp_path, {"channels.yaml": "".join(lines), **more})


def test_c601_names_the_department_nobody_can_reach(tmp_path: Path) -> None:
    outcome = check(channels(tmp_path, "sales, marketing", "production"), profile="standard")
    assert found(outcome, "C601") == [
        Found(
            "C601",
            "warning",
            "departments.yaml:2:4",
            "Production shares no channel with another department; add it to a channel, or register the one it uses",
            ("department:production",),
        )
    ]
    assert in_chinese(outcome, "C601") == ["生产部与其他部门没有共同的沟通渠道；把它加入某个渠道，或登记正在使用的渠道"]


@pytest.mark.parametrize("members", [("sales, production, marketing",), ("sales, production", "production, marketing")])
def test_c601_is_silent_where_everybody_meets_somebody(tmp_path: Path, members: tuple[str, ...]) -> None:
    assert found(check(channels(tmp_path, *members)), "C601") == []


def test_c601_is_silent_without_any_channel(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {"channels.yaml": None})), "C601") == []
    assert found(check(channels(tmp_path)), "C601") == []


def test_c601_counts_no_closed_department(tmp_path: Path) -> None:
    departments = (
        "- {id: sales, name: Sales, head: zhang-wei}\n"
        "- {id: production, name: Production, head: wang-qiang, status: closed}\n"
        "- {id: marketing, name: Marketing, head: liu-fang}\n"
    )
    root = channels(tmp_path, "sales, production", **{"departments.yaml": departments})
    assert [one.records for one in found(check(root), "C601")] == [("department:sales",), ("department:marketing",)]


def test_c601_is_silent_while_one_department_is_alone(tmp_path: Path) -> None:
    departments = (
        "- {id: sales, name: Sales, head: zhang-wei}\n"
        "- {id: production, name: Production, status: closed}\n"
        "- {id: marketing, name: Marketing, status: closed}\n"
    )
    root = channels(tmp_path, "sales", **{"departments.yaml": departments})
    assert found(check(root), "C601") == []


def test_c601_concludes_nothing_from_channels_it_cannot_read(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"channels.yaml": "- {id: c\n"}))
    assert found(outcome, "C601") == []
    assert "C601" in [rule.code for rule in outcome.not_checked]
