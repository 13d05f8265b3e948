"""Numbers are read as values in every language with a style guide, and what is no number is not read as one."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from crossreel.language.numbers.number import Kind, Number
from crossreel.language.numbers.reading import read_numbers, read_weekdays
from crossreel.services.files.presets import shipped_guides

PHRASES = yaml.safe_load((Path(__file__).parent / "phrases.yml").read_text(encoding="utf-8"))
LANGUAGES = tuple(dict.fromkeys(language for info in shipped_guides().infos() for language in info.languages))
GENDERED = ("%spellout-ordinal-masculine", "%spellout-ordinal-feminine", "%spellout-cardinal-feminine")
RULE_SETS = {
    "zh-Hans": ("%spellout-ordinal", "%spellout-cardinal-financial"),
    "zh-Hant": ("%spellout-ordinal", "%spellout-cardinal-financial"),
    "en": ("%spellout-cardinal-verbose", "%spellout-ordinal"),
    "ko": ("%spellout-cardinal-native", "%spellout-cardinal-native-attributive", "%spellout-ordinal-native"),
    "ar": GENDERED[:2],
    **dict.fromkeys(("es-419", "es-ES", "pt-BR", "fr", "it", "hi", "pl", "ru"), GENDERED),
    **dict.fromkeys(("ja", "de", "id", "ms", "th", "vi", "tr", "nl"), ("%spellout-ordinal",)),
}
SPELLED = [(language, "") for language in LANGUAGES] + [(language, rules) for language, sets in RULE_SETS.items() for rules in sets]
LARGE = (
    10_000, 12_345, 20_000, 99_999, 100_000, 123_456, 200_000, 350_000, 999_999, 1_000_000, 1_200_000, 2_000_000, 5_000_000,
    12_345_678, 100_000_000, 350_000_000, 10**9, 2 * 10**9, 3_500_000_000, 10**12,
)  # fmt: skip


def spelled_out(number: int, language: str, rules: str) -> str:
    return str(_speller(language, rules).format({"n": number}))


@cache
def _speller(language: str, rules: str) -> MessageFormat:
    style = f",{rules}" if rules else ""
    return MessageFormat(f"{{n, spellout{style}}}", language)


def counted(text: str, language: str) -> list[Number]:
    """What is read, without the names of months and halves that answer numbers elsewhere."""
    return [number for number in read_numbers(text, language) if number.kind is not Kind.MONTH or number.sure]


@pytest.mark.parametrize(("language", "rules"), SPELLED)
def test_what_icu_spells_out_is_read_back(language: str, rules: str) -> None:
    numbers = (*range(1, 101), *range(101, 1000, 11)) if "ordinal" in rules else (*range(200), *range(200, 10_000, 19), *LARGE)
    for number in numbers:
        text = spelled_out(number, language, rules)
        assert [read.value for read in counted(text, language)] == [number], text


@settings(max_examples=15, deadline=None)
@given(number=st.integers(0, 10**12))
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_number_is_read_back(language: str, number: int) -> None:
    text = spelled_out(number, language, "")
    assert [read.value for read in counted(text, language)] == [number], text


@pytest.mark.parametrize("language", PHRASES)
def test_numbers_in_sentences(language: str) -> None:
    for text, expected in PHRASES[language].items():
        found = [read for read in read_numbers(text, language) if read.sure]
        wanted = [Fraction(str(value)) for value in expected]
        assert len(found) == len(wanted), (text, found)
        assert all(value in read.values for value, read in zip(wanted, found, strict=True)), (text, found)


def test_every_language_with_a_guide_has_phrases() -> None:
    assert set(PHRASES) == set(LANGUAGES)


def test_an_unknown_language_has_no_numbers() -> None:
    assert read_numbers("fimm milljónir 500", "is") == ()


def test_a_word_that_may_be_more_is_unsure() -> None:
    assert [read.sure for read in read_numbers("Quoi, neuf ans déjà", "fr")] == [False]
    assert [read.sure for read in read_numbers("三五个人", "zh-Hans")] == [False, False]
    assert [read.sure for read in read_numbers("几百万", "zh-Hans")] == [False]


def test_hours_are_of_both_halves_of_the_day() -> None:
    (read,) = (read for read in read_numbers("下午三点半到", "zh-Hans") if read.sure)
    assert read.kind is Kind.TIME
    assert {Fraction(7, 2), Fraction(31, 2)} <= set(read.values)


def test_spans_of_time_have_their_unit() -> None:
    for text, language in (("等了三年", "zh-Hans"), ("three years", "en"), ("tres años", "es-419"), ("3 năm", "vi"), ("3年", "ja")):
        assert [read.unit for read in read_numbers(text, language) if read.sure] == ["year"], text


FRIDAYS = {
    "en": "on Friday", "zh-Hans": "周五见", "zh-Hant": "禮拜五見", "ja": "金曜日に", "ko": "금요일에", "es-419": "el viernes",
    "es-ES": "los viernes", "pt-BR": "na sexta-feira", "fr": "vendredi", "de": "am Freitagabend", "it": "venerdì",
    "nl": "vrijdagavond", "id": "hari Jumat", "ms": "hari Jumaat", "th": "วันศุกร์", "vi": "thứ sáu", "ar": "يوم الجمعة",
    "hi": "शुक्रवार को", "tr": "Cuma günü", "ru": "в пятницу", "pl": "w piątek", "fil": "sa Biyernes",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_the_week_are_no_numbers_and_are_known(language: str) -> None:
    assert [day for day, _ in read_weekdays(FRIDAYS[language], language)] == [5]
    assert not any(read.sure for read in read_numbers(FRIDAYS[language], language))
