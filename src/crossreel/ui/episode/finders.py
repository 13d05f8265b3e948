"""Everything that is found in the videos of loaded episodes, and how it is folded into them."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from crossreel.ui.episode.reading import Loaded, with_found, with_heard
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.hub.workspace import Workspace


class Finders(QObject):
    """Looks for shot changes and speech. `found(fold)` hands over a function that gives a loaded episode with what was found."""

    found = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._shots, self._speech = ShotFinder.of(workspace), SpeechFinder.of(workspace)
        self._shots.found.connect(lambda media_id, spans: self.found.emit(partial(with_found, media_id=media_id, spans=spans)))
        self._speech.found.connect(lambda media_id, speech: self.found.emit(partial(with_heard, media_id=media_id, speech=speech)))

    def look_for(self, loaded: Loaded) -> None:
        """Look for what nobody has looked for yet in the video of an episode."""
        media, path = loaded.sheet.media, loaded.sheet.media_path
        self._shots.look_for(loaded.shots.is_sought, media, path)
        self._speech.look_for(loaded.speech is not None, media, path)
