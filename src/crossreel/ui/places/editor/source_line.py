"""The source line that is burned into the picture: hidden in the preview as the preferences say, and where it stands corrected."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from crossreel.domain.drafting.burned_text import TextBand
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.edits.edit import Edit
from crossreel.domain.picture.caption import Box
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.kit.box_frame import BoxFrame
from crossreel.ui.kit.flow import FlowLayout
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.places.editor.bar import button

USUAL = Box(x=5, y=70, width=90, height=12)


class SourceLine(QObject):
    """Knows the band of the open episode. `known` says that it is another one; `tools` are the buttons while it is corrected."""

    known = Signal()

    def __init__(self, opened: OpenEpisode, picture: PictureView, parent: QWidget) -> None:
        super().__init__(parent)
        self._opened, self._picture = opened, picture
        self._box: Box | None = None
        self._hidden: Box | None = None
        self._frame: BoxFrame | None = None
        self.tools = QWidget(parent)
        row = FlowLayout(self.tools)
        self.here, self.everywhere, self.cancel = button(_("This episode"), "main"), button(_("All episodes")), button(_("Cancel"))
        for each, act in (
            (self.here, partial(self._save, False)),
            (self.everywhere, partial(self._save, True)),
            (self.cancel, self.leave),
        ):
            row.addWidget(each)
            each.clicked.connect(act)
        self.tools.hide()
        opened.opened.connect(self._read)
        opened.workspace.changed.connect(self._changed)
        picture.installEventFilter(self)
        if opened.loaded is not None:
            self._read(opened.loaded)

    @property
    def is_corrected(self) -> bool:
        """Whether a person is setting the band."""
        return self._frame is not None

    def show_at(self, at_ms: int) -> None:
        """Hide the band, where that is wished, while a line of the source is shown."""
        loaded, how = self._opened.loaded, self._opened.workspace.preferences.source_line
        row = loaded.row_at(at_ms) if loaded is not None and self._box is not None and how else None
        shown = row is not None and row.cue.start_ms <= at_ms < row.cue.end_ms
        self._picture.set_hidden(self._box if shown else None, how)

    def correct(self) -> None:
        """Lay a frame over the picture that a person moves to where the burned-in text stands."""
        if self._frame is not None:
            self.leave()
            return
        self._frame = frame = BoxFrame(self._picture)
        frame.setAccessibleName(_("Where burned-in text stands"))
        frame.set_box(self._box or USUAL)
        frame.taken.connect(partial(self._save, False))
        frame.left.connect(self.leave)
        self._fit()
        frame.show()
        self.tools.show()
        frame.setFocus(Qt.FocusReason.OtherFocusReason)
        self.here.setEnabled(not self._opened.workspace.read_only)
        self.everywhere.setEnabled(not self._opened.workspace.read_only)

    def leave(self) -> None:
        """Take the frame away; nothing changes."""
        if self._frame is not None:
            self._frame.deleteLater()
            self._frame = None
        self.tools.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the frame on the picture."""
        if event.type() == QEvent.Type.Resize and self._frame is not None:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if self._frame is not None:
            self._frame.setGeometry(self._picture.picture_rect().toAlignedRect())

    def _save(self, everywhere: bool) -> None:
        workspace, frame = self._opened.workspace, self._frame
        if frame is None or workspace.episode_id is None or workspace.title_id is None or workspace.read_only:
            return
        matrix = Outline.of(workspace).matrix
        ids = [row.episode.id for row in matrix.rows] if everywhere and matrix is not None else [workspace.episode_id]
        workspace.perform(call(workspace.desk.reading.set_band, workspace.title_id, ids, frame.box))
        self.leave()

    def _changed(self, edit: Edit) -> None:
        if self._opened.loaded is not None and edit.ids("text_band"):
            self._read(self._opened.loaded)

    def _read(self, loaded: Loaded) -> None:
        workspace, episode_id = self._opened.workspace, loaded.sheet.episode.id
        self.leave()
        read = call(workspace.desk.reading.bands, loaded.sheet.title.id)
        workspace.compute(read, then=partial(self._take, episode_id), failed=lambda _error: None)

    def _take(self, episode_id: int, bands: Mapping[int, TextBand]) -> None:
        if self._opened.loaded is None or self._opened.loaded.sheet.episode.id != episode_id:
            return
        band = bands.get(episode_id)
        self._box = read_box(band.box) if band is not None else None
        self.known.emit()
