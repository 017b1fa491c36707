"""How the network is used: proxies, private addresses, certificates."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.web_address import WebAddress
from collab_cli.transports.web_post import Network, _refuse_private, post_json


def refusal(address: WebAddress, network: Network) -> str:
    with pytest.raises(CollabError) as refused:
        post_json(address, b"{}", network)
    return language("en").say(refused.value.message)


@pytest.mark.parametrize(
    ("environ", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "proxy:3128", "HTTPS_PROXY": "other"}, "proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128", "NO_PROXY": "localhost, .example.com"}, None),
        ({"HTTPS_PROXY": "proxy:3128", "NO_PROXY": "ample.com"}, "proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128", "no_proxy": "*"}, None),
    ],
)
def test_the_environment_names_the_proxy(environ: dict[str, str], proxy: str | None) -> None:
    assert Network(environ=environ).proxy("chat.example.com") == proxy


def test_a_proxy_is_asked_for_a_tunnel_and_sees_no_message() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[bytes] = []

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        environ = {"HTTPS_PROXY": f"http://me:pass@127.0.0.1:{server.getsockname()[1]}"}
        said = refusal(WebAddress("chat.example.com", 443, "/send?key=hidden"), Network(5, environ=environ))
        thread.join(5)
    assert said == "the proxy 127.0.0.1 does not lead to chat.example.com (HTTP 403)"
    assert heard[0].startswith(b"CONNECT chat.example.com:443 HTTP/1.")
    assert b"Proxy-Authorization: Basic bWU6cGFzcw==" in heard[0]
    assert b"hidden" not in heard[0]


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("http://me:pass@proxy.invalid:3128", "there is no host proxy.invalid"),
        ("http://me:pass@127.0.0.1:9", "the proxy 127.0.0.1 cannot be reached (Connection refused)"),
    ],
)
def test_a_proxy_that_is_not_there_is_named(proxy: str, said: str) -> None:
    network = Network(5, environ={"HTTPS_PROXY": proxy})
    assert refusal(WebAddress("chat.example.com", 443, "/"), network) == said


@contextmanager
def dripping(line: bytes) -> Iterator[int]:
    """Run a server that answers whoever connects with a line, and one more every twentieth of a second."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.recv(4096)
                for _ in range(100):
                    connection.sendall(line)
                    time.sleep(0.05)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_a_tunnel_that_never_opens_ends_in_time() -> None:
    begun = time.monotonic()
    with dripping(b"HTTP/1.1 200 OK\r\n") as port:
        network = Network(0.3, environ={"HTTPS_PROXY": f"127.0.0.1:{port}"})
        said = refusal(WebAddress("chat.example.com", 443, "/"), network)
    assert said == "chat.example.com could not be reached in time"
    assert time.monotonic() - begun < 2


def test_an_encryption_that_never_comes_about_ends_in_time() -> None:
    begun = time.monotonic()
    with dripping(b"\x16\x03\x03\x40\x00" + b"\x02") as port:
        said = refusal(WebAddress("127.0.0.1", port, "/"), Network(0.3, own_network=True))
    assert said == "127.0.0.1 could not be reached in time"
    assert time.monotonic() - begun < 2


def test_all_addresses_of_a_host_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        place = server.getsockname()
        full = [socket.socket() for _ in range(3)]
        for one in full:
            one.setblocking(False)
            one.connect_ex(place)  # the queue is full now: nobody else is let in
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place)] * 9
        real = socket.getaddrinfo
        names = {"chat.example.com": found}
        monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **_: names.get(host) or real(host, *more))
        begun = time.monotonic()
        said = refusal(WebAddress("chat.example.com", 443, "/"), Network(0.3, own_network=True))
        for one in full:
            one.close()
    assert said == "chat.example.com could not be reached in time"
    assert time.monotonic() - begun < 1.5


def test_a_proxy_that_is_none_is_refused() -> None:
    network = Network(environ={"HTTPS_PROXY": "socks5://127.0.0.1:1080"})
    assert refusal(WebAddress("chat.example.com", 443, "/"), network) == "HTTPS_PROXY holds no proxy that can be used"


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fe80::1%eth0"])
def test_a_private_address_is_refused(peer: str) -> None:
    with pytest.raises(CollabError) as refused:
        _refuse_private("chat.example.com", peer)
    assert language("en").say(refused.value.message) == "chat.example.com leads into a private network"
    _refuse_private("chat.example.com", "8.8.8.8")


def test_a_certificate_nobody_knows_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*made, *subject, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    heard.append(context.wrap_socket(connection, server_side=True).recv(100))
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        said = refusal(WebAddress("127.0.0.1", server.getsockname()[1], "/"), Network(5, own_network=True))
        thread.join(5)
    assert said == "the certificate of 127.0.0.1 is not to be trusted"
    assert heard == []
