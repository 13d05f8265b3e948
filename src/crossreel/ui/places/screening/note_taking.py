"""Taking a note: where it stands, the picture it was taken from, and what is typed, kept from the first words on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QImage

from crossreel.domain.catalog.note_kind import NoteKind, NoteWeight
from crossreel.domain.edits.edit import Edit
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.preferences import Preferences
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.typed_note import TypedNote
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.screening.note_line import NoteLine

STILL_PX, QUALITY = 640, 82


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlace:
    """Where a note stands: `cue_id` is what was shown then, `still` what was seen."""

    episode_id: int
    column: str
    at_ms: int
    cue_id: int | None = None
    still: PictureFile | None = None


class NoteTaking(QObject):
    """Follows the line; `find_place` says where a note taken now would stand, None where it cannot."""

    def __init__(self, workspace: Workspace, line: NoteLine, find_place: Callable[[], NotePlace | None]) -> None:
        super().__init__(line)
        self._workspace, self._line, self._find_place = workspace, line, find_place
        self._typed = TypedNote(workspace, line.line)
        self._place: NotePlace | None = None
        self._kept: tuple[int, int, NoteKind, NoteWeight] | None = None
        line.begun.connect(self._begin)
        line.written.connect(self._finish)
        line.dropped.connect(self._drop)
        line.pauses_changed.connect(self._choose_pausing)
        workspace.preferences_changed.connect(self._apply)
        self._apply(workspace.preferences)

    def hold(self) -> NotePlace | None:
        """Take the place for the note that is about to be written, and return it."""
        self._place = self._find_place()
        return self._place

    def _choose_pausing(self, pauses: bool) -> None:
        self._workspace.set_preferences(replace(self._workspace.preferences, note_pauses=pauses))

    def _apply(self, preferences: Preferences) -> None:
        self._line.pauses.setChecked(preferences.note_pauses)

    def _begin(self) -> None:
        place = self._place or self.hold()
        self._kept = None
        if place is None:
            return
        add = self._workspace.desk.screening.add_note

        def use(words: str, note_id: int, step_id: int, seen: str) -> Callable[[], Edit]:
            kind, weight = self._line.kind, self._line.weight
            self._kept = (note_id, step_id, kind, weight)
            return partial(
                add, place.episode_id, place.column, place.at_ms, words, cue_id=place.cue_id, note_id=note_id, seen=seen,
                step_id=step_id, kind=kind, weight=weight, still=place.still,
            )  # fmt: skip

        self._typed.begin(use)

    def _finish(self) -> None:
        self._typed.finish()
        if self._kept is not None and self._kept[2:] != (self._line.kind, self._line.weight):
            note_id, step_id, *_said = self._kept
            mark = self._workspace.desk.screening.mark_note
            self._workspace.perform(call(mark, note_id, self._line.kind, self._line.weight, step_id=step_id))
        self._place = self._kept = None

    def _drop(self) -> None:
        self._typed.drop()
        self._place = self._kept = None


def still_of(image: QImage) -> PictureFile | None:
    """Return what was seen as a small JPEG, None where nothing was."""
    if image.isNull():
        return None
    small = image if image.height() <= STILL_PX else image.scaledToHeight(STILL_PX, Qt.TransformationMode.SmoothTransformation)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return PictureFile(media_type="image/jpeg", width=small.width(), height=small.height(), data=bytes(held.data()))
