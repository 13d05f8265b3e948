"""What the bars over the table have in common to look at."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.flow import FlowLayout, flowing
from crossreel.ui.kit.labels import label

NARROWEST_PX, FRAME_PX = 80, 30


class Bar(QWidget):
    """One or two lines of fields and buttons. `closed` asks for the bar to be closed."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 6, 8, 6)
        self._lines.setSpacing(6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are at this width, however little room there is."""
        super().resizeEvent(event)
        self.setMinimumHeight(max(0, self._lines.heightForWidth(self.width())))

    def begin(self, what: str) -> None:
        """Get ready to be used for `what`."""

    def leave(self) -> None:
        """Close."""
        self.hide()

    def line(self) -> QHBoxLayout:
        """Add a line."""
        row = QHBoxLayout()
        row.setSpacing(6)
        self._lines.addLayout(row)
        return row

    def flow(self) -> FlowLayout:
        """Add a line that goes on in the next where the bar is narrow."""
        held, row = flowing(6, gives=True)
        self._lines.addWidget(held)
        return row

    def first_flow(self) -> FlowLayout:
        """Add the first line: it goes on in the next where the bar is narrow, and has the cross at its end."""
        held, flow = flowing(6, gives=True)
        row = self.line()
        row.addWidget(held, 1)
        row.addWidget(self.close_button(), 0, Qt.AlignmentFlag.AlignTop)
        return flow

    def close_button(self) -> QToolButton:
        """Return the cross at the end of the first line."""
        made = QToolButton()
        made.setIcon(theme.icon("close", "text2", 16))
        made.setAccessibleName(_("Close"))
        made.setToolTip(_("Close (Esc)"))
        made.clicked.connect(self.closed)
        return made


class Field(QLineEdit):
    """A line as wide as the words that say its purpose, where there is room."""

    def sizeHint(self) -> QSize:
        """Return the usual size, or one with room for the placeholder."""
        usual, words = super().sizeHint(), self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(usual.width(), words + FRAME_PX), usual.height())


def field(words: str, width: int = 0) -> QLineEdit:
    """Make a line to type in, its purpose shown while it is empty, and by the mouse when something else stands there."""
    made = Field()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    made.setToolTip(words)
    if width:
        made.setMinimumWidth(min(NARROWEST_PX, width - FRAME_PX))
        made.setMaximumWidth(width)
    return made


def named(words: str, *controls: QWidget) -> QWidget:
    """Put words before controls, as one thing that a narrow bar does not tear apart."""
    made = QWidget()
    made.setObjectName("clear")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(label(words, "second"))
    for control in controls:
        row.addWidget(control)
    return made


def button(words: str, role: str = "") -> QPushButton:
    """Make a button."""
    made = QPushButton(words)
    if role:
        made.setProperty("role", role)
    return made


def choice(words: str) -> QCheckBox:
    """Make a box to tick."""
    return QCheckBox(words)
