"""The files of a new workspace: blank ones to start from, or the demo company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from string import Template

from collab_cli.documents.writer import scalar_text
from collab_cli.i18n import LanguageCode
from collab_cli.messages import Message, msg
from collab_cli.sources.templates import templates_dir


@dataclass(frozen=True, slots=True)
class DemoCommit:
    """One commit of the demo: all files of the workspace at that time, and when it was made."""

    files: Mapping[str, bytes]
    message: Message
    when: datetime


def blank_files(language: LanguageCode, company: str, year: int) -> dict[str, bytes]:
    """Return the files of a blank workspace, profile starter, comments in the language."""
    folder = templates_dir() / "workspace" / language
    values = {"company": scalar_text(company), "year": str(year)}
    return {
        path.relative_to(folder).as_posix(): Template(path.read_text("utf-8")).substitute(values).encode()
        for path in sorted(folder.rglob("*.yaml"))
    }


def demo_commits(language: LanguageCode) -> tuple[DemoCommit, DemoCommit]:
    """Return the two commits of the demo company: the handbook's own mistake, then its cure.

    The records are the same in either language; only `locale` of collab.yaml differs.
    """
    folder = templates_dir() / "demo"
    green = {path: _localised(path, data, language) for path, data in _below(folder / "green").items()}
    red = {path: _localised(path, data, language) for path, data in _red(folder).items()}
    first = msg("Write down goals and duties as the departments have them")
    second = msg("Give market research to Marketing alone and complaints to Sales")
    return DemoCommit(red, first, _nine_o_clock(2025, 1, 20)), DemoCommit(green, second, _nine_o_clock(2025, 3, 1))


def _nine_o_clock(year: int, month: int, day: int) -> datetime:
    """Return nine in the morning in the demo company's time zone."""
    return datetime(year, month, day, 9, tzinfo=timezone(timedelta(hours=8)))


def _red(folder: Path) -> dict[str, bytes]:
    """Return the files of the first commit: those listed, taken from `red` where they lie there."""
    listed = (folder / "red" / "files.txt").read_text("utf-8").splitlines()
    paths = [line.strip() for line in listed if line.strip() and not line.startswith("#")]
    own = folder / "red"
    return {path: ((own if (own / path).is_file() else folder / "green") / path).read_bytes() for path in paths}


def _below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def _localised(path: str, data: bytes, language: LanguageCode) -> bytes:
    if path != "collab.yaml" or language == "zh":
        return data
    return data.replace(b"\nlocale: zh\n", b"\nlocale: en\n", 1)
