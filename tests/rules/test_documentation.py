"""What a rule says about itself, and the pages of collab explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from collab_cli.findings import Fault, Severity
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.field_types import Name
from collab_cli.model.settings import CheckSettings, Company, Settings
from collab_cli.renderers import json_text, plain
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.documentation import (
    FAMILIES,
    ExampleFile,
    RuleDoc,
    documentation_of,
    explain,
    list_rules,
    parse_documentation,
)
from collab_cli.rules.rule import Rule
from tests.rules.chinese import chinese


def toy_rule(world: World) -> Iterator[Fault]:
    """A toy is broken.

    What it finds
        A toy with `parts: {}`
        that lies about.

        Or two of them.

    Why it matters
        Nobody plays.

    Example
        # toys/car.yaml
        title: Car
        parts:
          # a comment
          - {id: wheel}

        # toys/train.yml (removed)
        # toys/ball.YAML
        title: Ball

    Instead
        Keep it whole.

        # toys/car.yaml
        title: Car

    How to mend it
        Put it together again,
        or buy another.
    """
    yield from ()


TOY = Rule(
    "A999",
    "broken-toy",
    "Broken toy",
    Severity.WARNING,
    "standard",
    toy_rule,
    day=True,
    fix="suggested",
    thresholds=("overdue-error-days", "issue-sla"),
    handbook="4.1",
    target="action:call-back",
)


def test_a_docstring_is_read_by_its_parts() -> None:
    assert documentation_of(TOY) == RuleDoc(
        summary="A toy is broken.",
        finds="A toy with `parts: {}` that lies about. Or two of them.",
        matters="Nobody plays.",
        example=(
            ExampleFile("toys/car.yaml", "title: Car\nparts:\n  # a comment\n  - {id: wheel}\n"),
            ExampleFile("toys/train.yml", None),
            ExampleFile("toys/ball.YAML", "title: Ball\n"),
        ),
        instead=(ExampleFile("toys/car.yaml", "title: Car\n"),),
        mend="Put it together again, or buy another.",
        instead_note="Keep it whole.",
    )


GOOD = (
    "A.\n\nWhat it finds\n    B.\n\nWhy it matters\n    C.\n\nExample\n    D.\n\n"
    "Instead\n    E.\n\nHow to mend it\n    F.\n"
)


@pytest.mark.parametrize(
    ("docstring", "problem"),
    [
        ("", "headings are "),
        ("A.", "headings are "),
        (GOOD.replace("Why it matters", "Why"), "no heading of a rule: Why"),
        (GOOD.replace("Why it matters\n    C.\n", ""), "headings are What it finds, Example, Instead, How to mend it"),
        (
            GOOD.replace("\nHow to mend it\n    F.\n", ""),
            "headings are What it finds, Why it matters, Example, Instead",
        ),
        (GOOD.replace("    F.\n", ""), "nothing under How to mend it"),
        (GOOD + "\nExample\n    F.\n", "Example stands there twice"),
        (GOOD.replace("    C.\n", ""), "nothing under Why it matters"),
        (GOOD.replace("A.", ""), "nothing under summary"),
        (GOOD.replace("Why it matters\n    C.\n", "").replace("Example", "Why it matters\n    C.\n\nExample"), ""),
    ],
)
def test_a_docstring_in_another_form_is_refused(docstring: str, problem: str) -> None:
    if not problem:
        assert parse_documentation(docstring).matters == "C."
        return
    with pytest.raises(ValueError, match=problem):
        parse_documentation(docstring)


def settings(**check: Any) -> Settings:
    return Settings(schema=1, company=Company(name=Name(en="Brook")), periods=[], check=CheckSettings(**check))


def test_the_page_of_a_rule() -> None:
    own = settings(severity={"A999": "info"}, thresholds={"overdue-error-days": "7"})
    assert (
        plain.render(explain(TOY, own), language("en"))
        == """\
A999 broken-toy: Broken toy (warning, profile standard)
=======================================================
A toy is broken.

Severity here  info
Depends on     the day the check is made for: it can change although no file does
Handbook       4.1

What it finds
-------------
A toy with `parts: {}` that lies about. Or two of them.

Why it matters
--------------
Nobody plays.

Example
-------
    # toys/car.yaml
    title: Car
    parts:
      # a comment
      - {id: wheel}

    # toys/train.yml (removed)

    # toys/ball.YAML
    title: Ball

Instead
-------
Keep it whole.

    # toys/car.yaml
    title: Car

How to mend it
--------------
Put it together again, or buy another.

Limits
------
Name                Value  Default  Range       Meaning
overdue-error-days      7       14  0 to 365    Days overdue after which an action is an error
issue-sla             2wd      2wd  a duration  Time to resolve an issue that states none

How to waive it
---------------
With a comment on the line of the finding or the line above, giving the reason:

    # collab: ignore[A999] REASON

Or with an entry in waivers.yaml, which a finding that is an error always needs:

    - id: broken-toy-1
      rule: A999
      target: "action:call-back"
      reason: REASON
      approved_by: PERSON
      expires: YYYY-MM-DD

The target is one of the records of the finding, which `collab check --json` shows.
"""
    )


def waiving(rule: Rule) -> str:
    page = plain.render(explain(rule, None), language("en"))
    return page.partition("How to waive it\n---------------\n")[2]


def test_an_error_is_waived_in_the_register_alone() -> None:
    assert (
        waiving(replace(TOY, severity=Severity.ERROR))
        == """\
