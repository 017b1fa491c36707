"""The chat tools this program sends to by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from collab_cli.transports.chat_platform import Platform
from collab_cli.transports.dingtalk import DINGTALK
from collab_cli.transports.feishu import FEISHU
from collab_cli.transports.wecom import WECOM

PLATFORMS: Final[Mapping[str, Platform]] = {one.name: one for one in (DINGTALK, FEISHU, WECOM)}
"""Chat tools by the word collab.yaml has for them."""
