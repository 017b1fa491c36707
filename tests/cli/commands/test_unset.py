from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.edits.plans import files
from tests.small_company import small_company

ACTION = "# call them\ntitle: Call\nowner: zhang-wei  # ours\ndue: 2025-07-18\ntags: [a, b]\n"


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(small_company({"actions/call.yaml": ACTION}))


@pytest.mark.parametrize(
    ("fields", "after", "found"),
    [
        (["owner"], ACTION.replace("owner: zhang-wei  # ours\n", ""), "A501 error: Call (call) has no owner"),
        (
            ["完成时限", "tags.b"],
            ACTION.replace("due: 2025-07-18\n", "").replace("[a, b]", "[a]"),
            "A502 error: Call (call) has no due date",
        ),
    ],
)
def test_fields_go_and_all_else_stays(
    company: Path, run_collab: RunCollab, fields: list[str], after: str, found: str
) -> None:
    before = files(company)
    result = run_collab("unset", "action:call", *fields, cwd=company)
    assert (result.code, result.out) == (0, "actions/call.yaml\n")
    assert result.err.splitlines()[-2].startswith("removed ")
    assert result.err.splitlines()[-1] == f"check now reports {found}"
    assert files(company) == {**before, "actions/call.yaml": after.encode()}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["action:call"], "collab unset needs FIELD; see collab unset --help"),
        (["action:call", "priority"], "Call (call) has no priority; collab action show call shows what it has"),
        (["action:call", "ownr"], "ownr is no field of action; did you mean owner"),
        (["action:call", "id"], "an id is not set like a field; give it another one with collab rename"),
        (["action:call", "tags.c"], "tags has no entry c; it has a and b"),
        (["action:call", "title"], "title is required; give it another value with collab set"),
    ],
)
def test_one_clear_line_and_nothing_written(company: Path, run_collab: RunCollab, words: list[str], line: str) -> None:
    before = files(company)
    result = run_collab("unset", *words, cwd=company)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"
    assert files(company) == before


def test_chinese(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("unset", "action:call", "owner", "--lang", "zh", cwd=company)
    assert result.err.splitlines()[-2:] == [
        "已删除 Call (call) 的 owner",
        "检查现在报告 A501 错误：Call (call) 没有责任人",
    ]
