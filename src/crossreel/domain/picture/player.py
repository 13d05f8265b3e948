"""What the interface asks of a player; libVLC is one."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from crossreel.domain.errors import CrossreelError

FrameArrived = Callable[[], None]


class PlayerState(StrEnum):
    """What a player is doing."""

    IDLE = "idle"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"


StateChanged = Callable[[PlayerState], None]


class Player(Protocol):
    """Plays one file into memory. The two callbacks arrive on the player's own threads."""

    def open(self, path: Path, width: int, height: int, on_frame: FrameArrived, on_state: StateChanged) -> None:
        """Load a file and show its first frame, paused. Frames are `width` x `height`, 32 bits a pixel (BGRX)."""
        ...

    def frame(self) -> memoryview | None:
        """Return the newest complete frame (width * height * 4 bytes), valid until the next but one; None before the first."""
        ...

    def play(self) -> None:
        """Start or resume."""
        ...

    def pause(self) -> None:
        """Stop at the frame shown."""
        ...

    def seek(self, at_ms: int) -> None:
        """Show the frame at `at_ms`; several quick calls are joined into the last."""
        ...

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the normal speed (0.25 to 4)."""
        ...

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        ...

    def position_ms(self) -> int:
        """Return the interpolated time of the frame shown."""
        ...

    def state(self) -> PlayerState:
        """Return what the player is doing."""
        ...

    def failure(self) -> CrossreelError | None:
        """Return why the file cannot be played, in `PlayerState.FAILED`."""
        ...

    def let_go(self) -> None:
        """Stop and give back the file and its memory; another may be opened."""
        ...

    def close(self) -> None:
        """Stop and free everything; no callback arrives afterwards."""
        ...
