"""Who must agree to a charter, to which text they did, and what carries an agreement over."""

from dataclasses import replace
from pathlib import Path

import pytest

from collab_cli.graph.agreements import (
    accepted_proposals,
    affected_departments,
    carried_over,
    charter_owner,
    is_current,
    last_agreed,
    missing_approvals,
    needs_agreement,
    newest_approvals,
    owning_department,
    stale_approvals,
    standing_positions,
)
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.rules.selection import select_rules
from tests.rules.worlds import green_demo, small_company, world_of


def with_charter(
    tmp_path: Path, text: str, name: str = "production", **more: str | None
) -> tuple[World, Record[Charter]]:
    world = world_of(small_company(tmp_path, {f"charters/{name}.yaml": f"title: Charter\n{text}", **more}))
    charter = world.get(Charter, name)
    assert charter is not None
    return world, charter


@pytest.mark.parametrize(
    ("raci", "departments"),
    [
        ("{production: AR}", ("production",)),
        ("{production: AR, sales: C, marketing: I}", ("sales", "production")),
        ("{sales: AR}", ("sales", "production")),
        ("{production: A, 'person:zhou-min': R}", ("production", "marketing")),
        ("{production: A, 'person:zhou-min': I}", ("production",)),
        ("{production: A, 'person:li-na': R, 'role:general-manager': C}", ("production",)),
        ("{production: A, 'role:seller': R}", ("sales", "production")),
        ("{production: A, nobody: R}", ("production",)),
    ],
)
def test_affected_departments(tmp_path: Path, raci: str, departments: tuple[str, ...]) -> None:
    roles = "- {id: general-manager, name: General manager}\n- {id: seller, name: Seller, department: sales}\n"
    world, charter = with_charter(tmp_path, f"duties: [{{id: a, raci: {raci}}}]\n", **{"roles.yaml": roles})
    assert affected_departments(world.parties, charter) == departments


@pytest.mark.parametrize(
    ("name", "text", "owner", "department"),
    [
        ("production", "", "wang-qiang", "production"),
        ("production", "owner: zhou-min\n", "zhou-min", "production"),
        ("export", "", None, None),
        ("export", "owner: zhou-min\n", "zhou-min", "marketing"),
        ("returns", "type: process\nowner: chen-jie\n", "chen-jie", "sales"),
        ("production", "type: process\nowner: chen-jie\n", "chen-jie", "sales"),
        ("returns", "type: process\nowner: li-na\n", "li-na", None),
    ],
)
def test_who_a_charter_belongs_to(
    tmp_path: Path, name: str, text: str, owner: str | None, department: str | None
) -> None:
    world, charter = with_charter(tmp_path, text, name)
    assert charter_owner(world.workspace, charter) == owner
    assert owning_department(world.parties, charter) == department


def log(*steps: tuple[str, str], by: str = "wang-qiang") -> str:
    lines = [f"  - {{date: 2025-06-01, by: {by}, editorial: {{from: {start}, to: {end}}}}}\n" for start, end in steps]
    return "change_log:\n  - {date: 2025-01-01, note: first}\n" + "".join(lines)


@pytest.mark.parametrize(
    ("start", "end", "is_carried"),
    [("a", "b", True), ("a", "c", True), ("a", "e", True), ("b", "a", False), ("c", "d", False), ("a", "a", True)],
)
def test_editorial_changes_are_followed_in_chains(tmp_path: Path, start: str, end: str, is_carried: bool) -> None:
    world, charter = with_charter(tmp_path, log(("b", "c"), ("a", "b"), ("d", "a"), ("c", "e"), ("e", "b")))
    assert carried_over(world.workspace, charter, start, end) is is_carried
    assert is_current(world.workspace, charter, start, end) is is_carried


@pytest.mark.parametrize(("by", "is_carried"), [("wang-qiang", True), ("zhang-wei", False), ("nobody", False)])
def test_only_the_owner_makes_a_change_editorial(tmp_path: Path, by: str, is_carried: bool) -> None:
    world, charter = with_charter(tmp_path, log(("a", "b"), by=by))
    assert carried_over(world.workspace, charter, "a", "b") is is_carried


