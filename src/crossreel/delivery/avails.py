"""What of a title may be shown by the buyer, as Avails has it: offers of whole seasons."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.delivery.works import episodes_of, local_id, seasons_of, work_of
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.trade.right import WORLD, Licence, Right
from crossreel.kernel.paths import resource

SVOD = "SVOD"
LABEL = "AVAILS"
START_OF_DAY, END_OF_DAY = "00:00:00", "23:59:59"
IMMEDIATE, OPEN = "Immediate", "Open"
UHD_PIXELS, HD_PIXELS = 2160, 720  # the shorter side
PRICE = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceWords:
    """A licence in the words of Avails: its type, and what is said beside it."""

    type: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A right to one season, with the ids under which both standards know it."""

    right: Right
    season: Season
    licence: LicenceWords
    series_id: str
    season_id: str
    logical_id: str
    avail_id: str

    @property
    def territories(self) -> tuple[str, ...]:
        """The territories by their codes; none for everywhere."""
        return tuple(each for each in self.right.territories if each != WORLD)

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
    """Yield a season for each right that holds of it."""
    for season in seasons_of(subject):
        for right in subject.rights:
            if right.season_id in (None, season.id):
                yield Offer(
                    right=right,
                    season=season,
                    licence=licence_words(right.licence),
                    series_id=work_of(subject, profile).content_id,
                    season_id=work_of(subject, profile, season=season.number).content_id,
                    logical_id=f"md:alid:{local_id(subject, profile, season=season)}",
                    avail_id=f"{subject.title.code}-S{season.number:02d}-{right.id}",
                )


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


def format_profile(contents: Contents, season: Season) -> str:
    """Return `UHD`, `HD` or `SD` by the shorter side of the smallest picture of a season; `HD` where none is known."""
    found = [contents.media[each.number] for each in episodes_of(contents.subject, season) if each.number in contents.media]
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
