"""A typed text: from its last key to committed, journaled and repainted, in an episode of a drama and in a very long one."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import event

from crossreel.app.bootstrap import build_desk
from crossreel.app.desktop import close_window
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.cues.anchoring import anchor
from crossreel.domain.cues.cue import PIN_TOLERANCE_MS, Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.preferences import Preferences
from crossreel.services.desk import Desk
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.places.editor.place import EditorView
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import find_all

LANGUAGES = ("en", "ar", "th", "es-419", "fr", "de", "ja", "ko", "pt-BR")
ROUNDS, WARM_UP = 15, 3
SIZES = [
    pytest.param((200, 9), "200 cues x 10 languages", "16 ms", id="200x10"),
    pytest.param((20_000, 1), "20,000 cues x 2 languages", "30 ms", id="20000x2"),
]


def fill(desk: Desk, cues: int, translations: int) -> int:
    """Write a title with one episode and return the episode's id."""
    database = desk.database
    title = Title(id=database.new_id(), code="LONG", name="Long")
    episode = Episode(id=database.new_id(), title_id=title.id, number=1)
    source = Track(id=database.new_id(), episode_id=episode.id, language="zh-Hans", role=Role.SOURCE)
    spine = [
        Cue(id=database.new_id(), track_id=source.id, start_ms=at * 2000, end_ms=at * 2000 + 1500, text=f"第{at}句话")
        for at in range(cues)
    ]
    rows: list[Any] = [title, episode, source, *spine]
    for position, tag in enumerate(LANGUAGES[:translations], start=1):
        track = Track(id=database.new_id(), episode_id=episode.id, language=tag, role=Role.TRANSLATION)
        rows += [TitleLanguage(id=database.new_id(), title_id=title.id, language=tag, position=position), track]
        made = [
            Cue(id=database.new_id(), track_id=track.id, start_ms=each.start_ms, end_ms=each.end_ms, text=f"{tag} line {at}")
            for at, each in enumerate(spine)
        ]
        rows += anchor(spine, made, PIN_TOLERANCE_MS)
    with database.edit(EditHeader(label="edit.create_title", title_id=None)) as edit, edit.part() as uow:
        uow.put_all(rows)
    return episode.id


@dataclass
class Open:
    """An open editor and what was sent to the catalog since it was last asked."""

    window: MainWindow
    view: EditorView
    statements: list[str]

    @property
    def workspace(self) -> Workspace:
        """The hub of the window."""
        return self.window.workspace

    def idle(self) -> None:
        """Wait until nothing runs and nothing is about to."""
        until = time.monotonic() + 1.2
        while time.monotonic() < until or self.workspace.jobs.running():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.001)  # hands the lanes Python's lock


@pytest.fixture
def opened(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Open]:
    """The editor in the middle of an episode of the size asked for."""
    cues, translations = request.param
    running = QApplication.instance() or QApplication([])
    assert isinstance(running, QApplication)
    theme.apply(running, "dark")
    preferences = Preferences(author="Ana", volume=0)
    desk = build_desk(tmp_path / "catalog.crossreel", "window", preferences)
    episode_id = fill(desk, cues, translations)
    statements: list[str] = []
    event.listen(desk.database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    window = MainWindow(Workspace(desk, preferences), find_all())
    window.resize(1440, 900)
    window.show()
    workspace = window.workspace
    title = desk.cataloging.find_title("LONG")
    assert title is not None
    workspace.open_title(title.id)
    workspace.open_episode(episode_id, "en")
    workspace.show_place("editor")
    view = window.place_widget("editor")
    assert isinstance(view, EditorView)
    opened = Open(window, view, statements)
    opened.idle()
    workspace.select_cue(OpenEpisode.of(workspace).rows()[cues // 2].cue.id)
    opened.idle()
    yield opened
    close_window(window)
    window.close()
    window.deleteLater()


class Painted(QObject):
    """Ends a loop at the first paint of a widget after `row` was said to have changed."""

    def __init__(self, table: QAbstractItemModel, viewport: QWidget) -> None:
        super().__init__()
        self._loop, self._changed = QEventLoop(), False
        self._viewport = viewport
        table.dataChanged.connect(self._change)
        viewport.installEventFilter(self)

    def wait(self) -> None:
        """Run the window until then."""
        self._loop.exec()
        self._viewport.removeEventFilter(self)

    def eventFilter(self, watched: QObject, found: QEvent) -> bool:
        """Look for the paint."""
        if self._changed and found.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop, self._loop.quit)
        return False

    def _change(self, *_ignored: object) -> None:
        self._changed = True


def type_letter(opened: Open, letter: str) -> None:
    """Type a letter, hand it on at once, and wait until the row was painted with it."""
    box, table, view = opened.view.text.target, opened.view.cues.table, opened.view.cues.view
    painted = Painted(table, view.viewport())
    QTest.keyClicks(box, letter)
    box.commit()
    painted.wait()
    assert table.index(view.currentIndex().row(), table.column_of("en")).data() == box.toPlainText()


@pytest.mark.parametrize(("opened", "what", "target"), SIZES, indirect=["opened"])
def test_typed_text(benchmark: Any, opened: Open, what: str, target: str) -> None:
    letters = itertools.cycle("abcdefgh")
    benchmark.extra_info.update(what=f"a typed text to committed, journaled and repainted, {what}", target=target)
    benchmark.pedantic(
        lambda: type_letter(opened, next(letters)), setup=opened.idle, rounds=ROUNDS, warmup_rounds=WARM_UP, iterations=1
    )


@pytest.mark.parametrize(("opened", "what", "target"), SIZES, indirect=["opened"])
def test_statements_of_a_typed_text(benchmark: Any, opened: Open, what: str, target: str) -> None:
    type_letter(opened, "x")
    opened.idle()
    opened.statements.clear()
    began = time.process_time()
    benchmark.pedantic(lambda: type_letter(opened, "y"), rounds=1, iterations=1)
    at_once = len(opened.statements)
    opened.idle()
    after, cpu_s = len(opened.statements) - at_once, time.process_time() - began
    words = f"SQL statements of a typed text until it is shown, {what} ({after} more in the second after it, {cpu_s:.2f} s of CPU)"
    benchmark.extra_info.update(what=words, value=at_once, unit="statements", target="at most 25")
