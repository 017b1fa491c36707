"""What nobody can tell of a change, because faults keep rules from running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from collab_cli.analyses.changes.hidden import hidden_files
from collab_cli.findings import Finding, Place, Severity
from collab_cli.messages import msg
from collab_cli.model.load_workspace import kind_of_path
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import Rule


def unjudged(
    compared: Compared, not_checked: Iterable[Rule], severities: Mapping[str, Severity], *, has_failed: bool
) -> Iterator[Finding]:
    """Yield a finding for each rule of severity error that was ``not_checked`` although the change touches its kinds.

    Else an old fault in one file would let pass whatever becomes worse in others. What only the base hides, the change
    has mended; and of a fault that is new enough is said where the check ``has_failed`` for it.
    """
    world, base = compared.world.workspace, compared.base.workspace
    for rule in not_checked:
        hiding = world.unread.intersection(rule.absence)
        severity = severities.get(rule.code, rule.severity)
        if severity is not Severity.ERROR or not hiding or (has_failed and hiding.isdisjoint(base.unread)):
            continue
        if _touched(compared).isdisjoint((*rule.absence, *rule.needs)):
            continue
        faulty = sorted(path for path in compared.world.once(hidden_files) if _kind(path) in hiding)
        path = faulty[0] if faulty else SETTINGS_PATH
        message = msg("{code} could not be checked, and the change touches what it looks at", code=rule.code)
        hint = msg("mend first what {command} tells of it", command=f"collab check {path}")
        yield Finding(rule.code, rule.slug, severity, Place(path), message, hint)


def _touched(compared: Compared) -> frozenset[str]:
    """Return the kinds of which something has changed, or may have."""
    kinds = {record.kind.name for change in compared.changes for record in change.records}
    return frozenset(kinds | {_kind(path) for path in compared.changes.unread})


def _kind(path: str) -> str:
    kind = kind_of_path(path)
    return kind.name if kind is not None else ""
