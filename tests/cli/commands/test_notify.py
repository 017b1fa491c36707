"""``collab notify``: what is shown, what is sent to a real robot on this machine, and what is never shown."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo
from tests.transports.robot import SECRET, TOKEN, Reply, Robot, running

OPEN = {"COLLAB_NOTIFY_PRIVATE": "1"}
DAY = ("--as-of", "2025-08-14")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = green_demo(tmp_path / "demo")
    settings = root / "collab.yaml"
    old = "notify:\n  dingtalk: {webhook_env: COLLAB_DINGTALK_WEBHOOK, secret_env: COLLAB_DINGTALK_SECRET}\n"
    text = settings.read_text("utf-8")
    assert old in text
    more = """\
  feishu: {webhook_env: FEISHU_HOOK, secret_env: FEISHU_SECRET}
  leaders: {kind: wecom, webhook_env: WECOM_HOOK}
  slack: {webhook_env: SLACK_HOOK}
"""
    settings.write_text(text.replace(old, old + more).replace("locale: zh", "locale: en"), "utf-8")
    return root


def environment(robot: Robot) -> dict[str, str]:
    names = {
        "dingtalk": ("COLLAB_DINGTALK_WEBHOOK", "COLLAB_DINGTALK_SECRET"),
        "feishu": ("FEISHU_HOOK", "FEISHU_SECRET"),
        "wecom": ("WECOM_HOOK", "UNUSED_SECRET"),
    }[robot.tool]
    return {**OPEN, names[0]: robot.address, names[1]: SECRET}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("digest", ["weekly", "overdue", "agenda"])
def test_nothing_leaves_without_send(demo: Path, run_collab: RunCollab, digest: str) -> None:
    env = {"COLLAB_DINGTALK_WEBHOOK": f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}"}
    env |= {"COLLAB_DINGTALK_SECRET": SECRET}
    targets = [part for name in ("dingtalk", "feishu", "leaders", "slack") for part in ("--to", name)]
    for form in ("text", "json", "markdown", "html"):
        shown = run_collab("--verbose", "notify", digest, *targets, *DAY, "--format", form, cwd=demo, env=env)
        assert shown.code == 0, shown.err
        assert "oapi.dingtalk.com" in shown.out
        assert SECRET not in shown.out + shown.err
        assert TOKEN not in shown.out + shown.err


def test_what_would_go_is_shown(demo: Path, run_collab: RunCollab) -> None:
    shown = run_collab("--lang", "zh", "notify", "overdue", "--to", "dingtalk", *DAY, cwd=demo)
    assert (
        shown.out
        == """\
发往 dingtalk（钉钉）
=====================
主机  未知：COLLAB_DINGTALK_WEBHOOK 未设置
加签  未知：COLLAB_DINGTALK_SECRET 未设置
大小  1046 字节，上限 20000
提醒  zhangwei01

    示例制造公司逾期事项（2025-08-14）

    **李娜**
    - 提高市场占有率：市场占有率 · 最近填报 2025-06-30 · 逾期 10 天

    **刘芳**
    - 补充投放预算方案 · 2025-07-11 · **逾期 34 天**
    - 加强品牌推广和客户关系管理：品牌认知度 · 最近填报 2025-06-30 · 逾期 10 天
    - 加强品牌推广和客户关系管理：客户留存率 · 最近填报 2025-06-30 · 逾期 10 天

    **王强**
    - 提高产品质量和生产效率：不良率 · 最近填报 2025-06-30 · 逾期 10 天
    - 提高产品质量和生产效率：人时产量 · 最近填报 2025-06-30 · 逾期 10 天

    **张伟** @zhangwei01
    - 每周五 17 点前提交 13 周预测 · 2025-07-11 · **逾期 34 天**
    - 增加销售额：销售额 · 最近填报 2025-06-30 · 逾期 10 天
    - 增加销售额：新客户 · 最近填报 2025-06-30 · 逾期 10 天

