"""Drafting from where one stands: lines of the editor again, cells and languages of the matrix."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from crossreel.domain.engines.engine_info import EngineSetting
from crossreel.services.desk import Desk
from crossreel.ui.kit.form import chosen
from crossreel.ui.places.title.draft_dialog import DraftDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.loopback import Call, Loopback, Reply, said, serving
from tests.unit.ui.driving import add_title, idle, open_title
from tests.unit.ui.stage import Stage


def good(call: Call) -> Reply:
    return said("\n".join(f"{number}| Line {number} again" for number in call.lines))


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with serving(good) as server:
        yield server


def equip(desk: Desk, server: Loopback) -> Callable[[], None]:
    desk.equipping.put(EngineSetting(name="mine", engine_id="chat_server", address=server.address, model="m-1", at_once=1))
    return lambda: desk.equipping.remove("mine")


def dialog_of(window: MainWindow) -> DraftDialog:
    dialog = window.current_dialog()
    assert isinstance(dialog, DraftDialog)
    return dialog


def test_a_line_is_drafted_again_whoever_rendered_it(make_stage: Callable[..., Stage], loopback: Loopback) -> None:
    stage = make_stage()
    forget = equip(stage.desk, loopback)
    try:
        stage.select(1)
        others = [stage.text(at, "en").text for at in (0, 2)]
        stage.workspace.do("edit.draft_again")
        dialog = dialog_of(stage.window)
        stage.bot.waitUntil(lambda: dialog.summary.text().startswith("1 line in 1 step"))
        assert not dialog.form.languages and not dialog.form.episodes.isVisible()
        dialog.draft.click()
        stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Line 1 again")
        stage.idle()
        shown = stage.open_desk.cells(stage.open_desk.rows()[1], "en")[0]
        assert shown.text == "Line 1 again" and shown.is_unseen, "the editor shows it at once, as a line nobody has been through"
        assert [stage.text(at, "en").text for at in (0, 2)] == others
        stage.workspace.choose_languages(["zh-Hans", "en"], "zh-Hans")
        stage.workspace.do("edit.draft_again")
        assert stage.window.current_dialog() is None, "the source is not translated"
    finally:
        forget()


def test_cells_and_languages_of_the_matrix_are_what_the_dialog_begins_with(
    qtbot: QtBot, window: MainWindow, desk: Desk, loopback: Loopback
) -> None:
    forget = equip(desk, loopback)
    try:
        title = add_title(desk)
        for tag in ("fr", "ar"):
            desk.cataloging.add_language(title.id, tag)
        place = open_title(qtbot, window, title)
        idle(qtbot, window)
        place.table.setCurrentIndex(place.model.index(1, list(place.model.matrix.columns).index("fr")))  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: [column for _episode, column in window.workspace.cells] == ["fr"])
        for action, episodes in (("title.draft_cells", 1), ("title.draft_language", 3)):
            window.workspace.do(action)
            dialog = dialog_of(window)
            idle(qtbot, window)
            wish = dialog.form.wish()
            assert (wish.columns, len(wish.episode_ids or ())) == (("fr",), episodes) and chosen(dialog.form.episodes) == "chosen"
            dialog.leave()
        window.workspace.do("title.draft")
        idle(qtbot, window)
        wish = dialog_of(window).form.wish()
        assert set(wish.columns) == {"fr", "ar"} and wish.episode_ids is None
    finally:
        forget()
