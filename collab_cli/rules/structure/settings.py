"""Is collab.yaml usable; what ends a run is raised while loading and explained here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, find
from collab_cli.findings import Fault, Fix, Patch, Place, Route
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.expectations import nearest
from collab_cli.rules.catalogue import rule_choices, rule_named, rules_meant, unknown_rule
from collab_cli.rules.rule import rule
from collab_cli.rules.selection import ALWAYS


@rule(
    code="S020",
    slug="unsupported-schema",
    term="Version error",
    severity="error",
    profile="starter",
    drafts=True,
)
def unsupported_schema(world: World) -> Iterable[Fault]:
    """The workspace is written for another version of this tool.

    What it finds
        A collab.yaml without `schema`, or with one newer than the tool knows. Nothing else is checked then.

    Why it matters
        Records of another format would be misread.

    Example
        # collab.yaml
        schema: 2
        company: {name: {zh: 小河五金厂, en: Brook Hardware}}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]

    Instead
        # collab.yaml
        schema: 1
        company: {name: {zh: 小河五金厂, en: Brook Hardware}}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]

    How to mend it
        Write `schema: 1` in collab.yaml. If it names a newer version, update collab itself.
    """
    return world.faults_of("S020")


@rule(
    code="S021",
    slug="invalid-setting",
    term="Configuration error",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def invalid_setting(world: World) -> Iterable[Fault]:
    """A setting of collab.yaml means nothing.

    What it finds
        An unknown rule, profile or threshold under `check`, a rule about unreadable files that is left out or made
        less than an error there, a value out of its range, an unknown time zone, a period that is part of itself, and
        anything under `notify` that is not the name of an environment variable. Nothing else is checked then.

    Why it matters
        A check that follows settings it does not understand would pass for one that was made.

    Example
        # collab.yaml
        schema: 1
        company: {name: {zh: 小河五金厂, en: Brook Hardware}}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {profile: strict, ignore: [A53]}

    Instead
        # collab.yaml
        schema: 1
        company: {name: {zh: 小河五金厂, en: Brook Hardware}}
        periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
        check: {profile: strict, ignore: [A503]}

    How to mend it
        Correct the name or the value as the finding says; `collab explain` lists all rules. A secret never stands in
        collab.yaml: `notify` takes the name of an environment variable.
    """
    return world.faults_of("S021")


def check_rule_names(settings_document: Document) -> tuple[Fault, ...]:
    """Return an S021 for every name under `check` of collab.yaml that means no rule, at the name.

    Looks at ``select`` and ``ignore`` (codes, slugs, prefixes, groups) and at the keys of ``severity``. A rule
    about files that cannot be read is refused where it is named to be left out or made light of.
    """
    check = find(settings_document.root, ("check",))
    if not isinstance(check, Mapping):
        return ()
    faults = []
    for node, route in _names(check):
        found = rule_named(node.text)
        if not rules_meant(node.text):
            faults.append(_unknown(settings_document, node, route))
        elif found is not None and found.code in ALWAYS and _makes_light(check, route):
            faults.append(_always(settings_document, node, route, found.code))
    return tuple(faults)


def _makes_light(check: Mapping, route: Route) -> bool:
    """Return whether a name under ``ignore`` or ``severity`` leaves its rule out, or makes it less than an error."""
    level = find(check, route[1:])
    return route[1] == "ignore" or (route[1] == "severity" and isinstance(level, Scalar) and level.text != "error")


def _always(document: Document, node: Scalar, route: Route, code: str) -> Fault:
    message = msg("{rule} is about files that cannot be read and is always an error", rule=code)
    place = Place(document.path, node.line, node.column, route)
    return Fault(place, message, msg("remove it here and mend the file"), code="S021")


def _names(check: Mapping) -> Iterator[tuple[Scalar, Route]]:
    for field in ("select", "ignore"):
        names = check.get(field)
        if isinstance(names, Sequence):
            for index, item in enumerate(names.items):
                yield from _scalar(item, ("check", field, index))
    severity = check.get("severity")
    if isinstance(severity, Mapping):
        for name, (key, _) in severity.entries.items():
            yield key, ("check", "severity", name)


def _scalar(node: Node, route: Route) -> Iterator[tuple[Scalar, Route]]:
    if isinstance(node, Scalar):
        yield node, route


def _unknown(document: Document, node: Scalar, route: Route) -> Fault:
    error = unknown_rule(node.text)
    better = nearest(node.text, rule_choices())
    fixes: tuple[Fix, ...] = ()
    if better is not None:
        fixes = (Fix(False, msg("write {text}", text=better), (Patch(document.path, node.start, node.end, better),)),)
    place = Place(document.path, node.line, node.column, route)
    return Fault(place, error.message, error.hint, fixes=fixes, code="S021")
