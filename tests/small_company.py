"""The small company of the examples, as files a test can lay others over."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "small-company"


def small_company(changes: Mapping[str, str | None] | None = None) -> dict[str, str | bytes]:
    """Return the files of the example with some replaced or added, and those with None left out."""
    files: dict[str, str | bytes] = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.yaml"))
    }
    for path, text in (changes or {}).items():
        if text is None:
            files.pop(path)
        else:
            files[path] = text
    return files
