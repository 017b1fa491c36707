"""Which rules run: profile, select, ignore and severities, of the command line and of collab.yaml."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from collab_cli.errors import CollabError
from collab_cli.findings import Severity
from collab_cli.i18n import language
from collab_cli.model.field_types import Name
from collab_cli.model.settings import CheckSettings, Company, Settings
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.rule import PROFILES, Profile
from collab_cli.rules.selection import ALWAYS, Selection, select_rules


def settings(**check: Any) -> Settings:
    return Settings(schema=1, company=Company(name=Name(en="Brook")), periods=[], check=CheckSettings(**check))


def codes(selection: Selection) -> set[str]:
    return {rule.code for rule in selection.rules}


def chosen(*, by: Settings | None = None, **given: Any) -> set[str]:
    """Return the codes selected, without those that are never left out."""
    return codes(select_rules(by or settings(), **given)) - ALWAYS


def test_each_profile_contains_the_one_before() -> None:
    of = [codes(select_rules(settings(profile=profile))) for profile in PROFILES]
    assert of[0] < of[2]
    assert all(one <= next_one for one, next_one in pairwise(of))
    assert of[-1] == set(all_rules())


def test_starter_asks_for_nothing_that_is_missing() -> None:
    starter = select_rules(settings(), profile="starter").rules
    assert {rule.code for rule in starter if rule.day} <= {"S011"}
    assert {rule.code for rule in starter if rule.severity is not Severity.ERROR} == {"S018"}
    assert not {"P201", "A503", "C601", "X963"} & {rule.code for rule in starter}
    assert {"M413", "A501", "A502", "E810", "P203"} <= {rule.code for rule in starter}


@pytest.mark.parametrize(("profile", "has_a503"), [("basic", False), ("standard", True)])
def test_the_command_line_chooses_another_profile(profile: Profile, has_a503: bool) -> None:
    assert ("A503" in chosen(by=settings(profile="starter"), profile=profile)) is has_a503
    assert "A503" in chosen()


def test_rules_come_in_the_order_of_their_codes() -> None:
    listed = [rule.code for rule in select_rules(settings()).rules]
    assert listed == sorted(listed)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["A503"], {"A503"}),
        (["a503", "late-handoff"], {"A503", "C607"}),
        (["C6"], {"C601", "C606", "C607"}),
    ],
)
def test_select_keeps_codes_slugs_and_prefixes(names: list[str], expected: set[str]) -> None:
    assert chosen(select=names) == expected
    assert chosen(by=settings(select=names)) == expected


def test_groups_part_the_rules() -> None:
    day, text = chosen(select=["day"]), chosen(select=["text"])
    assert day & text == set()
    assert day | text == chosen()
    assert {"A503", "C607"} <= day
    assert chosen(ignore=["day"]) == text


def test_a_rule_named_outright_runs_whatever_the_profile() -> None:
    starter = settings(profile="starter")
    assert chosen(by=starter, select=["A503"]) == {"A503"}
    assert chosen(by=starter, select=["A5"]) == {"A501", "A502"}
    assert chosen(by=settings(profile="starter", select=["overdue-action"])) == {"A503"}


def test_ignore_takes_rules_away() -> None:
    everything = chosen()
    assert everything - chosen(ignore=["C6", "overdue-action"]) == {"C601", "C606", "C607", "A503"}
    assert everything - chosen(by=settings(ignore=["C6"])) == {"C601", "C606", "C607"}
    assert chosen(select=["C6"], ignore=["C607"]) == {"C601", "C606"}
    assert chosen(select=["C607"], ignore=["C607"]) == set()


def test_the_command_line_replaces_what_the_settings_say() -> None:
    own = settings(select=["A5"], ignore=["A503"])
    assert chosen(by=own) & {"A501", "A503", "C607"} == {"A501"}
    assert chosen(by=own, select=["C607"]) == {"C607"}
    assert "A503" in chosen(by=own, ignore=["A501"])


def test_a_rule_asked_for_by_name_runs_although_the_settings_leave_it_out() -> None:
    assert chosen(by=settings(ignore=["A503"]), select=["A503"]) == {"A503"}
    assert "A503" not in chosen(by=settings(ignore=["A503"]), select=["A5"])
    assert chosen(by=settings(severity={"A503": "off"}), select=["A503"]) == {"A503"}


def test_severities_are_set_by_code_or_slug_and_off_takes_away() -> None:
    own = settings(severity={"A503": "error", "late-handoff": "info", "C601": "off"})
    selection = select_rules(own)
    assert selection.severities == {"A503": Severity.ERROR, "C607": Severity.INFO}
    assert "C601" not in codes(selection)
    assert {"A503", "C607"} <= codes(selection)


def test_faults_that_hide_a_file_are_never_left_out() -> None:
    known = ALWAYS & set(all_rules())
    assert known <= codes(select_rules(settings(), select=["A503"]))
    assert known <= codes(select_rules(settings(severity=dict.fromkeys(known, "off")), ignore=["S"]))
    assert select_rules(settings(severity=dict.fromkeys(known, "info"))).severities == {}


@pytest.mark.parametrize(
    ("given", "narrowed"),
    [({}, False), ({"profile": "basic"}, False), ({"select": ["A"]}, True), ({"ignore": ["A"]}, True)],
)
def test_a_selection_knows_whether_the_caller_left_rules_out(given: dict[str, Any], narrowed: bool) -> None:
    assert select_rules(settings(), **given).narrowed is narrowed


@pytest.mark.parametrize(
    ("own", "given"),
    [
        ({}, {"select": ["A999"]}),
        ({}, {"ignore": ["A999"]}),
        ({"select": ["A999"]}, {}),
        ({"ignore": ["A999"]}, {}),
        ({"severity": {"A999": "off"}}, {}),
    ],
)
def test_a_name_of_no_rule_is_refused(own: dict[str, Any], given: dict[str, Any]) -> None:
    with pytest.raises(CollabError) as caught:
        select_rules(settings(**own), **given)
    assert language("en").say(caught.value.message) == "there is no rule A999"
