"""The table of cues under the hands: its columns, heights and menus, and the window that opens where it was left."""

import json

from tests.hands.hands import Hands

HEAD_PX = 16


def head_of(hands: Hands, column: str) -> tuple[int, int]:
    """The middle of a heading."""
    return hands.cell(1, column).centre[0], hands.place_of("table").y + HEAD_PX


def edge_of(hands: Hands, column: str) -> tuple[int, int]:
    """The edge at the end of a heading, which sizes the column."""
    cell = hands.cell(1, column)
    return cell.x + cell.width - 1, hands.place_of("table").y + HEAD_PX


def choose(hands: Hands, words: str) -> None:
    """Press the entry of the open menu that begins with some words."""
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu")
    for _each in range(40):
        hands.key("Down")
        if hands.focus().words.startswith(words):
            hands.key("Return")
            return
    raise AssertionError(f"no “{words}” in the menu")


def test_the_window_opens_where_it_was_killed(hands: Hands) -> None:
    hands.open(3, cue=4, language="es-419")
    hands.drag(edge_of(hands, "In"), (edge_of(hands, "In")[0] + 30, edge_of(hands, "In")[1]))
    wide = hands.wait_for(lambda: hands.cell(1, "In").width if hands.cell(1, "In").width > 100 else 0, "a wider column")
    hands.drag(head_of(hands, "Duration"), (hands.cell(1, "In").x + 10, hands.place_of("table").y + HEAD_PX))
    hands.wait_for(lambda: hands.cell(1, "Duration").x < hands.cell(1, "In").x, "the durations before the times")
    hands.key("Return", "Ctrl+Home", "Right", "Right", "Right")
    hands.wait_for(lambda: hands.focus().where == "target" and hands.focus().caret == 3, "the caret in the third place")
    hands.settle()
    hands.wait_for(lambda: seat_of(hands).get("caret") == 3, "the seat on the disk")
    hands.kill()
    hands.start()
    hands.wait_for(lambda: (hands.state().place, hands.state().episode, hands.state().row) == ("editor", 3, 4), "the same cue")
    focus = hands.wait_for(lambda: hands.focus() if hands.focus().where == "target" else None, "the same box")
    assert (focus.caret, hands.state().language) == (3, "es-419")
    assert hands.cell(1, "In").width == wide
    assert hands.cell(1, "Duration").x < hands.cell(1, "In").x


def seat_of(hands: Hands) -> dict[str, object]:
    """What is kept of the seat."""
    kept = list((hands.folder / "home" / "config" / "Crossreel" / "seats").glob("*.json"))
    return dict(json.loads(kept[0].read_text("utf-8"))) if kept else {}


def test_columns_are_hidden_and_brought_back_by_the_menu_of_their_headings(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    hands.click(*head_of(hands, "Out"), button="right")
    choose(hands, "Hide this column")
    hands.wait_for(lambda: hands.cell(1, "Out").width == 0, "no out times")
    hands.click(*head_of(hands, "In"), button="right")
    choose(hands, "The columns as they are at first")
    hands.wait_for(lambda: hands.cell(1, "Out").width > 40, "the out times")


def test_rows_are_dense_or_comfortable(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    assert hands.cell(2, "en").height == 34
    hands.key("Ctrl+Shift+R")
    hands.wait_for(lambda: hands.cell(2, "en").height == 24, "dense rows")
    hands.key("Ctrl+Shift+R")
    hands.wait_for(lambda: hands.cell(2, "en").height == 34, "comfortable rows")


def test_the_menu_of_a_row_acts_on_that_row_and_shows_the_keys(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    before = hands.texts("zh-Hans")
    hands.click(*hands.cell(5, "en").centre, button="right")
    hands.wait_for(lambda: hands.focus().where == "menu" and hands.state().row == 5, "the menu of the fifth row")
    choose(hands, "Delete cues in all")
    hands.wait_for(lambda: hands.texts("zh-Hans") == before[:4] + before[5:], "the fifth cue gone")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("zh-Hans") == before, "the fifth cue back")


def test_the_speaker_is_chosen_by_keys(hands: Hands) -> None:
    hands.open(2, cue=2, language="en")
    hands.key("Ctrl+Shift+K")
    hands.wait_for(lambda: hands.focus().where == "menu", "the menu of speakers")
    people = hands.ask("select id, name from character order by id")
    hands.key("Down", "Return")
    hands.settle()
    cue = hands.cues("zh-Hans")[1]
    chosen = hands.wait_for(lambda: hands.ask("select speaker_id from cue where id = ?", cue.id)[0][0], "a speaker in the file")
    assert chosen in {person[0] for person in people}


def test_a_line_is_marked_as_foreign_by_one_key_and_undone(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    line = hands.cues("zh-Hans")[1]

    def spoken_in() -> object:
        return hands.ask("select spoken_in from cue where id = ?", line.id)[0][0]

    hands.key("Ctrl+Alt+L")
    hands.wait_for(lambda: spoken_in() == "und", "a foreign line in the file")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: spoken_in() is None, "a line like the others")


def test_what_is_said_covers_nothing_that_hands_use(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    before = {name: hands.place_of(name) for name in ("timeline", "table", "target")}
    hands.key("F2", "Ctrl+A")
    hands.type("Rain again.")
    hands.key("Escape")
    hands.settle()
    hands.key("F2", "Ctrl+A")
    hands.type("It rains.")
    hands.key("Return")
    hands.wait_for(lambda: "It rains." in hands.texts("en"), "the text in the file")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.state().toast, "what was undone")
    said = hands.place_of("toast")
    for name, place in before.items():
        assert hands.place_of(name) == place, name
        assert said.y >= place.y + place.height, name
    hands.keep("toast")
