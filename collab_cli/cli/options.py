"""Options that mean the same in every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from collab_cli.cli.completing import complete_ids
from collab_cli.errors import CollabError
from collab_cli.messages import Label, msg


def one_of(option: str, choices: tuple[str, ...], of: str = "") -> Callable[[str], str]:
    """Return a parser for the value of ``option`` that accepts ``choices`` and names them for any other word.

    With ``of``, the field they are values of, it accepts the words that pages show for them, too. It raises
    CollabError of exit code 2.
    """

    def parse(value: str) -> str:
        found = value if value in choices else _labelled(value, choices, of) if of else None
        if found is not None:
            return found
        raise CollabError(
            msg("{option} cannot be {value}", option=option, value=value),
            msg("choose one of {choices}", choices=", ".join(choices)),
        )

    return parse


def _labelled(value: str, choices: tuple[str, ...], of: str) -> str | None:
    """Return the one of ``choices`` that is called ``value``, in English or Chinese; None if none is."""
    from collab_cli.i18n import language

    chinese = language("zh")
    plain = value.strip().casefold().replace("-", "_").replace(" ", "_")
    return next((each for each in choices if plain in (each, chinese.label(Label(each, of)))), None)


def choice_option(option: str, choices: tuple[str, ...], help: str, of: str = "") -> Any:
    """Return the Typer option ``option`` whose value is one of ``choices``; the shell completes them.

    With ``of``, the field they are values of, it takes the words that pages show for them, too.
    """
    return typer.Option(
        option,
        metavar="|".join(choices),
        parser=one_of(option, choices, of),
        autocompletion=lambda incomplete: [choice for choice in choices if choice.startswith(incomplete)],
        help=help,
    )


def format_option(*formats: str) -> Any:
    """Return the option ``--format`` of a command that offers ``formats``."""
    return choice_option("--format", formats, FORMAT_HELP)


PAGES = ("text", "json", "markdown", "html", "docx")
"""The formats of an answer that people read."""
TABLES = (*PAGES, "csv", "xlsx")
"""The formats of an answer that is a table."""
HOSTED = ("markdown", "github", "gitlab", "sarif", "junit", "rdjsonl")
"""The formats that are read beside a repository, on a build server."""
CHECKS = tuple(dict.fromkeys((*PAGES, *HOSTED)))
"""The formats of an answer that is a list of findings."""
PROSE = frozenset({"text", "markdown", "html", "docx"})
"""The formats that show what a page says beside its tables."""

_ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".mmd": "mermaid",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".sarif": "sarif",
    ".xml": "junit",
    ".jsonl": "rdjsonl",
}
_WRITTEN_AS = {"gitlab": "json", "sarif": "json", "github": "text"}
"""Formats that files of another one's ending hold too."""


def department_option(help: str) -> Any:
    """Return the Typer option ``--department`` that names a department, which the shell completes."""
    return typer.Option("--department", metavar="DEPARTMENT", autocompletion=complete_ids("department"), help=help)


def domain_option(help: str) -> Any:
    """Return the Typer option ``--domain`` that names a domain of the activity catalogue."""
    return typer.Option("--domain", metavar="TEXT", help=help)


def chosen_format(
    format: str | None,
    json: bool,
    default: str = "text",
    *,
    output: Path | None = None,
    offered: tuple[str, ...] = TABLES,
) -> str:
    """Return the format asked for with ``--format`` or ``--json``, else the one the name of ``output`` ends in.

    Raises CollabError if the options disagree with each other or with the name of the file, or if the name tells none
    of the formats ``offered``.
    """
    if json and format not in (None, "json"):
        raise CollabError(
            msg("--json and --format {format} contradict each other", format=str(format)), msg("give one of the two")
        )
    asked = "json" if json else format
    if output is None:
        return asked or default
    if output.name in ("", ".."):
        raise CollabError(msg("{path} is a folder", path=str(output)), msg("name a file"))
    ending = _ENDINGS.get(output.suffix.lower())
    fitting = (None, asked, _WRITTEN_AS.get(asked or ""))
    if asked and (ending in fitting or (ending == "text" and asked not in ("xlsx", "docx"))):  # .txt holds any text
        return asked
    if asked:
        raise CollabError(
            msg(
                "{path} ends in {ending} but the format is {format}",
                path=str(output),
                ending=output.suffix,
                format=asked,
            ),
            msg("give the file another ending, or leave out the format"),
        )
    if ending in offered:
        return ending
    if ending is not None:
        raise CollabError(
            msg("this answer cannot be written as {format}", format=ending),
            msg("choose one of {choices}", choices=", ".join(offered)),
        )
    endings = ", ".join(end for end, name in _ENDINGS.items() if name in offered and end not in (".markdown", ".htm"))
    raise CollabError(
        msg("{path} does not say in which format to write", path=str(output)),
        msg("end its name in one of {endings}, or add --format", endings=endings),
    )


def date_of(option: str) -> Callable[[str], date]:
    """Return a parser for the date given to ``option``, read as people type dates; it raises CollabError for none."""

    def parse(text: str) -> date:
        from collab_cli.model.forgiving import read_date

        day = read_date(text)
        if day is None:
            raise CollabError(
                msg("{option} cannot be {value}", option=option, value=text), msg("write a date such as 2025-06-30")
            )
        return day

    return parse


def date_option(option: str, help: str) -> Any:
    """Return the Typer option ``option`` whose value is a date."""
    return typer.Option(option, metavar="DATE", parser=date_of(option), show_default=False, help=help)


FORMAT_HELP = "How to print the answer"

AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=date_of("--as-of"),
        show_default=False,
        help="The day everything is judged at; else as_of of collab.yaml, else today",
    ),
]
At = Annotated[str | None, typer.Option("--at", metavar="REV", help="Read the workspace as of a git revision or date")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change without writing it")]
Commit = Annotated[bool, typer.Option("--commit", help="Commit the files written, and nothing else, to git")]
CommitMessage = Annotated[
    str | None,
    typer.Option("--message", "-m", metavar="TEXT", help="The message of the commit; else a sentence is made"),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write into this file; its ending says the format"),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")]
