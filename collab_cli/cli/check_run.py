"""How a check went, for the formats that build servers read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from collab_cli.errors import CollabError
from collab_cli.findings import Finding, Severity
from collab_cli.page import CheckRun

if TYPE_CHECKING:
    from collab_cli.cli.opening import Opened
    from collab_cli.rules.engine import Outcome
    from collab_cli.rules.rule import Rule


def check_run(opened: Opened, rules: Iterable[Rule], outcome: Outcome, threshold: Severity) -> CheckRun:
    """Return how the check of a workspace went: where it lies in its repository, which rules ran, the texts judged."""
    from collab_cli.rules.rule_runs import rule_runs

    workspace = opened.world.workspace
    documents = {workspace.settings_document.path: workspace.settings_document, **workspace.documents}
    texts = {path: documents[path].text for path in sorted(set(_paths(outcome.findings))) if path in documents}
    return CheckRun(
        folder_in_repository(opened.root),
        rule_runs(rules, outcome, workspace.settings),
        texts,
        threshold,
    )


def folder_in_repository(root: Path) -> str:
    """Return the folder of a workspace from the top of its repository, "" or ending in ``/``; "" without repository.

    Where git itself cannot be asked, as for a repository of another user, the folder above that holds ``.git`` tells.
    """
    from collab_cli.sources.history import open_history

    try:
        history = open_history(root)
    except CollabError:
        top = next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), root)
        inside = root.relative_to(top).as_posix()
        return "" if inside == "." else f"{inside}/"
    return "" if history is None else history.prefix


def _paths(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        yield finding.place.path
        for fix in finding.fixes:
            yield from (patch.path for patch in fix.patches)
