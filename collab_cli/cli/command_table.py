"""Every command, the module it lives in and its line in the overview.

The table is static so that ``collab --help`` imports no command; its order is the order of the overview.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from collab_cli.messages import Message, msg

SET_UP: Final = msg("Set up")
CHECK: Final = msg("Check")
READ: Final = msg("Read")
GOALS_AND_DUTIES: Final = msg("Goals and duties")
WORKING_TOGETHER: Final = msg("Working together")
ORGANISATION: Final = msg("Organisation")
SUPPORT: Final = msg("Support and recognition")


class Entry(NamedTuple):
    """A command: its name, its line in the overview, its panel there and its module.

    ``noun`` is true for a kind of record, which has commands of its own.
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
    _command("check", msg("Find what is wrong in the records"), CHECK),
    _command("explain", msg("Explain a rule and its remedy, or the fields of a kind of record"), CHECK),
    _noun("waiver", msg("List the deviations accepted for a time"), CHECK),
    _command("status", msg("Show where the workspace stands on one page"), READ),
    _noun("goal", msg("Add goals, list them and show the goal tree"), GOALS_AND_DUTIES, f"{_COMMANDS}.goal"),
    _noun("metric", msg("List metrics and show their values"), GOALS_AND_DUTIES),
    _noun("charter", msg("List responsibility charters and show their duties"), GOALS_AND_DUTIES),
    _noun("activity", msg("List activities and show what belongs to them"), GOALS_AND_DUTIES),
    _noun("proposal", msg("List proposals and show where each department stands"), GOALS_AND_DUTIES),
    _noun("series", msg("List regular meetings and show their rhythm"), WORKING_TOGETHER),
    _noun("meeting", msg("List minutes and show one meeting"), WORKING_TOGETHER),
    _noun("action", msg("List actions and show who does what by when"), WORKING_TOGETHER),
    _noun("issue", msg("List issues and show their way through the departments"), WORKING_TOGETHER),
    _noun("handoff", msg("List what departments deliver to each other"), WORKING_TOGETHER),
    _noun("channel", msg("List chat groups and other channels"), WORKING_TOGETHER),
    _noun("document", msg("List documents, their owners and places"), WORKING_TOGETHER),
    _noun("department", msg("List departments and show who heads them"), ORGANISATION),
    _noun("person", msg("List people and show their posts and absences"), ORGANISATION),
    _noun("role", msg("List roles and the skills they need"), ORGANISATION),
    _noun("skill", msg("List skills and their levels"), ORGANISATION),
    _noun("project", msg("List projects, their phases and tasks"), SUPPORT),
    _noun("training", msg("List training courses and who attended"), SUPPORT),
    _noun("resource", msg("List requests for people, material and budget"), SUPPORT),
    _noun("event", msg("List team events and who took part"), SUPPORT),
    _noun("evaluation", msg("List evaluations of how duties were fulfilled"), SUPPORT),
    _noun("recognition", msg("List thanks, rewards and awards"), SUPPORT),
    _noun("case", msg("List cases and the lessons learned"), SUPPORT),
)

COMMANDS: Final[Table] = {entry.name: entry for entry in _ENTRIES}
