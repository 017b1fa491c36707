"""Messages for a robot in a group of WeCom; it knows no signature, its address is the key."""

from __future__ import annotations

from collections.abc import Sequence

from collab_cli.messages import msg
from collab_cli.transports.chat_platform import (
    BAD_FORM,
    BUSY,
    GONE,
    TOO_FAST,
    Line,
    Payload,
    Platform,
    Reason,
    error_code,
    joined,
)

_REASONS = {
    -1: (BUSY,),
    40008: (BAD_FORM,),
    40058: (
        Reason(msg("the message is too long or holds nothing"), msg("report it, with the answer of the chat tool")),
    ),
    45009: (TOO_FAST,),
    45033: (TOO_FAST,),
    93000: (GONE,),
    93004: (GONE,),
    93008: (Reason(msg("the robot is not in the group any more"), msg("add it to the group again")),),
}


def _payload(title: str, lines: Sequence[Line]) -> Payload:
    return {"msgtype": "markdown", "markdown": {"content": f"### {title}\n{joined(lines)}"}}


WECOM = Platform(
    "wecom",
    msg("WeCom"),
    4_096,
    _payload,
    lambda payload: len(payload["markdown"]["content"].encode()),
    None,
    error_code,
    _REASONS,
)
