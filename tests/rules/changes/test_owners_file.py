from __future__ import annotations

from dataclasses import replace

import pytest

from collab_cli.analyses.owners_file import owners_file
from collab_cli.findings import Finding
from collab_cli.graph.world import OwnersText
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, world_with
from tests.rules.worlds import said

BEFORE = rewritten("departments.yaml", ("head: zhang-wei", 'head: zhang-wei, vcs_team: "@acme/sales"'))
MADE = owners_file(world_with(BEFORE), "gitlab").text
AFTER = rewritten("charters/marketing.yaml", ("sales: C", "sales: I"), files=BEFORE)


def findings(files: Files, text: str | bytes | None) -> tuple[Finding, ...]:
    data = text.encode() if isinstance(text, str) else text
    owners = OwnersText(".gitlab/CODEOWNERS", data) if data is not None else None
    world = replace(world_with(files), owners=lambda: owners)
    return run_rules(world, select_rules(world.settings, select=["D958"])).findings


def test_a_file_that_asks_others_is_found_and_made_anew() -> None:
    (finding,) = findings(AFTER, MADE)
    assert (str(finding.place), finding.severity.value) == (".gitlab/CODEOWNERS:1:1", "warning")
    assert said(finding) == (
        ".gitlab/CODEOWNERS asks others than charters, goals and departments say; make it anew with "
        "collab export codeowners --dialect gitlab -o .gitlab/CODEOWNERS"
    )
    (fix,) = finding.fixes
    (patch,) = fix.patches
    assert fix.safe
    assert MADE[: patch.start] + patch.replacement + MADE[patch.end :] == owners_file(world_with(AFTER), "gitlab").text


@pytest.mark.parametrize("text", [None, MADE, MADE.replace("\n", "\r\n"), "* @acme/all\n", b"\xff\xfe", ""])
def test_nothing_is_said_of_a_file_that_is_right_or_made_by_others(text: str | bytes | None) -> None:
    assert findings(BEFORE, text) == ()


def test_a_line_somebody_put_in_by_hand_is_found() -> None:
    assert len(findings(BEFORE, f"{MADE}* @acme/all\n")) == 1


def test_it_is_not_checked_where_a_charter_cannot_be_read() -> None:
    world = world_with({**COMPANY, "charters/more.yaml": "title: [\n"})
    outcome = run_rules(world, select_rules(world.settings, select=["D958"]))
    assert [rule.code for rule in outcome.not_checked] == ["D958"]
