"""The results as they are kept: one file, a section for each measurement; each measurement replaces its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results.md"
_HEADING: Final = "# Results"


def write_section(title: str, text: str, path: Path = RESULTS) -> None:
    """Put a section into the results, where it stood before, else at the end; the others stay as they are."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *sections = re.split(r"^## ", before, flags=re.MULTILINE)
    known = {section.partition("\n")[0].strip(): section.partition("\n")[2].strip() for section in sections}
    known[title] = text.strip()
    parts = [_HEADING, *(f"## {name}\n\n{body}" for name, body in known.items())]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