def test_nothing_is_carried_over_for_a_charter_without_an_owner(tmp_path: Path) -> None:
    text = "change_log: [{date: 2025-06-01, editorial: {from: a, to: b}}]\n"
    world, charter = with_charter(tmp_path, text, "export")
    assert not carried_over(world.workspace, charter, "a", "b")


def test_goals_know_no_editorial_change(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path))
    goal = world.get(Goal, "increase-revenue")
    assert goal is not None
    assert is_current(world.workspace, goal, "ba6445b8d959", world.digest(goal))
    assert not is_current(world.workspace, goal, "b401eb253b4a", world.digest(goal))


APPROVALS = """\
duties: [{id: a, raci: {production: AR, sales: C, marketing: C}}]
approvals:
  - {department: sales, by: zhang-wei, date: 2025-02-02, digest: "000000000002"}
  - {department: marketing, by: nobody, date: 2025-02-02, digest: "000000000001"}
  - {department: sales, by: chen-jie, date: 2025-02-01, digest: "000000000001"}
  - {department: production, by: wang-qiang, date: 2025-02-01, digest: "000000000001"}
  - {department: production, by: wang-qiang, date: 2025-02-01}
  - {department: marketing, by: liu-fang, date: 2025-02-01, digest: "000000000003", evidence: "meeting:none"}
"""


def test_the_newest_approval_of_each_department(tmp_path: Path) -> None:
    world, charter = with_charter(tmp_path, APPROVALS)
    newest = newest_approvals(charter)
    assert [(name, given.index, given.approval.digest) for name, given in newest.items()] == [
        ("sales", 0, "000000000002"),
        ("production", 3, None),
        ("marketing", 4, "000000000003"),
    ]
    assert str(newest["marketing"].digest_place) == "charters/production.yaml:9:69"
    assert missing_approvals(world.parties, charter, "000000000002") == ("production", "marketing")
    assert [given.approval.department for given in stale_approvals(world.parties, charter, "000000000002")] == [
        "marketing"
    ]


PROPOSAL = """\
title: Proposal
type: goal_set
affected: [sales]
status: {status}
decided: {decided}
subjects:
  - {{ref: "goal:none", digest: "{digest}"}}
  - {{ref: "goal:increase-revenue/kr1", digest: "{digest}"}}
"""


def test_the_newest_accepted_proposal_counts_subject_by_subject(tmp_path: Path) -> None:
    def proposal(decided: str, digest: str, status: str = "accepted") -> str:
        return PROPOSAL.format(decided=decided, digest=digest, status=status)

    files = {
        "proposals/a.yaml": proposal("2025-03-01", "a"),
        "proposals/b.yaml": proposal("2025-03-01", "b"),
        "proposals/c.yaml": proposal("2025-02-01", "c"),
        "proposals/d.yaml": proposal("2025-04-01", "d", "open"),
        "proposals/e.yaml": proposal("2025-04-01", "e").replace("decided: 2025-04-01\n", ""),
    }
    accepted = accepted_proposals(world_of(small_company(tmp_path, files)).workspace)
    assert {ref: (agreed.proposal.id, agreed.index) for ref, agreed in accepted.items()} == {
        "goal:increase-market-share": ("goals-2025", 0),
        "goal:increase-revenue": ("b", 0),
        "goal:fewer-returns": ("goals-2025", 2),
    }
    assert str(accepted["goal:increase-revenue"].digest_place) == "proposals/b.yaml:8:48"


