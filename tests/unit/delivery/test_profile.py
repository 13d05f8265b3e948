"""Delivery profiles as TOML: what is wrong is said with file and key."""

from pathlib import Path

import pytest

from crossreel.delivery.profile import read_profile
from crossreel.delivery.registry import profiles
from crossreel.domain.delivery import ProfileFormat
from crossreel.domain.errors import BadInput
from crossreel.domain.workflow import State
from crossreel.i18n.messages import sentence

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


def test_a_profile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD)
    profile = read_profile(path)
    assert profile.minimum_state is State.CHECKED
    assert profile.formats == (ProfileFormat(format_id="srt", options={"bom": True}),)


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
        ('id = "x"', 'id = "x"\nfile_template = "{tittle}.srt"', "profile.bad_template", "file_template"),
        ('id = "x"', 'id = "x"\nfolders = { subtitle = "{nothing}" }', "profile.bad_template", "folders.subtitle"),
        ('id = "x"', 'id = "x"\nrequires_video = "yes"', "profile.bad_value", "requires_video"),
        ('id = "x"', 'id = "x"\ntext_limits = { name = "60" }', "profile.bad_value", "text_limits"),
        ('id = "x"', "id = ", "profile.no_toml", None),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, before: str, after: str, code: str, key: str | None) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD.replace(before, after))
    with pytest.raises(BadInput) as caught:
        read_profile(path)
    assert caught.value.code == code
    assert caught.value.facts["path"] == str(path)
    assert caught.value.facts.get("key") == key
    assert sentence(caught.value.code, caught.value.facts)


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD)
    with pytest.raises(BadInput, match="id_twice"):
        profiles(tmp_path)


def test_two_profiles_ship() -> None:
    assert [profile.id for profile in profiles()] == ["app-standard", "streamer-imsc"]
