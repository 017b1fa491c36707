"""Editors are small scripts; the dialogue is held on a real terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.cli.action_editing import table_text
from collab_cli.i18n import language
from tests.cli.dialogues import DOWN, ENTER, exit_code, on_terminal
from tests.conftest import Result, RunCollab
from tests.rules.worlds import green_demo, world_of

FORECAST = "actions/2025/2025-07-07-forecast-deadline.yaml"
CHECKLIST = "actions/2025/2025-10-10-contract-checklist.yaml"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    path = tmp_path / "editor"
    path.write_text("#!/bin/sh\n. " + str(tmp_path / "steps") + "\n")
    path.chmod(0o755)
    return path


class Edit:
    """Runs ``action edit`` with an editor that is a line of shell; the table is ``$1``."""

    def __init__(self, demo: Path, editor: Path, run_collab: RunCollab) -> None:
        self.demo, self.editor, self._run = demo, editor, run_collab

    def __call__(self, text: str, *options: str) -> Result:
        (self.editor.parent / "steps").write_text(text + "\n")
        words = ("action", "edit", *options, "--quiet", "--lang", "en")
        return self._run(
            *words, cwd=self.demo, env={"EDITOR": str(self.editor), "GIT_AUTHOR_EMAIL": "li.na@example.com"}
        )


@pytest.fixture
def edit(demo: Path, editor: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch) -> Edit:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "li.na@example.com")
    return Edit(demo, editor, run_collab)


def kept(environment: dict[str, str]) -> list[Path]:
    return [path for path in Path(environment["XDG_STATE_HOME"]).glob("collab/edits/**/*.txt") if path.is_file()]


def test_the_table_is_in_line_and_explained(demo: Path) -> None:
    assert table_text(world_of(demo, date(2025, 7, 14)), language("zh")) == (
        "# 每行一项未办结的督办事项，以 2025-07-14 为准；"
        "可改 due（时限）、owner（责任人）、status（状态），原因写在 note\n"
        "# 状态：open 待办、in_progress 进行中、done 办结、cancelled 取消（须写 note）\n"
        "# title 和 id 只说明是哪一项；删掉一行不作任何改动\n"
        "# due | owner | status | title | id | note\n"
        "2025-07-11 | 刘芳 | in_progress | 补充投放预算方案             | 2025-06-30-media-budget-plan  | \n"
        "2025-07-11 | 张伟 | open        | 每周五 17 点前提交 13 周预测 | 2025-07-07-forecast-deadline  | \n"
        "2025-10-31 | 陈杰 | open        | 制定合同评审检查表           | 2025-10-10-contract-checklist | \n"
    )


def test_a_person_called_like_another_is_named_by_the_id(demo: Path) -> None:
    people = demo / "people.yaml"
    people.write_text(people.read_text("utf-8") + "- {id: zhang-wei-2, name: 张伟, department: sales}\n", "utf-8")
    text = table_text(world_of(demo), language("zh"))
    assert text is not None and "| zhang-wei | open" in text


def test_changed_lines_become_entries(edit: Edit, environment: dict[str, str]) -> None:
    result = edit(
        "sed -i -e 's/2025-07-11 | 张伟 | open /7月18日｜陈杰｜in_progress /' -e '/forecast/s/$/Stock-taking/' "
        "-e '/checklist/s/$/Draft is there/' \"$1\"",
        "--table",
    )
    assert (result.code, result.err) == (0, "")
    assert set(result.out.split()) == {FORECAST, CHECKLIST}
    text = (edit.demo / FORECAST).read_text("utf-8")
    assert "owner: chen-jie\ndue: 2025-07-18\n" in text and "status: in_progress\n" in text
    assert text.endswith(
        "history:\n"
        '  - date: 2025-06-30\n    by: li-na\n    note: "owner: zhang-wei -> chen-jie; Stock-taking"\n'
        "  - date: 2025-06-30\n    due: 2025-07-11\n"
        "  - date: 2025-06-30\n    by: li-na\n    due: 2025-07-18\n    note: Stock-taking\n"
        "  - date: 2025-06-30\n    by: li-na\n    status: in_progress\n    note: Stock-taking\n"
    )
    assert "note: Draft is there\n" in (edit.demo / CHECKLIST).read_text("utf-8")
    assert kept(environment) == []


def test_nothing_changed(edit: Edit, environment: dict[str, str]) -> None:
    result = edit("sed -i '/forecast/d' \"$1\"", "--table")
    assert (result.code, result.out, kept(environment)) == (0, "", [])


def test_bad_lines_are_named_and_the_text_is_kept(edit: Edit, environment: dict[str, str]) -> None:
    before = {path: path.read_bytes() for path in (edit.demo / "actions/2025").iterdir()}
    (edit.editor.parent / "steps").write_text("")
    result = edit(
        "sed -i -e 's/张伟/王五/' -e 's/陈杰 | open  /陈杰 | finished/' -e 's/刘芳 |/刘芳/' \"$1\"", "--table"
    )
    (copy,) = (path for path in kept(environment) if ".base" not in str(path))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "collab: error: nothing was written: 3 lines cannot be taken; correct the lines named above; "
        f"your text is kept in {copy}; collab action edit --table --resume takes it up again\n"
    )
    assert {path: path.read_bytes() for path in before} == before
    again = edit("true", "--table")
    assert again.err.startswith("collab: error: an edit of the table of actions was left unfinished; take it up again")
    mended = edit("sed -i -e 's/王五/王强/' -e 's/finished/done/' -e 's/刘芳/刘芳 |/' \"$1\"", "--table", "--resume")
    assert mended.code == 0 and "owner: wang-qiang\n" in (edit.demo / FORECAST).read_text("utf-8")
    assert "status: done\n" in (edit.demo / CHECKLIST).read_text("utf-8")
    assert kept(environment) == []
    assert edit("true", "--table", "--resume").err == (
        "collab: error: there is no unfinished edit of the table of actions; leave out --resume\n"
    )


def test_on_a_terminal_the_editor_opens_again_at_the_line(
    edit: Edit, environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    editor = tmp_path / "nano"  # an editor that takes a line
    editor.write_text(
        f'#!/bin/sh\necho "$1" >> {log}\nfor last; do :; done\n'
        f'if [ $(wc -l < {log}) = 1 ]; then sed -i "s/张伟 | open/张伟 | gone/" "$last"; '
        'else sed -i "s/张伟 | gone/张伟 | done/" "$last"; fi\n'
    )
    editor.chmod(0o755)
    surroundings = {**environment, "EDITOR": str(editor), "GIT_AUTHOR_EMAIL": "li.na@example.com"}
    child = on_terminal(edit.demo, surroundings, "action", "edit", "--table")
    child.expect("line 6: gone is no status; write one of open, in_progress, done, cancelled")
    child.expect("This cannot be saved so")
    child.send(ENTER)
    assert exit_code(child) == 0
    assert log.read_text().splitlines() == ["+5", "+6"]
    assert "status: done\n" in (edit.demo / FORECAST).read_text("utf-8")
    log.write_text("")
    child = on_terminal(edit.demo, {**surroundings, "EDITOR": str(editor)}, "action", "edit", "--table")
    assert exit_code(child) == 0  # nobody called so is left


def test_leaving_it_keeps_the_text(edit: Edit, environment: dict[str, str]) -> None:
    (edit.editor.parent / "steps").write_text("sed -i 's/张伟 | open/张伟 | gone/' \"$1\"\n")
    child = on_terminal(edit.demo, {**environment, "EDITOR": str(edit.editor)}, "action", "edit", "--table")
    child.expect("This cannot be saved so")
    child.send(DOWN + ENTER)
    assert exit_code(child) == 2
    assert len(kept(environment)) == 2


def test_a_dry_run_shows_the_change_and_keeps_the_text(edit: Edit, environment: dict[str, str]) -> None:
    before = (edit.demo / FORECAST).read_bytes()
    result = edit("sed -i 's/张伟 | open/张伟 | done/' \"$1\"", "--table", "--dry-run")
    assert result.code == 0 and "+status: done\n" in result.out
    assert (edit.demo / FORECAST).read_bytes() == before
    assert len(kept(environment)) == 2


def test_one_action_is_edited_as_every_record_is(edit: Edit) -> None:
    assert edit("echo '# a note' >> \"$1\"", "2025-07-07").out == f"{FORECAST}\n"
    said = "collab: error: name one action, or edit all of them with --table; give one of the two\n"
    assert edit("true").err == said
    assert edit("true", "2025-07-07", "--table").err == said


def test_nothing_is_open(edit: Edit, run_collab: RunCollab) -> None:
    run_collab("action", "done", "方案", "预测", "检查表", "--by", "李娜", cwd=edit.demo)
    result = edit("exit 1", "--table")
    assert (result.code, result.out) == (0, "")
