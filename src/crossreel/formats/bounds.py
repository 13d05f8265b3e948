"""What a subtitle file may take of the machine: files come from strangers, and a small one can be made to fill a memory.

Each bound is far above what honest files hold (a whole title in twelve languages is a script of 7 MB) and keeps one reading within
about ten seconds of one core and half a gigabyte.
"""

import time
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput

CLOCK_STEP = 32_768  # characters between two looks at the clock
STEP = 64  # what a cue, block or row costs beside its characters, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much is read of one file.

    Attributes:
        megabytes: size of the file.
        unpacked_megabytes: size of what a workbook unpacks to.
        ratio: how many times the size of the file a workbook may unpack to, once it is larger than a megabyte.
        lines: lines of a text.
        marks: elements and attributes of an XML text, or tags of the sheets and strings of a workbook.
        furniture: tags of all else in a workbook: styles, names, properties.
        depth: how deep elements are nested.
        attributes: attributes of one element.
        columns: cells of one row.
        cues: subtitles.
        cue_characters: characters of one subtitle, with its tags.
        seconds: of the processor, for all of it.
    """

    megabytes: int = 24
    unpacked_megabytes: int = 64
    ratio: int = 200
    lines: int = 2_000_000
    marks: int = 1_500_000
    furniture: int = 60_000
    depth: int = 64
    attributes: int = 256
    columns: int = 512
    cues: int = 100_000
    cue_characters: int = 65_536
    seconds: int = 10

    def refuse(self, bound: str) -> BadInput:
        """Return the error that says which bound was passed."""
        return BadInput(f"bounds.{bound}", limit=getattr(self, bound))

    def check(self, bound: str, found: int) -> None:
        """Raise `BadInput` when there is more of something than its bound."""
        if found > getattr(self, bound):
            raise self.refuse(bound)


BOUNDS = Bounds()


@dataclass(slots=True)
class Meter:
    """Counts what one reading has taken so far."""

    bounds: Bounds = BOUNDS
    _cues: int = 0
    _steps: int = 0
    _began: float = field(default_factory=time.thread_time)

    def cue(self, characters: int) -> None:
        """Count a subtitle before its text is looked at, and how many characters it has with its tags.

        Raises:
            BadInput: there are too many, this one is too long, or the reading takes too much time.
        """
        self._cues += 1
        if self._cues > self.bounds.cues:
            raise self.bounds.refuse("cues")
        if characters > self.bounds.cue_characters:
            raise self.bounds.refuse("cue_characters")
        self.step(characters)

    def step(self, characters: int = 0) -> None:
        """Count a block, row or event that may be no subtitle.

        Raises:
            BadInput: the reading takes too much time.
        """
        self._steps += STEP + characters
        if self._steps > CLOCK_STEP:
            self._steps = 0
            if time.thread_time() - self._began > self.bounds.seconds:
                raise self.bounds.refuse("seconds")
