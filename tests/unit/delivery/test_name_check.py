"""Every name that a profile makes, with what is wrong with each."""

from dataclasses import replace

import pytest

from crossreel.delivery.name_check import name_list
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import packagers
from crossreel.domain.catalog.season import Season
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.name_list import NameList
from crossreel.domain.trade.profile_parts import Packaging, Redelivery
from tests.unit.delivery.subjects import LANGUAGES, heir, subject

PROFILE = Profile(
    id="test", name="Test", version="1", buyer="APP", formats=(ProfileFormat(format_id="srt"),), include=("subtitles", "spec")
)


def names(profile: Profile, **facts: object) -> NameList:
    return name_list(plan_delivery(subject(**facts), profile, LANGUAGES, packagers(), ()), profile)  # type: ignore[arg-type]


def codes(found: NameList) -> list[list[str]]:
    return [[each.code for each in name.faults] for name in found.names]


def test_names_that_can_be_have_no_fault() -> None:
    found = names(PROFILE)
    assert (found.faulty, found.unknown, len(found.names)) == (0, (), 5)
    assert found.names[-1].file.path == "data/HEIR_S01/00_DOCS/HEIR_S01_SPEC_v01.json"


def test_both_of_two_that_fall_together_are_marked() -> None:
    found = names(replace(PROFILE, file_template="{episode:02d}.{extension}", folders={"subtitle": "SUBS"}))
    assert codes(found) == [["delivery.name_twice"]] * 4 + [[]]
    assert [each.same_as.rpartition("/")[2] for each in found.names] == ["", "", "01.srt", "02.srt", ""]
    apart = names(replace(PROFILE, file_template="{episode:02d}.{extension}"))
    assert apart.faulty == 0, "in folders of their own they are apart"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"file_template": "第{episode}集-{language}.{extension}"}, "delivery.name_unsafe"),
        ({"file_template": "{title} {episode} {language}.{extension}"}, "delivery.name_unsafe"),
        ({"file_template": "{title}_{language}_{episode:03d}.{extension}", "longest_name": 12}, "delivery.name_long"),
        ({"root_template": "{title} 🎬"}, "delivery.name_unsafe"),
        ({"folders": {"subtitle": "字幕"}}, "delivery.name_unsafe"),
        ({"file_template": "CON.{language}{episode}"}, "delivery.path_reserved"),
        ({"root_template": "A" * 190}, "delivery.path_long"),
    ],
)
def test_a_name_that_cannot_be_says_why(fields: dict[str, object], code: str) -> None:
    found = names(replace(PROFILE, **fields))  # type: ignore[arg-type]
    assert all(code in each for each in codes(found)[:4])


def test_letters_of_any_script_pass_where_the_buyer_takes_them() -> None:
    every = {"package_template": "{title} 🎬", "root_template": "短剧", "folders": {"subtitle": "字幕/{language}"}}
    profile = replace(PROFILE, file_template="第{episode:02d}集-{language}.{extension}", ascii_names=False, **every)  # type: ignore[arg-type]
    found = names(profile)
    assert (found.faulty, found.folder_faults) == (0, ())
    assert found.names[0].file.path.endswith("/第01集-en.srt")


def test_the_folder_and_what_nobody_makes_are_told() -> None:
    found = names(replace(PROFILE, package_template="{title}" * 20, include=("subtitles", "holograms")))
    assert [each.code for each in found.folder_faults] == ["delivery.name_long"]
    assert [each.facts["packager"] for each in found.unknown] == ["holograms"]
    emoji = replace(PROFILE, package_template="{title} 🎬")
    assert [each.code for each in names(emoji).folder_faults] == ["delivery.name_unsafe"]
    refused = plan_delivery(subject(), replace(emoji, root_template="短剧"), LANGUAGES, packagers(), ()).refusals
    assert [each.facts["name"] for each in refused] == ["HEIR 🎬", "短剧"], "each folder once"


def test_a_buyer_has_words_of_its_own() -> None:
    profile = replace(
        PROFILE, language_separator="_", language_aliases={"en": "ENG"}, role_aliases={"full": "sub"}, root_template=".",
        file_template="{title}-{episode}-{language}-{variant}.{extension}", templates={"report": "{kind}.{extension}"},
        folders={"subtitle": ".", "report": "PAPERS"}, packaging=Packaging.FOLDER, package_template="{title}-{languages}",
    )  # fmt: skip
    found = names(profile)
    assert found.folder_name == "HEIR-EN-ES419"
    assert [each.file.path for each in found.names] == [
        "HEIR-1-ENG-sub.srt", "HEIR-2-ENG-sub.srt", "HEIR-1-es_419-sub.srt", "HEIR-2-es_419-sub.srt", "PAPERS/SPEC.json",
    ]  # fmt: skip


def test_a_name_can_tell_the_season_and_count_within_it() -> None:
    seasons = (
        Season(id=1, title_id=1, number=1, first_episode=1, last_episode=1),
        Season(id=2, title_id=1, number=2, first_episode=2, last_episode=9),
    )
    profile = replace(PROFILE, file_template="{title}_S{season:02d}E{number:03d}_{episode}_{language}.{extension}")
    assert [each.file.path.rpartition("/")[2] for each in names(profile, seasons=seasons).names[:2]] == [
        "HEIR_S01E001_1_en.srt", "HEIR_S02E001_2_en.srt",
    ]  # fmt: skip
    assert names(profile).names[1].file.path.endswith("HEIR_S01E002_2_en.srt"), "a title without seasons is one"
    foldered = replace(PROFILE, folders={"subtitle": "S{season}/E{episode:02d}"})
    assert names(foldered, seasons=seasons).names[1].file.path.startswith("data/HEIR_S01/S2/E02/")


def test_a_later_delivery_has_a_version_or_a_round() -> None:
    later: dict[str, object] = {"version": 3, "round": 3, "title": heir()}
    assert names(PROFILE, **later).names[0].file.path.endswith("HEIR_S01E001_SUB_en_full_v03.srt")
    rounds = replace(PROFILE, redelivery=Redelivery.ROUND)
    assert names(rounds, **later).names[0].file.path.endswith("HEIR_S01E001_SUB_en_full_v01_R2.srt")
    assert names(rounds, **later).folder_name.endswith("_v01_R2")
    assert names(rounds).names[0].file.path.endswith("HEIR_S01E001_SUB_en_full_v01.srt")
    said = replace(rounds, file_template="{title}_{episode}_{language}_R{round}.{extension}")
    assert names(said, **later).names[0].file.path.endswith("HEIR_1_en_R3.srt")
