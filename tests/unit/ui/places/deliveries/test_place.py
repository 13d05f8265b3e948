"""The deliveries place: what each buyer has, what is due, what stands against it, and what the buyer said."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Mend
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.redelivery import SentState
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Licence, Right
from crossreel.i18n.words import Words
from crossreel.services.desk import Desk
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.profile_shelf import ProfileShelf
from crossreel.ui.places.deliveries.buyer_findings import BuyerFindings
from crossreel.ui.places.deliveries.causes import WORDS
from crossreel.ui.places.deliveries.place import DeliveriesPlace
from crossreel.ui.places.deliveries.plan_pane import AGAINST, GOES
from crossreel.ui.places.deliveries.reject_dialog import RejectDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title


@pytest.fixture
def title(desk: Desk) -> Title:
    """Three approved episodes with a name in English, and two buyers."""
    made = add_title(desk)
    desk.cataloging.put_text(made.id, "en", name="The Hidden Heir")
    put(
        desk,
        made,
        *(Buyer(id=desk.database.new_id(), code=code, name=code, profile_id="app-standard") for code in ("APPLE", "REEL")),
    )
    approve(desk, made)
    return made


def put(desk: Desk, title: Title, *rows: object) -> None:
    with desk.database.edit(EditHeader(label="edit.test", title_id=title.id)) as edit, edit.part() as uow:
        uow.put_all(rows)


def approve(desk: Desk, title: Title, state: State = State.APPROVED) -> None:
    with desk.database.edit(EditHeader(label="edit.test", title_id=title.id)) as edit, edit.part() as uow:
        uow.put_all(replace(track, state=state) for track in uow.where(Track, language="en"))


def send(desk: Desk, title: Title, buyer: str, out: Path) -> None:
    told = desk.delivering.deliver(title.id, "", (), out, wording=Words, buyer=buyer, changed_only=True, allow_findings=True)
    assert told.package is not None, told.plan.refusals


def opened(qtbot: QtBot, window: MainWindow, title: Title) -> DeliveriesPlace:
    open_title(qtbot, window, title)
    window.workspace.show_place("deliveries")
    place = window.place_widget("deliveries")
    assert isinstance(place, DeliveriesPlace)
    planned(qtbot, window)
    return place


def planned(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for the plan that the form asks for after a moment."""
    place = window.place_widget("deliveries")
    assert isinstance(place, DeliveriesPlace)
    qtbot.waitUntil(lambda: not place._timer.isActive() and not window.workspace.jobs.running())


def states(place: DeliveriesPlace) -> list[tuple[str, str]]:
    board = place.board.model.board
    rows = board.rows if board is not None else ()
    return [(row.buyer, "".join(cell.state.value[0] for cell in row.cells)) for row in rows]


def goes(place: DeliveriesPlace) -> list[str]:
    """Return the first row of what goes."""
    return [place.plan.changes.index(0, at).data() for at in range(3)]


def choose(place: DeliveriesPlace, buyer: str, column: int = 0) -> None:
    row = next(at for at, each in enumerate(states(place)) if each[0] == buyer)
    place.board.table.setCurrentIndex(place.board.model.index(row, column))


def test_what_is_due_is_one_click(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, tmp_path: Path) -> None:
    send(desk, title, "REEL", tmp_path)
    place = opened(qtbot, window, title)
    assert states(place) == [("APPLE", "nnn"), ("REEL", "ccc")]
    choose(place, "REEL", 1)
    assert "REEL" in place.board.due.text() and "Current" in place.board.told.text()
    place.board.due.click()
    planned(qtbot, window)
    assert place.plan.heading.text() == "REEL has everything as it is now" and place.plan.page == GOES
    assert not place.form.build.isEnabled() and place.form.languages() == ("en",)
    sheet = desk.translating.sheet(next(iter(place.board.model.board.episodes)))  # type: ignore[union-attr]
    desk.editing.set_cell_text(sheet.rows[0].cue.id, "en", "Hello, you.")
    approve(desk, title)
    window.workspace.show_place("deliveries")
    planned(qtbot, window)
    assert states(place)[1] == ("REEL", "occ")
    qtbot.waitUntil(lambda: goes(place) == ["English", "changed", "1 (the words changed)"])
    choose(place, "APPLE")
    place.board.due.click()
    planned(qtbot, window)
    qtbot.waitUntil(lambda: goes(place) == ["English", "new", "1–3"])


