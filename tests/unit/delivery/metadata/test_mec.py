"""MovieLabs MEC of a series, its season and its episodes, in both versions."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crossreel.delivery.works import texts_of, work_of
from crossreel.delivery.xml_tree import UNWRITABLE, node, xml_bytes
from crossreel.domain.catalog.listing import EpisodeText, TitleListing
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import TitleText
from crossreel.domain.delivery import PlannedFile
from tests.unit.delivery.metadata.listed import (
    codes,
    contents,
    elements,
    must_be_valid,
    packed,
    plan,
    profile,
    same_as_golden,
    texts,
    title,
)
from tests.unit.delivery.subjects import heir

LISTING = TitleListing(id=1, title_id=1, language="es-419")
EPISODE_TEXT = EpisodeText(id=1, episode_id=102, language="en")
SEASONS = tuple(Season(id=number, title_id=1, number=number, first_episode=number, last_episode=number) for number in (1, 2))
VERSIONS = {"mec_2_12": "mdmec-v2.12.xsd", "mec_2_6": "mdmec-v2.6.xsd"}
FILES = {
    "HEIR_MEC_v01.xml": "series",
    "HEIR_S01_MEC_v01.xml": "season",
    "HEIR_S01E001_MEC_v01.xml": "episode1",
    "HEIR_S01E002_MEC_v01.xml": "episode2",
}


@pytest.fixture(scope="module", params=VERSIONS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    """Build the package once for each version."""
    return request.param, packed(tmp_path_factory.mktemp("mec"), title(), profile(request.param))


def test_there_is_one_for_the_series_each_season_and_each_episode(made: tuple[str, dict[str, bytes]]) -> None:
    writer, files = made
    assert {name for name in files if "_MEC_" in name} == set(FILES)
    for name, level in FILES.items():
        same_as_golden(f"{writer}_{level}.xml", files[name])


def test_every_one_is_valid(made: tuple[str, dict[str, bytes]]) -> None:
    writer, files = made
    for name in FILES:
        must_be_valid(files[name], "mddf", VERSIONS[writer])


def test_each_names_the_one_above_it(made: tuple[str, dict[str, bytes]]) -> None:
    _, files = made
    ids = {name: next(elements(files[name], "Basic")).get("ContentID") for name in FILES}
    assert list(ids.values()) == [
        "md:cid:eidr-s:7791-8534-2C23-9030-8610-5",
        "md:cid:org:harbor:HEIR_S01",
        "md:cid:org:harbor:HEIR_S01E001",
        "md:cid:org:harbor:HEIR_S01E002",
    ]
    above = [texts(files[name], "ParentContentID") for name in FILES]
    series, season, *_ = ids.values()
    assert above == [[], [series], [season], [season]]
    assert [texts(files[name], "WorkType") for name in FILES] == [["Series"], ["Season"], ["Episode"], ["Episode"]]


def test_every_language_has_its_own_words(made: tuple[str, dict[str, bytes]]) -> None:
    """No language lends its name to another, and what the desk calls a title is a name in none."""
    _, files = made
    said = {each.get("language"): each for each in elements(files["HEIR_MEC_v01.xml"], "LocalizedInfo")}
    assert list(said) == ["zh-Hans", "en", "es-419"]
    shown = [
        [each.text for each in info.iter("{*}TitleDisplay19", "{*}TitleDisplay60", "{*}TitleDisplayUnlimited")]
        for info in said.values()
    ]
    assert shown == [["隐藏的继承人"] * 3, ["Hidden Heir", "The Hidden Heir", "The Hidden Heir"], ["El heredero oculto"] * 3]
    assert not any(b"desk name" in data for name, data in files.items() if "MEC" in name)
    named = {
        each.get("language"): each.findtext("{*}TitleDisplayUnlimited")
        for each in elements(files["HEIR_S01E002_MEC_v01.xml"], "LocalizedInfo")
    }
    assert named == {"zh-Hans": "码头", "en": "The Pier", "es-419": "Episodio 2"}


def test_people_are_those_of_the_original_and_of_what_is_delivered(made: tuple[str, dict[str, bytes]]) -> None:
    _, files = made
    people = [[name.text for name in each.iter("{*}DisplayName")] for each in elements(files["HEIR_S01_MEC_v01.xml"], "People")]
    assert people == [["陈默", "Chen Mo"], ["Ana Ruiz"]], "no Thai voice in a package without Thai"


def test_a_buyers_words_for_languages_are_those_of_its_profile(tmp_path: Path) -> None:
    wanted = profile("mec_2_6", language_aliases={"es-419": "es-MX", "zh-Hans": "zh_CN"})
    files = packed(tmp_path, title(), wanted)
    tags = [each.get("language") for each in elements(files["HEIR_MEC_v01.xml"], "LocalizedInfo")]
    assert tags == ["zh-Hans", "en", "es-MX"], "one that XML has no room for stays ours"
    must_be_valid(files["HEIR_MEC_v01.xml"], "mddf", VERSIONS["mec_2_6"])


def test_what_is_too_long_is_named_by_language_and_field() -> None:
    about = title()
    long = replace(
        about,
        texts={
            **about.texts,
            "en": TitleText(id=2, title_id=1, language="en", name="n" * 61, logline="l" * 191, synopsis="s" * 4001),
        },
        listings={"es-419": replace(LISTING, display_name="d" * 61, short_name="s" * 20, summary="s" * 401)},
        episode_texts={(2, "en"): replace(EPISODE_TEXT, name="n" * 61, logline="l" * 191, synopsis="s" * 4001)},
    )  # fmt: skip
    expected = {("delivery.text_long", "en", name) for name in ("name", "logline", "synopsis")}
    expected |= {("delivery.text_long", "es-419", name) for name in ("display_name", "short_name", "summary")}
    expected |= {("delivery.episode_text_long", "en", name) for name in ("name", "logline", "synopsis")}
    assert codes(long, "mec_2_12") == codes(long, "mec_2_6") == expected
    assert codes(long, "crossreel_json") == set(), "another format has no such limits"


def test_what_just_fits_is_let_through() -> None:
    about = title()
    fits = replace(
        about,
        texts={
            **about.texts,
            "en": TitleText(id=2, title_id=1, language="en", name="n" * 60, logline="l" * 190, synopsis="s" * 4000),
        },
        listings={"en": TitleListing(id=1, title_id=1, language="en", short_name="s" * 19, summary="s" * 400)},
    )
    assert codes(fits, "mec_2_12") == set()


def test_what_it_cannot_do_without_is_asked_for() -> None:
    bare = title(title=heir(country="China"), seasons=(), texts={})
    assert codes(bare, "mec_2_12") == {
        ("delivery.title_field_missing", "", "year"),
        ("delivery.country_no_code", "", None),
        ("delivery.metadata_missing", "en", "name"),
        ("delivery.metadata_missing", "es-419", "name"),
    }
    half = title(seasons=(Season(id=7, title_id=1, number=1, first_episode=1, last_episode=1),))
    assert [(each.code, each.episode) for each in plan(half, profile("mec_2_12")).refusals] == [
        ("delivery.episode_in_no_season", 2)
    ]


def test_seasons_have_their_own_episodes(tmp_path: Path) -> None:
    files = packed(tmp_path, title(seasons=SEASONS, identifiers=()), profile("mec_2_12"))
    assert "HEIR_S02E002_MEC_v01.xml" in files
    assert texts(files["HEIR_S02E002_MEC_v01.xml"], "Number") == ["1"]
    assert texts(files["HEIR_S02E002_MEC_v01.xml"], "DistributionNumber") == ["2"]
    assert texts(files["HEIR_S02_MEC_v01.xml"], "TitleDisplayUnlimited")[1] == "The Hidden Heir 2"


def test_artwork_is_named_by_purpose_language_and_pixels() -> None:
    from crossreel.delivery.mec import mec_bytes

    made = contents(title(), profile("mec_2_12"))
    art = [
        PlannedFile(path="a/box.jpg", kind="artwork", variant="box_art", language="en", width=1200, height=1600),
        PlannedFile(path="a/hero.jpg", kind="artwork", variant="hero", width=1920, height=1080),
        PlannedFile(path="a/still.jpg", kind="artwork", variant="still", episode=2, width=1920, height=1080),
    ]
    made = replace(made, plan=replace(made.plan, files=tuple(art)))
    series = mec_bytes(PlannedFile(path="x", kind="metadata"), made, "2.12")
    must_be_valid(series, "mddf", VERSIONS["mec_2_12"])
    found = [
        (info.get("language"), each.text, each.get("purpose"), each.get("resolution"))
        for info in elements(series, "LocalizedInfo")
        for each in info.iter("{*}ArtReference")
    ]
    assert ("en", "box.jpg", "boxart", "1200x1600") in found
    assert {language for language, name, *_ in found if name == "box.jpg"} == {"en"}
    assert {language for language, name, *_ in found if name == "hero.jpg"} == {"zh-Hans", "en", "es-419"}
    episode = mec_bytes(PlannedFile(path="x", kind="metadata", season=1, episode=2), made, "2.12")
    assert set(texts(episode, "ArtReference")) == {"still.jpg"}


def test_the_number_of_a_season_counts() -> None:
    about = title(seasons=SEASONS)
    long = replace(about, texts={**about.texts, "en": TitleText(id=2, title_id=1, language="en", name="n" * 59)}, listings={})
    found = [(each.code, each.language, each.facts["season"]) for each in plan(long, profile("mec_2_12")).refusals]
    assert found == [("delivery.season_name_long", "en", number) for number in (1, 2)]
    short = replace(about, listings={"en": replace(LISTING, language="en", short_name="s" * 18)})
    assert codes(short, "mec_2_12") == set()
    assert texts_of(short, work_of(short, profile(), season=2), "en").short_name == "The Hidden Heir 2", "the name fits"
    assert texts_of(short, work_of(short, profile()), "en").short_name == "s" * 18


@given(st.text(max_size=40), st.sampled_from(["md:Name", "md:Keyword"]))
def test_whatever_people_write_is_the_same_in_the_file(text: str, name: str) -> None:
    data = xml_bytes(node("md:All", node(name, text, language=text)), {"md": "urn:x"})
    root = etree.fromstring(data)
    written = UNWRITABLE.sub("", text)
    found = root[0]
    assert (found.text or "").replace("\r\n", "\n") == written.replace("\r\n", "\n")
    assert found.get("language", "") == written


def test_an_unknown_length_is_not_made_up() -> None:
    from crossreel.delivery.mec import basic
    from crossreel.delivery.works import work_of

    made = contents(title(), profile("mec_2_12"), media={})
    names = {each.name for each in basic(made, work_of(made.subject, made.profile), "2.12").children}
    assert "md:RunLength" not in names
