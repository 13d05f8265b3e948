"""Avails 2.7 as XML: each season, or each episode that is sold by itself, with its rights, where the title has any."""

from collections.abc import Iterator
from functools import partial

from crossreel.delivery.avails import (
    IMMEDIATE,
    OPEN,
    Offer,
    avails_file,
    check_exemption,
    check_rights,
    exemption_of,
    format_profile,
    licensee_of,
    offers_of,
)
from crossreel.delivery.buyer_language import language_of
from crossreel.delivery.durations import iso_duration
from crossreel.delivery.mec import tags_of
from crossreel.delivery.metadata_limits import check_seasons
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Contents
from crossreel.delivery.works import Work, episodes_of, seasons_of, texts_of, work_of
from crossreel.delivery.xml_tree import Node, maybe, node, xml_bytes
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.trade.right import Localization, Right

NAMESPACES = {
    "avails": "http://www.movielabs.com/schema/avails/v2.7/avails",
    "md": "http://www.movielabs.com/schema/md/v2.12/md",
    "mdmec": "http://www.movielabs.com/schema/mdmec/v2.12",
}
ASSETS = {Localization.SUBTITLED: "subtitle", Localization.DUBBED: "audio", Localization.BOTH: "subdub"}
TIERS = frozenset({"Tier", "Category"})


def write(file: PlannedFile, contents: Contents) -> bytes:
    """Return the list of avails: one for each season or episode and licensor."""
    groups: dict[tuple[str, str], list[Offer]] = {}
    for offer in offers_of(contents.subject, contents.profile):
        groups.setdefault((offer.work_id, offer.right.licensor), []).append(offer)
    avails = [_Avail(contents, offers).node() for offers in groups.values()]
    return xml_bytes(node("avails:AvailList", avails), NAMESPACES)


class _Avail:
    """A season or an episode with the rights of one licensor to it."""

    def __init__(self, contents: Contents, offers: list[Offer]) -> None:
        self._contents = contents
        self._offers = offers
        self._one = offers[0]

    def node(self) -> Node:
        title = self._contents.subject.title
        season = self._work(self._one.season.number)
        work = season if self._one.episode is None else self._work(self._one.season.number, self._one.episode.number)
        told = node("avails:SeasonMetadata", self._season(season)) if work is season else self._episode(work, season)
        asset = node("avails:Asset", node("avails:WorkType", work.kind), told, contentID=self._one.work_id)
        return node(
            "avails:Avail",
            node("avails:ALID", self._one.logical_id),
            node("avails:Disposition", node("avails:EntryType", "Full Extract")),
            node("avails:Licensor", node("md:DisplayName", self._one.right.licensor)),
            node("avails:AvailType", work.kind.lower()),
            node("avails:ShortDescription", f"{title.name} {self._one.name}"),
            asset,
            [self._transaction(offer) for offer in self._offers],
        )

    def _work(self, season: int | None = None, episode: int | None = None) -> Work:
        return work_of(self._contents.subject, self._contents.profile, season=season, episode=episode)

    def _episode(self, work: Work, season: Work) -> Node:
        media = self._contents.media.get(work.episode.number) if work.episode is not None else None
        reasons = {exemption_of(self._contents, offer) for offer in self._offers} - {0}
        return node(
            "avails:EpisodeMetadata",
            *self._names("avails:TitleDisplayUnlimited", work),
            node("avails:TitleInternalAlias", f"{self._contents.subject.title.name} {self._one.name}"),
            maybe("avails:ReleaseDate", self._one.season.release_day),
            maybe("avails:RunLength", iso_duration(media.duration_ms) if media is not None and media.duration_ms else ""),
            [node("avails:USACaptionsExemptionReason", str(each)) for each in reasons],
            node("avails:EpisodeNumber", node("md:Number", str(work.number))),
            node("avails:SeasonMetadata", self._season(season)),
        )

    def _season(self, work: Work) -> list[Node | None]:
        subject, season = self._contents.subject, self._one.season
        return [
            node("avails:SeasonContentID", self._one.season_id),
            *self._names("avails:SeasonTitleDisplayUnlimited", work),
            node("avails:SeasonTitleInternalAlias", f"{subject.title.name} S{season.number:02d}"),
            node("avails:SeasonNumber", node("md:Number", str(season.number))),
            maybe("avails:ReleaseDate", season.release_day),
            node("avails:NumberOfEpisodes", str(len(episodes_of(subject, season)))),
            node("avails:SeriesMetadata", self._series()),
        ]

    def _series(self) -> list[Node | None]:
        subject = self._contents.subject
        return [
            node("avails:SeriesContentID", self._one.series_id),
            *self._names("avails:SeriesTitleDisplayUnlimited", self._work()),
            node("avails:SeriesTitleInternalAlias", subject.title.name),
            maybe("avails:ReleaseDate", str(subject.title.year or "")),
            node("avails:NumberOfSeasons", str(len(seasons_of(subject)))),
        ]

    def _names(self, element: str, work: Work) -> Iterator[Node]:
        for tag in tags_of(self._contents):
            name = texts_of(self._contents.subject, work, tag).name
            if name:
                yield node(element, name, language=language_of(self._contents.profile, tag))

    def _transaction(self, offer: Offer) -> Node:
        right = offer.right
        asset = ASSETS.get(right.localization, "")
        return node(
            "avails:Transaction",
            node("avails:Licensee", node("md:DisplayName", licensee_of(self._contents))),
            node("avails:LicenseType", offer.licence.type),
            [node("avails:Territory", node("md:country", each)) for each in offer.territories],
            [node("avails:TerritoryExcluded", node("md:country", each)) for each in right.excluded],
            node("avails:StartCondition", IMMEDIATE) if offer.start == IMMEDIATE else node("avails:Start", offer.start),
            node("avails:EndCondition", OPEN) if offer.end == OPEN else node("avails:End", offer.end),
            [node("avails:AllowedLanguage", self._tag(each), asset=asset) for each in right.languages],
            [node("avails:AssetLanguage", self._tag(each), asset="subtitle") for each in self._contents.plan.languages],
            [node("avails:HoldbackLanguage", self._tag(each)) for each in right.holdback_languages],
            maybe("avails:LicenseRightsDescription", offer.licence.description),
            node("avails:FormatProfile", format_profile(self._contents, offer)),
            maybe("avails:ContractID", right.contract),
            _terms(right),
            TransactionID=f"md:transactionid:org:{self._contents.profile.partner}:{offer.avail_id}",
        )

    def _tag(self, tag: str) -> str:
        return language_of(self._contents.profile, tag)


def _terms(right: Right) -> list[Node]:
    found: list[Node] = []
    if right.price_type and right.price:
        value = node("avails:Text", right.price) if right.price_type in TIERS else _money(right)
        found.append(node("avails:Term", value, termName=right.price_type))
    if right.exclusive:
        found.append(node("avails:Term", node("avails:Boolean", "true"), termName="Exclusive"))
    return found


def _money(right: Right) -> Node:
    return node("avails:Money", right.price, currency=right.currency)


WRITER = MetadataWriter(
    id="avails_xml",
    title="Avails 2.7 (XML)",
    files=partial(avails_file, extension="xml"),
    write=write,
    checks=(check_seasons, check_rights, check_exemption),
)
