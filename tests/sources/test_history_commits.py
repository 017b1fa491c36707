import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from collab_cli.sources.history import commit_files, init_repository, require_history
from tests.sources.repositories import git, write

WHEN = datetime(2025, 6, 30, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def demo(root: Path) -> list[str]:
    root.mkdir()
    init_repository(root)
    write(root, {"collab.yaml": "schema: 1\n", "goals/目标.yaml": "a: 1\r\n", "old.yaml": "x"})
    first = commit_files(
        root,
        ["collab.yaml", "goals/目标.yaml", "old.yaml"],
        "Start 开始\n",
        author="张伟",
        email="zhang.wei@example.com",
        when=WHEN,
    )
    write(root, {"collab.yaml": "schema: 1\nlocale: en\n"})
    (root / "old.yaml").unlink()
    paths = ["collab.yaml", "old.yaml"]
    return [first, commit_files(root, paths, "Second\n", author="李娜", email="li.na@example.com", when=WHEN)]


def test_a_demo_is_the_same_on_every_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    (tmp_path / "template/hooks").mkdir(parents=True)
    hooks.mkdir()
    for hook in (
        hooks / "pre-commit",
        hooks / "commit-msg",
        hooks / "post-commit",
        tmp_path / "template/hooks/pre-commit",
    ):
        hook.write_text(f"#!/bin/sh\ntouch '{ran}'\nexit 1\n")
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[core]\n\thooksPath = {hooks}\n\tautocrlf = true\n[init]\n\ttemplateDir = {tmp_path}/template\n"
        "\tdefaultBranch = other\n\tdefaultObjectFormat = sha256\n[commit]\n\tgpgsign = true\n"
        f"\ttemplate = {tmp_path}/missing\n[i18n]\n\tcommitEncoding = gbk\n[gpg]\n\tprogram = {hooks}/pre-commit\n"
    )
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_COMMITTER_NAME": "someone",
    }.items():
        monkeypatch.setenv(name, value)
    environment = dict(os.environ)
    made = demo(tmp_path / "one")
    assert made == demo(tmp_path / "two")
    assert made == [
        "59a7264ae0f2a70d5ddaa519e1e75150e867bc6d",
        "9cf038e9a1e6a9d4efeb68c8c41492003f0472a4",
    ]
    assert dict(os.environ) == environment
    assert not ran.exists()
    assert not (tmp_path / "elsewhere").exists()
    root = tmp_path / "one"
    assert not (root / ".git/hooks").exists()
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "branch", "--show-current") == "main"
    assert git(root, "fsck", "--strict") == ""
    form = "%an <%ae> %ad|%cn <%ce> %cd|%s"
    assert git(root, "log", f"--format={form}", "--date=iso").split("\n") == [
        "李娜 <li.na@example.com> 2025-06-30 09:00:00 +0800|李娜 <li.na@example.com> 2025-06-30 09:00:00 +0800|Second",
        "张伟 <zhang.wei@example.com> 2025-06-30 09:00:00 +0800|张伟 <zhang.wei@example.com> 2025-06-30 09:00:00 +0800"
        "|Start 开始",
    ]
    assert git(root, "ls-tree", "-r", "--name-only", "-z", "HEAD") == "collab.yaml\0goals/目标.yaml\0"
    assert git(root, "cat-file", "-p", "HEAD:goals/目标.yaml") == "a: 1\r"
    with require_history(root) as history:
        assert history.resolve("HEAD~1", zone=UTC) == made[0]


def test_no_git_for_a_demo(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from collab_cli.errors import CollabError\n"
        "from collab_cli.sources.history import init_repository\n"
        "try:\n    init_repository(Path(sys.argv[1]))\nexcept CollabError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "git is not installed\n"
