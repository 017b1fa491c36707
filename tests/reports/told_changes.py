"""What edits of the demo company are told as, for tests of the sentences on changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.graph.world import World, build_world
from collab_cli.i18n import language
from collab_cli.model.load_workspace import load_workspace
from collab_cli.reports.change_sentences import in_brief, sentence
from collab_cli.sources.snapshot import overlaid

TABLES = Path(__file__).parent / "changes_told"

Edits = Mapping[str, Sequence[tuple[str, str]] | str]
"""By path the texts to put in place of others, each once, or a whole new text."""


@dataclass(frozen=True)
class Case:
    """Edits, and the sentences they are told in, in both languages."""

    edits: Edits
    en: list[str]
    zh: list[str]


@dataclass(frozen=True)
class Told:
    """The demo before and after edits, and what the changes between the two are told as."""

    before: World
    after: World

    def said(self, code: str = "en", *, brief: bool = True) -> list[str]:
        """Return the sentences in a language, without ids where ``brief``."""
        messages = [sentence(change, self.before, self.after) for change in find_changes(self.before, self.after)]
        speaker = language("zh" if code == "zh" else "en")
        return [speaker.show(in_brief(message) if brief else message) for message in messages]


def cases(table: str) -> dict[str, Case]:
    """Return the cases of a table in `changes_told`, by name; an edit is a path, a text and the one in its place."""
    found = {}
    for name, case in tomllib.loads((TABLES / f"{table}.toml").read_text("utf-8")).items():
        edits: dict[str, list[tuple[str, str]] | str] = {}
        for path, *texts in case["edits"]:
            if len(texts) == 1:
                edits[path] = texts[0]
            else:
                pairs = edits.setdefault(path, [])
                assert isinstance(pairs, list)
                pairs.append((texts[0], texts[1]))
        found[name] = Case(edits, case["en"], case["zh"])
    return found


def edited(before: World, edits: Edits) -> Told:
    """Return the demo ``before`` and as it is with ``edits``; no file is written."""
    snapshot = before.workspace.snapshot
    files: dict[str, bytes | None] = {}
    for path, edit in edits.items():
        text = edit if isinstance(edit, str) else snapshot.read(path).decode("utf-8")
        for old, new in () if isinstance(edit, str) else edit:
            assert old in text, old
            text = text.replace(old, new, 1)
        files[path] = text.encode("utf-8")
    return Told(before, build_world(load_workspace(overlaid(snapshot, files)), before.as_of))
