"""The address of a robot: where it leads, without what nobody may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_LOCAL = ("localhost", "127.0.0.1", "::1")
_SHORTEST_SECRET = 6
"""Pieces of an address that are shorter are words such as `send`, not keys."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address to send to; only its ``host`` is ever shown."""

    host: str
    port: int
    target: str = field(repr=False)
    is_encrypted: bool = True

    @property
    def authority(self) -> str:
        """Return the host with its port, where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_encrypted else 80) else f"{host}:{self.port}"

    def with_query(self, query: str) -> WebAddress:
        """Return this address with a further piece of query, which is encoded already."""
        mark = "&" if "?" in self.target else "?"
        return WebAddress(self.host, self.port, f"{self.target}{mark}{query}", self.is_encrypted)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the pieces of the address that let others send too, as written and as decoded, longest first."""
        path, _, query = self.target.partition("?")
        pieces = [*path.split("/"), *(pair.partition("=")[2] or pair for pair in query.split("&")), self.target]
        both = {form for piece in pieces for form in (piece, unquote(piece)) if len(form) >= _SHORTEST_SECRET}
        return tuple(sorted(both, key=lambda piece: (-len(piece), piece)))


def read_address(text: str, variable: str, *, own_network: bool = False) -> WebAddress:
    """Return the address that the environment variable ``variable`` holds.

    With ``own_network`` one on this machine may be without encryption. Raises CollabError, which never repeats it, for
    anything else that is not an https address.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    is_clean = text.strip().isascii() and text.strip().isprintable() and " " not in text.strip()
    if not host or not is_clean or parts.scheme not in ("https", "http"):
        raise CollabError(
            msg("{variable} holds no web address", variable=variable),
            msg("put the address the chat tool shows for the robot into it; it begins with https://"),
        )
    if parts.username is not None or parts.password is not None:
        raise CollabError(
            msg("the address in {variable} holds a name or a password", variable=variable),
            msg("leave out what stands before the @"),
        )
    is_encrypted = parts.scheme == "https"
    if not is_encrypted and not (own_network and host in _LOCAL):
        raise CollabError(
            msg("the address in {variable} is not encrypted", variable=variable), msg("use one with https://")
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebAddress(host, port or (443 if is_encrypted else 80), target, is_encrypted)
