"""A look into a file of the plan before it is imported: its first words beside the source, or a frame."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from crossreel.domain.catalog.version import Version
from crossreel.domain.importing.lateness import in_time
from crossreel.domain.importing.plan import ImportPlan, ItemKind, PlanItem
from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import running_time
from crossreel.i18n.messages import _, is_right_to_left
from crossreel.i18n.numbers import language_name
from crossreel.ui.hub.posters import Posters
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label

CUES_SHOWN = 14
STILL_PX = 360
NEAR_MS = 3000


class Still(QWidget):
    """A frame of a video, as high as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap: QPixmap | None = None
        self.setFixedHeight(240)
        self.setAccessibleName(_("A frame of the video"))

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """Show another frame, or that there is none yet."""
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole frame in the middle."""
        painter = QPainter(self)
        if self._pixmap is None or self._pixmap.isNull():
            painter.setPen(theme.active().colour("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No picture yet"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = self.rect().center()
        painter.drawPixmap(
            QRect(at.x() - size.width() // 2, at.y() - size.height() // 2, size.width(), size.height()), self._pixmap
        )


class Preview(QWidget):
    """Shows one file: words of a subtitle file, a frame of a video, nothing of others."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._posters = Posters(workspace, self, STILL_PX)
        self._posters.arrived.connect(self._show_still)
        self._version: Version | None = None
        self._heading = label(_("What is in it"), "label")
        self.words = QTextBrowser()
        self.words.setAccessibleName(_("The first subtitles of the file"))
        self.words.setFixedHeight(190)
        self.words.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.still = Still()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        for page in (self.words, self.still):
            column.addWidget(page)

    def show_item(self, item: PlanItem | None, plan: ImportPlan) -> None:
        """Look into a file."""
        self._version = None
        seen = item is not None and item.info is not None and bool(item.info.width)
        self.setVisible(seen or (item is not None and item.document is not None))
        if item is None:
            return
        if seen and item.info is not None:
            self._version = Version(
                id=item.id, episode_id=0, path=item.path, content_key=item.digest, file_ms=item.info.duration_ms
            )
            self._show_still()
            self._turn(self.still)
        elif item.document is not None:
            source = source_of(item, plan)
            self.words.setHtml(cues_html(item, source, plan))
            self._turn(self.words)

    def _turn(self, page: QWidget) -> None:
        self.words.setVisible(page is self.words)
        self.still.setVisible(page is self.still)

    def _show_still(self) -> None:
        self.still.show_pixmap(self._posters.get(self._version))


def source_of(item: PlanItem, plan: ImportPlan) -> PlanItem | None:
    """Return the file of the plan that holds the source of an episode; None where the file itself does, or there is none."""
    if item.episode is None or item.language == plan.source_language:
        return None
    there = (plan.item(item_id) for item_id in plan.index.episodes.get(item.episode, ()))
    found = [each for each in there if each.kind is ItemKind.SUBTITLE and each.language == plan.source_language and each.may_claim]
    return max(found, key=lambda each: (each.is_written, each.cue_count), default=None)


def cues_html(item: PlanItem, source: PlanItem | None, plan: ImportPlan) -> str:
    """Return the first cues of a file as they would come in, beside what the source says meanwhile."""
    document = in_time(item, plan).document
    cues = document.cues[:CUES_SHOWN] if document is not None else ()
    beside = source.document.cues if source is not None and source.document is not None else ()
    colours = theme.active()
    dim, second = colours.colour("text3").name(), colours.colour("text2").name()
    rows = []
    for cue in cues:
        told = [f'<td style="color:{dim}">{running_time(cue.start_ms)}</td>', f"<td>{_html(plain_text(cue.text))}</td>"]
        if source is not None:
            told.append(f'<td style="color:{second}">{_html(_meanwhile(cue, beside))}</td>')
        rows.append(_row(told))
    names = [item.language, *([source.language] if source is not None else [])]
    head = ["<td></td>", *(f'<td style="color:{dim}">{escape(language_name(tag) if tag else "?")}</td>' for tag in names)]
    return f'<table width="100%" cellpadding="3">{_row(head)}{"".join(rows)}</table>'


def _row(cells: Sequence[str]) -> str:
    """Return a row, from the right in languages that are read so: a table of rich text does not turn round by itself."""
    return f"<tr>{''.join(reversed(cells) if is_right_to_left() else cells)}</tr>"


def _meanwhile(cue: DocumentCue, beside: tuple[DocumentCue, ...]) -> str:
    """Return what the source says meanwhile, else what it says nearest by."""
    middle = (cue.start_ms + cue.end_ms) // 2
    there = next((each for each in beside if each.start_ms <= middle < each.end_ms), None)
    nearest = there or min(beside, key=lambda each: abs(each.start_ms - cue.start_ms), default=None)
    return plain_text(nearest.text) if nearest is not None and abs(nearest.start_ms - cue.start_ms) <= NEAR_MS else ""


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
