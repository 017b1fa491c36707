"""Every command, the module it lives in and its line in the overview.

The table is static so that ``collab --help`` imports no command; its order is the order of the overview.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from collab_cli.messages import Message, msg

SET_UP: Final = msg("Set up")
CHECK: Final = msg("Check")
REVIEW: Final = msg("Review")
WRITE: Final = msg("Write")
READ: Final = msg("Read")
GOALS_AND_DUTIES: Final = msg("Goals and duties")
WORKING_TOGETHER: Final = msg("Working together")
ORGANISATION: Final = msg("Organisation")
SUPPORT: Final = msg("Support and recognition")


class Entry(NamedTuple):
    """A command: its name, its line in the overview, its panel there and its module.

    ``noun`` is true for what has commands of its own, such as a kind of record.
    """

    name: str
    help: Message
    panel: Message
    module: str
    noun: bool = False


Table = dict[str, Entry]
"""Commands by name, in the order of the overview."""

_COMMANDS = "collab_cli.cli.commands"
_GENERIC = f"{_COMMANDS}.record_kind"


def _command(name: str, text: Message, panel: Message) -> Entry:
    return Entry(name, text, panel, f"{_COMMANDS}.{name}")


def _noun(name: str, text: Message, panel: Message, module: str = _GENERIC) -> Entry:
    return Entry(name, text, panel, module, noun=True)


_ENTRIES = (
    _command("init", msg("Make a new workspace, or a demo company to try things on"), SET_UP),
    _command("completion", msg("Print the script that lets the tab key complete ids and commands"), SET_UP),
    _noun("git", msg("Let git merge and compare records by their parts"), SET_UP, f"{_COMMANDS}.git"),
    _command("check", msg("Find what is wrong in the records"), CHECK),
    _command("explain", msg("Explain a rule and its remedy, or the fields of a kind of record"), CHECK),
    _noun("waiver", msg("Keep the deviations accepted for a time"), CHECK),
    _command("diff", msg("Show what changed in meaning, in sentences"), REVIEW),
    _command("review", msg("Show what a change means, who must agree, what is missing"), REVIEW),
    _command("approvers", msg("Show who must agree to a change, with their accounts"), REVIEW),
    _command("log", msg("Show what has happened to a record, or a part of one"), REVIEW),
    _command("blame", msg("Show who gave each field of a record its value, and when"), REVIEW),
    _noun("export", msg("Make files for other programs, such as an owners file"), REVIEW, f"{_COMMANDS}.export"),
    _noun("import", msg("Take over tables of responsibilities made elsewhere"), WRITE, f"{_COMMANDS}.importing"),
    _command("set", msg("Give fields of a record other values"), WRITE),
    _command("unset", msg("Remove fields of a record"), WRITE),
    _command("rename", msg("Give a record another id, and change every reference to it"), WRITE),
    _command("undo", msg("Take back what the last writing command did"), WRITE),
    _command("doctor", msg("Look whether the files are sound, clear up leftovers"), WRITE),
    _command("who", msg("Show who answers for a matter, and on which charter"), READ),
    _command("me", msg("Show what you owe, or somebody else, what is late first"), READ),
    _command("status", msg("Show where the workspace stands on one page"), READ),
    _noun("report", msg("Make reports for those who were not there"), READ, f"{_COMMANDS}.report"),
    _noun("notify", msg("Show digests for chat groups, and send them with --send"), READ, f"{_COMMANDS}.notify"),
    _noun("goal", msg("Keep goals, activate them and show the goal tree"), GOALS_AND_DUTIES, f"{_COMMANDS}.goal"),
    _noun("metric", msg("Keep metrics and record their values"), GOALS_AND_DUTIES),
    _noun(
        "charter",
        msg("Keep responsibility charters, approve them, move duties"),
        GOALS_AND_DUTIES,
        f"{_COMMANDS}.charter",
    ),
    _noun(
        "activity",
        msg("Keep the catalogue of what somebody must own"),
        GOALS_AND_DUTIES,
        f"{_COMMANDS}.activity",
    ),
    _noun("proposal", msg("Open proposals and record where departments stand"), GOALS_AND_DUTIES),
    _noun("series", msg("Keep regular meetings and their rhythm"), WORKING_TOGETHER, f"{_COMMANDS}.series"),
    _noun("meeting", msg("Keep minutes: agenda, reports and decisions"), WORKING_TOGETHER, f"{_COMMANDS}.meeting"),
    _noun(
        "decision",
        msg("Show what meetings decided, and what became of it"),
        WORKING_TOGETHER,
        f"{_COMMANDS}.decision",
    ),
    _noun("action", msg("Keep actions: who does what by when"), WORKING_TOGETHER, f"{_COMMANDS}.action"),
    _noun(
        "issue",
        msg("Keep issues and their way through the departments"),
        WORKING_TOGETHER,
        f"{_COMMANDS}.issue",
    ),
    _noun("handoff", msg("Keep what departments deliver to each other"), WORKING_TOGETHER),
    _noun("channel", msg("Keep chat groups and other channels"), WORKING_TOGETHER),
    _noun(
        "document",
        msg("Keep documents, their owners and places"),
        WORKING_TOGETHER,
        f"{_COMMANDS}.document",
    ),
    _noun("department", msg("Keep departments and who heads them"), ORGANISATION),
    _noun("person", msg("Keep people, their posts and absences"), ORGANISATION),
    _noun("role", msg("Keep roles and the skills they need"), ORGANISATION),
    _noun("skill", msg("Keep skills and their levels"), ORGANISATION),
    _noun("project", msg("Keep projects, their phases and tasks"), SUPPORT),
    _noun("training", msg("Keep training courses and who attended"), SUPPORT),
    _noun("resource", msg("Keep requests for people, material and budget"), SUPPORT),
    _noun("event", msg("Keep team events and who took part"), SUPPORT),
    _noun("evaluation", msg("Keep evaluations of how duties were fulfilled"), SUPPORT),
    _noun("recognition", msg("Keep thanks, rewards and awards"), SUPPORT),
    _noun("case", msg("Keep cases and the lessons learned"), SUPPORT),
)

COMMANDS: Final[Table] = {entry.name: entry for entry in _ENTRIES}
