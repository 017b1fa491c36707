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


def test_an_answer_goes_into_a_file_in_the_format_of_its_ending(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace(small_company())
    for ending, start in (
        (".csv", "\ufeffId,".encode()),
        (".xlsx", b"PK"),
        (".html", b"<!DOCTYPE html>"),
        (".json", b"{"),
        (".md", b"| Id |"),
        (".txt", b"Id "),
    ):
        result = run_collab("person", "list", "-o", f"people{ending}", cwd=root)
        assert (result.code, result.out) == (0, "")
        assert result.err.endswith(f"wrote people{ending}\n")
        assert (root / f"people{ending}").read_bytes().startswith(start)
    (root / "people.txt").write_text("old", encoding="utf-8")
    assert run_collab("person", "list", "--output", "people.txt", "--format", "csv", cwd=root).code == 0
    assert (root / "people.txt").read_text(encoding="utf-8-sig").startswith("Id,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["-o", "people.doc"],
            "people.doc does not say in which format to write; "
            "end its name in one of .txt, .json, .md, .html, .docx, .csv, .xlsx, or add --format",
        ),
        (["-o", "goals", "--format", "csv"], "goals is a folder; name a file"),
        (
            ["-o", "charters/sales.yaml", "--format", "csv"],
            "charters/sales.yaml is a place for records, not for answers; write the answer outside of it",
        ),
        (
            ["-o", "people.yaml", "--format", "json"],
            "people.yaml is a place for records, not for answers; write the answer outside of it",
        ),
        (
            ["-o", ".git/HEAD", "--format", "text"],
            ".git/HEAD is a place for records, not for answers; write the answer outside of it",
        ),
        (
            ["-o", "none/people.csv"],
            "none/people.csv cannot be written: No such file or directory; "
            "name a file in a folder that is there and may be written to",
        ),
        (["-o", "a" * 300 + ".csv"], f"{'a' * 300}.csv cannot be written: File name too long; "
         "name a file in a folder that is there and may be written to"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    make_workspace: MakeWorkspace, run_collab: RunCollab, words: list[str], said: str
) -> None:
    root = make_workspace(small_company())
    before = sorted(root.rglob("*"))
    result = run_collab("person", "list", *words, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {said}"
    assert sorted(root.rglob("*")) == before


def test_a_disk_that_is_full_leaves_the_old_file(
    make_workspace: MakeWorkspace, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(small_company())
    (root / "people.csv").write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run_collab("person", "list", "-o", "people.csv", cwd=root)
    assert result.code == 2
    assert "people.csv cannot be written: No space left on device" in result.err
    assert (root / "people.csv").read_text(encoding="utf-8") == "old"
    assert not list(root.glob(".collab*"))


def test_a_spreadsheet_is_not_thrown_at_a_terminal(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company())
    result = run_collab("person", "list", "--format", "xlsx", cwd=root, terminal=True)
    assert result.code == 2
    assert result.err.splitlines()[-1] == (
        "collab: error: a spreadsheet cannot be shown on a terminal; write it into a file with -o FILE"
    )
    assert run_collab("person", "list", "--format", "xlsx", cwd=root).data.startswith(b"PK")
