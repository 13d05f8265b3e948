"""Measuring how the cues of a title fit to what is spoken: every episode in every column."""

from collections.abc import Callable, Sequence

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.speech.sync import Fit, fit
from crossreel.domain.views.sync_line import SyncLine
from crossreel.services.jobs import JobContext
from crossreel.storage import queries
from crossreel.storage.database import Database


class Auditing:
    """The use case of one catalog.

    Args:
        database: the catalog.
        speech: gives what was found in the sound of a video, None where nobody has listened.
    """

    def __init__(self, database: Database, *, speech: Callable[[Version], SpeechRegions | None]) -> None:
        self._database = database
        self._speech = speech

    def measure(self, title_id: int, job: JobContext | None = None) -> tuple[SyncLine, ...]:
        """Measure every track of a title, in the order of episodes; nothing is written.

        Raises:
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        work = job or JobContext()
        with self._database.read() as uow:
            uow.get(Title, title_id)
            episodes = sorted(uow.where(Episode, title_id=title_id), key=lambda each: each.number)
            tracks = uow.where(Track, episode_id=[each.id for each in episodes])
            cues = queries.cues_by_track(uow, title_id)
            media = {each.episode_id: each for each in queries.references(uow, title_id)}
        found: list[SyncLine] = []
        for at, episode in enumerate(episodes):
            work.progress(at, len(episodes), str(episode.number))
            reference = media.get(episode.id)
            speech = self._speech(reference) if reference is not None else None
            for track in sorted((each for each in tracks if each.episode_id == episode.id), key=column_of):
                own = [each for each in cues.get(track.id, ()) if each.has_own_times]
                measured = _measured(own, len(cues.get(track.id, ())), speech, reference)
                found.append(
                    SyncLine(
                        episode_id=episode.id, episode=episode.number, column=column_of(track), cues=len(own),
                        is_heard=speech is not None, fit=measured,
                    )
                )  # fmt: skip
        return tuple(found)


def _measured(own: Sequence[Cue], count: int, speech: SpeechRegions | None, media: Version | None) -> Fit:
    if speech is None or media is None or 2 * len(own) < count:
        return Fit()
    return fit([(each.start_ms, each.end_ms) for each in own], speech, media.duration_ms or 0)
