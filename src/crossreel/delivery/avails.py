"""What of a title may be shown by the buyer, as Avails has it: offers of seasons, and of episodes that are sold one by one."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from crossreel.delivery.captions import are_included
from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.delivery.works import episodes_of, local_id, seasons_of, work_of
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.trade.right import WORLD, Licence, Right
from crossreel.kernel.paths import resource

SVOD = "SVOD"
LABEL = "AVAILS"
UNITED_STATES = "US"
START_OF_DAY, END_OF_DAY = "00:00:00", "23:59:59"
IMMEDIATE, OPEN = "Immediate", "Open"
UHD_PIXELS, HD_PIXELS = 2160, 720  # the shorter side
PRICE = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceWords:
    """A licence in the words of Avails: its type, what is said beside it, and whether it sells each episode by itself."""

    type: str
    description: str = ""
    by_episode: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A right to one season, or to one `episode` of it, with the ids under which both standards know it.

    `episodes` are all that are offered by it, `work_id` is the id of what is offered: the season's or the episode's.
    """

    right: Right
    season: Season
    licence: LicenceWords
    episodes: tuple[Episode, ...]
    series_id: str
    season_id: str
    work_id: str
    logical_id: str
    avail_id: str
    episode: Episode | None = None

    @property
    def territories(self) -> tuple[str, ...]:
        """The territories by their codes; none for everywhere."""
        return tuple(each for each in self.right.territories if each != WORLD)

    @property
    def name(self) -> str:
        """What the house calls it beside the title's name: `S01`, or `S01E003`."""
        return f"S{self.season.number:02d}" + (f"E{self.episode.number:03d}" if self.episode is not None else "")

    @property
    def reaches_us(self) -> bool:
        """Whether it holds in the United States."""
        return UNITED_STATES not in self.right.excluded and bool({UNITED_STATES, WORLD} & set(self.right.territories))

    @property
    def start(self) -> str:
        """The first moment, `2026-06-01T00:00:00`, or `Immediate`."""
        return f"{self.right.start_day}T{START_OF_DAY}" if self.right.start_day else IMMEDIATE

    @property
    def end(self) -> str:
        """The last moment, `2027-05-31T23:59:59`, or `Open`."""
        return f"{self.right.end_day}T{END_OF_DAY}" if self.right.end_day else OPEN


def licensee_of(contents: Contents) -> str:
    """Return the name of who gets the offers, its code where the catalog knows no name."""
    return contents.subject.licensee or contents.profile.buyer


def avails_file(subject: Subject, extension: str) -> tuple[MetadataFile, ...]:
    """Return the one file of a title that has rights, none of one without."""
    return (MetadataFile(label=LABEL, extension=extension, season=1),) if subject.rights else ()


def offers_of(subject: Subject, profile: Profile) -> Iterator[Offer]:
    """Yield a season for each right that holds of it, or each of its episodes where the licence sells them one by one."""
    for season in seasons_of(subject):
        for right in subject.rights:
            if right.season_id not in (None, season.id):
                continue
            episodes = episodes_of(subject, season)
            if licence_words(right.licence).by_episode:
                yield from (_offer(subject, profile, right, season, episode) for episode in episodes)
            else:
                yield _offer(subject, profile, right, season)


def _offer(subject: Subject, profile: Profile, right: Right, season: Season, episode: Episode | None = None) -> Offer:
    number = episode.number if episode is not None else None
    offer = Offer(
        right=right,
        season=season,
        licence=licence_words(right.licence),
        episodes=(episode,) if episode is not None else episodes_of(subject, season),
        series_id=work_of(subject, profile).content_id,
        season_id=work_of(subject, profile, season=season.number).content_id,
        work_id=work_of(subject, profile, season=season.number, episode=number).content_id,
        logical_id=f"md:alid:{local_id(subject, profile, season=season, episode=episode)}",
        avail_id="",
        episode=episode,
    )
    return replace(offer, avail_id=f"{subject.title.code}-{offer.name}-{right.id}")


def check_rights(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the rights that Avails has no way to tell: without a licensor or territories, or sold by the piece without a price."""
    for right in subject.rights:
        missing = [] if right.licensor else ["licensor"]
        missing += [] if right.territories else ["territories"]
        if licence_words(right.licence).type != SVOD and not (right.price_type and PRICE.fullmatch(right.price)):
            missing.append("price")
        for name in missing:
            facts = {"licence": right.licence.value, "territories": list(right.territories), "field": name}
            yield Refusal(code="delivery.right_incomplete", facts=facts, mends=(Mend.RIGHTS,))


def check_exemption(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the episodes that are offered in the United States without captions, where the profile has no reason for that."""
    if profile.captions.exemption:
        return
    offered = {offer.episode.number for offer in offers_of(subject, profile) if offer.episode is not None and offer.reaches_us}
    for number in sorted(offered):
        if not are_included(subject, languages, number):
            yield Refusal(code="delivery.caption_exemption", episode=number, mends=(Mend.PROFILE, Mend.RIGHTS))


def exemption_of(contents: Contents, offer: Offer) -> int:
    """Return the number of the reason why an episode has no captions in the United States, 0 where it has or needs none."""
    if offer.episode is None or not offer.reaches_us:
        return 0
    told = are_included(contents.subject, contents.plan.languages, offer.episode.number)
    return 0 if told else contents.profile.captions.exemption


def format_profile(contents: Contents, offer: Offer) -> str:
    """Return `UHD`, `HD` or `SD` by the shorter side of the smallest picture that is offered; `HD` where none is known."""
    found = [contents.media[each.number] for each in offer.episodes if each.number in contents.media]
    sides = [min(media.width, media.height) for media in found if _is_seen(media)]
    side = min(sides, default=HD_PIXELS)
    return "UHD" if side >= UHD_PIXELS else "HD" if side >= HD_PIXELS else "SD"


def _is_seen(media: Version) -> bool:
    return bool(media.width and media.height)


@cache
def _licences() -> Mapping[str, LicenceWords]:
    table = tomllib.loads(resource("avails_licences.toml").read_text("utf-8"))
    return {name: LicenceWords(**words) for name, words in table.items()}


def licence_words(licence: Licence) -> LicenceWords:
    """Return what Avails calls a licence."""
    return _licences()[licence.value]
