"""Messages sent to a real robot on this machine."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.transports.chat_platforms import PLATFORMS
from collab_cli.transports.send_chat import Clock, Delivery, masked, send_chat
from collab_cli.transports.split_message import Cut, split_message
from collab_cli.transports.web_address import read_address
from collab_cli.transports.web_post import Network
from tests.transports.robot import SECRET, TOKEN, Reply, Robot, running


class Hours:
    """A clock that only waiting moves on."""

    def __init__(self) -> None:
        self.moment = 1_751_300_000.0
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.moment += seconds


def send(
    robot: Robot,
    lines: Sequence[str],
    *,
    secret: str | None = SECRET,
    timeout: float = 5.0,
    clock: Clock | None = None,
) -> Delivery:
    platform = PLATFORMS[robot.tool]
    parts = split_message(platform, "周报", [Cut(line) for line in lines])
    network = Network(timeout=timeout, own_network=True)
    address = read_address(robot.address, "HOOK", own_network=True)
    clock = clock or clock_of(Hours())
    return send_chat(platform, address, secret, [part.payload for part in parts], network, clock)


def clock_of(hours: Hours) -> Clock:
    return Clock(lambda: hours.moment, hours.wait)


def said(message: Message | None) -> str:
    assert message is not None
    return language("en").say(message)


@pytest.mark.parametrize("tool", ["dingtalk", "feishu"])
def test_the_signature_is_checked_by_the_robot(tool: str) -> None:
    with running(tool, secret=SECRET) as robot:
        assert send(robot, ["一切正常"]).is_whole
        wrong = send(robot, ["一切正常"], secret="SEC-wrong")
    assert (wrong.sent, wrong.code) == (0, {"dingtalk": 310000, "feishu": 19021}[tool])
    assert said(wrong.why).endswith("the signature is not valid")


def test_wecom_is_not_signed() -> None:
    with running("wecom") as robot:
        assert send(robot, ["一切正常"]).is_whole
    [(path, _, body)] = robot.requests
    assert path == f"/send?key={TOKEN}"
    assert body == {"msgtype": "markdown", "markdown": {"content": "### 周报\n一切正常"}}


def test_a_long_message_goes_in_parts_and_stops_at_a_refusal() -> None:
    with running("wecom") as robot:
        robot.replies.append(Reply(b'{"errcode": 0}'))
        robot.refuse(45009, "api freq out of limit")
        done = send(robot, ["产" * 1000, "", "销" * 1000, "", "市" * 1000])
    assert (done.sent, done.of, done.code) == (1, 3, 45009)
    assert len(robot.requests) == 2
    assert robot.requests[0][2]["markdown"]["content"].startswith("### 周报 (1/3)\n产")


def test_it_waits_rather_than_send_too_fast() -> None:
    hours = Hours()
    with running("wecom") as robot:
        done = send(robot, [line for _ in range(21) for line in ("产" * 1300, "")], clock=clock_of(hours))
    assert (done.sent, done.of) == (21, 21)
    assert hours.waited == [60.0]


def test_two_targets_of_one_robot_share_its_rate() -> None:
    hours = Hours()
    clock = clock_of(hours)
    with running("wecom") as robot, running("wecom") as other:
        assert send(robot, [line for _ in range(20) for line in ("产" * 1300, "")], clock=clock).sent == 20
        assert send(other, ["一切正常"], clock=clock).is_whole
        assert hours.waited == []
        assert send(robot, ["一切正常"], clock=clock).is_whole
    assert hours.waited == [60.0]


@pytest.mark.parametrize("tool", ["dingtalk", "feishu"])
def test_a_signature_that_comes_back_is_not_told(tool: str) -> None:
    with running(tool) as robot:
        send(robot, ["一切正常"])
        path, _, body = robot.requests[0]
        key = body["sign"] if tool == "feishu" else path.partition("sign=")[2]
        robot.refuse(77, f"bad key {key} of {path}")
        refused = send(robot, ["一切正常"])
    assert said(refused.why).endswith("says 77: bad key *** of ***")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中;",
            "the signature is not valid",
        ),
        ("错误描述:机器人发送签名不匹配;解决方案:请确认签名", "the signature is not valid"),
        (
            "description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词;",
            "the robot wants a keyword that is not in the message",
        ),
        ("错误描述:关键词不匹配;解决方案:x", "the robot wants a keyword that is not in the message"),
        ("description:机器人发送时间戳已过期", "the signature is too old"),
        ("description:来源ip不在白名单中", "this machine is not among those allowed"),
        ("request IP is not allowed", "this machine is not among those allowed"),
        ("description:其他", "the message does not meet a security setting of the robot (description:其他)"),
        ("", "the message does not meet a security setting of the robot"),
    ],
)
def test_what_dingtalk_says_of_security_is_understood(words: str, why: str) -> None:
    with running("dingtalk") as robot:
        robot.refuse(310000, words)
        refused = send(robot, ["一切正常"])
    assert said(refused.why) == f"DingTalk says 310000: {why}"


@pytest.mark.parametrize("reply", [Reply(b'{"errcode": 0}', wait=1.0), Reply(b'{"errcode":0}' + b" " * 40, drip=True)])
def test_it_does_not_wait_for_long(reply: Reply) -> None:
    with running("wecom") as robot:
        robot.replies.append(reply)
        begun = time.monotonic()
        done = send(robot, ["一切正常"], timeout=0.3)
    assert time.monotonic() - begun < 2
    assert done.sent == 0
    assert said(done.why) == "127.0.0.1 did not answer in time"
    assert said(done.remedy) == "look into the group whether the message is there before you send it again"


def test_a_redirect_is_not_followed() -> None:
    with running("wecom") as robot, running("wecom") as other:
        robot.replies.append(Reply(status=307, headers={"Location": other.address}))
        done = send(robot, ["一切正常"])
    assert (done.sent, done.code, other.requests) == (0, 307, [])
    assert said(done.why) == f"127.0.0.1:{robot.port} answered with a redirect (HTTP 307)"


def test_words_are_masked() -> None:
    assert masked("key abcdef, secret abcdefgh", ("abcdef", "abcdefgh", "")) == "key ***, secret ***"
    assert masked("x" * 400, ()) == "x" * 300 + "…"