def test_the_standing_position_is_the_newest_of_the_round(tmp_path: Path) -> None:
    text = (
        "title: P\ntype: decision\nsubjects: []\naffected: [sales]\nround: 2\npositions:\n"
        "  - {department: sales, by: zhang-wei, date: 2025-06-03, position: agree}\n"
        "  - {department: sales, by: nobody, date: 2025-06-04, position: object, round: 2}\n"
        "  - {department: sales, by: zhang-wei, date: 2025-06-02, position: reserve, round: 2}\n"
        "  - {department: marketing, by: liu-fang, date: 2025-06-02, score: 4, round: 2}\n"
        "  - {department: sales, by: chen-jie, date: 2025-06-02, position: object, round: 2}\n"
        "  - {department: sales, by: zhang-wei, date: 2025-06-01, position: agree, round: 2}\n"
    )
    proposal = world_of(small_company(tmp_path, {"proposals/p.yaml": text})).get(Proposal, "p")
    assert proposal is not None
    assert [(index, position.by) for index, position in standing_positions(proposal)] == [
        (2, "liu-fang"),
        (3, "chen-jie"),
    ]


def test_of_a_charter_with_a_faulty_field_nobody_can_tell_what_was_agreed(tmp_path: Path) -> None:
    world, charter = with_charter(tmp_path, APPROVALS)
    faulty = replace(charter, is_whole=False)
    assert not is_current(world.workspace, charter, "a", "b")
    assert is_current(world.workspace, faulty, "a", "b")
    assert stale_approvals(world.parties, faulty, "000000000002") == ()


@pytest.mark.parametrize(
    "line",
    [
        "profile: standard",
        "profile: basic",
        "profile: strict",
        "ignore: [P201]",
        "ignore: [missing-agreement]",
        "ignore: [P]",
        "ignore: [p2]",
        "ignore: [P209, R3]",
        "ignore: [day]",
        "ignore: [text]",
        "select: [P]",
        "select: [R]",
        "select: [P201], profile: starter",
        "select: [P2], profile: starter",
        "select: [missing-agreement], ignore: [P201]",
        "severity: {P201: 'off'}",
        "severity: {P: 'off', P201: warning}",
        "severity: {P201: warning, P: 'off'}",
        "severity: {P209: 'off'}",
        "severity: {P201: 'off'}, select: [P201]",
    ],
)
def test_agreements_are_needed_where_their_absence_is_a_finding(tmp_path: Path, line: str) -> None:
    root = small_company(tmp_path)
    path = root / "collab.yaml"
    head, _, _ = path.read_text(encoding="utf-8").partition("check:")
    path.write_text(f"{head}check: {{{line}}}\n", encoding="utf-8")
    settings = world_of(root).settings
    assert needs_agreement(settings) == ("P201" in {rule.code for rule in select_rules(settings).rules})


def test_the_text_agreed_to_last(tmp_path: Path) -> None:
    old = "{department: sales, by: zhang-wei, date: 2025-01-01, digest: aaaaaaaaaaaa}"
    new = "{department: production, by: wang-qiang, date: 2025-02-01, digest: bbbbbbbbbbbb}"
    unbound = "{department: production, by: wang-qiang, date: 2025-03-01}"
    world, charter = with_charter(tmp_path / "none", f"approvals: [{unbound}]\n")
    assert last_agreed(world.workspace, charter) is None
    world, charter = with_charter(tmp_path / "newest", f"approvals: [{new}, {old}]\n")
    assert last_agreed(world.workspace, charter) == "bbbbbbbbbbbb"
    log = "{date: 2025-03-01, by: wang-qiang, editorial: {from: bbbbbbbbbbbb, to: cccccccccccc}}"
    world, charter = with_charter(tmp_path / "carried", f"approvals: [{old}, {new}]\nchange_log: [{log}]\n")
    assert last_agreed(world.workspace, charter) == "cccccccccccc"
    other = log.replace("by: wang-qiang", "by: zhang-wei")
    world, charter = with_charter(tmp_path / "not-its-owner", f"approvals: [{old}, {new}]\nchange_log: [{other}]\n")
    assert last_agreed(world.workspace, charter) == "bbbbbbbbbbbb"
    proposal = (
        "title: P\ntype: charter_change\naffected: [sales]\nstatus: accepted\ndecided: 2025-04-01\n"
        "subjects: [{ref: charter:production, digest: dddddddddddd}]\n"
    )
    files = {"proposals/p.yaml": proposal}
    world, charter = with_charter(tmp_path / "proposed", f"approvals: [{new}]\n", **files)
    assert last_agreed(world.workspace, charter) == "dddddddddddd"
