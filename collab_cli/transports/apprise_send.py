"""Send a message to what apprise reaches: Slack, Teams, mail and many more."""

from __future__ import annotations

import ipaddress
import logging
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.send_chat import Delivery

_OWN = {
    "dingtalk": "dingtalk",
    "feishu": "feishu",
    "lark": "feishu",
    "wecombot": "wecom",
}
"""Addresses of apprise for tools this program sends to itself: apprise takes a refusal of those for a success."""


def send_by_apprise(address: str, variable: str, title: str, text: str, *, own_network: bool = False) -> Delivery:
    """Return what became of a message sent to the apprise address that the environment variable ``variable`` holds.

    Raises CollabError where apprise is not installed, or the address is none of its own, is not encrypted or leads into
    a private network; it is never repeated. With ``own_network`` a private network is allowed, without encryption too.
    """
    try:
        from apprise import Apprise, AppriseAsset, NotifyFormat
    except ImportError:
        raise CollabError(
            msg("sending to other tools than DingTalk, Feishu and WeCom needs the extra {extra}", extra="notify"),
            msg("install it with {command}", command="pip install 'collab-cli[notify]'"),
        ) from None
    own = _OWN.get(address.strip().partition("://")[0].casefold())
    if own is not None:
        raise CollabError(
            msg("{variable} holds an address of apprise for a tool that needs none", variable=variable),
            msg("put the web address of the robot into it, and write kind: {kind} in collab.yaml", kind=own),
        )
    is_sent = False
    with _silent():
        sender = Apprise(asset=AppriseAsset(async_mode=False, app_id="collab"))
        sender.asset.http_redirects = False
        is_known = False
        with suppress(Exception):  # whatever one of its many tools does not foresee in an address
            is_known = "://" in address and bool(sender.add(address.strip())) and len(sender) == 1
        if not is_known:
            raise CollabError(
                msg("{variable} holds no address that apprise knows", variable=variable),
                msg("write one such as {example}, as the manual of apprise says", example="slack://..."),
            )
        _check_way(sender[0], address.strip().partition("://")[0].casefold(), variable, own_network=own_network)
        with suppress(Exception):  # or in an answer: it was not delivered then
            is_sent = bool(sender.notify(body=text, title=title, body_format=NotifyFormat.TEXT))
    if is_sent:
        return Delivery(1, 1)
    return Delivery(
        0,
        1,
        msg("apprise could not deliver it"),
        msg("check the address in {variable} with the program apprise itself", variable=variable),
    )


def _check_way(tool: Any, scheme: str, variable: str, *, own_network: bool) -> None:
    """Raise CollabError where a tool of apprise would send in the clear, or into a private network that is not meant.

    Many of its tools are at a fixed place of the internet, and only those that name a host have a way that can be bad.
    """
    host = _host_of(tool)
    is_private = host is not None and _is_private(host)
    plain, twins = _names(tool.protocol), _names(tool.secure_protocol)
    has_twin = f"{scheme}s" in twins
    is_plain = scheme in plain and not tool.secure and getattr(tool, "secure_mode", "insecure") == "insecure"
    if is_plain and (has_twin or host is not None) and not (own_network and is_private):
        example = f"{scheme}s://" if has_twin else "https://"
        raise CollabError(
            msg("the address in {variable} is not encrypted", variable=variable),
            msg("use one with {scheme}", scheme=example),
        )
    if is_private and not own_network:
        raise CollabError(
            msg("{host} leads into a private network", host=host or ""),
            msg("set {variable}=1 if the robot is meant to be there", variable="COLLAB_NOTIFY_PRIVATE"),
        )


def _host_of(tool: Any) -> str | None:
    """Return the host a tool of apprise sends to, None where its address names none.

    What stands in the place of the host can be a key, in addresses of a tool that need not name one: a word without a
    dot is none then, and is not asked for.
    """
    places = ["{host}" in str(template) for template in tool.templates]
    host = str(getattr(tool, "smtp_host", None) or tool.host or "")
    is_named = all(places) or (any(places) and ("." in host or ":" in host or host == "localhost"))
    return host if host and is_named else None


def _is_private(host: str) -> bool:
    """Return whether a host is of this machine or a private network; one that nobody knows is not."""
    try:
        found = {str(place[4][0]).partition("%")[0] for place in socket.getaddrinfo(host.strip("[]"), None)}
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(each).is_global for each in found)


def _names(protocol: Any) -> tuple[str, ...]:
    """Return the schemes of a tool of apprise, which has none, one or several."""
    return (protocol,) if isinstance(protocol, str) else tuple(protocol or ())


@contextmanager
def _silent() -> Iterator[None]:
    """Keep apprise from writing what it does to a log: it names addresses, and with them keys."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries it loads for its many tools
            yield
    finally:
        logging.disable(before)
