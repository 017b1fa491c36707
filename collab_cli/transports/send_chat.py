"""Send messages to a robot in a group, one after the other, and say what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.transports.chat_platform import Payload, Platform, Signed
from collab_cli.transports.message_body import message_body
from collab_cli.transports.web_address import WebAddress
from collab_cli.transports.web_post import Network, WebAnswer, post_json

RATE = 20
"""Messages a robot takes within a minute; all three tools stop it for more."""
_MINUTE = 60.0
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in seconds since 1970, how to wait for some, and when messages went to each robot so far."""

    now: Callable[[], float]
    wait: Callable[[float], None]
    sent: dict[WebAddress, list[float]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of messages: how many of them the chat tool took; ``why`` and ``remedy`` say what ended it.

    ``code`` is that of the chat tool, or of the web server where the tool gave none.
    """

    sent: int
    of: int
    why: Message | None = None
    remedy: Message | None = None
    code: int | None = None

    @property
    def is_whole(self) -> bool:
        """Return whether everything was taken."""
        return self.sent == self.of


def send_chat(
    platform: Platform,
    address: WebAddress,
    secret: str | None,
    payloads: Sequence[Payload],
    network: Network,
    clock: Clock,
) -> Delivery:
    """Return what became of messages sent to a robot; the first one that is refused is the last one sent.

    It waits rather than send more than the robot takes within a minute, what ``clock`` knows of included. Neither
    address nor secret is in the answer, not even where the chat tool repeats them.
    """
    moments = clock.sent.setdefault(address, [])
    for number, payload in enumerate(payloads):
        _keep_rate(moments, clock)
        signed = Signed(address, payload)
        if platform.sign is not None and secret is not None:
            signed = platform.sign(address, payload, secret, int(clock.now()))
        moments.append(clock.now())
        try:
            answer = post_json(signed.address, message_body(signed.payload), network)
        except CollabError as error:
            return Delivery(number, len(payloads), error.message, error.hint)
        hidden = (*signed.address.secrets, signed.key, secret or "")
        refused = _refusal(platform, address, answer, hidden)
        if refused is not None:
            code, why, remedy = refused
            return Delivery(number, len(payloads), why, remedy, code)
    return Delivery(len(payloads), len(payloads))


def _keep_rate(moments: list[float], clock: Clock) -> None:
    if len(moments) >= RATE:
        remaining = moments[-RATE] + _MINUTE - clock.now()
        if remaining > 0:
            clock.wait(remaining)


def _refusal(
    platform: Platform, address: WebAddress, answer: WebAnswer, hidden: Sequence[str]
) -> tuple[int, Message, Message | None] | None:
    """Return the code, the reason and the remedy where a message was not taken, None where it was."""
    try:
        read = json.loads(answer.body.decode("utf-8"))
    except (ValueError, RecursionError):
        read = None
    status = platform.status(read) if isinstance(read, dict) else None
    if status is not None and status[0] != 0:
        return _told(platform, status[0], masked(status[1], hidden))
    if 300 <= answer.status < 400:
        why = msg("{host} answered with a redirect (HTTP {status})", host=address.authority, status=answer.status)
        return answer.status, why, msg("check that the address is that of the robot itself")
    if answer.status != 200:
        why = msg("{host} answered with HTTP {status}", host=address.authority, status=answer.status)
        remedy = msg("send it again later") if answer.status >= 500 else msg("check the address of the robot")
        return answer.status, why, remedy
    if status is None:
        why = msg("the answer of {host} is not one of {platform}", host=address.authority, platform=platform.label)
        return answer.status, why, msg("check that the address is that of the robot itself")
    return None


def _told(platform: Platform, code: int, words: str) -> tuple[int, Message, Message | None]:
    reason = platform.reason(code, words)
    if reason is not None and reason.is_vague and words:
        said = msg(
            "{platform} says {code}: {why} ({words})", platform=platform.label, code=code, why=reason.why, words=words
        )
        return code, said, reason.remedy
    if reason is not None:
        why = msg("{platform} says {code}: {why}", platform=platform.label, code=code, why=reason.why)
        return code, why, reason.remedy
    if words:
        why = msg("{platform} says {code}: {why}", platform=platform.label, code=code, why=words)
    else:
        why = msg("{platform} says {code}", platform=platform.label, code=code)
    return code, why, msg("look the number up in the manual of the chat tool")


def masked(words: str, hidden: Sequence[str]) -> str:
    """Return words of a chat tool in short, without what nobody may see."""
    for piece in sorted(filter(None, hidden), key=len, reverse=True):
        words = words.replace(piece, "***")
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"
