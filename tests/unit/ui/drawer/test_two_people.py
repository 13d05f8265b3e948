"""Two people write in one field of the drawer: nothing is written over, both values are shown, and a person chooses."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.title import Character
from crossreel.domain.preferences import Preferences
from crossreel.services.desk import Desk
from crossreel.ui.drawer.bible import BiblePanel
from crossreel.ui.drawer.history.view import HistoryPanel
from crossreel.ui.drawer.metadata.view import MetadataPanel
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.two_values import TwoValues
from tests.unit.ui.drawer.test_drawer import open_panel
from tests.unit.ui.driving import hands_rest
from tests.unit.ui.stage import Stage


@pytest.fixture
def ben(stage: Stage) -> Iterator[Desk]:
    """Somebody else at work on the same file."""
    desk = build_desk(stage.desk.database.path, "command", Preferences(author="Ben"))
    yield desk
    desk.close()


def metadata(stage: Stage) -> MetadataPanel:
    panel = open_panel(stage, "metadata", MetadataPanel)
    assert isinstance(panel, MetadataPanel)
    return panel


def type_over(control: QLineEdit, text: str) -> None:
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, text)


def set_rating(desk: Desk, stage: Stage, rating: str) -> None:
    title = desk.cataloging.title(stage.drama.title_id)
    desk.cataloging.update_title(replace(title, rating=rating), seen=title)


def conflict(stage: Stage, ben: Desk) -> tuple[MetadataPanel, QLineEdit, TwoValues]:
    """Type a rating while Ben writes another."""
    panel = metadata(stage)
    control = panel._control("rating")
    type_over(control, "16+")
    set_rating(ben, stage, "18+")
    stage.bot.waitUntil(lambda: any(bar.isVisible() for bar in panel.findChildren(TwoValues)))
    (bar,) = panel.findChildren(TwoValues)
    assert bar.theirs.text() == "18+" and any("Ben" in label.text() for label in bar.findChildren(QLabel))
    assert (control.text(), stage.desk.cataloging.title(stage.drama.title_id).rating) == ("16+", "18+")
    return panel, control, bar


def test_what_another_wrote_in_a_field_is_not_written_over_and_mine_can_be_kept(stage: Stage, ben: Desk) -> None:
    panel, control, bar = conflict(stage, ben)
    QTest.keyClicks(control, " up")
    hands_rest(stage.bot, stage.window)
    stage.idle()
    assert stage.desk.cataloging.title(stage.drama.title_id).rating == "18+"
    bar.keep.click()
    stage.bot.waitUntil(lambda: stage.desk.cataloging.title(stage.drama.title_id).rating == "16+ up")
    stage.idle()
    assert (bar.isVisible(), control.text(), PendingWrites.of(stage.workspace).unsaved()) == (False, "16+ up", ())
    assert panel._typed["rating"].is_busy is False


def test_what_another_wrote_in_a_field_can_be_taken(stage: Stage, ben: Desk) -> None:
    _panel, control, bar = conflict(stage, ben)
    bar.take.click()
    stage.idle()
    assert (bar.isVisible(), control.text()) == (False, "18+")
    assert stage.desk.cataloging.title(stage.drama.title_id).rating == "18+"
    assert PendingWrites.of(stage.workspace).unsaved() == ()


def test_two_people_in_two_fields_of_a_title_both_keep_what_they_wrote(stage: Stage, ben: Desk) -> None:
    panel = metadata(stage)
    type_over(panel._control("rating"), "16+")
    title = ben.cataloging.title(stage.drama.title_id)
    ben.cataloging.update_title(replace(title, country="China"), seen=title)
    stage.bot.waitUntil(lambda: stage.desk.cataloging.title(stage.drama.title_id).rating == "16+")
    stage.idle()
    assert stage.desk.cataloging.title(stage.drama.title_id).country == "China"
    assert not any(bar.isVisible() for bar in panel.findChildren(TwoValues))


def test_the_synopsis_of_another_is_not_written_over(stage: Stage, ben: Desk) -> None:
    panel = metadata(stage)
    words = panel.words
    language = words.language.currentData()
    ben.cataloging.put_text(stage.drama.title_id, language, synopsis="First")
    words.synopsis.setFocus()
    QTest.keyClicks(words.synopsis, "Mine")
    ben.cataloging.put_text(stage.drama.title_id, language, synopsis="Theirs")
    stage.bot.waitUntil(lambda: any(bar.isVisible() for bar in words.findChildren(TwoValues)))
    (bar,) = words.findChildren(TwoValues)
    assert bar.theirs.text() == "Theirs"
    bar.take.click()
    stage.idle()
    assert words.synopsis.toPlainText() == "Theirs"


def test_a_name_of_a_character_and_another_of_the_same_are_compared_word_by_word(stage: Stage, ben: Desk) -> None:
    title_id = stage.drama.title_id
    ben.cataloging.put_character(Character(id=0, title_id=title_id, name="林", names={"en": "Lin"}))
    stage.idle()
    panel = open_panel(stage, "characters", BiblePanel)
    stage.bot.waitUntil(lambda: panel.findChild(QLineEdit, "word.en") is not None)
    control = panel.findChild(QLineEdit, "word.en")
    type_over(control, "Linn")
    (lin,) = ben.cataloging.characters(title_id)
    ben.cataloging.put_character(replace(lin, names={"en": "Lynn", "ar": "لين"}), seen=lin)
    stage.bot.waitUntil(lambda: any(bar.isVisible() for bar in panel.findChildren(TwoValues)))
    (bar,) = [each for each in panel.findChildren(TwoValues) if each.isVisible()]
    assert bar.theirs.text() == "Lynn"
    bar.keep.click()
    stage.bot.waitUntil(lambda: stage.desk.cataloging.characters(title_id)[0].names.get("en") == "Linn")
    assert stage.desk.cataloging.characters(title_id)[0].names == {"en": "Linn", "ar": "لين"}
    stage.idle()


def test_undo_says_that_the_newest_step_is_anothers_and_the_panel_whose_each_is(stage: Stage, ben: Desk) -> None:
    set_rating(stage.desk, stage, "12+")
    set_rating(ben, stage, "16+")
    said: list[str] = []
    stage.workspace.notify.said.connect(lambda note: said.append(note.text))
    panel = open_panel(stage, "history", HistoryPanel)
    assert isinstance(panel, HistoryPanel)
    stage.bot.waitUntil(lambda: [line.author for line in panel.model.lines[:2]] == ["Ben", "Ana"])
    panel.go_to(panel.model.index(0, 0))
    stage.bot.waitUntil(lambda: any("not yours" in words and "Ben" in words for words in said))
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: any("Pass over" in words or "Ben" in words for words in said[1:]))
    assert stage.desk.cataloging.title(stage.drama.title_id).rating == "16+"
    stage.idle()
