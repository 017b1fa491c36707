"""Show what goes to the targets of a message, and send it where that is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from collab_cli.cli.answering import answer
from collab_cli.cli.context import Context
from collab_cli.cli.notify_target import PRIVATE, NotifyTarget, require_set
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collab_cli.page import Report
    from collab_cli.reports.notification import Told
    from collab_cli.transports.send_chat import Delivery
    from collab_cli.transports.web_address import WebAddress

Digest = Callable[[str], "Report"]
"""Makes the page of a digest for a chat tool, whose user ids it mentions."""


def notify(
    context: Context,
    name: str,
    digest: Digest,
    targets: Sequence[NotifyTarget],
    *,
    send: bool,
    format: str,
    output: Path | None = None,
) -> None:
    """Show what would go to each target, or with ``send`` send it and show what became of it.

    Nothing is sent to any target while the environment lacks what one of them needs. A target that refuses does not
    keep the others from being told; raises CollabError afterwards.
    """
    from collab_cli.reports.notification import build

    if send:
        for target in targets:
            require_set(target)
    own_network = context.environ.get(PRIVATE, "") not in ("", "0")
    robots = [_robot(target, own_network=own_network) for target in targets]
    told = [_told(context, target, robot, digest(target.kind)) for target, robot in zip(targets, robots, strict=True)]
    if send:
        moments: dict[WebAddress, list[float]] = {}
        told = [
            _sent(context, target, robot, one, moments, own_network=own_network)
            for target, robot, one in zip(targets, robots, told, strict=True)
        ]
    answer(context, build(name, told), format, output=output)
    refused = sum(not one.is_taken for one in told) if send else 0
    if refused:
        raise CollabError(
            msgn("{count} target did not take all of it", "{count} targets did not take all of it", refused),
            msg("the answer above says why"),
        )


def _robot(target: NotifyTarget, *, own_network: bool) -> WebAddress | None:
    """Return the address of a robot, None where there is none; raise CollabError for one that is not to be used."""
    from collab_cli.transports.chat_platforms import PLATFORMS
    from collab_cli.transports.web_address import read_address

    if target.kind not in PLATFORMS or not target.address:
        return None
    return read_address(target.address, target.variable, own_network=own_network)


def _told(context: Context, target: NotifyTarget, robot: WebAddress | None, report: Report) -> Told:
    from collab_cli.renderers.chat_markdown import DIALECTS, chat_text
    from collab_cli.reports.notification import Outgoing, Told
    from collab_cli.transports.chat_platforms import PLATFORMS
    from collab_cli.transports.split_message import split_message

    platform = PLATFORMS.get(target.kind)
    text = chat_text(report.page, context.language, DIALECTS[target.kind if platform is not None else "plain"])
    if platform is None:
        lines = "\n".join(line.text for line in text.lines)
        payload = {"title": text.title, "body": lines}
        messages: tuple[Outgoing, ...] = (
            Outgoing(f"{text.title}\n\n{lines}", (), len(f"{text.title}{lines}".encode()), payload),
        )
    else:
        parts = split_message(platform, text.title, text.lines)
        messages = tuple(
            Outgoing(f"{part.title}\n\n{part.text}", part.mentions, part.size, part.payload) for part in parts
        )
    return Told(
        target.name,
        target.kind,
        target.label,
        target.variable,
        robot.authority if robot is not None else _scheme(target),
        bool(target.secret) and platform is not None and platform.sign is not None,
        messages,
        platform.largest if platform is not None else None,
        None if target.secret else target.secret_variable,
    )


def _scheme(target: NotifyTarget) -> str | None:
    """Return the first word of an address of apprise, which may be shown, None while none is set."""
    scheme, mark, _ = target.address.partition("://")
    if mark and scheme.isalnum() and scheme.isascii():
        return f"{scheme}://"
    return "apprise" if target.address else None


def _sent(
    context: Context,
    target: NotifyTarget,
    robot: WebAddress | None,
    told: Told,
    moments: dict[WebAddress, list[float]],
    *,
    own_network: bool,
) -> Told:
    """Send what is told and return what became of it; ``moments`` are when messages went to each robot in this run."""
    try:
        done = _deliver(context, target, robot, told, moments, own_network=own_network)
    except CollabError as error:
        return replace(told, sent=0, why=error.message, remedy=error.hint)
    return replace(told, sent=done.sent, why=done.why, remedy=done.remedy, code=done.code)


def _deliver(
    context: Context,
    target: NotifyTarget,
    robot: WebAddress | None,
    told: Told,
    moments: dict[WebAddress, list[float]],
    *,
    own_network: bool,
) -> Delivery:
    from collab_cli.transports.apprise_send import send_by_apprise
    from collab_cli.transports.chat_platforms import PLATFORMS
    from collab_cli.transports.send_chat import Clock, send_chat
    from collab_cli.transports.web_post import Network

    payloads = [message.payload for message in told.messages]
    if robot is None:
        title, body = payloads[0]["title"], payloads[0]["body"]
        return send_by_apprise(target.address, target.variable, title, body, own_network=own_network)

    def wait(seconds: float) -> None:
        context.say(
            msgn(
                "waiting {count} second: {tool} takes no more messages a minute",
                "waiting {count} seconds: {tool} takes no more messages a minute",
                max(round(seconds), 1),
                tool=target.label,
            )
        )
        time.sleep(seconds)

    network = Network(own_network=own_network, environ=context.environ)
    clock = Clock(lambda: context.now(UTC).timestamp(), wait, moments)
    return send_chat(PLATFORMS[target.kind], robot, target.secret or None, payloads, network, clock)
