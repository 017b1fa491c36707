"""Where a message goes: a target of `notify` in collab.yaml, and what the environment holds for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, msg

if TYPE_CHECKING:
    from collab_cli.model.settings import Sender

PRIVATE = "COLLAB_NOTIFY_PRIVATE"
"""The environment variable that lets robots in the own network be reached."""


@dataclass(frozen=True, slots=True)
class NotifyTarget:
    """A target by its name; ``address`` and ``secret`` are never shown, and "" where nothing is set."""

    name: str
    kind: str
    variable: str
    secret_variable: str | None
    address: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def label(self) -> Param:
        """Return what people call the chat tool."""
        from collab_cli.transports.chat_platforms import PLATFORMS

        return PLATFORMS[self.kind].label if self.kind in PLATFORMS else "apprise"


def notify_targets(
    senders: Mapping[str, Sender], names: Sequence[str], environ: Mapping[str, str]
) -> tuple[NotifyTarget, ...]:
    """Return the targets named, each once; raise CollabError for no name and for one collab.yaml does not have."""
    known = ", ".join(senders)
    example = "notify: {dingtalk: {webhook_env: COLLAB_DINGTALK_WEBHOOK, secret_env: COLLAB_DINGTALK_SECRET}}"
    hint = (
        msg("choose one of {choices}", choices=known)
        if known
        else msg("write one into collab.yaml: {example}", example=example)
    )
    if not names:
        raise CollabError(msg("it is not said to whom: --to NAME"), hint)
    return tuple(_target(senders, name, environ, hint_of=hint) for name in dict.fromkeys(names))


def require_set(target: NotifyTarget) -> None:
    """Raise CollabError, naming the variable, where the environment does not hold what a target needs."""
    for variable, value in ((target.variable, target.address), (target.secret_variable, target.secret)):
        if variable is not None and not value:
            raise CollabError(
                msg("the environment variable {variable} is not set", variable=variable),
                msg("put into it what the chat tool shows for the robot, outside of the repository"),
            )


def _target(senders: Mapping[str, Sender], name: str, environ: Mapping[str, str], *, hint_of: Message) -> NotifyTarget:
    from collab_cli.transports.chat_platforms import PLATFORMS

    sender = senders.get(name)
    if sender is None:
        raise CollabError(msg("collab.yaml knows no target {name}", name=name), hint_of)
    if sender.webhook_env is None:
        raise CollabError(
            msg("the target {name} names no variable with an address", name=name),
            msg("write webhook_env: into collab.yaml, with the name of an environment variable"),
        )
    kind = sender.kind or (name if name in PLATFORMS else "apprise")
    secret = sender.secret_env
    return NotifyTarget(
        name,
        kind,
        sender.webhook_env,
        secret,
        environ.get(sender.webhook_env, "").strip(),
        environ.get(secret, "").strip() if secret is not None else "",
    )
