"""The series brief in the window: how characters speak, what happens, and new names."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Character
from crossreel.domain.drafting.brief import NameProposal
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.desk import Desk
from crossreel.ui.drawer.bible import BiblePanel
from crossreel.ui.drawer.characters.voice import VoiceSection
from crossreel.ui.drawer.names.view import NamesPanel
from crossreel.ui.kit.title_head import chips_of
from crossreel.ui.places.title.episode_dialog import EpisodeDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle


def propose(desk: Desk, title_id: int, *names: tuple[str, str]) -> None:
    """Let names wait as a draft would bring them: source and rendering, in English."""
    with desk.database.edit(EditHeader(label="edit.draft_translating", title_id=title_id)) as edit, edit.part() as uow:
        uow.put_all(
            NameProposal(
                id=uow.new_id(), title_id=title_id, batch_id=1, source=source, language="en", rendering=rendering, is_person=True
            )
            for source, rendering in names
        )  # fmt: skip


def test_how_characters_speak_is_written_in_their_panel(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    lin, gu = (Character(id=desk.database.new_id(), title_id=title.id, name=name) for name in ("林晚", "顾总"))
    for each in (lin, gu):
        desk.cataloging.put_character(each)
    window.workspace.open_title(title.id)
    window.workspace.show_panel("characters")
    idle(qtbot, window)
    section, panel = window.findChild(VoiceSection), window.findChild(BiblePanel)
    assert section is not None and panel is not None
    QTest.keyClicks(section.register, "courtly")
    panel.list.setCurrentRow(1)  # leaving the entry hands on what was typed, to whom it was typed for
    assert section.register.text() == ""
    qtbot.waitUntil(lambda: {id: each.register for id, each in desk.briefing.voices(title.id).items()} == {lin.id: "courtly"})
    panel.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: section.register.text() == "courtly")
    section.to.setCurrentIndex(section.to.findData(str(gu.id)))
    section.language.setCurrentIndex(section.language.findData("en"))
    section.form.setCurrentIndex(section.form.findData("formal"))
    QTest.keyClicks(section.calls, "Mr. Gu")
    QTest.keyClick(section.calls, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.table.rowCount() == 1)
    (said,) = desk.briefing.addresses(title.id)
    assert (said.character_id, said.to_id, said.language, said.calls, said.form) == (lin.id, gu.id, "en", "Mr. Gu", "formal")
    section.table.setCurrentCell(0, 0)
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: section.table.rowCount() == 0)
    assert desk.briefing.addresses(title.id) == ()
    idle(qtbot, window)


def test_new_names_are_judged_by_one_key_each_and_counted_in_the_title(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    propose(desk, title.id, ("甲", "Jia"), ("乙", "Yi"), ("丙", "Bing"))
    assert ("3 new names", "accent") in chips_of(desk.cataloging.matrix(title.id))
    window.workspace.open_title(title.id)
    window.workspace.show_panel("names")
    idle(qtbot, window)
    panel = window.findChild(NamesPanel)
    assert panel is not None
    view: QWidget = panel.view
    first, second, third = (panel._names[line.key].proposal for at in range(3) if (line := panel.view.lines.line(at)) is not None)
    QTest.keyClick(view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: panel.view.lines.rowCount() == 2)
    QTest.keyClick(view, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: panel.view.lines.rowCount() == 1)
    QTest.keyClick(view, Qt.Key.Key_E)
    assert panel.writing.line.text() == third.rendering
    QTest.keyClicks(panel.writing.line, "Third")
    QTest.keyClick(panel.writing.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel._empty.isVisible())
    assert {each.name: dict(each.names) for each in desk.cataloging.characters(title.id)} == {
        first.source: {"en": first.rendering}, third.source: {"en": "Third"},
    }  # fmt: skip
    assert second.source not in {each.name for each in desk.cataloging.characters(title.id)}
    idle(qtbot, window)
    window.workspace.ask(lambda parent: EpisodeDialog(window.workspace, parent, desk.cataloging.matrix(title.id).rows[0].episode))
    sheet = window.current_dialog()
    assert isinstance(sheet, EpisodeDialog)
    idle(qtbot, window)
    sheet.summary.setPlainText("She finds the ring.")
    sheet.save.click()
    qtbot.waitUntil(lambda: [each.text for each in desk.briefing.summaries(title.id).values()] == ["She finds the ring."])
    idle(qtbot, window)
