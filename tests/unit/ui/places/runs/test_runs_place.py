"""Runs in the window: asked for in a dialog, watched, paused, taken up again, by whoever carries them out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Title
from crossreel.domain.drafting.run import Run, RunState, StepState
from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.services.desk import Desk
from crossreel.services.drafting.keeping import Keeping
from crossreel.ui.hub.run_watch import RunWatch
from crossreel.ui.places.runs.place import RunsPlace
from crossreel.ui.places.title.draft_dialog import DraftDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.loopback import Call, Loopback, Reply, failed, said, serving
from tests.unit.ui.driving import add_title, idle, open_title

PRICE = Price(currency="USD", input_micros=1_000_000, output_micros=2_000_000)


def good(call: Call) -> Reply:
    return said("\n".join(f"{number}| Line {number} here" for number in call.lines))


@pytest.fixture
def loopback(desk: Desk) -> Iterator[Loopback]:
    """A server that translates, set up as an engine."""
    with serving(good) as server:
        desk.equipping.put(
            EngineSetting(name="mine", engine_id="chat_server", address=server.address, model="m-1", price=PRICE, at_once=1)
        )
        yield server
        desk.equipping.remove("mine")


@pytest.fixture
def title(desk: Desk) -> Title:
    """Three episodes of one source line, one of them without a source, and French nobody began."""
    made = add_title(desk)
    desk.cataloging.add_language(made.id, "fr")
    desk.cataloging.add_episode(made.id, 4)
    return made


def opened(qtbot: QtBot, window: MainWindow, title: Title) -> DraftDialog:
    """The dialog, once its first plan stands."""
    open_title(qtbot, window, title)
    window.workspace.do("title.draft")
    dialog = window.current_dialog()
    assert isinstance(dialog, DraftDialog)
    idle(qtbot, window)
    return dialog


def runs_place(qtbot: QtBot, window: MainWindow) -> RunsPlace:
    window.workspace.show_place("runs")
    place = window.place_widget("runs")
    assert isinstance(place, RunsPlace)
    idle(qtbot, window)
    return place


def begun(desk: Desk, title: Title) -> Run:
    """A run that nobody carries out yet."""
    from crossreel.domain.drafting.batch import Stage

    engines = {Stage.TRANSLATING: "mine"}
    return desk.drafting.begin(desk.drafting.plan(title.id, engines, columns=("fr",)), engines)


def rows(place: RunsPlace, *columns: int) -> list[tuple[str, ...]]:
    model = place.steps
    return [tuple(str(model.index(row, at).data()) for at in columns) for row in range(model.rowCount())]


def test_a_draft_is_asked_for_and_stands_in_the_matrix(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, loopback: Loopback
) -> None:
    dialog = opened(qtbot, window, title)
    assert [tag for tag, box in dialog.form.languages.items() if box.isChecked()] == ["en", "fr"]
    for box in dialog.form.stages.values():
        box.setChecked(box.accessibleName() == "Translate")
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("3 lines in 3 steps"))
    assert "$" in dialog.summary.text() and "Episode 4 has no source lines" in dialog.refusals.text()
    assert not loopback.calls
    dialog.draft.click()
    matrix = desk.cataloging.matrix
    qtbot.waitUntil(lambda: [row.cells["fr"].unseen for row in matrix(title.id).rows if "fr" in row.cells][:3] == [1, 1, 1])
    idle(qtbot, window)
    title_place = window.place_widget("title")
    shown = title_place.model.matrix  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: title_place.model.matrix.rows[0].cells["fr"].unseen == 1)  # type: ignore[union-attr]
    assert shown is not None and window.current_dialog() is None
    place = runs_place(qtbot, window)
    qtbot.waitUntil(lambda: place.runs.rowCount() == 1)
    assert rows(place, 0, 1, 3, 6) == [("done", str(number), "1", "1 line") for number in (1, 2, 3)]
    assert not place.pause.isVisible() and not place.go_on.isVisible() and not place.retry.isVisible()


def test_what_another_run_is_to_fill_is_refused_in_a_sentence(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, loopback: Loopback
) -> None:
    begun(desk, title)
    dialog = opened(qtbot, window, title)
    assert "Another run, by Ana" in dialog.refusals.text() and not dialog.draft.isEnabled()


def test_without_an_engine_the_dialog_leads_to_setting_one_up(qtbot: QtBot, window: MainWindow, title: Title) -> None:
    dialog = opened(qtbot, window, title)
    assert not any(box.isEnabled() for name, box in dialog.form.stages.items() if name != "reading")
    dialog.engines.click()
    assert type(window.current_dialog()).__name__ == "EnginesDialog"


def test_what_failed_says_why_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, loopback: Loopback
) -> None:
    loopback.answer = lambda call: failed(400, "no such model") if len(loopback.calls) == 2 else good(call)
    run = begun(desk, title)
    desk.drafting.carry_out(run.id)
    place = runs_place(qtbot, window)
    qtbot.waitUntil(lambda: place.runs.rowCount() == 1)
    words = rows(place, 0, 6)
    assert [state for state, _words in words] == ["done", "failed", "done"] and words[1][1]
    assert place.runs.index(0, 0).data() == "done, 1 failed" and place.retry.text() == "Try again what failed"
    place.shown.setCurrentIndex(place.shown.findData("failed"))
    assert place.steps.rowCount() == 1
    place.step_table.selectRow(0)
    assert place.retry.text() == "Try 1 step again"
    place.retry.click()
    qtbot.waitUntil(lambda: desk.drafting.run(run.id)[0].state is RunState.DONE and len(loopback.calls) == 4)
    idle(qtbot, window)
    assert {step.state for step in desk.drafting.run(run.id)[1]} == {StepState.DONE}


def test_a_run_whose_process_was_killed_stands_as_broken_off_and_goes_on(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, loopback: Loopback
) -> None:
    run = begun(desk, title)
    Keeping(desk.database).put(replace(run, state=RunState.RUNNING))
    watch = RunWatch.of(window.workspace)
    watch.refresh()
    qtbot.waitUntil(lambda: watch.sign()[0] == "finding")
    place = runs_place(qtbot, window)
    assert place.runs.index(0, 0).data() == "broken off" and not place.pause.isVisible()
    assert watch.sign() == ("", "")
    place.go_on.click()
    qtbot.waitUntil(lambda: desk.drafting.run(run.id)[0].state is RunState.DONE)
    idle(qtbot, window)


def test_a_run_of_another_process_is_shown_and_paused_from_here(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, loopback: Loopback
) -> None:
    run = begun(desk, title)
    keeping = Keeping(desk.database)
    with keeping.held(run.id):
        keeping.put(replace(run, state=RunState.RUNNING))
        place = runs_place(qtbot, window)
        qtbot.waitUntil(lambda: place.pause.isVisible())
        assert place.runs.index(0, 0).data() == "runs" and not place.go_on.isVisible()
        place.pause.click()
        qtbot.waitUntil(lambda: desk.drafting.run(run.id)[0].state is RunState.PAUSED)
        qtbot.waitUntil(lambda: place.runs.index(0, 0).data() == "paused")
    place.cancel.click()
    qtbot.waitUntil(lambda: place.runs.index(0, 0).data() == "cancelled")
    idle(qtbot, window)


def test_where_nothing_was_drafted_yet_one_is_told_what_to_do(qtbot: QtBot, window: MainWindow, title: Title) -> None:
    place = runs_place(qtbot, window)
    assert place.empty.isVisible() and place.empty.button.text() == "Go to the catalog"
    window.workspace.open_title(title.id)
    assert place.empty.button.text() == "Draft…"
    idle(qtbot, window)
