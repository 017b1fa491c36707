"""The dialogue on a real terminal; the rest of ``goal add`` is in test_goal_add.py."""

from __future__ import annotations

from pathlib import Path

import pexpect
import pytest

from collab_cli.cli.goal_dialogue import in_tree_order
from tests.cli.dialogues import CTRL_C, DOWN, ENTER, ERASE, exit_code, on_terminal
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import world_of
from tests.small_company import small_company


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(small_company())


def dialogue(
    company: Path, environment: dict[str, str], lang: str = "en", options: tuple[str, ...] = ()
) -> pexpect.spawn[str]:
    return on_terminal(company, environment, "goal", "add", *options, lang=lang)


def test_a_short_dialogue_writes_one_goal(company: Path, environment: dict[str, str], run_collab: RunCollab) -> None:
    child = dialogue(company, environment)
    child.expect("What is to be reached")
    child.send("！！！" + ENTER)
    child.expect("a title needs a letter or a digit")
    child.send(ERASE * 3 + "Open two regions" + ENTER)
    child.expect("Whose goal is it")
    child.send(DOWN + ENTER)
    child.expect("Which goal does it serve")
    child.send(ENTER)  # the company goal comes first
    child.expect("Which share of it")
    child.send("150%" + ENTER)
    child.expect("write a share from 0 to 1")
    child.send(ERASE * 4 + "30%" + ENTER)
    child.expect("How does it serve")
    child.send("New regions bring share" + ENTER)
    child.expect("goals/open-two-regions.yaml")
    assert exit_code(child) == 0
    written = (company / "goals/open-two-regions.yaml").read_text()
    assert written.startswith("title: Open two regions\nlevel: department\ndepartment: sales\nowner: zhang-wei\n")
    assert "  - goal: increase-market-share\n    weight: 0.3\n    how: New regions bring share\n" in written
    assert run_collab("check", cwd=company).code == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_leaving_it_writes_nothing(company: Path, environment: dict[str, str], lang: str) -> None:
    before = sorted(company.rglob("*"))
    child = dialogue(company, environment, lang)
    child.expect("要达成什么" if lang == "zh" else "What is to be reached")
    child.send("Grow" + ENTER)
    child.expect("目标" if lang == "zh" else "Whose goal is it")
    child.send(CTRL_C)
    assert exit_code(child) == 130
    assert sorted(company.rglob("*")) == before


def test_typing_narrows_the_goals_down(company: Path, environment: dict[str, str]) -> None:
    child = dialogue(company, environment, options=("--department", "sales", "--weight", "0.2", "--how", "So"))
    child.expect("What is to be reached")
    child.send("Open two regions" + ENTER)
    child.expect("Which goal does it serve")
    child.send("revenue")
    child.expect("/revenue|revenue")
    child.send(ENTER)
    child.expect("goals/open-two-regions.yaml")
    assert exit_code(child) == 0
    assert "  - goal: increase-revenue\n" in (company / "goals/open-two-regions.yaml").read_text()


def test_a_company_goal_serves_none_unless_one_is_chosen(company: Path, environment: dict[str, str]) -> None:
    child = dialogue(company, environment)
    child.expect("What is to be reached")
    child.send("Рост" + ENTER)
    child.expect("Which id is it to have")
    child.send("Rost" + ENTER)
    child.expect("use lower-case letters")
    child.send(ERASE * 4 + "rost" + ENTER)
    child.expect("Whose goal is it")
    child.send(ENTER)
    child.expect("Which goal does it serve")
    child.send(ENTER)
    child.expect("For which period")
    child.send(ENTER)
    child.expect("goals/rost.yaml")
    assert exit_code(child) == 0
    assert (company / "goals/rost.yaml").read_text() == (
        'title: Рост\nlevel: company\nowner: li-na\nperiod: "2025"\nstatus: draft\n'
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--weight", "much"], "--weight is much; write a share from 0 to 1 such as 0.3, or a percentage"),
        (
            ["--period", "2031"],
            "there is no period 2031 in collab.yaml; use one of 2025, or add it to periods in collab.yaml",
        ),
        (["--id", "Bad"], "Bad is no valid id; use lower-case letters, digits and -, at most 64 of them, such as bad"),
    ],
)
def test_what_was_given_is_checked_before_anything_is_asked(
    company: Path, run_collab: RunCollab, options: list[str], line: str
) -> None:
    result = run_collab("goal", "add", *options, cwd=company, terminal=True)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"


def test_goals_are_offered_in_tree_order(company: Path) -> None:
    order = [goal.id for goal in in_tree_order(world_of(company))]
    assert order == ["increase-market-share", "fewer-returns", "increase-revenue"]


def test_without_a_terminal_nothing_is_asked(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "add", cwd=company, stdin="Grow\n")
    assert result.code == 2
    assert result.err.endswith("collab: error: a new goal needs a title; write it behind collab goal add\n")


def test_chinese_letters_narrow_a_list_down(company: Path, environment: dict[str, str]) -> None:
    child = dialogue(company, environment, "zh")
    child.expect("要达成什么")
    child.send("提高毛利率" + ENTER)
    child.expect("哪一级")
    child.send("没有" + ENTER)  # fits nothing: Enter chooses nothing
    child.expect("没有")
    child.send("\x7f\x7f" + "销")
    child.expect("销")
    child.send(ENTER)
    child.expect("支撑")
    child.send(DOWN * 9 + CTRL_C)
    assert exit_code(child) == 130


def test_a_narrowed_choice_is_written(company: Path, environment: dict[str, str]) -> None:
    child = dialogue(company, environment, "zh")
    child.expect("要达成什么")
    child.send("提高毛利率" + ENTER)
    child.expect("哪一级")
    child.send("生产")
    child.expect("产")
    child.send(ENTER)
    child.expect("支撑哪")
    child.send("无")
    child.expect("无")
    child.send(ENTER)
    child.expect("期间")
    child.send(ENTER)
    child.expect("goals/ti-gao-mao-li-lv.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert "department: production\n" in (company / "goals/ti-gao-mao-li-lv.yaml").read_text()
