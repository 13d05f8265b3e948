"""Delivery profiles as TOML: what is wrong is said with file and key."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.delivery.profile import Vocabulary
from crossreel.delivery.profile import read_profile as read_profile_by
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.document import WriteOptions
from crossreel.domain.text.write_option import read_option
from crossreel.domain.trade.profile_parts import (
    ArtworkLanguages,
    Packaging,
    PictureMode,
    ProfileArtwork,
    ProfilePicture,
    Redelivery,
)
from crossreel.formats.format import Format
from crossreel.formats.registry import formats
from crossreel.i18n.messages import sentence
from crossreel.services.delivering.profiles import read_profiles

GOOD = """
id = "x"
name = "X"
version = "1"
buyer = "X"
include = ["subtitles"]
minimum_state = "checked"
[[formats]]
format_id = "srt"
options = { bom = true }
"""

BOM = 'format_id = "srt"\noptions = { bom = true }'
WRITTEN: dict[str, object] = {
    "encoding": "utf-8", "bom": False, "newline": "\n", "bidi": "plain", "frame_rate": "30", "width": 1080, "height": 1920,
    "title": "", "plain_text": False, "drop_frame": True, "start_timecode": "", "display_standard": "teletext-1",
}  # fmt: skip
KNOWN = Vocabulary(
    kinds=("subtitle", "report"),
    options={"srt": {"encoding", "bom", "newline", "bidi"}, "ttml": {"frame_rate", "width", "height"}},
    languages=("en", "ar", "zh-Hans"),
    scripts={"dialogue_list": ("xlsx", "docx"), "delivery_note": ("pdf", "html")},
)


def read_profile(path: Path) -> Profile:
    return read_profile_by(path, KNOWN)


def test_a_profile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD)
    profile = read_profile(path)
    assert profile.minimum_state is State.CHECKED
    assert profile.formats == (ProfileFormat(format_id="srt", options={"bom": True}),)


@pytest.mark.parametrize(
    ("written", "read"), [('"30000/1001"', Fraction(30000, 1001)), ("25", Fraction(25)), ('"24"', Fraction(24))]
)
def test_a_frame_rate_is_a_rate_and_no_text(tmp_path: Path, written: str, read: Fraction) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD.replace(BOM, f'format_id = "ttml"\noptions = {{ frame_rate = {written} }}'))
    assert read_profile(path).formats[0].options == {"frame_rate": read}


@pytest.mark.parametrize("chosen", [each for each in formats() if each.writable], ids=lambda each: each.id)
def test_every_option_of_a_writer_can_be_read(chosen: Format) -> None:
    """What a writer honours is either read from profiles or filled in by the delivery itself."""
    filled = {"language", "day"}
    for name in chosen.options - filled:
        assert read_option(name, WRITTEN[name]) == getattr(WriteOptions(), name)


@pytest.mark.parametrize(
    ("before", "after", "code", "key"),
    [
        ('id = "x"', "", "profile.missing_key", "id"),
        ('id = "x"', 'id = ""', "profile.bad_value", "id"),
        ('id = "x"', "id = 3", "profile.bad_value", "id"),
        ('id = "x"', 'id = "x"\ncolour = "red"', "profile.unknown_key", "colour"),
        ('"checked"', '"shiny"', "profile.bad_value", "minimum_state"),
        ('["subtitles"]', "[1]", "profile.bad_value", "include"),
        ('format_id = "srt"', 'format = "srt"', "profile.bad_value", "formats"),
        ('id = "x"', 'id = "x"\nfile_template = "{title.srt"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{tittle}.srt"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfolders = { subtitle = "{nothing}" }', "profile.bad_template", "folders.subtitle"),
        ('id = "x"', 'id = "x"\nrequires_video = "yes"', "profile.bad_value", "requires_video"),
        ('id = "x"', 'id = "x"\ntext_limits = { name = "60" }', "profile.bad_value", "text_limits.name"),
        ('id = "x"', "id = ", "profile.no_toml", None),
        ('id = "x"', 'id = "x"\nfolders = { subtitle = "/SUBS" }', "profile.leads_out", "folders.subtitle"),
        ('id = "x"', 'id = "x"\nfolders = { subtitle = "../{title}" }', "profile.leads_out", "folders.subtitle"),
        ('id = "x"', 'id = "x"\nfolders = { subtitle = "" }', "profile.leads_out", "folders.subtitle"),
        ('id = "x"', 'id = "x"\nfolders = { report = "COM1" }', "profile.leads_out", "folders.report"),
        ('id = "x"', "id = \"x\"\nfolders = { report = 'C:\\x' }", "profile.leads_out", "folders.report"),
        ('buyer = "X"', 'buyer = "../X"\nfolders = { report = "{buyer}" }', "profile.leads_out", "folders.report"),
        ('id = "x"', 'id = "x"\nfolders = { subtitel = "x" }', "profile.unknown_key", "folders.subtitel"),
        ('id = "x"', 'id = "x"\nfile_template = "/etc/{title}.{extension}"', "profile.leads_out", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "a/{title}.{extension}"', "profile.leads_out", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{title.__class__}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{title[0]}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{title!r}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{episode:0999999999d}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{episode:{version}d}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{title"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfile_template = "{}"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nlanguage_aliases = { en = "../en" }', "profile.leads_out", "language_aliases.en"),
        ('id = "x"', 'id = "x"\nlanguage_aliases = { en = "" }', "profile.leads_out", "language_aliases.en"),
        ('id = "x"', 'id = "x"\nlanguage_aliases = { en = "e n" }', "profile.leads_out", "language_aliases.en"),
        ("bom = true", "bom = 1", "profile.bad_value", "formats.options.bom"),
        ("bom = true", 'newline = "x"', "profile.bad_value", "formats.options.newline"),
        ("bom = true", 'encoding = "klingon"', "profile.bad_value", "formats.options.encoding"),
        ("bom = true", 'encoding = "base64"', "profile.bad_value", "formats.options.encoding"),
        ("bom = true", "width = 1080", "profile.bad_option", "width"),
        ("bom = true", 'title = "Mine"', "profile.bad_option", "title"),
        (BOM, 'format_id = "ttml"\noptions = { width = 0 }', "profile.bad_value", "formats.options.width"),
        (BOM, 'format_id = "ttml"\noptions = { width = true }', "profile.bad_value", "formats.options.width"),
        (BOM, 'format_id = "ttml"\noptions = { frame_rate = true }', "profile.bad_value", "formats.options.frame_rate"),
        (BOM, 'format_id = "ttml"\noptions = { frame_rate = "30000/0" }', "profile.bad_value", "formats.options.frame_rate"),
        (BOM, 'format_id = "ttml"\noptions = { frame_rate = 29.97 }', "profile.bad_value", "formats.options.frame_rate"),
        (BOM, 'format_id = "ttml"\noptions = { frame_rate = "fast" }', "profile.bad_value", "formats.options.frame_rate"),
        (BOM, 'format_id = "ttml"\noptions = { bom = true }', "profile.bad_option", "bom"),
        ('id = "x"', 'id = "x"\ndocument_language = "tlh"', "profile.bad_value", "document_language"),
        ('id = "x"', 'id = "x"\nmetadata = "mec"', "profile.bad_value", "metadata"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, before: str, after: str, code: str, key: str | None) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD.replace(before, after))
    with pytest.raises(BadInput) as caught:
        read_profile(path)
    assert caught.value.code == code
    assert caught.value.facts.get("path", str(path)) == str(path)
    assert caught.value.facts.get("key") == key
    assert sentence(caught.value.code, caught.value.facts)


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD)
    read = read_profiles(tmp_path)
    assert len(read.known) == 1
    assert (read.broken["b"].code, read.broken["b"].facts["path"]) == ("profile.id_twice", str(tmp_path / "b.toml"))


def test_a_broken_profile_takes_no_other_along(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD)
    (tmp_path / "torn.toml").write_text("id = ")
    (tmp_path / "odd.toml").write_text(GOOD.replace("version =", "verison ="))
    read = read_profiles(tmp_path)
    (good,) = read.known
    assert read.get(good.id) is good
    assert {name: error.code for name, error in read.broken.items()} == {"torn": "profile.no_toml", "odd": "profile.unknown_key"}
    with pytest.raises(BadInput, match=r"profile\.no_toml") as caught:
        read.get("torn")
    assert "torn.toml" in sentence(caught.value.code, caught.value.facts)
    with pytest.raises(NotFound, match=r"delivery\.no_such_profile"):
        read.get("nobody's")


def test_two_profiles_ship() -> None:
    assert {"app-standard", "streamer-imsc"} <= {profile.id for profile in read_profiles().known}


@pytest.mark.skipif(os.name == "nt", reason="devices as POSIX has them")
def test_what_is_no_small_file_is_no_profile(tmp_path: Path) -> None:
    (tmp_path / "device.toml").symlink_to("/dev/zero")
    with (tmp_path / "large.toml").open("wb") as file:
        file.truncate(1 << 30)
    (tmp_path / "deep.toml").write_text("a = " + "[" * 100_000)
    (tmp_path / "folder.toml").mkdir()
    for path in (*tmp_path.iterdir(), tmp_path / "missing.toml"):
        with pytest.raises(BadInput, match=r"profile\.no_(toml|file)"):
            read_profile(path)


@pytest.mark.parametrize(
    "table", ["integrated = -16", 'integrated = "loud"\ntolerance = 1', "integrated = -16\ntolerance = -1",
              "integrated = 3\ntolerance = 1", "integrated = -16\ntolerance = 1\nlouder = 2",
              "integrated = -16\ntolerance = 1\ntrue_peak = 1"],
)  # fmt: skip
def test_a_loudness_that_cannot_be_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'id="a"\nname="A"\nversion="1"\nbuyer="B"\ninclude=["spec"]\n[loudness]\n{table}\n', "utf-8")
    with pytest.raises(BadInput) as refused:
        read_profile(path)
    assert (refused.value.code, refused.value.facts["key"]) == ("profile.bad_value", "loudness")


def written(tmp_path: Path, more: str) -> Path:
    path = tmp_path / "x.toml"
    path.write_text(f'id = "x"\nname = "X"\nversion = "2"\nbuyer = "X"\ninclude = ["spec"]\n{more}\n', "utf-8")
    return path


def test_all_that_a_buyer_can_ask_for_is_read(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path, EVERYTHING))
    assert (profile.packaging, profile.proofs) == (Packaging.FOLDER, ("sha256", "md5"))
    assert profile.picture == ProfilePicture(mode=PictureMode.LINK, versions=("clean", "burned"))
    assert profile.artwork == (
        ProfileArtwork(kind="cover", width=1080, height=1440, type="png", languages=ArtworkLanguages.EACH, required=False),
    )
    assert (profile.required_roles, profile.requires_rights) == (("full", "forced"), True)
    assert profile.required_compliance == ("filing_number", "episode_ai_label")
    assert profile.limits == {"": {"line_hard": 43, "speed_hard": 25.0}, "zh-Hans": {"line_hard": 16}}
    assert profile.redelivery is Redelivery.ROUND
    assert profile.scripts == {"dialogue_list": ("xlsx", "docx")}
    assert profile.sources == {"limits": "Their page [A]"}
    assert (profile.longest_name, profile.ascii_names, profile.language_separator) == (80, False, "_")


EVERYTHING = """
packaging = "folder"
proofs = ["md5"]
required_roles = ["full", "forced"]
requires_rights = true
required_compliance = ["filing_number", "episode_ai_label"]
redelivery = "round"
longest_name = 80
ascii_names = false
language_separator = "_"
root_template = "."
title_template = "{kind}.{extension}"
package_template = "{title}-{languages}"
[templates]
subtitle = "{episode:02d}.{language}.{extension}"
[picture]
mode = "link"
versions = ["clean", "burned"]
[[artwork]]
kind = "cover"
width = 1080
height = 1440
type = "png"
languages = "each"
required = false
[limits]
line_hard = 43
speed_hard = 25
[limits.zh-Hans]
line_hard = 16
[scripts]
dialogue_list = ["xlsx", "docx"]
[sources]
limits = "Their page [A]"
"""


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('"folder"', '"zip"', "packaging"),
        ('["md5"]', '["md4"]', "proofs"),
        ('["full", "forced"]', '["karaoke"]', "required_roles"),
        ('"filing_number"', '"shoe_size"', "required_compliance"),
        ('"round"', '"weekly"', "redelivery"),
        ("= 80", "= 0", "longest_name"),
        ("= 80", "= true", "longest_name"),
        ('separator = "_"', 'separator = "/"', "language_separator"),
        ('"link"', '"symlink"', "picture.mode"),
        ('"clean", "burned"', '"dirty"', "picture.versions"),
        ("width = 1080", "width = 0", "artwork.width"),
        ("width = 1080", "width = 90000", "artwork.width"),
        ('type = "png"', 'type = "exe"', "artwork.type"),
        ('type = "png"', 'type = "png"\ncolour = "red"', "artwork.colour"),
        ("line_hard = 43", "line_hard = 0", "limits.line_hard"),
        ("line_hard = 43", "line_hard = 43.5", "limits.line_hard"),
        ("line_hard = 43", "line_target = 50\nline_hard = 43", "limits.line_target"),
        ("line_hard = 43", "shoe_size = 43", "limits.shoe_size"),
        ("[limits.zh-Hans]", "[limits.Klingonese_spoken]", "limits.Klingonese_spoken"),
        ('["xlsx", "docx"]', '["exe"]', "scripts.dialogue_list"),
        ('["xlsx", "docx"]', '["pdf"]', "scripts.dialogue_list"),
        ("dialogue_list = ", "dub_script = ", "scripts.dub_script"),
        ('limits = "Their', 'limits = "\\u202ETheir', "sources.limits"),
        ("{title}-{languages}", "{title}-{episode}", "package_template"),
        ("{title}-{languages}", "../{title}", "package_template"),
        ('root_template = "."', 'root_template = "../.."', "root_template"),
        ("{episode:02d}.{language}", "{language:05d}", "templates.subtitle"),
    ],
)
def test_what_a_buyer_cannot_ask_for_is_named(tmp_path: Path, before: str, after: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_profile(written(tmp_path, EVERYTHING.replace(before, after)))
    assert caught.value.facts["key"] == key
    assert sentence(caught.value.code, caught.value.facts)


@pytest.mark.parametrize(
    "more",
    [
        "watched = " + "9" * 5000,
        "a" + ".a" * 20_000 + " = 1",
        "[[artwork]]\n" * 5000,
        "include2 = [" + '"x",' * 60_000 + "]",
        "[language_aliases]\n" + "\n".join(f'l{at} = "x"' for at in range(5000)),
        'file_template = "' + "{title}" * 10_000 + '"',
        'based_on = "../../etc"',
        'document_language = ["en"]',
        'package_template = "' + "\u202e" + '{title}"',
        "loudness = { integrated = nan, tolerance = 1 }",
        "limits = { speed_hard = inf }",
    ],
)
def test_hostile_profiles_are_a_sentence_each(tmp_path: Path, more: str) -> None:
    path = written(tmp_path, more)
    with pytest.raises(BadInput) as caught:
        read_profile(path)
    assert len(sentence(caught.value.code, caught.value.facts)) < 400
