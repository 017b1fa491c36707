"""A message as the bytes that are sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def message_body(payload: Mapping[str, Any]) -> bytes:
    """Return a message as JSON in UTF-8: characters stay as they are, for the limits count bytes."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
