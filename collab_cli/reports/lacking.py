"""What a change still lacks, in words, with the commands that give it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

from collab_cli.analyses.changes.still_missing import Lack, Missing
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.page import Block, Code, Fold, Styled, Text

_SAID: Final[dict[Lack, Message]] = {
    "version": msg("Give the charter a new version, then say in `note` of its newest `change_log` entry what changed:"),
    "reason": msg("Say why the target changed, in an entry of `adjustments`:"),
    "vote": msg("Put it to the vote of all who are asked:"),
    "agreement": msg("When they agree, note it; --via and --evidence say how they did:"),
    "part": msg("When they agree to their own part, note that they have read it:"),
    "wording": msg("If only the wording has changed, its owner says so, and the agreements carry over:"),
    "decision": msg("All departments have agreed; close the proposal:"),
}
_MOST: Final = 12
"""How many commands of one sort stand open."""
_WIDEST: Final = 72
"""How many columns a line of a command has at most, where it has an option to be broken at."""


def lacking(world: World, missing: Iterable[Missing]) -> Iterator[Block]:
    """Yield what is missing but readings: first what nobody can give with a command, then the commands."""
    found = tuple(missing)
    yield from _without_command(world, found)
    for lack, said in _SAID.items():
        commands = tuple(dict.fromkeys(command for one in found if one.lack == lack for command in one.commands))
        if not commands:
            continue
        commands = tuple(_in_lines(command) for command in commands)
        code = Code("\n".join(commands), "sh")
        if len(commands) > _MOST:
            yield Text(said)
            yield Code("\n".join(commands[:_MOST]), "sh")
            more = msgn("{count} more", "{count} more", len(commands) - _MOST)
            yield Fold(more, (Code("\n".join(commands[_MOST:]), "sh"),))
        else:
            yield Text(said)
            yield code


def _in_lines(command: str) -> str:
    """Return a long command in lines, broken before options, that a shell reads as one."""
    lines = [""]
    for piece in re.split(r" (?=--)", command):
        joined = f"{lines[-1]} {piece}" if lines[-1] else piece
        if lines[-1] and _columns(joined) > _WIDEST:
            lines.append(f"    {piece}")
        else:
            lines[-1] = joined
    return " \\\n".join(lines)


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def readings(missing: Iterable[Missing]) -> Iterator[Block]:
    """Yield the commands that note who has read what."""
    commands = tuple(command for one in missing if one.lack == "reading" for command in one.commands)
    if commands:
        summary = msgn("{count} reading to note", "{count} readings to note", len(commands))
        said = Text(msg("When they have read it, note it:"))
        yield Fold(summary, (said, Code("\n".join(commands), "sh")))


def _without_command(world: World, found: tuple[Missing, ...]) -> Iterator[Block]:
    lacks = ("agreement", "part")
    asks = [one.ask for one in found if one.lack in lacks and one.ask is not None and not one.commands]
    silent = [ask for ask in asks if ask.person is None and ask.department is not None]
    if silent:
        names = tuple(dict.fromkeys(world.parties.name(str(ask.department)) for ask in silent))
        yield Text(Styled(msg("Nobody can speak for {departments}: name a head first", departments=names), "bad"))
    faulty = tuple(dict.fromkeys(ask.record.titled for ask in asks if not ask.record.is_whole))
    if faulty:
        said = msg("{records} have faults, so nobody can tell who agreed to the text", records=faulty)
        yield Text(Styled(said, "bad"))
    told: tuple[Param, ...] = tuple(
        dict.fromkeys(ask.record.titled for ask in asks if ask.person is not None and ask.record.is_whole)
    )
    if told:
        said = msg(
            "No record can hold the agreement that {records} ended: let them agree where the change is reviewed",
            records=told,
        )
        yield Text(Styled(said, "bad"))


def missing_record(one: Missing) -> dict[str, Any]:
    """Return something that is missing as plain data."""
    return {
        "lack": one.lack,
        "record": one.record.ref,
        "department": one.ask.department if one.ask is not None else None,
        "person": one.ask.person if one.ask is not None else None,
        "code": one.finding.code if one.finding is not None else None,
        "commands": list(one.commands),
    }
