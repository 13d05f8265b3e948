"""Playing one clip into memory: FFmpeg shows, libVLC sounds.

Every picture comes from `frames.FrameReader`, put on the screen by the player's clock, so that its number is known and never
guessed: whatever the machine is busy with, no frame after the end of a stretch is shown, and the position told is that of the
frame on the screen. libVLC plays a copy of the sound; its reports keep the clock in step with what is heard.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.domain.picture.player import FrameArrived, PlayerState, StateChanged
from crossreel.kernel import memory
from crossreel.media.frame_times import FrameTimes, read_frame_times
from crossreel.media.frames import FrameReader
from crossreel.media.player_clock import PlayerClock
from crossreel.media.screen import Screen
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_sound import VlcSound

log = logging.getLogger(__name__)

SETTLE_S = 0.15
REST_S = 1.5
REST_UNTOUCHED_S = 0.3
STALE_S = 0.15  # a report may still be of the time before the last start
STALE_MS = 150
RATES = (0.25, 4.0)
TimesOf = Callable[[Path, Callable[[], None]], FrameTimes]


class VlcPlayer:
    """A `domain.picture.player.Player`. Its commands return at once and are carried out in order on a thread of its own."""

    def __init__(self, engine: VlcEngine, times_of: TimesOf = read_frame_times) -> None:
        """Make a player; `times_of` lists the frames of a file, or knows them from before."""
        self._engine = engine
        self._times_of = times_of
        self._commands: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._clock = PlayerClock()
        self._lock = Lock()
        self._wanted_ms: int | None = None
        self._state = PlayerState.IDLE
        self._volume = 100
        self._rate = 1.0
        self._until_ms: int | None = None
        self._again_ms: int | None = None
        self._failure: CrossreelError | None = None
        self._on_state: StateChanged = lambda state: None
        self._reader: FrameReader | None = None
        self._screen: Screen | None = None
        self._sound: VlcSound | None = None
        self._started = 0.0
        self._was_sought = False  # a video that is only loaded ahead gives its pictures back sooner
        self._is_armed = False
        self._keeps = False  # memory of pictures, for the next ones
        self._closed = False
        self._newest = 0
        self._worker = Thread(target=self._work, name="crossreel-player", daemon=True)
        self._worker.start()

    def open(
        self, clip: Clip, width: int, height: int, on_frame: FrameArrived, on_state: StateChanged, sound: Clip | None = None
    ) -> None:
        """Load a clip and show its first frame, paused; what was loaded before is let go.

        A file that cannot be played ends in `PlayerState.FAILED`; `failure()` then says why.
        """
        with self._lock:
            self._wanted_ms = None
            self._state = PlayerState.IDLE
            self._newest += 1
            number = self._newest
        self._clock.hold(0)
        self._commands.put(lambda: self._open(number, (clip, sound or clip), (width, height), on_frame, on_state))

    def resize(self, width: int, height: int) -> None:
        """Give frames of another size from now on; what plays plays on."""
        self._commands.put(partial(self._resize, width, height))

    def frame(self) -> memoryview | None:
        """Return the newest complete frame (BGRX), which stays as it is; None before the first."""
        screen = self._screen
        return screen.on[1] if screen is not None and screen.on is not None else None

    def shown(self) -> tuple[memoryview, int] | None:
        """Return the newest frame together with the time of the picture, which lies within that of this frame."""
        screen = self._screen
        on = screen.on if screen is not None else None
        if screen is None or on is None:
            return None
        with self._lock:
            if self._wanted_ms is not None:
                return on[1], self._wanted_ms
        at_ms = self._clock.position_ms()
        return on[1], screen.within(at_ms, on[0]) if self._state is PlayerState.PLAYING else at_ms

    def play(self, until_ms: int | None = None, again_from_ms: int | None = None) -> None:
        """Start or resume; at the end, from the beginning. `Player.play` says what the times mean."""
        self._commands.put(partial(self._play, until_ms, again_from_ms))

    def arm(self) -> None:
        """Hold the next pictures and the sound ready: a start that comes soon is seen and heard at once."""
        self._commands.put(self._arm)

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
        """Return the time now, while playing within that of the frame shown; after a seek the time asked for."""
        with self._lock:
            if self._wanted_ms is not None:
                return self._wanted_ms
        at_ms, screen = self._clock.position_ms(), self._screen
        on = screen.on if screen is not None else None
        return (
            screen.within(at_ms, on[0]) if screen is not None and on is not None and self._state is PlayerState.PLAYING else at_ms
        )

    def duration_ms(self) -> int:
        """Return how long the clip is that is open; 0 before it is known."""
        reader = self._reader
        return reader.duration_ms if reader is not None else 0

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

    # Everything below runs on the worker; libVLC's own threads only correct the clock.

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
        if self._state is PlayerState.PLAYING and self._screen is not None:
            return self._screen.until_next_s(self._clock.position_ms(), self._rate)
        if self._may_settle():
            return SETTLE_S
        if self._reader is None or self._reader.is_resting or self._is_armed:
            return None
        return REST_S if self._was_sought else REST_UNTOUCHED_S

    def _open(
        self, number: int, clips: tuple[Clip, Clip], size: tuple[int, int], on_frame: FrameArrived, on_state: StateChanged
    ) -> None:
        clip, sound = clips
        self._let_go()
        self._on_state, self._failure, self._state = on_state, None, PlayerState.IDLE
        try:
            go_on = partial(self._go_on, number)
            self._reader = FrameReader(clip.path, self._times_of(clip.path, go_on), go_on, clip.cut)
        except CrossreelError as error:
            self._fail(error)
            return
        self._screen = Screen(self._reader, *size, on_frame)
        self._clock.set_limit(self._reader.duration_ms)
        self._clock.hold(0)
        self._screen.show(0)
        self._sound = VlcSound(self._engine, sound, self._correct)
        self._sound.set_volume(self._volume)
        self._was_sought = False
        self._enter(PlayerState.PAUSED)

    def _correct(self, start: int, at_ms: int) -> None:
        sound = self._sound
        if sound is None or sound.start_number != start:
            return
        if time.monotonic() - self._started < STALE_S and abs(at_ms - self._clock.position_ms()) > STALE_MS:
            return
        self._clock.correct(at_ms)

    def _let_go(self) -> None:
        self._until_ms = self._again_ms = None
        self._is_armed = False
        if self._sound is not None:
            self._sound.close()
        if self._reader is not None:
            self._reader.close()
        self._sound = self._reader = self._screen = None
        self._keep_pictures(False)

    def _fail(self, error: CrossreelError) -> None:
        self._failure = error
        if self._sound is not None:
            self._sound.pause()
        self._clock.hold(self._clock.position_ms())
        self._enter(PlayerState.FAILED)

    def _enter(self, state: PlayerState) -> None:
        if state is not self._state:
            self._keep_pictures(state is PlayerState.PLAYING)
            self._state = state
            if not self._closed:
                self._on_state(state)

    def _keep_pictures(self, plays: bool) -> None:
        """While it plays let the memory of one picture be that of the next, and give it back afterwards."""
        if plays and not self._keeps:
            memory.keep_large_blocks()
        elif self._keeps and not plays:
            memory.give_back()
        self._keeps = plays

    def _play(self, until_ms: int | None, again_ms: int | None) -> None:
        self._until_ms, self._again_ms = until_ms, again_ms
        if self._state is PlayerState.PAUSED:
            self._run(self._clock.position_ms())
        elif self._state is PlayerState.ENDED:
            self._run(0)

    def _arm(self) -> None:
        if self._state is PlayerState.PAUSED and self._sound is not None and self._screen is not None:
            at_ms = self._clock.position_ms()
            self._is_armed = True
            self._screen.follow(at_ms)
            self._screen.get_ready()
            self._sound.arm(at_ms, self._rate)

    def _run(self, at_ms: int) -> None:
        """Set everything going from a time on."""
        self._was_sought, self._is_armed = True, False
        if self._sound is None or self._screen is None:
            return
        self._screen.follow(at_ms)
        self._screen.get_ready()
        self._sound.start(at_ms, self._rate)
        self._started = time.monotonic()
        self._clock.run(at_ms)
        self._enter(PlayerState.PLAYING)

    def _pause(self) -> None:
        if self._state is PlayerState.PLAYING:
            self._rest_at(self.position_ms(), PlayerState.PAUSED)

    def _rest_at(self, at_ms: int, state: PlayerState) -> None:
        """Be still, with the frame of a time on the screen."""
        self._until_ms = self._again_ms = None
        if self._sound is None or self._screen is None:
            return
        self._sound.pause()
        self._clock.hold(at_ms)
        self._screen.follow(at_ms)
        self._screen.forget_ready()
        self._enter(state)

    def _seek(self, number: int) -> None:
        with self._lock:
            if number != self._newest:  # asked of a file that was let go since; what is wanted now has a command of its own
                return
            at_ms, self._wanted_ms = self._wanted_ms, None
            if at_ms is None or self._reader is None:
                return
            at_ms = min(at_ms, self._reader.duration_ms)
            self._clock.hold(at_ms)
        if self._state is PlayerState.FAILED or self._screen is None:
            return
        self._until_ms = self._again_ms = None
        self._screen.show(at_ms)
        self._was_sought, self._is_armed = True, False
        if self._state is PlayerState.PLAYING:
            self._run(at_ms)
        else:
            self._enter(PlayerState.PAUSED)

    def _resize(self, width: int, height: int) -> None:
        if self._screen is not None:
            self._screen.resize(width, height)

    def _set_rate(self, rate: float) -> None:
        if rate == self._rate:
            return
        at_ms = self._clock.position_ms()
        self._rate = rate
        self._clock.set_rate(rate)
        if self._state is PlayerState.PLAYING:
            self._run(at_ms)

    def _may_settle(self) -> bool:
        return self._state is PlayerState.PAUSED and self._sound is not None and not self._sound.is_prepared

    def _settle(self) -> None:
        """Have the sound ready once one stays, so that playing starts without a wait."""
        if self._sound is not None:
            self._sound.prepare(self._give_way)

    def _give_way(self) -> None:
        """Raise `Cancelled` where a command waits."""
        if self._closed or not self._commands.empty():
            raise Cancelled

    def _rest(self) -> None:
        """Hold no pictures but the one shown while none is asked for."""
        if self._reader is not None:
            self._reader.rest()

    def _draw(self) -> None:
        """Show what is due; at the end of the stretch, or of the file, its last frame stays."""
        if self._reader is None or self._screen is None:
            return
        at_ms, duration_ms = self._clock.position_ms(), self._reader.duration_ms
        end_ms = duration_ms if self._until_ms is None else min(self._until_ms, duration_ms)
        if at_ms < end_ms:
            self._screen.follow(at_ms)
            self._screen.get_ready()
        elif self._until_ms is None:
            self._rest_at(duration_ms, PlayerState.ENDED)
        elif self._again_ms is not None and self._again_ms < end_ms:
            self._run(self._again_ms)
        else:
            times = self._reader.times
            self._rest_at(times.start_ms(times.frame_index(max(0, end_ms - 1))), PlayerState.PAUSED)

    def _apply_volume(self) -> None:
        if self._sound is not None:
            self._sound.set_volume(self._volume)
