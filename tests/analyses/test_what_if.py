"""The difference between two worlds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collab_cli.analyses.lost_names import LostName
from collab_cli.analyses.what_if import NewAgreement, WhatIf, what_if
from collab_cli.edits.simulated_change import with_moved_duty, without_party
from collab_cli.findings import Finding, Place, Severity
from collab_cli.messages import msg
from tests.rules.worlds import green_demo, small_company, world_of


def test_findings_are_new_or_gone_and_the_same_ones_are_left_out(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path / "demo"))
    kept, old, new = (
        Finding(code, "slug", Severity.ERROR, Place("a.yaml"), msg("said"), records=(f"charter:{code}",))
        for code in ("R302", "R313", "R301")
    )
    found = what_if(world, world, (kept, old), (kept, new))
    assert (found.new, found.gone, found.loads) == ((new,), (old,), {})
    assert found.having("unowned") == (new,)
    assert found.having("duplicated") == ()
    assert not found.is_nothing


def test_a_changed_charter_is_to_be_agreed_by_those_it_concerns(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = with_moved_duty(world, "sales/complaint-handling", "marketing")
    assert what_if(world, after, (), ()).agreements == (
        NewAgreement("charter:marketing", ("sales", "production", "marketing")),
        NewAgreement("charter:sales", ("sales", "marketing")),
    )


def test_what_the_tables_say_is_not_told_again() -> None:
    def finding(code: str, ref: str) -> Finding:
        return Finding(code, "slug", Severity.WARNING, Place("a.yaml"), msg("said"), records=(ref,))

    lost = LostName("series:weekly", "chair", "person:x", Place("a.yaml"))
    new = (finding("S009", "series:weekly"), finding("S009", "goal:g"), finding("P209", "charter:sales"))
    found = WhatIf(new, (), {}, (lost,), (NewAgreement("charter:sales", ("sales",)),))
    assert found.having("other") == new
    assert found.told_apart == (new[1],)
    assert found.losing("meetings") == (lost,)
    assert found.losing("goals") == ()


def test_no_difference_is_nothing(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    assert what_if(world, world, (), ()).is_nothing


def test_a_duty_outside_the_catalogue_loses_its_owner_with_its_charter(tmp_path: Path) -> None:
    root = small_company(tmp_path)
    for name, rows in (("sales", ("own", "both")), ("marketing", ("also",))):
        file = root / "charters" / f"{name}.yaml"
        titles = {"own": "Key accounts", "both": "Price lists", "also": "Price lists"}
        text = "".join(f"  - {{id: {row}, title: {titles[row]}, raci: {{{name}: AR}}}}\n" for row in rows)
        file.write_text(file.read_text("utf-8").replace("duties:\n", f"duties:\n{text}"), encoding="utf-8")
    world = world_of(root)
    after = without_party(world, "sales")
    found = what_if(world, after, (), ())
    lost = [row.ref for row in found.duties]
    assert "charter:sales/own" in lost
    assert "charter:sales/both" not in lost
    told = Finding("R315", "slug", Severity.ERROR, Place("a.yaml"), msg("said"), records=("charter:sales/own",))
    assert [row.ref for row in what_if(world, after, (), (told,)).duties] == [ref for ref in lost if "own" not in ref]
    assert what_if(world, with_moved_duty(world, "sales/own", "marketing"), (), ()).duties == ()


def test_a_finding_of_a_charter_out_of_force_is_not_resolved(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = without_party(world, "sales")

    def finding(*records: str) -> Finding:
        return Finding("R322", "slug", Severity.ERROR, Place("a.yaml"), msg("said"), records=records)

    charter, row = finding("charter:sales"), finding("activity:x", "charter:sales/complaint-handling")
    pair, other = finding("charter:marketing/x", "charter:sales/x"), finding("charter:marketing")
    assert what_if(world, after, (charter, row, pair, other), ()).gone == (pair, other)


def test_an_overlap_of_three_that_becomes_one_of_two_is_neither_new_nor_gone(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    three = Finding(
        "R313",
        "slug",
        Severity.ERROR,
        Place("a.yaml"),
        msg("said"),
        records=("charter:marketing/x", "charter:production/x", "charter:sales/x"),
    )
    two = replace(three, place=Place("b.yaml"), message=msg("said of two"), records=three.records[:2])
    found = what_if(world, world, (three,), (two,))
    assert (found.new, found.gone) == ((), ())
    assert what_if(world, world, (two,), (three,)).new == (three,)
