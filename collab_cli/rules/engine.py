"""Run the rules: what is true of all of them is said here, once."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from collab_cli.documents.nodes import Mapping, Node, find
from collab_cli.findings import Fault, Finding, Place, Route, Severity
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.kinds import kind_named
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import Rule
from collab_cli.rules.selection import Selection, severities_of
from collab_cli.rules.waiving import Waivers

REFERENCE_CODES = ("S005", "S019")
CONCLUDING = ("S006", "S008", "S009")
LAST = "S012"
"""The rule about what no other rule has used."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    ``not_checked`` are rules that conclude from absence and could not, because a file cannot be read.
    ``crashed`` are rules that failed themselves. ``waived`` counts findings silenced by a waiver, ``outside`` those
    that stand outside the paths asked about. ``silenced`` are the findings that are waived, wherever they stand.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[Rule, ...]
    crashed: tuple[Rule, ...]
    waived: int
    outside: int = 0
    silenced: tuple[Finding, ...] = ()


def run_rules(
    world: World, selection: Selection, paths: Iterable[str] = (), compared: Compared | None = None
) -> Outcome:
    """Return the findings of the selected rules, in the order path, line, column, code.

    ``paths`` (files or folders, root-relative) keeps findings that have a place there, and those about what stands
    nowhere when it would stand there. Unused waivers are looked for only in a full check, and only among those of
    rules that ran. Rules about a change are given ``compared``, this world beside an earlier one; without it they stay
    silent, and of waivers of theirs nobody can tell whether they are used.
    """
    limits = tuple(paths)
    waivers = Waivers(world, severities_of(world.settings))
    silent = _left_absent(world)
    findings: list[Finding] = []
    not_checked: list[Rule] = []
    crashed: list[Rule] = []
    failures: list[Finding] = []
    for rule in selection.rules:
        if rule.code == LAST or not _in_use(world, rule) or (rule.sees == "base" and compared is None):
            continue
        if not _unread(rule, world, compared).isdisjoint(rule.absence):
            not_checked.append(rule)
            continue
        faults, failure = _run(rule, _seen(rule, world, waivers, compared))
        if failure is not None:
            crashed.append(rule)
            failures.append(failure)
        findings += [
            _finding(rule, fault, selection)
            for fault in faults
            if _reports(rule) or (fault.place.path, fault.place.route) not in silent
        ]
    absences = {rule.code: rule.absence for rule in selection.rules}
    uncovered: list[Finding] = []
    silenced: list[Finding] = []
    for finding in findings:
        (silenced if waivers.cover(finding) else uncovered).append(finding)
    kept = [finding for finding in uncovered if _concerns(finding, absences[finding.code], limits)]
    waived = sum(_concerns(finding, absences[finding.code], limits) for finding in findings) - len(kept)
    outside = len(uncovered) - len(kept)
    if not selection.narrowed and not limits:
        ran = {rule.code for rule in selection.rules if rule.sees != "base"}
        waivers.judged = ran - {rule.code for rule in (*not_checked, *crashed)}
        for rule in selection.rules:
            if rule.code == LAST:
                faults, failure = _run(rule, waivers)
                kept += [_finding(rule, fault, selection) for fault in faults]
                if failure is not None:
                    crashed.append(rule)
                    failures.append(failure)
    kept += failures
    kept.sort(key=lambda finding: finding.order)
    return Outcome(tuple(kept), tuple(not_checked), tuple(crashed), waived, outside, tuple(silenced))


def _reports(rule: Rule) -> bool:
    """Return whether a rule says what stands in a field, instead of concluding something from its value."""
    return rule.code.startswith("S") and rule.code not in CONCLUDING


def _in_use(world: World, rule: Rule) -> bool:
    """A kind of which the workspace has no record is not in use; rules about its absence stay silent.

    One of which something could not be read is in use: it was written.
    """
    workspace = world.workspace
    return all(workspace.known.get(kind) or kind in workspace.unread for kind in rule.needs)


def _unread(rule: Rule, world: World, compared: Compared | None) -> frozenset[str]:
    """Return the kinds of which something could not be read in what a rule looks at."""
    unread = world.workspace.unread
    return unread | compared.base.workspace.unread if rule.sees == "base" and compared is not None else unread


def _seen(rule: Rule, world: World, waivers: Waivers, compared: Compared | None) -> World | Waivers | Compared | None:
    """Return what a rule is given to look at."""
    if rule.sees == "waivers":
        return waivers
    if rule.sees == "base":
        return compared if rule.drafts or compared is None else compared.without_drafts
    return world if rule.drafts else world.without_drafts()


def _run(rule: Rule, seen: World | Waivers | Compared | None) -> tuple[list[Fault], Finding | None]:
    """Run one rule; one that fails itself becomes a finding, and the others go on.

    That finding is always an error: no setting, waiver or path makes light of a check that was not made.
    """
    try:
        return list(rule.find(seen)), None
    except Exception as problem:  # whatever a rule does wrong must not stop the other rules
        last = traceback.extract_tb(problem.__traceback__)[-1]
        message = msg(
            "internal error in {code}: {problem} at {place}",
            code=rule.code,
            problem=f"{type(problem).__name__}: {problem}"[:200],
            place=f"{Path(last.filename).name}:{last.lineno}",
        )
        hint = msg("the other rules ran; tell the makers of collab")
        return [], Finding(rule.code, rule.slug, Severity.ERROR, Place(SETTINGS_PATH), message, hint)


def as_findings(faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """Return faults that ended a run before any rule could, under the names the catalogue gives them."""
    rules = all_rules()
    found = [_finding(rules[fault.code], fault, Selection((), {}, narrowed=False)) for fault in faults]
    return tuple(sorted(found, key=lambda finding: finding.order))


def _finding(rule: Rule, fault: Fault, selection: Selection) -> Finding:
    severity = selection.severities.get(rule.code) or fault.severity or rule.severity
    return Finding(
        rule.code,
        rule.slug,
        severity,
        fault.place,
        fault.message,
        fault.hint,
        fault.records,
        fault.related,
        fault.fixes,
    )


def _left_absent(world: World) -> frozenset[tuple[str, Route]]:
    """Return what is absent only because it is faulty, or because a reference in it leads nowhere.

    What is missing there has been reported; no rule says it a second time.
    """
    silent = set(world.workspace.absent)
    for fault in world.faults:
        document = world.workspace.documents.get(fault.place.path)
        if fault.code in REFERENCE_CODES and document is not None:
            route = fault.place.route
            for length in range(1, len(route) + 1):
                if _is_key(document.root, route[:length]):
                    silent.add((fault.place.path, route[:length]))
    return frozenset(silent)


def _is_key(root: Node | None, route: Route) -> bool:
    return isinstance(find(root, route[:-1]), Mapping)


def _concerns(finding: Finding, absence: tuple[str, ...], limits: tuple[str, ...]) -> bool:
    """Return whether one of a finding's places lies below ``limits``; without limits every finding concerns.

    What a rule misses has no place: it concerns the folders and registers it could stand in.
    """
    if not limits:
        return True
    places = [finding.place.path, *(related.place.path for related in finding.related)]
    if finding.place == Place(SETTINGS_PATH):
        for name in absence:
            kind = kind_named(name)
            places += [kind.folder, f"{kind.folder}.yaml"] if kind is not None else []
    return any(is_below(path, limits) for path in places)


def is_below(path: str, limits: tuple[str, ...]) -> bool:
    """Return whether a path is one of ``limits`` (files or folders, root-relative), or stands below one."""
    return any(limit in ("", ".") or path == limit or path.startswith(limit.rstrip("/") + "/") for limit in limits)
