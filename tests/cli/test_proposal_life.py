"""The way of a proposal by commands alone: the record at its end, what is refused, and two people at once."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeDemo, RunCollab
from tests.rules.worlds import green_demo

OPENED = "proposals/2025/brand.yaml"


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

    def said(self, *words: str) -> str:
        """Return what a command shows, whatever its exit code."""
        return str(self.run(*words, "--lang", "en", cwd=self.root).out)

    def git(self, *args: str) -> int:
        """Run git; return its exit code."""
        return subprocess.run(("git", *args), cwd=self.root, capture_output=True, check=False).returncode

    def files(self) -> dict[Path, bytes]:
        """Return all records with their bytes."""
        return {path: path.read_bytes() for path in self.root.rglob("*.yaml")}


@pytest.fixture
def company(tmp_path: Path, run_collab: RunCollab) -> Company:
    return Company(green_demo(tmp_path / "demo"), run_collab)


def test_the_record_tells_the_whole_way(company: Company) -> None:
    company.do("proposal open Brand --subject goal:strengthen-brand --also production --quorum 0.5 --deadline 7/7")
    company.do("proposal position brand --position agree --by liu-fang --via meeting --evidence minutes")
    company.do("proposal object brand 'No machines' --change 'Two sets' --by wang-qiang --via oa --evidence OA-1")
    company.do("proposal idea add brand 'A fair' --by chen-jie")
    company.do("proposal resolve brand --resolution Rented")
    company.do("goal kr set strengthen-brand kr1 target=46")
    company.do("proposal amend brand --deadline 7/15")
    company.do("proposal position brand --position agree --by liu-fang")
    company.do("proposal position brand --position agree --by wang-qiang --via signed_copy")
    company.do("proposal sign brand --by li-na --via oa --evidence OA-2")
    company.do("proposal close brand --review-on 2025-10-01")
    company.do("proposal dispose brand --disposition parked --reason 'Next year'")
    text = (company.root / OPENED).read_text("utf-8")
    assert text == RECORD


def test_editing_what_was_agreed_is_told_in_the_review_too(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    company = Company(make_demo("en"), run_collab)
    company.do("goal kr set strengthen-brand kr1 target=46")
    review = company.said("review", "HEAD", "--format", "markdown")
    assert "collab proposal open" in review
    assert "--subject goal:strengthen-brand" in review
    assert "--subject goal:increase-revenue" not in review
    findings = json.loads(company.said("check", "--select", "P209", "--format", "json"))["findings"]
    assert [finding["records"] for finding in findings] == [["goal:strengthen-brand"]]


def test_a_draft_goal_is_agreed_before_it_takes_effect(company: Company) -> None:
    company.do("goal add 'Win the north' --department sales --parent increase-revenue --owner zhang-wei")
    told = company.do("proposal open North --subject goal:win-the-north")
    assert "it is put to Sales\n" in told
    company.do("proposal position north --position agree --by zhang-wei")
    assert "it can take effect now: collab goal activate win-the-north" in company.do("proposal close north")
    company.do("goal activate win-the-north")


def test_what_is_named_twice_or_open_already(company: Company) -> None:
    told = company.do("proposal open Brand --subject goal:strengthen-brand --subject goal:strengthen-brand")
    assert "is put to the vote in" not in told
    assert (company.root / OPENED).read_text("utf-8").count("ref:") == 1
    told = company.do("proposal open Again --subject goal:strengthen-brand")
    assert "(strengthen-brand) is put to the vote in Brand (brand) too\n" in told


@pytest.mark.no_cover
def test_what_cannot_be_is_one_line_and_nothing_written(company: Company) -> None:
    company.do("proposal open Brand --subject goal:strengthen-brand --deadline 7/7")
    before = company.files()
    for command, expected in REFUSED:
        result = company.run(*shlex.split(command), "--lang", "en", "--quiet", cwd=company.root)
        assert (result.code, result.out, result.err) == (2, "", f"collab: error: {expected}\n"), command
    assert company.files() == before


@pytest.mark.parametrize(
    "command", ["position brand --position agree", "object brand Late", "amend brand", "close brand"]
)
def test_what_is_closed_stays_closed(company: Company, command: str) -> None:
    company.do("proposal open Brand --subject goal:strengthen-brand")
    company.do("proposal position brand --position agree --by liu-fang")
    company.do("proposal close brand")
    before = company.files()
    result = company.run("proposal", *shlex.split(command), "--lang", "en", "--quiet", cwd=company.root)
    verb = command.partition(" ")[0]
    assert (result.code, result.err) == (
        2,
        f"collab: error: Brand (brand) is accepted, and collab proposal {verb} is for what is open; "
        "accepted is a final state\n",
    )
    assert company.files() == before


@pytest.mark.no_cover
@pytest.mark.parametrize("is_set_up", [True, False])
@pytest.mark.parametrize("verb", ["position brand --position agree", "sign brand"])
def test_two_people_on_two_branches(make_demo: MakeDemo, run_collab: RunCollab, verb: str, is_set_up: bool) -> None:
    """Records merge by their parts once git knows how; without that git stops at two lines in one place."""
    company = Company(make_demo("en"), run_collab)
    assert company.git("branch", "-M", "main") == 0
    if is_set_up:
        company.do("git setup")
        assert (company.git("add", "-A"), company.git("commit", "-m", "setup")) == (0, 0)
    company.do("proposal open Brand --subject goal:increase-market-share --commit")
    assert company.git("checkout", "-b", "other") == 0
    company.do(f"proposal {verb} --by wang-qiang --commit")
    assert company.git("checkout", "main") == 0
    company.do(f"proposal {verb} --by zhang-wei --commit")
    is_merged = company.git("merge", "other") == 0
    text = (company.root / OPENED).read_text("utf-8")
    assert (is_merged, "<<<<<<<" in text) == (is_set_up, not is_set_up)
    assert all(f"by: {person}" in text for person in ("zhang-wei", "wang-qiang"))


RECORD = """\
title: Brand
subjects:
  - ref: goal:strengthen-brand
    digest: 3b76e3a8e906
