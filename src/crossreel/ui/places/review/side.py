"""Beside the picture: why the line is here, who made it, what was said, the text to judge, and the keys."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crossreel.domain.drafting.beside import Beside
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.few_lines import FewLines
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.remarks import WritingLine
from crossreel.ui.kit.still_label import StillLabel
from crossreel.ui.places.review.around import AroundLines
from crossreel.ui.places.review.sound import LineSound
from crossreel.ui.places.review.words import made_by, reason_words, risk_words, short_time

WIDTH_PX, NARROWEST_PX = 340, 320
CROP_PX, CROP_WIDE_PX = 56, NARROWEST_PX - 32
REASON_LINES, MORE_REASON_LINES, SOURCE_LINES, HIGH_PX = 5, 10, 2, 760
BUTTONS = ("accept", "mend", "refuse", "ask")


class _TextBox(EditBox):
    """The text of the line. Escape hands it on and leaves it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    given_up = Signal()


class LineSide(QWidget):
    """`asked` carries the verdict that a button wants; `refused` and `questioned` what was written with one."""

    asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST_PX)
        self.setMaximumWidth(3 * WIDTH_PX)
        self._head, self._origin = ElidedLabel("", "heading", filling=True), ElidedLabel("", "second", filling=True)
        self._risk = label("", "chip")
        self._reasons = FewLines("second", REASON_LINES, at_top=True)
        self._crop = StillLabel(_("The picture that the line was read from"), CROP_PX, wide=CROP_WIDE_PX)
        self.sound = LineSound()
        self._before = AroundLines(_("Lines before"), before=True)
        self.after = AroundLines(_("Lines after"), before=False)
        self._source_name, self._text_name = label("", "label"), ElidedLabel("", "label", filling=True)
        self._source = FewLines("", SOURCE_LINES, at_top=True)
        self._source.setFont(theme.font(theme.EDIT_PX))
        self._source.set_lines(SOURCE_LINES)  # as high as this font wants
        self.box = _TextBox()
        self.box.setAccessibleName(_("Draft"))
        self.words = WritingLine()
        self._buttons: dict[str, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._risk)
        column.addLayout(head)
        above: tuple[QWidget, ...] = (self._origin, self._reasons, self._crop, self.sound)
        for part in above:
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._before)
        column.addSpacing(8)
        for part in (self._source_name, self._source, self._text_name, self.box):
            column.addWidget(part)
        self.below_box = QVBoxLayout()
        column.addLayout(self.below_box)
        column.addSpacing(8)
        column.addWidget(self.after)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        said = {"accept": _("Accept"), "mend": _("Mend"), "refuse": _("Refuse"), "ask": _("Ask")}
        for name in BUTTONS:
            button = QPushButton(said[name])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay on the list
            button.clicked.connect(self._asking(name))
            self._buttons[name] = button
            row.addWidget(button, 1)
        self._buttons["accept"].setProperty("role", "main")
        return row

    def _asking(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more reasons where there is room."""
        super().resizeEvent(event)
        self._reasons.set_lines(MORE_REASON_LINES if self.height() >= HIGH_PX else REASON_LINES)

    def sizeHint(self) -> QSize:
        """Be wider only where there is room."""
        return QSize(WIDTH_PX, super().sizeHint().height())

    def show_line(self, line: ReviewLine, key: object, beside: Beside | None, text: str) -> None:
        """Show a line; `text` is what stands in it now, and `key` what the box calls it."""
        at = short_time(line.start_ms)
        self._head.setText(_("Episode {number} · {time}").format(number=numbers.number(line.episode), time=at))
        self._risk.setText(_("Risk: {word}").format(word=risk_words(line.risk)))
        worst = sorted(line.reasons, key=lambda reason: -reason.weight)
        self._reasons.setText("\n".join(f"• {reason_words(reason)}" for reason in worst) or _("Nothing speaks against it."))
        self._source.setText(plain_text(line.source) if line.source else _("No line of the source belongs to it."))
        self._text_name.setText(numbers.language_name(line.column))
        self.box.show_text(key, text, right_to_left=is_right_to_left(line.column))
        self.show_beside(line, beside)
        self.sound.show_line(line)

    def show_beside(self, line: ReviewLine, beside: Beside | None) -> None:
        """Show what stands beside the line, as far as it is read."""
        self._origin.setText(made_by(line, beside.batch if beside is not None else None))
        self._crop.show_still(beside.crop.data if beside is not None and beside.crop is not None else None)
        self._before.show_lines(beside.before if beside is not None else ())
        self.after.show_lines(beside.after if beside is not None else ())

    def show_source(self, line: ReviewLine, language: str) -> None:
        """Say which language the source is in; a line of the source itself has nothing but its picture to be held against."""
        itself = not line.source and line.column == language
        self._source_name.setText(_("Source") if itself else numbers.language_name(language))
        if itself:
            self._source.setText(_("This is the source itself: hold it against picture and sound."))

    def show_keys(self, keys: dict[str, str], *, writable: bool) -> None:
        """Say on the buttons which keys they have; a window that only reads judges nothing."""
        for name, button in self._buttons.items():
            button.setToolTip(keys.get(name, ""))
            button.setEnabled(writable)
        self.box.setReadOnly(not writable)