尚未发送；加 --send 发送。
"""
    )


@pytest.mark.parametrize("tool", ["dingtalk", "feishu", "wecom"])
def test_what_is_shown_is_what_is_sent(demo: Path, run_collab: RunCollab, tool: str) -> None:
    name = "leaders" if tool == "wecom" else tool
    with running(tool, secret=None if tool == "wecom" else SECRET) as robot:
        env = environment(robot)
        dry = run_collab("notify", "overdue", "--to", name, *DAY, "--json", cwd=demo, env=env)
        assert robot.requests == []
        sent = run_collab("notify", "overdue", "--to", name, *DAY, "--send", cwd=demo, env=env)
    assert sent.code == 0, sent.out + sent.err
    assert "1 message" in sent.out
    [(_, headers, body)] = robot.requests
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    [message] = json.loads(dry.out)["targets"][0]["messages"]
    assert {key: value for key, value in body.items() if key not in ("timestamp", "sign")} == message["payload"]


@pytest.mark.parametrize(
    ("tool", "code", "words", "said"),
    [
        ("dingtalk", 310000, "keywords not in content, more: [https://x]", "the robot wants a keyword"),
        ("dingtalk", 310000, "sign not match", "the signature is not valid"),
        ("dingtalk", 310000, "invalid timestamp", "the signature is too old"),
        ("dingtalk", 310000, "ip 1.2.3.4 not in whitelist", "this machine is not among those allowed"),
        ("dingtalk", 310000, "?", "does not meet a security setting"),
        ("dingtalk", 130101, "send too fast", "too many messages in a short time"),
        ("dingtalk", 300001, "token is not exist", "there is no such robot"),
        ("dingtalk", 77, f"oh {TOKEN}", "DingTalk says 77: oh ***"),
        ("dingtalk", 78, "", "DingTalk says 78; look the number up"),
        ("feishu", 19021, "sign match fail or timestamp is not within one hour", "the signature is not valid"),
        ("feishu", 19024, "Key Words Not Found", "the robot wants a keyword"),
        ("feishu", 9499, "too many request", "too many messages in a short time"),
        ("feishu", 9499, "Bad Request", "the form of the message was not taken"),
        ("feishu", 11232, "frequency limited", "too many messages in a short time"),
        ("wecom", 93000, "invalid webhook url", "there is no such robot"),
        ("wecom", 45009, "api freq out of limit", "too many messages in a short time"),
        ("wecom", 40058, "markdown.content exceed max length 4096", "the message is too long"),
    ],
)
@pytest.mark.no_cover
def test_a_refusal_is_told(demo: Path, run_collab: RunCollab, tool: str, code: int, words: str, said: str) -> None:
    name = "leaders" if tool == "wecom" else tool
    with running(tool) as robot:
        robot.refuse(code, words, 400 if code == 9499 else 200)
        env = environment(robot)
        result = run_collab("--verbose", "notify", "weekly", "--to", name, *DAY, "--send", cwd=demo, env=env)
    assert result.code == 2
    assert said in result.out
    assert str(code) in result.out
    assert "1 target did not take all of it" in result.err
    assert TOKEN not in result.out + result.err
    assert SECRET not in result.out + result.err


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b"<html>oops</html>", 500), "answered with HTTP 500; send it again later"),
        (Reply(b"{}", 404), "answered with HTTP 404; check the address"),
        (Reply(b"hello"), "is not one of DingTalk"),
        (Reply(b"[1, 2]"), "is not one of DingTalk"),
        (Reply(b'{"errcode": "0"}'), "is not one of DingTalk"),
        (Reply(b"[" * 60_000), "is not one of DingTalk"),
        (Reply(b"", 302, {"Location": "https://example.com/steal"}), "answered with a redirect (HTTP 302)"),
        (Reply(hang_up=True), "broke off without an answer"),
    ],
)
@pytest.mark.no_cover
def test_what_is_no_answer_is_told(demo: Path, run_collab: RunCollab, reply: Reply, said: str) -> None:
    with running("dingtalk") as robot:
        robot.replies.append(reply)
        result = run_collab(
            "notify", "weekly", "--to", "dingtalk", *DAY, "--send", "--json", cwd=demo, env=environment(robot)
        )
        assert len(robot.requests) == 1
    assert result.code == 2
    [target] = json.loads(result.out)["targets"]
    assert said in f"{target['refused']['reason']}; {target['refused']['remedy']}"
    assert target["sent"] == 0
    assert TOKEN not in result.out + result.err


def test_a_target_that_refuses_does_not_keep_the_others(demo: Path, run_collab: RunCollab) -> None:
    with running("dingtalk") as first, running("feishu", secret=SECRET) as second:
        first.refuse(130101, "send too fast")
        env = {**environment(first), **environment(second)}
        result = run_collab("notify", "weekly", "--to", "dingtalk", "--to", "feishu", *DAY, "--send", cwd=demo, env=env)
    assert result.code == 2
    lines = result.out.splitlines()
    assert lines[1].split() == ["dingtalk", "DingTalk", f"127.0.0.1:{first.port}", "refused"]
    assert lines[2].split() == ["feishu", "Feishu", f"127.0.0.1:{second.port}", "1", "message"]
    assert len(second.requests) == 1


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "the environment variable COLLAB_DINGTALK_WEBHOOK is not set"),
        ({"COLLAB_DINGTALK_WEBHOOK": f"https://127.0.0.1/{TOKEN}"}, "variable COLLAB_DINGTALK_SECRET is not set"),
        ({"COLLAB_DINGTALK_WEBHOOK": TOKEN}, "COLLAB_DINGTALK_WEBHOOK holds no web address"),
        ({"COLLAB_DINGTALK_WEBHOOK": f"http://chat.example.com/{TOKEN}"}, "is not encrypted"),
    ],
)
@pytest.mark.usefixtures("no_network")
def test_nothing_is_sent_while_something_lacks(
    demo: Path, run_collab: RunCollab, env: dict[str, str], said: str
) -> None:
    if "SECRET is" not in said:
        env = {**env, "COLLAB_DINGTALK_SECRET": SECRET}
    result = run_collab("notify", "weekly", "--to", "dingtalk", *DAY, "--send", cwd=demo, env=env)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert TOKEN not in result.err


def test_a_robot_that_is_not_there_is_told(demo: Path, run_collab: RunCollab) -> None:
    env = {"COLLAB_DINGTALK_WEBHOOK": f"https://127.0.0.1:9/{TOKEN}", "COLLAB_DINGTALK_SECRET": SECRET}
    result = run_collab("notify", "weekly", "--to", "dingtalk", *DAY, "--send", cwd=demo, env=env)
    assert result.code == 2
    assert "127.0.0.1 cannot be reached" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "it is not said to whom: --to NAME; choose one of dingtalk, feishu, leaders, slack"),
        (("--to", "qq"), "collab.yaml knows no target qq; choose one of dingtalk, feishu, leaders, slack"),
    ],
)
def test_the_target_must_be_known(demo: Path, run_collab: RunCollab, arguments: tuple[str, ...], said: str) -> None:
    result = run_collab("notify", "weekly", *arguments, *DAY, cwd=demo)
    assert (result.code, result.err) == (2, f"collab: error: {said}\n")


@pytest.mark.usefixtures("no_network")
def test_nothing_overdue_is_not_sent(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("notify", "overdue", "--to", "dingtalk", "--send", "--as-of", "2025-06-30", cwd=demo)
    assert (result.code, result.out, result.err) == (0, "nothing is overdue, so nothing was sent\n", "")


@pytest.mark.usefixtures("no_network")
def test_nothing_overdue_is_one_document(demo: Path, run_collab: RunCollab) -> None:
    args = ("notify", "overdue", "--to", "dingtalk", "--send", "--as-of", "2025-06-30", "--json")
    result = run_collab(*args, cwd=demo)
    document = {"schema": "collab/notification/v1", "digest": "overdue", "targets": []}
    assert (result.code, json.loads(result.out), result.err) == (0, document, "")
    assert run_collab(*args, "--output", "told.json", cwd=demo).code == 0
    assert (demo / "told.json").read_text("utf-8") == result.out


@pytest.mark.parametrize(("secret", "is_signed"), [(SECRET, True), ("", False)])
def test_it_is_signed_where_the_secret_is_set(demo: Path, run_collab: RunCollab, secret: str, is_signed: bool) -> None:
    env = {"COLLAB_DINGTALK_SECRET": secret}
    shown = run_collab("notify", "weekly", "--to", "dingtalk", *DAY, "--json", cwd=demo, env=env)
    assert json.loads(shown.out)["targets"][0]["signed"] is is_signed


def test_an_apprise_target_that_is_not_safe_is_told_and_the_others_are_sent(demo: Path, run_collab: RunCollab) -> None:
    pytest.importorskip("apprise")
    with running("wecom") as robot:
        env = {**environment(robot), "SLACK_HOOK": f"json://me:{TOKEN}@8.8.8.8/"}
        result = run_collab("notify", "weekly", "--to", "slack", "--to", "leaders", *DAY, "--send", cwd=demo, env=env)
    assert result.code == 2
    assert "slack: the address in SLACK_HOOK is not encrypted; use one with jsons://" in result.out
    assert len(robot.requests) == 1
    assert TOKEN not in result.out + result.err
