"""Which tags are of one language."""

import pytest

from crossreel.domain.text.language import all_varieties, are_kin, find_kin, wider_tags


@pytest.mark.parametrize(("one", "other", "kin"), [
    ("zh-Hans", "zh-Hant", True), ("es-419", "es-ES", True), ("en", "en-x-sdh", True), ("fil", "fi", False), ("", "", False),
])  # fmt: skip
def test_tags_of_one_language_are_kin_whatever_their_region_and_script(one: str, other: str, kin: bool) -> None:
    assert are_kin(one, other) is kin


@pytest.mark.parametrize(("language", "tags", "meant"), [
    ("es-419", ("es-ES", "es-419"), "es-419"), ("es-419", ("es-ES", "en"), "es-ES"),
    ("es", ("es-ES", "es-419"), None), ("th", ("", "en"), None),
])  # fmt: skip
def test_a_language_means_itself_or_its_only_kin(language: str, tags: tuple[str, ...], meant: str | None) -> None:
    assert find_kin(language, tags) == meant


def test_a_tag_is_a_variety_of_shorter_ones() -> None:
    assert wider_tags("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")
    assert wider_tags("en-x-sdh") == ("en-x-sdh", "en")
    assert wider_tags("") == ("",)


def test_a_bare_language_means_all_its_varieties_and_a_nickname_the_one_it_stands_for() -> None:
    assert [all_varieties(each) for each in ("es", "zh", "ES-419", "cht", "en", "tl", "?!")] == [
        "es", "zh", "es-419", "zh-Hant", "en", "fil", None,
    ]  # fmt: skip
