"""Picture and sound versions in the real window: seen, heard, chosen by one key, and managed in the drawer."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from crossreel.domain.catalog.cut import Clip, Cut
from crossreel.domain.catalog.version import Look, Medium, VersionFacts
from crossreel.ui.drawer.versions.compared import ComparedDialog
from crossreel.ui.drawer.versions.dialog import VersionDialog
from crossreel.ui.drawer.versions.view import VersionsPanel
from crossreel.ui.places.screening.place import ScreeningPlace
from tests.unit.media.movies import make_heard, number_in
from tests.unit.ui.stage import Stage

BURNED = VersionFacts(look=Look.BURNED, language="en", cut=Cut(in_ms=3000, out_ms=9000))
DUB = VersionFacts(medium=Medium.SOUND, look=Look.DUBBED, language="pt-BR", cut=Cut(in_ms=2000))


def give_versions(stage: Stage, movie: Path) -> None:
    """Give the open episode a burned-in picture, which begins three seconds into its file, and a dub."""
    for facts in (BURNED, DUB):
        stage.workspace.perform(lambda facts=facts: stage.desk.cataloging.add_version(stage.drama.episode_ids[0], movie, facts))
        stage.idle()
    stage.bot.waitUntil(lambda: len(stage.open_desk.sheet.versions) == 3)


def do(stage: Stage, name: str) -> None:
    """Do an action of the window, as its key does."""
    act = stage.window.findChild(QAction, name)
    assert act is not None and act.isEnabled(), name
    act.trigger()


def number_shown(stage: Stage) -> int | None:
    """Read the number of the frame on the screen."""
    player = stage.open_desk.player
    frame, (width, height) = player.frame(), player._size
    return None if frame is None else number_in(np.frombuffer(frame, np.uint8).reshape(height, width, 4))


def test_one_key_goes_round_pictures_and_another_round_sounds(stage: Stage, movie: Path) -> None:
    give_versions(stage, movie)
    opened = stage.open_desk
    opened.player.seek(1000)
    stage.bot.waitUntil(lambda: number_shown(stage) == 30)
    do(stage, "play.next_picture")
    assert opened.playing.picture.look is Look.BURNED
    stage.bot.waitUntil(lambda: number_shown(stage) == 120)
    assert opened.player.position_ms() == 1000, "the same time of the episode"
    do(stage, "play.next_sound")
    stage.bot.waitUntil(lambda: opened.playing.sound is not None)
    assert (opened.playing.sound.language, opened.playing.sound_clip.cut) == ("pt-BR", DUB.cut)
    stage.idle()
    assert stage.view.timeline.wave.shown is not None and stage.view.timeline._shown_media == opened.playing.sound.stretch
    button = stage.view.column.versions
    assert button.isVisible()
    assert "burned-in, English" in button.toolTip() and "dubbed, Portuguese (Brazil)" in button.toolTip()
    stage.workspace.open_episode(stage.drama.episode_ids[1], "en")
    stage.bot.waitUntil(lambda: opened.sheet.episode.id == stage.drama.episode_ids[1])
    assert opened.playing.picture.is_reference and opened.playing.sound is None, "an episode without them shows its reference"
    stage.workspace.open_episode(stage.drama.episode_ids[0], "en")
    stage.bot.waitUntil(lambda: opened.sheet.episode.id == stage.drama.episode_ids[0])
    assert opened.playing.picture.look is Look.BURNED
    do(stage, "play.next_picture")
    do(stage, "play.next_sound")
    assert opened.playing.picture.is_reference and opened.playing.sound is None


def test_the_screening_shows_what_was_chosen(stage: Stage, movie: Path) -> None:
    give_versions(stage, movie)
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.player.media is not None)
    stage.idle()
    assert place.reel.player.media.is_reference
    do(stage, "play.next_picture")
    assert place.reel.player.media.look is Look.BURNED
    assert place.reel.time.length_ms(0) == 6000
    do(stage, "play.next_sound")
    assert place.reel.player._sound.cut == DUB.cut


def test_versions_are_managed_in_the_drawer_and_each_step_is_undone(stage: Stage, movie: Path) -> None:
    give_versions(stage, movie)
    stage.workspace.show_panel("versions")
    stage.idle()
    panel = stage.window.findChild(VersionsPanel)
    stage.bot.waitUntil(lambda: panel.view.lines.rowCount() == 3)
    lines = [panel.view.lines.line(row) for row in range(3)]
    assert [line.words for line in lines] == ["Picture", "Burned-in, English", "Dubbed, Portuguese (Brazil)"]
    assert lines[0].second.startswith("Reference · on") and "00:03.000–00:09.000" in lines[1].second
    panel.view.setCurrentIndex(panel.view.lines.index(1))
    QTest.keyClick(panel.view, Qt.Key.Key_R)
    stage.idle()
    stage.bot.waitUntil(lambda: stage.open_desk.sheet.media.look is Look.BURNED)
    assert stage.open_desk.sheet.media.duration_ms == 6000
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    dialog = stage.window.findChild(VersionDialog)
    assert (dialog.in_point.text(), dialog.out_point.text()) == ("00:00:03.000", "00:00:09.000")
    dialog.out_point.setText("0:02")
    dialog._save()
    assert "end after it begins" in dialog._out_field.control.accessibleDescription()
    dialog.out_point.setText("9:00")
    dialog._save()
    stage.bot.waitUntil(lambda: "is not in the file" in dialog._problem.text() or "lies outside" in dialog._problem.text())
    dialog.out_point.setText("0:07.5")
    dialog.label_line.setText("v2")
    dialog._save()
    stage.bot.waitUntil(lambda: stage.open_desk.sheet.media.duration_ms == 4500)
    assert stage.open_desk.sheet.media.label == "v2"
    panel.view.setCurrentIndex(panel.view.lines.index(1))
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    stage.bot.waitUntil(lambda: len(stage.open_desk.sheet.versions) == 2)
    assert stage.open_desk.sheet.media.look is Look.UNKNOWN, "after the reference, the best of the others is it"
    for expected in (3, 3, 3):
        stage.workspace.perform(lambda: stage.desk.history.undo(stage.drama.title_id))
        stage.idle()
        assert len(stage.desk.translating.sheet(stage.drama.episode_ids[0]).versions) == expected
    assert stage.desk.translating.sheet(stage.drama.episode_ids[0]).media.look is Look.UNKNOWN


def test_versions_are_compared_by_their_pictures(stage: Stage, movie: Path, tmp_path: Path) -> None:
    stage.workspace.perform(
        lambda: stage.desk.cataloging.add_version(stage.drama.episode_ids[0], movie, VersionFacts(label="v2", cut=Cut(out_ms=4000)))
    )
    stage.idle()
    do(stage, "title.compare_versions")
    stage.bot.waitUntil(lambda: stage.window.findChild(ComparedDialog) is not None)
    told = stage.window.findChild(ComparedDialog).report.list
    words = [told.item(row).text() for row in range(told.count())]
    assert any(each.startswith("2: episode.mp4: The same pictures as “episode.mp4”, which is episode 1") for each in words), words


def test_saying_something_else_of_a_version_leaves_the_playhead_where_it_is(stage: Stage, movie: Path) -> None:
    give_versions(stage, movie)
    stage.open_desk.player.seek(2000)
    stage.bot.waitUntil(lambda: number_shown(stage) == 60)
    reference = stage.open_desk.sheet.media
    stage.workspace.perform(lambda: stage.desk.cataloging.change_version(reference.id, VersionFacts(label="v7")))
    stage.bot.waitUntil(lambda: stage.open_desk.sheet.media.label == "v7")
    stage.bot.waitUntil(lambda: number_shown(stage) == 60)
    assert stage.open_desk.player.position_ms() == 2000
    stage.workspace.perform(lambda: stage.desk.cataloging.change_version(reference.id, VersionFacts(cut=Cut(in_ms=1000))))
    stage.bot.waitUntil(lambda: number_shown(stage) == 90)
    assert stage.open_desk.player.position_ms() == 2000, "the same time of the episode, of other pictures"
    assert stage.view.timeline.wave.scale.duration_ms == 8000


def test_one_of_several_sounds_of_a_file_is_added_and_heard(stage: Stage, tmp_path: Path) -> None:
    film = make_heard(tmp_path / "film.mkv", [("chi", "", 0.1), ("eng", "Dub", 1.0)])
    dialog = VersionDialog(stage.workspace, stage.window, stage.drama.episode_ids[0], path=film)
    dialog.open()
    stage.bot.waitUntil(dialog.sound.isVisible)
    assert [dialog.sound.itemText(at) for at in range(3)] == [
        "with the picture: #1 · Chinese (Simplified)",
        "#1 · Chinese (Simplified)",
        "#2 · English · Dub",
    ]
    dialog.sound.setCurrentIndex(2)
    assert not dialog.sound_only.isEnabled() and not dialog.reference.isEnabled()
    dialog.save.click()
    stage.bot.waitUntil(lambda: len(stage.open_desk.sheet.versions) == 2)
    added = stage.open_desk.sheet.versions[-1]
    assert (added.medium, added.language, added.label, added.stream) == (Medium.SOUND, "en", "Dub #2", 2)
    do(stage, "play.next_sound")
    stage.bot.waitUntil(lambda: stage.open_desk.playing.sound is not None)
    assert stage.open_desk.playing.sound_clip == Clip(path=film, stream=2)
