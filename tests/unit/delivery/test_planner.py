"""The gate: every refusal at once, and every file by name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.delivery.naming import LONGEST_NAME, package_name
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, packagers
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Mend, Plan, Profile, ProfileFormat
from crossreel.i18n.messages import sentence
from crossreel.services.delivering.profiles import read_profiles
from tests.unit.delivery.subjects import LANGUAGES, heir, masters, subject

PROFILE = Profile(
    id="test", name="Test", version="1", buyer="Drama Box!", formats=(ProfileFormat(format_id="srt"),), include=("subtitles",)
)


def planned(facts: Subject, profile: Profile = PROFILE, languages: tuple[str, ...] = LANGUAGES) -> Plan:
    return plan_delivery(facts, profile, languages, packagers(), gates())


def refusals(plan: Plan) -> list[tuple[str, int | None, str]]:
    for refusal in plan.refusals:
        assert sentence(refusal.code, {"episode": refusal.episode, "language": refusal.language, **refusal.facts})
    return [(refusal.code, refusal.episode, refusal.language) for refusal in plan.refusals]


def test_names_and_folders_follow_the_grammar() -> None:
    plan = planned(subject())
    assert plan.may_build
    assert plan.folder_name == "DLV_20261121_DRAMABOX_HEIR_EN-ES419_v01"
    assert [file.path for file in plan.files] == [
        "data/HEIR_S01/05_SUBTITLES/en/full/HEIR_S01E001_SUB_en_full_v01.srt",
        "data/HEIR_S01/05_SUBTITLES/en/full/HEIR_S01E002_SUB_en_full_v01.srt",
        "data/HEIR_S01/05_SUBTITLES/es-419/full/HEIR_S01E001_SUB_es-419_full_v01.srt",
        "data/HEIR_S01/05_SUBTITLES/es-419/full/HEIR_S01E002_SUB_es-419_full_v01.srt",
    ]


def test_everything_against_it_is_said_at_once() -> None:
    cells = {
        (1, "en"): CellFacts(state=State.DRAFT, cue_count=3, untranslated=2),
        (2, "en"): CellFacts(state=State.APPROVED, cue_count=3, open_errors=4),
        (1, "es-419"): CellFacts(state=State.CHECKED, cue_count=3),
    }
    profile = replace(PROFILE, requires_video=True, requires_cover=True, required_metadata=("synopsis", "copyright_line"))
    plan = planned(subject(cells=cells, texts={}, masters=masters("mp4")), profile)
    assert refusals(plan) == [
        ("delivery.untranslated", 1, "en"),
        ("delivery.state_low", 1, "en"),
        ("delivery.open_errors", 2, "en"),
        ("delivery.state_low", 1, "es-419"),
        ("delivery.missing_cell", 2, "es-419"),
        ("delivery.missing_video", 2, ""),
        ("delivery.cover_missing", None, ""),
        ("delivery.metadata_missing", None, "en"),
        ("delivery.metadata_missing", None, "es-419"),
        ("delivery.title_field_missing", None, ""),
    ]
    assert not plan.may_build


def test_findings_are_as_old_as_the_oldest_look() -> None:
    cells = {
        (1, "en"): CellFacts(state=State.APPROVED, cue_count=3, checked_ms=20, is_checked=True),
        (2, "en"): CellFacts(state=State.APPROVED, cue_count=3, checked_ms=10, is_checked=False),
        (1, "es-419"): CellFacts(state=State.APPROVED, cue_count=3),
        (2, "es-419"): CellFacts(state=State.MISSING),
        (1, "th"): CellFacts(state=State.APPROVED, cue_count=3, checked_ms=5, is_checked=True),
    }
    plan = planned(subject(cells=cells))
    assert (plan.checked_ms, plan.unchecked) == (10, 2)
    assert (planned(subject()).checked_ms, planned(subject()).unchecked) == (None, 4)


def test_a_language_nobody_translated_misses_every_episode() -> None:
    assert refusals(planned(subject(), languages=("th",))) == [
        ("delivery.missing_cell", 1, "th"),
        ("delivery.missing_cell", 2, "th"),
    ]


def test_nothing_to_deliver() -> None:
    assert refusals(planned(subject(episodes=0), languages=())) == [
        ("delivery.no_episodes", None, ""),
        ("delivery.no_languages", None, ""),
    ]


def test_delivered_counts_as_approved() -> None:
    cells = {key: replace(cell, state=State.DELIVERED) for key, cell in subject().cells.items()}
    assert planned(subject(cells=cells)).may_build


def test_no_language_lends_its_name_to_another() -> None:
    profile = replace(PROFILE, required_metadata=("name",))
    english = {"en": TitleText(id=1, title_id=1, language="en", name="The Hidden Heir")}
    assert refusals(planned(subject(texts=english), profile)) == [("delivery.metadata_missing", None, "es-419")]
    facts = subject(texts=english, cells={(number, "zh-Hans"): CellFacts(state=State.APPROVED, cue_count=1) for number in (1, 2)})
    assert refusals(planned(facts, profile, ("zh-Hans",))) == [("delivery.metadata_missing", None, "zh-Hans")]
    made_as = replace(facts, title=heir(original_name="隐藏的继承人"))
    assert planned(made_as, profile, ("zh-Hans",)).may_build
    assert made_as.name_in("es-419") == ""


def test_each_refusal_says_what_mends_it() -> None:
    cells = {(1, "en"): CellFacts(state=State.TRANSLATED, cue_count=3, open_errors=1)}
    plan = planned(subject(cells=cells, texts={}), replace(PROFILE, required_metadata=("name",), requires_cover=True))
    assert all(refusal.mends for refusal in plan.refusals)
    assert plan.refusals[1].mends == (Mend.OPEN, Mend.APPROVE)


def test_texts_over_their_limit() -> None:
    text = TitleText(id=1, title_id=1, language="en", name="N" * 61, logline="l" * 190)
    profile = replace(PROFILE, text_limits={"name": 60, "logline": 190})
    assert refusals(planned(subject(texts={"en": text}), profile, ("en",))) == [("delivery.text_long", None, "en")]


def test_names_that_cannot_be_are_refused() -> None:
    long = replace(PROFILE, file_template="{title}_" + "x" * 60 + "_{episode}_{language}.{extension}")
    assert {code for code, _, _ in refusals(planned(subject(), long))} == {"delivery.name_long"}
    dotted = replace(PROFILE, file_template="{title}.{episode}.{language}.{extension}")
    assert {code for code, _, _ in refusals(planned(subject(), dotted))} == {"delivery.name_unsafe"}
    same = replace(PROFILE, file_template="{title}_{language}.{extension}")
    assert refusals(planned(subject(), same)) == [("delivery.name_twice", 2, "en"), ("delivery.name_twice", 2, "es-419")]


def test_what_the_profile_names_must_exist() -> None:
    profile = replace(PROFILE, include=("subtitles", "horoscope"), formats=(ProfileFormat(format_id="scroll"),))
    assert {code for code, _, _ in refusals(planned(subject(), profile))} == {
        "delivery.unknown_format",
        "delivery.unknown_packager",
    }


def test_a_buyer_writes_tags_its_own_way() -> None:
    plan = planned(subject(), replace(PROFILE, language_aliases={"es-419": "es-LA"}), ("es-419",))
    assert plan.files[0].path.endswith("/es-LA/full/HEIR_S01E001_SUB_es-LA_full_v01.srt")
    assert plan.files[0].language == "es-419"


def test_sdh_tracks_stand_beside_the_full_ones() -> None:
    good = CellFacts(state=State.APPROVED, cue_count=3)
    plan = planned(subject(episodes=1, cells={(1, "en"): good, (1, "en-x-sdh"): good}), languages=("en",))
    assert [(file.variant, file.path.rpartition("/")[2]) for file in plan.files] == [
        ("full", "HEIR_S01E001_SUB_en_full_v01.srt"),
        ("sdh", "HEIR_S01E001_SUB_en_sdh_v01.srt"),
    ]


def test_videos_go_in_where_the_profile_includes_them() -> None:
    plan = planned(subject(masters=masters("mp4", "mov")), replace(PROFILE, include=("video",)), ("en",))
    assert [file.path for file in plan.files] == [
        "data/HEIR_S01/03_VIDEO/main/HEIR_S01E001_VID_zh-Hans_main_v01.mp4",
        "data/HEIR_S01/03_VIDEO/main/HEIR_S01E002_VID_zh-Hans_main_v01.mov",
    ]


def test_a_redelivery_counts_on() -> None:
    plan = planned(subject(version=2))
    assert plan.folder_name.endswith("_v02")
    assert all(file.path.endswith("_v02.srt") for file in plan.files)


def test_many_languages_are_counted_in_the_folder_name() -> None:
    tags = ("en", "es-419", "pt-BR", "th", "ar", "id", "vi", "ko", "ja", "fr", "de", "zh-Hant")
    assert package_name(PROFILE, subject(), tags) == "DLV_20261121_DRAMABOX_HEIR_12LANG_v01"


@given(st.text("ABC0", min_size=2, max_size=16), st.integers(1, 9999), st.integers(1, 99))
def test_shipped_profiles_always_make_good_names(code: str, episodes: int, version: int) -> None:
    """No code and no number of episodes makes a name that an ingest system would cut off."""
    facts = subject(episodes=1, title=heir(code=code), version=version)
    facts = replace(
        facts,
        episodes=(replace(facts.episodes[0], number=episodes),),
        cells={(episodes, "es-419"): CellFacts(state=State.APPROVED, cue_count=1)},
    )
    for profile in read_profiles().known:
        plan = plan_delivery(facts, profile, ("es-419",), packagers(), ())
        assert not plan.refusals
        assert plan.files
        assert all(len(file.path.rpartition("/")[2]) <= LONGEST_NAME for file in plan.files)


@pytest.mark.parametrize("profile", read_profiles().known, ids=lambda profile: profile.id)
def test_shipped_profiles_name_what_exists(profile: Profile) -> None:
    assert set(profile.include) <= set(packagers())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": heir(code="../../HEIR")}, "delivery.path_leaves"),
        ({"title": heir(code="/SUBS")}, "delivery.path_leaves"),
        ({"title": heir(code="..\\..\\HEIR")}, "delivery.path_leaves"),
        ({"title": heir(code="A\\B")}, "delivery.path_characters"),
        ({"title": heir(code="C:HEIR")}, "delivery.path_characters"),
        ({"title": heir(code="HEIR\n")}, "delivery.path_characters"),
        ({"title": heir(code="H" * 300)}, "delivery.path_long"),
        ({"title": heir(source_language="../zh")}, "delivery.path_leaves"),
        ({"masters": masters("mp4/../../x", "mp4")}, "delivery.path_leaves"),
        ({"masters": masters("mp4 ", "mp4")}, "delivery.path_ends"),
        ({"cover_type": "image/..\\x"}, "delivery.path_characters"),
        ({"cover_type": "image/svg+xml"}, "delivery.name_unsafe"),
        ({"extensions": {"srt": "../srt"}}, "delivery.path_ends"),
    ],
)
def test_nothing_of_a_title_leads_out_of_the_package(fields: dict[str, object], code: str) -> None:
    profile = replace(PROFILE, include=("subtitles", "video", "cover"))
    facts = {"masters": masters("mp4", "mp4"), "cover_type": "image/png"}
    assert planned(subject(**facts), profile).may_build
    assert code in {found for found, _, _ in refusals(planned(subject(**{**facts, **fields}), profile))}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"folders": {"subtitle": "/SUBS"}}, "delivery.path_leaves"),
        ({"folders": {"subtitle": "../{language}"}}, "delivery.path_leaves"),
        ({"folders": {"subtitle": "NUL/{language}"}}, "delivery.path_reserved"),
        ({"folders": {"subtitle": "a./{language}"}}, "delivery.path_ends"),
        ({"folders": {"subtitle": "x" * 256}}, "delivery.path_long"),
        ({"folders": {"subtitle": "{buyer}"}, "buyer": "../../x"}, "delivery.path_leaves"),
        ({"language_aliases": {"en": "../../en"}}, "delivery.path_leaves"),
        ({"file_template": "/etc/{episode}.{extension}"}, "delivery.path_leaves"),
        ({"buyer": "B" * 60}, "delivery.name_long"),
    ],
)
def test_nothing_of_a_profile_leads_out_of_the_package(change: dict[str, object], code: str) -> None:
    plan = planned(subject(), replace(PROFILE, **change))  # type: ignore[arg-type]
    assert not plan.may_build
    assert code in {found for found, _, _ in refusals(plan)}
    assert len(plan.refusals) <= 6


def test_names_that_fall_together_on_some_disks_are_refused() -> None:
    cased = replace(PROFILE, language_aliases={"en": "EN", "es-419": "en"})
    assert refusals(planned(subject(episodes=1), cased)) == [
        ("delivery.name_twice", 1, "es-419"),
        ("delivery.name_twice", 1, "es-419"),
    ]
    folders = replace(PROFILE, include=("workbook", "subtitles"), folders={"subtitle": "Docs", "workbook": "docs"})
    assert [code for code, _, _ in refusals(planned(subject(episodes=1), folders, ("en",)))] == ["delivery.name_twice"]
    composed = replace(
        PROFILE, include=("workbook", "subtitles"), ascii_names=False, folders={"subtitle": "é", "workbook": "e\u0301"}
    )
    assert [code for code, _, _ in refusals(planned(subject(episodes=1), composed, ("en",)))] == ["delivery.name_twice"]
    inside = replace(
        PROFILE, include=("workbook", "subtitles"), folders={"subtitle": "01/HEIR_S01_CATALOG_v01.xlsx", "workbook": "01"}
    )
    assert [code for code, _, _ in refusals(planned(subject(episodes=1), inside, ("en",)))] == ["delivery.name_twice"]


def test_a_hole_between_episodes_is_refused_until_the_promise_is_another() -> None:
    episodes = tuple(Episode(id=number, title_id=1, number=number) for number in (1, 2, 4))
    good = CellFacts(state=State.APPROVED, cue_count=3)
    cells = {(number, "en"): good for number in (1, 2, 4)}
    for promised, code, missing in ((None, "episodes_missing", [3]), (6, "promise_broken", [3, 5, 6])):
        told = replace(heir(), promised_episodes=promised)
        (refusal,) = planned(_of(told, episodes, cells), languages=("en",)).refusals
        assert (refusal.code, refusal.facts["numbers"]) == (f"delivery.{code}", missing)
        assert all(str(number) in sentence(refusal.code, refusal.facts) for number in missing)
    assert planned(_of(replace(heir(), promised_episodes=3), episodes, cells), languages=("en",)).refusals == ()


def _of(title: Title, episodes: tuple[Episode, ...], cells: dict[tuple[int, str], CellFacts]) -> Subject:
    return replace(subject(), title=title, episodes=episodes, cells=cells)


def test_what_stands_beside_a_language_is_judged_and_goes_by_its_role() -> None:
    good, draft = CellFacts(state=State.APPROVED, cue_count=3), CellFacts(state=State.TRANSLATED, cue_count=2)
    facts = subject(episodes=2, cells={(1, "en"): good, (2, "en"): good, (1, "en-x-sdh"): draft, (1, "en-x-signs"): good})
    assert [(each.code, each.episode, each.language) for each in planned(facts, languages=("en",)).refusals] == [
        ("delivery.state_low", 1, "en-x-sdh")
    ]
    whole = replace(facts, roles=("full", "signs"))
    assert [file.variant for file in planned(whole, languages=("en",)).files] == ["full", "signs", "full"]
    assert planned(whole, languages=("en",)).refusals == ()
    opened = replace(facts, promised=frozenset({"en-x-sdh", "en-x-forced"}))
    assert {(each.code, each.episode, each.language) for each in planned(opened, languages=("en",)).refusals} == {
        ("delivery.state_low", 1, "en-x-sdh"), ("delivery.missing_cell", 2, "en-x-sdh"),
    }  # fmt: skip


def test_a_format_is_for_the_scripts_it_names_and_the_first_that_fits_is_taken() -> None:
    formats = (
        ProfileFormat(format_id="srt", options={"bidi": "rlm"}, for_scripts=("Arab", "Hebr")),
        ProfileFormat(format_id="srt", for_scripts=("Latn",)),
        ProfileFormat(format_id="vtt", for_scripts=("Latn", "Arab")),
    )
    profile = replace(PROFILE, formats=formats)
    asked = {tag: [(each.format_id, each.options) for each in profile.formats_for(tag)] for tag in ("ar", "es-419", "th")}
    assert asked == {"ar": [("srt", {"bidi": "rlm"}), ("vtt", {})], "es-419": [("srt", {}), ("vtt", {})], "th": []}
    plan = planned(subject(), profile, ("en", "th"))
    assert ("delivery.no_format", None, "th") in refusals(plan)
    assert {file.format_id for file in plan.files if file.language == "en"} == {"srt", "vtt"}
