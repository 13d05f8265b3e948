"""An X server in memory with a window manager, as a desk has one."""

import os
import shutil
import subprocess
from pathlib import Path

from Xlib import X, Xatom
from Xlib.display import Display

from tests.hands.patience import until

PROGRAMS = ("Xvfb", "openbox")
OPENBOX = Path(__file__).parent / "openbox.xml"
SIZE = (1600, 900)


def lacking() -> str:
    """Say what is not here to make a screen of, "" where all is."""
    gone = [each for each in PROGRAMS if shutil.which(each) is None]
    return f"there is no {', no '.join(gone)}" if gone else ""


class Screen:
    """Xvfb under a number that it finds itself, so that screens never meet, and openbox on it."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp", "-noreset"]
        self._start(server, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as said:
            self.name = f":{said.readline().strip()}"
        if self.name == ":":
            self.close()
            raise RuntimeError("Xvfb did not start")
        self.display = Display(self.name)
        self.display.change_keyboard_control(auto_repeat_mode=X.AutoRepeatModeOff)  # a busy machine holds no key by chance
        self.display.sync()
        variables = {**os.environ, "DISPLAY": self.name, "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        self._start(["openbox", "--sm-disable", "--config-file", str(OPENBOX)], env=variables)
        root = self.display.screen().root
        name = self.display.intern_atom("_NET_SUPPORTING_WM_CHECK")
        until(lambda: root.get_full_property(name, Xatom.WINDOW) is not None, "the window manager")

    def close(self) -> None:
        """End the window manager and the server."""
        if hasattr(self, "display"):
            self.display.close()
        for process in reversed(self._processes):
            process.terminate()
            process.wait(timeout=20)

    def _start(self, command: list[str], **how: object) -> None:
        quiet = subprocess.DEVNULL
        self._processes.append(subprocess.Popen(command, stdout=quiet, stderr=quiet, **how))  # type: ignore[call-overload]
