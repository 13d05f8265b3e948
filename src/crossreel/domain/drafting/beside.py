"""What a person looks at to judge a drafted line: who made it, the lines around it, and what it was read from."""

from dataclasses import dataclass

from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.burned_text import ReadingCrop

AROUND = 2
"""How many lines are shown before a line, and after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A line near the one that is judged; texts are inline markup, "" where there is none."""

    start_ms: int
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOrigin:
    """Who drafted a line, with what, and how sure that was in thousandths (None where it did not say)."""

    maker: str
    model: str = ""
    confidence: int | None = None
    is_vendor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a drafted line.

    Attributes:
        cue: the line.
        before, after: the lines around it, at most `AROUND` each, in order.
        batch: what it came with, None where nobody said.
        drafted: its text as it was drafted, "" where nobody said.
        crop: the piece of picture that it, or its source, was read from.
        is_heard: whether it, or its source, was written down from what is said.
        versions: of its episode: what can be seen and heard.
    """

    cue: Cue
    before: tuple[Around, ...] = ()
    after: tuple[Around, ...] = ()
    batch: DraftBatch | None = None
    drafted: str = ""
    crop: ReadingCrop | None = None
    is_heard: bool = False
    versions: tuple[Version, ...] = ()
