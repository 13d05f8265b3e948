"""Avails of a title with rights: a workbook of 102 columns, and XML."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from crossreel.delivery.metadata.avails_xlsx import columns
from crossreel.domain.delivery import Mend
from crossreel.domain.trade.profile_parts import ProfileCaptions
from crossreel.domain.trade.right import Licence, Localization
from tests.unit.delivery.metadata.listed import (
    PICTURE,
    RIGHTS,
    codes,
    elements,
    must_be_valid,
    packed,
    plan,
    profile,
    same_as_golden,
    texts,
    title,
)

WRITERS = ("avails_xlsx", "avails_xml")
XML, XLSX = "HEIR_S01_AVAILS_v01.xml", "HEIR_S01_AVAILS_v01.xlsx"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build the package once."""
    return packed(tmp_path_factory.mktemp("avails"), title(rights=RIGHTS), profile(*WRITERS))


def sheet(data: bytes) -> list[list[object]]:
    """Return the cells of the sheet."""
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["TV"]
    return [list(row) for row in book["TV"].iter_rows(values_only=True)]


def test_a_title_without_rights_has_none(tmp_path: Path) -> None:
    assert not any("AVAILS" in name for name in packed(tmp_path, title(), profile(*WRITERS)))


def test_the_heads_are_those_of_the_template(files: dict[str, bytes]) -> None:
    groups, names, notes, *_ = sheet(files[XLSX])
    assert (len(names), names[0], names[-1], notes[0]) == (102, "DisplayName", "PackageLabel", "1.9")
    assert (groups[0], groups[3], notes[3]) == ("Avail", "AvailTrans", "REQ")
    assert len(set(names)) == 102


def test_each_right_stands_in_a_row_for_each_territory(files: dict[str, bytes]) -> None:
    _, names, _, *rows = sheet(files[XLSX])
    told = [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]
    assert [(each["Territory"], each["LicenseType"], each["WorkType"]) for each in told] == [
        ("US", "SVOD", "Season"), ("CA", "SVOD", "Season"), ("WW", "VOD", "Episode"), ("WW", "VOD", "Episode"),
    ]  # fmt: skip
    first, _, _, coins = told
    assert first == {
        "DisplayName": "Harbor Pictures", "Licensee": "STREAM", "AssetLanguage": "en, es-419", "Territory": "US",
        "WorkType": "Season", "EntryType": "Full Extract",
        "SeriesTitleInternalAlias": "desk name", "SeriesTitleDisplayUnlimited": "The Hidden Heir",
        "SeasonNumber": 1, "SeasonTitleInternalAlias": "desk name S01", "SeasonTitleDisplayUnlimited": "The Hidden Heir",
        "EpisodeCount": 2, "SeasonCount": 1, "SeriesID": "10.5240/7791-8534-2C23-9030-8610-5", "SeriesAltID": "HEIR",
        "SeasonAltID": "HEIR_S01", "ALID": "md:alid:org:harbor:HEIR_S01", "Director": "Ana Ruiz", "LicenseType": "SVOD",
        "FormatProfile": "HD", "Start": "2026-06-01 00:00:00", "End": "2027-05-31 23:59:59",
        "SeriesContentID": "md:cid:eidr-s:7791-8534-2C23-9030-8610-5", "SeasonContentID": "md:cid:org:harbor:HEIR_S01",
        "AvailID": "HEIR-S01-1", "ReleaseYear": 2026, "ReleaseHistoryOriginal": "2026-05-14 00:00:00", "RatingSystem": "TVPG",
        "RatingValue": "TV-14", "RatingReason": "V", "ContractID": "C-88", "Exclusive": 1, "TotalRunTime": "00:02:00",
        "HoldbackLanguage": "fr", "AllowedLanguages": "en", "RetailerSeriesID": "881",
    }  # fmt: skip
    assert coins.items() >= {
        ("TerritoryExclusion", "CN"), ("LicenseRightsDescription", "Coin unlock by episode"), ("End", "Open"), ("PriceType", "WSP"),
        ("PriceValue", "0.49"), ("PriceCurrency", "USD"), ("EpisodeNumber", 2), ("EpisodeTitleDisplayUnlimited", "The Pier"),
        ("EpisodeTitleInternalAlias", "desk name S01E002"), ("EpisodeAltID", "HEIR_S01E002"), ("TotalRunTime", "00:00:57"),
        ("EpisodeContentID", "md:cid:org:harbor:HEIR_S01E002"), ("SeasonContentID", "md:cid:org:harbor:HEIR_S01"),
        ("SeriesContentID", "md:cid:eidr-s:7791-8534-2C23-9030-8610-5"), ("ALID", "md:alid:org:harbor:HEIR_S01E002"),
        ("AvailID", "HEIR-S01E002-2"), ("CaptionIncluded", "Yes"),
    }  # fmt: skip
    assert "CaptionExemption" not in coins and "CaptionIncluded" not in first, "the template asks it of episodes"


def test_what_the_template_requires_of_seasons_and_episodes_is_there_and_what_it_forbids_is_not(files: dict[str, bytes]) -> None:
    _, names, _, *rows = sheet(files[XLSX])
    needed = [column for _, column, note in columns() if note == "REQ" and column != "EpisodeNumber"]
    of_episodes = [
        "EpisodeNumber",
        *(column for _, column, note in columns() if note.startswith(("REQ for episode", "REQ for Ep"))),
    ]
    not_of_seasons = [column for _, column, note in columns() if "Prohibited for season" in note or "Disallowed if" in note]
    assert (len(needed), of_episodes) == (13, ["EpisodeNumber", "EpisodeTitleInternalAlias", "EpisodeContentID"])
    for row in rows:
        told = dict(zip(names, row, strict=True))
        assert all(told[name] is not None for name in needed)
        is_episode = told["WorkType"] == "Episode"
        assert all((told[name] is not None) == is_episode for name in of_episodes)
        assert is_episode or all(told[name] is None for name in not_of_seasons)


