"""A track as rules see it: texts cleaned, sources looked up, captions measured."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import span
from crossreel.domain.drafting.burned_text import BurnedIn
from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import Box, CaptionStyle, LineSize, around
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.spelling import UnknownWords
from crossreel.domain.text.timecode import frames_ms
from crossreel.language.breaking import NO_WORDS, BreakWords
from crossreel.language.counting import clean
from crossreel.qc.joined_texts import JoinedTexts
from crossreel.qc.word_lists import Words

SEPARATOR = "\0"
T = TypeVar("T")
TOLERANCE_PX = 0.5  # boxes that share less than this do not meet
Measure = Callable[[Sequence[str], str], Sequence[tuple[LineSize, ...]]]


class CheckedCue(NamedTuple):
    """A cue with its plain text (NFC, no bidi controls), its lines, and the spine cues it renders (none on the spine itself)."""

    cue: Cue
    text: str
    lines: tuple[str, ...]
    sources: Sequence[Cue] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredTerm:
    """A source expression and how this language must render it."""

    source: str
    rendering: str


class KnownPerson(NamedTuple):
    """A person of the series bible: the name this language uses, and "f", "m", "x" or "" where nobody said."""

    name: str
    gender: str


class KnownAddress(NamedTuple):
    """How a person of the drama speaks to another in this language: ids, names, and "formal", "informal" or "" for either.

    `to_id` 0 is everybody, `to` then "". `calls` is the name or title used, "" for the plain name.
    """

    speaker_id: int
    speaker: str
    to_id: int
    to: str
    calls: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTrack:
    """Everything rules may read of one track.

    `cues` come in order of time. `spine` is empty for the spine itself and where there is none. `sizes` maps cue ids to
    what each line measures in canvas pixels, as it is drawn: italics in their own face, ruby with its readings. None withholds what
    depends on them; `missing` names the characters no face has, and cues with such characters are left out of `sizes`.
    `break_words` are words beside which a line breaks badly, `names` what no line break should tear apart, `people` the
    persons of the bible, `addresses` how they speak to each other.
    `unknown_words` gives the words of a plain text that no dictionary and no title knows, None where nobody asks for spelling.
    `must_be_complete` is false for a track that need not render every cue of the spine. `find_shots` looks the shot changes up,
    `find_speech` the speech regions (None where nobody has listened), `find_burned` what is burned into the picture (None where
    nobody has read it, or a textless one is delivered).

    A rule asks `matches`, `written_matches` or `source_matches` once for the whole track, or first what `texts`, `written` and
    `source_texts` are made of (`characters`, `vocabulary`), and looks closer only at the cues that were hit.
    """

    language: str
    guide: StyleGuide
    cues: tuple[CheckedCue, ...]
    picture: PictureShape = field(default_factory=PictureShape)
    spine: tuple[Cue, ...] = ()
    source_language: str = ""
    terms: tuple[RequiredTerm, ...] = ()
    style: CaptionStyle = field(default_factory=CaptionStyle)
    zone: SafeZone | None = None
    sizes: Mapping[int, tuple[LineSize, ...]] | None = None
    missing: str = ""
    measure: Measure | None = None
    must_be_complete: bool = True
    break_words: BreakWords = NO_WORDS
    names: tuple[str, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    addresses: tuple[KnownAddress, ...] = ()
    title_id: int = 0
    episode_id: int = 0
    episode_number: int = 0
    track_id: int = 0
    role: str = "full"
    find_shots: Callable[[], Sequence[int]] | None = None
    find_speech: Callable[[], SpeechRegions | None] | None = None
    find_burned: Callable[[], BurnedIn | None] | None = None
    unknown_words: UnknownWords | None = None
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def texts(self) -> JoinedTexts:
        """The plain texts of the cues, cleaned as in `CheckedCue`."""
        return self.once("texts", lambda: JoinedTexts([checked.text for checked in self.cues]))

    @property
    def written(self) -> JoinedTexts:
        """The plain texts of the cues as they are kept: with bidi controls, and not made NFC."""
        return self.once("written", self._as_kept)

    def _as_kept(self) -> JoinedTexts:
        """Mostly nothing had to be cleaned: then it is the same, with all that was worked out of it."""
        kept = [plain_text(checked.cue.text) for checked in self.cues]
        return self.texts if kept == self.texts.texts else JoinedTexts(kept)

    @property
    def source_texts(self) -> JoinedTexts:
        """The plain texts of the spine, cleaned; none on the spine itself and where there is none."""
        return self.once("source_texts", lambda: JoinedTexts(_cleaned([plain_text(cue.text) for cue in self.spine])))

    @property
    def said(self) -> Mapping[int, str]:
        """The cleaned plain texts of the spine by the ids of its cues."""
        return self.once("said", lambda: dict(zip([cue.id for cue in self.spine], self.source_texts.texts, strict=True)))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[CheckedCue, re.Match[str]]]:
        """Yield each cue with each match in its `text`, in order. The pattern runs once over the whole track."""
        for number, match in self.texts.matches(pattern):
            yield self.cues[number], match

    def first_matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[CheckedCue, re.Match[str]]]:
        """Yield each cue with the first match in its `text`."""
        return first_of_each(self.matches(pattern))

    def written_matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[CheckedCue, re.Match[str]]]:
        """Yield each cue with each match in its plain text as it is kept."""
        for number, match in self.written.matches(pattern):
            yield self.cues[number], match

    def source_matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Cue, re.Match[str]]]:
        """Yield each cue of the spine with each match in its cleaned plain text."""
        for number, match in self.source_texts.matches(pattern):
            yield self.spine[number], match

    def word_matches(self, words: Words) -> Iterator[tuple[CheckedCue, re.Match[str]]]:
        """Yield each cue with each whole word of a list in its `text`, whatever its case."""
        pattern = words.pattern(self.texts.vocabulary) if words.keys else None
        if pattern is not None:
            yield from self.matches(pattern)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what several rules need of this track, worked out at the first question; each kind of thing has its own key."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    @property
    def shots_ms(self) -> Sequence[int]:
        """When the shots of the episode begin, in order; none where nobody has looked for them."""
        return self.find_shots() if self.find_shots else ()

    @property
    def speech(self) -> SpeechRegions | None:
        """Where somebody speaks in the episode; None where nobody has listened."""
        return self.once("speech", lambda: self.find_speech() if self.find_speech else None)

    @property
    def burned(self) -> BurnedIn | None:
        """What is burned into the picture of the episode; None where nobody has read it, or a textless one is delivered."""
        return self.once("burned", lambda: self.find_burned() if self.find_burned else None)

    @property
    def own_timed(self) -> list[CheckedCue]:
        """The cues with times of their own, in order: all but those that only have them from the spine."""
        return self.once("own_timed", lambda: [each for each in self.cues if each.cue.has_own_times])

    @property
    def min_gap_ms(self) -> int:
        """Smallest gap between two cues, in whole milliseconds."""
        return _frames_ms(self.guide.min_gap_frames, self.picture.frame_rate)

    @property
    def max_width_px(self) -> float:
        """Widest line allowed, in canvas pixels."""
        return widest_line_px(self.style, self.zone)


def first_of_each(found: Iterable[tuple[CheckedCue, re.Match[str]]]) -> Iterator[tuple[CheckedCue, re.Match[str]]]:
    """Yield of the matches in each cue, in order, the first."""
    last: CheckedCue | None = None
    for checked, match in found:
        if checked is not last:
            yield checked, match
        last = checked


def box_of(track: CheckedTrack, checked: CheckedCue) -> Box | None:
    """Return the box of a caption in its place, in canvas pixels; None where it was not measured or has no character."""
    sizes = (track.sizes or {}).get(checked.cue.id, ())
    return around(line.box for line in arrange(sizes, track.style, read_placement(checked.cue.placement)))


def widest_line_px(style: CaptionStyle, zone: SafeZone | None) -> float:
    """Return the widest line allowed, in canvas pixels: the caption box, or less where the safe zone says so."""
    widest = style.max_width_px
    return min(widest, zone.max_width_px) if zone and zone.max_width_px else widest


def checked_cues(cues: Iterable[Cue], spine: Sequence[Cue] = ()) -> tuple[CheckedCue, ...]:
    """Prepare the cues of a track in order of time; `spine` are the spine's cues in order, none for the spine itself."""
    positions = {cue.id: at for at, cue in enumerate(spine)}
    alone = {cue.id: (cue,) for cue in spine}
    listed = list(cues)
    made = []
    for cue, text in zip(listed, _cleaned([plain_text(cue.text) for cue in listed]), strict=True):
        lines = tuple(text.split("\n")) if "\n" in text else (text,)
        if cue.anchor_id is not None and cue.anchor_last_id in (cue.anchor_id, None):
            sources: Sequence[Cue] = alone.get(cue.anchor_id, ())
        else:
            sources = span(spine, positions, cue)
        made.append(CheckedCue(cue, text, lines, sources))
    return tuple(made)


def _cleaned(texts: list[str]) -> list[str]:
    """Clean many texts in one call: ten times as fast as one by one."""
    together = clean(SEPARATOR.join(texts)).split(SEPARATOR)
    return together if len(together) == len(texts) else [clean(text) for text in texts]


def measured(cues: Iterable[CheckedCue], measure: Measure, language: str) -> dict[int, tuple[LineSize, ...]]:
    """Measure every caption in one call and return the sizes of its lines by cue id; captions without a character are left out."""
    listed = [checked.cue for checked in cues if checked.text]
    found = zip(listed, measure([cue.text for cue in listed], language), strict=True)
    return {cue.id: sizes for cue, sizes in found if sizes}


@lru_cache(maxsize=256)
def _frames_ms(count: int, rate: Fraction) -> int:
    return frames_ms(count, rate)


def checked_of(track: CheckedTrack, cue: Cue) -> CheckedCue:
    """Return the prepared form of one cue of a track, for a repair."""
    return next(checked for checked in track.cues if checked.cue.id == cue.id)
