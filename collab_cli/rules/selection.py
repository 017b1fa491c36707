"""Which rules run, and how much each weighs: profile, select, ignore and severities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collab_cli.findings import Severity
from collab_cli.model.settings import Settings
from collab_cli.rules.catalogue import all_rules, rule_named, rules_meant, unknown_rule
from collab_cli.rules.rule import PROFILES, Profile, Rule

ALWAYS = frozenset({"S001", "S013", "S014", "S015", "S016", "S023", "S024"})
"""Faults that keep a file from being read are errors and never left out: silence about them would pass for a pass."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules of a run with their severities; ``narrowed`` says whether the caller left some out."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity]
    narrowed: bool


def select_rules(
    settings: Settings,
    *,
    profile: Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Selection:
    """Return the rules of a run; a name that means no rule raises CollabError.

    The profile gives the rules. ``select`` keeps those it names; a code or slug named there runs whatever the
    profile, a prefix or group keeps to it. ``ignore`` takes rules away. Names given here replace those of
    collab.yaml; a severity `off` there takes a rule away too, unless ``select`` names that very rule.
    """
    chosen = profile or settings.check.profile
    limit = PROFILES.index(chosen)
    in_profile = {rule.code for rule in all_rules().values() if PROFILES.index(rule.profile) <= limit}
    select, ignore = tuple(select), tuple(ignore)
    wanted = _kept(select or tuple(settings.check.select), in_profile)
    dropped = {rule.code for name in ignore for rule in _meant(name)}
    words = _severity_words(settings)
    left_out = {rule.code for name in settings.check.ignore for rule in _meant(name)} if not ignore else set()
    left_out |= {code for code, level in words.items() if level == "off"}
    asked_for = {rule.code for rule in map(rule_named, select) if rule is not None}
    codes = (wanted - (left_out - asked_for) - dropped) | ALWAYS
    rules = tuple(rule for code, rule in all_rules().items() if code in codes)
    severities = {code: level for code, level in severities_of(settings).items() if code in codes}
    return Selection(rules, severities, narrowed=bool(select or ignore))


def _kept(names: tuple[str, ...], in_profile: set[str]) -> set[str]:
    if not names:
        return set(in_profile)
    kept: set[str] = set()
    for name in names:
        meant = {rule.code for rule in _meant(name)}
        kept |= meant if rule_named(name) is not None else meant & in_profile
    return kept


def _meant(name: str) -> tuple[Rule, ...]:
    found = rules_meant(name)
    if not found:
        raise unknown_rule(name)
    return found


def severities_of(settings: Settings) -> dict[str, Severity]:
    """Return the severities collab.yaml gives to rules, by code; a name that means no rule raises CollabError.

    Those that are never left out stay what they are.
    """
    words = _severity_words(settings).items()
    return {code: Severity(word) for code, word in words if word != "off" and code not in ALWAYS}


def _severity_words(settings: Settings) -> dict[str, str]:
    """Return the severities of collab.yaml by code, slugs resolved."""
    words: dict[str, str] = {}
    for name, level in settings.check.severity.items():
        for rule in _meant(name):
            words[rule.code] = str(level)
    return words
