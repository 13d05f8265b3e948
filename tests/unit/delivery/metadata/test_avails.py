"""Avails of a title with rights: a workbook of 102 columns, and XML."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from crossreel.delivery.metadata.avails_xlsx import columns
from crossreel.domain.delivery import Mend
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
    assert [(each["Territory"], each["LicenseType"]) for each in told] == [("US", "SVOD"), ("CA", "SVOD"), ("WW", "VOD")]
    first, _, coins = told
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
        ("PriceValue", "0.49"), ("PriceCurrency", "USD"),
    }  # fmt: skip


def test_what_the_template_requires_of_a_season_is_there(files: dict[str, bytes]) -> None:
    _, names, _, *rows = sheet(files[XLSX])
    needed = [column for _, column, note in columns() if note == "REQ" and column != "EpisodeNumber"]
    assert len(needed) == 13
    for row in rows:
        assert all(dict(zip(names, row, strict=True))[name] is not None for name in needed)


def test_the_xml_is_valid_and_stays_as_it_is(files: dict[str, bytes]) -> None:
    same_as_golden("avails_xml.xml", files[XML])
    must_be_valid(files[XML], "mddf", "avails-v2.7.xsd")


def test_the_xml_says_the_same(files: dict[str, bytes]) -> None:
    first, second = elements(files[XML], "Transaction")
    assert [each.text for each in first.iter("{*}country")] == ["US", "CA"]
    assert [each.text for each in second.iterfind("{*}TerritoryExcluded/{*}country")] == ["CN"]
    assert second.find("{*}Territory") is None, "no territory is every one"
    assert (first.findtext("{*}Start"), first.findtext("{*}End")) == ("2026-06-01T00:00:00", "2027-05-31T23:59:59")
    assert second.findtext("{*}EndCondition") == "Open"
    (money,) = second.iter("{*}Money")
    assert (money.text, money.get("currency")) == ("0.49", "USD")
    assert texts(files[XML], "AvailType") == ["season"]


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
    assert len(texts(data, "LicenseType")) == len(Licence)
    assert set(texts(data, "StartCondition")) == {"Immediate"}


def test_both_writers_ask_once() -> None:
    poor = replace(RIGHTS[0], licensor="")
    assert len(plan(title(rights=(poor,)), profile(*WRITERS)).refusals) == 1


@pytest.mark.parametrize(("size", "word"), [((2160, 3840), "UHD"), ((1080, 1920), "HD"), ((540, 960), "SD")])
def test_the_smallest_picture_says_what_is_offered(size: tuple[int, int], word: str, tmp_path: Path) -> None:
    media = {1: replace(PICTURE, width=size[0], height=size[1]), 2: replace(PICTURE, width=2160, height=3840)}
    assert set(texts(packed(tmp_path, title(rights=RIGHTS), profile("avails_xml"), media=media)[XML], "FormatProfile")) == {word}


def test_the_same_title_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    again = packed(tmp_path, title(rights=RIGHTS), profile(*WRITERS))
    assert (again[XLSX], again[XML]) == (files[XLSX], files[XML])
