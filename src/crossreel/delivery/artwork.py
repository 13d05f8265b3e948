"""Which pictures a buyer gets, and how each is cut out of what the title has. Pure.

A picture is of its kind and has its lettering in the language asked for, or none; the cover of the title stands in where nothing
else is there for it, but never for pictures that must have no words on them or other ones. It is cut to the shape asked for and
made smaller, never larger.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.delivery.subject import ArtworkSource, Subject
from crossreel.domain.catalog.artwork import ArtworkFocus, ArtworkKind
from crossreel.domain.delivery import Profile
from crossreel.domain.text.language import base_of
from crossreel.domain.trade.profile_parts import ArtworkLanguages, ProfileArtwork

ARTWORK = "artwork"
NOT_FROM_COVER = frozenset({ArtworkKind.HERO, ArtworkKind.TITLE_TREATMENT, ArtworkKind.STILL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """What is kept of a picture, in its pixels from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPicture:
    """One picture for a buyer: `source` is None where the title has none for it.

    `language` is that of its lettering as it was asked for, "" for one picture of the title; `episode` is that of a still.
    """

    asked: ProfileArtwork
    language: str = ""
    episode: int | None = None
    source: ArtworkSource | None = None

    @property
    def crop(self) -> Crop:
        """What is kept of the source."""
        assert self.source is not None
        return crop_of(self.source, self.asked.width, self.asked.height)

    @property
    def is_too_small(self) -> bool:
        """Whether what is kept of the source has less pixels than are asked for."""
        return self.source is not None and (self.crop.width < self.asked.width or self.crop.height < self.asked.height)

    @property
    def goes(self) -> bool:
        """Whether it can be made."""
        return self.source is not None and not self.is_too_small


def pictures_of(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> tuple[WantedPicture, ...]:
    """Return every picture that a profile asks for, with what it is made from."""
    found: list[WantedPicture] = []
    for asked in profile.artwork:
        episodes = [each.number for each in subject.episodes] if asked.kind == ArtworkKind.STILL else [None]
        tags = languages if asked.languages is ArtworkLanguages.EACH else ("",)
        for episode in episodes:
            for tag in tags:
                source = _source(subject, asked, tag, episode, languages)
                found.append(WantedPicture(asked=asked, language=tag, episode=episode, source=source))
    return tuple(found)


def crop_of(source: ArtworkSource, width: int, height: int) -> Crop:
    """Return the largest part of a picture that has the shape of a width and a height, where its focus says it lies."""
    kept_width = min(source.width, source.height * width // height)
    kept_height = min(source.height, source.width * height // width)
    left, top = (source.width - kept_width) // 2, (source.height - kept_height) // 2
    places = {
        ArtworkFocus.LEFT: (0, top), ArtworkFocus.RIGHT: (source.width - kept_width, top), ArtworkFocus.TOP: (left, 0),
        ArtworkFocus.BOTTOM: (left, source.height - kept_height),
    }  # fmt: skip
    left, top = places.get(source.focus, (left, top))
    return Crop(left=left, top=top, width=kept_width, height=kept_height)


def _source(
    subject: Subject, asked: ProfileArtwork, tag: str, episode: int | None, languages: tuple[str, ...]
) -> ArtworkSource | None:
    of_kind = [each for each in subject.artworks if each.kind == asked.kind and each.episode == episode and not each.is_cover]
    for fitting in _by_language(of_kind, subject, asked, tag, languages):
        if fitting:
            return max(fitting, key=lambda each: _kept(each, asked))
    may_be_cover = asked.languages is ArtworkLanguages.ONE and asked.kind not in NOT_FROM_COVER
    return next((each for each in subject.artworks if each.is_cover), None) if may_be_cover else None


def _by_language(
    sources: list[ArtworkSource], subject: Subject, asked: ProfileArtwork, tag: str, languages: tuple[str, ...]
) -> Iterator[list[ArtworkSource]]:
    """Yield pictures that will do, the best first: in the language asked for, of the same base, without words."""
    if asked.languages is not ArtworkLanguages.TEXTLESS:
        one = (*languages[:1], subject.title.source_language)
        for wanted in (tag,) if tag else one:
            yield [each for each in sources if each.language == wanted]
            yield [each for each in sources if each.language and base_of(each.language) == base_of(wanted)]
    yield [each for each in sources if not each.language]
    if asked.languages is ArtworkLanguages.ONE:
        yield sources


def _kept(source: ArtworkSource, asked: ProfileArtwork) -> tuple[bool, float, int]:
    """Order pictures by whether they are large enough, how much of them is kept, and how large that is."""
    crop = crop_of(source, asked.width, asked.height)
    area = crop.width * crop.height
    return crop.width >= asked.width and crop.height >= asked.height, area / (source.width * source.height), area
