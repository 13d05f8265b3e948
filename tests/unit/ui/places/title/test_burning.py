"""Burning captions in from the window: asked for in a dialog, followed in the runs place, shown where cues are timed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crossreel.media.probe import probe
from crossreel.services.desk import Desk
from crossreel.ui.places.title.burn_dialog import BurnDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title

FRAMES = 270


def dialog_of(window: MainWindow) -> BurnDialog:
    dialog = window.current_dialog()
    assert isinstance(dialog, BurnDialog)
    return dialog


def seen(window: MainWindow, name: str) -> None:
    """Keep what is seen, where somebody wants to look at it."""
    if folder := os.environ.get("LOOKED_AT"):
        window.grab().save(f"{folder}/{name}.png")


@pytest.fixture
def heir(desk: Desk, movie: Path) -> int:
    """Two episodes with an English and a Chinese line and a video; the second lacks its video."""
    title = add_title(desk, episodes=2)
    episodes = [row.episode.id for row in desk.cataloging.matrix(title.id).rows]
    desk.cataloging.set_media(episodes[0], movie, probe(movie).info)
    return title.id


def test_masters_are_asked_for_and_made(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk, heir: int, tmp_path: Path
) -> None:
    window = make_window()
    window.resize(1280, 800)
    open_title(qtbot, window, desk.cataloging.title(heir))
    window.workspace.do("title.burn")
    dialog = dialog_of(window)
    idle(qtbot, window)
    assert dialog.summary.text() == "Tick the languages to burn in." and not dialog.burn.isEnabled()
    dialog.form.languages["en"].click()
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("1 master"))
    dialog.form.folder.clear()
    dialog.form.folder.textEdited.emit("")
    qtbot.waitUntil(lambda: dialog.summary.text() == "Say which folder the masters are written to.")
    dialog.form.folder.setText(str(tmp_path / "out"))
    dialog.form.folder.textEdited.emit(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("1 master"))
    assert "Episode 2 has no video" in dialog.refusals.text()
    assert not dialog.form.kbps.isVisible() and dialog.form.sound.count() > 3
    seen(window, "burn-dialog")
    dialog.form.codec.setCurrentIndex(dialog.form.codec.findData("prores"))
    assert not dialog.form.quality.isVisible() and not dialog.form.effort.isVisible()
    dialog.form.codec.setCurrentIndex(0)
    dialog.form.effort.setCurrentIndex(0)
    qtbot.waitUntil(lambda: dialog.burn.isEnabled())
    dialog.burn.click()
    made = tmp_path / "out" / "HEIR_E001_en_BURNED.mp4"
    qtbot.waitUntil(made.exists)
    idle(qtbot, window)
    window.workspace.show_place("runs")
    idle(qtbot, window)
    place = window.place_widget("runs")
    qtbot.waitUntil(lambda: place.step_table.model().index(0, 0).data() == "done")  # type: ignore[union-attr]
    seen(window, "burn-runs")
    said = place.step_table.model().index(0, 6).data()  # type: ignore[union-attr]
    assert said.startswith(f"HEIR_E001_en_BURNED.mp4; {FRAMES} frames; 6 compared with the preview")
    (version,) = [each for each in desk.cataloging.versions(heir)[window_episode(desk, heir)] if each.look.value == "burned"]
    assert version.language == "en"


def window_episode(desk: Desk, title_id: int) -> int:
    return desk.cataloging.matrix(title_id).rows[0].episode.id


def test_chosen_cells_are_what_the_dialog_begins_with_and_the_preview_what_it_hides(
    qtbot: QtBot, window: MainWindow, desk: Desk, heir: int
) -> None:
    place = open_title(qtbot, window, desk.cataloging.title(heir))
    place.table.setCurrentIndex(place.model.index(0, list(place.model.matrix.columns).index("en")))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: [column for _episode, column in window.workspace.cells] == ["en"])
    window.workspace.do("title.burn_cells")
    wish = dialog_of(window).form.wish()
    idle(qtbot, window)
    assert wish.columns == ("en",) and wish.episode_ids == (window_episode(desk, heir),)
    assert (wish.options["codec"], wish.options["quality"], wish.options["preset"]) == ("x264", 18, "medium")
