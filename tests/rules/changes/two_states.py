"""The example company in two states, and what the rules about a change find between them."""

from __future__ import annotations

from pathlib import Path

from collab_cli.rules.compared import Compared, Past, no_past
from collab_cli.rules.engine import Outcome, run_rules
from collab_cli.rules.selection import select_rules
from tests.rules.worlds import Files, Found, found, small_company, world_of

SALES = """\
title: Charter of Sales
version: 1
status: effective
duties:
  - {id: customer-development, content: [Visit customers], raci: {sales: AR, marketing: C}}
  - {id: complaint-handling, raci: {sales: AR, production: I}}
"""


def outcome_of(folder: Path, before: Files, now: Files, *codes: str, past: Past = no_past) -> Outcome:
    """Return what ``codes`` find when the files ``now`` are laid over the company with those of ``before``."""
    compared = compare(folder, before, now, past)
    selection = select_rules(compared.world.settings, profile="strict", select=codes)
    return run_rules(compared.world, selection, compared=compared)


def changes_of(outcome: Outcome) -> list[Found]:
    """Return what rules about a change have found, without what is said of faulty files in any check."""
    return [one for one in found(outcome) if one.code.startswith("D")]


def compare(folder: Path, before: Files, now: Files, past: Past = no_past) -> Compared:
    """Return the company with the files ``now`` laid over those of ``before``, beside the one with these alone."""
    base = world_of(small_company(folder / "before", before))
    world = world_of(small_company(folder / "now", {path: text for path, text in before.items() if text is not None}))
    root = world.workspace.snapshot.origin.root
    for path, text in {**before, **now}.items():
        target = root / path
        if text is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return Compared(base, world_of(root), past)
