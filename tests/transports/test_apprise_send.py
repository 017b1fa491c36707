"""Messages by apprise: to a real server, and what is refused before anything is sent."""

from __future__ import annotations

import socket
import sys

import apprise
import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.apprise_send import send_by_apprise
from tests.transports.robot import TOKEN, Reply, running


def test_it_is_sent_and_a_refusal_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with running("wecom") as robot:
        address = f"json://127.0.0.1:{robot.port}/{TOKEN}"
        assert send_by_apprise(address, "HOOK", "周报", "一切正常", own_network=True).is_whole
        robot.replies.append(Reply(status=500))
        refused = send_by_apprise(address, "HOOK", "周报", "一切正常", own_network=True)
    assert robot.requests[0][2]["title"] == "周报"
    assert robot.requests[0][2]["message"] == "一切正常"
    assert (refused.sent, refused.of) == (0, 1)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (TOKEN, "HOOK holds no address that apprise knows"),
        (f"nothing://{TOKEN}", "HOOK holds no address that apprise knows"),
        (f"dingtalk://{TOKEN}/", "HOOK holds an address of apprise for a tool that needs none"),
        (f"wecombot://{TOKEN}", "HOOK holds an address of apprise for a tool that needs none"),
    ],
)
def test_what_apprise_cannot_send_is_refused(address: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CollabError) as refused:
        send_by_apprise(address, "HOOK", "周报", "一切正常")
    assert language("en").say(refused.value.message) == said
    assert TOKEN not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("address", "own_network", "said"),
    [
        (f"json://127.0.0.1:9/{TOKEN}", False, "the address in HOOK is not encrypted; use one with jsons://"),
        (f"json://me:{TOKEN}@8.8.8.8", True, "the address in HOOK is not encrypted; use one with jsons://"),
        (f"mailto://me:{TOKEN}@mail.invalid", True, "the address in HOOK is not encrypted"),
        ("rsyslog://8.8.8.8", True, "the address in HOOK is not encrypted"),
        (f"jsons://127.0.0.1:9/{TOKEN}", False, "127.0.0.1 leads into a private network"),
        (f"jsons://localhost/{TOKEN}", False, "localhost leads into a private network"),
        (f"ntfys://10.1.1.1/{TOKEN}", False, "10.1.1.1 leads into a private network"),
    ],
)
def test_a_way_that_is_not_safe_is_refused(address: str, own_network: bool, said: str) -> None:
    with pytest.raises(CollabError) as refused:
        send_by_apprise(address, "HOOK", "周报", "一切正常", own_network=own_network)
    error = refused.value
    assert f"{language('en').say(error.message)}; {language('en').say(error.hint or error.message)}".startswith(said)


def test_a_key_in_the_place_of_a_host_is_never_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *place, **_: asked.append(place))
    monkeypatch.setattr(apprise.Apprise, "notify", lambda self, **_: True)
    assert send_by_apprise(f"ntfys://{TOKEN}", "HOOK", "周报", "一切正常").is_whole
    assert send_by_apprise("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "HOOK", "周报", "好").is_whole
    assert asked == []


def test_a_redirect_is_not_followed() -> None:
    with running("wecom") as robot, running("wecom") as other:
        robot.replies.append(Reply(status=307, headers={"Location": other.address}))
        address = f"json://127.0.0.1:{robot.port}/{TOKEN}"
        assert not send_by_apprise(address, "HOOK", "周报", "一切正常", own_network=True).is_whole
    assert other.requests == []


def test_what_apprise_does_not_foresee_is_no_delivery(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bool:
        raise RuntimeError(TOKEN)

    monkeypatch.setattr(apprise.Apprise, "notify", fail)
    refused = send_by_apprise("jsons://8.8.8.8", "HOOK", "周报", "一切正常")
    assert (refused.sent, refused.of) == (0, 1)
    assert refused.why is not None
    assert language("en").say(refused.why) == "apprise could not deliver it"
    monkeypatch.setattr(apprise.Apprise, "add", fail)
    with pytest.raises(CollabError) as caught:
        send_by_apprise("jsons://8.8.8.8", "HOOK", "周报", "一切正常")
    assert language("en").say(caught.value.message) == "HOOK holds no address that apprise knows"


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(CollabError) as refused:
        send_by_apprise("slack://x", "HOOK", "周报", "一切正常")
    assert refused.value.hint is not None
    assert language("en").say(refused.value.hint) == "install it with pip install 'collab-cli[notify]'"
