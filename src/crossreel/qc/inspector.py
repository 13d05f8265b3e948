"""Preparing tracks for QC and running rules over them: style guide, terms, safe zone and measured widths come together here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from types import MappingProxyType
from typing import TypeVar

from crossreel.domain.catalog.title import Character, Term, Title, renderings
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.brief import Address
from crossreel.domain.drafting.burned_text import BurnedIn
from crossreel.domain.picture.caption import CaptionStyle, LineSize, default_style
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.quality.check import CaptionMeasure
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.profile_limits import limited
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.inline import drawn_text
from crossreel.domain.text.language import base_of
from crossreel.domain.text.spelling import SpellerOf
from crossreel.domain.trade.profile_parts import Limits
from crossreel.language.breaking import NO_WORDS, BreakWords
from crossreel.qc.checked_track import (
    CheckedCue,
    CheckedTrack,
    KnownAddress,
    KnownPerson,
    RequiredTerm,
    checked_cues,
    measured,
    widest_line_px,
)
from crossreel.qc.guides import StyleGuides, set_for
from crossreel.qc.joined_texts import BORDER
from crossreel.qc.rulebook import Rulebook
from crossreel.qc.runner import check
from crossreel.qc.zones import SafeZones

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """What holds for every track of a title in one run.

    `guide` "" chooses the set by each picture's shape. `speller` gives for a language what finds its unknown words, None for a
    language without a dictionary; without it nothing is spelled.
    """

    title: Title
    terms: tuple[Term, ...] = ()
    characters: tuple[Character, ...] = ()
    addresses: tuple[Address, ...] = ()
    guide: str = ""
    speller: SpellerOf | None = None

    def required(self, language: str) -> tuple[RequiredTerm, ...]:
        """Return the terms and names that a language must render in one way."""
        found = renderings(self.title.source_language, self.terms, self.characters, language)
        return tuple(RequiredTerm(source=source, rendering=by) for source, by in found)

    def names(self, language: str) -> tuple[str, ...]:
        """Return the names and expressions of the bible as they stand in a language, the source's own among them."""
        if language == self.title.source_language:
            return (*(person.name for person in self.characters), *(term.source for term in self.terms))
        return tuple(term.rendering for term in self.required(language))

    def people(self, language: str) -> tuple[KnownPerson, ...]:
        """Return the people of the bible by the names a language uses."""
        own = language == self.title.source_language
        named = ((each.names.get(language) or (each.name if own else ""), each.gender) for each in self.characters)
        return tuple(KnownPerson(name, gender) for name, gender in named if name)

    def forms(self, language: str) -> tuple[KnownAddress, ...]:
        """Return how the people of the bible speak to each other in a language, as far as the brief says."""
        names = {each.id: each.names.get(language) or each.name for each in self.characters}
        said = (each for each in self.addresses if each.language == language and each.character_id in names)
        return tuple(
            KnownAddress(each.character_id, names[each.character_id], each.to_id, names.get(each.to_id, ""), each.calls, each.form)
            for each in said
            if each.to_id == 0 or each.to_id in names
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for an episode."""

    rules: TitleRules
    picture: PictureShape


class Inspector:
    """Prepares tracks and runs the rules over them.

    Args:
        rulebook: the rules.
        guides: the style guides.
        measure: captions as the renderer draws them; None withholds every size.
        zones: safe zones a title may choose.
        break_words: by language, words beside which a line breaks badly.
        shots: when the shots of an episode begin, by its id; none where nobody has looked. Asked only where a rule asks.
        speech: where somebody speaks in an episode, by its id; None where nobody has listened. Asked only where a rule asks.
        burned: what is burned into the picture of an episode, by its id; None where nobody has read it. Asked as these are.
        limits: a buyer's figures, which go before those of the style guides; none but where it is asked what a buyer will see.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        guides: StyleGuides,
        measure: CaptionMeasure | None = None,
        zones: SafeZones | None = None,
        break_words: Mapping[str, BreakWords] | None = None,
        shots: Callable[[int], Sequence[int]] | None = None,
        speech: Callable[[int], SpeechRegions | None] | None = None,
        burned: Callable[[int], BurnedIn | None] | None = None,
        limits: Limits = MappingProxyType({}),
    ) -> None:
        self._limits = limits
        self.rulebook = rulebook
        self._guides = guides
        self._measure = measure
        self._zones = zones or SafeZones()
        self._break_words = break_words or {}
        self._shots = shots
        self._speech = speech
        self._burned = burned

    def asking(self, rulebook: Rulebook) -> "Inspector":
        """Return an inspector like this one that asks other rules."""
        looked_up = (self._shots, self._speech, self._burned, self._limits)
        return Inspector(rulebook, self._guides, self._measure, self._zones, self._break_words, *looked_up)

    def listening(self, speech: Callable[[int], SpeechRegions | None]) -> "Inspector":
        """Return an inspector like this one that knows speech from somewhere else."""
        looked_up = (self._shots, speech, self._burned, self._limits)
        return Inspector(self.rulebook, self._guides, self._measure, self._zones, self._break_words, *looked_up)

    def limited(self, limits: Limits) -> "Inspector":
        """Return an inspector like this one that goes by a buyer's figures before those of the style guides."""
        looked_up = (self._shots, self._speech, self._burned, limits)
        return Inspector(self.rulebook, self._guides, self._measure, self._zones, self._break_words, *looked_up)

    def guide_id(self, rules: TitleRules, picture: PictureShape) -> str:
        """Return the id of the set that holds for a picture of the title."""
        return rules.guide or rules.title.style_guide or set_for(picture)

    def prepare(
        self,
        rules: TitleRules,
        track: Track,
        cues: Iterable[Cue],
        spine: Sequence[Cue] | None,
        picture: PictureShape,
        *,
        sizes: bool = True,
        episode_number: int = 0,
    ) -> CheckedTrack:
        """Return a track as rules see it.

        Args:
            rules: what holds for the title.
            track: the track.
            cues: its cues in order, all of them or those to look at.
            spine: the spine's cues in order; None for the spine itself and where there is none.
            picture: shape and frame rate of the episode's video.
            sizes: whether captions are measured; without, only characters that no face has are looked for.
            episode_number: of the episode, for the rules that read a title.

        Raises:
            NotFound: there is no such set of style guides.
            BadInput: the file of its style guides or of its safe zone cannot be read.
        """
        prepared = CheckedTrack(
            language=track.language, role=variant_of(track.role), guide=self._guide_of(rules, track, picture),
            cues=checked_cues(cues, spine or ()), spine=tuple(spine or ()), picture=picture,
            source_language=rules.title.source_language if spine else "", terms=rules.required(track.language) if spine else (),
            break_words=self._break_words.get(base_of(track.language), NO_WORDS), names=rules.names(track.language),
            people=rules.people(track.language), addresses=rules.forms(track.language),
            style=default_style(picture.width, picture.height), zone=self.zone(rules.title, picture),
            must_be_complete=track.role is not Role.FORCED, title_id=rules.title.id, episode_id=track.episode_id,
            track_id=track.id, episode_number=episode_number,
            unknown_words=rules.speller(track.language) if rules.speller else None,
            find_shots=_asked(self._shots, track), find_speech=_asked(self._speech, track), find_burned=_asked(self._burned, track),
        )  # fmt: skip
        return self._with_sizes(prepared, sizes)

    def _guide_of(self, rules: TitleRules, track: Track, picture: PictureShape) -> StyleGuide:
        guide = self._guides.get(self.guide_id(rules, picture), track.language)
        return limited(guide, self._limits, picture.frame_rate).of_role(variant_of(track.role))

    def inspect(self, prepared: CheckedTrack, id_of: Callable[[str], int]) -> list[Finding]:
        """Run every rule over a prepared track, but for those that read a title."""
        return check(prepared, self.rulebook.rules, id_of)

    def zone(self, title: Title, picture: PictureShape) -> SafeZone | None:
        """Return the safe zone of a title's vertical pictures."""
        return self._zones.of_title(title) if picture.is_vertical else None

    def max_width_px(self, title: Title, picture: PictureShape) -> float:
        """Return the widest line allowed in a title's pictures, in canvas pixels."""
        return widest_line_px(default_style(picture.width, picture.height), self.zone(title, picture))

    def guide(self, set_id: str, language: str) -> StyleGuide:
        """Return a style guide.

        Raises:
            NotFound: there is no such set.
        """
        return self._guides.get(set_id, language)

    def missing(self, text: str, language: str) -> str:
        """Return the characters of a plain text that no face has."""
        return self._measure.missing(text, language) if self._measure else ""

    def sizes(self, text: str, language: str, picture: PictureShape) -> tuple[LineSize, ...] | None:
        """Return what the lines of a caption (inline markup) measure in canvas pixels; None where nothing measures."""
        if self._measure is None:
            return None
        return self._measure.sizes([text], language, default_style(picture.width, picture.height))[0]

    def _with_sizes(self, track: CheckedTrack, sizes: bool) -> CheckedTrack:
        if self._measure is None:
            return track
        measure = partial(_measure, self._measure, track.style)
        if not self.rulebook.measures:
            return replace(track, measure=measure)  # for repairs, which may ask
        readings = {cue.cue.id: drawn_text(cue.cue.text) for cue in track.cues if "<ruby" in cue.cue.text}
        characters = track.texts.characters.union(*readings.values()) - frozenset(BORDER)
        missing = self._measure.missing("".join(sorted(characters)), track.language)
        if not sizes:
            return replace(track, missing=missing)
        trusted: Iterable[CheckedCue] = track.cues
        if missing:
            absent = frozenset(missing)
            trusted = [cue for cue in track.cues if absent.isdisjoint(readings.get(cue.cue.id, cue.text))]
        return replace(track, sizes=measured(trusted, measure, track.language), missing=missing, measure=measure)


def _asked(find: Callable[[int], T] | None, track: Track) -> Callable[[], T] | None:
    """Return what looks something up of a track's episode, once."""
    return cache(partial(find, track.episode_id)) if find else None


def _measure(measure: CaptionMeasure, style: CaptionStyle, texts: Sequence[str], language: str) -> Sequence[tuple[LineSize, ...]]:
    return measure.sizes(texts, language, style)


def picture_of(media: Version | None) -> PictureShape:
    """Return what style guide and rules need to know of an episode's video; a vertical one where there is none yet."""
    if media is None or not media.width or not media.height:
        return PictureShape()
    rate = media.frame_rate or PictureShape().frame_rate
    return PictureShape(width=media.width, height=media.height, frame_rate=rate, end_ms=media.duration_ms)
