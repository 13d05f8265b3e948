"""Terms and the memory as files from the window: a plan first, then one step; and filling cells from the memory."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Term
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.track import Track
from crossreel.services.desk import Desk
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.title.bible_dialog import BibleDialog
from crossreel.ui.places.title.fill_dialog import FillDialog
from crossreel.ui.places.title.memory_dialog import MemoryDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title

TMX = """<tmx version="1.4"><header srclang="zh-Hans"/><body><tu><tuv xml:lang="zh-Hans"><seg>{line}</seg></tuv>
<tuv xml:lang="en"><seg>From the memory</seg></tuv></tu></body></tmx>"""


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> None:
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_given: str(path))
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_given: (str(path), kind))


def test_terms_go_out_and_come_back_with_a_plan(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = add_title(desk)
    desk.cataloging.put_term(Term(id=0, title_id=title.id, source="戒指", renderings={"en": "signet"}))
    open_title(qtbot, window, title)
    choose(monkeypatch, tmp_path / "terms", "CSV (*.csv)")
    window.workspace.do("title.save_terms")
    path = tmp_path / "terms.csv"
    qtbot.waitUntil(path.exists)
    path.write_text(path.read_text("utf-8-sig").replace("signet", "ring"), "utf-8")
    choose(monkeypatch, path)
    window.workspace.do("title.take_terms")
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), BibleDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, BibleDialog)
    shown = [dialog.table.item(0, column).text() for column in range(5)]  # type: ignore[union-attr]
    assert shown == ["2", "戒指", "English", "signet", "ring"]
    dialog.write.click()
    qtbot.waitUntil(lambda: desk.cataloging.terms(title.id)[0].renderings == {"en": "ring"})
    qtbot.waitUntil(lambda: window.current_dialog() is None)


def test_a_memory_comes_in_and_fills_what_is_empty(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = add_title(desk)
    with desk.database.read() as uow:
        source = next(track for track in uow.where(Track) if track.role.is_spine)
        translation = next(track for track in uow.where(Track, episode_id=source.episode_id, language="en"))
        line, cue = uow.where(Cue, track_id=source.id)[0], uow.where(Cue, track_id=translation.id)[0]
    desk.editing.set_text(cue.id, "")
    open_title(qtbot, window, title)
    path = tmp_path / "old.tmx"
    path.write_text(TMX.format(line=line.text), "utf-8")
    choose(monkeypatch, path)
    window.workspace.do("title.take_memory")
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), MemoryDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, MemoryDialog) and "1" in dialog.summary.text()
    dialog.write.click()
    qtbot.waitUntil(lambda: window.current_dialog() is None)
    assert desk.remembering.origins() == (("old.tmx", 1),)

    window.workspace.do("title.fill_from_memory")
    filling = window.current_dialog()
    assert isinstance(filling, FillDialog)
    qtbot.waitUntil(lambda: filling.plan is not None)
    rows = [filling.table.item(row, 4).text() for row in range(filling.table.rowCount())]  # type: ignore[union-attr]
    assert rows and set(rows) == {"From the memory"}
    filling.write.click()
    qtbot.waitUntil(lambda: window.current_dialog() is None)
    idle(qtbot, window)
    with desk.database.read() as uow:
        filled = uow.get(Cue, cue.id)
    assert (filled.text, filled.origin) == ("From the memory", Origin.MEMORY)

    choose(monkeypatch, tmp_path / "out.tmx", "")
    window.workspace.do("title.save_memory")
    qtbot.waitUntil((tmp_path / "out.tmx").exists)
