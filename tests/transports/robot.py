"""A chat robot on this machine: a real HTTP server that checks signatures by itself and answers as it is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "SECx7f3a9-very-secret"
TOKEN = "tok-5d41402abc4b2a76"

GOOD = {
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "feishu": {"code": 0, "msg": "success", "data": {}},
    "wecom": {"errcode": 0, "errmsg": "ok"},
}


@dataclass
class Reply:
    """What the robot answers: a status and a body, after ``wait`` seconds, a byte at a time with ``drip``."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: bool = False
    hang_up: bool = False


@dataclass
class Robot:
    """The robot: what it was sent, and what it answers next; after the last reply all is well."""

    tool: str
    port: int
    secret: str | None = None
    replies: list[Reply] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Return its address with the key."""
        path = {"dingtalk": "/robot/send?access_token=", "feishu": "/open-apis/bot/v2/hook/", "wecom": "/send?key="}
        return f"http://127.0.0.1:{self.port}{path[self.tool]}{TOKEN}"

    def refuse(self, code: int, words: str, status: int = 200) -> None:
        """Let it refuse the next message with a code of the tool."""
        body = {"code": code, "msg": words} if self.tool == "feishu" else {"errcode": code, "errmsg": words}
        self.replies.append(Reply(json.dumps(body).encode(), status))

    def answer(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Reply:
        """Return the reply to a message, noting it."""
        self.requests.append((path, headers, body))
        if TOKEN not in path:
            return Reply(status=404)
        if self.replies:
            return self.replies.pop(0)
        if self.secret is not None and not self._is_signed(path, body):
            wrong = {"dingtalk": (310000, "sign not match"), "feishu": (19021, "sign match fail")}[self.tool]
            self.refuse(*wrong)
            return self.replies.pop(0)
        return Reply(json.dumps(GOOD[self.tool]).encode())

    def _is_signed(self, path: str, body: dict[str, Any]) -> bool:
        assert self.secret is not None
        if self.tool == "dingtalk":
            query = parse_qs(urlsplit(path).query)
            stamp, sign = query["timestamp"][0], query["sign"][0]
            wanted = hmac.digest(self.secret.encode(), f"{stamp}\n{self.secret}".encode(), "sha256")
            return len(stamp) == 13 and base64.b64decode(sign) == wanted
        stamp, sign = body["timestamp"], body["sign"]
        wanted = hmac.HMAC(f"{stamp}\n{self.secret}".encode(), digestmod=hashlib.sha256).digest()
        return len(stamp) == 10 and base64.b64decode(sign) == wanted


@contextmanager
def running(tool: str, *, secret: str | None = None) -> Iterator[Robot]:
    """Run a robot of a chat tool on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            reply = robot.answer(self.path, dict(self.headers), json.loads(data))
            time.sleep(reply.wait)
            if reply.hang_up:
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                for piece in [bytes([byte]) for byte in reply.body] if reply.drip else [reply.body]:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(0.05 if reply.drip else 0)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    robot = Robot(tool, server.server_address[1], secret)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield robot
    finally:
        server.shutdown()
        server.server_close()
