"""Tables of minutes where several columns say who answers."""

from __future__ import annotations

from tests.analyses.minutes_reading.worlds import doubts, understood

HEAD = """\
# 周例会 2025-06-23
## 待办事项

| 待办 | 责任部门 | 责任人 | 截止日期 |
|---|---|---|---|
"""


def owner_of(row: str) -> tuple[str | None, list[str]]:
    found = understood(f"{HEAD}| 检修 | {row} | 2025-06-30 |")
    return found.fields["actions"][0].get("owner"), doubts(found)


def test_those_named_beside_their_department_answer() -> None:
    assert owner_of("生产部 | 王强、陈杰") == ("wang-qiang", ["6 actions.0.owner several_owners: 陈杰 -> chen-jie"])
    assert owner_of("市场部 | 刘总") == ("liu-fang", ["6 actions.0.owner family_name: 刘总 -> liu-fang"])
    assert owner_of("生产部、王强 |") == ("wang-qiang", [])
    assert owner_of("市场部 |") == ("liu-fang", ["6 actions.0.owner department_as_owner: 市场部 -> liu-fang"])


def test_a_department_that_is_not_theirs_and_a_name_nobody_has_are_kept() -> None:
    assert owner_of("生产部 | 张伟") == ("zhang-wei", ["6 actions.0 text_kept: 责任部门: 生产部"])
    assert owner_of("生产部 | 赵六") == (
        "wang-qiang",
        [
            "6 actions.0.owner department_as_owner: 生产部 -> wang-qiang",
            "6 actions.0 text_kept: 责任人: 赵六",
        ],
    )


def test_a_decision_is_of_the_one_named_beside_a_department() -> None:
    found = understood(
        "# 周例会 2025-06-23\n## 决议\n\n| 决议 | 责任部门 | 责任人 |\n|---|---|---|\n"
        "| 先检修 | 生产部 | 王强 |\n| 再报价 | 生产部 | 张伟 |"
    )
    assert [one["owner"] for one in found.fields["decisions"]] == ["wang-qiang", "zhang-wei"]
    assert doubts(found) == ["7 decisions.1 text_kept: 责任部门: 生产部"]
