"""The edit boxes by a keyboard: the caret stays in the text, both ways of writing, what is offered is taken by one key."""

import numpy as np
import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.title import Term
from crossreel.domain.preferences import Preferences
from tests.hands.hands import Hands


def in_text(hands: Hands, cue: int, language: str, episode: int = 1) -> None:
    """Put the caret into the box of a cell."""
    hands.open(episode, cue=cue, language=language)
    hands.key("F4")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")


@pytest.mark.parametrize("key", ["Alt+Right", "Ctrl+PgDown", "Alt+Left", "Ctrl+PgUp"])
def test_caret_and_language_stay_over_a_step_to_another_episode(hands: Hands, key: str) -> None:
    in_text(hands, 2, "th", episode=3)
    hands.key(key)
    hands.type("X", gap_ms=0)  # into the box, while the episode is still being read
    to = 4 if key in ("Alt+Right", "Ctrl+PgDown") else 2
    hands.wait_for(lambda: hands.state().episode == to, "the other episode")
    hands.settle()
    assert (hands.focus().where, hands.state().language) == ("target", "th")
    hands.wait_for(lambda: any(text.endswith("X") for text in hands.texts("th", to)), "the letter in the file")


def test_caret_stays_when_a_language_is_added(hands: Hands) -> None:
    in_text(hands, 2, "en")
    shown = hands.state().languages
    hands.key("Ctrl+Shift+L")
    hands.wait_for(lambda: hands.focus().where == "menu", "the menu of languages")
    hands.wait_for(lambda: hands.key("Down") or hands.focus().words.startswith("Thai"), "the line of a language")
    hands.key("Return")
    hands.wait_for(lambda: hands.state().languages != shown, "other columns")
    hands.settle()
    assert hands.focus().where == "target"


ARABIC = "قال 12 شخصًا: Hello World! نعم، 3.5؟"
HEBREW = "הוא אמר 25% OK? כן!"


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_words_of_both_directions_come_letter_by_letter_into_the_file(hands: Hands, text: str) -> None:
    in_text(hands, 3, "ar")
    hands.key("Ctrl+A")
    hands.type(text)
    hands.wait_for(lambda: hands.texts("ar")[2] == text, "the typed text in the file")
    assert (hands.focus().text, hands.focus().caret) == (text, len(text))


def test_arrows_go_where_they_point_and_home_and_end_are_the_ends_of_the_line(hands: Hands) -> None:
    in_text(hands, 3, "ar")
    hands.key("Ctrl+A")
    hands.type(ARABIC)
    hands.settle()
    hands.key("Home")
    begin = hands.wait_for(lambda: hands.focus() if hands.focus().caret == 0 else None, "the caret at the beginning")
    box = hands.place_of("target")
    assert begin.x > box.x + box.width * 0.8  # the line begins on the right
    places = [begin.x]
    for _step in range(len(ARABIC)):
        hands.key("Left")
    hands.wait_for(lambda: hands.focus().caret == len(ARABIC), "the end of the line by the arrow to the left")
    for _step in range(12):
        before = hands.focus()
        hands.key("Right")
        hands.wait_for(lambda: hands.focus().caret != before.caret, "a step")  # noqa: B023
        places.append(hands.focus().x)
    assert places[1:] == sorted(places[1:])  # to the right, through letters, figures and a Latin word
    hands.key("End")
    end = hands.wait_for(lambda: hands.focus() if hands.focus().caret == len(ARABIC) else None, "the caret at the end")
    assert end.x < begin.x - 100


def test_italics_leave_the_order_of_letters_alone(hands: Hands) -> None:
    in_text(hands, 4, "ar")
    hands.key("Ctrl+A")
    hands.type("مرحبا ABC 12")
    hands.key("Ctrl+A", "Ctrl+I")
    hands.wait_for(lambda: hands.texts("ar")[3] == "<i>مرحبا ABC 12</i>", "the whole text in italics")
    assert hands.focus().text == "مرحبا ABC 12"


def test_findings_stand_under_the_box_they_are_about(hands: Hands) -> None:
    in_text(hands, 5, "en")
    hands.key("Ctrl+A")
    hands.type("What did you say...")
    hands.settle()

    def told() -> bool:
        target, said = hands.place_of("target"), hands.place_of("The ellipsis “...”")
        return said.y > target.y and said.x >= target.x

    hands.wait_for(told, "the finding under the translation")
    assert not any(words.startswith("Not checked") for words in hands.words() if "“" in words)


