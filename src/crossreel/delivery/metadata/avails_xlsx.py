"""Avails 1.9 as a workbook, where the title has rights: the 102 columns of its TV sheet.

A row is a season, or an episode that is sold by itself, with a right to it and a territory.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from io import BytesIO

from crossreel.delivery.avails import (
    UNITED_STATES,
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
from crossreel.delivery.captions import are_included
from crossreel.delivery.credited import by_person
from crossreel.delivery.metadata_limits import check_seasons
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Contents
from crossreel.delivery.works import episodes_of, identifiers_of, seasons_of, texts_of, work_of
from crossreel.delivery.xml_tree import UNWRITABLE
from crossreel.domain.catalog.listing import Rating, Scheme
from crossreel.domain.catalog.person import JobFunction
from crossreel.domain.catalog.season import Season
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.trade.right import WORLD, Localization
from crossreel.kernel.paths import resource
from crossreel.kernel.workbook_file import dated

SHEET = "TV"
LIST = ", "
WIDTH = 18
Cells = Mapping[str, str | int]


def write(file: PlannedFile, contents: Contents) -> bytes:
    """Return the workbook: three rows of heads as the template has them, then the offers."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    names = [column for _, column, _ in columns()]
    heads: list[list[str | int]] = [[column[row] for column in columns()] for row in range(3)]
    rows = [[cells.get(name, "") for name in names] for cells in _rows(contents)]
    for at, row in enumerate([*heads, *rows], start=1):
        for column, value in enumerate(row, start=1):
            if value != "":
                cell = sheet.cell(row=at, column=column, value=UNWRITABLE.sub("", value) if isinstance(value, str) else value)
                cell.data_type = "s" if isinstance(value, str) else "n"  # never a formula
    sheet.freeze_panes = "A4"
    for column in range(1, len(names) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    whole = BytesIO()
    book.save(whole)
    return dated(whole.getvalue(), datetime.fromtimestamp(contents.made_ms / 1000, UTC))


@cache
def columns() -> tuple[tuple[str, str, str], ...]:
    """Return group, name and note of each column; the note of the first is the version."""
    with resource("avails_columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["group"], row["column"], row["note"]) for row in csv.DictReader(file))


def _rows(contents: Contents) -> Iterator[Cells]:
    for offer in offers_of(contents.subject, contents.profile):
        work, right = {**_season(contents, offer), **_episode(contents, offer)}, _right(contents, offer)
        for territory in offer.territories or (WORLD,):
            told = {**work, **right, "Territory": territory, **_rating(contents, territory)}
            yield {**told, **_captions(contents, offer)} if territory in (UNITED_STATES, WORLD) else told


def _season(contents: Contents, offer: Offer) -> Cells:
    subject, profile, season = contents.subject, contents.profile, offer.season
    series, work = work_of(subject, profile), work_of(subject, profile, season=season.number)
    tag = next(iter(contents.plan.languages), subject.title.source_language)
    length_ms = sum(contents.media[each.number].duration_ms for each in offer.episodes if each.number in contents.media)
    return {
        "WorkType": work.kind,
        "SeriesTitleInternalAlias": subject.title.name,
        "SeriesTitleDisplayUnlimited": texts_of(subject, series, tag).name,
        "SeasonNumber": season.number,
        "SeasonTitleInternalAlias": f"{subject.title.name} S{season.number:02d}",
        "SeasonTitleDisplayUnlimited": texts_of(subject, work, tag).name,
        "EpisodeCount": len(episodes_of(subject, season)),
        "SeasonCount": len(seasons_of(subject)),
        **_identifiers(contents, season),
        "Director": LIST.join(_directors(contents)),
        "FormatProfile": format_profile(contents, offer),
        "SeriesContentID": series.content_id,
        "SeasonContentID": work.content_id,
        "ReleaseYear": int(season.release_day[:4]) if season.release_day else subject.title.year or "",
        "ReleaseHistoryOriginal": f"{season.release_day} 00:00:00" if season.release_day else "",
        "TotalRunTime": _clock(length_ms),
    }


def _episode(contents: Contents, offer: Offer) -> Cells:
    """Return what the template has of a single episode; nothing of a season."""
    if offer.episode is None:
        return {}
    subject, number = contents.subject, offer.episode.number
    work = work_of(subject, contents.profile, season=offer.season.number, episode=number)
    tag = next(iter(contents.plan.languages), subject.title.source_language)
    found: dict[str, str | int] = {
        "WorkType": work.kind,
        "EpisodeNumber": work.number,
        "EpisodeTitleInternalAlias": f"{subject.title.name} {offer.name}",
        "EpisodeTitleDisplayUnlimited": texts_of(subject, work, tag).name,
        "EpisodeAltID": f"{subject.title.code}_{offer.name}",
        "EpisodeContentID": work.content_id,
    }
    for each in identifiers_of(subject, offer.season, offer.episode):
        if each.scheme is Scheme.EIDR:
            found["EpisodeTitleID"] = each.value
        elif each.scheme is Scheme.BUYER and each.buyer == contents.profile.buyer:
            found["RetailerEpisodeID1"] = each.value
    return found


def _captions(contents: Contents, offer: Offer) -> Cells:
    """Return whether an episode has captions, and why not where it has none; the template asks that of the United States."""
    if offer.episode is None or not offer.reaches_us:
        return {}
    if are_included(contents.subject, contents.plan.languages, offer.episode.number):
        return {"CaptionIncluded": "Yes"}
    return {"CaptionIncluded": "No", "CaptionExemption": exemption_of(contents, offer)}


def _identifiers(contents: Contents, season: Season) -> Cells:
    subject = contents.subject
    found: dict[str, str | int] = {
        "SeriesAltID": subject.title.code, "SeasonAltID": f"{subject.title.code}_S{season.number:02d}",
    }  # fmt: skip
    for level, own in (("Series", identifiers_of(subject, None, None)), ("Season", identifiers_of(subject, season, None))):
        for each in own:
            if each.scheme is Scheme.EIDR:
                found[f"{level}ID"] = each.value
            elif each.scheme is Scheme.BUYER and each.buyer == contents.profile.buyer:
                found[f"Retailer{level}ID"] = each.value
    return found


def _directors(contents: Contents) -> Iterator[str]:
    for person, credits in by_person(contents.credits, ()):
        if any(each.credit.job is JobFunction.DIRECTOR for each in credits):
            yield person.name


def _right(contents: Contents, offer: Offer) -> Cells:
    right = offer.right

    def tags(languages: tuple[str, ...]) -> str:
        return LIST.join(language_of(contents.profile, tag) for tag in languages)

    return {
        "DisplayName": right.licensor,
        "Licensee": licensee_of(contents),
        "AssetLanguage": tags(contents.plan.languages),
        "TerritoryExclusion": LIST.join(right.excluded),
        "EntryType": "Full Extract",
        "LocalizationType": "" if right.localization is Localization.ANY else right.localization.value,
        "ALID": offer.logical_id,
        "LicenseType": offer.licence.type,
        "LicenseRightsDescription": offer.licence.description,
        "Start": offer.start.replace("T", " "),
        "End": offer.end.replace("T", " "),
        "PriceType": right.price_type,
        "PriceValue": right.price,
        "PriceCurrency": right.currency,
        "AvailID": offer.avail_id,
        "ContractID": right.contract,
        "Exclusive": 1 if right.exclusive else "",
        "HoldbackLanguage": tags(right.holdback_languages),
        "AllowedLanguages": tags(right.languages),
        "RequiredFulfillmentLanguages": tags(right.required_languages),
    }


def _rating(contents: Contents, territory: str) -> Cells:
    found: Rating | None = next((each for each in contents.subject.ratings if each.territory == territory), None)
    if found is None:
        return {}
    return {"RatingSystem": found.system, "RatingValue": found.value, "RatingReason": LIST.join(found.reasons)}


def _clock(length_ms: int) -> str:
    minutes, seconds = divmod(length_ms // 1000, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}" if length_ms else ""


WRITER = MetadataWriter(
    id="avails_xlsx",
    title="Avails 1.9 (XLSX)",
    files=partial(avails_file, extension="xlsx"),
    write=write,
    checks=(check_seasons, check_rights, check_exemption),
)
