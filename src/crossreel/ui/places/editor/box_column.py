"""One language of the current cue: its box between what is said before and after, its figures, and its findings below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.quality.check import LiveMeasure
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.two_values import TwoValues
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.meter import ROW_PX, MeterBars
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.measuring import meters_of

MEASURE_REST_MS = 60
HEAD_PX, NEAR_PX, SAID_PX, SPACE_PX = 24, 18, 20, 4
METERS, LEAST_METERS = 3, 2
WITH_ALL_METERS_PX = 175
WITH_NEIGHBOURS_PX = 238
WITH_TWO_LINES_PX = 262
WITH_TWO_NEIGHBOURS_PX = 320
"""From these heights on there is room for more: two lines in the box come first, in high scripts too."""


class BoxColumn(QWidget):
    """A box with what belongs to it. `name` keeps its measuring apart from that of the other columns.

    `choosing` says that the words over the box were pressed.
    """

    choosing = Signal()

    def __init__(self, opened: OpenEpisode, name: str) -> None:
        super().__init__()
        self._opened, self._name = opened, name
        self.box = CellBox(opened)
        self.meters = MeterBars(rows=METERS)
        self.meters.setAccessibleName(_("Limits"))
        self._top = QWidget()
        self._top.setFixedHeight(HEAD_PX)
        self.head = QHBoxLayout(self._top)
        self.head.setContentsMargins(0, 0, 0, 0)
        self._title = ElidedLabel(role="label")
        self._count = label("", "label")
        self._before, self._after = [[ElidedLabel(role="hint", filling=True) for _each in range(2)] for _side in range(2)]
        self._said = label("", "hint", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._lines = 1
        self._found: tuple[Finding, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=MEASURE_REST_MS)
        self._rest.timeout.connect(self._measure)
        self._build()
        self.box.typed.connect(self._typed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        self.head.setSpacing(8)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.head.addWidget(self._count)
        column.addWidget(self._top)
        two_values = TwoValues(self._opened.workspace, lambda: self.box.pending, self.box.commit, self.meters)
        self.box.troubled.connect(two_values.refresh)
        for each in (*self._before, *self._after):
            each.setFixedHeight(NEAR_PX)
            each.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        for each in self._before:
            column.addWidget(each)
        column.addWidget(self.box, 1)
        for each in self._after:
            column.addWidget(each)
        column.addWidget(two_values)
        column.addWidget(self.meters)
        column.addWidget(self._said)
        self._share_height()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the box and its figures need."""
        return QSize(160, HEAD_PX + self.box.minimumHeight() + LEAST_METERS * ROW_PX + SAID_PX + 4 * SPACE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many neighbours and lines of findings as there is room for."""
        super().resizeEvent(event)
        self._share_height()
        self.share_width()

    def show_cell(self, row: CueRow | None, language: str, title: str) -> None:
        """Turn to a cell.

        Args:
            row: the current row.
            language: name of the column.
            title: words over the box.
        """
        self.box.show_cell(row, language)
        self._title.setText(title)
        self._show_count(self.box.markup())
        self._show_neighbours(row, language)
        self._rest.start()

    def set_title(self, words: str) -> None:
        """Say something else over the box."""
        self._title.setText(words)

    def share_width(self) -> None:
        """Give the words over the box the room they need before the count has any."""
        items = [self.head.itemAt(at) for at in range(self.head.count())]
        parts = [item.widget() for item in items if item is not None]
        others = [part for part in parts if part is not None and part not in (self._count, self._title) and not part.isHidden()]
        taken = sum(part.sizeHint().width() + self.head.spacing() for part in others)
        wanted = self._title.fontMetrics().horizontalAdvance(self._title.text()) + self._count.sizeHint().width() + 24
        self._count.setVisible(taken + wanted <= self.width())

    def measure_soon(self) -> None:
        """Have the figures follow what stands in the box."""
        self._rest.start()

    def say(self, found: Sequence[Finding], *, unchecked: bool) -> None:
        """Tell the findings of the text, the gravest first; where QC never looked, that nobody knows of any."""
        self._found = tuple(sorted(found, key=lambda each: list(Severity).index(each.severity)))
        words = [sentence(each.code, each.facts) for each in self._found]
        if not words and unchecked:
            words = [_("Not checked yet")]
        shown = "\n".join(words)
        if len(words) > self._lines or not self._has_room(shown):
            shown = self._shortened(words)
        self._said.setText(shown)
        self._said.setToolTip("\n".join(words))
        role = "error" if self._found and self._found[0].severity is Severity.ERROR else "hint"
        if role == self._said.property("role"):
            return
        self._said.setProperty("role", role)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setFont(theme.font(theme.LABEL_PX))

    def said(self) -> str:
        """Return what is told below the box."""
        return self._said.text()

    def neighbours(self) -> tuple[str, str]:
        """Return what is shown of the cue before and of the one after."""
        before, after = (made.text().strip("\u2068\u2069") for made in (self._before[1], self._after[0]))
        return before, after

    def _shortened(self, words: Sequence[str]) -> str:
        """Return the gravest finding as far as there is room, with how many more there are."""
        more = _("… and {count} more").format(count=numbers.number(len(words) - 1)) if len(words) > 1 else ""
        measure = self._said.fontMetrics()
        room = self._said.width() * self._lines - measure.horizontalAdvance(f"{more} M" if more else "") - 40 * (self._lines - 1)
        return " ".join(filter(None, (measure.elidedText(words[0], Qt.TextElideMode.ElideRight, max(80, room)), more)))

    def _has_room(self, words: str) -> bool:
        wrapped = Qt.TextFlag.TextWordWrap
        height = self._said.fontMetrics().boundingRect(0, 0, self._said.width(), 0, wrapped, words).height()
        return height <= self._said.height()

    def _share_height(self) -> None:
        height = self.height()
        self.meters.set_rows(METERS if height >= WITH_ALL_METERS_PX else LEAST_METERS)
        self._lines = 2 if height >= WITH_TWO_LINES_PX else 1
        self._said.setFixedHeight(SAID_PX * self._lines)
        near, far = height >= WITH_NEIGHBOURS_PX, height >= WITH_TWO_NEIGHBOURS_PX
        for at, shown in enumerate((near, far)):
            self._before[1 - at].setVisible(shown)
            self._after[at].setVisible(shown)

    def _show_neighbours(self, row: CueRow | None, language: str) -> None:
        """Write what is said in the cues before and after, dim, across the borders of the episode too."""
        loaded = self._opened.loaded
        if row is None or loaded is None or not language or row.cue.id not in loaded.positions:
            near = [""] * 4
        else:
            near = [self._line_of(each, language) if each is not None else "" for each in loaded.beside(row.cue.id)]
        side = Qt.LayoutDirection.RightToLeft if language and is_right_to_left(language) else Qt.LayoutDirection.LeftToRight
        for made, words in zip((*self._before, *self._after), near, strict=True):
            made.setLayoutDirection(side)
            made.setText(f"\u2068{words}\u2069" if words else "")  # runs as its own first letter says

    def _line_of(self, row: CueRow, language: str) -> str:
        own = (row.cue,) if row.is_spine and language == self._opened.source else row.followers.get(language, ())
        return " ".join(plain_text(" ".join(cue.text for cue in own)).split())

    def _typed(self, markup: str) -> None:
        self._show_count(markup)
        self._rest.start()

    def _show_count(self, markup: str) -> None:
        letters = len(plain_text(markup).replace("\n", ""))
        self._count.setText(_n("{count} character", "{count} characters", letters).format(count=numbers.number(letters)))
        self.share_width()

    def _measure(self) -> None:
        opened, row, sheet = self._opened, self._opened.current_row(), self._opened.sheet
        if row is None or sheet is None or not self.box.language:
            self.meters.set_meters(())
            return
        media = sheet.media
        shape = PictureShape(width=media.width, height=media.height, frame_rate=media.frame_rate) if media else PictureShape()
        timed = self.box.cue or row.cue
        measure = opened.workspace.desk.checking.measure
        took = partial(self._show_measure, self.box.markup())
        opened.workspace.compute(
            call(measure, self.box.markup(), self.box.language, shape, duration_ms=timed.duration_ms, title=sheet.title),
            then=took,
            failed=lambda _error: None,
            topic=f"editor.measure.{self._name}",
        )

    def _show_measure(self, markup: str, live: LiveMeasure) -> None:
        self.meters.set_meters(meters_of(live) if plain_text(markup).strip() else ())
        if len(live.lines) > 1 or live.max_lines == 1:
            letters = len(plain_text(markup).replace("\n", ""))
            words = _n("{count} character", "{count} characters", letters).format(count=numbers.number(letters))
            lines = _("{count} of {most} lines").format(count=numbers.number(len(live.lines)), most=numbers.number(live.max_lines))
            self._count.setText(_("{what} · {speaker}").format(what=words, speaker=lines))
