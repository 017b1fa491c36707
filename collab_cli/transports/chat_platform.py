"""What a sender knows of one chat tool: its limits, its form of a message, how it signs and why it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from collab_cli.messages import Message, msg
from collab_cli.transports.web_address import WebAddress

Payload = Mapping[str, Any]
"""A message as the tool takes it, before it is signed."""


class Line(Protocol):
    """A line of a message in the Markdown of the tool, with the user ids it mentions."""

    @property
    def text(self) -> str:
        """Return the text."""
        ...

    @property
    def mentions(self) -> tuple[str, ...]:
        """Return the user ids."""
        ...

    @property
    def marks(self) -> str:
        """Return what mentions them, which stands behind the text and is never cut."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message was refused and what to do.

    ``has`` is a pattern of what the tool's own words hold, where a code says more than one thing. With ``is_vague`` the
    tool's own words are told too.
    """

    why: Message
    remedy: Message
    has: str = ""
    is_vague: bool = False


GONE = Reason(msg("there is no such robot"), msg("take the address of the robot anew from the settings of the group"))
BUSY = Reason(msg("the chat tool is busy"), msg("send it again in a minute"))
TOO_FAST = Reason(msg("too many messages in a short time"), msg("wait a minute, then send it again"))
NO_KEYWORD = Reason(
    msg("the robot wants a keyword that is not in the message"),
    msg("add a keyword of the title to the robot, or let it be signed"),
)
BAD_SIGNATURE = Reason(
    msg("the signature is not valid"), msg("check the variable of the secret, and the clock of this machine")
)
NOT_ALLOWED = Reason(msg("this machine is not among those allowed"), msg("add its internet address to the robot"))
BAD_FORM = Reason(
    msg("the form of the message was not taken"),
    msg("make sure the address is that of a group robot"),
    is_vague=True,
)
"""What several chat tools say, each by a code of its own."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What goes out: the key in it is never shown; ``key`` is the one in the payload, "" where it has none."""

    address: WebAddress = field(repr=False)
    payload: Payload = field(repr=False)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Platform:
    """A chat tool.

    ``payload`` makes a message of a title and lines, ``size`` measures it in bytes as the tool does, up to ``largest``.
    ``sign`` adds a key for a moment in seconds. ``status`` reads the tool's own code and words from its answer, None
    where it is no answer of this tool; 0 is good. ``reasons`` are those of codes, the most special first.
    """

    name: str
    label: Message
    largest: int
    payload: Callable[[str, Sequence[Line]], Payload]
    size: Callable[[Payload], int]
    sign: Callable[[WebAddress, Payload, str, int], Signed] | None
    status: Callable[[Mapping[str, Any]], tuple[int, str] | None]
    reasons: Mapping[int, tuple[Reason, ...]]

    def reason(self, code: int, words: str) -> Reason | None:
        """Return why a message was refused with a code of the tool, None for one that is not known."""
        known = self.reasons.get(code, ())
        return next((reason for reason in known if re.search(reason.has, words.casefold())), None)


def error_code(answer: Mapping[str, Any]) -> tuple[int, str] | None:
    """Return code and words of an answer with `errcode`, which DingTalk and WeCom give."""
    code = answer.get("errcode")
    if not isinstance(code, int) or isinstance(code, bool):
        return None
    return code, str(answer.get("errmsg", ""))


def mentioned(lines: Sequence[Line]) -> list[str]:
    """Return the user ids lines mention, each once."""
    return list(dict.fromkeys(user for line in lines for user in line.mentions))


def joined(lines: Sequence[Line]) -> str:
    """Return lines as one text."""
    return "\n".join(f"{line.text} {line.marks}" if line.marks else line.text for line in lines).strip("\n")
