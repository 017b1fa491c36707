"""Messages for a robot in a group of DingTalk."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote_plus

from collab_cli.messages import msg
from collab_cli.transports.chat_platform import (
    BAD_SIGNATURE,
    BUSY,
    GONE,
    NO_KEYWORD,
    NOT_ALLOWED,
    TOO_FAST,
    Line,
    Payload,
    Platform,
    Reason,
    Signed,
    error_code,
    joined,
    mentioned,
)
from collab_cli.transports.message_body import message_body
from collab_cli.transports.web_address import WebAddress

_FAST = replace(TOO_FAST, remedy=msg("wait ten minutes, then send it again"))
_REASONS = {
    -1: (BUSY,),
    130101: (_FAST,),
    300001: (GONE,),
    300005: (GONE,),
    310000: (
        replace(NO_KEYWORD, has="keyword|关键词"),
        replace(BAD_SIGNATURE, has="sign|签名"),
        replace(BAD_SIGNATURE, why=msg("the signature is too old"), has="time|时间戳"),
        replace(NOT_ALLOWED, has="whitelist|白名单|(?<![a-z])ip(?![a-z])"),
        Reason(
            msg("the message does not meet a security setting of the robot"),
            msg("look at the security settings of the robot"),
            is_vague=True,
        ),
    ),
    400013: (Reason(msg("the group is dissolved"), msg("make a robot in another group")),),
    400101: (GONE,),
    400102: (Reason(msg("the robot is switched off"), msg("switch it on in the settings of the group")),),
    400106: (GONE,),
    410100: (_FAST,),
    430101: (Reason(msg("the message holds a link that is not allowed"), msg("take it out of the records named")),),
    430102: (Reason(msg("the message holds words that are not allowed"), msg("take them out of the records named")),),
    430103: (Reason(msg("the message looks like advertising"), msg("send it less often, or to another group")),),
}
"""Reasons by code. The signature comes before the time: what is said of it names the time too."""


def _payload(title: str, lines: Sequence[Line]) -> Payload:
    markdown = {"title": title, "text": f"### {title}\n\n{joined(lines)}"}
    return {"msgtype": "markdown", "markdown": markdown, "at": {"atUserIds": mentioned(lines), "isAtAll": False}}


def sign(address: WebAddress, payload: Payload, secret: str, moment: int) -> Signed:
    """Return a message with the time and its signature in the address."""
    timestamp = str(moment * 1000)
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    signature = quote_plus(base64.b64encode(digest))
    return Signed(address.with_query(f"timestamp={timestamp}&sign={signature}"), payload)


DINGTALK = Platform(
    "dingtalk",
    msg("DingTalk"),
    20_000,
    _payload,
    lambda payload: len(message_body(payload)),
    sign,
    error_code,
    _REASONS,
)
