"""What stands beside the lines, read before a line comes under the hands: the lines around it, its maker, its picture."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.version import Version
from crossreel.domain.drafting.beside import Beside
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.edits.edit import Change, Edit
from crossreel.domain.errors import CrossreelError
from crossreel.domain.picture.caption import Peaks, Picture, weigh
from crossreel.kernel.kept import Kept
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

LINES_AHEAD = 5
LOOKS = ("text", "start_ms", "end_ms", "anchor_id")
KEPT_LINES, KEPT_BYTES, PEAK_BYTES = 64, 32 << 20, 8 << 20
Still = tuple[int, int]


class Ahead(QObject):
    """`arrived(cue id)` says that `beside` answers for a line, `pictured(cue id)` that `still` or `trouble` does.

    `sounded()` says that `peaks` may answer that did not before.
    """

    arrived = Signal(object)
    pictured = Signal(object)
    sounded = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._choice = VersionChoice.of(workspace)
        self._beside: OrderedDict[int, Beside] = OrderedDict()
        self._stills: Kept[Still, Picture] = Kept(KEPT_BYTES, weigh)
        self._troubles: dict[Still, CrossreelError] = {}
        self._peaks: Kept[str, Peaks] = Kept(PEAK_BYTES, lambda peaks: len(peaks.low) + len(peaks.high))
        self._listening: set[str] = set()
        self._asked: set[int] = set()
        self._drawing: set[Still] = set()
        self._height = 0
        workspace.changed.connect(self._follow)
        self._choice.changed.connect(self._forget_stills)

    def beside(self, cue_id: int) -> Beside | None:
        """Return what stands beside a line, None while it is not read."""
        return self._beside.get(cue_id)

    def still(self, cue_id: int) -> Picture | None:
        """Return the picture at the moment of a line, None while it is not read or cannot be."""
        return self._stills.get((cue_id, self._height))

    def trouble(self, cue_id: int) -> CrossreelError | None:
        """Return why there is no picture."""
        return self._troubles.get((cue_id, self._height))

    def heard(self, cue_id: int) -> Version | None:
        """Return the version that a line is heard in, None where there is none or it is not read."""
        beside = self._beside.get(cue_id)
        return self._choice.shown(beside.versions, lambda _version: None).heard if beside is not None else None

    def peaks(self, cue_id: int) -> Peaks | None:
        """Return the waveform of the version that a line is heard in, None while it is not read or cannot be."""
        heard = self.heard(cue_id)
        return self._peaks.get(heard.stretch) if heard is not None else None

    def set_height(self, height: int) -> None:
        """Read pictures of this height, in pixels, from now on."""
        self._height = height

    def want(self, lines: Sequence[ReviewLine]) -> None:
        """Have read what stands beside lines: of the one under the hands, and of those that come next."""
        missing = [line.cue_id for line in lines if line.cue_id not in self._beside and line.cue_id not in self._asked]
        self._draw(line.cue_id for line in lines)
        if missing:
            self._asked.update(missing)
            read = call(self._workspace.desk.reviewing.beside, missing)
            self._workspace.compute(read, then=partial(self._take, missing), failed=partial(self._dropped, missing))

    def forget(self) -> None:
        """Let go of everything: another queue is shown."""
        self._beside.clear()

    def _take(self, asked: Sequence[int], found: dict[int, Beside]) -> None:
        self._asked.difference_update(asked)
        for cue_id, beside in found.items():
            self._beside[cue_id] = beside
            self._beside.move_to_end(cue_id)
            self.arrived.emit(cue_id)
        while len(self._beside) > KEPT_LINES:
            self._beside.popitem(last=False)
        self._draw(found)

    def _dropped(self, asked: Sequence[int], error: BaseException) -> None:
        self._asked.difference_update(asked)
        self._workspace.notify.problem(error)

    def _draw(self, cue_ids: Iterable[int]) -> None:
        for cue_id in cue_ids:
            key, beside = (cue_id, self._height), self._beside.get(cue_id)
            if beside is not None and beside.is_heard:
                self._listen(cue_id)
            known = key in self._stills or key in self._drawing or key in self._troubles
            if beside is None or known or self._height < 2:
                continue
            media = self._choice.shown(beside.versions, lambda _version: None).picture
            if media is None:
                continue
            self._drawing.add(key)
            at_ms = (beside.cue.start_ms + beside.cue.end_ms) // 2
            still = call(self._workspace.desk.previewing.still, media, at_ms, self._height)
            self._workspace.compute(still, then=partial(self._drawn, key), failed=partial(self._not_drawn, key))

    def _listen(self, cue_id: int) -> None:
        """Have the waveform read of the version that a line is heard in; without one there is nothing to see."""
        heard = self.heard(cue_id)
        if heard is None or heard.stretch in self._peaks or heard.stretch in self._listening:
            return
        self._listening.add(heard.stretch)
        took = partial(self._listened, heard.stretch)
        self._workspace.compute(call(self._workspace.desk.previewing.peaks, heard), then=took, failed=lambda _error: None)

    def _listened(self, stretch: str, peaks: Peaks) -> None:
        self._listening.discard(stretch)
        self._peaks[stretch] = peaks
        self.sounded.emit()

    def _drawn(self, key: Still, picture: Picture) -> None:
        self._drawing.discard(key)
        self._stills[key] = picture
        self.pictured.emit(key[0])

    def _not_drawn(self, key: Still, error: BaseException) -> None:
        self._drawing.discard(key)
        if not isinstance(error, CrossreelError):
            self._workspace.notify.problem(error)
            return
        self._troubles[key] = error
        self.pictured.emit(key[0])

    def _forget_stills(self) -> None:
        self._stills.clear()
        self._troubles.clear()

    def _follow(self, edit: Edit) -> None:
        """Let go of what an edit made another: lines of its tracks, and pictures of its videos. A verdict alone changes nothing."""
        changed = [change for change in edit.changes if change.kind == "cue" and _reads_otherwise(change)]
        tracks = {image.get("track_id") for change in changed for image in (change.before, change.after) if image}
        ids = {change.id for change in changed}
        versions = edit.ids("version")
        for cue_id, beside in list(self._beside.items()):
            anchors = {beside.cue.anchor_id, beside.cue.anchor_last_id}
            if versions or beside.cue.track_id in tracks or anchors & ids:
                del self._beside[cue_id]
        if versions:
            self._forget_stills()


def _reads_otherwise(change: Change) -> bool:
    """Tell whether a cue has other words or times than before."""
    before, after = change.before, change.after
    return not before or not after or any(before.get(name) != after.get(name) for name in LOOKS)
