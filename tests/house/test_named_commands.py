"""Every command the program, its catalogues or its README names exists, with the options named beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collab_cli.cli.command_frame import Noun, load_command
from collab_cli.cli.command_table import COMMANDS
from collab_cli.cli.global_options import OPTIONS
from collab_cli.model.kinds import all_kinds
from tests.conftest import ROOT
from tests.house.catalogues import read_parts

if TYPE_CHECKING:
    from typer._click.core import Command

PACKAGE = ROOT / "collab_cli"

COMMAND = re.compile(r"(?<![\w./-])collab ([a-z]+)((?: [a-z]+(?![\w.:/-]))?)((?:[ a-zA-Z0-9~_./,-]*? --?[A-Za-z-]+)*)")
PROSE = {
    "x",
    "demo",
    "reads",
    "are",
    "is",
    "lists",
    "keeps",
    "changes",
    "itself",
    "needs",
    "checks",
    "was",
    "writes",
    "with",
}
"""Words that follow the program's name in a sentence about it; `x` is filled in, the demo has an author."""
KIND = "KIND"
"""Stands for the name of a kind that is filled in."""
FILLED = "x"
"""Stands for anything else that is filled in."""


def sources() -> Iterator[tuple[str, str]]:
    """Yield every text that can reach a person with where it stands; filled-in kinds become ``KIND``."""
    for part, entries in read_parts().items():
        for entry in entries:
            yield entry.english, f"{part}.po"
            yield entry.chinese, f"{part}.po"
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("collab "):
                yield node.value, where
            elif isinstance(node, ast.JoinedStr):
                text = "".join(
                    str(piece.value) if isinstance(piece, ast.Constant) else _filled(piece) for piece in node.values
                )
                if text.startswith("collab "):
                    yield text, where
    for name in ("README.md", "README.zh.md"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            yield line.replace(".venv/bin/", ""), name


def _filled(piece: ast.expr) -> str:
    shown = ast.unparse(piece)
    return KIND if "kind" in shown.lower() or shown == "{name}" else FILLED


@cache
def verbs_of(name: str) -> dict[str, set[str]]:
    """Return the commands of a noun, or of a whole-workspace verb under "", each with its options."""
    command = load_command(COMMANDS[name])
    if isinstance(command, Noun):
        found = {verb: declared.build(verb) for verb, declared in command.declared.verbs.items()}
    else:
        found = {"": command}
    return {verb: _options_of(built) for verb, built in found.items()}


def _options_of(command: Command) -> set[str]:
    """Return the options of a command; of a noun inside a noun, those of all its commands."""
    found = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    inner = command.declared.verbs.items() if isinstance(command, Noun) else ()
    return found.union(*(_options_of(declared.build(name)) for name, declared in inner))


GLOBAL = {word for option in OPTIONS for word in re.findall(r"--?[a-zA-Z][a-z-]*", option.usage)} | {
    *("--help", "-h", "--version")
}


def faults_in(text: str) -> Iterator[str]:
    for found in COMMAND.finditer(text.replace(f"collab {KIND} ", "collab goal ")):
        name, second, options = found[1], found[2].strip(), re.findall(r" (--?[A-Za-z-]+)", found[3])
        if name in PROSE:
            continue
        if name not in COMMANDS:
            yield f"collab {name}"
            continue
        verbs = verbs_of(name)
        if second == FILLED:
            continue
        if COMMANDS[name].noun and second not in verbs and second:
            yield f"collab {name} {second}"
            continue
        known = verbs.get(second if COMMANDS[name].noun else "", set()) | GLOBAL
        yield from (f"collab {name} {second} {option}" for option in options if option not in known)


@pytest.mark.no_cover
def test_every_command_named_anywhere_exists() -> None:
    assert [f"{where}: {fault}" for text, where in sources() for fault in faults_in(text)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("run collab merge a b", ["collab merge"]),
        ("collab KIND add --help", []),
        ("collab department merge --help", ["collab department merge"]),
        ("collab check --all", []),
        ("用 collab check --al 查看", ["collab check  --al"]),
        ("collab goal list shows them", []),
        ("collab reads format 1", []),
        ("$ collab check --at HEAD~1        # what was wrong", []),
        ("$ collab init --name 'Brook Hardware'", []),
    ],
)
def test_a_command_that_does_not_exist_is_found(text: str, fault: list[str]) -> None:
    assert list(faults_in(text)) == fault


def test_every_kind_has_the_commands_its_hints_name() -> None:
    for kind in all_kinds():
        assert {"list", "show"} <= set(verbs_of(kind.name)), kind.name


def test_the_readmes_name_commands() -> None:
    for name in ("README.md", "README.zh.md"):
        assert len(COMMAND.findall(Path(ROOT / name).read_text(encoding="utf-8"))) > 5
