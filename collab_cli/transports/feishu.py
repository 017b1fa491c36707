"""Messages for a robot in a group of Feishu, or of Lark."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from collab_cli.messages import msg
from collab_cli.transports.chat_platform import (
    BAD_FORM,
    BAD_SIGNATURE,
    GONE,
    NO_KEYWORD,
    NOT_ALLOWED,
    TOO_FAST,
    Line,
    Payload,
    Platform,
    Signed,
    joined,
)
from collab_cli.transports.message_body import message_body
from collab_cli.transports.web_address import WebAddress

_SIGNATURE_SIZE = 100
"""Bytes of time and signature, which count too."""
_REASONS = {
    9499: (replace(TOO_FAST, has="too many"), BAD_FORM),
    11232: (TOO_FAST,),
    19001: (GONE,),
    19021: (BAD_SIGNATURE,),
    19022: (NOT_ALLOWED,),
    19024: (NO_KEYWORD,),
}


def _payload(title: str, lines: Sequence[Line]) -> Payload:
    heading = {"title": {"tag": "plain_text", "content": title}, "template": "blue"}
    card = {"header": heading, "elements": [{"tag": "markdown", "content": joined(lines)}]}
    return {"msg_type": "interactive", "card": card}


def sign(address: WebAddress, payload: Payload, secret: str, moment: int) -> Signed:
    """Return a message with the time and its signature in the body."""
    timestamp = str(moment)
    digest = hmac.new(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    key = base64.b64encode(digest).decode()
    return Signed(address, {"timestamp": timestamp, "sign": key, **payload}, key)


def _status(answer: Mapping[str, Any]) -> tuple[int, str] | None:
    """Return code and words of an answer; older robots say them in other fields."""
    for code, words in (("code", "msg"), ("StatusCode", "StatusMessage")):
        found = answer.get(code)
        if isinstance(found, int) and not isinstance(found, bool):
            return found, str(answer.get(words, ""))
    return None


FEISHU = Platform(
    "feishu",
    msg("Feishu"),
    20_000,
    _payload,
    lambda payload: len(message_body(payload)) + _SIGNATURE_SIZE,
    sign,
    _status,
    _REASONS,
)
