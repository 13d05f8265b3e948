"""Putting what was read of an episode into the catalog: cues of the source and of the signs, drafts, crops and the band."""

import time
from collections.abc import Sequence
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import spine_of
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.burned_text import FoundBy, ReadingCrop, TextBand
from crossreel.domain.drafting.read_text import EpisodeReading, ReadCue, written_box
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import Refused
from crossreel.domain.picture.caption import Box
from crossreel.domain.text.column_name import SIGNS, column_name
from crossreel.domain.text.inline import escape
from crossreel.services.episode.cues import EpisodeCues, open_track, read_episode, write_spine
from crossreel.services.episode.drafts import note_drafts
from crossreel.services.files.burned_in import READER
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


def keep(database: Database, episode_id: int, reading: EpisodeReading, *, engine: str = READER) -> Edit:
    """Put what was read of an episode into the catalog: cues of the source and of the signs, drafts, crops and the band.

    Raises:
        NotFound: there is no such episode.
        Refused: its source has lines that a person touched, or that somebody put there meanwhile.
    """
    with database.read() as uow:
        episode = uow.get(Episode, episode_id)
    facts = {"episode": episode.number, "count": len(reading.captions), "signs": len(reading.signs)}
    header = EditHeader(label="edit.read_text", title_id=episode.title_id, facts=facts)
    with database.edit(header) as open_edit, open_edit.part() as uow:
        batch = DraftBatch(
            id=uow.new_id(), title_id=episode.title_id, stage=Stage.READING, maker=engine, made_ms=time.time_ns() // 1_000_000
        )
        put_reading(uow, episode_id, reading, batch)
    return open_edit.edit


def put_reading(uow: UnitOfWork, episode_id: int, reading: EpisodeReading, batch: DraftBatch) -> None:
    """Do so inside an edit. `batch` says where it is from; captions and signs each get one like it.

    Raises:
        Refused: its source has lines that a person touched, or that somebody put there meanwhile.
    """
    title = uow.get(Title, uow.get(Episode, episode_id).title_id)
    _put_band(uow, episode_id, reading.band)
    for column, cues, is_signs in (
        (title.source_language, reading.captions, False),
        (column_name(title.source_language, SIGNS), reading.signs, True),
    ):
        if cues or not is_signs:
            own = replace(batch, id=uow.new_id(), column=column)
            _put_cues(uow, title, read_episode(uow, episode_id, signs=is_signs), column, cues, own)


def refuse_touched(cues: EpisodeCues, *, again: bool) -> None:
    """Refuse to read into a source with lines; `again` lets those go that a machine made and nobody built on.

    Raises:
        Refused: says how many there are.
    """
    lines = cues.spine.cues
    if lines and (not again or cues.spine.followers or not all(cue.is_unseen for cue in lines)):
        raise Refused("drafting.has_source", count=len(lines))


def _put_band(uow: UnitOfWork, episode_id: int, box: Box | None) -> None:
    known = next(iter(uow.where(TextBand, episode_id=episode_id)), None)
    if box is not None and (known is None or known.found_by is FoundBy.ENGINE):
        uow.put(TextBand(id=known.id if known else uow.new_id(), episode_id=episode_id, box=written_box(box)))


def _put_cues(uow: UnitOfWork, title: Title, before: EpisodeCues, column: str, read: Sequence[ReadCue], batch: DraftBatch) -> None:
    refuse_touched(before, again=True)
    episode, track = open_track(uow, title, before, column)
    made = [
        Cue(
            id=uow.new_id(), track_id=track.id, start_ms=each.start_ms, end_ms=each.end_ms, text=escape(each.text),
            origin=Origin.MACHINE, placement=written_box(each.box) if before.is_signs else "",
        )
        for each in read
    ]  # fmt: skip
    followers = [cue for cue in episode.spine.followers if cue.track_id != track.id]
    write_spine(uow, episode, spine_of(track.id, (*made, *followers)))
    drafted = {cue.id: Drafted(text=cue.text, confidence=each.confidence) for cue, each in zip(made, read, strict=True)}
    if drafted:
        note_drafts(uow, batch, drafted)
    uow.put_all(
        ReadingCrop(
            id=uow.new_id(), cue_id=cue.id, media_type="image/jpeg", width=each.crop_width, height=each.crop_height, data=each.crop
        )
        for cue, each in zip(made, read, strict=True)
    )
