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
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.catalogue import all_rules
from collab_cli.rules.rule import Rule
from collab_cli.rules.selection import Selection
from collab_cli.rules.waiving import Waivers, unused_faults

REFERENCE_CODES = ("S005", "S019")
UNUSED_WAIVER = "S012"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    ``not_checked`` are rules that conclude from absence and could not, because a file cannot be read.
    ``crashed`` are rules that failed themselves. ``waived`` counts findings silenced by a waiver.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[Rule, ...]
    crashed: tuple[Rule, ...]
    waived: int


def run_rules(world: World, selection: Selection, paths: Iterable[str] = ()) -> Outcome:
    """Return the findings of the selected rules, in the order path, line, column, code.

    ``paths`` (files or folders, root-relative) keeps findings that stand there. Unused waivers are looked for
    only in a full check, and only among those of rules that ran.
    """
    limits = tuple(paths)
    waivers = Waivers(world, selection.severities)
    silent = _left_absent(world)
    findings: list[Finding] = []
    not_checked: list[Rule] = []
    crashed: list[Rule] = []
    failures: list[Finding] = []
    for rule in selection.rules:
        if rule.code == UNUSED_WAIVER or not _in_use(world, rule):
            continue
        if not world.workspace.unread.isdisjoint(rule.absence):
            not_checked.append(rule)
            continue
        faults, failure = _run(rule, world)
        if failure is not None:
            crashed.append(rule)
            failures.append(failure)
        findings += [
            _finding(rule, fault, selection)
            for fault in faults
            if rule.code.startswith("S") or (fault.place.path, fault.place.route) not in silent
        ]
    if limits:
        findings = [finding for finding in findings if _is_below(finding.place.path, limits)]
    kept = [finding for finding in findings if not waivers.cover(finding)]
    waived = len(findings) - len(kept)
    if not selection.narrowed and not limits:
        judged = {rule.code for rule in selection.rules} - {rule.code for rule in (*not_checked, *crashed)}
        kept += _unused(selection, waivers, judged)
    kept += failures
    kept.sort(key=lambda finding: finding.order)
    return Outcome(tuple(kept), tuple(not_checked), tuple(crashed), waived)


def _in_use(world: World, rule: Rule) -> bool:
    """A kind of which the workspace has no record is not in use; rules about its absence stay silent.

    One of which something could not be read is in use: it was written.
    """
    workspace = world.workspace
    return all(workspace.known.get(kind) or kind in workspace.unread for kind in rule.needs)


def _run(rule: Rule, world: World) -> tuple[list[Fault], Finding | None]:
    """Run one rule; one that fails itself becomes a finding, and the others go on.

    That finding is always an error: no setting, waiver or path makes light of a check that was not made.
    """
    try:
        return list(rule.find(world if rule.drafts else world.without_drafts())), None
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


def _unused(selection: Selection, waivers: Waivers, judged: set[str]) -> list[Finding]:
    """Return the unused waivers among those of rules that ran: a rule that did not run uses none."""
    rule = next((rule for rule in selection.rules if rule.code == UNUSED_WAIVER), None)
    return [_finding(rule, fault, selection) for fault in unused_faults(waivers, judged)] if rule is not None else []


def _left_absent(world: World) -> frozenset[tuple[str, Route]]:
    """Return the fields that are empty only because a reference in them leads nowhere.

    What is missing there has been reported; no rule says it a second time.
    """
    silent: set[tuple[str, Route]] = set()
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


def _is_below(path: str, limits: tuple[str, ...]) -> bool:
    return any(limit in ("", ".") or path == limit or path.startswith(limit.rstrip("/") + "/") for limit in limits)
