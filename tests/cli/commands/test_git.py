"""``collab git``: set up and taken back to the byte, and files in words that git can compare."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from collab_cli.sources.git_setup import BEGIN
from tests.conftest import ROOT, MakeWorkspace, RunCollab

KEYS = ("merge.collab.name", "merge.collab.driver", "diff.collab.textconv", "diff.collab.xfuncname")
CHARTER = """\
title: Sales
version: 1
duties:
  - id: quotes
    title: Quotes
    content: [prices, terms]
    scope: |
      all of it
      and more
  - id: visits
x-own: kept
"""
SAID = """\
charter: Sales
  Version: 1
  Duties:
    Quotes (quotes)
      Scope:
        all of it
        and more
      Content:
        prices
        terms
    (visits)
  x-own: kept
"""


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ("git", *arguments), cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    ).stdout


def settings(root: Path) -> dict[str, str]:
    found = {key: git(root, "config", "--local", "--get", key) for key in KEYS}
    return {key: value for key, value in found.items() if value}


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace({"charters/sales.yaml": CHARTER})
    git(root, "init", "-q", "-b", "main")
    return root


def test_setup_tells_git_about_every_file_of_records(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("git", "setup", cwd=root)
    assert (result.code, result.out) == (0, ".gitattributes\n")
    assert result.err == (
        "git merges and compares the records by their parts, in this clone\n"
        "commit .gitattributes, so that others need only run collab git setup\n"
    )
    assert set(settings(root)) == set(KEYS)
    paths = ("charters/sales.yaml", "goals/2025/x.yaml", "people.yaml", "collab.yaml", "restricted/people.yaml")
    for path in paths:
        assert git(root, "check-attr", "merge", "diff", "--", path) == f"{path}: merge: collab\n{path}: diff: collab\n"
    for path in ("other.yaml", "sub/people.yaml", "charters/notes.md", "mkdocs.yaml"):
        assert git(root, "check-attr", "merge", "--", path) == f"{path}: merge: unspecified\n"


def test_setup_twice_changes_nothing(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    before = ((root / ".gitattributes").read_bytes(), (root / ".git" / "config").read_bytes())
    result = run_collab("git", "setup", cwd=root)
    assert (result.code, result.out, result.err) == (0, "", "nothing to change: it is so already\n")
    assert ((root / ".gitattributes").read_bytes(), (root / ".git" / "config").read_bytes()) == before


@pytest.mark.parametrize("data", [None, b"*.png binary\n", b"*.png binary", b"\xef\xbb\xbf*.a -diff\r\n", b"# \xff\n"])
def test_undo_brings_back_every_byte(root: Path, run_collab: RunCollab, data: bytes | None) -> None:
    path, config = root / ".gitattributes", root / ".git" / "config"
    if data is not None:
        path.write_bytes(data)
    git(root, "config", "diff.collab.cachetextconv", "true")
    git(root, "config", "merge.other.driver", "x")
    before = config.read_bytes()
    assert run_collab("git", "setup", cwd=root).code == 0
    assert run_collab("git", "setup", "--undo", cwd=root).code == 0
    assert (path.read_bytes() if path.exists() else None) == data
    assert config.read_bytes() == before
    again = run_collab("git", "setup", "--undo", cwd=root)
    assert (again.code, again.out, again.err) == (0, "", "nothing to change: it is so already\n")


def test_lines_of_the_user_are_stronger(root: Path, run_collab: RunCollab) -> None:
    (root / ".gitattributes").write_text("charters/** merge=union\n")
    run_collab("git", "setup", cwd=root)
    assert "merge: union" in git(root, "check-attr", "merge", "--", "charters/sales.yaml")
    assert "merge: collab" in git(root, "check-attr", "merge", "--", "goals/x.yaml")


def test_dry_run_writes_nothing_and_shows_all(root: Path, run_collab: RunCollab) -> None:
    before = (root / ".git" / "config").read_bytes()
    result = run_collab("git", "setup", "--dry-run", cwd=root)
    assert result.code == 0
    assert "+/people.yaml merge=collab diff=collab\n" in result.out
    for key in KEYS:
        assert f"git config --local --replace-all {key} '" in result.out
    assert not (root / ".gitattributes").exists()
    assert (root / ".git" / "config").read_bytes() == before
    run_collab("git", "setup", cwd=root)
    undo = run_collab("git", "setup", "--undo", "--dry-run", cwd=root)
    assert "-/people.yaml merge=collab diff=collab\n" in undo.out
    assert "git config --local --unset-all merge.collab.driver\n" in undo.out
    assert set(settings(root)) == set(KEYS)


def test_an_older_setup_is_brought_up_to_date(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    now = settings(root)
    git(root, "config", "merge.collab.driver", "/old/collab git merge-driver %O %A %B")
    git(root, "config", "diff.collab.xfuncname", "old")
    path = root / ".gitattributes"
    path.write_bytes(path.read_bytes().replace(b"/people.yaml", b"/folk.yaml"))
    assert run_collab("git", "setup", cwd=root).code == 0
    assert settings(root) == now
    assert b"folk" not in path.read_bytes()


def test_what_is_refused_is_one_line(root: Path, run_collab: RunCollab, make_workspace: MakeWorkspace) -> None:
    git(root, "config", "merge.collab.driver", "something else")
    result = run_collab("git", "setup", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "collab: error: git has a setting merge.collab.driver that is not from collab; "
        "look at it with `git config --get merge.collab.driver`; remove it if nobody needs it\n"
    )
    git(root, "config", "--unset", "merge.collab.driver")
    (root / ".gitattributes").write_bytes(BEGIN + b"\nx\n")
    assert run_collab("git", "setup", cwd=root).err.startswith("collab: error: .gitattributes has the beginning of")
    (root / ".gitattributes").unlink()
    (root / ".gitattributes").symlink_to("elsewhere")
    assert run_collab("git", "setup", cwd=root).err.startswith("collab: error: .gitattributes is no plain file")
    bare = make_workspace()
    result = run_collab("git", "setup", cwd=bare)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "is not in a git repository" in result.err
    assert run_collab("git", "setup", cwd=bare.parent).code == 2


def test_a_file_in_words(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("git", "textconv", "charters/sales.yaml", cwd=root)
    assert (result.code, result.out, result.err) == (0, SAID, "")


def test_a_copy_with_another_name_says_the_same(root: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    (tmp_path / "a1B2c3_sales.yaml").write_text(CHARTER)
    assert run_collab("git", "textconv", str(tmp_path / "a1B2c3_sales.yaml"), cwd=root).out == SAID


def test_another_order_and_layout_say_the_same(root: Path, run_collab: RunCollab) -> None:
    (root / "charters" / "sales.yaml").write_text(
        "# said anew\nx-own: 'kept'\nduties:\n- {title: Quotes, id: quotes, content: [prices, terms],\n"
        '   scope: "all of it\\nand more\\n"}\n- id: visits\nversion: "1"\ntitle: Sales\n'
    )
    assert run_collab("git", "textconv", "charters/sales.yaml", cwd=root).out == SAID


def test_in_chinese_with_labels(root: Path, run_collab: RunCollab) -> None:
    out = run_collab("git", "textconv", "charters/sales.yaml", "--lang", "zh", cwd=root).out
    assert out.startswith("职责说明书：Sales\n  版本：1\n  职责项：\n    Quotes (quotes)\n")


def test_a_register_and_parts_without_a_title(root: Path, run_collab: RunCollab) -> None:
    (root / "people.yaml").write_text(
        "- id: anna\n  name: {zh: 安娜, en: Anna}\n  title: Head\n  absences: [{from: 2025-07-07, to: 2025-07-08}]\n"
        "- id: ben\n  name: Ben\n  status: left\n"
    )
    assert run_collab("git", "textconv", "people.yaml", cwd=root).out == (
        "person: 安娜 / Anna (anna)\n  Title: Head\n  Absences:\n    From: 2025-07-07\n      To: 2025-07-08\n"
        "person: Ben (ben)\n  Status: left\n"
    )


def test_conflicts_in_words(root: Path, run_collab: RunCollab) -> None:
    text = CHARTER.replace(
        "    title: Quotes\n",
        "<<<<<<< ours (Li)\n    title: Offers\n=======\n    title: Tenders\n>>>>>>> theirs (Wang)\n",
    )
    (root / "charters" / "sales.yaml").write_text(text)
    out = run_collab("git", "textconv", "charters/sales.yaml", cwd=root).out
    assert out == SAID.replace(
        "    Quotes (quotes)\n",
        "<<<<<<< ours (Li)\n    Offers (quotes)\n=======\n    Tenders (quotes)\n>>>>>>> theirs (Wang)\n",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"title: [\n",
        b"\xff\xfe",
        b"\0",
        b"a: &x 1\nb: *x\n",
        b"<<<<<<< ours\ntitle: x\n",
        b"- 1\n- 2\n",
        b"just text\n",
    ],
)
def test_what_cannot_be_said_is_printed_as_it_is(root: Path, run_collab: RunCollab, data: bytes) -> None:
    (root / "odd.yaml").write_bytes(data)
    result = run_collab("git", "textconv", "odd.yaml", cwd=root)
    assert (result.code, result.data, result.err) == (0, data, "")


def test_a_file_that_is_not_there(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("git", "textconv", "none.yaml", cwd=root)
    assert (result.code, result.err) == (2, "collab: error: none.yaml cannot be read: No such file or directory\n")


def test_every_shipped_file_can_be_said(run_collab: RunCollab) -> None:
    folder = ROOT / "examples" / "small-company"
    for path in sorted(folder.rglob("*.yaml")):
        result = run_collab("git", "textconv", path.relative_to(folder).as_posix(), cwd=folder)
        assert result.code == 0
        assert result.data != path.read_bytes(), path
        assert "{" not in result.out


def test_git_diff_says_fields_under_what_they_belong_to(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    padding = "".join(f"      - line {number}\n" for number in range(12))
    text = CHARTER.replace(
        "  - id: visits\n", f"  - id: visits\n    title: Visits\n    content:\n{padding}    scope: all\n"
    )
    (root / "charters" / "sales.yaml").write_text(text)
    git(root, "add", "-A")
    git(root, "-c", "commit.gpgsign=false", "commit", "-qm", "one")
    (root / "charters" / "sales.yaml").write_text(
        text.replace("- line 11", "- line eleven").replace("title: Sales", "title: 'Sales'")
    )
    diff = git(root, "diff")
    assert "@@ Visits (visits)\n" in diff
    assert [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-        line 11",
        "+        line eleven",
    ]
    assert "@@ id: visits\n" in git(root, "diff", "--no-textconv")


def test_git_diff_without_the_program(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    git(root, "add", "-A")
    git(root, "-c", "commit.gpgsign=false", "commit", "-qm", "one")
    value = settings(root)["diff.collab.textconv"].strip()
    program = value.partition("c='")[2].partition("'")[0]
    git(
        root,
        "config",
        "diff.collab.textconv",
        value.replace(program, "/nowhere/collab").replace("c=collab", "c=no-such-collab"),
    )
    (root / "charters" / "sales.yaml").write_text(CHARTER.replace("version: 1", "version: 2"))
    assert "-version: 1\n+version: 2\n" in git(root, "diff")
    assert os.access(program, os.X_OK)


def test_lines_of_others_inside_the_block_stay(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    path = root / ".gitattributes"
    path.write_bytes(path.read_bytes().replace(b"/people.yaml", b"*.png binary\n/people.yaml"))
    assert run_collab("git", "setup", cwd=root).code == 0
    assert path.read_bytes().endswith(b"# collab end\n*.png binary\n")
    path.write_bytes(path.read_bytes().replace(b"/people.yaml", b"# ours\n/people.yaml"))
    assert run_collab("git", "setup", "--undo", cwd=root).code == 0
    assert path.read_bytes() == b"# ours\n*.png binary\n"


def test_undo_leaves_what_somebody_has_put_in_its_place(root: Path, run_collab: RunCollab) -> None:
    run_collab("git", "setup", cwd=root)
    git(root, "config", "diff.collab.xfuncname", "^mine$")
    git(root, "config", "--add", "diff.collab.textconv", "my git textconv --")
    assert run_collab("git", "setup", "--undo", cwd=root).code == 0
    assert settings(root) == {"diff.collab.xfuncname": "^mine$\n", "diff.collab.textconv": "my git textconv --\n"}
    git(root, "config", "--unset-all", "diff.collab.textconv")
    git(root, "config", "--unset-all", "diff.collab.xfuncname")
    run_collab("git", "setup", cwd=root)
    git(root, "config", "merge.collab.name", "mine")
    assert run_collab("git", "setup", "--undo", cwd=root).code == 0
    assert settings(root) == {}  # a name without its driver would break every merge


def test_the_driver_is_written_before_its_name_and_removed_after_it(root: Path, run_collab: RunCollab) -> None:
    shown = run_collab("git", "setup", "--dry-run", cwd=root).out
    assert shown.index("merge.collab.driver") < shown.index("merge.collab.name")
    run_collab("git", "setup", cwd=root)
    shown = run_collab("git", "setup", "--undo", "--dry-run", cwd=root).out
    assert shown.index("merge.collab.name") < shown.index("merge.collab.driver")


def test_a_pipe_is_not_waited_for(root: Path, run_collab: RunCollab) -> None:
    os.mkfifo(root / "pipe.yaml")
    result = run_collab("git", "textconv", "pipe.yaml", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "collab: error: pipe.yaml cannot be read: it is no plain file; name a file of records, or a copy of one\n"
    )
    (root / "a.yaml").write_text(CHARTER)
    result = run_collab("git", "merge-driver", "a.yaml", "a.yaml", "pipe.yaml", cwd=root)
    assert (result.code, result.err.count("\n"), "pipe.yaml cannot be used: it is no plain file" in result.err) == (
        2,
        1,
        True,
    )
