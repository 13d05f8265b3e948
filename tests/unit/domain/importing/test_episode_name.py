"""Names of files as they really come."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.track import Role
from crossreel.domain.importing.folder_names import settle_names
from crossreel.domain.importing.plan import ItemKind
from crossreel.domain.importing.version_label import VersionLabel
from crossreel.domain.text.language import SCRIPTS
from crossreel.services.files.name_words import name_reader

read_name = name_reader().read

NAMES = [
    # name, episode, language
    ("EP01.mp4", 1, None),
    ("ep1.mp4", 1, None),
    ("Ep.12.mov", 12, None),
    ("EP 003.mkv", 3, None),
    ("EP-07_final.mp4", 7, None),
    ("E05.mp4", 5, None),
    ("E5 1080p.mp4", 5, None),
    ("Episode 12.mp4", 12, None),
    ("episode_012.mp4", 12, None),
    ("Episode #3.mp4", 3, None),
    ("Epi 9.mp4", 9, None),
    ("3.mp4", 3, None),
    ("003.mp4", 3, None),
    ("80.mp4", 80, None),
    ("第12集.mp4", 12, None),
    ("第十二集.mp4", 12, None),
    ("第 3 集.mp4", 3, None),
    ("第一百零三集.mp4", 103, None),
    ("第12话.srt", 12, None),
    ("第十二話.srt", 12, None),
    ("第二十回.mp4", 20, None),
    ("12集.mp4", 12, None),
    ("隐秘继承人 第5集 1080P.mp4", 5, None),
    ("隐秘继承人05.mp4", 5, None),
    ("第03集_终版.mp4", 3, None),
    ("第７集.mp4", 7, None),
    ("ＥＰ０８.mp4", 8, None),
    ("１２.mp4", 12, None),
    ("十二.mp4", 12, None),
    ("제12화.mp4", 12, None),
    ("12화.mp4", 12, None),
    ("Tập 4.mp4", 4, None),
    ("ตอนที่ 15.mp4", 15, None),
    ("الحلقة ١٢.mp4", 12, None),
    ("Серия 6.mp4", 6, None),
    ("6 серия.mp4", 6, None),
    ("Bölüm 9.mp4", 9, None),
    ("Capítulo 21.mp4", 21, None),
    ("Folge 2.mp4", 2, None),
    ("S01E003.mp4", 3, None),
    ("s1e3.mp4", 3, None),
    ("S01 E03.mp4", 3, None),
    ("S01.E03.mp4", 3, None),
    ("S01EP45.mp4", 45, None),
    ("1x05.mp4", 5, None),
    ("Heir-03.mp4", 3, None),
    ("Heir_03.mp4", 3, None),
    ("Heir03.mp4", 3, None),
    ("The Hidden Heir 03.mp4", 3, None),
    ("The.Hidden.Heir.2024.EP05.1080p.x264.mp4", 5, None),
    ("The.Hidden.Heir.2024.05.1080p.x264.AAC2.0.mp4", 5, None),
    ("[Group] Heir - 07 [1080p][A1B2C3D4].mkv", 7, None),
    ("Heir 720x1280 30fps 11.mp4", 11, None),
    ("Heir_1080x1920_h.265_10bit_23.mp4", 23, None),
    ("05 - The Wedding.mp4", 5, None),
    ("05. The Wedding.mp4", 5, None),
    ("01 2024-11-05.mp4", 1, None),
    ("20241105_EP09.mp4", 9, None),
    ("Heir 4K 12.mp4", 12, None),
    ("Heir EP12v2.mp4", 12, None),
    ("Heir_EP12_v3.mp4", 12, None),
    ("Heir (3).mp4", 3, None),
    ("EP01 (1).mp4", 1, None),
    ("05 (1).mp4", 5, None),
    ("P03.mp4", 3, None),
    ("Part 3.mp4", 3, None),
    ("Heir 第2季 第8集.mp4", 8, None),
    ("Season 2 - 08.mp4", 8, None),
    ("trailer.mp4", None, None),
    ("trailer 2024.mp4", None, None),
    ("poster_1080x1920.mp4", None, None),
    ("EP0.mp4", None, None),
    ("S01E003_en.srt", 3, "en"),
    ("S01E003.en.srt", 3, "en"),
    ("S01E003.zh-Hans.srt", 3, "zh-Hans"),
    ("HIDDENHEIR_S01E001_SUB_es-419_full_v01.srt", 1, "es-419"),
    ("HIDDENHEIR_S01E001_SUB_pt-BR_sdh_v02.vtt", 1, "pt-BR"),
    ("Heir-03 [zh-Hans].ass", 3, "zh-Hans"),
    ("Heir-03 [es-419].ass", 3, "es-419"),
    ("Heir-03 (English).ass", 3, "en"),
    ("Heir 03【简体中文】.ass", 3, "zh-Hans"),
    ("Heir 03【繁體】.ass", 3, "zh-Hant"),
    ("[zh-TW] Heir 03.ass", 3, "zh-Hant"),
    ("ep.7.chs.srt", 7, "zh-Hans"),
    ("ep.7.cht.srt", 7, "zh-Hant"),
    ("ep7.zh-CN.srt", 7, "zh-Hans"),
    ("ep7.zh_CN.srt", 7, "zh-Hans"),
    ("ep7_zh_tw.srt", 7, "zh-Hant"),
    ("ep7.zh.srt", 7, "zh-Hans"),
    ("EP01_es-MX.srt", 1, "es-419"),
    ("EP01_es_LA.srt", 1, "es-419"),
    ("EP01_es.srt", 1, "es-419"),
    ("EP01_es-ES.srt", 1, "es-ES"),
    ("EP01-pt-br.srt", 1, "pt-BR"),
    ("EP01 ptbr.srt", 1, "pt-BR"),
    ("EP01.por.srt", 1, "pt-BR"),
    ("EP01.ENG.srt", 1, "en"),
    ("EP01_EN-US.srt", 1, "en"),
    ("EP01_en_US.srt", 1, "en"),
    ("EP01.jpn.srt", 1, "ja"),
    ("EP01_KR.srt", 1, "ko"),
    ("EP01_vn.srt", 1, "vi"),
    ("EP01_tl.srt", 1, "fil"),
    ("EP01_in.srt", 1, "id"),
    ("EP01_id.srt", 1, "id"),
    ("EP01_it.srt", 1, "it"),
    ("EP01 english.srt", 1, "en"),
    ("EP01 Español Latino.srt", 1, "es-419"),
    ("EP01_العربية.srt", 1, "ar"),
    ("EP01_ภาษาไทย.srt", 1, "th"),
    ("EP01 日本語.srt", 1, "ja"),
    ("第12集.英文.srt", 12, "en"),
    ("第12集_泰语.srt", 12, "th"),
    ("第12集.简体.srt", 12, "zh-Hans"),
    ("en_01.srt", 1, "en"),
    ("zh-Hans_EP01.srt", 1, "zh-Hans"),
    ("English 01.srt", 1, "en"),
    ("HiddenHeir.en.03.srt", 3, "en"),
    ("Heir_es-419_E05.srt", 5, "es-419"),
    ("SUB_es-419_S01E002.srt", 2, "es-419"),
    ("01.th.vtt", 1, "th"),
    ("1.ar.srt", 1, "ar"),
    ("03_fr-FR.srt", 3, "fr-FR"),
    ("03.fil.srt", 3, "fil"),
    ("03.hi.srt", 3, "hi"),
    ("Love Is In The Air 03.srt", 3, None),
    ("My Heir 03.srt", 3, None),
    ("No.3.srt", 3, None),
    ("03 - It Had To Be You.srt", 3, None),
    ("03 - It Had To Be You.en.srt", 3, "en"),
    ("03 The End.srt", 3, None),
    ("The Sub 03.srt", 3, None),
    ("Heir_s01e03_full.srt", 3, None),
    ("S01E003_en_full_v01.srt", 3, "en"),
    ("en.srt", None, "en"),
    ("es-419.srt", None, "es-419"),
]


@pytest.mark.parametrize(("name", "episode", "language"), NAMES, ids=[name for name, _, _ in NAMES])
def test_name(name: str, episode: int | None, language: str | None) -> None:
    parts = read_name(name)
    assert (parts.episode, parts.language) == (episode, language)


FOLDERS = [
    (("en",), "01.srt", 1, "en"),
    (("Subtitles", "Español"), "01.srt", 1, "es-419"),
    (("Subtitles", "English"), "Heir EP05.srt", 5, "en"),
    (("字幕", "泰语"), "第3集.srt", 3, "th"),
    (("subs_es-419",), "3.srt", 3, "es-419"),
    (("Português (Brasil)",), "12.ass", 12, "pt-BR"),
    (("zh_CN",), "12.ass", 12, "zh-Hans"),
    (("en", "05_SUBTITLES"), "HEIR_S01E009_SUB_th_full_v01.srt", 9, "th"),
    (("data", "05_SUBTITLES", "th", "full"), "9.srt", 9, "th"),
    (("EP03",), "en.srt", 3, "en"),
    (("第三集",), "zh-Hans.srt", 3, "zh-Hans"),
    (("07",), "es-419.srt", 7, "es-419"),
    (("The Hidden Heir (2024)",), "en.srt", None, "en"),
    (("Season 1",), "04.mp4", 4, None),
    (("video",), "4.mp4", 4, None),
]


@pytest.mark.parametrize(("folders", "name", "episode", "language"), FOLDERS)
def test_folders_tell_what_the_name_does_not(
    folders: tuple[str, ...], name: str, episode: int | None, language: str | None
) -> None:
    parts = read_name(name, folders)
    assert (parts.episode, parts.language) == (episode, language)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("S01E003_en_sdh.srt", Role.SDH),
        ("S01E003.en.cc.srt", Role.SDH),
        ("S01E003.en.hi.srt", Role.SDH),
        ("S01E003.hi.srt", None),
        ("S01E003.hi.sdh.srt", Role.SDH),
        ("S01E003_en_forced.srt", Role.FORCED),
        ("EP1 [en] [forced].srt", Role.FORCED),
        ("EP01.zh.source.srt", Role.SOURCE),
        ("EP01.en.template.srt", Role.TEMPLATE),
        ("EP01.en.srt", None),
    ],
)
def test_roles(name: str, role: Role | None) -> None:
    assert read_name(name).role is role


def test_hi_after_a_language_is_no_hindi() -> None:
    assert read_name("S01E003.en.hi.srt").language == "en"


@pytest.mark.parametrize(("name", "version"), [("A_S01E001_SUB_en_full_v02.srt", (2,)), ("EP12v3.srt", (3,)), ("EP12.srt", ())])
def test_versions(name: str, version: tuple[int, ...]) -> None:
    assert read_name(name).version.number == version


def test_the_number_that_changes_is_the_episode() -> None:
    """A title that carries a number of its own does not hide the episode's."""
    names = [read_name(f"{n:02d} Brides of 3 Kings.mp4") for n in (1, 2, 3)]
    assert [parts.episode for parts in settle_names(names, [ItemKind.VIDEO] * 3)] == [1, 2, 3]
    names = [read_name(f"2 Brides {n}.mp4") for n in (1, 2, 3)]
    assert [parts.episode for parts in settle_names(names, [ItemKind.VIDEO] * 3)] == [1, 2, 3]


