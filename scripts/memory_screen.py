"""A screen in memory that a program in another root can be shown on, and a look at it."""

import os
import secrets
import struct
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ANYBODY = 0xFFFF
"""The family of addresses that a cookie holds for, however the screen is reached (FamilyWild of libXau)."""


class MemoryScreen:
    """An Xvfb that listens on the loopback too, because a socket file does not reach into another root; a cookie opens it."""

    def __init__(self, folder: Path, size: str = "1440x900x24") -> None:
        self._size = size
        self.cookie = folder / "cookie"
        self.number = ""

    def __enter__(self) -> "MemoryScreen":
        self.cookie.write_bytes(_entry(secrets.token_bytes(16)))
        self.cookie.chmod(0o600)
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size, "-listen", "tcp", "-auth", str(self.cookie)]
        self._server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            self.number = said.readline().strip()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait(timeout=10)

    @property
    def display(self) -> str:
        """What `DISPLAY` has to be, in this root and in another one."""
        return f"127.0.0.1:{self.number}"

    def look(self) -> "QImage":
        """Return what is on the screen now."""
        from PySide6.QtGui import QGuiApplication

        os.environ |= {"DISPLAY": self.display, "XAUTHORITY": str(self.cookie), "QT_QPA_PLATFORM": "xcb"}
        application = QGuiApplication.instance() or QGuiApplication(["look"])
        assert isinstance(application, QGuiApplication)
        application.processEvents()
        return application.primaryScreen().grabWindow(0).toImage()

    def look_until(self, shown: Callable[["QImage"], bool], limit_s: float) -> "tuple[QImage, bool]":
        """Return the first look at which something is shown and has stopped changing, and whether there was one in time."""
        end, before = time.monotonic() + limit_s, self.look()
        while time.monotonic() < end:
            time.sleep(0.5)
            now = self.look()
            if shown(now) and now == before:
                return now, True
            before = now
        return before, False


def colours(image: "QImage", step: int = 3) -> Counter[int]:
    """Return how often each colour stands in a picture, of every third point each way."""
    return Counter(image.pixel(x, y) for y in range(0, image.height(), step) for x in range(0, image.width(), step))


def _entry(cookie: bytes) -> bytes:
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    return struct.pack(">H", ANYBODY) + b"".join(struct.pack(">H", len(field)) + field for field in fields)
