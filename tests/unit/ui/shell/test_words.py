"""Words, numbers and names in the interface's languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import Fact
from crossreel.i18n import messages, numbers
from crossreel.i18n.messages import PLACEHOLDER, _, _n, pseudo, sentence, set_locale


def test_a_code_without_a_sentence_fails_a_test() -> None:
    with pytest.raises(AssertionError, match="nobody"):
        sentence("nobody.knows", {})


def test_a_code_without_a_sentence_is_still_readable_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "STRICT", False)
    assert "nobody.knows" in sentence("nobody.knows", {"path": "a.srt"})
    assert "a.srt" in sentence("nobody.knows", {"path": "a.srt"})


def test_every_sentence_belongs_to_one_code_and_says_something() -> None:
    found = messages.all_sentences()
    assert len(found) > 30
    assert all(text.strip() for text in found.values())


def test_facts_are_shown_as_people_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"try.out": "{language} in {names} at {at_clock}"}
    monkeypatch.setattr(messages, "all_sentences", lambda: known)
    shown = sentence("try.out", {"language": "es-419", "names": ["a", "b"], "at_ms": 61_500})
    assert shown == "Spanish (Latin America) in a and b at 01:01.500"


def test_frames_and_shares_are_written_as_the_language_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sentence("qc.shot_change.out", {"frames": 1, "wanted_ms": 7000}) == (
        "The cue ends 1 frame off its place before the shot change. Let it end at 00:07.000."
    )
    assert "2 frames off" in sentence("qc.shot_change.in", {"frames": 2, "wanted_ms": 7000})
    assert "take 38% of" in sentence("qc.letterbox.letterbox", {"pixels": 48, "percent": 38})
    monkeypatch.setattr(messages, "all_sentences", lambda: {"try.out": "{percent_words}"})
    set_locale("ar")
    assert sentence("try.out", {"percent": 38}) == numbers.percent(0.38)


@given(st.text(max_size=40), st.text(alphabet="abc", min_size=1, max_size=8))
def test_the_pseudo_locale_keeps_placeholders_and_lengthens(words: str, name: str) -> None:
    message = f"{words.replace('{', '').replace('}', '')}{{{name}}}"
    shown = pseudo(message)
    assert PLACEHOLDER.findall(shown) == PLACEHOLDER.findall(message)
    assert len(shown) > len(message) * 1.3


def test_the_pseudo_locale_reaches_every_word() -> None:
    set_locale("qps")
    assert _("Catalog") != "Catalog"
    assert _n("{count} title", "{count} titles", 2).format(count=2).startswith("⟦2 ")


def test_numbers_follow_the_language() -> None:
    assert numbers.number(1700) == "1,700"
    assert numbers.percent(0.41) == "41%"
    assert numbers.duration(8_040_000) == "2 hr 14 min"
    assert numbers.listing(["en", "th", "ar"]) == "en, th, and ar"


@pytest.mark.parametrize(
    ("tag", "name"), [("es-419", "Español (LatAm)"), ("ar", "العربية"), ("zh-Hans", "简体中文"), ("zxx-x", "zxx-x")]
)
def test_a_language_has_the_name_it_gives_itself(tag: str, name: str) -> None:
    assert numbers.native_language_name(tag) == name


def test_a_path_stands_as_itself_among_words_written_from_right_to_left() -> None:
    facts: dict[str, Fact] = {"path": "/tmp/a.crossreel"}
    assert "“/tmp/a.crossreel”" in sentence("storage.catalog_gone", facts)
    set_locale("ar")
    assert "\u2068/tmp/a.crossreel\u2069" in sentence("storage.catalog_gone", facts)
