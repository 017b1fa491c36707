"""Rules about a change: when they run, and what they conclude from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collab_cli.findings import Fault
from collab_cli.rules.compared import Compared
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import Selection, select_rules
from tests.rules.test_engine import always, at, toy
from tests.rules.worlds import small_company, world_of


def test_a_rule_about_a_change_runs_against_a_base_alone(tmp_path: Path) -> None:
    seen: list[Compared] = []

    def look(compared: Compared) -> Iterator[Fault]:
        seen.append(compared)
        yield at("charters/sales.yaml")

    world = world_of(small_company(tmp_path))
    rules = (toy(look, "R998", sees="base", absence=("charter",)), toy(look, "R999", sees="base", drafts=True))
    selection = Selection(rules, {}, narrowed=True)
    silent = run_rules(world, selection)
    assert (silent.findings, silent.not_checked) == ((), ())
    compared = Compared(world, world)
    assert [finding.code for finding in run_rules(world, selection, compared=compared).findings] == ["R998", "R999"]
    assert [one.world.drafts for one in seen] == [False, True]


def test_a_base_that_cannot_be_read_keeps_rules_about_a_change_from_concluding(tmp_path: Path) -> None:
    base = world_of(small_company(tmp_path / "base", {"charters/sales.yaml": "duties: ["}))
    world = world_of(small_company(tmp_path / "now"))
    rules = (toy(always(), "R998", sees="base", absence=("charter",)), toy(always(), "R999", absence=("charter",)))
    outcome = run_rules(world, Selection(rules, {}, narrowed=True), compared=Compared(base, world))
    assert [rule.code for rule in outcome.not_checked] == ["R998"]


def test_nobody_can_tell_whether_a_waiver_of_a_change_is_used(tmp_path: Path) -> None:
    waiver = "- {id: once, rule: D951, target: 'charter:sales', reason: R, approved_by: li-na, expires: 2025-12-31}\n"
    world = world_of(small_company(tmp_path, {"waivers.yaml": waiver}))
    selection = select_rules(world.settings)
    for compared in (None, Compared(world, world)):
        assert run_rules(world, selection, compared=compared).findings == ()
