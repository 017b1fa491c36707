"""What is wrong with the result of a generated merge."""

from __future__ import annotations

from collab_cli.documents.reader import read_document
from tests.edits.merging.generated_merges import Case, unordered


def faults_of(case: Case, data: bytes, conflicts: int) -> list[str]:
    """Return what is wrong with a result: lost, come back, not marked, not as expected, comments missing."""
    text = data.decode()
    regions = marked_regions(text)
    faults = [f"not marked: {found}" for found in case.conflicts if not any(_shows(each, found) for each in regions)]
    faults += [f"lost: {word}" for word in sorted(case.words) if word not in text]
    faults += [f"comment lost: {note}" for note in sorted(case.comments) if note not in text]
    if bool(conflicts) != bool(regions) or len(regions) != conflicts:
        faults.append(f"{conflicts} conflicts told, {len(regions)} marked")
    if case.conflicts:
        return faults
    reading = read_document(case.path, data)
    if reading.document is None:
        return [*faults, "cannot be read"]
    if unordered(reading.plain) != unordered(case.expected):
        faults.append("another content than expected")
    if case.kind == "person" and [entry["id"] for entry in reading.plain or []] != sorted(
        entry["id"] for entry in reading.plain or []
    ):
        faults.append("not sorted")
    return faults


def marked_regions(text: str) -> list[tuple[str, str]]:
    """Return both sides of every marked conflict."""
    found: list[tuple[str, str]] = []
    sides: list[str] | None = None
    at = 0
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            sides, at = ["", ""], 0
        elif sides is not None and line.startswith("======="):
            at = 1
        elif sides is not None and line.startswith(">>>>>>> "):
            found.append((sides[0], sides[1]))
            sides = None
        elif sides is not None:
            sides[at] += line
    return found


def _shows(region: tuple[str, str], conflict: tuple[str, str]) -> bool:
    """Return whether a marked conflict shows what it must: each side's word, or nothing where it has removed all."""
    if conflict == ("", ""):  # the one removed all, the other a part of it
        return not all(region)
    return all(word in side if word else not side for word, side in zip(conflict, region, strict=True)) or (
        all(word in side for word, side in zip(conflict, region, strict=True)) and bool(region[0]) and bool(region[1])
    )
