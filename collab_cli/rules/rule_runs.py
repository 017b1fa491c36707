"""The rules of a check with their names, as build servers list them."""

from __future__ import annotations

from collections.abc import Container, Iterable

from collab_cli.messages import Message
from collab_cli.model.settings import Settings
from collab_cli.page import RuleRun
from collab_cli.rules.documentation import FAMILIES, documentation_of, explain
from collab_cli.rules.engine import Outcome
from collab_cli.rules.rule import Rule


def rule_runs(rules: Iterable[Rule], outcome: Outcome, settings: Settings) -> tuple[RuleRun, ...]:
    """Return ``rules``, those that were to run, as they went; those that found something with their explanation."""
    found = {finding.code for finding in outcome.findings}
    unchecked = {rule.code for rule in outcome.not_checked}
    failed = {rule.code for rule in outcome.crashed}
    return tuple(_rule_run(rule, settings, found, unchecked, failed) for rule in rules)


def _rule_run(
    rule: Rule, settings: Settings, found: Container[str], unchecked: Container[str], failed: Container[str]
) -> RuleRun:
    return RuleRun(
        rule.code,
        rule.slug,
        Message(rule.term),
        FAMILIES[rule.code[0]],
        rule.severity,
        Message(documentation_of(rule).summary),
        explain(rule, settings).page[1:] if rule.code in found else (),  # the heading is its names once more
        "failed" if rule.code in failed else "not checked" if rule.code in unchecked else "checked",
    )
