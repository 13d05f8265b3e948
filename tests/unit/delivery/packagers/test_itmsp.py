"""iTunes-style packages: a folder an episode, named by its vendor id, with size and MD5 of every file in it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from crossreel.delivery.building import build
from crossreel.delivery.registry import packagers
from crossreel.delivery.subject import Subject
from crossreel.delivery.vendor_id import is_vendor_id
from crossreel.domain.catalog.listing import Identifier, Scheme
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.trade.profile_parts import Packaging, ProfileCaptions
from tests.unit.delivery.metadata.listed import PICTURE, contents, plan, profile, same_as_golden, title
from tests.unit.delivery.subjects import heir, masters

XMLNS = {"i": "http://apple.com/itunes/importer"}


def wanted() -> Profile:
    """Return a profile of such packages; nothing in it names the packager that writes their metadata."""
    return profile(
        "mmc_1_13", packaging=Packaging.ITMSP, root_template=".", include=("video", "subtitles", "metadata"),
        formats=(ProfileFormat(format_id="srt"),), proofs=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build such a package once."""
    folder = tmp_path_factory.mktemp("itmsp")
    (folder / "ep.mp4").write_bytes(b"video")
    about = title(masters=masters("mp4", "mp4"))
    versions = {file.version.id: file.version for files in about.masters.values() for file in files}
    paths = dict.fromkeys(versions, folder / "ep.mp4")
    made = contents(about, wanted(), versions=versions, masters=paths, media={})
    assert made.plan.may_build, made.plan.refusals
    build(made, folder / "pack", packagers(), {})
    return folder / "pack"


def test_each_episode_has_its_folder_and_everything_in_it(pack: Path) -> None:
    folders = sorted(path.name for path in pack.glob("*.itmsp"))
    assert folders == ["HEIR_S01E001.itmsp", "HEIR_S01E002.itmsp"]
    assert sorted(path.name for path in (pack / folders[0]).iterdir()) == [
        "HEIR_S01E001_SUB_en_full_v01.srt", "HEIR_S01E001_SUB_es-419_full_v01.srt", "HEIR_S01E001_VID_zh-Hans_main_v01.mp4",
        "metadata.xml",
    ]  # fmt: skip
    assert "manifest-sha256.txt" in {path.name for path in pack.iterdir()}, "beside the folders, so that it can be verified"


def test_every_file_is_listed_with_size_and_md5(pack: Path) -> None:
    for folder in pack.glob("*.itmsp"):
        root = etree.fromstring((folder / "metadata.xml").read_bytes())
        assert root.findtext(".//i:vendor_id", namespaces=XMLNS) == folder.stem
        listed = {}
        for each in root.iterfind(".//i:data_file", XMLNS):
            said = [each.findtext(f"i:{name}", namespaces=XMLNS) for name in ("file_name", "size", "checksum")]
            listed[said[0]] = (said[1], said[2])
        files = [path for path in folder.iterdir() if path.name != "metadata.xml"]
        assert listed == {path.name: (str(path.stat().st_size), hashlib.md5(path.read_bytes()).hexdigest()) for path in files}


def test_the_metadata_stays_as_it_is(pack: Path) -> None:
    same_as_golden("itmsp.xml", (pack / "HEIR_S01E002.itmsp" / "metadata.xml").read_bytes())


def test_the_manifest_of_all_lists_the_metadata_too(pack: Path) -> None:
    (manifest,) = pack.rglob("*MMC*")
    data = manifest.read_bytes()
    assert b"../HEIR_S01E001.itmsp/metadata.xml" in data


def ids(*values: str) -> tuple[Identifier, ...]:
    """Return the buyer's ids of the episodes."""
    return tuple(
        Identifier(id=at, title_id=1, scheme=Scheme.BUYER, value=value, buyer="STREAM", episode_id=100 + at)
        for at, value in enumerate(values, start=1)
    )


def test_a_buyers_own_id_names_the_folder() -> None:
    paths = {file.path.split("/")[0] for file in plan(title(identifiers=ids("a77", "a78")), wanted()).files if file.episode}
    assert paths == {"a77.itmsp", "a78.itmsp"}


def test_ids_no_store_takes_are_refused() -> None:
    refusals = plan(title(identifiers=ids("_a", "a-1")), wanted()).refusals
    found = [(each.code, each.episode) for each in refusals if "vendor" in each.code]
    assert found == [("delivery.vendor_id_bad", 1), ("delivery.vendor_id_bad", 2)]
    shared = plan(title(identifiers=ids("A1", "a1")), wanted()).refusals
    assert {each.code for each in shared} >= {"delivery.vendor_id_twice"}
    assert not plan(title(identifiers=ids("_a", "a-1")), profile("mmc_1_13")).refusals, "nobody else asks for vendor ids"


@pytest.mark.parametrize(("text", "good"), [("A_1", True), ("9a", True), ("_a", False), ("a-b", False), ("", False), ("é", False)])
def test_what_a_vendor_id_is(text: str, good: bool) -> None:
    assert is_vendor_id(text) is good


def test_the_picture_of_a_title_is_no_part_of_an_episode() -> None:
    assert PICTURE.has_picture
    paths = [file.path for file in plan(title(), profile(packaging=Packaging.ITMSP, include=("cover",))).files]
    assert paths[0] == "HEIR_S01/06_ARTWORK/zh-Hans/HEIR_S01_COVER_v01.jpg"


def accessibility(folder: Path, about: Subject, **fields: object) -> list[dict[str, str]]:
    """Build a package and return what the metadata of its first episode says of captions."""
    folder.mkdir()
    made = contents(about, replace(wanted(), include=("subtitles",), metadata=(), **fields), media={})  # type: ignore[arg-type]
    assert made.plan.may_build, made.plan.refusals
    build(made, folder / "pack", packagers(), {})
    root = etree.fromstring((folder / "pack" / "HEIR_S01E001.itmsp" / "metadata.xml").read_bytes())
    return [{str(name): str(value) for name, value in each.attrib.items()} for each in root.iterfind(".//i:accessibility", XMLNS)]


def test_captions_in_the_folder_are_told_and_the_reason_where_there_are_none(tmp_path: Path) -> None:
    """Spoken is Chinese: no captions are demanded of it, and the profile says why none are there."""
    asks = ProfileCaptions(demanded=("en",), reason="NO_CC_SDH_FOREIGN_LANGUAGE_ENGLISH_SUBS")
    told = accessibility(tmp_path / "without", title(), captions=asks)
    assert told == [{"role": "captions", "available": "false", "reason_code": asks.reason}]
    scc = (ProfileFormat(format_id="scc"),)
    about = replace(title(), extensions={"scc": "scc"})
    assert accessibility(tmp_path / "with", about, captions=asks, formats=scc) == [{"role": "captions", "available": "true"}]
    assert accessibility(tmp_path / "silent", title()) == []


def test_captions_are_demanded_of_what_is_spoken_in_a_language() -> None:
    spoken = replace(title(), title=heir(source_language="en-US"), extensions={"scc": "scc", "srt": "srt"})
    asks = profile(captions=ProfileCaptions(demanded=("en",)), include=("subtitles",))
    assert [each.code for each in plan(spoken, asks).refusals] == ["delivery.captions_missing"]
    captioned = replace(asks, formats=(ProfileFormat(format_id="srt"), ProfileFormat(format_id="scc")))
    assert plan(spoken, captioned).may_build
    assert [each.code for each in plan(spoken, captioned, ("es-419",)).refusals] == ["delivery.captions_missing"]
    assert plan(title(), asks).may_build, "Chinese is spoken"
