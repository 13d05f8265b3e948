"""Which pictures and sounds go along: each version a profile names, once, as the whole file it is, or not at all."""

from dataclasses import replace

import pytest

from crossreel.delivery.masters import masters_of
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, packagers
from crossreel.delivery.subject import MasterFile, Subject
from crossreel.domain.catalog.version import Look, Medium, Version
from crossreel.domain.delivery import Plan, Profile
from crossreel.domain.trade.profile_parts import PictureMode, ProfilePicture
from tests.unit.delivery.subjects import subject
from tests.unit.delivery.test_planner import PROFILE


def master(number: int, look: Look = Look.UNKNOWN, **fields: object) -> MasterFile:
    """Return a version of episode 1 whose file is there."""
    values: dict[str, object] = {"episode_id": 101, "path": "", "look": look, **fields}
    is_sound = values.get("medium") is Medium.SOUND
    version = Version(id=number, **values)  # type: ignore[arg-type]
    return MasterFile(version=version, extension="wav" if is_sound else "mp4", name=f"file{number}")


REFERENCE = master(1, Look.CLEAN, is_reference=True)
ENGLISH = master(2, Look.BURNED, language="en")
SPANISH = master(3, Look.BURNED, language="es-419")
EFFECTS = master(4, Look.EFFECTS, medium=Medium.SOUND)
ALL = (REFERENCE, ENGLISH, SPANISH, EFFECTS)


def profile(*versions: str, mode: PictureMode = PictureMode.COPY) -> Profile:
    return replace(PROFILE, include=("video",), picture=ProfilePicture(mode=mode, versions=versions))


def planned(wanted: Profile, *files: MasterFile, languages: tuple[str, ...] = ("en",)) -> Plan:
    about: Subject = subject(1, masters={1: files} if files else {})
    return plan_delivery(about, wanted, languages, packagers(), gates())


def test_every_version_named_goes_under_its_look_and_language() -> None:
    plan = planned(profile("reference", "clean", "burned", "effects"), *ALL, languages=("en", "es-419"))
    root = "data/HEIR_S01"
    assert {file.path: file.version_id for file in plan.files} == {
        f"{root}/03_VIDEO/clean/HEIR_S01E001_VID_zh-Hans_clean_v01.mp4": 1,
        f"{root}/03_VIDEO/burned/HEIR_S01E001_VID_en_burned_v01.mp4": 2,
        f"{root}/03_VIDEO/burned/HEIR_S01E001_VID_es-419_burned_v01.mp4": 3,
        f"{root}/04_AUDIO/effects/HEIR_S01E001_AUD_zh-Hans_effects_v01.wav": 4,
    }
    assert plan.refusals == ()


def test_only_languages_that_are_delivered_are_burned_in() -> None:
    assert [file.version_id for file in planned(profile("burned"), *ALL).files] == [2]


@pytest.mark.parametrize("look", ["clean", "burned", "textless", "dubbed", "effects"])
def test_what_is_not_there_is_asked_for_by_name(look: str) -> None:
    plan = planned(profile(look), master(1, Look.UNKNOWN, is_reference=True))
    language = "en" if look in ("burned", "dubbed") else ""
    assert [(each.code, each.episode, each.language) for each in plan.refusals] == [(f"delivery.missing_{look}", 1, language)]
    assert [each.code for each in planned(profile("reference")).refusals] == ["delivery.missing_video"]


def test_of_several_of_one_look_the_reference_goes_then_the_largest_then_the_newest() -> None:
    small, large, newer = (master(number, Look.CLEAN, width=width, height=9) for number, width in ((5, 540), (6, 1080), (7, 1080)))
    assert [file.version_id for file in planned(profile("clean"), small, large, newer).files] == [7]
    assert [file.version_id for file in planned(profile("clean"), newer, REFERENCE).files] == [1]


@pytest.mark.parametrize("fields", [{"in_ms": 5000}, {"out_ms": 9000}, {"content_key": "a#1"}])
def test_a_part_of_a_file_does_not_go_as_the_whole_of_it(fields: dict[str, object]) -> None:
    part = master(1, Look.CLEAN, is_reference=True, **fields)
    plan = planned(profile("reference"), part)
    assert [(each.code, each.facts["file"]) for each in plan.refusals] == [("delivery.master_is_part", "file1")]
    named = planned(profile("reference", mode=PictureMode.REFERENCE), part)
    assert named.refusals == ()
    assert [file.path for file in named.files] == ["data/HEIR_S01/03_VIDEO/HEIR_S01_VIDEOS_v01.csv"]


def test_a_version_that_was_replaced_stands_against_it() -> None:
    plan = planned(profile("burned"), replace(ENGLISH, replaced=True))
    assert [(each.code, each.facts["file"]) for each in plan.refusals] == [("delivery.file_replaced", "file2")]


def test_a_master_with_other_words_than_the_catalog_has_stands_against_it() -> None:
    plan = planned(profile("burned"), replace(ENGLISH, outdated=True))
    assert [(each.code, each.language, each.facts["file"]) for each in plan.refusals] == [
        ("delivery.master_outdated", "en", "file2")
    ]


def test_a_profile_without_pictures_names_none() -> None:
    assert masters_of(subject(1, masters={1: ALL}), replace(profile("clean"), include=("subtitles",)), ("en",)) == ()
