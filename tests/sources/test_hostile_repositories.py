"""Repositories nobody vouches for: names, revisions, settings, attributes and hooks that want a program run.

Whatever they hold, all changes are told, no program of theirs is run and no file is written.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MINIMAL_SETTINGS, RunCollab
from tests.sources.repositories import ENVIRONMENT, git, make_repository, write

NAMES = (
    ":b",
    "new\nline",
    'quo"te',
    "it's",
    "--output=x",
    "-dash",
    "back\\slash",
    "control\x01\x1b[31m",
    "l" * 200,
    "blank ",
    "\U0001f600",
    "Twin",
    "git~1",
    "HEAD~1",
    "main..topic",
    "$(touch stolen)",
    "tab\there",
    ":(glob)**",
)
UNREADABLE = os.fsdecode(b"goals/\xff.yaml")
GOAL = "title: {title}\nlevel: company\nperiod: '2025'\n"
ATTRIBUTES = "* filter=evil diff=evil merge=evil text eol=crlf working-tree-encoding=UTF-16 ident export-subst\n"
HOOKS = (
    *("post-checkout", "post-index-change", "pre-commit", "fsmonitor-watchman", "post-merge", "pre-auto-gc"),
    *("reference-transaction", "query-watchman", "post-command"),
)


def settings(program: Path, hooks: Path) -> str:
    """Return settings in which every program git can be told to run is ``program``."""
    return f"""\
[core]
\tfsmonitor = {program}
\thooksPath = {hooks}
\tsshCommand = {program}
\tpager = {program}
\teditor = {program}
\taskPass = {program}
\tgitProxy = {program}
\talternateRefsCommand = {program}
\tattributesFile = {hooks}/attributes
\tautocrlf = true
\tquotePath = true
[diff]
\texternal = {program}
\torderFile = {hooks}/nothing
\trenames = copies
\tignoreSubmodules = all
[diff "evil"]
\tcommand = {program}
\ttextconv = {program}
\tcachetextconv = true
[filter "evil"]
\tclean = {program}
\tsmudge = {program}
\tprocess = {program}
\trequired = true
[merge "evil"]
\tdriver = {program}
[pager]
\tdiff-tree = {program}
\trev-list = {program}
\tls-files = {program}
[alias]
\trev-parse = !{program}
\tcat-file = !{program}
\tdiff-tree = !{program}
[log]
\tshowSignature = true
[gpg]
\tprogram = {program}
[credential]
\thelper = {program}
[trace2]
\teventTarget = {hooks}/trace
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ext::{program}
\tpromisor = true
\tuploadpack = {program}
[uploadpack]
\tpackObjectsHook = {program}
[include]
\tpath = {hooks}/nothing
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a workspace of two commits with everything in it that could be made to run a program."""
    folder = tmp_path_factory.mktemp("hostile")
    root = make_repository(folder / "company")
    goals = {f"goals/{name}.yaml": GOAL.format(title=f"Goal {number}") for number, name in enumerate(NAMES)}
    write(root, {"collab.yaml": MINIMAL_SETTINGS, "people.yaml": "- {id: li-na, name: 李娜}\n", **goals})
    (root / UNREADABLE).write_text(GOAL.format(title="Nobody can name this"))
    bare = root / "goals/inner.git"
    git(root, "init", "--quiet", "--bare", str(bare))
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "-m", "first", day="2025-01-01T12:00:00Z")
    write(root, {path: text.replace("Goal", "Aim") for path, text in goals.items()})
    (root / UNREADABLE).write_text(GOAL.format(title="Still nobody can"))
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "-m", "second", day="2025-01-02T12:00:00Z")
    write(root, {".gitattributes": ATTRIBUTES, "goals/.gitattributes": ATTRIBUTES})
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text(ATTRIBUTES)
    program = folder / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{folder}/was-run'\nexit 0\n")
    for place in (root / ".git/hooks", bare / "hooks", folder / "hooks"):
        place.mkdir(exist_ok=True)
        for hook in HOOKS:
            (place / hook).write_bytes(program.read_bytes())
            (place / hook).chmod(0o755)
    program.chmod(0o755)
    (folder / "hooks/attributes").write_text(ATTRIBUTES)
    for config in (root / ".git/config", bare / "config"):
        with config.open("a") as file:
            file.write(settings(program, folder / "hooks"))
    subprocess.run(["git", "diff", "HEAD~1"], cwd=root, env=ENVIRONMENT, capture_output=True, check=False)
    (folder / "was-run").unlink()  # git itself has run it
    yield root


@pytest.fixture(autouse=True)
def untouched(hostile: Path) -> Iterator[None]:
    """Fail a test that has run a program of the repository, or written a file in it."""
    before = everything(hostile.parent)
    yield
    assert everything(hostile.parent) == before


def everything(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return mode, size and time of every file and folder."""
    found = {}
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            status = os.lstat(os.path.join(above, name))  # noqa: PTH118 (a name that is no text)
            found[os.path.join(above, name)] = status.st_mode, status.st_size, status.st_mtime_ns  # noqa: PTH118
    return found


