"""The head of the title place: cover, names, facts, chips, and what one does with a whole title."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.kit.flow import clear, flowing
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import ElidedLabel
from crossreel.ui.kit.painting import paint_cover, paint_focus
from crossreel.ui.kit.top_bar import DotChip

COVER_WIDTH, COVER_HEIGHT, NAME_PX = 84, 112, 240


class CoverView(QAbstractButton):
    """A cover one can press to change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover: QPixmap | None = None
        self._code = ""
        self.setFixedSize(QSize(COVER_WIDTH, COVER_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Cover"))
        self.setToolTip(_("Cover: press to change it"))

    def set_cover(self, cover: QPixmap | None, code: str) -> None:
        """Show a cover, or a title's own colours."""
        self._cover, self._code = cover, code
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cover, and the focus around it."""
        painter = QPainter(self)
        inner = self.rect().adjusted(2, 2, -2, -2) if self.hasFocus() else self.rect()
        if self.hasFocus():
            paint_focus(painter, self.rect())
        paint_cover(painter, inner, self._cover, self._code)


class TitleHead(QWidget):
    """`pressed` carries the id of the action behind a button."""

    pressed = Signal(str)

    def __init__(self, buttons: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cover = CoverView()
        self.cover.clicked.connect(lambda: self.pressed.emit("title.describe"))
        self._name, self._other = ElidedLabel("", "name"), ElidedLabel("", "second")
        self._facts = ElidedLabel("", "second")
        self._facts.setMinimumWidth(NAME_PX)  # the buttons go on in the next line before the name is cut
        held, self._chips = flowing()
        names = QHBoxLayout()
        names.setSpacing(10)
        names.addWidget(self._name)
        names.addWidget(self._other, 0, Qt.AlignmentFlag.AlignBottom)
        names.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addLayout(names)
        middle.addWidget(self._facts)
        middle.addWidget(held)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 16, 15)
        row.setSpacing(18)
        row.addWidget(self.cover)
        row.addLayout(middle, 1)
        self._buttons: dict[str, QPushButton] = {}
        beside, side_by_side = flowing()
        row.addWidget(beside)
        for action_id, words in buttons:
            made = button(words)
            made.clicked.connect(lambda _checked=False, action_id=action_id: self.pressed.emit(action_id))
            self._buttons[action_id] = made
            side_by_side.addWidget(made)

    def show_matrix(self, matrix: Matrix) -> None:
        """Say what a title is and how it stands."""
        title = matrix.title
        self._name.setText(title.name)
        self._name.setMinimumWidth(min(self._name.sizeHint().width(), NAME_PX))  # what stands beside it gives way first
        self._other.setText(" · ".join(word for word in (title.original_name, title.code) if word))
        self._facts.setText(" · ".join(facts_of(matrix)))
        clear(self._chips)
        for words, colour in chips_of(matrix):
            self._chips.addWidget(DotChip(words, colour))

    def set_enabled(self, action_id: str, enabled: bool) -> None:
        """Turn a button on or off."""
        self._buttons[action_id].setEnabled(enabled)


def facts_of(matrix: Matrix) -> list[str]:
    """Return what there is to say of a title: episodes, length, picture, year, genres."""
    count = len(matrix.rows)
    facts = [_n("{count} episode", "{count} episodes", count).format(count=numbers.number(count))]
    if matrix.duration_ms:
        facts.append(numbers.duration(matrix.duration_ms))
    media = next((row.media for row in matrix.rows if row.media is not None and row.media.width), None)
    if media is not None:
        rate = numbers.number(round(float(media.frame_rate), 3))
        facts.append(_("{width} × {height} at {rate} fps").format(width=media.width, height=media.height, rate=rate))
    if matrix.title.year:
        facts.append(str(matrix.title.year))
    if matrix.title.genres:
        facts.append(", ".join(matrix.title.genres))
    return facts


def chips_of(matrix: Matrix) -> list[tuple[str, str]]:
    """Return chips as (words, colour): languages, open findings, notes, new names, episodes without video."""
    cells = [cell for row in matrix.rows for cell in row.cells.values()]
    errors = sum(cell.errors for cell in cells) + sum(row.errors for row in matrix.rows)  # rows: pictures and sounds
    warnings = sum(cell.warnings for cell in cells) + sum(row.warnings for row in matrix.rows)
    notes = sum(cell.notes for cell in cells)
    silent = sum(1 for row in matrix.rows if row.media is None)
    holes = len(matrix.holes)
    counted = (
        (_n("{count} language", "{count} languages", len(matrix.languages)), len(matrix.languages), ""),
        (_n("{count} error", "{count} errors", errors), errors, "finding"),
        (_n("{count} warning", "{count} warnings", warnings), warnings, "warning"),
        (_n("{count} open note", "{count} open notes", notes), notes, "note"),
        (_n("{count} new name", "{count} new names", matrix.new_names), matrix.new_names, "accent"),
        (_n("{count} episode missing", "{count} episodes missing", holes), holes, "warning"),
        (_n("{count} episode without video", "{count} episodes without video", silent), silent, "finding"),
    )
    return [(words.format(count=numbers.number(count)), colour) for words, count, colour in counted if count]
