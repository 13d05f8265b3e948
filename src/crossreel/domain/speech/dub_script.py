"""A language of a title as those who dub it work on it: line by line, each with the time it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.speech.dub_line import DubStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class DubRow:
    """A line to be spoken.

    `cue_id` is what the row comes back by, `line_id` the cue that is spoken (None while it is not translated). Texts are inline
    markup. `units` it has, and has `room` for; `needed_ms` is how long it takes; all None where nothing is known of the language.
    `base` has a digest of what went out, by column and for "dub".
    """

    cue_id: int
    line_id: int | None
    episode: int
    start_ms: int
    end_ms: int
    speaker: str
    source: str
    text: str
    status: DubStatus = DubStatus.OPEN
    voice: str = ""
    remark: str = ""
    units: float | None = None
    room: int | None = None
    needed_ms: int | None = None
    base: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_ms(self) -> int:
        """How long the line may take."""
        return self.end_ms - self.start_ms

    @property
    def over_ms(self) -> int:
        """By how much the line is too long, 0 where it fits or nothing is known."""
        return max(0, (self.needed_ms or 0) - self.has_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class DubScript:
    """The lines of a title in a column, in order; `source` is the column they are translated from.

    `unit` is "syllables" or "characters", `per_second` how many are spoken, `rate_source` where that is known from; "" and None
    where there is no figure for the language.
    """

    title: str
    name: str
    source: str
    column: str
    unit: str = ""
    per_second: float | None = None
    rate_source: str = ""
    rows: tuple[DubRow, ...] = ()

    @property
    def by_speaker(self) -> dict[str, list[DubRow]]:
        """The lines of each speaker, whoever has most first; "" for lines of nobody."""
        found: dict[str, list[DubRow]] = {}
        for row in self.rows:
            found.setdefault(row.speaker, []).append(row)
        return dict(sorted(found.items(), key=lambda each: (not each[0], -len(each[1]), each[0])))