def goals_told(data: dict[str, object]) -> set[str]:
    changes = data["changes"]
    assert isinstance(changes, list)
    return {change["records"][0].partition(":")[2] for change in changes if change["field"] == "title"}


def test_all_changes_of_two_commits_are_told(hostile: Path, run_collab: RunCollab) -> None:
    result = run_collab("diff", "HEAD~1..HEAD", "--json", cwd=hostile)
    assert result.code == 0
    data = json.loads(result.out)
    assert goals_told(data) == set(NAMES)
    assert [path for path in data["unread"] if "xff" in path] == ["goals/\\xff.yaml"]
    for format in ("text", "markdown", "html"):
        out = run_collab("diff", "HEAD~1..HEAD", "--format", format, cwd=hostile)
        assert out.code == 0
        assert not {character for character in out.out if ord(character) < 32} - {"\n"}


def test_nothing_has_changed_since(hostile: Path, run_collab: RunCollab) -> None:
    for arguments in (("diff",), ("diff", "--staged"), ("diff", "HEAD..HEAD"), ("diff", "--exit-code")):
        assert run_collab(*arguments, cwd=hostile).code == 0, arguments
        assert json.loads(run_collab(*arguments, "--json", cwd=hostile).out)["changes"] == []


def test_a_changed_file_is_not_given_to_a_filter(hostile: Path, run_collab: RunCollab) -> None:
    path = hostile / "goals/:b.yaml"
    text, status = path.read_bytes(), path.stat()
    try:
        path.write_bytes(text.replace(b"Aim", b"End"))
        data = json.loads(run_collab("diff", "--json", cwd=hostile).out)
        assert goals_told(data) == {":b"}
        for ref in ("goal::b", "End 0"):
            assert run_collab("log", ref, cwd=hostile).code == 0
            assert run_collab("blame", ref, cwd=hostile).code == 0
    finally:
        path.write_bytes(text)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("name", NAMES)
def test_the_way_of_each(hostile: Path, run_collab: RunCollab, name: str) -> None:
    title = f"Aim {NAMES.index(name)}"
    data = json.loads(run_collab("log", title, "--json", cwd=hostile).out)
    assert data["record"] == f"goal:{name}"
    assert [entry["subject"] for entry in data["entries"]] == ["second", "first"]


def test_where_fields_come_from(hostile: Path, run_collab: RunCollab) -> None:
    for title in ("Aim 0", "Aim 1", f"Aim {NAMES.index('HEAD~1')}"):
        fields = json.loads(run_collab("blame", title, "--json", cwd=hostile).out)["fields"]
        assert [(field["field"], field["subject"]) for field in fields] == [
            *(("title", "second"), ("level", "first"), ("period", "first")),
        ]


def test_other_readings_of_a_commit(hostile: Path, run_collab: RunCollab) -> None:
    for arguments in (("check", "--at", "HEAD~1"), ("goal", "list", "--at", "HEAD~1"), ("status", "--at", "HEAD~1")):
        assert run_collab(*arguments, cwd=hostile).code in (0, 1), arguments
    assert "Goal 0" in run_collab("goal", "list", "--at", "HEAD~1", cwd=hostile).out


@pytest.mark.parametrize(
    "revision",
    [
        *("--output=stolen", "-Ostolen", "-O", "--exec=touch stolen", "--upload-pack=touch stolen", "--all", "-n1"),
        *("--ext-diff", "--textconv", "ext::touch stolen", ":(exclude)x", ":/first", "@{-1}", "HEAD^{/first}", "-"),
    ],
)
def test_revisions_that_are_options(hostile: Path, run_collab: RunCollab, revision: str) -> None:
    for words in ([revision], [f"{revision}..HEAD"], [f"HEAD..{revision}"], [f"HEAD...{revision}"]):
        assert run_collab("diff", "--", *words, cwd=hostile).code in (0, 2), words
    for verb in (["check"], ["log", "Aim 0"], ["blame", "Aim 0"]):
        assert run_collab(*verb, f"--at={revision}", cwd=hostile).code in (0, 1, 2), verb


def test_inside_a_bare_repository(hostile: Path, run_collab: RunCollab) -> None:
    inner = hostile / "goals/inner.git"
    assert json.loads(run_collab("diff", "--json", cwd=inner).out)["changes"] == []
    assert stat.S_ISDIR(inner.stat().st_mode)


def test_a_workspace_that_is_a_bare_repository(hostile: Path, tmp_path: Path, run_collab: RunCollab) -> None:
    bare = tmp_path / "bare"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    write(bare, {"collab.yaml": MINIMAL_SETTINGS, "goals/a.yaml": GOAL.format(title="A")})
    with (bare / "config").open("a") as file:
        file.write(settings(hostile.parent / "program", hostile.parent / "hooks"))
    for arguments in (("diff",), ("log", "goal:a"), ("blame", "goal:a"), ("check", "--at", "HEAD")):
        result = run_collab(*arguments, cwd=bare)
        assert (result.code, result.out) == (2, ""), arguments
