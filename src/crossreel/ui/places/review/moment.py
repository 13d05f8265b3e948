"""The picture at the moment of a line: a still while nothing moves, and the line played with its sound by one key."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.drafting.beside import Beside
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.ui.episode.captions import Captions, Spoken
from crossreel.ui.episode.playing import CuePlayer
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.hub.review_shelf import PLACE
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.picture_view import PictureView, shape
from crossreel.ui.places.review.ahead import Ahead

LEAD_MS, TAIL_MS = 300, 200


class Moment(QWidget):
    """`high(pixels)` says at which height stills are wanted from now on."""

    high = Signal(int)

    def __init__(self, workspace: Workspace, ahead: Ahead) -> None:
        super().__init__()
        self._workspace, self._ahead = workspace, ahead
        self._choice = VersionChoice.of(workspace)
        self._line: ReviewLine | None = None
        self._text = ""
        self._opened: tuple[int, ...] = ()
        self.picture = PictureView()
        self.picture.setAccessibleName(_("Picture at the line"))
        self.player = CuePlayer(workspace, self, place=PLACE)
        self.player.leads = False
        self._captions = Captions(workspace, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        self.picture.frame_size_wanted.connect(self._resized)
        self.picture.clicked.connect(self.toggle)
        self.player.opened.connect(lambda width, height: self._show_moving(width, height))
        self.player.frame_arrived.connect(self.picture.show_frame)
        self.player.problem.connect(lambda code, facts: self.picture.set_sentence(sentence(code, facts) if code else ""))
        self._captions.drawn.connect(self._show_caption)
        ahead.arrived.connect(lambda cue_id: self._arrived(cue_id))
        ahead.pictured.connect(lambda cue_id: self._pictured(cue_id))

    def show_line(self, line: ReviewLine | None) -> None:
        """Show the moment of a line; what played before stops."""
        self.player.pause()
        self._line, self._text = line, line.text if line is not None else ""
        self._show_still()
        self._show_caption()

    def show_text(self, markup: str) -> None:
        """Show what is typed on the picture."""
        self._text = markup
        self._show_caption()

    def draw_ahead(self, lines: list[ReviewLine]) -> None:
        """Have the captions of lines drawn that come next."""
        found = ((line, self._ahead.beside(line.cue_id)) for line in lines)
        self._captions.draw_ahead(Spoken(cue=beside.cue, language=line.column) for line, beside in found if beside is not None)

    def toggle(self) -> None:
        """Play the line, or stop."""
        line, beside = self._line, self._beside()
        if self.player.is_playing:
            self.player.pause()
            return
        if line is None or beside is None:
            return
        shown = self._choice.shown(beside.versions, self._workspace.desk.previewing.media_path)
        key = tuple(each.id for each in (shown.picture, shown.sound) if each is not None)
        if shown.picture is None or shown.path is None:
            self._say_missing(beside)
            return
        size = self.picture.frame_size()
        if key != self._opened:
            self._opened = key
            self.player.open(shown.picture, shown.path, shown.sound_clip, (size.width(), size.height()))
        else:
            self._show_moving(*self.player.frame_size)
        self.player.play_span(line.start_ms - LEAD_MS, line.end_ms + TAIL_MS)

    def close_player(self) -> None:
        """Let the player go."""
        self.player.close()

    def sizeHint(self) -> QSize:
        """Prefer the width that the height gives."""
        return self.picture.sizeHint()

    def _beside(self) -> Beside | None:
        return self._ahead.beside(self._line.cue_id) if self._line is not None else None

    def _resized(self, width: int, height: int) -> None:
        self._captions.set_size(width, height)
        self.player.set_frame_size(width, height)
        self.high.emit(height)
        self._show_caption()

    def _show_moving(self, width: int, height: int) -> None:
        if self._opened:
            self.picture.set_sentence("")
            self.picture.set_source(self.player.frame, width, height)

    def _show_still(self) -> None:
        self.picture.set_source(None)
        self.picture.set_sentence("")
        beside = self._beside()
        if self._line is None or beside is None:
            self.picture.set_poster(None)
            return
        media = self._choice.shown(beside.versions, lambda _version: None).picture
        size = (media.width, media.height) if media is not None else (9, 16)
        if shape(*size) != self.picture.aspect:  # what lies over the picture is drawn anew for another shape
            self.picture.set_aspect(*size)
        self.picture.set_poster(self._ahead.still(self._line.cue_id))
        if media is None or self._ahead.trouble(self._line.cue_id) is not None:
            self._say_missing(beside)

    def _say_missing(self, beside: Beside) -> None:
        error = self._ahead.trouble(beside.cue.id)
        if not beside.versions:
            self.picture.set_sentence(_("This episode has no video."))
        elif isinstance(error, CrossreelError) and error.code != "previewing.offline":
            self.picture.set_sentence(sentence(error.code, error.facts))
        else:
            self.picture.set_sentence(_("The video of this episode is not here. Relink it in the editor."))

    def _arrived(self, cue_id: object) -> None:
        if self._line is not None and cue_id == self._line.cue_id and not self.player.is_playing:
            self._show_still()
            self._show_caption()

    def _pictured(self, cue_id: object) -> None:
        if self._line is not None and cue_id == self._line.cue_id and not self.player.is_playing:
            self._show_still()

    def _show_caption(self) -> None:
        line, beside, size = self._line, self._beside(), self.picture.frame_size()
        self._captions.set_size(size.width(), size.height())
        spoken = []
        if line is not None and beside is not None and self._text:
            spoken = [Spoken(cue=replace(beside.cue, text=self._text), language=line.column)]
        shown = self._captions.show(spoken)
        self.picture.set_captions(shown.pictures, shown.width, shown.height)