def test_title_is_what_stands_before_the_number() -> None:
    assert read_name("The.Hidden.Heir.EP05.mp4").title == "The Hidden Heir"
    assert read_name("HIDDENHEIR_S01E001_SUB_en_full_v01.srt").title == "HIDDENHEIR"


@given(st.integers(1, 999), st.sampled_from(["en", "es-419", "zh-Hans", "ar", "th", "pt-BR", "ko"]))
def test_our_own_names_come_back(number: int, language: str) -> None:
    parts = read_name(f"HIDDENHEIR_S01E{number:03d}_SUB_{language}_full_v01.srt")
    assert (parts.episode, parts.language, parts.version) == (number, language, VersionLabel(number=(1,)))


@given(st.text(max_size=60))
def test_any_name_is_read(name: str) -> None:
    parts = read_name(name, (name,))
    assert parts.episode is None or 1 <= parts.episode <= 9999


@pytest.mark.parametrize(("name", "number"), [("第廿三集.mp4", 23), ("第卅集.mp4", 30), ("第一百廿集.srt", 120)])
def test_the_short_signs_for_twenty_and_thirty(name: str, number: int) -> None:
    assert read_name(name).episode == number


GUIDES = {tag: tag.replace("-", "_") for tag in SCRIPTS} | {"zh-Hans": "zh", "es-419": "es", "pt-BR": "pt"}
TELLING = sorted({tag.partition("-")[0] for tag in SCRIPTS} | {"zh_Hant"})


@pytest.mark.parametrize("teller", TELLING)
def test_every_language_with_a_guide_is_known_by_its_name_in_every_other(teller: str) -> None:
    """A folder and a file called as the people of another country call the language, by the names Unicode collects."""
    names = Locale.parse(teller).languages
    told = {tag: name for tag, key in GUIDES.items() if (name := names.get(key))}
    assert {tag: read_name("1.srt", (name,)).language for tag, name in told.items()} == {tag: tag for tag in told}
    assert {tag: read_name(f"EP03_{name}.srt").language for tag, name in told.items()} == {tag: tag for tag in told}
