"""How the table of cues looks, and the boxes to edit a cell in place."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPolygonF, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.errors import BadInput
from crossreel.domain.text.inline import parse
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.pattern import Pattern
from crossreel.language.direction import runs_from_the_right
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.edit_box_marks import units
from crossreel.ui.kit.signs import ICONS
from crossreel.ui.places.editor.cells import CellText
from crossreel.ui.places.editor.cue_table import (
    CELL_ROLE,
    COLOURS_ROLE,
    COUNTS_ROLE,
    EDGE_ROLE,
    ROW_ROLE,
    STATE_ROLE,
    Column,
    CueTable,
)
from crossreel.ui.places.editor.time_line import TimeLine

Index = QModelIndex | QPersistentModelIndex
PAD_PX = 8
MARK_PX = 14
MARKING_S = 0.02  # to find what to mark in one cell: painting waits for nothing
STATE_TOKENS = {State.MISSING: "text3"}


class CueCellDelegate(QStyledItemDelegate):
    """Paints rows: dots for states, right-to-left languages from the right, marks for pins and stale translations.

    `text_typed(row cue id, cue id, language, step id, markup, base)` is what is being typed in a cell, after each rest;
    `time_decided(column, by)` says that a time was taken by Enter (0), or by Tab on the way to the next (1) or last (-1) one,
    `time_refused(words)` why one was not.
    """

    text_typed = Signal(object, object, str, object, str, str)
    time_decided = Signal(int, int)
    time_refused = Signal(str)

    def __init__(self, table: CueTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.current_id: int | None = None
        self.followed_id: int | None = None
        self.find: Pattern | None = None
        self.row_px = theme.ROW_HEIGHT
        self.first_column = int(Column.NUMBER)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as the others."""
        return QSize(80, self.row_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, option, index)
        painter.setFont(theme.font(theme.TEXT_PX))
        column, edge = index.column(), bool(index.data(EDGE_ROLE))
        if self._table.language_of(column):
            self._text(painter, option, index)
        elif edge:
            self._edge(painter, option, index)
        elif column == Column.STATE:
            self._dot(painter, option.rect, index)
        elif column <= Column.SPEAKER:
            self._figure(painter, option, index)
        else:
            self._findings(painter, option, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Edit text in an edit box, times in a line."""
        language = self._table.language_of(index.column())
        if not language:
            return self._time_line(parent, index)
        box = EditBox(parent, px=theme.TEXT_PX, enter_commits=True)
        box.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        box.next_asked.connect(lambda: self._close(box))
        row = index.data(ROW_ROLE)
        cue = self._table.chosen_cue(row, language)
        place = (row.row.cue.id, cue.id if cue is not None else None, language)
        box.committed.connect(lambda _key, markup, base: self.text_typed.emit(*place, box.step, markup, base))
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Enter in a text cell to the edit box, which knows input methods, and one in a time to its line.

        A line that is left with what is no time stays open, so that what was typed is not lost.
        """
        if isinstance(watched, TimeLine):
            kind = event.type()
            own = kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Escape
            left_wrong = kind == QEvent.Type.FocusOut and watched.times() is None and watched.is_wrong
            return False if own or left_wrong else super().eventFilter(watched, event)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if pressed and isinstance(watched, EditBox) and not watched.is_composing:
            watched.take_back()
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(watched, EditBox):
            return False
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor, once: the echo of an edit does not disturb typing."""
        if isinstance(editor, EditBox):
            if editor.key is None:
                markup = str(index.data(Qt.ItemDataRole.EditRole))
                editor.show_text(index.row(), markup, right_to_left=is_right_to_left(self._table.language_of(index.column())))
                editor.selectAll()
        elif isinstance(editor, TimeLine):
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole)), self._table.times_at(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the change."""
        if isinstance(editor, EditBox):
            editor.commit()
        elif isinstance(editor, TimeLine):
            times = editor.times()
            if times is not None:
                self._table.write_times(index, times, editor.seen)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give text the room of two lines, upwards where the table ends."""
        rect = QRect(option.rect)
        if isinstance(editor, EditBox):
            rect.setHeight(max(rect.height(), 58))
            rect.setWidth(max(rect.width(), 220))
            parent = editor.parentWidget()
            if parent is not None and rect.bottom() > parent.height():
                rect.moveBottom(option.rect.bottom())
        editor.setGeometry(rect)

    def _time_line(self, parent: QWidget, index: Index) -> TimeLine:
        column = index.column()
        name = str(index.model().headerData(column, Qt.Orientation.Horizontal))
        line = TimeLine(name, self._table.reader_of(column), parent)
        line.refused.connect(self.time_refused)
        line.decided.connect(partial(self._decided, line, column))
        return line

    def _decided(self, line: TimeLine, column: int, by: int) -> None:
        self._close(line)
        self.time_decided.emit(column, by)

    def _close(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme.active(), option.rect
        row = index.data(ROW_ROLE)
        current = row.row.cue.id == self.current_id and not row.edge
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and not row.edge
        if current or selected:
            shade = colours.tint("accent", 0.24) if current else colours.tint("accent", 0.14)
            painter.fillRect(rect, shade if self._has_focus(option.widget) else colours.tint("text2", 0.26 if current else 0.16))
        elif option.state & QStyle.StateFlag.State_MouseOver and not row.edge:
            painter.fillRect(rect, colours.colour("panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.tint("line", 0.6))
        if (current or selected) and index.column() == self.first_column:
            wide = 5 if current else 3
            left = rect.left() if option.direction == Qt.LayoutDirection.LeftToRight else rect.right() + 1 - wide
            painter.fillRect(QRect(left, rect.top(), wide, rect.height()), colours.colour("accent"))
        if row.row.cue.id == self.followed_id and not row.edge:
            self._followed(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus and not row.edge:
            painter.setPen(colours.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)

    def _has_focus(self, view: QWidget) -> bool:
        """Tell whether the keys go to the table: what is selected is paler while they go elsewhere."""
        return any(each.hasFocus() for each in (view, self.parent()) if isinstance(each, QWidget))

    def _followed(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Mark the row under the playhead lightly: a line below it, and a small arrow at its number."""
        rect, colour = option.rect, theme.active().colour("wave_lit")
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), theme.active().tint("wave_lit", 0.55))
        if index.column() == Column.NUMBER:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            x, way = (rect.right() - 5, -5) if mirrored else (rect.left() + 6, 5)
            middle = QRectF(rect).center().y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, middle - 4), QPointF(x + way, middle), QPointF(x, middle + 4)]))

    def _edge(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != Column.START:
            return
        font = theme.font(theme.TEXT_PX)
        font.setItalic(True)
        painter.setFont(font)
        painter.setPen(theme.active().colour("text3"))
        rect = option.rect.adjusted(PAD_PX, 0, 0, 0) if option.direction == Qt.LayoutDirection.LeftToRight else option.rect
        room = QRect(rect)
        room.setWidth(240)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            room.moveRight(rect.right() - PAD_PX)
        painter.setClipping(False)
        painter.setLayoutDirection(option.direction)
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, str(index.data(EDGE_ROLE)))

    def _dot(self, painter: QPainter, rect: QRect, index: Index) -> None:
        state = State(index.data(STATE_ROLE))  # Qt hands string enums back as plain strings
        token = STATE_TOKENS.get(state, state.value)
        colour = theme.active().colour(token)
        centre = QPointF(rect.center()) + QPointF(0.5, 0.5)
        if state is State.MISSING:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        painter.drawEllipse(centre, 3.5, 3.5)

    def _figure(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        speaker = index.column() == Column.SPEAKER
        font = theme.font(theme.TEXT_PX, tabular=not speaker)
        painter.setFont(font)
        room = option.rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        measure, lines = QFontMetricsF(font), str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n")
        side = Qt.AlignmentFlag.AlignRight if option.direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
        if index.column() == Column.NUMBER:
            side = Qt.AlignmentFlag.AlignHCenter
        colours = (index.data(COLOURS_ROLE) if speaker else None) or [None] * len(lines)
        for band, said, colour in zip(bands(QRectF(room), len(lines)), lines, colours, strict=True):
            painter.setPen(colour or theme.active().colour("text2"))
            words = measure.elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(band, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, words)

    def _text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: CellText = index.data(CELL_ROLE)
        lines = cell.lines or (cell,)
        chosen = self._chosen_line(index) if cell.lines else None
        for at, (band, line) in enumerate(zip(bands(QRectF(option.rect), len(lines)), lines, strict=True)):
            if at == chosen:
                self._choose(painter, band, mirrored=option.direction == Qt.LayoutDirection.RightToLeft)
            painter.save()
            self._text_line(painter, band, line, index)
            painter.restore()

    def _chosen_line(self, index: Index) -> int | None:
        """Return which line of a cell the hands act on, None where they are elsewhere."""
        row, language = index.data(ROW_ROLE), self._table.language_of(index.column())
        if row.edge or row.row.cue.id != self.current_id or language != self._table.language:
            return None
        cue, cell = self._table.chosen_cue(row, language), index.data(CELL_ROLE)
        return next((at for at, line in enumerate(cell.lines) if line.cues[0] == cue), None)

    def _choose(self, painter: QPainter, band: QRectF, *, mirrored: bool) -> None:
        colours = theme.active()
        painter.fillRect(band, colours.tint("accent", 0.36))
        painter.fillRect(
            QRectF(band.right() - 2 if mirrored else band.left(), band.top(), 2, band.height()), colours.colour("accent")
        )

    def _text_line(self, painter: QPainter, band: QRectF, cell: CellText, index: Index) -> None:
        colours = theme.active()
        mirrored = is_right_to_left(self._table.language_of(index.column()))
        room = band.adjusted(PAD_PX, 0, -PAD_PX, 0)
        for name, token in (ICONS[sign] for sign in cell.signs):
            x = room.left() if mirrored else room.right() - MARK_PX
            painter.drawPixmap(QPointF(x, room.center().y() - MARK_PX / 2), theme.pixmap(name, token, MARK_PX))
            room = room.adjusted(MARK_PX + 6, 0, 0, 0) if mirrored else room.adjusted(0, 0, -MARK_PX - 6, 0)
        edge = bool(index.data(EDGE_ROLE))
        painter.setPen(colours.colour("text3" if edge or not cell.markup else "text"))
        if not cell.markup:
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            dash = "″" if cell.covered else "" if edge else "—"
            painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, dash)
            return
        line = _Line(cell.markup, mirrored=mirrored, italic=edge)
        line.draw(painter, room, self.find)

    def _findings(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        errors, warnings = index.data(COUNTS_ROLE)
        if not errors and not warnings:
            return
        colours = theme.active()
        token = "finding" if errors else "warning"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(token))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        centre = QPointF(option.rect.right() - 18 if mirrored else option.rect.left() + 18, option.rect.center().y() + 0.5)
        if errors:
            painter.drawPolygon(QPolygonF([centre + QPointF(0, -5), centre + QPointF(5.5, 4.5), centre + QPointF(-5.5, 4.5)]))
        else:
            painter.drawEllipse(centre, 4, 4)
        painter.setLayoutDirection(option.direction)
        painter.setFont(theme.font(theme.TEXT_PX, tabular=True))
        painter.setPen(colours.colour(token))
        words = option.rect.adjusted(0, 0, -28, 0) if mirrored else option.rect.adjusted(28, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, str(errors or warnings))


