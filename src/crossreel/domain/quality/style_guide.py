"""Limits and conventions of a language, for one shape of picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

SDH = "sdh"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleGuide:
    """The limits QC holds a track to. Times in milliseconds, gaps in frames.

    Speeds are characters a second, `sdh_` those of subtitles for the hard of hearing (0: the same). `counting` names a strategy of
    `language.counting`: "all", "cjk_half", "no_marks" or "no_diacritics".
    `conventions` are the TOML fields of punctuation rules, by rule field name. `target_duration_ms` is the longest
    duration preferred, 0 where only the hard maximum counts. `snap_frames` and `half_second_frames` are the zones of shot changes
    and small gaps, counted at 24 frames a second (timing_rules.csv, Netflix): an edge within the first belongs on the cut, what is
    less than the second away keeps that distance or is closed.
    `sources` say where single figures come from, by name, `source` where all others do.
    A source without a cue for more than `longest_silence_ms` is worth a look.
    """

    id: str
    language: str
    counting: str = "all"
    line_target: int = 25
    line_hard: int = 29
    max_lines: int = 2
    speed_target: float = 15.0
    speed_hard: float = 20.0
    sdh_speed_target: float = 0.0
    sdh_speed_hard: float = 0.0
    min_duration_ms: int = 833
    max_duration_ms: int = 7000
    target_duration_ms: int = 0
    min_gap_frames: int = 2
    snap_frames: int = 7
    half_second_frames: int = 12
    longest_silence_ms: int = 20_000
    conventions: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    def source_of(self, name: str) -> str:
        """Return where a figure comes from: its own source, else that of all."""
        return self.sources.get(name, self.source)

    def of_role(self, role: str) -> "StyleGuide":
        """Return the guide for a role: subtitles for the hard of hearing ("sdh") may have speeds of their own."""
        if role != SDH or not self.sdh_speed_hard:
            return self
        return replace(self, speed_target=self.sdh_speed_target or self.sdh_speed_hard, speed_hard=self.sdh_speed_hard)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideInfo:
    """A set of style guides as the interface shows it: its id, its name in English and the languages it has figures for.

    `buyer` is the buyer it is for, "" for none.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    buyer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureShape:
    """What a style guide and a frame rule need to know of the picture. `end_ms` is its length, 0 where nobody knows."""

    width: int = 1080
    height: int = 1920
    frame_rate: Fraction = Fraction(30)
    end_ms: int = 0

    @property
    def is_vertical(self) -> bool:
        """Whether the picture is higher than wide."""
        return self.height > self.width
