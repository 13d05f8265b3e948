"""What a search found stands in the palette, whatever kind of row it is, and leads somewhere."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.views.grid import SearchHit
from crossreel.services.desk import Desk
from crossreel.ui.places.records.place import RecordsPlace
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.palette import CommandPalette, go_to, hit_entry, likeness
from tests.unit.ui.driving import add_title, catalog_place, idle


def test_a_row_of_any_kind_is_shown_by_its_words() -> None:
    of_catalog = hit_entry(SearchHit(kind="buyer", row_id=7, title_id=None, title_name="", text="云鼎视频"))
    assert (of_catalog.words, of_catalog.beside, of_catalog.icon) == ("云鼎视频", "", "catalog")
    of_title = hit_entry(SearchHit(kind="right", row_id=8, title_id=3, title_name="The Hidden Heir", text="Brasil"))
    assert (of_title.words, of_title.beside, of_title.icon) == ("Brasil", "The Hidden Heir", "title")


def test_what_belongs_to_no_title_leads_to_the_catalog(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.show_place("deliveries")
    go_to(window.workspace, SearchHit(kind="festival", row_id=7, title_id=None, title_name="", text="云鼎视频"))
    assert window.workspace.place == "catalog"
    go_to(window.workspace, SearchHit(kind="person", row_id=7, title_id=None, title_name="", text="林晚"))
    assert window.workspace.place == "records"
    place = window.place_widget("records")
    assert isinstance(place, RecordsPlace) and place.kind.id == "people"
    idle(qtbot, window)


def listed(qtbot: QtBot, window: MainWindow, words: str) -> list[str]:
    """What the palette lists for some words."""
    window.workspace.ask("palette")
    dialog = window.current_dialog()
    assert isinstance(dialog, CommandPalette)
    dialog.field.setText(words)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    idle(qtbot, window)
    found = [f"{entry.words} | {entry.beside}" for entry in dialog.entries()]
    dialog.leave()
    return found


def test_an_episode_is_found_by_its_number_in_the_open_title_or_in_one_that_is_named(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.workspace.desk
    heir, moon = add_title(desk), add_title(desk, "MOON", "A Cold Moon")
    window.workspace.open_title(heir.id)
    idle(qtbot, window)
    for words in ("2", "ep 2", "episode 2", "第2集"):
        assert listed(qtbot, window, words)[0] == "Episode 2 | The Hidden Heir", words
    assert listed(qtbot, window, "cold 3")[0] == "Episode 3 | A Cold Moon"
    assert listed(qtbot, window, "moon e1")[0] == "Episode 1 | A Cold Moon"
    assert not any(line.startswith("Episode 7") for line in listed(qtbot, window, "7"))
    hits = desk.searching.search("heir 3")
    assert (hits[0].kind, hits[0].title_id, hits[0].episode_number) == ("episode", heir.id, 3)
    assert next(hit.title_id for hit in desk.searching.search("2", near_id=moon.id)) == moon.id


def test_lines_of_the_open_title_come_before_those_of_others(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.workspace.desk
    add_title(desk)
    moon = add_title(desk, "MOON", "A Cold Moon")
    window.workspace.open_title(moon.id)
    idle(qtbot, window)
    lines = [line for line in listed(qtbot, window, "hello") if line.startswith("Hello.")]
    assert len(lines) == 6
    assert all("A Cold Moon" in line for line in lines[:3])


def test_a_setting_is_chosen_in_the_palette(qtbot: QtBot, window: MainWindow) -> None:
    assert listed(qtbot, window, "rows dense")[0] == "Rows of the cue table: Dense | Setting"
    window.workspace.ask("palette")
    dialog = window.current_dialog()
    assert isinstance(dialog, CommandPalette)
    dialog.field.setText("rows dense")
    dialog.field.returnPressed.emit()
    assert window.workspace.preferences.row_height == "dense"
    idle(qtbot, window)


def test_what_begins_so_is_likelier_than_what_holds_it() -> None:
    ranks = [likeness(words, "pla") for words in ("Pla", "Play the cue", "Stop to play", "Replace", "Undo")]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] == 0


def test_where_nothing_is_found_the_palette_says_so_until_something_else_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.ask("palette")
    dialog = window.current_dialog()
    assert isinstance(dialog, CommandPalette)
    dialog.field.setText("zzqx")
    qtbot.waitUntil(lambda: dialog.nothing.isVisible() and not dialog.list.isVisible())
    assert "“zzqx”" in dialog.nothing.text()
    dialog.field.setText("backups")
    qtbot.waitUntil(lambda: dialog.list.isVisible() and not dialog.nothing.isVisible())
    idle(qtbot, window)
    assert dialog.entries()[0].words == "Backups…"
    dialog.leave()


class Painted(QObject):
    """Notes what is painted of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched, self.region = watched, QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region().translated(self._watched.mapToGlobal(QPoint()))
        return False


def test_a_letter_paints_the_list_again_and_not_the_window_under_it(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    add_title(desk)
    under = Painted(catalog_place(qtbot, window))
    window.workspace.ask("palette")
    palette = window.current_dialog()
    assert isinstance(palette, CommandPalette)
    lines = Painted(palette.list.viewport())
    for letter in "go":  # at the first the list becomes a short one, and its scroll bar goes
        qtbot.waitUntil(lambda: not lines.region.isEmpty() and not palette._timer.isActive())
        idle(qtbot, window)
        QApplication.processEvents()
        lines.region, under.region = QRegion(), QRegion()
        QTest.keyClicks(palette.field, letter)
    qtbot.waitUntil(lambda: not lines.region.isEmpty())
    assert not under.region.intersects(lines.region)
