"""Small worlds for tests of rules: files laid over a shipped workspace, checked in process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collab_cli.findings import Finding
from collab_cli.graph.world import World, build_world
from collab_cli.i18n import Language, language
from collab_cli.messages import Message
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.rules.engine import Outcome, run_rules
from collab_cli.rules.rule import Profile
from collab_cli.rules.selection import select_rules
from collab_cli.sources.snapshot import working_tree

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "small-company"
DEMO = ROOT / "templates" / "demo"
AS_OF = date(2025, 6, 30)

Files = Mapping[str, str | None]
"""Texts by path; None takes a file away."""

Change = Callable[[str], str]


@dataclass(frozen=True)
class Found:
    """A finding as tests compare it, in English."""

    code: str
    severity: str
    place: str
    text: str
    records: tuple[str, ...] = ()


def small_company(folder: Path, files: Files | None = None) -> Path:
    """Copy the example company into ``folder`` and lay ``files`` over it."""
    return _laid_over(EXAMPLE, folder, files or {})


def green_demo(folder: Path, changes: Mapping[str, Change] | None = None) -> Path:
    """Copy the second commit of the demo; ``changes`` rewrite the text of files."""
    root = _laid_over(DEMO / "green", folder, {})
    for path, change in (changes or {}).items():
        before = (root / path).read_text(encoding="utf-8")
        after = change(before)
        assert after != before, path
        (root / path).write_text(after, encoding="utf-8")
    return root


def red_demo(folder: Path) -> Path:
    """Build the first commit of the demo."""
    lines = (DEMO / "red" / "files.txt").read_text(encoding="utf-8").splitlines()
    for path in (line for line in lines if line and not line.startswith("#")):
        own = DEMO / "red" / path
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(own if own.exists() else DEMO / "green" / path, target)
    return folder


def _laid_over(source: Path, folder: Path, files: Files) -> Path:
    shutil.copytree(source, folder, dirs_exist_ok=True)
    for path, text in files.items():
        target = folder / path
        if text is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return folder


def set_check(root: Path, line: str) -> None:
    """Write a line under `check` of the example company's collab.yaml."""
    path = root / "collab.yaml"
    before = path.read_text(encoding="utf-8")
    after = before.replace("check:\n", f"check:\n  {line}\n")
    assert after != before
    path.write_text(after, encoding="utf-8")


def world_of(root: Path, as_of: date = AS_OF, *, restricted: bool = False) -> World:
    """Return the world of the workspace at ``root``; ``restricted`` reads that folder where it is enabled."""
    return build_world(load_workspace(working_tree(root, wanted=wanted_top, restricted=restricted)), as_of)


def check(
    root: Path,
    as_of: date = AS_OF,
    *,
    profile: Profile = "strict",
    select: Iterable[str] = (),
    paths: Iterable[str] = (),
) -> Outcome:
    """Run the rules over the workspace at ``root``."""
    world = world_of(root, as_of)
    return run_rules(world, select_rules(world.settings, profile=profile, select=select), paths)


def found(outcome: Outcome, *codes: str) -> list[Found]:
    """Return the findings with one of ``codes`` (all without any), as tests compare them."""
    return [
        Found(finding.code, finding.severity.value, str(finding.place), said(finding), finding.records)
        for finding in outcome.findings
        if not codes or finding.code in codes
    ]


def said(finding: Finding, to: Language | None = None) -> str:
    """Return message and hint in a language (English), joined as on a finding line."""
    speaker = to or language("en")
    parts: list[Message] = [finding.message, *([finding.hint] if finding.hint else [])]
    return ("；" if speaker.code == "zh" else "; ").join(speaker.say(part) for part in parts)
