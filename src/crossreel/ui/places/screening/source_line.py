"""The burned-in line of the source, hidden on the reel as the preferences say."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from crossreel.domain.drafting.burned_text import TextBand
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.picture.hiding import hidden_spans, is_hidden
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.places.screening.reading import TitleReading
from crossreel.ui.places.screening.reel import Reel


class HiddenLine(QObject):
    """Knows the bands of the title and when its source speaks; both are read only where the line is to be hidden."""

    def __init__(self, workspace: Workspace, reel: Reel, picture: PictureView, reading: TitleReading) -> None:
        super().__init__(reading)
        self._workspace, self._reel, self._picture, self._reading = workspace, reel, picture, reading
        self._bands: Mapping[int, TextBand] = {}
        self._spans: dict[int, tuple[tuple[int, int], ...]] = {}
        reading.playlist_read.connect(lambda _items: self._read())
        workspace.preferences_changed.connect(lambda _now: self._read())
        reel.moved.connect(self._show)
        reel.turned.connect(lambda _index: self._show(reel.player.position_ms()))

    def _read(self) -> None:
        workspace, matrix = self._workspace, self._reading.matrix
        if not workspace.preferences.source_line or matrix is None:
            self._show(self._reel.player.position_ms())
            return
        title, desk = matrix.title, workspace.desk
        workspace.compute(call(desk.reading.bands, title.id), then=self._take_bands, topic="screening.bands")
        source = call(desk.screening.playlist, title.id, title.source_language)
        workspace.compute(source, then=self._take_source, topic="screening.source")

    def _take_bands(self, bands: Mapping[int, TextBand]) -> None:
        self._bands = bands
        self._show(self._reel.player.position_ms())

    def _take_source(self, items: Sequence[PlaylistItem]) -> None:
        self._spans = {item.episode.id: hidden_spans((cue.start_ms, cue.end_ms) for cue in item.cues) for item in items}
        self._show(self._reel.player.position_ms())

    def _show(self, at_ms: int) -> None:
        item, how = self._reel.item, self._workspace.preferences.source_line
        band = self._bands.get(item.episode.id) if item is not None and how else None
        shown = band is not None and is_hidden(self._spans.get(band.episode_id, ()), at_ms)
        self._picture.set_hidden(read_box(band.box) if band is not None and shown else None, how)
