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


def test_c601_offers_the_one_channel_there_is(tmp_path: Path) -> None:
    root = channels(tmp_path, "sales, marketing", "production")
    (finding,) = (one for one in check(root).findings if one.code == "C601")
    (fix,) = finding.fixes
    (patch,) = fix.patches
    text = (root / "channels.yaml").read_text(encoding="utf-8")
    assert not fix.safe
    assert "departments: [sales, marketing, production]" in text[: patch.start] + patch.replacement + text[patch.end :]


def test_c601_offers_nothing_where_there_is_a_choice(tmp_path: Path) -> None:
    root = channels(tmp_path, "sales, marketing", "marketing, sales")
    assert [one.fixes for one in check(root).findings if one.code == "C601"] == [()]


@pytest.mark.parametrize("members", [("sales, production, marketing",), ("sales, production", "production, marketing")])
def test_c601_is_silent_where_everybody_meets_somebody(tmp_path: Path, members: tuple[str, ...]) -> None:
    assert found(check(channels(tmp_path, *members)), "C601") == []


def test_c601_looks_at_a_part_of_a_department_through_it(tmp_path: Path) -> None:
    departments = (
        "- {id: sales, name: Sales, head: zhang-wei}\n"
        "- {id: export, name: Export, parent: sales, head: zhang-wei}\n"
        "- {id: production, name: Production, head: wang-qiang}\n"
    )

    def unconnected(name: str, *members: str) -> list[tuple[str, ...]]:
        root = channels(tmp_path / name, *members, **{"departments.yaml": departments})
        return [one.records for one in found(check(root), "C601")]

    assert unconnected("whole", "sales, production") == []
    assert unconnected("part", "export, production") == [("department:sales",)]
    assert unconnected("within", "sales, export", "production") == [("department:sales",), ("department:production",)]


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


def test_c602_names_all_that_a_channel_lacks(tmp_path: Path) -> None:
    text = (
        "- {id: all, name: All, type: im_group, departments: [sales, production, marketing]}\n"
        "- {id: two, name: Two, type: im_group, departments: [sales, production], owner: nobody, purposes: [news]}\n"
        "- {id: three, name: Three, type: im_group, departments: [sales, production], owner: li-na}\n"
    )
    outcome = check(small_company(tmp_path, {"channels.yaml": text}))
    assert [one.text for one in found(outcome, "C602")] == [
        "All (all) lacks somebody who looks after it (owner) and what it is for (purposes); "
        "settle it with the departments in it",
        "Three (three) lacks what it is for (purposes); settle it with the departments in it",
    ]
    assert in_chinese(outcome, "C602")[1] == "Three (three) 缺少用途 (purposes)；与其中的部门商定"
