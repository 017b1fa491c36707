"""Two states of a small workspace in memory, and what changed between them as lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.findings import Fault
from collab_cli.graph.world import World, build_world
from collab_cli.model.field_types import Flag, Name, Part
from collab_cli.model.load_workspace import load_workspace
from collab_cli.sources.snapshot import Origin

AS_OF = date(2025, 6, 30)

Files = Mapping[str, str | bytes]

COMPANY: Files = {
    "collab.yaml": """\
schema: 1
company: {name: Acme, head: li-na}
periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
""",
    "departments.yaml": """\
- {id: sales, name: Sales, head: zhang-wei}
- {id: marketing, name: Marketing, head: liu-fang}
- {id: production, name: Production, head: wang-qiang}
""",
    "people.yaml": """\
- {id: li-na, name: Li Na}
- {id: zhang-wei, name: Zhang Wei, department: sales, contacts: {phone: "1"}}
- {id: liu-fang, name: Liu Fang, department: marketing}
- {id: wang-qiang, name: Wang Qiang, department: production}
""",
    "activities.yaml": """\
- {id: market-research, name: Market research}
- {id: customer-care, name: Customer care}
""",
    "charters/sales.yaml": """\
title: Charter of Sales
status: effective
duties:
  - id: market-research
    scope: All markets
    content: [Study customers and competitors every quarter, Report what was found to the company]
    raci: {sales: AR, marketing: C}
  - {id: price-list, title: Price list, scope: All prices, raci: {sales: AR, production: I}}
""",
    "charters/marketing.yaml": """\
title: Charter of Marketing
status: effective
duties:
  - {id: customer-care, scope: All customers, raci: {marketing: AR, sales: C}}
""",
    "goals/2025/grow.yaml": """\
title: Grow
level: company
owner: li-na
period: "2025"
status: active
key_results:
  - {id: kr1, title: Revenue of all lines, baseline: 80, target: 100, unit: m}
  - {id: kr2, title: Customers won from competitors, baseline: 0, target: 12, unit: customers}
""",
    "goals/2025/sell.yaml": """\
title: Sell
level: department
department: sales
owner: zhang-wei
period: "2025"
status: active
contributes_to: [{goal: grow, weight: 0.5}]
key_results:
  - {id: kr1, title: Orders signed, baseline: 10, target: 20, unit: orders}
""",
}


class InMemory:
    """A snapshot of files that are on no disk."""

    def __init__(self, files: Files) -> None:
        self._files = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
        self.origin = Origin(Path("memory"))
        self.paths = tuple(sorted(self._files))
        self.faults: tuple[Fault, ...] = ()
        self.strays: tuple[str, ...] = ()
        self.folders = tuple(sorted({path.partition("/")[0] for path in self.paths if "/" in path}))

    def stamp(self, path: str) -> None:
        return None

    def read(self, path: str) -> bytes:
        return self._files[path]


def world_with(files: Files) -> World:
    return build_world(load_workspace(InMemory(files)), AS_OF)


@cache
def company() -> World:
    return world_with(COMPANY)


def with_files(changes: Mapping[str, str | bytes | None], files: Files = COMPANY) -> dict[str, str | bytes]:
    """Return the files with some replaced or added, and those with None left out."""
    return {path: text for path, text in {**files, **changes}.items() if text is not None}


def rewritten(path: str, *pairs: tuple[str, str], files: Files = COMPANY) -> dict[str, str | bytes]:
    """Return the files with texts in one of them replaced, each of which stands there."""
    text = files[path]
    assert isinstance(text, str)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return {**files, path: text}


def told(before: Files, after: Files) -> list[str]:
    """Return the changes between two states, one line each."""
    return [line(change) for change in find_changes(world_with(before), world_with(after))]


def line(change: Change) -> str:
    """Return act, category and place of a change, with values where they are no records or parts."""
    before, after = ", ".join(map(where, change.before)), ", ".join(map(where, change.after))
    place = before if before == after else f"{before} -> {after}" if before and after else before or after
    if change.act == "letters":
        place = change.matter or place
    said = f"{change.act} {change.category} {place}"
    old, new = value(change.old), value(change.new)
    return f"{said}: {old} -> {new}" if change.act in ("changed", "letters") and None not in (old, new) else said


def where(spot: Spot) -> str:
    record = spot.record.ref if spot.record is not None else "collab.yaml"
    return " ".join([record, "/".join(map(str, spot.route))]) if spot.route else record


def value(found: Any) -> str | None:
    """Return a value as text, None for a part."""
    if isinstance(found, Name):
        return f"{found.zh} / {found.en}"
    if isinstance(found, Part):
        return None
    if isinstance(found, dict):
        return "{" + ", ".join(f"{key} {value(item)}" for key, item in found.items()) + "}"
    if isinstance(found, list | tuple):
        return "[" + ", ".join(value(item) or "..." for item in found) + "]"
    return str(found.value if isinstance(found, Flag) else found)
