"""A server of our own on the loopback address, which answers as a test says, well or badly, and keeps what it was asked."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

NUMBERED = re.compile(r"^(\d+)(?: \(.*?\))?\| (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a server was asked."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The question."""
        read = json.loads(self.body)
        assert isinstance(read, dict)
        return read

    @property
    def content(self) -> str:
        """What the user says in a question of the chat interface."""
        return str(self.json["messages"][-1]["content"])

    @property
    def lines(self) -> dict[int, str]:
        """The numbered lines of a question to translate."""
        return {int(number): text for number, text in NUMBERED.findall(self.content)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answers. With `cut` it promises more bytes than it sends; `hangs` sends nothing until the server is closed."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    hangs: bool = False


def said(text: str, *, usage: tuple[int, int] | None = (100, 20), finish: str = "stop", model: str = "model-1") -> Reply:
    """What a server with the chat interface answers."""
    answer: dict[str, object] = {
        "model": model,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
    }
    if usage is not None:
        answer["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Reply(body=json.dumps(answer, ensure_ascii=False).encode())


def failed(status: int, message: str = "no", **headers: str) -> Reply:
    """What a server answers that does not do it."""
    return Reply(status=status, body=json.dumps({"error": {"message": message}}).encode(), headers=headers)


class Loopback:
    """A server that runs. `answer` is called with each call, by one thread at a time."""

    def __init__(self, answer: Callable[[Call], Reply]) -> None:
        self.answer = answer
        self.calls: list[Call] = []
        self.asked, self.closing, self.lock = Event(), Event(), Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def address(self) -> str:
        """Where its interface begins."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        """End it, with whatever hangs."""
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def serving(*answers: Reply | Callable[[Call], Reply]) -> Iterator[Loopback]:
    """Run a server that gives one answer after another; the last one stays."""
    left = list(answers)

    def answer(call: Call) -> Reply:
        following = left.pop(0) if len(left) > 1 else left[0]
        return following if isinstance(following, Reply) else following(call)

    server = Loopback(answer)
    try:
        yield server
    finally:
        server.close()


def nobody() -> str:
    """Return an address at which nobody listens."""
    with serving(Reply()) as gone:
        return gone.address


def _handler(server: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with server.lock:
                call = Call(path=self.path, headers=dict(self.headers), body=body)
                server.calls.append(call)
                reply = server.answer(call)
            server.asked.set()
            if reply.hangs:
                server.closing.wait()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(reply.body) + 1000 * reply.cut))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    return Handler
