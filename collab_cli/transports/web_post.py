"""Send a piece of JSON to a web address, once, and read the answer: encrypted, limited in time and size.

A redirect is not followed: it would carry the message and the key in the address to somebody else.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.transports.web_address import WebAddress

LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is used: ``timeout`` seconds for all of one message, and what the environment says of proxies.

    ``own_network`` lets addresses of this machine and of private networks be reached.
    """

    timeout: float = 15.0
    own_network: bool = False
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)

    def proxy(self, host: str) -> str | None:
        """Return the proxy the environment names for an encrypted connection to ``host``, None for none."""
        found = self.environ.get("https_proxy") or self.environ.get("HTTPS_PROXY")
        excepted = self.environ.get("no_proxy") or self.environ.get("NO_PROXY") or ""
        names = [name.strip().lstrip(".").lower() for name in excepted.split(",") if name.strip()]
        if any(name == "*" or f".{host}".endswith(f".{name}") for name in names):
            return None
        return found or None


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What a server answered."""

    status: int
    body: bytes


def post_json(address: WebAddress, body: bytes, network: Network) -> WebAnswer:
    """Return the answer to ``body`` sent to an address.

    Raises CollabError where nobody answers in time, the certificate is not that of the host, or the address is one of
    a private network that is not allowed; the message names the host alone, or the proxy that did not lead to it.
    """
    host = address.host
    deadline = time.monotonic() + network.timeout
    connection = _connection(address, network)
    proxy = connection.host if connection.host != host else None
    is_sent = False
    watched = ExitStack()

    def dial(place: tuple[str, int], *_: object) -> socket.socket:
        dialled = _dial(place, deadline)
        watched.enter_context(_ended_at(deadline, dialled))
        return dialled

    connection._create_connection = dial  # type: ignore[attr-defined]  # tunnel and encryption wait for it too
    try:
        connection.connect()
        if not network.own_network and connection.sock is not None and not network.proxy(host):
            _refuse_private(host, str(connection.sock.getpeername()[0]))
        headers = {
            "Host": address.authority,
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "collab",
            "Accept": "application/json",
            "Connection": "close",
        }
        is_sent = True
        connection.request("POST", address.target, body, headers)
        answer = connection.getresponse()
        read = answer.read(LARGEST_ANSWER)
        if time.monotonic() >= deadline:
            raise TimeoutError
        return WebAnswer(answer.status, read)
    except ssl.SSLCertVerificationError:
        raise CollabError(
            msg("the certificate of {host} is not to be trusted", host=host),
            msg("have somebody look who stands between this machine and the host"),
        ) from None
    except TimeoutError:
        raise _late(host, is_sent=is_sent) from None
    except socket.gaierror:
        if proxy is not None:
            raise CollabError(msg("there is no host {host}", host=proxy), _proxy_hint()) from None
        raise CollabError(
            msg("there is no host {host}", host=host), msg("check the address and whether this machine is online")
        ) from None
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= deadline:
            raise _late(host, is_sent=is_sent) from None
        reason = getattr(error, "strerror", None) or type(error).__name__
        if proxy is not None and not is_sent and not isinstance(error, ssl.SSLError):
            raise _proxy_fault(proxy, host, str(error), reason) from None
        if is_sent:
            raise CollabError(
                msg("{host} broke off without an answer ({reason})", host=host, reason=reason),
                msg("look into the group whether the message is there before you send it again"),
            ) from None
        raise CollabError(
            msg("{host} cannot be reached ({reason})", host=host, reason=reason),
            msg("check the address and whether this machine is online"),
        ) from None
    finally:
        watched.close()
        connection.close()


def _dial(place: tuple[str, int], deadline: float) -> socket.socket:
    """Return a connection to the first address of a host that takes one; all of them share the time there is."""
    fault: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
    for *_, found in socket.getaddrinfo(*place, type=socket.SOCK_STREAM):
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((str(found[0]), int(found[1])), remaining)
        except OSError as error:
            fault = error
    raise fault


def _proxy_fault(proxy: str, host: str, said: str, reason: str) -> CollabError:
    """Return that a proxy cannot be reached, or what it answered; of its words the number alone is told."""
    refused = re.match(r"Tunnel connection failed: (\d{3})\b", said)
    if refused is None:
        return CollabError(
            msg("the proxy {proxy} cannot be reached ({reason})", proxy=proxy, reason=reason), _proxy_hint()
        )
    status = int(refused[1])
    return CollabError(
        msg("the proxy {proxy} does not lead to {host} (HTTP {status})", proxy=proxy, host=host, status=status),
        _proxy_hint(),
    )


def _proxy_hint() -> Message:
    return msg("check the proxy that {variable} names", variable="HTTPS_PROXY")


def _late(host: str, *, is_sent: bool) -> CollabError:
    if is_sent:
        return CollabError(
            msg("{host} did not answer in time", host=host),
            msg("look into the group whether the message is there before you send it again"),
        )
    return CollabError(
        msg("{host} could not be reached in time", host=host),
        msg("check the address and whether this machine is online"),
    )


def _connection(address: WebAddress, network: Network) -> http.client.HTTPConnection:
    if not address.is_encrypted:
        return http.client.HTTPConnection(address.host, address.port, timeout=network.timeout)
    options: dict[str, Any] = {"timeout": network.timeout, "context": ssl.create_default_context()}
    proxy = network.proxy(address.host)
    if proxy is None:
        return http.client.HTTPSConnection(address.host, address.port, **options)
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        name, port = parts.hostname, parts.port or 80
    except ValueError:
        name, port, parts = None, 80, urlsplit("")
    if not name or parts.scheme != "http":
        raise CollabError(
            msg("{variable} holds no proxy that can be used", variable="HTTPS_PROXY"),
            msg("write it as http://host:port, or add the host to NO_PROXY"),
        )
    connection = http.client.HTTPSConnection(name, port, **options)
    headers = {}
    if parts.username is not None:
        known = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Proxy-Authorization"] = f"Basic {b64encode(known.encode()).decode()}"
    connection.set_tunnel(address.host, address.port, headers)
    return connection


def _refuse_private(host: str, peer: str) -> None:
    """Raise CollabError for an address that the internet does not know; nothing has been sent to it yet."""
    if not ipaddress.ip_address(peer.partition("%")[0]).is_global:
        raise CollabError(
            msg("{host} leads into a private network", host=host),
            msg("set {variable}=1 if the robot is meant to be there", variable="COLLAB_NOTIFY_PRIVATE"),
        )


@contextmanager
def _ended_at(deadline: float, connected: socket.socket) -> Iterator[None]:
    """End what waits for a socket once the time is over, however slowly bytes come in."""
    twin = connected.dup()  # the socket itself is given away when the connection is encrypted
    watch = threading.Timer(max(deadline - time.monotonic(), 0), _end, [twin])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        twin.close()


def _end(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
