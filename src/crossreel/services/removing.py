"""Taking titles, episodes and tracks out of the catalog with everything that belongs to them; part of `cataloging`."""

from collections.abc import Collection

from crossreel.domain.catalog.episode import Episode, MediaFile
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Character, Image, Term, Title, TitleLanguage, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.quality.finding import Waiver
from crossreel.storage.unit_of_work import UnitOfWork


def remove_tracks(uow: UnitOfWork, title_id: int, tracks: Collection[Track]) -> None:
    """Remove tracks with their cues and the waivers of these."""
    cues = uow.where(Cue, track_id=[track.id for track in tracks])
    ids = {cue.id for cue in cues}
    uow.remove_all(waiver for waiver in uow.where(Waiver, title_id=title_id) if waiver.cue_id in ids)
    uow.remove_all(cues)
    uow.remove_all(tracks)


def remove_episodes(uow: UnitOfWork, title_id: int, episodes: Collection[Episode]) -> None:
    """Remove episodes of a title with their tracks, videos (the reference, not the file) and notes."""
    ids = [episode.id for episode in episodes]
    remove_tracks(uow, title_id, uow.where(Track, episode_id=ids))
    uow.remove_all(uow.where(MediaFile, episode_id=ids))
    uow.remove_all(uow.where(Note, episode_id=ids))
    uow.remove_all(episodes)


def remove_title(uow: UnitOfWork, title: Title) -> None:
    """Remove a title with all that was made for it. What was delivered stays recorded."""
    remove_episodes(uow, title.id, uow.where(Episode, title_id=title.id))
    for kind in (Waiver, TitleText, TitleLanguage, Character, Term, Image):
        uow.remove_all(uow.where(kind, title_id=title.id))
    uow.remove(title)
