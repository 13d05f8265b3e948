"""The manifest of a package: every file of it with size and hash, by what it is to whom."""

import hashlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.delivery.metadata.mmc_1_13 import write
from crossreel.delivery.subject import MasterFile
from crossreel.delivery.taking import Origin, Taken
from crossreel.delivery.written import Written
from crossreel.domain.catalog.version import Look, Medium
from crossreel.domain.delivery import PlannedFile, ProfileFormat
from crossreel.domain.trade.profile_parts import PictureMode, ProfilePicture
from tests.unit.delivery.metadata.listed import (
    PICTURE,
    contents,
    elements,
    must_be_valid,
    packed,
    profile,
    same_as_golden,
    texts,
    title,
)

NAME = "HEIR_S01_MMC_v01.xml"
WANTED = profile(
    "mec_2_12", "mmc_1_13", include=("metadata", "subtitles", "video", "cover", "workbook", "spec"),
    formats=(ProfileFormat(format_id="srt"), ProfileFormat(format_id="ttml")),
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build a package with everything once."""
    folder = tmp_path_factory.mktemp("mmc")
    (folder / "ep.mp4").write_bytes(b"video")
    rate = replace(PICTURE, content_key="", frame_rate=Fraction(24000, 1001), is_reference=True)
    media = {1: rate, 2: replace(rate, id=2, episode_id=102)}
    about = title(masters={number: (MasterFile(version=version, extension="mp4"),) for number, version in media.items()})
    versions = {version.id: version for version in media.values()}
    return packed(folder, about, WANTED, media=media, versions=versions, masters=dict.fromkeys(versions, folder / "ep.mp4"))


def test_it_is_valid(files: dict[str, bytes]) -> None:
    must_be_valid(files[NAME], "mddf", "manifest-v1.13.xsd")


def test_it_stays_as_it_is(tmp_path: Path) -> None:
    same_as_golden(
        "mmc_1_13.xml",
        packed(
            tmp_path,
            title(),
            profile("mec_2_12", "mmc_1_13", include=("metadata", "subtitles", "cover"), proofs=("sha256", "md5")),
        )[NAME],
    )


def test_every_file_is_there_with_its_size_and_its_hashes(files: dict[str, bytes]) -> None:
    said = {}
    for each in elements(files[NAME], "ContainerReference"):
        name = each.findtext("{*}ContainerLocation").rpartition("/")[2]
        said[name] = (each.findtext("{*}Length"), {one.get("method"): one.text for one in each.iter("{*}Hash")})
    payload = {name: data for name, data in files.items() if name.startswith("HEIR_") and name != NAME}
    assert set(said) == set(payload)
    assert len(said) == 2 * 2 * 2 + 4 + 2 + 1 + 2, "subtitles in two formats, MEC, videos, the cover, papers"
    for name, data in payload.items():
        assert said[name] == (str(len(data)), {"SHA-256": hashlib.sha256(data).hexdigest(), "MD5": hashlib.md5(data).hexdigest()})


def test_files_are_found_from_where_it_lies(tmp_path: Path) -> None:
    made = packed(tmp_path, title(), profile("mmc_1_13", include=("metadata", "subtitles")))
    (manifest,) = tmp_path.rglob(NAME)
    places = texts(made[NAME], "ContainerLocation")
    assert places[0] == "../05_SUBTITLES/en/full/HEIR_S01E001_SUB_en_full_v01.srt"
    assert all((manifest.parent / place).is_file() for place in places)


def test_tracks_are_tied_to_language_role_and_episode(files: dict[str, bytes]) -> None:
    subtitles = [
        (
            each.get("SubtitleTrackID").rpartition(":")[2],
            each.findtext("{*}Language"),
            each.findtext("{*}Type"),
            each.findtext("{*}FormatType"),
        )
        for each in elements(files[NAME], "Subtitle")
    ]
    assert ("HEIR_S01E001_SUB_es-419_full_v01.ttml", "es-419", "normal", "IMSC1.1") in subtitles
    assert ("HEIR_S01E002_SUB_en_full_v01.srt", "en", "normal", "SRT") in subtitles
    first, second = elements(files[NAME], "Presentation")
    for number, presentation in ((1, first), (2, second)):
        ids = [each.text for each in presentation.iter("{*}VideoTrackID", "{*}AudioTrackID", "{*}SubtitleTrackID")]
        assert len(ids) == 2 + 4
        assert all(f"E00{number}" in each for each in ids)
    declared = [each.get(f"{kind}TrackID") for kind in ("Audio", "Video", "Subtitle") for each in elements(files[NAME], kind)]
    assert len(set(declared)) == len(declared) == 2 + 2 + 8, "no two of one id"


def test_a_rate_that_is_no_whole_number_is_told_with_its_multiplier(files: dict[str, bytes]) -> None:
    (rate, _) = elements(files[NAME], "FrameRate")
    assert (rate.text, rate.get("multiplier")) == ("24", "1000/1001")


def test_versions_are_told_by_what_was_done_to_them() -> None:
    """A dub has its language and says that it is one, music and effects too, and words burned into a picture are named."""
    sound = replace(PICTURE, medium=Medium.SOUND, width=0, height=0)
    versions = {
        5: replace(sound, id=5, look=Look.DUBBED, language="th"),
        6: replace(sound, id=6, look=Look.EFFECTS),
        7: replace(PICTURE, id=7, look=Look.BURNED, language="en"),
    }
    made = contents(title(), profile("mmc_1_13"), versions=versions)
    planned = [PlannedFile(path=f"v/{at}.mp4", kind="video", episode=1, version_id=at) for at in versions]
    manifest = PlannedFile(path="m/x.xml", kind="metadata", format_id="mmc_1_13", season=1)
    known = {file.path: Written(path=file.path, size=3, sha256="a" * 64) for file in planned}
    data = write(manifest, replace(made, plan=replace(made.plan, files=tuple(planned)), written=known))
    must_be_valid(data, "mddf", "manifest-v1.13.xsd")
    told = [
        (each.findtext("{*}Language"), each.find("{*}Language").get("dubbed"), each.findtext("{*}SubType"))
        for each in elements(data, "Audio")
    ]
    assert told == [("th", "true", None), ("zxx", None, "MandE"), ("zh", None, None)]
    (picture,) = elements(data, "Video")
    (burned,) = picture.iter("{*}SubtitleLanguage")
    assert (burned.text, burned.get("closed")) == ("en", "false")


def test_videos_that_are_only_named_are_listed_as_such(tmp_path: Path) -> None:
    """What is known of them is told (name, size, SHA-256, picture and sound), where they lie is not: nobody knows."""
    whole = replace(PICTURE, content_key="", is_reference=True)
    part = replace(whole, id=2, episode_id=102, in_ms=1000, out_ms=31_000)
    masters = {
        number: (MasterFile(version=version, extension="mp4", name="Ep 1.mp4"),) for number, version in ((1, whole), (2, part))
    }
    wanted = replace(WANTED, picture=ProfilePicture(mode=PictureMode.REFERENCE), metadata=("mmc_1_13",))

    def read_file(origin: Origin) -> Taken:
        return Taken(size=5, digests={"sha256": hashlib.sha256(b"video").hexdigest()}, way="named")

    told = packed(
        tmp_path, title(masters=masters), wanted, versions={1: whole, 2: part}, read_file=read_file,
        masters=dict.fromkeys((1, 2), Path("Ep 1.mp4")),
    )[NAME]  # fmt: skip
    must_be_valid(told, "mddf", "manifest-v1.13.xsd")
    first, second = elements(told, "Video")
    assert first.findtext("{*}Description") == "This file is not in the package, only named: Ep 1.mp4."
    assert second.findtext("{*}Description", "").endswith("Ep 1.mp4, from 00:00:01.000 to 00:00:31.000.")
    container = first.find("{*}ContainerReference")
    assert container is not None and container.find("{*}ContainerLocation") is None
    assert container.findtext("{*}ContainerIdentifier/{*}Identifier") == "Ep 1.mp4"
    assert (container.findtext("{*}Length"), len(container.findtext("{*}Hash", ""))) == ("5", 64)
    assert [each.get("VideoTrackID") for each in (first, second)] == [
        f"md:vidtrackid:org:harbor:HEIR_E00{number}_main.mp4" for number in (1, 2)
    ]  # fmt: skip
    assert len(list(elements(told, "Presentation"))) == 2, "they play together with the subtitles"
