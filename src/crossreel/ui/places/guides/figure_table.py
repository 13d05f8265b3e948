"""The table of a language's figures, with the one row that is being changed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crossreel.domain.quality.guide_file import GuideFigure
from crossreel.i18n.messages import _
from crossreel.ui.places.guides.figure_rows import NAME, SOURCE, VALUE, WHOSE, FigureRows
from crossreel.ui.places.guides.row_editor import RowEditor

ROW_PX = 34
WIDTHS = {NAME: (340, 0.32), VALUE: (290, 0.23), WHOSE: (330, 0.25)}
"""Of each column the widest it needs to be, and its share where there is less room."""
NARROW, CLOSER = 650, 1.25
"""Below which width what is read first takes more of the room: the whole source stands under the table."""


class FigureTable(QTableView):
    """Enter, F2 or a letter changes the current figure, Delete takes an own one back.

    `given(field, value, source)` and `taken_back(field)` ask for it; `refused` says that a set is not to be changed here,
    `rootless` that there is nothing a figure could be taken back to.
    """

    given = Signal(str, str, str)
    taken_back = Signal(str)
    refused = Signal()
    rootless = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = FigureRows()
        self.may_change = False
        self.editor: RowEditor | None = None
        self._edited = -1
        self._sources: dict[str, str] = {}
        self._guide, self._wanted = "", ""
        self._dress()
        self.doubleClicked.connect(lambda _index: self.change())
        self.selectionModel().currentRowChanged.connect(self._moved)

    def _dress(self) -> None:
        self.setModel(self.rows)
        self.setAccessibleName(_("Figures"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)

    def show_figures(self, guide_id: str, figures: Sequence[GuideFigure], base: str, *, may_change: bool) -> None:
        """Show other figures; the row stays where the figure under the hands is there too."""
        before, had_focus = self.current(), self.hasFocus() or self._edits()
        self.close_editor()
        self._guide, self.may_change = guide_id, may_change
        self.rows.show_figures(figures, base)
        self.setColumnHidden(WHOSE, not base)
        if figures:
            self.choose(self._wanted or (before.field if before is not None else figures[0].field))
            self._wanted = ""
        if had_focus:
            self.setFocus()
        self.turned.emit()

    def figures(self) -> list[GuideFigure]:
        """Return the figures that are shown."""
        return [self.rows.value(row) for row in range(self.rows.rowCount())]

    def want(self, field: str) -> None:
        """Choose a figure now, and among those that are read next."""
        self._wanted = field
        if self.rows.rowCount():
            self.choose(field)

    def hand_on(self) -> None:
        """Give what was typed, where it has its source."""
        if self.editor is not None and self.editor.is_touched() and self.editor.source.text().strip():
            self._give(self.editor.written(), self.editor.source.text().strip())

    def current(self) -> GuideFigure | None:
        """Return the figure under the hands."""
        row = self.currentIndex().row()
        return self.rows.value(row) if 0 <= row < self.rows.rowCount() else None

    def choose(self, field: str) -> None:
        """Choose a figure; the first where there is none of that field."""
        found = (row for row in range(self.rows.rowCount()) if self.rows.value(row).field == field)
        self.setCurrentIndex(self.rows.index(next(found, 0), VALUE))

    def change(self, typed: str = "") -> None:
        """Open the row under the hands."""
        figure = self.current()
        if figure is None:
            return
        if not self.may_change:
            self.refused.emit()
            return
        if self.editor is not None:
            self.editor.begin()
            return
        self._edited = self.currentIndex().row()
        self.editor = made = RowEditor(figure, self._sources.get(self._guide, ""), self.viewport())
        made.given.connect(self._give)
        made.left.connect(self.leave_editor)
        made.grown.connect(self._fit)
        self.setSpan(self._edited, VALUE, 1, SOURCE - VALUE + 1)
        self.setIndexWidget(self.rows.index(self._edited, VALUE), made)
        self._fit()
        self.scrollTo(self.currentIndex())
        for before, after in ((self, made.value), (made.value, made.source), (made.source, made.keep)):
            QWidget.setTabOrder(before, after)
        made.begin(typed)

    def take_back(self) -> None:
        """Ask for the figure of what the set is based on."""
        figure = self.current()
        if figure is None or not figure.is_own:
            return
        if not self.may_change:
            self.refused.emit()
        elif self.rows.is_derived():
            self.close_editor()
            self.taken_back.emit(figure.field)
        else:
            self.rootless.emit()

    def finish(self) -> str:
        """Close the row that is being changed. Return the field whose change has no source and is lost, "" for none."""
        editor = self.editor
        if editor is None:
            return ""
        touched, has_source = editor.is_touched(), bool(editor.source.text().strip())
        if touched and has_source:
            self._give(editor.written(), editor.source.text().strip())
        self.close_editor()
        return editor.figure.field if touched and not has_source else ""

    def complain(self, words: str) -> None:
        """Say at the row that is being changed what is wrong with it."""
        if self.editor is not None:
            self.editor.setEnabled(True)
            self.editor.complain(words)
            self.editor.begin()

    def leave_editor(self) -> None:
        """Close the row that is being changed, and go back to it."""
        self.close_editor()
        self.setFocus()

    def close_editor(self) -> None:
        """Close the row that is being changed."""
        if self.editor is None:
            return
        editor, self.editor = self.editor, None
        editor.hide()
        self.setIndexWidget(self.rows.index(self._edited, VALUE), None)  # type: ignore[arg-type]
        editor.deleteLater()
        self.clearSpans()
        self.setRowHeight(self._edited, ROW_PX)

    def updateEditorGeometries(self) -> None:
        """Let the row that is being changed fill its cells, padding and all."""
        super().updateEditorGeometries()
        if self.editor is not None:
            self.editor.setGeometry(self.visualRect(self.rows.index(self._edited, VALUE)))

    def _share_out(self) -> None:
        wide = self.viewport().width()
        more = CLOSER if wide < NARROW else 1.0
        for column, (widest, share) in WIDTHS.items():
            self.setColumnWidth(column, min(widest, round(wide * share * more)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the sources."""
        super().resizeEvent(event)
        self._share_out()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep letters and figures from being taken for keys of the place."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _begins(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change, take back, or move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.change()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.take_back()
        elif _begins(event):
            self.change(event.text())
        else:
            super().keyPressEvent(event)

    def _edits(self) -> bool:
        return self.editor is not None and self.editor.isAncestorOf(self.editor.window().focusWidget() or self)

    def _give(self, value: str, source: str) -> None:
        if self.editor is not None:
            self._sources[self._guide] = source
            self.given.emit(self.editor.figure.field, value, source)

    def _fit(self) -> None:
        if self.editor is not None:
            width = max(self.editor.width(), self.viewport().width() // 2)
            self.setRowHeight(self._edited, max(ROW_PX + 10, self.editor.heightForWidth(width), self.editor.sizeHint().height()))
            self.updateEditorGeometries()

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.editor is not None and self.currentIndex().row() != self._edited:
            self.finish()
        self.turned.emit()


def _begins(event: QKeyEvent) -> bool:
    """Tell whether a key writes a letter or figure, with which a value begins."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text()) and event.text().isprintable() and not event.text().isspace() and not held
