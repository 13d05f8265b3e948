"""The columns of the boxes: what stands beside, above and below the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.quality.check import LineMeasure, LiveMeasure
from crossreel.ui.episode.offers import Offers, Rendering
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.edit_box_marks import Mark
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.cue_table import COLOURS_ROLE, Column
from crossreel.ui.places.editor.measuring import meters_of
from crossreel.ui.places.editor.speakers import colour_of
from crossreel.ui.places.editor.third_language import chosen_third, remember_third
from tests.unit.ui.stage import Stage


def live(cps: float, *counts: float) -> LiveMeasure:
    lines = tuple(LineMeasure(text="x", count=count, width_px=None, severity=None) for count in counts)
    return LiveMeasure(
        cps=cps, speed_target=15, speed_hard=20, lines=lines, line_target=25, line_hard=29, max_lines=2, max_width_px=788
    )


@pytest.mark.parametrize(
    ("cps", "figures", "level"),
    [(14.26, "14.3 cps", "approved"), (17.0, "17 cps, target 15", "warning"), (24.0, "24 cps, limit 20", "finding")],
)
def test_a_meter_names_what_was_passed_target_or_limit(cps: float, figures: str, level: str) -> None:
    (speed, _line) = meters_of(live(cps, 10))
    assert (speed.figures, speed.level) == (figures, level)
    assert speed.tip == "Reading speed in characters a second: target 15, limit 20"


def test_of_many_lines_the_fullest_are_measured() -> None:
    assert [meter.label for meter in meters_of(live(1, 9, 30, 2, 20))] == ["Speed", "Line 2", "Line 4"]


def test_neighbours_are_seen_where_there_is_room_for_them(stage: Stage) -> None:
    column = stage.view.text._right
    stage.select(1)
    assert column.neighbours() == ("en 1.0", "en 1.2")
    stage.view.right.setSizes([200, 300])
    stage.bot.waitUntil(lambda: column._before[1].isVisible() and column._after[0].isVisible())
    stage.select(4)
    assert column.neighbours() == ("en 1.3", "en 2.0"), "the first cue of the next episode"


def test_terms_are_underlined_and_their_renderings_offered(stage: Stage) -> None:
    source = stage.row(1).cue.text
    catalog, title_id = stage.desk.cataloging, stage.drama.title_id
    stage.workspace.echo(catalog.put_term(Term(id=0, title_id=title_id, source=source[:2], renderings={"en": "Ring"})))
    stage.select(1)
    offers = Offers.of(stage.workspace)
    stage.bot.waitUntil(lambda: offers.now.renderings == (Rendering(source=source[:2], words="Ring", lacking=True),))
    assert [mark.kind for mark in stage.view.text.source.marks()] == ["lacking"]
    stage.workspace.do("edit.take_rendering_1")
    stage.bot.waitUntil(lambda: not offers.now.renderings[0].lacking)
    assert [mark.kind for mark in stage.view.text.source.marks()] == ["term"]
    assert stage.view.text.target.toPlainText() == "en 1.1 Ring"
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.1 Ring")


def test_a_third_box_is_remembered_for_the_title_and_works_on_its_own_language(stage: Stage) -> None:
    text, opened = stage.view.text, stage.open_desk
    assert not text.third.isVisible()
    remember_third(opened, "ar")
    text.refresh()
    assert (text.third.language, text.third.toPlainText(), text.third.isVisible()) == ("ar", "ar 1.1", True)
    text.third.setFocus()
    stage.bot.waitUntil(lambda: stage.workspace.language == "ar")
    assert (text.target.language, text.third.language, text.active()) == ("en", "ar", text.third)
    text.third.insert_words("!")
    stage.bot.waitUntil(lambda: stage.text(1, "ar").text == "ar 1.1!")
    stage.view.focus_text()
    assert text.active() is text.third
    remember_third(opened, "")
    text.refresh()
    assert chosen_third(opened) == "" and text.target.hasFocus()


def test_a_speaker_has_a_colour_of_its_own(stage: Stage) -> None:
    for name in ("Lin", "Gu"):
        stage.workspace.echo(stage.desk.cataloging.put_character(Character(id=0, title_id=stage.drama.title_id, name=name)))
    sheet = stage.sheet()
    colours = {colour_of(sheet, id).name() for id in sheet.speakers}
    assert len(colours) == len(sheet.speakers) == 2
    (first, _second) = sorted(sheet.speakers)
    stage.workspace.perform(call(stage.desk.editing.set_speaker, [stage.row(1).cue.id], first))
    stage.idle()
    stage.bot.waitUntil(lambda: stage.view.text._speaker.text() == sheet.speakers[first])
    table = stage.view.cues.table
    shown = table.index(table.row_number(stage.row(1).cue.id), Column.SPEAKER).data(COLOURS_ROLE)[0]
    assert shown == colour_of(sheet, first)


def test_neighbours_of_a_language_from_the_right_end_on_the_left(stage: Stage) -> None:
    """In a window that reads from the left the full stop of an Arabic sentence stands at its left end."""
    label = stage.view.text._right._before[1]
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label.setFixedSize(200, 16)
    ends = []
    for words in ("نعم.", "نعم"):
        label.setText(words)
        image = label.grab().toImage()
        lit = {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() > 90}
        right = max(x for x, _y in lit)
        ends.append({(right - x, y) for x, y in lit if x > right - 8})
    assert ends[0] == ends[1], "both begin with the same letter on the right"


def menu_of(stage: Stage, box: CellBox) -> dict[str, QAction]:
    """Open the menu of a box for the word at its caret, and return its lines by their words."""
    box.ask_menu()
    stage.bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions() if action.text()}


def close_menu() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_a_language_without_a_dictionary_says_what_to_do(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.desk.spelling, "_found", ())
    spelling = stage.view.text._spelling[1]
    spelling._look_again()
    stage.bot.waitUntil(lambda: spelling.is_off)
    (first, *_others) = menu_of(stage, stage.view.text.target)
    close_menu()
    assert first.startswith("No spelling check in English: put a Hunspell dictionary into ")


def test_a_word_is_taken_as_right_and_forgotten_by_the_menu_of_a_box(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    box.insert_words("wrod")
    spelling = stage.view.text._spelling[1]
    stage.bot.waitUntil(lambda: spelling._shown == ("en", "wrod"))
    assert box.marks() == (), "it may become another word yet"
    box.set_caret(0)
    spelled = [Mark(start=0, end=4, kind="spelling", tip="No dictionary has this word.")]
    stage.bot.waitUntil(lambda: list(box.marks()) == spelled)
    menu_of(stage, box)["Take “wrod” as right in this title"].trigger()
    close_menu()
    stage.bot.waitUntil(lambda: box.marks() == ())
    assert [word.word for word in stage.desk.spelling.known_words(stage.drama.title_id)] == ["wrod"]
    menu_of(stage, box)["No longer take “wrod” as right"].trigger()
    close_menu()
    stage.bot.waitUntil(lambda: list(box.marks()) == spelled)


def test_all_that_is_offered_is_listed_at_the_caret(stage: Stage) -> None:
    source = stage.row(1).cue.text
    term = Term(id=0, title_id=stage.drama.title_id, source=source[:2], renderings={"en": "Ring"})
    stage.workspace.echo(stage.desk.cataloging.put_term(term))
    stage.bot.waitUntil(lambda: len(Offers.of(stage.workspace).now.renderings) == 1)
    stage.view.focus_text()
    stage.workspace.do("edit.offers")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    close_menu()
    assert stage.view.text.target.toPlainText() == "en 1.1 Ring"


def test_the_heights_follow_the_window_until_somebody_moves_a_border(stage: Stage) -> None:
    former, text, border = stage.window.size(), stage.view.text, stage.view.right
    stage.window.resize(1280, 720)
    stage.idle()
    low = text.height()
    stage.window.resize(1280, 1000)
    stage.idle()
    assert text.height() > low and text.target.viewport().height() >= 2 * 31, "two lines, also of a high script"
    border.handle(1).moveSplitter(border.sizes()[0] - 60)
    moved = text.height()
    stage.workspace.show_place("title")
    stage.workspace.show_place("editor")
    stage.idle()
    assert text.height() == moved
    stage.view._is_moved = False
    stage.window.resize(former)
