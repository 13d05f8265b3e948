"""Playing one file into memory: libVLC moves, FFmpeg stands still.

libVLC plays picture and sound in step, but a seek while paused shows a frame up to three too early where a codec reorders
frames (measured with 3.0.24). So while nothing moves, the picture comes from `frames.FrameReader`, which is exact; and at
other speeds than the normal one, where libVLC gives the sound, it is drawn frame by frame on the player's clock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread

from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.domain.picture.player import FrameArrived, PlayerState, StateChanged
from crossreel.media.frames import FrameReader
from crossreel.media.player_clock import PlayerClock
from crossreel.media.still_screen import StillScreen
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_media import VlcMedia
from crossreel.media.vlc_surface import VlcSurface

log = logging.getLogger(__name__)

SETTLE_S = 0.15
REST_S = 1.5
REST_UNTOUCHED_S = 0.3
STALE_S = 0.1
RATES = (0.25, 4.0)


class VlcPlayer:
    """A `domain.picture.player.Player`. Its commands return at once and are carried out in order on a thread of its own."""

    def __init__(self, engine: VlcEngine) -> None:
        self._engine = engine
        self._commands: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._clock = PlayerClock()
        self._lock = Lock()
        self._wanted_ms: int | None = None
        self._state = PlayerState.IDLE
        self._volume = 100
        self._rate = 1.0
        self._failure: CrossreelError | None = None
        self._on_state: StateChanged = lambda state: None
        self._surface: VlcSurface | None = None
        self._reader: FrameReader | None = None
        self._media: VlcMedia | None = None
        self._must_seek = False
        self._was_sought = False  # a video that is only loaded ahead gives its pictures back sooner
        self._screen: StillScreen | None = None
        self._closed = False
        self._newest = 0
        self._worker = Thread(target=self._work, name="crossreel-player", daemon=True)
        self._worker.start()

    def open(self, path: Path, width: int, height: int, on_frame: FrameArrived, on_state: StateChanged) -> None:
        """Load a file and show its first frame, paused; what was loaded before is let go.

        A file that cannot be played ends in `PlayerState.FAILED`; `failure()` then says why.
        """
        with self._lock:
            self._wanted_ms = None
            self._state = PlayerState.IDLE
            self._newest += 1
            number = self._newest
        self._clock.hold(0)
        self._commands.put(lambda: self._open(number, path, width, height, on_frame, on_state))

    def frame(self) -> memoryview | None:
        """Return the newest complete frame (BGRX), valid until the next but one; None before the first."""
        surface = self._surface
        return surface.newest() if surface is not None else None

    def play(self) -> None:
        """Start or resume; at the end, from the beginning."""
        self._commands.put(self._play)

    def pause(self) -> None:
        """Stop at the frame shown."""
        self._commands.put(self._pause)

    def seek(self, at_ms: int) -> None:
        """Show the frame at `at_ms`; several quick calls are joined into the last."""
        with self._lock:
            waiting = self._wanted_ms is not None
            self._wanted_ms = max(0, at_ms)
            number = self._newest
        if not waiting:
            self._commands.put(partial(self._seek, number))

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the normal speed (0.25 to 4)."""
        self._commands.put(partial(self._set_rate, min(max(rate, RATES[0]), RATES[1])))

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        self._volume = min(max(percent, 0), 100)
        self._commands.put(self._apply_volume)

    def position_ms(self) -> int:
        """Return the interpolated time of the frame shown; after a seek the time asked for."""
        with self._lock:
            if self._wanted_ms is not None:
                return self._wanted_ms
        return self._clock.position_ms()

    def state(self) -> PlayerState:
        """Return what the player is doing."""
        return self._state

    def failure(self) -> CrossreelError | None:
        """Return why the file cannot be played, if it cannot."""
        return self._failure

    def let_go(self) -> None:
        """Stop and give back the file and its memory; another may be opened."""
        with self._lock:
            self._wanted_ms = None
            self._state = PlayerState.IDLE
            self._newest += 1
        self._commands.put(self._let_go)

    def close(self) -> None:
        """Stop and free everything; no callback arrives afterwards."""
        if self._closed:
            return
        self._closed = True
        self._commands.put(None)
        if current_thread() is not self._worker:
            self._worker.join()

    # Everything below runs on the worker; libVLC's own threads only correct the clock and put commands.

    def _work(self) -> None:
        while True:
            try:
                command = self._commands.get(timeout=self._patience_s())
            except Empty:
                command = self._draw if self._state is PlayerState.PLAYING else self._settle if self._may_settle() else self._rest
            if command is None or self._closed:
                break
            self._do(command)
        self._do(self._let_go)

    def _do(self, command: Callable[[], None]) -> None:
        """Carry out a command; whatever breaks in FFmpeg or libVLC ends this video, never the thread."""
        try:
            command()
        except Cancelled:
            return
        except Exception as error:
            log.exception("the player gave up a video")
            self._fail(CrossreelError("media.player_failed", reason=type(error).__name__))

    def _go_on(self, number: int) -> None:
        """Raise `Cancelled` where nobody waits for a file any more."""
        if self._closed or number != self._newest:
            raise Cancelled

    def _patience_s(self) -> float | None:
        """Return how long to wait for a command before there is something to do without one; None for ever."""
        if self._state is PlayerState.PLAYING:
            if not self._draws or self._screen is None:
                return None
            return self._screen.until_next_s(self._clock.position_ms(), self._rate)
        if self._may_settle():
            return SETTLE_S
        if self._reader is None or self._reader.is_resting:
            return None
        return REST_S if self._was_sought else REST_UNTOUCHED_S

    @property
    def _draws(self) -> bool:
        return self._rate != 1.0

    def _open(self, number: int, path: Path, width: int, height: int, on_frame: FrameArrived, on_state: StateChanged) -> None:
        self._let_go()
        self._on_state, self._failure, self._state = on_state, None, PlayerState.IDLE
        try:
            self._reader = FrameReader(path, check=partial(self._go_on, number))
        except CrossreelError as error:
            self._fail(error)
            return
        self._surface = VlcSurface(self._engine.vlc, width, height, on_frame)
        self._screen = StillScreen(self._reader, self._surface)
        self._clock.set_limit(self._reader.duration_ms)
        self._clock.hold(0)
        self._screen.show(0)
        self._media = VlcMedia(
            self._engine,
            path,
            self._reader.container,
            self._surface,
            on_time=self._correct,
            on_end=lambda start: self._commands.put(partial(self._end, start)),
            on_error=lambda start: self._commands.put(partial(self._refuse, start)),
        )
        self._media.set_volume(self._volume)
        self._media.arm(0)
        self._must_seek = self._was_sought = False
        self._enter(PlayerState.PAUSED)

    def _correct(self, start: int, at_ms: int) -> None:
        media = self._media
        if media is not None and media.start == start:
            self._clock.correct(at_ms)

    def _let_go(self) -> None:
        if self._surface is not None:
            self._surface.hold()
        if self._media is not None:
            self._media.close()
        if self._reader is not None:
            self._reader.close()
        if self._surface is not None:
            self._surface.close()
        self._media = self._reader = self._surface = self._screen = None

    def _refuse(self, start: int) -> None:
        if self._media is not None and self._media.start == start:
            self._fail(CrossreelError("media.not_playable"))

    def _fail(self, error: CrossreelError) -> None:
        self._failure = error
        if self._surface is not None:
            self._surface.hold()
        self._clock.hold(self._clock.position_ms())
        self._enter(PlayerState.FAILED)

    def _enter(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
            if not self._closed:
                self._on_state(state)

    def _play(self) -> None:
        if self._state is PlayerState.PAUSED:
            self._run(self._clock.position_ms())
        elif self._state is PlayerState.ENDED:
            self._run(0)

    def _run(self, at_ms: int) -> None:
        """Set everything going from a time on."""
        self._was_sought = True
        if self._media is None or self._reader is None or self._surface is None:
            return
        if self._draws:
            self._surface.hold()
            self._media.start_sound(at_ms, self._rate)
            self._clock.run(at_ms)
        else:
            stale_s = 0.0
            if not self._media.is_film:
                self._media.arm(self._reader.times.middle_ms(at_ms))
            elif self._must_seek:
                self._media.send_to(self._reader.times.middle_ms(at_ms))
                stale_s = STALE_S
            self._media.resume()
            self._clock.run(at_ms)
            self._surface.go_live(stale_s)
            self._rest()
        self._must_seek = False
        self._enter(PlayerState.PLAYING)

    def _pause(self) -> None:
        if self._state is not PlayerState.PLAYING or self._surface is None or self._media is None or self._screen is None:
            return
        self._surface.hold()
        self._media.pause()
        at_ms = self._clock.position_ms()
        self._clock.hold(at_ms)
        self._screen.show(at_ms)
        self._enter(PlayerState.PAUSED)

    def _seek(self, number: int) -> None:
        with self._lock:
            if number != self._newest:  # asked of a file that was let go since; what is wanted now has a command of its own
                return
            at_ms, self._wanted_ms = self._wanted_ms, None
            if at_ms is None or self._reader is None:
                return
            at_ms = min(at_ms, self._reader.duration_ms)
            self._clock.hold(at_ms)
        if self._state is PlayerState.FAILED or self._surface is None or self._screen is None:
            return
        self._surface.hold()
        self._screen.show(at_ms)
        self._must_seek = self._was_sought = True
        if self._state is PlayerState.PLAYING:
            self._run(at_ms)
        else:
            self._enter(PlayerState.PAUSED)

    def _set_rate(self, rate: float) -> None:
        if rate == self._rate:
            return
        at_ms = self._clock.position_ms()
        self._rate = rate
        self._clock.set_rate(rate)
        if self._state is PlayerState.PLAYING:
            self._must_seek = True
            self._run(at_ms)

    def _may_settle(self) -> bool:
        return self._must_seek and self._state is PlayerState.PAUSED and self._media is not None and self._media.is_armed

    def _settle(self) -> None:
        """Move libVLC after the stills once they rest, so that playing starts without a wait."""
        if self._may_settle() and self._media is not None and self._reader is not None:
            self._media.send_to(self._reader.times.middle_ms(self._clock.position_ms()))
            self._must_seek = False

    def _rest(self) -> None:
        """Hold no pictures beside libVLC's while none is asked for."""
        if self._reader is not None:
            self._reader.rest()

    def _draw(self) -> None:
        if self._reader is None or self._media is None or self._screen is None:
            return
        at_ms = self._clock.position_ms()
        self._screen.follow(at_ms)
        if at_ms >= self._reader.duration_ms:
            self._end(self._media.start)

    def _end(self, start: int) -> None:
        if self._reader is None or self._surface is None or self._media is None or self._screen is None:
            return
        sound_ran_out = self._draws and self._clock.position_ms() < self._reader.duration_ms
        if self._state is not PlayerState.PLAYING or start != self._media.start or sound_ran_out:
            return
        self._surface.hold()
        self._clock.hold(self._reader.duration_ms)
        self._screen.show(self._reader.duration_ms)
        self._media.arm(0)
        self._must_seek = False
        self._enter(PlayerState.ENDED)

    def _apply_volume(self) -> None:
        if self._media is not None:
            self._media.set_volume(self._volume)
