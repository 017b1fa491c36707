from __future__ import annotations

import re

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("words", [["check"], ["goal", "list"], ["goal", "tree"], ["goal", "show", "increase-revenue"]])
def test_forced_colors_move_and_cut_nothing(
    make_workspace: MakeWorkspace, run_collab: RunCollab, words: list[str]
) -> None:
    root = make_workspace(small_company())
    plain = run_collab(*words, cwd=root)
    for colored in (
        run_collab(*words, "--color=always", cwd=root),
        run_collab(*words, cwd=root, env={"FORCE_COLOR": "1"}),
    ):
        assert "\x1b[" in colored.out
        assert [line.rstrip() for line in ANSI.sub("", colored.out).splitlines()] == plain.out.splitlines()
        assert colored.code == plain.code


@pytest.mark.parametrize("format", ["json", "markdown"])
def test_only_text_for_people_is_painted(make_workspace: MakeWorkspace, run_collab: RunCollab, format: str) -> None:
    root = make_workspace(small_company())
    words = ("goal", "list", "--format", format)
    plain = run_collab(*words, cwd=root).out
    assert run_collab(*words, "--color=always", cwd=root, terminal=True).out == plain


def test_a_terminal_decides_the_layout_and_colors_only_paint_it(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace(small_company())
    words = ("goal", "list")
    bare = run_collab(*words, "--color=never", cwd=root, terminal=True, width=60)
    painted = run_collab(*words, "--color=always", cwd=root, terminal=True, width=60)
    assert [line.rstrip() for line in ANSI.sub("", painted.out).splitlines()] == bare.out.splitlines()
    assert bare.out != run_collab(*words, cwd=root).out
