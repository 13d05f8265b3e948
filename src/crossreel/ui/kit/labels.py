"""Labels in the roles the stylesheet knows, one that shortens itself, and key caps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from crossreel.ui.kit import theme


def label(text: str, role: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """Make a label; `role` is a name of the stylesheet: name, heading, second, label, hint, strong, chip, key, error."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if made.layoutDirection() is Qt.LayoutDirection.RightToLeft:  # a name in another script would else stand at the other side
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    if role:
        made.setProperty("role", role)
    return made


def key_cap(text: str, parent: QWidget | None = None) -> QLabel:
    """Make a key cap, for example for "Enter"; keys read from left to right in every language."""
    cap = label(text, "key", parent)
    cap.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


class ElidedLabel(QLabel):
    """A label that gives way: it ends in "…" where there is no room, and then shows the whole as its tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None, *, filling: bool = False) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        wide = QSizePolicy.Policy.Expanding if filling else QSizePolicy.Policy.Maximum
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tip when it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.fontMetrics().horizontalAdvance(self.text()) > self._room() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, shortened at its end."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())  # it would take that of the application
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room())
        align = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment()).value) | Qt.TextFlag.TextSingleLine.value
        self.style().drawItemText(
            painter, self.contentsRect(), align, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def _room(self) -> int:
        return self.contentsRect().width()


class Figures(QWidget):
    """Figures that change many times a second, left to right, on the ground of a place: as wide as the widest so far, so that
    nothing is laid out anew. Each letter is drawn once and then copied. `name` says what they are, to a screen reader too."""

    def __init__(self, text: str, font: QFont, name: str) -> None:
        super().__init__()
        self._text, self._wide = "", 0
        self._letters: dict[str, QPixmap] = {}
        self._drawn_for: tuple[object, float] = ("", 0.0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all that lies behind is painted first, each time
        self.setFont(font)
        self.setAccessibleName(name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._measure = QFontMetrics(font)
        self._advances: dict[str, int] = {}
        self.set_text(text)

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other figures; letters that stay are not painted again."""
        if text == self._text:
            return
        pairs = enumerate(zip(text, self._text, strict=False))
        same = next((at for at, (new, old) in pairs if new != old), min(len(text), len(self._text)))
        self._text = text
        wide = sum(map(self._advance, text)) + 1
        if wide > self._wide:
            self._wide = wide
            self.setFixedSize(wide, self._measure.height())
        left = sum(map(self._advance, text[:same]))
        self.update(left, 0, self.width() - left, self.height())

    def say(self) -> None:
        """Tell a screen reader what is shown by now: not each time, but where the figures came to rest."""
        if self._text != self.accessibleDescription():
            self.setAccessibleDescription(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter, dirty, x = QPainter(self), event.rect(), 0
        look = (theme.active().id, self.devicePixelRatioF())
        if look != self._drawn_for:
            self._letters, self._drawn_for = {}, look
        for letter in self._text:
            wide = self._advance(letter)
            if x + wide > dirty.left() and x <= dirty.right():
                painter.drawPixmap(x, 0, self._letter(letter))
            x += wide
        if x <= dirty.right():
            painter.fillRect(x, 0, self.width() - x, self.height(), theme.active().colour("ground"))

    def _advance(self, letter: str) -> int:
        if letter not in self._advances:
            self._advances[letter] = self._measure.horizontalAdvance(letter)
        return self._advances[letter]

    def _letter(self, letter: str) -> QPixmap:
        """Return a letter drawn on the ground."""
        if letter not in self._letters:
            size, ratio = QSize(self._advance(letter), self._measure.height()), self.devicePixelRatioF()
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(theme.active().colour("ground"))
            drawing = QPainter(made)
            drawing.setFont(self.font())
            drawing.setPen(theme.active().colour("text"))
            drawing.drawText(0, self._measure.ascent(), letter)
            drawing.end()
            self._letters[letter] = made
        return self._letters[letter]
