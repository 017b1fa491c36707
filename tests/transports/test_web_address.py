"""The address of a robot, and what is shown of it."""

from __future__ import annotations

import pytest

from collab_cli.errors import CollabError
from collab_cli.transports.web_address import read_address


def test_only_the_host_is_shown() -> None:
    address = read_address(" https://oapi.dingtalk.com/robot/send?access_token=5d41402abc ", "HOOK")
    assert (address.authority, address.port, address.target) == (
        "oapi.dingtalk.com",
        443,
        "/robot/send?access_token=5d41402abc",
    )
    assert "5d41402abc" not in repr(address)
    assert "5d41402abc" in address.secrets
    assert address.with_query("timestamp=1").target.endswith("5d41402abc&timestamp=1")
    assert "KEY123456" in read_address("https://h.example/?KEY123456&a=b", "HOOK").secrets
    assert read_address("https://[2001:db8::1]:8443", "HOOK").authority == "[2001:db8::1]:8443"


@pytest.mark.parametrize(
    "text",
    [
        *("", "token", "ftp://example.com/x", "https://", "https:///x", "https://host:port/", "https://[::1/"),
        *("https://example.com/a b", "https://例子.cn/", "https://example.com/\r\nX: y", "http://example.com/"),
        *("https://me:pass@example.com/", "http://127.0.0.1/"),
    ],
)
def test_anything_else_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(CollabError) as refused:
        read_address(text, "HOOK")
    assert refused.value.message.params == {"variable": "HOOK"}


def test_only_this_machine_may_do_without_encryption() -> None:
    assert not read_address("http://localhost/x", "HOOK", own_network=True).is_encrypted
    with pytest.raises(CollabError):
        read_address("http://192.168.1.2/x", "HOOK", own_network=True)