With an entry in waivers.yaml that somebody approves and that expires:

    - id: broken-toy-1
      rule: A999
      target: "action:call-back"
      reason: REASON
      approved_by: PERSON
      expires: YYYY-MM-DD

The target is one of the records of the finding, which `collab check --json` shows.
"""
    )


def test_a_pair_can_be_judged_not_the_same() -> None:
    text = waiving(all_rules()["R313"])
    pair = ("charter:marketing/market-research", "charter:sales/market-research")
    assert f'  target: "{pair[0]}"\n      with: "{pair[1]}"\n' in text
    assert text.endswith("these two are not the same; without it every pair of the target is meant.\n")


def test_findings_that_name_no_record_cannot_be_waived_in_the_register() -> None:
    left_out = (
        "Its findings name no record, so no entry of waivers.yaml covers them; `ignore: [A999]` under check in "
        "collab.yaml leaves the whole rule out.\n"
    )
    comment = (
        "With a comment on the line of the finding or the line above, giving the reason:\n\n"
        "    # collab: ignore[A999] REASON\n\n"
    )
    assert waiving(replace(TOY, target="", severity=Severity.ERROR)) == left_out
    assert waiving(replace(TOY, target="")) == comment + left_out
    assert waiving(replace(TOY, code="S018", target="")) == left_out.replace("A999", "S018")


def test_a_rule_that_cannot_be_waived_says_so() -> None:
    assert waiving(replace(TOY, code="S012")) == "It cannot be waived.\n"


def test_a_rule_without_limits_or_handbook_shows_none() -> None:
    page = plain.render(explain(replace(TOY, thresholds=(), handbook="-", day=False), settings()), language("en"))
    assert "Limits" not in page
    assert "Handbook" not in page
    assert "Severity here" not in page
    assert "Depends on  the files alone\n" in page


def test_the_record_of_a_rule() -> None:
    record = json_text.plain_data(explain(replace(TOY, thresholds=("issue-sla",)), None).record, language("en"))
    assert record == {
        "code": "A999",
        "slug": "broken-toy",
        "term": "Broken toy",
        "severity": "warning",
        "profile": "standard",
        "day": True,
        "summary": "A toy is broken.",
        "finds": "A toy with `parts: {}` that lies about. Or two of them.",
        "matters": "Nobody plays.",
        "before": [],
        "example": [
            {"path": "toys/car.yaml", "text": "title: Car\nparts:\n  # a comment\n  - {id: wheel}\n"},
            {"path": "toys/train.yml", "text": None},
            {"path": "toys/ball.YAML", "text": "title: Ball\n"},
        ],
        "instead": [{"path": "toys/car.yaml", "text": "title: Car\n"}],
        "mend": "Put it together again, or buy another.",
        "fix": "suggested",
        "thresholds": [
            {
                "name": "issue-sla",
                "value": "2wd",
                "default": "2wd",
                "low": None,
                "high": None,
                "meaning": "Time to resolve an issue that states none",
            }
        ],
        "handbook": "4.1",
    }
    assert json_text.plain_data(explain(replace(TOY, handbook="-"), None).record, language("en"))["handbook"] is None


def test_every_rule_has_a_page_in_both_languages() -> None:
    for rule in all_rules().values():
        for speaker in (language("en"), chinese()):
            assert plain.render(explain(rule, None), speaker).startswith(f"{rule.code} {rule.slug}")
            json_text.render(explain(rule, settings()), speaker)


def test_rules_are_listed_by_family() -> None:
    rules = [replace(TOY, code="M999", slug="late-toy", severity=Severity.ERROR), TOY]
    assert (
        plain.render(list_rules(rules), language("en"))
        == """\
Rules
=====
A: actions and issues
---------------------
Code  Name        Severity  Profile   What is wrong
A999  broken-toy  warning   standard  A toy is broken.

M: meetings
-----------
Code  Name      Severity  Profile   What is wrong
M999  late-toy  error     standard  A toy is broken.
"""
    )
    record = json_text.plain_data(list_rules(rules).record, language("en"))
    assert [rule["code"] for rule in record["rules"]] == ["A999", "M999"]
    assert set(record["rules"][0]) == {"code", "slug", "term", "severity", "profile", "day", "summary"}


def test_every_family_has_a_name() -> None:
    assert {rule.code[0] for rule in all_rules().values()} <= set(FAMILIES)


BEFORE = "Why it matters\n    C.\n\nBefore\n    # a.yaml\n    title: Old\n"


def test_what_was_before_a_change_stands_above_the_example() -> None:
    doc = parse_documentation(GOOD.replace("Why it matters\n    C.\n", BEFORE))
    assert doc.before == (ExampleFile("a.yaml", "title: Old\n"),)
    with pytest.raises(ValueError, match="no file under Before: Once"):
        parse_documentation(GOOD.replace("Why it matters\n    C.\n", BEFORE.replace("# a.yaml", "Once")))
    late = GOOD.replace("Instead\n", "Before\n    # a.yaml\n    title: Old\n\nInstead\n")
    with pytest.raises(ValueError, match="headings are What it finds, Why it matters, Example, Before"):
        parse_documentation(late)
    text = plain.render(explain(all_rules()["D953"], None), language("en"))
    assert text.index("\nBefore the change\n") < text.index("# goals/fewer-returns.yaml\n") < text.index("\nExample\n")
