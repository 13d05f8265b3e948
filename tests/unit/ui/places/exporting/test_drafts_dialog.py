"""Drafts come in from a sheet and from the program's own JSON in the window: who made them is said, the plan stands first."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.services.desk import Desk
from crossreel.ui.places.exporting.actions.drafts import take_file
from crossreel.ui.places.exporting.drafts_dialog import DraftsDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.formats.tables.sheets import xlsx
from tests.unit.services.importing.folders import held
from tests.unit.ui.driving import idle
from tests.unit.ui.places.exporting.test_return_dialog import SOURCE, put_title


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> DraftsDialog:
    """Take a file in, and wait for its plan."""
    take_file(window.workspace, path)
    dialog = window.current_dialog()
    assert isinstance(dialog, DraftsDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def test_a_sheet_is_taken_once_somebody_said_who_made_it(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    window.workspace.show_place("title")
    sheet = tmp_path / "EP01 de.xlsx"
    sheet.write_bytes(xlsx(("原文", "Deutsch"), (SOURCE[0], "Wo bist du?"), (SOURCE[1], "Gehen wir heim.")))
    dialog = opened(qtbot, window, sheet)
    assert not dialog.write.isEnabled() and "who made" in dialog.summary.text()
    dialog.maker.setText("Fastsub")
    dialog.model.setText("m2")
    assert dialog.write.isEnabled() and dialog.summary.text().startswith("2 texts")
    dialog.write.click()
    idle(qtbot, window)
    cues = held(desk.database).cues[1, "de", "translation"]
    assert [cue.text for cue in cues] == ["Wo bist du?", "Gehen wir heim."] and all(cue.is_unseen for cue in cues)
    with desk.database.read() as uow:
        (batch,) = uow.where(DraftBatch)
    assert (batch.maker, batch.model, batch.is_vendor) == ("Fastsub", "m2", True)
    assert "1 episode" in window.toast.text()
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert not held(desk.database).cues.get((1, "de", "translation"))


def test_our_own_file_says_itself_who_made_it(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    lines = [{"source": SOURCE[0], "text": "Wo bist du?", "confidence": 0.9}]
    said = {
        "format": "crossreel-drafts",
        "version": 1,
        "language": "de",
        "source_language": "zh-Hans",
        "maker": "Nine",
        "episodes": [{"number": 1, "lines": lines}],
    }
    path = tmp_path / "drafts.json"
    path.write_text(json.dumps(said), "utf-8")
    dialog = opened(qtbot, window, path)
    assert dialog.map.isHidden() and dialog.write.isEnabled(), (dialog.plan, dialog.summary.text())
    dialog.write.click()
    idle(qtbot, window)
    with desk.database.read() as uow:
        (batch,) = uow.where(DraftBatch)
    assert batch.maker == "Nine"


def test_subtitles_go_through_the_import_plan(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    take_file(window.workspace, tmp_path / "Heir" / "EP01.en.srt")
    idle(qtbot, window)
    assert window.workspace.place == "import" and "who drafted" in window.toast.text()