def test_a_cause_is_mended_by_its_button(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    approve(desk, title, State.TRANSLATED)
    place = opened(qtbot, window, title)
    qtbot.waitUntil(lambda: place.plan.page == AGAINST)
    (cause,) = place.plan.causes.groups
    assert cause.episodes == (1, 2, 3) and cause.language == "en"
    named = {each.text(): each for each in place.plan.causes.findChildren(QPushButton)}
    named["Approve"].click()
    qtbot.waitUntil(lambda: place.plan.causes.groups == ())
    idle(qtbot, window)
    with desk.database.read() as uow:
        assert {track.state for track in uow.where(Track, language="en")} == {State.APPROVED}


def test_open_leads_to_the_first_cell(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    approve(desk, title, State.TRANSLATED)
    place = opened(qtbot, window, title)
    named = {each.text(): each for each in place.plan.causes.findChildren(QPushButton)}
    named["Open them"].click()
    assert (window.workspace.place, window.workspace.language) == ("editor", "en")
    idle(qtbot, window)


def test_what_a_buyer_rejects_goes_back_to_work(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, tmp_path: Path) -> None:
    send(desk, title, "REEL", tmp_path)
    place = opened(qtbot, window, title)
    choose(place, "APPLE")
    assert not place.board.reject.isEnabled(), "nothing was sent to it"
    choose(place, "REEL", 2)
    place.board.reject.click()
    dialog = window.current_dialog()
    assert isinstance(dialog, RejectDialog)
    dialog.go.click()
    assert window.current_dialog() is dialog, "the buyer's words are asked for"
    dialog.reason.setPlainText("Out of step")
    dialog.go.click()
    qtbot.waitUntil(lambda: states(place)[1] == ("REEL", "ccr"))
    idle(qtbot, window)
    assert [note.text for note in desk.screening.notes(title.id)] == ["Out of step"]
    choose(place, "REEL", 2)
    assert "Out of step" in place.board.told.text()
    place.board.accept.click()
    qtbot.waitUntil(lambda: states(place)[1] == ("REEL", "ccc"))
    idle(qtbot, window)


def test_the_table_says_in_words_what_it_paints(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    send(desk, title, "REEL", tmp_path)
    place = opened(qtbot, window, title)
    model = place.board.model
    said = model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("REEL, English, episode 3: Current · sent ")
    assert model.headerData(1, Qt.Orientation.Vertical) == "REEL, English: 3 of 3 current"
    assert SentState.NEVER.value == "never" and "Never sent" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_buyers_the_plan_has_the_place_to_itself(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    made = add_title(desk)
    place = opened(qtbot, window, made)
    assert not place.board.isVisible() and place.form.buyer.count() == 1
    assert {group.code for group in place.plan.causes.groups} >= {"delivery.metadata_missing"}


def test_the_form_keeps_its_profile_and_leads_to_what_it_names(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    place = opened(qtbot, window, title)
    place.form.profile.setCurrentIndex(place.form.profile.findText("Streamer, IMSC 1.1"))
    window.workspace.show_place("title")
    window.workspace.show_place("deliveries")
    planned(qtbot, window)
    assert place.form.profile_id() == "streamer-imsc"
    place.form.buyers.click()
    assert window.workspace.place == "records"
    idle(qtbot, window)


def test_errors_by_a_buyers_own_limits_are_listed_and_gone_to(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    desk.profiling.derive("app-standard", "slow", name="Slow reader")
    desk.profiling.save(replace(desk.profiling.get("slow"), limits={"": {"min_duration_ms": 4000}}), seen=1)
    place = opened(qtbot, window, title)
    place.form.profile.setCurrentText("Slow reader")
    place.form.changed.emit()
    planned(qtbot, window)
    (cause,) = place.plan.causes.groups
    assert (cause.code, cause.episodes) == ("delivery.buyer_errors", (1, 2, 3))
    named = {each.text(): each for each in place.plan.causes.findChildren(QPushButton)}
    named["Show the findings"].click()
    idle(qtbot, window)
    dialog = window.findChild(BuyerFindings)
    assert dialog is not None
    assert [dialog.list.item(row).text().splitlines()[0] for row in range(dialog.list.count())] == [
        f"Episode {number}, 00:00:01.000" for number in (1, 2, 3)
    ]
    dialog.list.setCurrentRow(1)
    dialog.list.itemActivated.emit(dialog.list.item(1))
    idle(qtbot, window)
    assert window.workspace.place == "editor"


def test_the_button_beside_the_profile_goes_to_it(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    place = opened(qtbot, window, title)
    place.form.open_profile.click()
    idle(qtbot, window)
    assert window.workspace.place == "profiles" and ProfileShelf.of(window.workspace).shown == "app-standard"


def test_every_way_of_mending_has_its_button(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    place = opened(qtbot, window, title)
    assert place.plan.causes.offered == frozenset(Mend) and set(WORDS) == set(Mend)


def test_territories_are_read_at_their_field_and_held_against_the_rights(qtbot: QtBot, window: MainWindow, title: Title) -> None:
    desk = window.workspace.desk
    right = Right(id=desk.database.new_id(), title_id=title.id, buyer_id=None, territories=("SG",), licence=Licence.COIN)
    put(desk, title, right)
    place = opened(qtbot, window, title)
    place.form.choose_buyer("REEL")
    place.form.territories.setText("uk, sg")
    planned(qtbot, window)
    assert place.form.where() == ("GB", "SG")
    assert [(group.code, group.refusals[0].facts["territory"]) for group in place.plan.causes.groups] == [
        ("delivery.right_territory", "GB")
    ]
    place.form.territories.setText("SG, XX")
    planned(qtbot, window)
    assert "XX" in place.form.territories.accessibleDescription() and not place.form.build.isEnabled()
    place.form.territories.setText("SG")
    planned(qtbot, window)
    assert place.form.territories.accessibleDescription() == "" and place.form.build.isEnabled()


def test_forced_subtitles_are_offered_where_lines_are_foreign(qtbot: QtBot, window: MainWindow, title: Title) -> None:
    place = opened(qtbot, window, title)
    assert place.form.roles() == ("full",)
    sheet = window.workspace.desk.translating.sheet(window.workspace.desk.cataloging.matrix(title.id).rows[0].episode.id)
    window.workspace.perform(call(window.workspace.desk.editing.set_spoken_in, [sheet.rows[0].cue.id], "ko"))
    idle(qtbot, window)
    planned(qtbot, window)
    assert place.form.roles() == ("full", "forced")