def bands(rect: QRectF, count: int) -> list[QRectF]:
    """Return the room of each line of a cell, from the top down."""
    height = rect.height() / max(1, count)
    return [QRectF(rect.left(), rect.top() + at * height, rect.width(), height) for at in range(count)]


class _Line:
    """The lines of a cue as one line, in its styles, cut where the room ends."""

    def __init__(self, markup: str, *, mirrored: bool, italic: bool) -> None:
        self._mirrored = mirrored
        self._formats: list[QTextLayout.FormatRange] = []
        self._text = ""
        for span in parse(markup):
            words = span.text.replace("\n", " ")
            if span.italic or span.bold or span.underline or italic:
                at, end = units(self._text, len(self._text)), units(self._text + words, len(self._text + words))
                self._add(at, end - at, italic=span.italic or italic, bold=span.bold, underline=span.underline)
            self._text += words

    def _add(self, start: int, length: int, *, italic: bool, bold: bool, underline: bool) -> None:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        shown = QTextCharFormat()
        shown.setFontItalic(italic)
        shown.setFontUnderline(underline)
        if bold:
            shown.setFontWeight(700)
        made.format = shown
        self._formats.append(made)

    def draw(self, painter: QPainter, room: QRectF, find: Pattern | None) -> None:
        """Draw into a room; what `find` matches is marked."""
        measure = QFontMetricsF(painter.font())
        cut = measure.elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        layout = QTextLayout(cut, painter.font())
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        from_right = runs_from_the_right(self._text, self._mirrored)  # as the box and the picture have it
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([*self._formats, *self._found(cut, find)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.setClipRect(room.adjusted(-2, 0, 2, 0), Qt.ClipOperation.IntersectClip)
        layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))

    def _found(self, text: str, find: Pattern | None) -> list[QTextLayout.FormatRange]:
        made = []
        for start, end in _spans(text, find):
            if end > start:
                mark = QTextLayout.FormatRange()
                mark.start = units(text, start)
                mark.length = units(text, end) - mark.start
                shown = QTextCharFormat()
                shown.setBackground(theme.active().tint("warning", 0.4))
                shown.setForeground(theme.active().colour("text"))
                mark.format = shown
                made.append(mark)
        return made


def _spans(text: str, find: Pattern | None) -> list[tuple[int, int]]:
    """Return what to mark in a text; nothing where looking takes too long, which the search itself says."""
    if find is None:
        return []
    try:
        return find.fresh(MARKING_S).spans(text)
    except BadInput:
        find.give_up()
        return []
