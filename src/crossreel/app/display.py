"""The display of a window: named by the environment, and asked whether it answers, for Qt aborts the process where none does."""

import os
import socket
import sys
from pathlib import Path

ASKED_S = 5.0


def has_display() -> bool:
    """Tell whether Qt can open a window here: always on macOS and Windows, else where a display or a platform is named."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in named)


def screen_purposes() -> tuple[str, ...]:
    """Return what the display of a Linux system asks of it: X11, Wayland where it stands alone, or what Qt was told to use."""
    if (os.environ.get("QT_QPA_PLATFORM") or "xcb") != "xcb":
        return ()
    return ("window",) if os.environ.get("DISPLAY") else ("wayland",)


def silent_display() -> str:
    """Return the name of a display that does not answer; "" where one answers, or where Qt was told to use something else."""
    if not sys.platform.startswith("linux") or (os.environ.get("QT_QPA_PLATFORM") or "xcb") != "xcb":
        return ""
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if (wayland and _wayland_answers(wayland)) or (x11 and _x11_answers()):
        return ""
    return x11 or wayland


def _wayland_answers(name: str) -> bool:
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    with socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(ASKED_S)
        try:
            asked.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    import ctypes

    library = ctypes.CDLL("libxcb.so.1")
    library.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.xcb_connect(None, None))
    broken: int = library.xcb_connection_has_error(connection)
    library.xcb_disconnect(connection)
    return not broken
