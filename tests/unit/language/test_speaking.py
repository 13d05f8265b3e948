"""How long a line takes to be spoken: syllables as people count them, and times that follow from them."""

import tomllib

import pytest

from crossreel.kernel.paths import resource
from crossreel.language.speaking import SpeakingRate, budget, find_rate, spoken_units


def rate_of(language: str) -> SpeakingRate:
    """The rate of a language that has one."""
    found = find_rate(language)
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "text", "syllables"), [
    ("en", "Where did you get this ring?", 6), ("en", "my father", 3), ("en", "I loved the table", 5),
    ("en", "being", 2), ("en", "mistaken", 3), ("en", "yes", 1),
    ("en", "houses", 2), ("en", "wanted", 2), ("en", "don’t", 1),
    ("es-419", "¿Dónde estás, María?", 7), ("es", "guerra y paz", 4), ("es", "buenos días", 4),
    ("es", "que te quiero", 4), ("fr", "Je ne sais pas", 4), ("fr", "une table ronde", 3),
    ("de", "Meine Damen und Herren", 7), ("it", "buonasera amico caro", 9), ("pt-BR", "coração", 3),
    ("zh-Hans", "你到底在哪里？", 6), ("zh-Hant", "我愛你 OK", 4), ("ja", "きょうは", 3),
    ("ja", "カード", 3), ("ko", "어디 있어요?", 5), ("vi", "Anh đang ở đâu?", 4),
    ("tr", "Neredesin sen?", 5), ("ru", "Где ты был?", 3), ("pl", "niebo", 2),
    ("id", "di mana kamu", 5), ("nl", "waar ben je", 3), ("fil", "nasaan ka", 4),
    ("hi", "तुम कहाँ हो", 5), ("hi", "हिन्दी", 2),
])  # fmt: skip
def test_syllables_are_counted_as_people_do(language: str, text: str, syllables: int) -> None:
    assert spoken_units(text, rate_of(language)) == syllables


def test_scripts_that_tell_no_syllables_are_counted_in_letters() -> None:
    assert (rate_of("th").unit, spoken_units("อยู่ที่ไหน", rate_of("th"))) == ("characters", 6)
    assert (rate_of("ar").unit, spoken_units("أَيْنَ أَنْتَ؟", rate_of("ar"))) == ("characters", 6)
    assert find_rate("tlh") is None


def test_a_line_is_too_long_by_what_does_not_fit() -> None:
    english = rate_of("en")
    line = budget("Where did you\nget this ring?", english, 1000)
    assert (line.units, line.room, line.needed_ms, line.over_ms) == (6, 6, 969, 0)
    line = budget("Where did you get this ring?", english, 569)
    assert (line.over_ms, line.room) == (400, 3)
    assert budget("你好", rate_of("zh"), 0).room == 0
    assert budget("", english, 1000).needed_ms == 0


def test_pauses_take_time_between_words_and_none_at_the_end() -> None:
    english = rate_of("en")
    plain = budget("no you", english, 2000).needed_ms
    assert budget("No, you.", english, 2000).needed_ms == plain + 150
    assert budget("No. You!", english, 2000).needed_ms == plain + 300
    assert budget("No you…", english, 2000).needed_ms == plain == budget("No you,", english, 2000).needed_ms
    assert budget("不。你！", rate_of("zh"), 2000).needed_ms == budget("不你", rate_of("zh"), 2000).needed_ms + 300


def test_somebody_may_say_that_it_is_spoken_otherwise() -> None:
    faster = find_rate("en", 12.38)
    assert faster is not None and budget("Where did you get this ring?", faster, 1000).needed_ms == 485


def test_every_figure_says_where_it_is_from_and_how_sure_it_is() -> None:
    tables = tomllib.loads(resource("speaking_rates.toml").read_text("utf-8"))
    for language, table in tables.items():
        if language != "pauses":
            assert table["certainty"] in "ABCD" and table["source"] and table["unit"] in ("syllables", "characters"), language
            assert 3 < table["rate"] < 15, language
