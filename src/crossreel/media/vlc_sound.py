"""The sound of one file, or of a stretch of it, in libVLC's hands: set going at a time and a speed, and stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.media.frame_times import keep_going
from crossreel.media.sound import copy_sound, lead_ms
from crossreel.media.vlc_engine import VlcEngine

DEMUXERS = {".m4a": "mp4", ".mka": "mkv"}
SETTINGS = (":no-video", ":no-spu", ":no-mkv-preload-local-dir", ":no-mkv-use-ordered-chapters")


class VlcSound:
    """Plays a copy of the sound, in which every packet can be sought; what a stranger's file holds beside it never reaches libVLC.

    `on_time` comes from libVLC's threads and must not call back into this object; it gets the number of the start that it belongs
    to, and a time.
    """

    def __init__(self, engine: VlcEngine, clip: Clip, on_time: Callable[[int, int], None]) -> None:
        self._engine = engine
        self._clip = clip
        self._lead_ms = lead_ms(clip.cut)
        self._scratch: TemporaryDirectory[str] | None = None
        self._copy: Path | None = None
        self._is_prepared = False
        self._armed_ms: int | None = None
        self._player: Any = engine.instance.media_player_new()
        self._start = 0
        self._ran_out = True
        self._volume = 100
        kinds = engine.vlc.EventType
        self._events: Any = self._player.event_manager()
        self._events.event_attach(
            kinds.MediaPlayerTimeChanged, lambda event: on_time(self._start, event.u.new_time - self._lead_ms)
        )
        for kind in (kinds.MediaPlayerEndReached, kinds.MediaPlayerEncounteredError):
            self._events.event_attach(kind, self._note_end)

    @property
    def start_number(self) -> int:
        """Number of the last start: reports with another number come too late."""
        return self._start

    @property
    def is_prepared(self) -> bool:
        """Whether it is known if there is sound, and it can be set going at once."""
        return self._is_prepared

    def prepare(self, check: Callable[[], None] = keep_going) -> None:
        """Copy the sound, once; `check` stops it by raising, and it is begun anew the next time."""
        if self._is_prepared:
            return
        self._scratch = self._scratch or TemporaryDirectory(prefix="crossreel-", ignore_cleanup_errors=True)
        try:
            self._copy = copy_sound(self._clip.path, Path(self._scratch.name), check, self._clip.cut, self._clip.stream)
        except Cancelled:
            raise
        except (CrossreelError, OSError):
            self._copy = None
        self._is_prepared = True

    def arm(self, at_ms: int, rate: float) -> None:
        """Have the sound loaded and paused at a time, so that a start from there is heard at once."""
        self.prepare()
        if self._copy is not None and self._ran_out:
            self._load(self._copy, at_ms, ":start-paused")
            self._player.set_rate(rate)
            self._player.play()
            self.set_volume(self._volume)
            self._armed_ms = at_ms

    def start(self, at_ms: int, rate: float) -> None:
        """Play from a time on, at a speed; silence where there is no sound."""
        self._start += 1
        self.prepare()
        if self._copy is None:
            return
        armed_ms, self._armed_ms = self._armed_ms, None
        self._player.set_rate(rate)
        if armed_ms == at_ms and not self._ran_out:
            self._player.set_pause(0)
        elif self._ran_out:
            self._load(self._copy, at_ms)
            self._player.set_rate(rate)
            self._player.play()
        else:
            self._player.set_time(at_ms + self._lead_ms)
            self._player.set_pause(0)
        self.set_volume(self._volume)

    def pause(self) -> None:
        """Be silent."""
        self._player.set_pause(1)

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

    def _note_end(self, _event: object) -> None:
        self._ran_out = True

    def _load(self, copy: Path, at_ms: int, *more: str) -> None:
        self._player.stop()
        media = self._engine.instance.media_new_path(os.fsencode(copy))
        start = f":start-time={(at_ms + self._lead_ms) / 1000:.3f}"
        for option in (f":demux={DEMUXERS[copy.suffix]}", *SETTINGS, start, *more):
            media.add_option(option)
        self._player.set_media(media)
        media.release()
        self._ran_out = False