type: goal_adjust
round: 2
quorum: 0.5
affected: [marketing, production]
opened: 2025-06-30
deadline: 2025-07-15
decided: 2025-06-30
review_on: 2025-10-01
ideas:
  - by: chen-jie
    text: A fair
    disposition: parked
    reason: Next year
positions:
  - department: marketing
    by: liu-fang
    date: 2025-06-30
    position: agree
    via: meeting
    evidence: minutes
  - department: production
    by: wang-qiang
    date: 2025-06-30
    position: object
    comment: No machines
    via: oa
    evidence: OA-1
  - department: marketing
    by: liu-fang
    date: 2025-06-30
    position: agree
    round: 2
  - department: production
    by: wang-qiang
    date: 2025-06-30
    position: agree
    round: 2
    via: signed_copy
objections:
  - by: wang-qiang
    reason: No machines
    resolving_change: Two sets
    status: resolved
    resolution: Rented
status: accepted
signoffs:
  - by: li-na
    date: 2025-06-30
    round: 2
    via: oa
    evidence: OA-2
"""
REFUSED: list[tuple[str, str]] = [
    (
        "proposal open X --subject goal:nowhere",
        "there is no goal nowhere; collab goal list shows what there is",
    ),
    (
        "proposal open X --subject goal:strengthen-brand --method lazy --deadline 7/1",
        "silence counts as agreement after three days at the earliest; give them time with --deadline 2025-07-03 or "
        "later",
    ),
    (
        "proposal open X --subject goal:strengthen-brand --deadline 6/1",
        "nothing was written: X (x) has deadline 2025-06-01 before opened 2025-06-30; correct one of the two",
    ),
    (
        "proposal open X --subject goal:strengthen-brand --quorum 2",
        "quorum cannot be 2; write a share from 0 to 1 such as 0.4",
    ),
    (
        "proposal close brand",
        "Brand (brand) is not decided: too few have taken position: Marketing did not; collab proposal status brand "
        "shows what is missing; --reject rejects it as it stands",
    ),
    (
        "proposal amend brand",
        "no subject of Brand (brand) has changed since it was put to the vote; change what is to be agreed first",
    ),
    (
        "proposal position brand --position agree --by wang-qiang",
        "王强 speaks for no department that is heard; name with --by the head or deputy of one of them: Marketing",
    ),
    (
        "proposal position brand agree --department marketing --by wang-qiang",
        "王强 does not speak for Marketing; name one of 刘芳, 周敏 with --by",
    ),
    (
        "proposal position brand agree --department production --by wang-qiang",
        "Brand (brand) is not put to Production; it is put to Marketing",
    ),
    (
        "proposal position brand --score 4 --by liu-fang",
        "Brand (brand) is decided by sign_off; say agree, reserve, abstain or object; leave out --score",
    ),
    (
        "proposal position brand --position object --by liu-fang",
        "an objection needs a reason; give it with --comment",
    ),
    (
        "proposal position brand --position agree --by liu-fang --via pigeon",
        "via cannot be pigeon; use one of meeting, oa, review, signed_copy, command",
    ),
    (
        "proposal resolve brand --resolution X",
        "no objection to Brand (brand) is open; collab proposal status brand shows where it stands",
    ),
    (
        "proposal dispose brand --disposition parked",
        "nobody has brought an idea into Brand (brand); bring one in with collab proposal idea add brand TEXT",
    ),
]
