"""Which pictures of an episode have burned-in text and which are cleaned, and what of them is laid beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crossreel.domain.catalog.version import Look, Medium, Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.burned_text import FoundBy, TextBand, roomy
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.errors import NotFound, Refused
from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.media_place import read
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.paths import legible
from crossreel.services.files.burned_in import READER, BurnedInTask
from crossreel.services.files.cleaned import CleanedTask, StandingSign
from crossreel.services.files.media_places import MediaPlaces
from crossreel.storage.unit_of_work import UnitOfWork

TEXTLESS = (Look.CLEAN, Look.TEXTLESS)


def task_of(uow: UnitOfWork, places: MediaPlaces, episode_id: int, *, engine: str = READER, signs: bool = True) -> BurnedInTask:
    """Return what `read_burned_in` needs to read an episode anywhere: its reference, or the video with burned-in words where that
    is textless, and the band that is known of it.

    Raises:
        NotFound: the episode has no video, or it is not there.
    """
    videos = [each for each in uow.where(Version, episode_id=episode_id) if each.medium is Medium.PICTURE]
    if not videos:
        raise NotFound("drafting.no_video")
    video = burned_of(videos)
    path = places.find(video)
    if path is None:
        raise NotFound("previewing.offline", path=legible(read(video.path)))
    band = next(iter(uow.where(TextBand, episode_id=episode_id)), None)
    box = read_box(band.box) if band is not None else None
    if box is not None and band is not None and band.found_by is FoundBy.ENGINE:
        box = roomy(box)
    return BurnedInTask(
        path=path, cut=video.cut, rate=video.frame_rate, engine=engine, band=box, signs=signs, length_ms=video.duration_ms
    )


def burned_of(videos: Sequence[Version]) -> Version:
    """Return of some pictures the one whose burned-in text is read: one that is not textless, the reference first."""
    fit = [each for each in videos if each.look not in TEXTLESS] or videos
    return min(fit, key=lambda each: (not each.is_reference, each.look is not Look.BURNED, each.id))


def signs_of(uow: UnitOfWork, episode_id: int) -> tuple[tuple[int, int, Box], ...]:
    """Return from when to when the signs of an episode stand on the picture, and where, in percent of it."""
    return tuple((sign.start_ms, sign.end_ms, sign.box) for sign in _standing(uow, episode_id))


def _standing(uow: UnitOfWork, episode_id: int) -> Iterator[StandingSign]:
    """Yield the signs of the spine: what was read off the picture, not how others render it."""
    tracks = uow.where(Track, episode_id=episode_id, role=Role.SIGNS)
    for cue in uow.where(Cue, track_id=[track.id for track in tracks]):
        box = read_box(cue.placement)
        if box is not None and cue.anchor_id is None:
            yield StandingSign(start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, text=plain_text(cue.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A cleaned picture of an episode beside the one with burned-in text, and what is laid beside what."""

    clean: Version
    burned: Version
    task: CleanedTask


def pairs_of(uow: UnitOfWork, places: MediaPlaces, cache_folder: Path, episode_id: int) -> list[Pair]:
    """Return what has to be compared of an episode: each textless picture beside the one with text.

    Raises:
        Refused: there is no textless picture beside another one, or nobody has read the text of it.
        NotFound: a video is not there.
    """
    from crossreel.media.cache import MediaCache
    from crossreel.media.file_keys import file_key

    videos = [each for each in uow.where(Version, episode_id=episode_id) if each.medium is Medium.PICTURE]
    cleaned = [each for each in videos if each.look in TEXTLESS]
    if not cleaned or len(cleaned) == len(videos):
        raise Refused("drafting.no_clean_picture")
    burned, video = task_of(uow, places, episode_id, signs=False), burned_of(videos)
    if burned.band is None:
        raise Refused("drafting.not_read")
    signs = tuple(_standing(uow, episode_id))
    cache, made = MediaCache(cache_folder), list[Pair]()
    for clean in cleaned:
        path = places.find(clean)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(clean.path)))
        of = (file_key(cache, burned.path), burned.cut, file_key(cache, path), clean.cut, burned.band, burned.rate, signs)
        task = CleanedTask(burned=burned, path=path, cut=clean.cut, signs=signs, key=repr(of), cache_folder=cache_folder)
        made.append(Pair(clean=clean, burned=video, task=task))
    return made
