"""What the interface asks of a player; libVLC is one."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from crossreel.domain.catalog.cut import Clip
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
    """Plays one picture, with its own sound or another, into memory. Times count from the start of the clip.

    The two callbacks arrive on the player's own threads.
    """

    def open(
        self, clip: Clip, width: int, height: int, on_frame: FrameArrived, on_state: StateChanged, sound: Clip | None = None
    ) -> None:
        """Load a clip and show its first frame, paused. Frames are `width` x `height`, 32 bits a pixel (BGRX).

        `sound` is heard in the place of the clip's own, both from their starts.
        """

    def resize(self, width: int, height: int) -> None:
        """Give frames of another size from now on; what plays plays on."""

    def frame(self) -> memoryview | None:
        """Return the newest complete frame (width * height * 4 bytes), which stays as it is; None before the first."""

    def shown(self) -> tuple[memoryview, int] | None:
        """Return the newest frame together with the time of the picture, which lies within that of this frame."""

    def play(self, until_ms: int | None = None, again_from_ms: int | None = None) -> None:
        """Start or resume; while playing, only the end becomes another.

        Args:
            until_ms: end of a stretch: no frame that begins at or after it is shown, the one before stays, the player is paused and
                its position the start of that frame. None plays to the end of the clip.
            again_from_ms: at the end of the stretch it goes on from here, again and again.
        """

    def arm(self) -> None:
        """Hold the next pictures and the sound ready, while paused: a start that comes soon is seen and heard at once."""

    def pause(self) -> None:
        """Stop at the frame shown."""

    def seek(self, at_ms: int) -> None:
        """Show the frame at `at_ms`; several quick calls are joined into the last."""

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the normal speed (0.25 to 4)."""

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""

    def position_ms(self) -> int:
        """Return the time of the picture: while playing it lies within that of the frame shown."""

    def duration_ms(self) -> int:
        """Return how long the clip is that is open; 0 before it is known."""

    def state(self) -> PlayerState:
        """Return what the player is doing."""

    def failure(self) -> CrossreelError | None:
        """Return why the file cannot be played, in `PlayerState.FAILED`."""

    def let_go(self) -> None:
        """Stop and give back the file and its memory; another may be opened."""

    def close(self) -> None:
        """Stop and free everything; no callback arrives afterwards."""
