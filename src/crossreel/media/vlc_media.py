"""One file in libVLC's hands: armed at a time, set going, stopped."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from crossreel.domain.errors import CrossreelError
from crossreel.media.container import demuxers
from crossreel.media.sound import copy_sound
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_surface import VlcSurface

ARM_TIMEOUT_S = 3.0
SOUND_CONTAINER = "mov"
OTHER_DEMUXER = "avformat"


class VlcMedia:
    """Plays a file either as a film (picture and sound, at normal speed) or as sound alone (at any speed).

    A film at another speed is not asked of libVLC: after a seek it reckons the frames between key frame and target at normal
    speed, and stands still or runs ahead by that much (measured with 3.0.24). A copy of the sound alone has no such frames.

    The callbacks come from libVLC's threads and must not call back into this object; each gets the number of the start that
    it belongs to.
    """

    def __init__(
        self,
        engine: VlcEngine,
        path: Path,
        container: str,
        surface: VlcSurface,
        *,
        on_time: Callable[[int, int], None],
        on_end: Callable[[int], None],
        on_error: Callable[[int], None],
    ) -> None:
        self._engine = engine
        self._path = path
        self._container = container
        self._scratch: TemporaryDirectory[str] | None = None
        self._sound: Path | None = None
        self._player: Any = engine.instance.media_player_new()
        surface.attach(self._player)
        self._armed = Event()
        self._start = 0
        self._is_film = False
        self._volume = 100
        kinds = engine.vlc.EventType
        self._events: Any = self._player.event_manager()
        self._events.event_attach(kinds.MediaPlayerPaused, lambda event: self._armed.set())
        self._events.event_attach(kinds.MediaPlayerTimeChanged, lambda event: on_time(self._start, event.u.new_time))
        self._events.event_attach(kinds.MediaPlayerEndReached, lambda event: on_end(self._start))
        self._events.event_attach(kinds.MediaPlayerEncounteredError, lambda event: on_error(self._start))

    @property
    def start(self) -> int:
        """Number of the last start: callbacks with another number come too late."""
        return self._start

    @property
    def is_film(self) -> bool:
        """Whether libVLC holds the picture too."""
        return self._is_film

    @property
    def is_armed(self) -> bool:
        """Whether the film is loaded and may be resumed without a wait."""
        return self._is_film and self._armed.is_set()

    def arm(self, at_ms: int) -> None:
        """Load the film and rest at a time."""
        self._stop()
        self._load(self._path, self._container, at_ms, ":start-paused")
        self._is_film = True
        self._player.set_rate(1.0)
        self._player.play()

    def start_sound(self, at_ms: int, rate: float) -> None:
        """Play the sound from a time on, at a speed, without the picture; silence where there is none."""
        self._stop()
        self._is_film = False
        if self._scratch is None:
            self._copy_sound()
        if self._sound is None:
            return
        self._load(self._sound, SOUND_CONTAINER, at_ms, ":no-video")
        self._player.set_rate(rate)
        self._player.play()
        self.set_volume(self._volume)

    def resume(self) -> None:
        """Set the film going."""
        self._armed.wait(ARM_TIMEOUT_S)
        self._player.set_pause(0)
        self.set_volume(self._volume)

    def pause(self) -> None:
        """Let the film, or the sound, rest."""
        self._player.set_pause(1)

    def send_to(self, at_ms: int) -> None:
        """Seek."""
        self._armed.wait(ARM_TIMEOUT_S)
        self._player.set_time(at_ms)

    def set_volume(self, percent: int) -> None:
        """Set the loudness; libVLC forgets it at each start."""
        self._volume = percent
        self._player.audio_set_volume(percent)

    def close(self) -> None:
        """Stop and free the player; no callback comes afterwards."""
        self._player.stop()
        self._player.release()
        self._player = self._events = None
        if self._scratch is not None:
            self._scratch.cleanup()

    def _stop(self) -> None:
        self._player.stop()
        self._start += 1
        self._armed.clear()

    def _load(self, path: Path, container: str, at_ms: int, option: str) -> None:
        media = self._engine.instance.media_new_path(os.fsencode(path))
        for each in (*demuxing_options(container), option, f":start-time={at_ms / 1000:.3f}"):
            media.add_option(each)
        self._player.set_media(media)
        media.release()

    def _copy_sound(self) -> None:
        self._scratch = TemporaryDirectory(prefix="crossreel-", ignore_cleanup_errors=True)
        target = Path(self._scratch.name, "sound.m4a")
        with contextlib.suppress(CrossreelError, OSError):
            self._sound = target if copy_sound(self._path, target) else None


def demuxing_options(container: str) -> tuple[str, ...]:
    """Return what makes libVLC read a file as what FFmpeg found it to be, and fetch nothing else.

    Left to itself it takes a file that begins like a playlist for one, and asks the servers named there.
    """
    demuxer = demuxers().get(container, OTHER_DEMUXER)
    named = (f":avformat-format={container}", ":avformat-options={protocol_whitelist:file}") if demuxer == OTHER_DEMUXER else ()
    return f":demux={demuxer}", *named, ":no-mkv-preload-local-dir", ":no-mkv-use-ordered-chapters"
