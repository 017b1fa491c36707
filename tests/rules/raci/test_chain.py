"""Does work in a process get from one step to the next."""

from __future__ import annotations

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from tests.rules.raci.conftest import Check, charter, in_chinese, told

PATH = "charters/offers.yaml"


def _process(*rows: str, kind: str = "process") -> dict[str, str]:
    """Return a process: its rows stand from line 6 on."""
    return {PATH: charter(*rows, head=f"status: effective\ntype: {kind}\nowner: zhang-wei")}


GIVER = "id: ask, title: Ask, output: Sheet, raci: {sales: AR, production: I}"


@pytest.mark.parametrize(
    ("giver", "receiver", "count"),
    [
        (GIVER, "id: make, title: Make, raci: {production: A}", 1),
        (GIVER, "id: make, title: Make, raci: {production: AR}", 0),
        (GIVER.replace("output: Sheet, ", ""), "id: make, title: Make, raci: {production: A}", 0),
        (GIVER + ", next: []", "id: make, title: Make, raci: {production: A}", 0),
        (GIVER + ", next: [make]", "id: make, title: Make, raci: {production: A}", 1),
    ],
)
def test_an_output_to_a_step_nobody_carries_out(checked: Check, giver: str, receiver: str, count: int) -> None:
    outcome = checked(_process(giver, receiver), "R330")
    said = "Make (make) takes over from Ask (ask), but nobody does the work"
    assert told(outcome) == [(f"{PATH}:7:29", said)] * count
    for finding in outcome.findings:
        assert [str(other.place) for other in finding.related] == [f"{PATH}:6:42"]
        assert finding.records == ("charter:offers/make", "charter:offers/ask")
        assert in_chinese(finding) == "Make (make) 承接 Ask (ask)，却无人执行；给其中一方写 R"


def test_only_processes_are_chains(checked: Check) -> None:
    rows = (GIVER, "id: make, raci: {marketing: A}")
    for kind in ("department", "project"):
        assert told(checked(_process(*rows, kind=kind), "R330", "R331", "R333")) == []


@pytest.mark.parametrize(
    ("cells", "receivers", "count"),
    [
        ("{sales: AR}", "{production: AR}", 1),
        ("{sales: AR, production: I}", "{production: AR}", 0),
        ('{sales: AR, "person:wang-qiang": C}', "{production: AR}", 0),
        ("{sales: AR}", "{sales: AR}", 0),
        ("{sales: AR}", "{sales: AR, production: I}", 0),
        ("{sales: AR}", '{"person:wang-qiang": R, production: A}', 1),
    ],
)
def test_a_receiver_that_is_not_told(checked: Check, cells: str, receivers: str, count: int) -> None:
    files = _process(f"id: ask, output: Sheet, raci: {cells}", f"id: make, raci: {receivers}")
    outcome = checked(files, "R331")
    assert told(outcome) == [(f"{PATH}:6:30", "Production takes over from ask, but has no letter in it")] * count
    for finding in outcome.findings:
        document = read_document(PATH, files[PATH].encode()).document
        assert document is not None
        after = apply_patches(document, finding.fixes[0].patches).decode()
        assert after == files[PATH].replace("{sales: AR}", "{sales: AR, production: I}", 1)


def test_steps_nobody_reaches_or_leaves(checked: Check) -> None:
    rows = (
        "id: ask, next: [send]",
        "id: lost, next: [lost, send]",
        "id: send, next: []",
        "id: file, next: []",
    )
    outcome = checked(_process(*rows), "R333")
    assert told(outcome) == [
        (f"{PATH}:7:6", "no step leads to lost"),
        (f"{PATH}:8:22", "send leads to no step and has no output"),
        (f"{PATH}:9:6", "no step leads to file"),
    ]


def test_an_end_with_an_output_is_an_end(checked: Check) -> None:
    assert (
        told(checked(_process("id: ask, next: [send, file]", "id: send, next: [], output: Mail", "id: file"), "R333"))
        == []
    )
