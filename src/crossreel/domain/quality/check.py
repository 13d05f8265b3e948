"""What a QC run says in sum, and live figures while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crossreel.domain.item import Item
from crossreel.domain.picture.caption import CaptionStyle, LineSize
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.column_name import column_name


class CaptionMeasure(Protocol):
    """Measures captions as the renderer draws them: the module `rendering.caption` is one."""

    def sizes(self, texts: Sequence[str], language: str, style: CaptionStyle) -> Sequence[tuple[LineSize, ...]]:
        """Return the lines of each caption (inline markup) with their sizes in pixels of the style's canvas.

        A caption has as many lines as its text, none where nothing stands in any of them.
        """

    def missing(self, text: str, language: str) -> str:
        """Return the characters of a plain text that no declared font has; "" when widths can be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSummary:
    """Open findings of one language: how many of each severity, how many new since the last run and how many gone."""

    language: str
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    waived: int = 0
    new: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedTrack:
    """A track with cues that QC never looked at: of it nothing is known, which is not the same as nothing found."""

    track_id: int
    episode_id: int
    language: str
    role: str = "full"

    @property
    def column(self) -> str:
        """The column it stands in, of the matrix and of the editor."""
        return column_name(self.language, self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSummary:
    """What a QC run found. `guide` names the set used, or several where episodes differ in shape; `guides` lists them.

    `run` is the number under which it is kept, 0 where it is not. `media` counts the pictures and sounds it looked at.
    """

    title_id: int
    guide: str
    languages: tuple[LanguageSummary, ...]
    tracks: int = 0
    cues: int = 0
    guides: tuple[str, ...] = ()
    by_rule: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[Item, ...] = ()
    run: int = 0
    media: int = 0

    @property
    def errors(self) -> int:
        """Open errors over all languages."""
        return sum(language.errors for language in self.languages)

    @property
    def warnings(self) -> int:
        """Open warnings over all languages."""
        return sum(language.warnings for language in self.languages)

    @property
    def infos(self) -> int:
        """Open remarks that are no fault."""
        return sum(language.infos for language in self.languages)

    @property
    def waived(self) -> int:
        """Findings somebody accepted."""
        return sum(language.waived for language in self.languages)

    @property
    def new(self) -> int:
        """Findings the last run did not have."""
        return sum(language.new for language in self.languages)

    @property
    def gone(self) -> int:
        """Findings the last run had and this one has not."""
        return sum(language.gone for language in self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMeasure:
    """One line against its limits. `width_px` is None where a face is missing or nothing measures."""

    text: str
    count: float
    width_px: float | None
    severity: Severity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMeasure:
    """Figures of a text as it is typed, beside the limits of its style guide.

    Each line's `severity` is None inside the target. Widths are pixels of the 1080x1920 canvas.
    """

    cps: float | None
    speed_target: float
    speed_hard: float
    lines: tuple[LineMeasure, ...]
    line_target: int
    line_hard: int
    max_lines: int
    max_width_px: float
    missing: str = ""
