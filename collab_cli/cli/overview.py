"""The page of ``collab --help``: all commands by job, the global options and the exit codes."""

from __future__ import annotations

from typing import Final

from collab_cli import __version__
from collab_cli.cli.command_table import Table
from collab_cli.cli.global_options import OPTIONS
from collab_cli.cli.help_page import Section, help_page
from collab_cli.errors import ExitCode
from collab_cli.i18n import Language
from collab_cli.messages import Message, msg

EXIT_CODES: Final[dict[ExitCode, Message]] = {
    ExitCode.OK: msg("done; a check found nothing at or above its threshold"),
    ExitCode.FINDINGS: msg("a check found something; with --exit-code: there are differences"),
    ExitCode.REFUSED: msg("not done: wrong usage, unreadable workspace or refused change"),
    ExitCode.INTERNAL: msg("an error of collab itself; the message names a report file"),
    ExitCode.INTERRUPTED: msg("interrupted"),
}

ENVIRONMENT: Final[dict[str, Message]] = {
    "COLLAB_ROOT": msg("the workspace, as if started there"),
    "COLLAB_LANG": msg("the language, zh or en"),
    "NO_COLOR": msg("set: no colours"),
    "FORCE_COLOR": msg("set: colours even without a terminal"),
}


def overview(table: Table, language: Language, width: int) -> str:
    """Return the overview of the commands in ``table``, at most ``width`` columns wide."""
    say = language.say
    panels: dict[str, list[tuple[str, str]]] = {}
    for entry in table.values():
        panels.setdefault(say(entry.panel), []).append((entry.name, say(entry.help)))
    options = [(option.usage, say(option.help)) for option in OPTIONS]
    options.append(("--version", say(msg("Print the version"))))
    options.append(("--help", say(msg("Print this help; after a command: the help of that command"))))
    longest = max(map(len, table), default=0)
    sections = [Section(title, rows, longest) for title, rows in panels.items()]
    sections.append(Section(say(msg("Options, before or after the command")), options))
    sections.append(Section(say(msg("Exit codes")), [(str(int(code)), say(text)) for code, text in EXIT_CODES.items()]))
    sections.append(Section(say(msg("Environment")), [(name, say(text)) for name, text in ENVIRONMENT.items()]))
    about = say(
        msg(
            "Goals, responsibility charters and minutes of departments, kept as YAML files in git, "
            "checked and reported on."
        )
    )
    usage = say(msg("Usage: {usage}", usage=f"collab {say(msg('COMMAND [OPTIONS]'))}"))
    return help_page(f"collab {__version__}", [about, usage], sections, width)
