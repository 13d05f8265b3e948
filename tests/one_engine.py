"""libVLC is started once for all tests of a process, as a window that stays open starts it once.

Starting and freeing it took a tenth of a second of each test that opens an episode.
"""

from typing import Any

from crossreel.media import vlc_engine
from crossreel.media.vlc_engine import VlcEngine

_start = VlcEngine.__init__
_started: dict[tuple[Any, ...], Any] = {}


def _start_once(engine: VlcEngine) -> None:
    """Take what runs, where a test did not put another libVLC, or none, in its place."""
    engine.vlc = vlc_engine.load_vlc()
    asked = (engine.vlc, engine.vlc.Instance, vlc_engine.engine_options())
    if asked not in _started:
        _start(engine)
        _started[asked] = engine.instance
    engine.instance = _started[asked]


def _leave_running(engine: VlcEngine) -> None:
    engine.instance = None


def keep_running() -> None:
    """Share from now on."""
    VlcEngine.__init__ = _start_once  # type: ignore[method-assign]
    VlcEngine.close = _leave_running  # type: ignore[method-assign]


def let_go() -> None:
    """Free what was started."""
    while _started:
        _started.popitem()[1].release()
