"""Choosing a frame of an episode, for the cover."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from crossreel.domain.picture.caption import Picture
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.text.timecode import running_time
from crossreel.domain.views.grid import EpisodeRow
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.posters import image_of
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, button, buttons, choice, chosen
from crossreel.ui.kit.labels import label

SHOWN_PX, STEP_MS, WAIT_MS = 400, 100, 80


class FrameDialog(Dialog):
    """Shows the frame under the slider; `use` is given it as JPEG."""

    def __init__(self, workspace: Workspace, window: QWidget, use: Callable[[PictureFile], object]) -> None:
        super().__init__(_("Cover from a frame"), _("Close"), window, width=420)
        self._workspace, self._use = workspace, use
        matrix = Outline.of(workspace).matrix
        self._rows = {str(row.episode.id): row for row in (matrix.rows if matrix is not None else ()) if row.media is not None}
        pairs = [(key, _("Episode {number}").format(number=row.episode.number)) for key, row in self._rows.items()]
        self.episode = choice(pairs, str(workspace.episode_id or ""))
        self.episode.currentIndexChanged.connect(self._episode_chosen)
        self.picture = QLabel()
        self.picture.setFixedHeight(SHOWN_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("Time"))
        self.slider.setSingleStep(1)
        self.slider.setPageStep(10)
        self._time = label("", "second")
        self.use_button = button(_("Use this frame"), "main")
        self.use_button.clicked.connect(self._take_frame)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.slider.valueChanged.connect(self._moved)
        self.body.addWidget(Field(_("Episode"), self.episode))
        self.body.addWidget(self.picture)
        self.body.addWidget(self.slider)
        self.body.addLayout(buttons(self.use_button, before=self._time))
        self._episode_chosen()
        self.slider.setFocus()

    def _row(self) -> EpisodeRow | None:
        return self._rows.get(chosen(self.episode))

    def _episode_chosen(self, *_ignored: object) -> None:
        row = self._row()
        self.use_button.setEnabled(row is not None)
        if row is not None and row.media is not None:
            self.slider.setRange(0, max(0, row.media.duration_ms - STEP_MS) // STEP_MS)
            self.slider.setValue(self.slider.maximum() // 4)
            self._moved(self.slider.value())

    def _moved(self, value: int) -> None:
        self._time.setText(running_time(value * STEP_MS))
        self._timer.start()

    def _ask(self) -> None:
        row = self._row()
        if row is not None and row.media is not None:
            still = self._workspace.desk.previewing.still
            self._workspace.compute(
                call(still, row.media, self.slider.value() * STEP_MS, SHOWN_PX), then=self._show, topic="cover.frame"
            )

    def _show(self, picture: Picture | None) -> None:
        if picture is not None:
            self.picture.setPixmap(QPixmap.fromImage(image_of(picture)))

    def _take_frame(self) -> None:
        row = self._row()
        if row is not None and row.media is not None:
            self.use_button.setEnabled(False)
            frame_file = self._workspace.desk.previewing.frame_file
            self._workspace.compute(
                call(frame_file, row.media, self.slider.value() * STEP_MS), then=self._taken, failed=self._not_taken
            )

    def _taken(self, made: PictureFile) -> None:
        self._use(made)
        self.leave()

    def _not_taken(self, error: BaseException) -> None:
        self.use_button.setEnabled(True)
        self._workspace.notify.problem(error)