def test_the_same_line_elsewhere_is_taken_by_one_key(hands: Hands) -> None:
    first = hands.texts("en", 1)[7]
    source = hands.texts("zh-Hans", 1)[7]
    twin = hands.texts("zh-Hans", 2).index(source)  # every episode repeats the last line of the one before
    in_text(hands, twin + 1, "en", episode=2)
    hands.key("Ctrl+A", "Del")
    hands.wait_for(lambda: hands.texts("en", 2)[twin] == "", "an empty translation")
    hands.wait_for(lambda: hands.is_seen(f"Episode 1: {first}"), "the offer")
    hands.key("Ctrl+R")
    hands.wait_for(lambda: hands.texts("en", 2)[twin] == first, "the line from the first episode")


def test_a_rendering_of_the_bible_is_written_by_one_key(hands: Hands) -> None:
    desk = build_desk(hands.catalog, "command", Preferences(author="Ana", author_key="ana"))
    try:
        title = desk.cataloging.titles()[0].title
        word = hands.texts("zh-Hans", 1)[1][:2]
        desk.cataloging.put_term(Term(id=0, title_id=title.id, source=word, renderings={"en": "Rainfall"}))
    finally:
        desk.close()
    in_text(hands, 2, "en")
    hands.wait_for(lambda: hands.is_seen(f"{word} = Rainfall"), "the offer")
    hands.key("Ctrl+A", "Del")
    hands.key("Ctrl+Shift+1")
    hands.wait_for(lambda: hands.texts("en")[1] == "Rainfall", "the rendering in the file")


def test_a_third_language_stands_beside_and_each_box_has_a_key(hands: Hands) -> None:
    in_text(hands, 6, "en")
    hands.key("Ctrl+Shift+F2")
    hands.wait_for(lambda: hands.focus().where == "menu", "the languages for the third box")
    hands.key("Down", "Down", "Return")
    hands.wait_for(lambda: hands.is_seen("third"), "the third box")
    hands.key("Ctrl+Shift+F4")
    hands.wait_for(lambda: hands.focus().where == "target" and hands.state().language != "en", "the caret in the third box")
    hands.key("Ctrl+F4")
    hands.wait_for(lambda: hands.focus().where == "source", "the caret in the source")
    hands.kill()
    hands.start()
    hands.open(1, cue=6, language="en")
    hands.wait_for(lambda: hands.is_seen("third"), "the third box, remembered")


def has_red_line(hands: Hands) -> bool:
    """Tell whether anything red is painted inside the box; its frame is left out."""
    red, green, blue = np.moveaxis(hands.look("target")[6:-6, 6:-6].astype(int), 2, 0)
    return bool(((red - green > 50) & (red - blue > 40)).any())


def test_a_misspelt_word_is_mended_by_keys_and_a_name_is_taken_as_right(hands: Hands) -> None:
    in_text(hands, 7, "en")
    hands.key("Ctrl+A")
    hands.type("A wrod for Xiaoyan")
    hands.wait_for(lambda: hands.texts("en")[6] == "A wrod for Xiaoyan", "the typed text in the file")
    hands.settle()
    hands.wait_for(lambda: has_red_line(hands), "a red line")
    hands.key("Home", "Right", "Right", "Right")
    hands.key("Ctrl+;")
    hands.wait_for(lambda: hands.focus().words == "word", "what may have been meant")
    hands.key("Return")
    hands.wait_for(lambda: hands.texts("en")[6] == "A word for Xiaoyan", "the mended text in the file")
    hands.settle()
    hands.key("End", "Ctrl+;")
    hands.wait_for(lambda: hands.focus().where == "menu", "the menu of the name")
    hands.wait_for(lambda: hands.key("Down") or hands.focus().words.startswith("Take"), "the line of the menu")
    hands.key("Return")
    hands.wait_for(lambda: hands.ask("select word from known_word") == [("Xiaoyan",)], "the known word in the file")
    hands.wait_for(lambda: not has_red_line(hands), "no red line")


def test_the_menu_of_the_text_and_that_of_the_table_open_by_their_keys(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    for where in ("table", "target"):
        if where == "target":
            in_text(hands, 2, "en")
        for key in ("Menu", "Shift+F10"):
            hands.key(key)
            hands.wait_for(lambda: hands.focus().where == "menu", f"the menu by {key} in the {where}")
            hands.key("Escape")
            hands.wait_for(lambda where=where: hands.focus().where == where, f"the keys back in the {where}")


@pytest.mark.parametrize("panel", ["cue_history", "notes"])
def test_the_key_of_a_panel_closes_it_again(hands: Hands, panel: str) -> None:
    in_text(hands, 2, "en")
    key = next(each.keys[0] for each in hands.actions() if each.id == f"window.{panel}")
    hands.key(key)
    hands.wait_for(lambda: hands.state().panel == panel, "the panel")
    hands.key(key)
    hands.wait_for(lambda: (hands.state().panel, hands.focus().where) == ("", "target"), "the caret back in the text")
