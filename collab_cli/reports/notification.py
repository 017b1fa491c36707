"""What goes into a chat, or went: to whom, how long, and what the chat tool said to it. Nothing secret is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.page import Block, Cell, Code, Facts, Heading, Report, Styled, Table, Text

SCHEMA = "collab/notification/v1"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: its text as the chat tool takes it, whom it mentions, its size in bytes, and its data."""

    text: str
    mentions: tuple[str, ...]
    size: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What goes to one target, or went there.

    ``host`` is None while the environment variable ``variable`` holds no address; ``unset`` is the variable of a secret
    that holds none. ``sent`` is None before anything is
    sent; ``why`` and ``remedy`` say what ended it early.
    """

    name: str
    kind: str
    label: Param
    variable: str
    host: str | None
    is_signed: bool
    messages: tuple[Outgoing, ...]
    largest: int | None = None
    unset: str | None = None
    sent: int | None = None
    why: Message | None = None
    remedy: Message | None = None
    code: int | None = None

    @property
    def is_taken(self) -> bool:
        """Return whether all of it was sent and taken."""
        return self.sent == len(self.messages)


def build(digest: str, told: Sequence[Told]) -> Report:
    """Return what would go to each target, or where something was sent, what became of it."""
    is_sent = any(one.sent is not None for one in told)
    blocks = list(_results(told) if is_sent else _previews(told))
    return Report(SCHEMA, tuple(blocks), {"digest": digest, "targets": [_record(one) for one in told]})


def build_unsent(digest: str, why: Message) -> Report:
    """Return that nothing was sent to anybody, and why."""
    return Report(SCHEMA, (Text(why),), {"digest": digest, "targets": []})


def _previews(told: Sequence[Told]) -> Iterator[Block]:
    for one in told:
        yield Heading(msg("To {name} by {tool}", name=one.name, tool=one.label))
        for number, message in enumerate(one.messages, 1):
            if len(one.messages) > 1:
                yield Heading(msg("Message {number} of {count}", number=number, count=len(one.messages)), 2)
            yield Facts(tuple(_facts(one, message)))
            yield Code(message.text, is_prose=True)
    yield Text(Styled(msg("Nothing was sent; --send sends it."), "muted"))


def _facts(one: Told, message: Outgoing) -> Iterator[tuple[Param, Cell]]:
    if one.host is not None:
        yield msg("Host"), one.host
    else:
        yield msg("Host"), Styled(msg("not known: {variable} is not set", variable=one.variable), "warn")
    if one.unset is not None:
        yield msg("Signature"), Styled(msg("not known: {variable} is not set", variable=one.unset), "warn")
    elif one.kind in ("dingtalk", "feishu"):
        yield msg("Signature"), msg("yes") if one.is_signed else Styled(msg("no"), "muted")
    size = msgn("{count} byte", "{count} bytes", message.size)
    yield msg("Size"), msg("{size} of at most {largest}", size=size, largest=one.largest) if one.largest else size
    if message.mentions:
        yield msg("Mentions"), ", ".join(message.mentions)


def _results(told: Sequence[Told]) -> Iterator[Block]:
    columns = (msg("Target"), msg("Chat tool"), msg("Host"), msg("Sent"))
    rows = tuple((one.name, one.label, one.host or "", _result(one)) for one in told)
    yield Table(columns, rows)
    for one in told:
        if one.why is not None:
            said = msg("{name}: {why}", name=one.name, why=one.why)
            if one.remedy is not None:
                said = msg("{said}; {remedy}", said=said, remedy=one.remedy)
            yield Text(Styled(said, "bad"))


def _result(one: Told) -> Cell:
    count = len(one.messages)
    if one.is_taken:
        return Styled(msgn("{count} message", "{count} messages", count), "good")
    if one.sent:
        return Styled(msg("{sent} of {count}, then refused", sent=one.sent, count=count), "bad")
    return Styled(msg("refused"), "bad")


def _record(one: Told) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "host": one.host,
        "signed": one.is_signed,
        "messages": [{"size": message.size, "payload": dict(message.payload)} for message in one.messages],
        "sent": one.sent,
        "refused": None if one.why is None else {"code": one.code, "reason": one.why, "remedy": one.remedy},
    }
