"""What a search found stands in the palette, whatever kind of row it is, and leads somewhere."""

from pytestqt.qtbot import QtBot

from crossreel.domain.views.grid import SearchHit
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.palette import go_to, hit_entry
from tests.unit.ui.driving import idle


def test_a_row_of_any_kind_is_shown_by_its_words() -> None:
    of_catalog = hit_entry(SearchHit(kind="buyer", row_id=7, title_id=None, title_name="", text="云鼎视频"))
    assert (of_catalog.words, of_catalog.beside, of_catalog.icon) == ("云鼎视频", "", "catalog")
    of_title = hit_entry(SearchHit(kind="right", row_id=8, title_id=3, title_name="The Hidden Heir", text="Brasil"))
    assert (of_title.words, of_title.beside, of_title.icon) == ("Brasil", "The Hidden Heir", "title")


def test_what_belongs_to_no_title_leads_to_the_catalog(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.show_place("deliveries")
    go_to(window.workspace, SearchHit(kind="buyer", row_id=7, title_id=None, title_name="", text="云鼎视频"))
    assert window.workspace.place == "catalog"
    idle(qtbot, window)
