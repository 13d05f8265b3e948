"""A title of 67 episodes drafted in three languages, with errors planted without sight of the queue (`queue_set.json`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title, TitleLanguage
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.draft import SURE
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.text.inline import escape
from crossreel.services.episode.cues import open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HeldSet:
    """The set in a catalog; `places` says of each source cue its episode and its place in it."""

    database: Database
    title_id: int
    places: Mapping[int, tuple[int, int]]


def load_set(told: Mapping[str, Any], path: Path) -> HeldSet:
    """Write the set into a new catalog: a source, and its translations as drafts."""
    database = Database.open(path, author="Ana")
    places: dict[int, tuple[int, int]] = {}
    with database.edit(EditHeader(label="edit.import_title", title_id=None), several_parts=True) as edit:
        with edit.part() as uow:
            title, speakers = _title(uow, told)
        for episode in told["episodes"]:
            with edit.part() as uow:
                cues = _source(uow, title, episode, speakers)
            places |= {cue.id: (episode["number"], at) for at, cue in enumerate(cues)}
            with edit.part() as uow:
                _drafts(uow, title, episode, cues)
    return HeldSet(database, title.id, places)


def _title(uow: UnitOfWork, told: Mapping[str, Any]) -> tuple[Title, dict[str, int]]:
    title = Title(id=uow.new_id(), code="SET", name=told["title"], source_language=told["source_language"])
    uow.put(title)
    for at, tag in enumerate(told["episodes"][0]["lines"][0]["targets"], start=1):
        uow.put(TitleLanguage(id=uow.new_id(), title_id=title.id, language=tag, position=at))
    people = [
        Character(
            id=uow.new_id(), title_id=title.id, name=each["name"], gender=each["gender"],
            names={title.source_language: each["name"], **each["names"]},
        )
        for each in told["characters"]
    ]  # fmt: skip
    uow.put_all(people)
    uow.put_all(
        Term(id=uow.new_id(), title_id=title.id, source=each["source"], renderings=each["renderings"]) for each in told["terms"]
    )
    return title, {person.name: person.id for person in people}


def _source(uow: UnitOfWork, title: Title, told: Mapping[str, Any], speakers: Mapping[str, int]) -> list[Cue]:
    episode = Episode(id=uow.new_id(), title_id=title.id, number=told["number"])
    track = Track(id=uow.new_id(), episode_id=episode.id, language=title.source_language, role=Role.SOURCE)
    cues = [
        Cue(
            id=uow.new_id(), track_id=track.id, start_ms=line["start_ms"], end_ms=line["end_ms"], text=escape(line["source"]),
            origin=Origin.IMPORTED, speaker_id=speakers.get(line["speaker"]),
        )
        for line in told["lines"]
    ]  # fmt: skip
    uow.put_all((episode, track, *cues))
    return cues


def _drafts(uow: UnitOfWork, title: Title, told: Mapping[str, Any], cues: list[Cue]) -> None:
    (episode,) = uow.where(Episode, title_id=title.id, number=told["number"])
    for tag in told["lines"][0]["targets"]:
        sheet, track = open_track(uow, title, read_episode(uow, episode.id), tag)
        batch = DraftBatch(id=uow.new_id(), title_id=title.id, stage=Stage.TRANSLATING, maker="Machine", column=tag)
        said = [(cue, line["targets"][tag]) for cue, line in zip(cues, told["lines"], strict=True)]
        drafted = {
            cue.id: Drafted(
                text=escape(each["text"]), confidence=None if each["confidence"] is None else round(each["confidence"] * SURE)
            )
            for cue, each in said
        }
        put_drafts(uow, sheet, track.id, batch, drafted, Origin.MACHINE)


def _thousandths(share: float | None) -> int | None:
    return None if share is None else round(share * SURE)
