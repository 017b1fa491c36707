"""All rules, found by listing the packages of the families beside this file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module

import collab_cli.rules as package
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.expectations import nearest
from collab_cli.rules.rule import Rule

GROUPS = ("day", "text")
"""Groups of rules accepted wherever a rule is named: those whose outcome depends on the day, and all others."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in the order of codes; a code or slug used twice raises ValueError."""
    found: dict[str, Rule] = {}
    slugs: set[str] = set()
    for family in pkgutil.iter_modules(package.__path__):
        if not family.ispkg:
            continue
        folder = import_module(f"{package.__name__}.{family.name}")
        for topic in pkgutil.iter_modules(folder.__path__):
            for rule in rules_in(f"{folder.__name__}.{topic.name}"):
                if rule.code in found or rule.slug in slugs:
                    raise ValueError(f"{rule.code} ({rule.slug}) is declared twice")
                found[rule.code] = rule
                slugs.add(rule.slug)
    return dict(sorted(found.items()))


def rules_in(module_name: str) -> Iterable[Rule]:
    """Yield the rules declared in a module."""
    module = import_module(module_name)
    for value in vars(module).values():
        declared = getattr(value, "rule", None)
        if isinstance(declared, Rule) and getattr(value, "__module__", None) == module_name:
            yield declared


def rule_named(name: str) -> Rule | None:
    """Return the rule with this code or slug, or None."""
    rules = all_rules()
    found = rules.get(name.upper())
    return found or next((rule for rule in rules.values() if rule.slug == name), None)


def rules_meant(name: str) -> tuple[Rule, ...]:
    """Return the rules a code, slug, prefix (`R3`) or group (`day`, `text`) stands for; empty if none."""
    rules = all_rules()
    if name in GROUPS:
        return tuple(rule for rule in rules.values() if rule.day == (name == "day"))
    one = rule_named(name)
    if one is not None:
        return (one,)
    prefix = name.upper()
    return tuple(rule for rule in rules.values() if prefix and rule.code.startswith(prefix))


def rule_choices() -> list[str]:
    """Return every name that means a rule or a group of rules: codes, slugs, groups."""
    return [*all_rules(), *(rule.slug for rule in all_rules().values()), *GROUPS]


def unknown_rule(name: str) -> CollabError:
    """Return the error for a name that means no rule, with the nearest that does."""
    better = nearest(name, rule_choices())
    hint = msg("did you mean {better}", better=better) if better else msg("collab explain lists all rules")
    return CollabError(msg("there is no rule {name}", name=name), hint)
