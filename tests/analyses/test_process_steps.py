"""The steps of processes, and which step hands its output to which."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.process_steps import broken_handovers, handovers, processes
from tests.rules.worlds import small_company, world_of

CARE = """\
title: Care
type: process
owner: zhang-wei
status: effective
duties:
  - {id: register, within: complaint-handling, raci: {sales: AR}, output: Sheet, next: [answer, nowhere]}
  - {id: diagnose, within: complaint-handling, raci: {production: AR}, output: Cause}
  - {id: answer, within: complaint-handling, raci: {sales: A}, output: Letter}
"""


def test_a_step_leads_to_those_it_names_else_to_the_next(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path, {"charters/care.yaml": CARE}))
    (steps,) = [found for found in processes(world) if found[0].row.owner.id == "care"]
    assert [(step.row.row.id, step.leads_to) for step in steps] == [
        ("register", (2,)),
        ("diagnose", (2,)),
        ("answer", ()),
    ]


def test_a_handover_to_a_step_nobody_does_is_broken(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path, {"charters/care.yaml": CARE.replace("[answer, nowhere]", "[diagnose]")}))
    pairs = [(giver.row.id, receiver.row.id) for giver, receiver in handovers(world)]
    assert pairs == [("care/register", "care/diagnose"), ("care/diagnose", "care/answer")]
    broken = [(giver.row.id, receiver.row.id) for giver, receiver in broken_handovers(world)]
    assert broken == [("care/diagnose", "care/answer")]
