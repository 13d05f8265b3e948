"""What engines make of sound and picture: lines that were read, words that were heard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line of text as it was read in a picture. `confidence` is in thousandths."""

    text: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpot:
    """Where a line of text stands in a picture, in shares of its width and height. `confidence` is in thousandths."""

    left: float
    top: float
    right: float
    bottom: float
    confidence: int

    @property
    def height(self) -> float:
        """How high the line is, as a share of the picture."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word as it was heard, in milliseconds from the start of the sound. `confidence` is in thousandths or None."""

    text: str
    start_ms: int
    end_ms: int
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in a sound. `duration_ms` is what is paid for; `language` is what the engine took it for, "" for unknown."""

    words: tuple[HeardWord, ...]
    duration_ms: int
    language: str = ""
    model: str = ""
