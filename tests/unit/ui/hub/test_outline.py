"""The outline of the open title keeps up with hands that never rest."""

from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.hub.outline import SETTLE_MS, Outline
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, open_title

PAUSE_MS = SETTLE_MS // 8
MOST_EDITS = 200


def test_edits_that_follow_each_other_do_not_put_off_the_matrix(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title, workspace = add_title(desk, episodes=1), window.workspace
    open_title(qtbot, window, title)
    outline = Outline.of(workspace)
    qtbot.waitUntil(lambda: not outline.is_behind)
    assert outline.matrix is not None
    cue = desk.translating.sheet(outline.matrix.rows[0].episode.id).rows[0].cue
    seen: list[int] = []
    outline.moved.connect(lambda: seen.append(1))
    edits = 0
    while not seen and edits < MOST_EDITS:
        edits += 1
        workspace.echo(desk.editing.set_text(cue.id, f"你好{edits}"))
        qtbot.wait(PAUSE_MS)
    assert seen, "the matrix waited for a rest that never came"


def test_a_language_and_an_episode_are_in_the_matrix_without_a_rest(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title, workspace = add_title(desk, episodes=1), window.workspace
    open_title(qtbot, window, title)
    outline = Outline.of(workspace)
    qtbot.waitUntil(lambda: not outline.is_behind)
    for tag, number in (("th", 2), ("ar", 3)):  # the second while the first is being read
        workspace.echo(desk.cataloging.add_language(title.id, tag))
        workspace.echo(desk.cataloging.add_episode(title.id, number))
    assert workspace.jobs.running(), "nothing is being read"
    qtbot.waitUntil(lambda: not outline.is_behind)
    assert outline.matrix.columns == ("zh-Hans", "en", "th", "ar")
    assert [row.episode.number for row in outline.matrix.rows] == [1, 2, 3]
