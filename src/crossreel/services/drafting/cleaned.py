"""Which pictures of an episode have burned-in text and which are cleaned, and what is said of a cleaned one."""

from collections.abc import Iterator

from crossreel.domain.catalog.version import Look, Medium, Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.burned_text import FoundBy, TextBand, roomy
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.errors import NotFound, Refused
from crossreel.domain.item import Item
from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.media_place import read
from crossreel.kernel.paths import legible
from crossreel.services.files.burned_in import READER, BurnedInTask
from crossreel.services.files.cleaned import Cleaned, CleanedTask
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
    fit = [each for each in videos if each.look not in TEXTLESS] or videos
    video = min(fit, key=lambda each: (not each.is_reference, each.look is not Look.BURNED, each.id), default=None)
    if video is None:
        raise NotFound("drafting.no_video")
    path = places.find(video)
    if path is None:
        raise NotFound("previewing.offline", path=legible(read(video.path)))
    band = next(iter(uow.where(TextBand, episode_id=episode_id)), None)
    box = read_box(band.box) if band is not None else None
    if box is not None and band is not None and band.found_by is FoundBy.ENGINE:
        box = roomy(box)
    return BurnedInTask(path=path, cut=video.cut, rate=video.frame_rate, engine=engine, band=box, signs=signs)


def signs_of(uow: UnitOfWork, episode_id: int) -> tuple[tuple[int, int, Box], ...]:
    """Return from when to when the signs of an episode stand on the picture, and where, in percent of it."""
    tracks = uow.where(Track, episode_id=episode_id, role=Role.SIGNS)
    cues = uow.where(Cue, track_id=[track.id for track in tracks])
    return tuple((cue.start_ms, cue.end_ms, box) for cue in cues if (box := read_box(cue.placement)) is not None)


def cleaned_task(uow: UnitOfWork, places: MediaPlaces, episode_id: int) -> CleanedTask:
    """Return what has to be compared of an episode.

    Raises:
        Refused: there is no textless picture beside another one, or nobody has read the text of it.
        NotFound: a video is not there.
    """
    videos = [each for each in uow.where(Version, episode_id=episode_id) if each.medium is Medium.PICTURE]
    clean = next((each for each in videos if each.look in TEXTLESS), None)
    if clean is None or all(each.look in TEXTLESS for each in videos):
        raise Refused("drafting.no_clean_picture")
    burned = task_of(uow, places, episode_id, signs=False)
    if burned.band is None:
        raise Refused("drafting.not_read")
    path = places.find(clean)
    if path is None:
        raise NotFound("previewing.offline", path=legible(read(clean.path)))
    return CleanedTask(burned=burned, path=path, cut=clean.cut, signs=signs_of(uow, episode_id))


def doubts_of(name: str, found: Cleaned) -> Iterator[Item]:
    """Yield what is wrong with the cleaned picture of an episode, with the times."""
    if found.differs_ms is not None:
        facts = {"at_ms": found.differs_ms, "count": found.pictures[0], "clean": found.pictures[1]}
        yield Item(name=name, code="drafting.other_edit", facts=facts)
    for start_ms, end_ms, text in found.left:
        yield Item(name=name, code="drafting.text_left", facts={"at_ms": start_ms, "to_ms": end_ms, "text": text})
    for at_ms in found.gone:
        yield Item(name=name, code="drafting.sign_gone", facts={"at_ms": at_ms})
