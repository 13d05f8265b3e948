"""A text box for one cue: knows input methods, writing directions and when to hand its text on."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from crossreel.language.direction import has_direction, runs_from_the_right
from crossreel.ui.kit import edit_box_marks, edit_box_markup, theme
from crossreel.ui.kit.edit_box_marks import Mark
from crossreel.ui.kit.typing_rest import TypingRest

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class EditBox(QPlainTextEdit):
    """Shows the text of one cell and keeps what is typed until it has come back as an edit.

    Signals: `typed(markup)` at every change; `committed(key, markup, base)` after a short rest, at the latest after a second
    of typing, and before the box turns to something else (`base` is what stood there before); `next_asked` for Ctrl+Enter;
    `left` when the focus goes; `caret_moved`. `key` is whatever `show_text` was given.
    """

    typed = Signal(str)
    committed = Signal(object, str, str)
    next_asked = Signal()
    left = Signal()
    caret_moved = Signal()
    _marks: tuple[Mark, ...] = ()

    def __init__(self, parent: QWidget | None = None, *, px: float = theme.EDIT_PX, enter_commits: bool = False) -> None:
        super().__init__(parent)
        self._px = px
        self._enter_commits = enter_commits
        self._key: object = None
        self._shown = self._first = ""
        self._dirty = False
        self._filling = False
        self._preedit = ""
        self._markup: str | None = None  # as last read, while nothing changes
        self._right_to_left = False
        self._marked: dict[str, tuple[Mark, ...]] = {}
        self.setFont(theme.font(px))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)
        self.document().setDefaultCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)  # an arrow goes where it points
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rest = TypingRest(self)
        self._rest.due.connect(self.commit)
        self.document().contentsChanged.connect(self._forget_markup)
        self.document().contentsChanged.connect(self._edited)
        self.cursorPositionChanged.connect(self.caret_moved)
        self._follow_direction()

    @property
    def key(self) -> object:
        """What the box shows, as `show_text` was told."""
        return self._key

    @property
    def step(self) -> int:
        """The step of undo that what was typed last belongs to."""
        return self._rest.step

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work."""
        return bool(self._preedit)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that has not been handed on."""
        return self._dirty

    def show_text(self, key: object, markup: str, *, right_to_left: bool = False) -> None:
        """Turn to another cell; what was typed in the last one is handed on first."""
        self.commit()
        self._rest.begin_step()
        self._key, self._first = key, markup
        self._right_to_left = right_to_left
        self._take(markup, keep_caret=False)

    def echo(self, markup: str) -> None:
        """Take the catalog's text of the same cell, unless something newer stands in the box."""
        if self._dirty or self._preedit or markup == self.markup():
            return
        self._take(markup, keep_caret=True)

    def markup(self) -> str:
        """Return the text as inline markup, what an input method still composes left out."""
        if self._markup is None:
            self._markup = edit_box_markup.read(self.document())
        return self._markup

    def commit(self) -> None:
        """Hand on what was typed, now; what an input method still composes is left out."""
        self._rest.stop()
        if not self._dirty:
            return
        self._dirty = False
        markup = self.markup()
        if markup != self._shown:
            base, self._shown = self._shown, markup
            self.committed.emit(self._key, markup, base)

    def take_back(self) -> None:
        """Hand on what stood here before anything was typed."""
        if self._dirty or self._shown != self._first:
            edit_box_markup.fill(self.document(), self._first)
            self._dirty = True
            self.commit()

    def caret(self) -> int:
        """Return the caret as a position in the plain text."""
        return self.textCursor().position()

    def set_caret(self, position: int) -> None:
        """Move the caret, as far as the text goes."""
        cursor = self.textCursor()
        cursor.setPosition(min(max(0, position), max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Underline words of the text."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.setExtraSelections(edit_box_marks.selections(self.document(), self._marks))

    def set_marks_of(self, what: str, marks: Sequence[Mark]) -> None:
        """Underline words for one reason, beside those that are underlined for others."""
        self._marked[what] = tuple(marks)
        self.set_marks([mark for name in sorted(self._marked, reverse=True) for mark in self._marked[name]])

    def marks(self) -> tuple[Mark, ...]:
        """Return what is underlined."""
        return self._marks

    def mark_at(self, position: int) -> Mark | None:
        """Return what is underlined at a position of the document, the last that was set where several are."""
        at = edit_box_marks.points(self.toPlainText(), position)
        return next((mark for mark in reversed(self._marks) if mark.start <= at <= mark.end), None)

    def insert_words(self, words: str) -> None:
        """Type words at the caret, in place of what is selected, apart from the words beside them by a space."""
        cursor = self.textCursor()
        before, after = self._beside(cursor.selectionStart() - 1), self._beside(cursor.selectionEnd())
        lead = " " if _run_together(before, words[:1]) else ""
        trail = " " if _run_together(words[-1:], after) else ""
        cursor.insertText(lead + words + trail)
        self.setTextCursor(cursor)

    def replace_all(self, markup: str) -> None:
        """Write another text in the place of this one, as if it had been typed."""
        if not self.isReadOnly():
            edit_box_markup.fill(self.document(), markup)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def toggle(self, style: str) -> None:
        """Switch "italic", "bold" or "underline" for the selection, or for the whole text without one."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.Document)
        changed, now = QTextCharFormat(), self._format_within(cursor)
        if style == "italic":
            changed.setFontItalic(not now.fontItalic())
        elif style == "bold":
            changed.setFontWeight(QFont.Weight.Normal if now.fontWeight() >= QFont.Weight.DemiBold else QFont.Weight.Bold)
        else:
            changed.setFontUnderline(not now.fontUnderline())
        cursor.mergeCharFormat(changed)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the history, after handing on what was typed; keep Enter from shortcuts while composing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in HISTORY_KEYS):
                self.commit()
                event.ignore()
                return False
            if event.key() in ENTER_KEYS and self._preedit:
                event.accept()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what a mark is about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(self.cursorForPosition(event.pos()).position())
            if mark is not None and mark.tip:
                QToolTip.showText(event.globalPos(), mark.tip, self)
                return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint marks in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._marks:
            self.setExtraSelections(edit_box_marks.selections(self.document(), self._marks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter breaks the line; Ctrl+Enter commits and goes on. Enter of an input method is its own."""
        if event.key() in ENTER_KEYS:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._preedit:
                event.accept()
                return
            if control or (self._enter_commits and not shift):
                self.commit()
                self.next_asked.emit()
                event.accept()
                return
        if event.text():
            self._rest.expect(event.timestamp())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing; its preliminary text is never handed on."""
        self._preedit = event.preeditString()
        if event.commitString():
            self._rest.expect(0)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand on what was typed when the focus goes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._preedit = ""
            self.commit()
            self.left.emit()

    def sizeHint(self) -> QSize:
        """Prefer the height of two lines."""
        return QSize(240, round(self.fontMetrics().lineSpacing() * 2.6) + 16)

    def _take(self, markup: str, *, keep_caret: bool) -> None:
        position = self.caret() if keep_caret else 0
        self._filling = True
        edit_box_markup.fill(self.document(), markup)
        self._filling = False
        self._shown, self._dirty = self.markup(), False
        self._rest.stop()
        self._follow_direction()
        if keep_caret:
            self.set_caret(position)
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.verticalScrollBar().setValue(0)

    def _forget_markup(self) -> None:
        self._markup = None

    def _edited(self) -> None:
        if self._filling:
            return
        self._follow_direction()
        markup = self.markup()
        if markup != self._shown or self._dirty:
            self._dirty = True
            self._rest.touch()
            self.typed.emit(markup)

    def _beside(self, position: int) -> str:
        return "" if position < 0 else str(self.document().characterAt(position)).strip("\0")

    def _format_within(self, cursor: QTextCursor) -> QTextCharFormat:
        inside = QTextCursor(self.document())
        inside.setPosition(min(cursor.selectionStart() + 1, cursor.selectionEnd()))
        return inside.charFormat()

    def _follow_direction(self) -> None:
        """Let each paragraph run as its first strong letter says, and stand where the first one begins.

        Without any letter everything runs as the language does.
        """
        text = self.toPlainText()
        mirrored = runs_from_the_right(text, self._right_to_left)
        empty = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        wanted = Qt.LayoutDirection.LayoutDirectionAuto if has_direction(text) else empty
        side = (Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        option = self.document().defaultTextOption()
        if option.textDirection() != wanted or option.alignment() != side:
            option.setTextDirection(wanted)
            option.setAlignment(side)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            self.document().setDefaultTextOption(option)


def _run_together(left: str, right: str) -> bool:
    """Tell whether two words would run into one where these letters meet: not in scripts that are written without spaces."""
    if not left.isalnum() or not right.isalnum():
        return False
    return not any(unicodedata.east_asian_width(each) in ("W", "F") or "\u0e00" <= each <= "\u0eff" for each in (left, right))
