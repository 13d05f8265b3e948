"""The status line: where the keys go, what runs, what is wrong, when it was last saved."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel, key_cap, label
from crossreel.ui.kit.toast import Toast

HINT_GAP_PX = 20


class KeyHints(QWidget):
    """Keys with what they do, in the room that is left: each is whole or not there, the first ones stay longest."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str], ...] = ()
        self._pairs: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these, as (key, words)."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        for pair in self._pairs:
            pair.hide()
            pair.deleteLater()
        self._pairs = [self._pair(key, meaning) for key, meaning in hints]
        self._place()

    def shown(self) -> list[str]:
        """Return the words of those there is room for."""
        return [pair.accessibleName() for pair in self._pairs if not pair.isHidden()]

    def sizeHint(self) -> QSize:
        """Ask for no width: what is said beside comes first."""
        return QSize(0, max((pair.sizeHint().height() for pair in self._pairs), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _pair(self, key: str, meaning: str) -> QWidget:
        pair = QWidget(self)
        pair.setAccessibleName(meaning)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(key_cap(key))
        row.addWidget(label(meaning, "label"))
        return pair

    def _place(self) -> None:
        at, mirrored = 0, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for pair in self._pairs:
            size = pair.sizeHint()
            fits = at + size.width() <= self.width()
            pair.setVisible(fits)
            left = self.width() - at - size.width() if mirrored else at
            pair.setGeometry(QRect(left, 0, size.width(), self.height()))
            at += size.width() + HINT_GAP_PX if fits else self.width()


class StatusLine(QWidget):
    """`stepped` carries -1 or 1 for the episode before or after; `findings_pressed` and `cancel_pressed` say so."""

    stepped = Signal(int)
    findings_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, cancel_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme.STATUS_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 1, 16, 0)
        self._row.setSpacing(12)
        self._before, self._before_key = self._step(-1), key_cap("")
        self._after, self._after_key = self._step(1), key_cap("")
        self._words, self._hints = ElidedLabel("", "label"), KeyHints()
        self._job_words, self._job_bar = ElidedLabel("", "label"), self._bar(140)
        self._cancel = QPushButton(cancel_words)
        self._cancel.setProperty("role", "crumb")
        self._cancel.clicked.connect(self.cancel_pressed)
        self._findings = QPushButton()
        self._findings.setProperty("role", "crumb")
        self._findings.setFont(theme.font(theme.LABEL_PX))
        self._findings.clicked.connect(self.findings_pressed)
        self._whole_words, self._whole_bar = label("", "label"), self._bar(120)
        self._saved = label("", "label")
        self._middle = QWidget()
        self._lay_out()
        self.set_steps("", "", "", "")
        self.set_job("", 0, 0)
        self.set_findings("", 0)
        self.set_whole("", None)

    def _lay_out(self) -> None:
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(self._words)
        middle.addWidget(self._hints, 1)
        running = (self._job_words, self._job_bar, self._cancel, self._findings, self._whole_words, self._whole_bar, self._saved)
        for part in (self._before, self._before_key, self._middle, *running, self._after_key, self._after):
            self._row.addWidget(part)
        self._row.setStretchFactor(self._middle, 1)

    def set_steps(self, before: str, before_key: str, after: str, after_key: str) -> None:
        """Name the episodes before and after, "" where there is none; keys are shown as caps."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = ("▸", "◂") if mirrored else ("◂", "▸")
        for button, cap, words, key, text in (
            (self._before, self._before_key, before, before_key, f"{left} {before}"),
            (self._after, self._after_key, after, after_key, f"{after} {right}"),
        ):
            button.setVisible(bool(words))
            button.setText(text)
            button.setAccessibleName(words)
            cap.setText(key)
            cap.setVisible(bool(words and key))

    def set_words(self, words: str, hints: Sequence[tuple[str, str]]) -> None:
        """Say what is selected and which keys go where, as (key, words)."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._hints.set_hints(hints)

    def take_message(self, message: Toast) -> None:
        """Give what is said its place: instead of words and hints, as long as it is shown."""
        self._row.insertWidget(self._row.indexOf(self._middle), message, 1)
        message.shown.connect(lambda shown: self._middle.setVisible(not shown))

    def set_job(self, words: str, done: int, total: int, *, cancellable: bool = True) -> None:
        """Show what runs, with a bar when its length is known; no words, no bar."""
        for widget in (self._job_words, self._job_bar):
            widget.setVisible(bool(words))
        self._cancel.setVisible(bool(words) and cancellable)
        self._job_words.setText(words)
        self._job_bar.setRange(0, max(0, total))
        self._job_bar.setValue(done)
        self._job_bar.setAccessibleName(words)

    def set_findings(self, words: str, errors: int) -> None:
        """Say how many findings are open; red only where errors are among them."""
        self._findings.setVisible(bool(words))
        self._findings.setText(words)
        self._findings.setIcon(theme.plain_icon("finding", "finding" if errors else "warning", 12))

    def set_whole(self, words: str, share: float | None) -> None:
        """Say how far the whole title is (0 to 1)."""
        self._whole_words.setText(words)
        self._whole_words.setVisible(bool(words))
        self._whole_bar.setVisible(share is not None)
        self._whole_bar.setRange(0, 1000)
        self._whole_bar.setValue(round((share or 0) * 1000))
        self._whole_bar.setAccessibleName(words)
        self._whole_bar.setStyleSheet(f"QProgressBar::chunk {{ background: {theme.active().colours['approved']}; }}")

    def set_saved(self, words: str) -> None:
        """Say when the catalog was last written."""
        self._saved.setText(words)

    def _step(self, by: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "crumb")
        button.setFont(theme.font(theme.LABEL_PX))
        button.clicked.connect(lambda: self.stepped.emit(by))
        return button

    def _bar(self, width: int) -> QProgressBar:
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setFixedWidth(width)
        return bar
