"""Every rule is what the catalogue says, explains itself, and its own examples show it at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.errors import CollabError
from collab_cli.findings import Finding
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.record import Record
from collab_cli.model.settings_file import UnusableSettings
from collab_cli.model.thresholds import THRESHOLDS
from collab_cli.rules.catalogue import all_rules, rule_named, rules_in, rules_meant, unknown_rule
from collab_cli.rules.compared import Compared
from collab_cli.rules.documentation import ExampleFile, documentation_of
from collab_cli.rules.engine import run_rules
from collab_cli.rules.rule import Rule
from collab_cli.rules.selection import select_rules
from collab_cli.rules.waiving import NEVER_WAIVED, PAIR_RULES
from tests.rules.designed_rules import DESIGNED
from tests.rules.worlds import EXAMPLE, red_demo, small_company, world_of

TOLD_IN_WORDS = {"D958", "S015", "S016", "S024"}
"""Rules whose fault cannot be shown as the text of a file."""
NAMES_NO_RECORD = {"D958", "S017", "S018", "S025"}
"""Rules whose findings name no record, as there is none or its id is the fault."""
NAMES_PARTS_ONLY = {"S004"}
"""Rules whose findings name a record where a part of one is wrong, but not in their example."""

DELETED = {"document:price-list": {"id": "price-list", "title": "Price list", "url": "https://docs.example.com/prices"}}
"""What earlier commits of the example company had and its base has not."""

every_rule = pytest.mark.parametrize("rule", list(all_rules().values()), ids=lambda rule: rule.code)


@every_rule
def test_a_rule_is_what_the_catalogue_says(rule: Rule) -> None:
    designed = DESIGNED[rule.code]
    profile = "strict" if designed.profile == "later" else designed.profile
    assert (rule.slug, rule.term, rule.severity.value, rule.profile, rule.day, rule.handbook) == (
        designed.slug,
        designed.term,
        designed.severities[0],
        profile,
        designed.day,
        designed.handbook,
    )


@every_rule
def test_a_rule_names_its_thresholds(rule: Rule) -> None:
    patterns = DESIGNED[rule.code].thresholds
    assert set(rule.thresholds) <= set(THRESHOLDS)
    assert all(any(fnmatchcase(name, pattern) for pattern in patterns) for name in rule.thresholds)
    assert all(any(fnmatchcase(name, pattern) for name in rule.thresholds) for pattern in patterns)


@every_rule
def test_a_rule_explains_itself(rule: Rule) -> None:
    doc = documentation_of(rule)
    if rule.code in TOLD_IN_WORDS:
        assert doc.example_note
        assert doc.instead_note
    else:
        assert doc.example
        assert doc.instead
    assert doc.summary.endswith(".")
    assert doc.finds.endswith(".")
    assert doc.matters.endswith(".")
    assert doc.mend.endswith(".")


@pytest.mark.no_cover
@every_rule
def test_a_waiver_of_the_example_names_a_record_of_its_finding(rule: Rule, tmp_path: Path) -> None:
    if not rule.target:
        assert rule.code in NEVER_WAIVED or rule.code in NAMES_NO_RECORD
        return
    assert bool(rule.other) == (rule.code in PAIR_RULES)
    if rule.code in NAMES_PARTS_ONLY:
        return
    records = [
        set(one.records)
        for one in findings_with(documentation_of(rule).example, tmp_path, documentation_of(rule).before)
        if one.code == rule.code
    ]
    assert any({rule.target, rule.other or rule.target} <= found for found in records)


@every_rule
def test_the_example_of_a_rule_shows_its_fault(rule: Rule, tmp_path: Path) -> None:
    doc = documentation_of(rule)
    if doc.example:
        assert rule.code in codes_with(doc.example, tmp_path, doc.before)


@pytest.mark.no_cover
@every_rule
def test_the_remedy_of_a_rule_mends_its_example(rule: Rule, tmp_path: Path) -> None:
    doc = documentation_of(rule)
    if doc.instead:
        assert rule.code not in codes_with(doc.instead, tmp_path, doc.before)


@every_rule
def test_a_rule_about_a_change_shows_what_was_before(rule: Rule) -> None:
    assert bool(documentation_of(rule).before) == (rule.sees == "base")


def test_the_example_company_has_no_fault(tmp_path: Path) -> None:
    assert EXAMPLE.is_dir()
    assert codes_with((), tmp_path) == set()


@pytest.mark.parametrize("root", sorted(EXAMPLE.parent.glob("*/")), ids=lambda root: root.name)
def test_every_example_passes_its_own_check(root: Path) -> None:
    as_of = world_of(root).settings.as_of
    assert as_of is not None
    world = world_of(root, as_of)
    assert run_rules(world, select_rules(world.settings)).findings == ()


def codes_with(files: tuple[ExampleFile, ...], folder: Path, before: tuple[ExampleFile, ...] = ()) -> set[str]:
    """Return the codes found at profile strict in the example company with ``before``, then ``files`` laid over it."""
    compared = base_of(before, folder)
    root = small_company(folder / "now", {file.path: file.text for file in (*before, *files)})
    try:
        world = world_of(root)
    except UnusableSettings as problem:
        return {fault.code for fault in problem.faults}
    try:
        selection = select_rules(world.settings, profile="strict")
    except CollabError:  # collab.yaml names a rule that does not exist
        return {"S021"}
    return {finding.code for finding in run_rules(world, selection, compared=compared(world)).findings}


def findings_with(
    files: tuple[ExampleFile, ...], folder: Path, before: tuple[ExampleFile, ...] = ()
) -> tuple[Finding, ...]:
    """Return the findings at profile strict in the example company with ``before``, then ``files`` laid over it."""
    compared = base_of(before, folder)
    world = world_of(small_company(folder / "now", {file.path: file.text for file in (*before, *files)}))
    return run_rules(world, select_rules(world.settings, profile="strict"), compared=compared(world)).findings


def base_of(before: tuple[ExampleFile, ...], folder: Path) -> Callable[[World], Compared | None]:
    """Return what compares a world with the example company that has ``before`` laid over it, and nothing without."""
    if not before:
        return lambda world: None
    base = world_of(small_company(folder / "before", {file.path: file.text for file in before}))

    def past(new: Sequence[Record[Any]]) -> dict[str, list[Any]]:
        return {one.ref: [DELETED[one.ref]] for one in new if one.ref in DELETED}

    return lambda world: Compared(base, world, past)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, tuple[Finding, ...]]:
    """A world with many findings, and those findings."""
    root = red_demo(tmp_path_factory.mktemp("faulty"))
    action = "title: Look\nstatus: open\ndue: 2025-05-01\n"
    (root / "actions" / "2025" / "2025-04-30-look.yaml").write_text(action, encoding="utf-8")
    people = root / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "- {id: X, name: Nobody}\n", encoding="utf-8")
    world = world_of(root)
    findings = run_rules(world, select_rules(world.settings, profile="strict")).findings
    assert len({finding.code for finding in findings}) >= 3
    return world, findings


@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rules_changes_no_finding(faulty: tuple[World, tuple[Finding, ...]], data: st.DataObject) -> None:
    world, expected = faulty
    selection = select_rules(world.settings, profile="strict")
    order = data.draw(st.permutations(selection.rules))
    assert run_rules(world, replace(selection, rules=tuple(order))).findings == expected


def test_rules_are_listed_in_the_order_of_their_codes() -> None:
    codes = list(all_rules())
    assert codes == sorted(codes)
    assert all(rule.code == code for code, rule in all_rules().items())
    assert len({rule.slug for rule in all_rules().values()}) == len(codes)


@pytest.mark.parametrize("family", "SGP")
def test_a_family_that_is_built_lacks_no_rule(family: str) -> None:
    designed = {code for code in DESIGNED if code.startswith(family)}
    assert {code for code in all_rules() if code.startswith(family)} == designed


def test_a_rule_belongs_to_the_module_that_declares_it() -> None:
    found = list(rules_in("collab_cli.rules.consensus.objections"))
    assert [rule.code for rule in found] == ["P203"]


@pytest.mark.parametrize("name", ["A503", "a503", "overdue-action"])
def test_a_rule_goes_by_code_and_slug(name: str) -> None:
    assert rule_named(name) is all_rules()["A503"]


def test_names_of_several_rules() -> None:
    def codes(name: str) -> set[str]:
        return {rule.code for rule in rules_meant(name)}

    rules = all_rules()
    assert codes("C6") == codes("c6") == {code for code in rules if code.startswith("C6")}
    assert codes("A") == {code for code in rules if code.startswith("A")}
    assert codes("day") == {code for code, rule in rules.items() if rule.day}
    assert codes("day") | codes("text") == set(rules)
    assert codes("day") & codes("text") == set()
    assert codes("") == codes("Z9") == codes("overdue") == set()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("A5O3", "did you mean A503"),
        ("overdue-actoin", "did you mean overdue-action"),
        ("dya", "did you mean day"),
        ("nothing-like-it", "collab explain lists all rules"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(name: str, hint: str) -> None:
    error = unknown_rule(name)
    assert language("en").say(error.message) == f"there is no rule {name}"
    assert error.hint is not None
    assert language("en").say(error.hint) == hint
