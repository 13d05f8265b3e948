"""Finding and starting libVLC, the player's engine."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

from crossreel.domain.errors import Unavailable
from crossreel.kernel.paths import data_root, is_frozen
from crossreel.kernel.system_parts import lacking_libraries

LIBRARY = {"linux": "libvlc.so.5", "darwin": "libvlc.dylib", "win32": "libvlc.dll"}
OPTIONS: tuple[str, ...] = (
    "--quiet",
    "--ignore-config",
    "--no-video-title-show",
    "--no-osd",
    "--no-spu",
    "--no-sub-autodetect-file",
    "--no-stats",
    "--no-metadata-network-access",
    "--file-caching=300",  # ms read ahead
)


class VlcEngine:
    """One libVLC instance, from which players are made. Loading it takes a moment: make one and keep it."""

    def __init__(self) -> None:
        """Load libVLC.

        Raises:
            Unavailable: it is not on this computer, or cannot start.
        """
        self.vlc: Any = load_vlc()
        try:  # libVLC answers what it cannot with anything
            self.instance: Any = self.vlc.Instance(list(engine_options()))
        except Exception as error:
            raise Unavailable("media.no_vlc") from error
        if self.instance is None:
            raise Unavailable("media.no_vlc")

    @property
    def version(self) -> str:
        """Version of the library in use, for example "3.0.24 Vetinari"."""
        return bytes(self.vlc.libvlc_get_version()).decode()

    def close(self) -> None:
        """Free the instance. Players made from it must be closed before."""
        if self.instance is not None:
            self.instance.release()
            self.instance = None


def load_vlc() -> Any:
    """Import python-vlc, which chooses its library while it is imported: nothing else may do so.

    Raises:
        Unavailable: libVLC is not on this computer, or lacks libraries of the system.
    """
    _point_to_library()
    try:  # python-vlc raises anything, or exits, where the library is missing
        import vlc
    except (Exception, SystemExit) as error:
        raise Unavailable("media.no_vlc") from error
    return vlc


def vlc_version() -> str:
    """Return the version of libVLC on this computer, for example "3.0.24 Vetinari".

    Raises:
        Unavailable: there is none that can be loaded.
    """
    return bytes(load_vlc().libvlc_get_version()).decode()


def engine_options() -> tuple[str, ...]:
    """Return the options libVLC is started with on this machine."""
    options = OPTIONS
    if sys.platform.startswith("linux"):
        options += ("--no-xlib",)
        if not has_sound_card():
            options += ("--aout=dummy",)
    return options


def has_sound_card() -> bool:
    """Tell whether anything on this Linux machine takes sound: without it libVLC must not even try."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    sockets = [Path(runtime, name) for name in ("pulse/native", "pipewire-0")] if runtime else []
    if os.environ.get("PULSE_SERVER") or any(path.exists() for path in sockets):
        return True
    try:
        cards = Path("/proc/asound/cards").read_text(errors="replace")
    except OSError:
        return False
    return "[" in cards


def _point_to_library() -> None:
    """Tell python-vlc which library to load: the bundle's own in a frozen build, else the system's by its exact name."""
    name = LIBRARY.get(sys.platform, LIBRARY["linux"])
    if is_frozen():
        lacking = lacking_libraries("player")
        if lacking is not None:
            raise Unavailable("media.no_libraries", **lacking)
        folder = data_root() / "vlc"
        found = next((path for path in (folder / name, data_root() / name) if path.is_file()), None)
        if found is not None:
            os.environ["PYTHON_VLC_LIB_PATH"] = str(found)
        if (folder / "plugins").is_dir():
            os.environ["VLC_PLUGIN_PATH"] = os.environ["PYTHON_VLC_MODULE_PATH"] = str(folder / "plugins")
        return
    if sys.platform.startswith("linux") and "PYTHON_VLC_LIB_PATH" not in os.environ:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            raise Unavailable("media.no_vlc") from error
        os.environ["PYTHON_VLC_LIB_PATH"] = name
