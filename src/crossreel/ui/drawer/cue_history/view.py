"""The panel: the versions of the cue that is chosen in the editor, in the language being worked on."""

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import plain_text
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.drawer.cue_history.versions import Version, line_of, look_now, versions
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.flow import foot
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.remarks import RemarkView


class CueHistoryPanel(QWidget):
    """Follows the cue; Enter, a double click or the button brings an earlier state back, text, times and place, as an edit."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._opened = OpenEpisode.of(workspace)
        self._cue: Cue | None = None
        self._versions: dict[int, Version] = {}
        self.view = RemarkView(_("Versions of the cue"), "")
        self.view.setSelectionMode(RemarkView.SelectionMode.SingleSelection)
        self.take = QPushButton(_("Bring this back"))
        self._head = label("", "label", wrap=True)
        self._hint = label("", "hint", wrap=True)
        self._pages = QStackedWidget()
        self._lay_out()
        self.view.chosen.connect(self._take_back)
        self.view.selectionModel().currentChanged.connect(lambda *_ignored: self._show_button())
        self.take.clicked.connect(lambda: self._take_back(self._current_key()))
        for signal in (workspace.cue_selected, workspace.language_changed, workspace.opened_title, workspace.place_shown):
            signal.connect(lambda _what: self.refresh())
        for signal in (self._opened.opened, self._opened.refreshed):
            signal.connect(lambda _loaded: self.refresh())
        self._opened.moved.connect(lambda _moved: self.refresh())
        workspace.changed.connect(self._follow)
        self.refresh()

    def _lay_out(self) -> None:
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._hint)
        self._hint.setContentsMargins(16, 12, 16, 12)
        self._head.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)
        column.addWidget(foot(self.take))
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        """Read the versions of the cue that is chosen now."""
        before, self._cue = self._cue, self._chosen()
        if self._cue is None:
            self._versions = {}
            self.view.lines.set_lines(())
            self._head.setText("")
            self._hint.setText(self._nothing())
            self._pages.setCurrentWidget(self._hint)
            self._show_button()
            return
        if before is None or before.id != self._cue.id:
            self.view.lines.set_lines(())
        self._head.setText(self._named())
        of_row = self._workspace.desk.history.of_row
        self._workspace.compute(call(of_row, self._cue.id), then=self._take, topic="cue_history")

    def _chosen(self) -> Cue | None:
        row, language = self._opened.current_row(), self._workspace.language
        if row is None or self._workspace.place != "editor":
            return None
        return self._opened.chosen_in(row, language)

    def _named(self) -> str:
        row = self._opened.current_row()
        at = self._opened.place_of(row) + 1 if row is not None else 0
        language = numbers.language_name(self._workspace.language)
        return _("Cue {cue}, {language}").format(cue=numbers.number(at), language=language)

    def _nothing(self) -> str:
        if self._workspace.place != "editor" or self._opened.current_row() is None:
            return _("Choose a cue in the editor: here stands how it came to its words.")
        return _("Nothing was written in this cell yet.")

    def _follow(self, edit: Edit) -> None:
        if self._cue is not None and self._cue.id in edit.ids("cue"):
            self.refresh()

    def _take(self, edits: tuple[Edit, ...]) -> None:
        if self._cue is None:
            return
        made = versions(self._cue, [edit for edit in edits if edit.changes[0].id == self._cue.id])
        self._versions = {version.key: version for version in made}
        self.view.lines.set_lines([line_of(version, look_now(self._cue)) for version in made])
        self._pages.setCurrentWidget(self.view)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.view.lines.index(0))
        self._show_button()

    def _current_key(self) -> int | None:
        line = self.view.current()
        return line.key if line is not None else None

    def _show_button(self) -> None:
        version = self._versions.get(self._current_key() or 0)
        self.take.setVisible(not self._workspace.read_only)
        self.take.setEnabled(version is not None and self._cue is not None and version.look != look_now(self._cue))

    def _take_back(self, key: int | None) -> None:
        """Bring a version back, unless it stands there; what is being typed is handed on first."""
        version = self._versions.get(key or 0)
        if version is None or self._cue is None or self._workspace.read_only:
            return
        self._opened.committing.emit()
        restore, words = self._workspace.desk.editing.restore, plain_text(version.look.text).strip()

        def said(edit: Edit) -> None:
            if edit.changes:
                self._workspace.notify.tell(_("Brought back: “{text}”").format(text=words), kind="done")

        self._workspace.perform(call(restore, self._cue.id, version.look), then=said)
