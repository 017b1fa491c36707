"""Goals as text for tests, and the edits their findings suggest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.rules.engine import Outcome

SHARE = "increase-market-share"


def goal(title: str = "Goal", status: str = "active", *lines: str, level: str = "department") -> str:
    """Return the text of a goal of Marketing or the company, with further lines from line 5 on."""
    department = "department: marketing\n" if level != "company" else ""
    head = f"title: {title}\nlevel: {level}\n{department}period: '2025'\nstatus: {status}\n"
    return head + "".join(f"{line}\n" for line in lines)


def serving(*parents: str, more: str = "") -> str:
    """Return a line that links a goal to others."""
    return f"contributes_to: [{', '.join(f'{{goal: {parent}{more}}}' for parent in parents)}]"


def result(fields: str) -> str:
    """Return a line with one key result."""
    return f"key_results: [{{id: kr1, title: Orders, {fields}}}]"


def mend(root: Path, outcome: Outcome, code: str) -> Mapping[str, str]:
    """Apply the one fix of the first finding of a rule; return the changed files."""
    finding = next(finding for finding in outcome.findings if finding.code == code)
    (fix,) = finding.fixes
    changed = {}
    for path in {patch.path for patch in fix.patches}:
        document = read_document(path, (root / path).read_bytes()).document
        assert document is not None
        data = apply_patches(document, [patch for patch in fix.patches if patch.path == path])
        (root / path).write_bytes(data)
        changed[path] = data.decode()
    return changed


def shown(root: Path, outcome: Outcome, code: str) -> list[str]:
    """Return what stands in its file from where each finding of a rule is to the end of that line."""
    places = [finding.place for finding in outcome.findings if finding.code == code]
    lines = [(root / place.path).read_text(encoding="utf-8").splitlines()[place.line - 1] for place in places]
    return [line[place.column - 1 :] for line, place in zip(lines, places, strict=True)]
