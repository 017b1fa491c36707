"""``collab proposal status``, and the way of a proposal through every state by commands alone."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MINIMAL_SETTINGS, MakeDemo, MakeWorkspace, RunCollab
from tests.edits.moves import rewrite
from tests.rules.worlds import green_demo

BRAND = "goals/2025/strengthen-brand.yaml"
SPEAKERS = ("zhang-wei", "wang-qiang", "liu-fang")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


class Company:
    """A workspace that is changed by commands."""

    def __init__(self, root: Path, run: RunCollab) -> None:
        self.root = root
        self.run = run

    def do(self, command: str) -> str:
        """Run a command that succeeds; return what it tells."""
        result = self.run(*shlex.split(command), "--lang", "en", cwd=self.root)
        assert result.code == 0, (command, result.err)
        return result.err

    def refused(self, command: str) -> str:
        """Return the one line a command is refused with."""
        result = self.run(*shlex.split(command), "--lang", "en", "--quiet", cwd=self.root)
        assert (result.code, result.err.count("\n")) == (2, 1), (command, result.err)
        return result.err.removeprefix("collab: error: ").rstrip()

    def one(self, name: str) -> dict[str, Any]:
        """Return where a proposal stands, as programs get it."""
        result = self.run("proposal", "status", name, "--json", cwd=self.root)
        (found,) = json.loads(result.out)["proposals"]
        return dict(found)

    def open_ones(self) -> list[str]:
        """Return the proposals about which something is to be done."""
        result = self.run("proposal", "status", "--json", cwd=self.root)
        return [one["proposal"] for one in json.loads(result.out)["proposals"]]

    def stale(self) -> list[list[str]]:
        """Return what `check` finds changed since it was agreed."""
        result = self.run("check", "--select", "P209", "--json", cwd=self.root)
        findings = json.loads(result.out)["findings"]
        return [finding["records"] for finding in findings]


@pytest.fixture
def company(root: Path, run_collab: RunCollab) -> Company:
    return Company(root, run_collab)


def test_a_proposal_goes_through_every_state_by_commands_alone(company: Company) -> None:
    company.do("goal add 'Win the north' --department sales --parent increase-revenue --owner zhang-wei")
    company.do("goal kr add win-the-north 'New customers' --baseline 0 --target 20 --unit 家")
    subjects = "--subject goal:win-the-north --subject goal:strengthen-brand --subject goal:increase-market-share"
    told = company.do(f"proposal open 'The north' {subjects} --deadline 7/15")
    assert "it is put to Sales, Production and Marketing" in told
    for command in company.one("the-north")["next"]["position"]:
        company.do(f"{command.removeprefix('collab ')} --via meeting --evidence meeting:2025-01-10-goal-workshop")
    company.do("proposal object the-north 'No capacity' --change 'Two machines' --by wang-qiang --via oa")
    company.do("proposal idea add the-north 'A fair in Harbin' --by chen-jie")
    assert "the objection of 王强 is not settled" in company.refused("proposal close the-north")
    company.do("proposal resolve the-north --resolution 'Rented'")
    assert "Production did not agree" in company.refused("proposal close the-north")

    company.do("goal kr set win-the-north kr1 target=25")
    one = company.one("the-north")
    assert [subject["state"] for subject in one["subjects"]] == ["changed", "same", "same"]
    (amend,) = [one["next"]["amend"]]
    told = company.do(amend.removeprefix("collab "))
    assert "what they said before does not count any more: Sales, Production and Marketing" in told
    one = company.one("the-north")
    assert (one["round"], one["missing"]) == (2, ["sales", "production", "marketing"])
    for person in SPEAKERS:
        company.do(f"proposal position the-north --position agree --by {person}")
    company.do("proposal sign the-north --by li-na --via oa")
    close = company.one("the-north")["next"]["close"]
    told = company.do(f"{close.removeprefix('collab ')} --review-on 2025-10-01")
    assert "it can take effect now: collab goal activate win-the-north" in told
    company.do("proposal dispose the-north --disposition parked --reason 'Next year'")
    company.do("goal activate win-the-north")
    one = company.one("the-north")
    assert (one["status"], one["decided"], one["round"], one["stale"]) == ("accepted", "2025-06-30", 2, False)
    assert (company.open_ones(), company.stale()) == ([], [])


def test_editing_one_goal_makes_the_agreement_on_it_stale_and_on_no_other(company: Company) -> None:
    company.do("proposal open New --subject goal:strengthen-brand --subject charter:sales")
    for person in SPEAKERS:
        company.do(f"proposal position new --position agree --by {person}")
    company.do("proposal close new")
    company.do("goal kr set increase-revenue kr1 target=25")
    assert company.stale() == [["goal:increase-revenue"]]
    assert company.open_ones() == ["market-share-decomposition"]
    states = {one["ref"]: one["state"] for one in company.one("market-share-decomposition")["subjects"]}
    assert states == {
        "goal:increase-market-share": "same",
        "goal:increase-revenue": "changed",
        "goal:raise-quality-and-efficiency": "same",
        "goal:strengthen-brand": "superseded",
    }
    company.do("goal kr set strengthen-brand kr1 target=46")
    assert sorted(company.stale()) == [["goal:increase-revenue"], ["goal:strengthen-brand"]]
    assert company.open_ones() == ["market-share-decomposition", "new"]
    again = company.one("market-share-decomposition")["next"]["open"]
    company.do(again.removeprefix("collab ").replace("TITLE", "Again"))
    company.do("proposal position again --position agree --by zhang-wei")
    company.do("proposal close again")
    assert (company.stale(), company.open_ones()) == ([["goal:strengthen-brand"]], ["new"])


@pytest.mark.parametrize(("outcome", "state"), [("close", "rejected"), ("withdraw", "withdrawn")])
def test_a_proposal_that_is_not_agreed(company: Company, outcome: str, state: str) -> None:
    company.do("proposal open New --subject goal:strengthen-brand")
    company.do(f"proposal {outcome} new {'--reject' if outcome == 'close' else ''}")
    assert company.one("new")["status"] == state
    assert (company.open_ones(), company.stale()) == ([], [])
    assert "is a final state" in company.refused("proposal position new --position agree --by liu-fang")


def test_two_people_on_two_branches(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    """Positions taken side by side stand in one place of the file: git alone does not know their order."""
    company = Company(make_demo("en"), run_collab)

    def git(*args: str) -> int:
        return subprocess.run(("git", *args), cwd=company.root, capture_output=True, check=False).returncode

    assert git("branch", "-M", "main") == 0
    company.do("proposal open New --subject goal:increase-market-share --commit")
    assert git("checkout", "-b", "other") == 0
    company.do("proposal position new --position agree --by wang-qiang --commit")
    assert git("checkout", "main") == 0
    company.do("goal kr set strengthen-brand kr1 target=46 --commit")
    assert git("merge", "other") == 0
    company.do("proposal position new --position agree --by zhang-wei --commit")
    assert company.one("new")["missing"] == ["marketing"]


def test_positions_of_two_branches_merge_by_their_parts(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    from collab_cli.cli.command_table import COMMANDS

    if "git" not in COMMANDS:
        pytest.skip("records are merged by lines here")
    company = Company(make_demo("en"), run_collab)

    def git(*args: str) -> int:
        return subprocess.run(("git", *args), cwd=company.root, capture_output=True, check=False).returncode

    assert git("branch", "-M", "main") == 0
    company.do("git setup")
    company.do("proposal open New --subject goal:increase-market-share --commit")
    assert (git("add", "-A"), git("commit", "-m", "setup"), git("checkout", "-b", "other")) == (0, 0, 0)
    company.do("proposal position new --position agree --by wang-qiang --commit")
    assert git("checkout", "main") == 0
    company.do("proposal position new --position agree --by zhang-wei --commit")
    assert git("merge", "other") == 0
    assert company.one("new")["missing"] == ["marketing"]


def test_the_table_for_spreadsheets_and_for_a_mail(company: Company) -> None:
    company.do("proposal open New --subject goal:increase-market-share")
    run = company.run
    out = run("proposal", "status", "new", "--format", "csv", "--lang", "en", cwd=company.root).out
    assert out.splitlines()[:2] == [
        "Department,Speaker,Position,Score,Date,Via,Comment,id",
        "Sales,张伟,missing,-,-,-,-,department:sales",
    ]
    out = run("proposal", "status", "--format", "csv", "--lang", "en", cwd=company.root).out
    assert out.splitlines()[1] == "New (new),open,-,0 of 3,not decided,proposal:new"
    out = run("proposal", "status", "--open", "--format", "markdown", "--lang", "en", cwd=company.root).out
    assert "| Sales | 张伟 | missing |" in out
    assert "<table" in run("proposal", "status", "--format", "html", cwd=company.root).out


def test_only_the_open_ones(company: Company) -> None:
    rewrite(company.root, BRAND, "target: 45", "target: 46")
    assert company.open_ones() == ["market-share-decomposition"]
    result = company.run("proposal", "status", "--open", "--lang", "en", cwd=company.root)
    assert (result.code, "nothing is open" in result.out) == (0, True)
    assert company.refused("proposal status market --open") == (
        "--open is for all proposals, not for those named; leave it out, or name no proposal"
    )


def test_no_proposal_at_all(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"collab.yaml": MINIMAL_SETTINGS})
    result = run_collab("proposal", "status", "--lang", "en", cwd=root)
    assert result.code == 0
    assert "there is no proposal yet; collab proposal open TITLE --subject REF puts one" in result.out
    assert run_collab("proposal", "status", "--format", "csv", cwd=root).code == 2


@pytest.mark.parametrize("typed", ["''", "🎉", "nowhere", "x" * 10_000])
def test_a_proposal_that_is_not_there(company: Company, typed: str) -> None:
    company.refused(f"proposal status {typed}")
    for command in ("close", "amend", "withdraw", "sign", "resolve", "dispose"):
        company.refused(f"proposal {command} {typed} --dry-run")


@pytest.mark.parametrize("typed", ["''", "🎉", "x" * 70_000])
def test_odd_texts(company: Company, typed: str) -> None:
    company.do("proposal open New --subject goal:increase-market-share")
    result = company.run("proposal", "object", "new", typed.strip("'"), "--by", "wang-qiang", cwd=company.root)
    assert result.code == (0 if typed == "🎉" else 2), result.err
    assert "Traceback" not in result.err
    assert company.run("proposal", "status", "new", cwd=company.root, terminal=True, width=80).code == 0
    assert company.run("proposal", "resolve", "new", typed.strip("'"), cwd=company.root).code == 2


@pytest.mark.parametrize("path", ["departments.yaml", "people.yaml", BRAND, "proposals/2025/new.yaml"])
def test_files_that_cannot_be_read(company: Company, path: str) -> None:
    company.do("proposal open New --subject goal:strengthen-brand")
    (company.root / path).write_text("[", "utf-8")
    result = company.run("proposal", "status", "--lang", "en", cwd=company.root)
    assert (result.code, f"{path} cannot be read" in result.out) == (0, True)
    assert "nothing is open" not in result.out
    assert json.loads(company.run("proposal", "status", "--json", cwd=company.root).out)["unread_kinds"]
