import os
import shutil
import subprocess
import sys
from datetime import UTC
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.history import open_history, require_history
from tests.sources.repositories import commit, contents, git, make_repository, refused, said, write


def test_hostile_settings_run_nothing(company: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    ran = tmp_path / "ran"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{ran}'\n")
    program.chmod(0o755)
    write(
        company, {"collab.yaml": "1", "goals/a.yaml": "a", ".gitattributes": "*.yaml diff=evil filter=evil merge=evil"}
    )
    first = commit(company)
    write(company, {"goals/a.yaml": "b"})
    second = commit(company)
    for hook in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(program, company / ".git/hooks" / hook)
    for key in (
        *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy"),
        *("diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge"),
        *("filter.evil.process", "merge.evil.driver", "gpg.program", "credential.helper", "alias.rev-parse"),
        *("core.alternateRefsCommand", "pager.ls-tree", "pager.rev-list", "pager.diff-tree", "pager.config"),
        "remote.origin.uploadpack",
    ):
        git(company, "config", key, str(program))
    git(company, "config", "log.showSignature", "true")
    git(company, "config", "core.hooksPath", str(company / ".git/hooks"))
    git(company, "config", "alias.cat-file", f"!{program}")
    # A partial clone fetches what it lacks, by whatever its remote names.
    git(company, "config", "core.repositoryFormatVersion", "1")
    git(company, "config", "extensions.partialClone", "origin")
    git(company, "config", "remote.origin.promisor", "true")
    git(company, "config", "remote.origin.url", f"ext::{program}")
    git(company, "config", "protocol.ext.allow", "always")
    blob = git(company, "rev-parse", f"{first}:goals/a.yaml")
    (company / ".git/objects" / blob[:2] / blob[2:]).unlink()
    before = {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))}
    with require_history(company) as history:
        assert history.resolve("main", zone=UTC) == second
        assert contents(history.snapshot(second)) == {"collab.yaml": b"1", "goals/a.yaml": b"b"}
        with pytest.raises(Unreadable) as caught:
            history.snapshot(first).read("goals/a.yaml")
        assert language("en").say(caught.value.message) == "the content of goals/a.yaml is missing from this clone"
        refused(history, "nothing")
    assert not ran.exists(), ran.read_text()
    assert {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))} == before


def test_a_bare_repository_inside_the_tree_is_not_used(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "inner")
    write(tmp_path / "inner", {"collab.yaml": "1"})
    with pytest.raises(CollabError, match="git cannot read the repository"):
        open_history(tmp_path / "inner")


def test_what_a_hook_has_set_does_not_lead_elsewhere(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = commit(company)
    other = make_repository(tmp_path / "other")
    commit(other, "another")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    with require_history(company) as history:
        assert history.head() == made


def test_no_git_installed(company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(company, {"goals/a.yaml": "a"})
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made)
        monkeypatch.setenv("PATH", str(tmp_path))
        for call in (lambda: open_history(company), history.head, lambda: snapshot.read("goals/a.yaml")):
            with pytest.raises(CollabError) as caught:
                call()
            assert said(caught.value) == (
                "git is not installed",
                "install git; everything but history works without it",
            )
    assert open_history(tmp_path) is None


def test_git_that_dies_is_no_crash(company: Path) -> None:
    write(company, {"goals/a.yaml": "a", "goals/b.yaml": "b"})
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made)
        snapshot.read("goals/b.yaml")
        process = history.reader._process
        assert process is not None
        process.kill()
        process.wait()
        with pytest.raises(CollabError, match="git stopped"):
            snapshot.read("goals/a.yaml")
        assert snapshot.read("goals/a.yaml") == b"a"


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "git").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_a_git_too_old_to_understand_is_no_crash(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path / "bin", "echo --is-shallow-repository", monkeypatch)
    with pytest.raises(CollabError, match="git cannot read the repository"):
        open_history(company)


@pytest.mark.parametrize("answer", ["what", "0 blob 5\\nab", "0 blob 2\\nab"])
def test_answers_cut_short_are_no_crash(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    write(company, {"goals/a.yaml": "ab"})
    made = commit(company)
    with require_history(company) as history:
        snapshot = history.snapshot(made)
        fake_git(tmp_path / "bin", f"read line; printf '{answer}'", monkeypatch)
        with pytest.raises(CollabError, match="git stopped"):
            snapshot.read("goals/a.yaml")


def test_reading_imports_no_gitpython(company: Path) -> None:
    commit(company)
    code = (
        "import sys; from pathlib import Path; from collab_cli.sources.history import require_history as r\n"
        "h = r(Path(sys.argv[1])); h.snapshot(h.head()); h.close(); print('git' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(company)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
