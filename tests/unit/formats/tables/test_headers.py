"""What one header means: roles and languages in any guide language, with regions, and what the texts are for."""

import tomllib

import pytest

from crossreel.domain.text.language import SCRIPTS
from crossreel.formats.tables.headers import ROLES, header_for, read_header
from crossreel.formats.tables.words import NOT_ROLES
from crossreel.kernel.paths import resource

MEANINGS = {
    "TC IN/OUT": (("range",), ""),
    "Start – End": (("range",), ""),
    "Start/End": (("range",), ""),
    "In (frames)": (("start",), "id"),
    "Target (en)": (("target",), "en"),
    "English Text": (("text",), "en"),
    "英文翻译": (("target",), "en"),
    "Spanish (LATAM)": ((), "es-419"),
    "西班牙语(西班牙)": ((), "es-ES"),
    "Spanish (Spain)": ((), "es-ES"),
    "Español": ((), "es-419"),
    "Português - Brasil": ((), "pt-BR"),
    "Portuguese (Portugal)": ((), "pt-PT"),
    "pt": ((), "pt-BR"),
    "繁體中文": ((), "zh-Hant"),
    "Chinese Simplified": ((), "zh-Hans"),
    "正體中文": ((), "zh-Hant"),
    "中文台詞": (("text",), "zh-Hans"),
    "中文字幕(台湾)": (("text",), "zh-Hant"),
    "중국어 (번체)": ((), "zh-Hant"),
    "zh_TW": ((), "zh-Hant"),
    "EN-US": ((), "en"),
    "角色\nSpeaker": (("speaker",), ""),
    "Character (角色)": (("speaker",), ""),
    "开始时间 Start": (("start",), ""),
    "Übersetzung Englisch": (("target",), "en"),
    "Traduction (anglais)": (("target",), "en"),
    "英語字幕": (("text",), "en"),
    "Final English": (("target",), "en"),
    "hi": ((), "hi"),
    "English SDH": ((), "en-x-sdh"),
    "English (forced)": ((), "en-x-forced"),
    "Start time in milliseconds": (("start",), ""),
    "Source (Chinese (PRC))": (("source",), "zh-Hans"),
    "ภาษาจีน": ((), "zh-Hans"),
    "id": (("id",), "id"),
    "no": (("number",), "no"),
    "to": (("end",), "to"),
    "de": (("start",), "de"),
    "Start TC": (("start",), ""),
    "Whatever": ((), ""),
    "Where were you last night?": ((), ""),
    "": ((), ""),
    "a\x00b": ((), ""),
}


@pytest.mark.parametrize("written", MEANINGS)
def test_a_header_means(written: str) -> None:
    found = read_header(written)
    assert (found.roles, found.language) == MEANINGS[written]


def test_every_role_has_words_in_every_guide_language_that_people_would_write_it_in() -> None:
    words = tomllib.loads(resource("sheet_columns.toml").read_text("utf-8"))
    guide = {tag.split("-")[0] if tag not in ("zh-Hans", "zh-Hant") else tag for tag in SCRIPTS}
    for role in ("start", "end", "duration", "range", "number", "episode", "speaker", "note", "source", "target", "text"):
        assert guide <= set(words[role]), role
        for language in guide:
            for word in words[role][language].split("|"):
                found = read_header(word)
                assert role in found.roles or ("range" in found.roles and role in ("start", "end")), (role, language, word, found)
    assert set(words) - NOT_ROLES <= set(ROLES) | {"rate", "base", "ignored"}


@pytest.mark.parametrize(
    "language", [*SCRIPTS, "id", "no", "to", "da", "nb", "tlh", "und", "sr-Latn", "en-x-sdh", "es-419-x-forced", "is"]
)
def test_what_we_write_over_a_language_is_read_as_that_language(language: str) -> None:
    found = read_header(header_for(language))
    assert (found.language, found.roles) == (language, ())
    found = read_header(f"{language} (source)")
    assert (found.language, found.roles) == (language, ("source",))