def test_an_episode_without_captions_needs_a_reason_in_the_united_states(tmp_path: Path) -> None:
    """English subtitles are enough; with Spanish ones alone the profile says which exemption holds."""
    coins, spanish = title(rights=(RIGHTS[1],)), ("es-419",)
    told = [(each.code, each.episode) for each in plan(coins, profile("avails_xml"), spanish).refusals]
    assert told == [("delivery.caption_exemption", 1), ("delivery.caption_exemption", 2)]
    assert plan(coins, profile("avails_xml")).may_build
    abroad = title(rights=(replace(RIGHTS[1], territories=("BR",), excluded=()),))
    assert plan(abroad, profile("avails_xml"), spanish).may_build
    season = title(rights=(replace(RIGHTS[1], licence=Licence.VOD),))
    assert plan(season, profile("avails_xml"), spanish).may_build
    wanted = profile(*WRITERS, captions=ProfileCaptions(exemption=1))
    made = packed(tmp_path, coins, wanted, plan=plan(coins, wanted, spanish))
    must_be_valid(made[XML], "mddf", "avails-v2.7.xsd")
    assert texts(made[XML], "USACaptionsExemptionReason") == ["1", "1"]
    _, names, _, row, _ = sheet(made[XLSX])
    cells = dict(zip(names, row, strict=True))
    assert (cells["CaptionIncluded"], cells["CaptionExemption"]) == ("No", 1)


def test_the_xml_is_valid_and_stays_as_it_is(files: dict[str, bytes]) -> None:
    same_as_golden("avails_xml.xml", files[XML])
    must_be_valid(files[XML], "mddf", "avails-v2.7.xsd")


def test_the_xml_says_the_same(files: dict[str, bytes]) -> None:
    first, second, _ = elements(files[XML], "Transaction")
    assert [each.text for each in first.iter("{*}country")] == ["US", "CA"]
    assert [each.text for each in second.iterfind("{*}TerritoryExcluded/{*}country")] == ["CN"]
    assert second.find("{*}Territory") is None, "no territory is every one"
    assert (first.findtext("{*}Start"), first.findtext("{*}End")) == ("2026-06-01T00:00:00", "2027-05-31T23:59:59")
    assert second.findtext("{*}EndCondition") == "Open"
    (money,) = second.iter("{*}Money")
    assert (money.text, money.get("currency")) == ("0.49", "USD")
    assert texts(files[XML], "AvailType") == ["season", "episode", "episode"]
    assert texts(files[XML], "WorkType") == ["Season", "Episode", "Episode"]
    _, asset, _ = elements(files[XML], "Asset")
    above = asset.findtext("{*}EpisodeMetadata/{*}SeasonMetadata/{*}SeasonContentID")
    assert (asset.get("contentID"), above) == ("md:cid:org:harbor:HEIR_S01E001", "md:cid:org:harbor:HEIR_S01")
    assert texts(files[XML], "RunLength") == ["PT1M2.5S", "PT57.5S"]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_right_that_cannot_be_told_is_named(writer: str) -> None:
    poor = replace(RIGHTS[0], licensor="", licence=Licence.EST)
    assert codes(title(rights=(poor,)), writer) == {("delivery.right_incomplete", "", name) for name in ("licensor", "price")}
    assert codes(title(rights=(replace(poor, licensor="H", licence=Licence.AVOD),)), writer) == set()
    assert {each.mends for each in plan(title(rights=(poor,)), profile(writer)).refusals} == {(Mend.RIGHTS,)}


def test_every_licence_has_its_word(tmp_path: Path) -> None:
    rights = [
        replace(RIGHTS[1], id=at, licence=licence, localization=Localization.SUBTITLED, start_day="")
        for at, licence in enumerate(Licence)
    ]
    data = packed(tmp_path, title(rights=tuple(rights)), profile("avails_xml"))[XML]
    must_be_valid(data, "mddf", "avails-v2.7.xsd")
    assert set(texts(data, "LicenseType")) == {"EST", "VOD", "SVOD", "POEST", "Pre-Release", "Library"}
    assert len(texts(data, "LicenseType")) == len(Licence) + 1, "coins are of two episodes"
    assert set(texts(data, "StartCondition")) == {"Immediate"}


def test_both_writers_ask_once() -> None:
    poor = replace(RIGHTS[0], licensor="")
    assert len(plan(title(rights=(poor,)), profile(*WRITERS)).refusals) == 1


@pytest.mark.parametrize(("size", "word"), [((2160, 3840), "UHD"), ((1080, 1920), "HD"), ((540, 960), "SD")])
def test_the_smallest_picture_says_what_is_offered(size: tuple[int, int], word: str, tmp_path: Path) -> None:
    media = {1: replace(PICTURE, width=size[0], height=size[1]), 2: replace(PICTURE, width=2160, height=3840)}
    told = texts(packed(tmp_path, title(rights=RIGHTS), profile("avails_xml"), media=media)[XML], "FormatProfile")
    assert told == [word, word, "UHD"], "the season, and each episode"


def test_the_same_title_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    again = packed(tmp_path, title(rights=RIGHTS), profile(*WRITERS))
    assert (again[XLSX], again[XML]) == (files[XLSX], files[XML])
