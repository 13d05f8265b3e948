"""A server that is asked over HTTP: one question, one answer, and each way in which it may fail as a sentence of ours."""

import asyncio
import json
import random
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput, CrossreelError, Fact, Refused, Unavailable

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 32_000_000
MOST_SAID = 300
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
BUSY = frozenset({429, 503})
FAILED = frozenset({408, 500, 502, 504})
KEY_REFUSED = frozenset({401, 403})
Check = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a server is waited for, in seconds, and how often it is asked again.

    Attributes:
        connect_s: until it takes the call.
        answer_s: until the whole answer is there.
        tries: how often a question is put at most when the server is busy, fails or cannot be reached.
        slow_tries: how often when it is too slow or breaks off: it may charge for each.
        pause_s: before the second try; twice as long before each further one.
        longest_pause_s: a server that wants to be left alone for longer than that is not waited for.
        asked_every_s: how often it is looked whether the user cancelled.
        sleep: waits; a test gives another one.
    """

    connect_s: float = 10.0
    answer_s: float = 180.0
    tries: int = 5
    slow_tries: int = 2
    pause_s: float = 1.0
    longest_pause_s: float = 120.0
    asked_every_s: float = 0.1
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)


class TryAgain(Exception):
    """The server may answer when it is asked again, after `pause_s` seconds (None: as long as usual); else `error` is told."""

    def __init__(self, error: CrossreelError, *, tries: int, pause_s: float | None = None) -> None:
        super().__init__(error.code)
        self.error, self.tries, self.pause_s = error, tries, pause_s


class Server:
    """A server at an address. It keeps nothing open between questions, and may be asked from several threads.

    Args:
        address: where its interface begins, such as `https://host/v1`.
        key: sent as a bearer's token, "" for none. It is told to nobody else and stands in no error.
        waits: how long it is waited for.

    Raises:
        BadInput: the address is none, or the key.
    """

    def __init__(self, address: str, key: str = "", waits: Waits | None = None) -> None:
        self.address, self._key = checked_address(address), checked_key(key)
        self._waits = waits or Waits()

    def ask(self, path: str, check: Check, **content: Any) -> dict[str, Any]:
        """Put a question and return the answer.

        Args:
            path: below the address, such as `chat/completions`.
            check: asked several times a second; stops everything by raising.
            content: the question as httpx takes it: `json`, or `data` and `files`; without any it is only fetched.

        Raises:
            BadInput: the server does not understand the question, or is none of the kind it should be.
            Refused: the key is missing or refused.
            Unavailable: the server cannot be reached, is busy, fails, is too slow or breaks off.
            Cancelled: whatever `check` raises.
        """
        return asyncio.run(self._ask(path, check, content))

    async def _ask(self, path: str, check: Check, content: Mapping[str, Any]) -> dict[str, Any]:
        tried = 0
        while True:
            tried += 1
            try:
                read: dict[str, Any] = await self._watched(self._once(path, content), check)
                return read
            except TryAgain as failed:
                if tried >= failed.tries:
                    raise failed.error from failed
                usual = self._waits.pause_s * 2 ** (tried - 1) * (1 + random.random() / 4)
                pause = usual if failed.pause_s is None else failed.pause_s
                if pause > self._waits.longest_pause_s:
                    raise failed.error from failed
                await self._watched(self._waits.sleep(pause), check)

    async def _watched(self, work: Awaitable[Any], check: Check) -> Any:
        """Await something, and end it when the user cancels."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                check()
                await asyncio.wait({task}, timeout=self._waits.asked_every_s)
        finally:
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        return task.result()

    async def _once(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        import httpx

        host = httpx.URL(self.address).host
        timeout = httpx.Timeout(None, connect=self._waits.connect_s)
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            async with (
                asyncio.timeout(self._waits.answer_s),
                httpx.AsyncClient(verify=_authorities(), timeout=timeout, trust_env=host not in LOOPBACK) as client,
                client.stream("POST" if content else "GET", f"{self.address}/{path}", headers=headers, **content) as answer,
            ):
                return self._read(answer, await self._body(answer))
        except ValueError as error:  # of the client, which is made with the proxy that the environment names
            raise BadInput("engines.bad_proxy") from error
        except httpx.ProxyError as error:
            raise BadInput("engines.proxy_refuses", address=self.address, said=_shortened(str(error).encode())) from error
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise TryAgain(self._unavailable("unreachable"), tries=self._waits.tries) from error
        except (TimeoutError, httpx.TimeoutException) as error:
            slow = self._unavailable("too_slow", seconds=round(self._waits.answer_s, 1))
            raise TryAgain(slow, tries=self._waits.slow_tries) from error
        except httpx.HTTPError as error:
            raise TryAgain(self._unavailable("broke_off"), tries=self._waits.slow_tries) from error

    async def _body(self, answer: "httpx.Response") -> bytes:
        parts: list[bytes] = []
        size = 0
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise BadInput("engines.no_answer", address=self.address, said=_shortened(b"".join(parts)))
            parts.append(part)
        return b"".join(parts)

    def _read(self, answer: "httpx.Response", body: bytes) -> dict[str, Any]:
        """Return what a whole answer holds, or raise what it says."""
        status = answer.status_code
        facts: dict[str, Fact] = {"address": self.address, "status": status}
        if status in BUSY:
            pause = retry_after(answer.headers.get("Retry-After", ""), time.time())
            busy = self._unavailable("busy", seconds=round(pause) if pause is not None else 0)
            raise TryAgain(busy, tries=self._waits.tries, pause_s=pause)
        said = self._hidden(_said(body))
        if status in FAILED:
            raise TryAgain(Unavailable("engines.server_failed", **facts, said=said), tries=self._waits.tries)
        if status in KEY_REFUSED:
            raise Refused("engines.key_refused" if self._key else "engines.key_wanted", **facts, said=said)
        if status >= 300:
            raise BadInput("engines.not_there" if status == 404 else "engines.question_refused", **facts, said=said)
        try:
            read = json.loads(body)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise BadInput("engines.no_answer", address=self.address, said=self._hidden(_shortened(body)))
        return read

    def _unavailable(self, what: str, **facts: Fact) -> Unavailable:
        return Unavailable(f"engines.{what}", address=self.address, **facts)

    def _hidden(self, said: str) -> str:
        """Return what a server said without the key, which some repeat."""
        return said.replace(self._key, "…") if self._key else said


def checked_address(written: str) -> str:
    """Return an address as it is used: without a stroke at its end, and without the part that questions add.

    Raises:
        BadInput: it is no address of a server, or holds a name and password.
    """
    import httpx

    address = written.strip().rstrip("/")
    for added in ("/chat/completions", "/audio/transcriptions"):
        address = address.removesuffix(added)
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise BadInput("engines.no_address", address=written) from error
    if url.scheme not in ("http", "https") or not url.host or set("[]%") & set(url.host) or url.query or url.fragment:
        raise BadInput("engines.no_address", address=written)
    if url.userinfo:
        raise BadInput("engines.password_in_address", address=f"{url.scheme}://{url.host}")
    return address


def checked_key(written: str) -> str:
    """Return a key as it is sent.

    Raises:
        BadInput: it has characters that cannot be sent; they were not copied from where it was given.
    """
    key = written.strip()
    if not (key.isascii() and key.isprintable()):
        raise BadInput("engines.bad_key")
    return key


def retry_after(written: str, now_s: float) -> float | None:
    """Return how many seconds a server wants to be left alone (RFC 9110, 10.2.3: seconds or a date), None where it does not say."""
    if written.strip().isdigit():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - now_s)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1)
def _authorities() -> ssl.SSLContext:
    """Return whom to trust: read once, since that takes longer than a question to this machine."""
    import httpx

    return httpx.create_ssl_context()


def _said(body: bytes) -> str:
    """Return what a server says went wrong: the message of its JSON, else the beginning of what came."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return _shortened(body)
    for name in ("error", "detail", "message"):
        found = read.get(name) if isinstance(read, dict) else None
        found = found.get("message") if isinstance(found, dict) else found
        if isinstance(found, str):
            return _shortened(found.encode())
    return _shortened(body)


def _shortened(body: bytes) -> str:
    text = " ".join(body.decode("utf-8", errors="replace").split())
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…"
