"""Picture and sound in the drawer: the versions of the episode, to add, describe, cut and choose from."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import duration
from crossreel.i18n.versions import version_name
from crossreel.ui.drawer.versions.dialog import VersionDialog
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.flow import foot
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.remarks import RemarkView

ByEpisode = Mapping[int, tuple[Version, ...]]


class VersionsPanel(QWidget):
    """Enter changes, R makes the reference, A adds, F refers to another file, Delete removes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._choice = VersionChoice.of(workspace)
        self._versions: dict[int, Version] = {}
        self.view = RemarkView(_("Picture and sound"), "ARF")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.add = QPushButton(_("Add…"))
        self.change = QPushButton(_("Change…"))
        self.refer = QPushButton(_("Reference"))
        self.file = QPushButton(_("File…"))
        told = (
            (self.add, "A", _("Add a picture or sound version")),
            (self.change, "Enter", _("Say what it is, and which part of its file")),
            (self.refer, "R", _("Time the cues to this picture")),
            (self.file, "F", _("Refer it to another file")),
        )
        for button, key, words in told:
            button.setToolTip(f"{words} ({key})")
        self._pages = QStackedWidget()
        self._empty = EmptyState(_("This episode has no picture yet."), _("Add…"), "film")
        self._empty.pressed.connect(self.begin_adding)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(foot(self.add, self.change, self.refer, self.file))

    def _connect(self) -> None:
        workspace = self._workspace
        self.view.chosen.connect(lambda _key: self._change())
        self.view.key_pressed.connect(self._key)
        self.view.selectionModel().selectionChanged.connect(lambda *_ignored: self._show_buttons())
        for button, act in ((self.add, self.begin_adding), (self.change, self._change), (self.file, self._choose_file)):
            button.clicked.connect(act)
        self.refer.clicked.connect(self._refer)
        workspace.changed.connect(self._follow)
        self._choice.offered.connect(self.refresh)
        self._choice.changed.connect(self._show_lines)
        for signal in (workspace.opened_title, workspace.opened_episode, workspace.place_shown):
            signal.connect(lambda _what: self.refresh())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the list, or to the button where there is none."""
        (self._empty.button if self._pages.currentWidget() is self._empty else self.view).setFocus(event.reason())

    def refresh(self) -> None:
        """Read the versions again."""
        workspace = self._workspace
        if workspace.title_id is not None:
            read = call(workspace.desk.cataloging.versions, workspace.title_id)
            workspace.compute(read, then=self._take, topic="versions.panel")

    def begin_adding(self) -> None:
        """Ask for a file, and then what it is."""
        episode_id = self._choice.episode_id
        if self._workspace.read_only or episode_id is None:
            return
        path = FileDialog.choose_file(self, _("Add a picture or sound version"))
        if path:
            VersionDialog(self._workspace, self.window(), episode_id, path=Path(path)).open()

    def _follow(self, edit: Edit) -> None:
        if edit.ids("version") or edit.ids("episode"):
            self.refresh()

    def _take(self, found: ByEpisode) -> None:
        several = found.get(self._choice.episode_id or 0, ())
        self._versions = {version.id: version for version in several}
        self._show_lines()
        self._pages.setCurrentWidget(self.view if several else self._empty)
        if several and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.view.lines.index(0))
        self._show_buttons()

    def _show_lines(self) -> None:
        self.view.lines.set_lines([self._line(version) for version in self._versions.values()])

    def _line(self, version: Version) -> Line:
        choice = self._choice
        is_on = version == choice.picture or version == choice.sound
        size = f"{version.width} × {version.height}" if version.has_picture else _("sound")
        cut, name = version.cut, version_name(version)
        stretch = "" if cut.is_whole else f"{_time(cut.in_ms)}–{_time(cut.out_ms) if cut.out_ms is not None else ''}"
        parts = [
            _("Reference") if version.is_reference else "", _("on") if is_on else "", duration(version.duration_ms), size, stretch,
            Path(version.path).name + ("" if version.stream is None else f" [#{version.stream}]"),
        ]  # fmt: skip
        return Line(
            key=version.id,
            icon="film" if version.has_picture else "volume",
            token="accent" if version.is_reference else "text2",
            words=name[:1].upper() + name[1:],
            second=" · ".join(filter(None, parts)),
        )

    def _current(self) -> Version | None:
        line = self.view.current()
        return self._versions.get(line.key) if line is not None else None

    def _show_buttons(self) -> None:
        version, writable = self._current(), not self._workspace.read_only
        for button in (self.add, self._empty.button):
            button.setEnabled(writable and self._choice.episode_id is not None)
        self.change.setEnabled(writable and version is not None)
        self.file.setEnabled(writable and version is not None)
        self.refer.setEnabled(writable and version is not None and version.has_picture and not version.is_reference)

    def _key(self, letter: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "A": self.begin_adding, "R": self._refer, "F": self._choose_file, "Delete": self._remove,
        }  # fmt: skip
        acts[letter]()

    def _change(self) -> None:
        version = self._current()
        if version is not None and not self._workspace.read_only:
            VersionDialog(self._workspace, self.window(), version.episode_id, version=version).open()

    def _refer(self) -> None:
        if self.refer.isEnabled():
            self._perform(self._workspace.desk.cataloging.set_reference)

    def _remove(self) -> None:
        if not self._workspace.read_only:
            self._perform(self._workspace.desk.cataloging.remove_version)

    def _choose_file(self) -> None:
        version = self._current()
        path = FileDialog.choose_file(self, _("Refer it to another file")) if version is not None else ""
        if version is not None and path:
            self._workspace.perform(call(self._workspace.desk.cataloging.refer_version, version.id, Path(path)))

    def _perform(self, use_case: Callable[[int], Edit]) -> None:
        version = self._current()
        if version is not None:
            self._workspace.perform(partial(use_case, version.id))


def _time(at_ms: int) -> str:
    return clock(at_ms, hours=False)
