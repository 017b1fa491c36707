"""Editors are small scripts; the dialogue is held on a real terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pexpect
import pytest

from tests.cli.dialogues import CTRL_C, DOWN, ENTER, exit_code, on_terminal
from tests.conftest import MakeWorkspace, Result, RunCollab
from tests.small_company import small_company

GOAL = "goals/increase-revenue.yaml"
NAME = "Increase revenue (increase-revenue)"


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    files = small_company()
    settings = files["collab.yaml"]
    assert isinstance(settings, bytes)
    return make_workspace({**files, "collab.yaml": settings.replace(b"as_of: 2025-06-30\n", b"")})


@pytest.fixture
def edit(company: Path, run_collab: RunCollab, tmp_path: Path) -> Edit:
    return Edit(company, run_collab, tmp_path)


class Edit:
    """Runs ``goal edit`` with an editor that is a line of shell; the file is ``$1``."""

    def __init__(self, company: Path, run_collab: RunCollab, tmp_path: Path) -> None:
        self.company = company
        self._run = run_collab
        self._tmp_path = tmp_path

    def script(self, text: str) -> str:
        path = self._tmp_path / "editor"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return str(path)

    def __call__(self, text: str, *options: str, ref: str = "increase-revenue") -> Result:
        words = ("goal", "edit", ref, *options)
        return self._run(*words, cwd=self.company, env={"EDITOR": self.script(text)})

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.company, check=True, capture_output=True, text=True)
        return done.stdout

    def commit_all(self) -> None:
        self.git("init", "-q", "-b", "main")
        self.git("add", ".")
        self.git("commit", "-qm", "start")

    @property
    def goal(self) -> str:
        return (self.company / GOAL).read_text()


def kept(environment: dict[str, str]) -> list[Path]:
    return [path for path in Path(environment["XDG_STATE_HOME"]).glob("collab/edits/**/*.yaml") if path.is_file()]


def copy_of(environment: dict[str, str]) -> Path:
    return next(path for path in kept(environment) if ".base" not in str(path))


def test_an_edit_is_checked_and_written(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit("echo '# a note' >> \"$1\"")
    assert (result.code, result.out, result.err) == (0, GOAL + "\n", f"edited {NAME}\n")
    assert edit.goal == before + "# a note\n"
    assert kept(environment) == []


def test_nothing_changed(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit('test -w "$1"')
    assert (result.code, result.out, result.err) == (0, "", "nothing was changed\n")
    assert (edit.goal, kept(environment)) == (before, [])


def test_a_dry_run_shows_the_change_and_keeps_the_text(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit("echo '# a note' >> \"$1\"", "--dry-run")
    assert (result.code, edit.goal) == (0, before)
    assert result.out.endswith("+# a note\n")
    command = "collab goal edit increase-revenue --resume takes it up again"
    assert result.err == f"your text is kept in {copy_of(environment)}; {command}\n"


def test_a_refused_edit_is_kept_and_taken_up_again(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit("sed -i 's/^title: /title: [/' \"$1\"")
    assert (result.code, result.out, edit.goal) == (2, "", before)
    copy = copy_of(environment)
    finding, line = result.err.splitlines()
    assert finding.startswith(f"{GOAL}:")
    assert " S001 error: " in finding
    assert line == (
        f"collab: error: nothing was written because of 1 finding; your text is kept in {copy}; "
        "collab goal edit increase-revenue --resume takes it up again"
    )
    again = edit("true")
    assert (again.code, again.err) == (
        2,
        f"collab: error: an edit of {GOAL} was left unfinished; "
        f"take it up again with collab goal edit increase-revenue --resume, or remove {copy}\n",
    )
    resumed = edit("sed -i 's/^title: \\[/title: /; $a # mended' \"$1\"", "--resume")
    assert (resumed.code, resumed.err) == (0, f"edited {NAME}\n")
    assert edit.goal == before + "# mended\n"
    assert kept(environment) == []


def test_a_state_the_kind_does_not_allow(edit: Edit) -> None:
    result = edit("sed -i 's/^status: active/status: draft/' \"$1\"")
    assert result.code == 2
    line = result.err.splitlines()[-1]
    assert line.startswith(
        f"collab: error: nothing was written: {NAME} is active and cannot become draft; from active "
    )


def test_the_file_changed_meanwhile(edit: Edit, environment: dict[str, str]) -> None:
    result = edit(f"echo '# mine' >> \"$1\"; echo '# theirs' >> '{edit.company}/{GOAL}'")
    copy = copy_of(environment)
    assert (result.code, result.err) == (
        2,
        f"collab: error: {GOAL} has changed since it was read, so nothing was written; carry your change over by hand; "
        f"your text is kept in {copy}; collab goal edit increase-revenue --resume takes it up again\n",
    )
    assert edit.goal.endswith("# theirs\n")
    assert copy.read_text().endswith("# mine\n")
    resumed = edit("true", "--resume")
    assert (resumed.code, resumed.err) == (
        2,
        f"collab: error: {GOAL} has changed since an edit of it was left unfinished; "
        f"carry over by hand what you need of {copy}, then remove that file\n",
    )
    copy.unlink()
    assert edit("true").code == 0


def test_an_editor_that_fails_writes_nothing(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit("echo '# x' >> \"$1\"; exit 1")
    assert (result.code, edit.goal) == (2, before)
    assert "ended with code 1; your text is kept in" in result.err
    assert copy_of(environment).read_text() == before + "# x\n"


def test_an_editor_that_fails_without_a_change_leaves_nothing(edit: Edit, environment: dict[str, str]) -> None:
    result = edit("exit 1")
    assert result.code == 2
    assert result.err.endswith("ended with code 1\n")
    assert kept(environment) == []
    assert edit("true").code == 0


def test_an_editor_that_removes_the_file_leaves_nothing(edit: Edit, environment: dict[str, str]) -> None:
    before = edit.goal
    result = edit('rm "$1"')
    assert (result.code, result.out, edit.goal) == (2, "", before)
    assert result.err == (
        "collab: error: nothing was written: the editor has removed the file it was to edit; "
        "edit again, and save the file under its own name\n"
    )
    assert kept(environment) == []
    assert edit("true").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no-such-goal"], "there is no goal no-such-goal"),
        (["increase-revenue", "--resume"], f"there is no unfinished edit of {GOAL}; leave out --resume"),
        (["increase-revenue", "-m", "x"], "-m is the message of a commit; add --commit"),
        (["increase-revenue", "--commit", "-m", " "], "the message of a commit cannot be empty; leave out -m"),
        (["increase-revenue", "--commit"], "is not in a git repository"),
        (["people.yaml"], "there is no goal people.yaml"),
    ],
)
def test_wrong_input_opens_no_editor(edit: Edit, words: list[str], message: str) -> None:
    result = edit("touch ../opened", *words[1:], ref=words[0])
    assert result.code == 2
    assert message in result.err
    assert len(result.err.splitlines()) == 1
    assert not (edit.company.parent / "opened").exists()


def test_a_file_that_cannot_be_read_by_its_path(edit: Edit) -> None:
    whole = edit.goal
    (edit.company / GOAL).write_text(whole.replace("title:", "title: [", 1))
    result = edit("sed -i 's/title: \\[/title:/' \"$1\"", ref=GOAL)
    assert (result.code, result.err, edit.goal) == (0, f"edited {GOAL}\n", whole)


def test_an_edit_is_committed_and_undone(edit: Edit, run_collab: RunCollab) -> None:
    edit.commit_all()
    before = edit.goal
    result = edit("echo '# a note' >> \"$1\"", "--commit")
    assert (result.code, result.out) == (0, GOAL + "\n")
    log = edit.git("log", "-1", "--format=%s", "--name-only")
    assert log == f"edited {NAME}\n\n{GOAL}\n"
    assert run_collab("undo", cwd=edit.company).code == 0
    assert edit.goal == before


def test_an_edit_that_leads_back_to_the_last_commit(edit: Edit) -> None:
    edit.commit_all()
    head, before = edit.git("rev-parse", "HEAD"), edit.goal
    (edit.company / GOAL).write_text(before + "# not committed\n")
    result = edit("sed -i '$d' \"$1\"", "--commit", "-m", "back")
    assert (result.code, edit.goal) == (0, before)
    assert result.err == f"edited {NAME}\nnothing to commit: the last commit has these files so already\n"
    assert edit.git("rev-parse", "HEAD") == head


def test_an_edit_that_is_written_but_cannot_be_committed(edit: Edit, environment: dict[str, str]) -> None:
    edit.commit_all()
    tree = edit.git("rev-parse", "HEAD:goals").strip()
    (edit.company / ".git/objects" / tree[:2] / tree[2:]).unlink()
    result = edit("echo '# a note' >> \"$1\"", "--commit")
    assert result.code == 2
    assert edit.goal.endswith("# a note\n")
    line = result.err.splitlines()[-1]
    assert line.startswith("collab: error: it is written, but not committed: git cannot write the repository: ")
    assert "kept in" not in line
    assert kept(environment) == []


def test_a_git_that_begins_while_the_editor_is_open(edit: Edit, environment: dict[str, str]) -> None:
    edit.commit_all()
    before = edit.goal
    result = edit(f"touch '{edit.company}/.git/MERGE_HEAD'; echo '# x' >> \"$1\"", "--commit")
    assert (result.code, edit.goal) == (2, before)
    assert "`git merge` is not finished in this repository" in result.err
    assert copy_of(environment).read_text() == before + "# x\n"


class TestAtATerminal:
    """What a refused edit asks for."""

    def spawn(self, edit: Edit, environment: dict[str, str], text: str, lang: str = "en") -> pexpect.spawn[str]:
        environment = {**environment, "EDITOR": edit.script(text)}
        return on_terminal(edit.company, environment, "goal", "edit", "increase-revenue", lang=lang)

    def test_the_editor_opens_again_until_the_text_is_sound(self, edit: Edit, environment: dict[str, str]) -> None:
        before = edit.goal
        text = "if grep -q '\\[x' \"$1\"; then sed -i 's/\\[x/x/' \"$1\"; else sed -i '1s/$/ [x/' \"$1\"; fi"
        (edit.company / GOAL).write_text("title:\n" + before.partition("\n")[2])
        child = self.spawn(edit, environment, text)
        child.expect("S001")
        child.expect("This cannot be saved so")
        child.send(ENTER)
        child.expect("edited ")
        child.expect(GOAL)
        assert exit_code(child) == 0
        assert edit.goal.startswith("title: x\n")

    def test_it_can_be_left_and_taken_up(self, edit: Edit, environment: dict[str, str]) -> None:
        before = edit.goal
        child = self.spawn(edit, environment, "sed -i '1s/: /: [/' \"$1\"", "zh")
        child.expect("目前无法保存")
        child.send(DOWN + ENTER)
        child.expect("文本保留在")
        assert exit_code(child) == 2
        child = self.spawn(edit, environment, "sed -i '1s/\\[//; $a # more' \"$1\"")
        child.expect("was left unfinished")
        child.send(ENTER)
        assert exit_code(child) == 0
        assert edit.goal == before + "# more\n"

    def test_an_interrupt_at_the_question_loses_nothing(self, edit: Edit, environment: dict[str, str]) -> None:
        before = edit.goal
        child = self.spawn(edit, environment, "sed -i '1s/: /: [/' \"$1\"")
        child.expect("This cannot be saved so")
        child.send(CTRL_C)
        child.expect("your text is kept in")
        assert exit_code(child) == 130
        assert (edit.goal, copy_of(environment).exists()) == (before, True)
        child = self.spawn(edit, environment, "true")
        child.expect("was left unfinished")
        child.send(DOWN + ENTER)
        child.expect("nothing was changed")
        assert exit_code(child) == 0
        assert kept(environment) == []
