"""For which languages a rule can be set in the window, and how they are called."""

from crossreel.ui.hub.rules_dialog import place_name, places


def test_a_language_with_several_varieties_in_a_title_is_offered_as_a_whole() -> None:
    assert places(["zh-Hans", "en", "es-419", "es-ES", "de"]) == ["zh-Hans", "en", "es", "es-419", "es-ES", "de"]
    assert places(["zh-Hans", "zh-Hant"], "fr") == ["zh", "zh-Hans", "zh-Hant", "fr"]
    assert places(["en"], "") == ["en"]


def test_a_language_as_a_whole_is_called_so() -> None:
    assert place_name("zh") == "Chinese, every variety"
    assert place_name("zh-Hant") != place_name("zh-Hans") != "Chinese"
    assert place_name("en") == "English"
