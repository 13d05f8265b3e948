"""What a server hears becomes source cues: one edit, drafts with their origin, and nothing that a person touched is lost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.domain.errors import BadInput, CrossreelError, NotFound, Refused
from crossreel.domain.picture.mark import Span
from crossreel.domain.picture.shots import Shots
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.equipping import Equipping
from crossreel.services.files.presets import guide_of, shipped_guides
from crossreel.services.history.undoing import History
from crossreel.services.listening.hearing import Hearing
from crossreel.storage.database import Database
from tests.loopback import Loopback, Reply, failed, serving
from tests.unit.media.voices import spoken, write_sound

SAID = ("We have to go now.", "They will be here soon, and nobody may find you in this house.")


def words() -> Iterator[dict[str, object]]:
    """The words of both sentences, a fifth of a second each, the second sentence a second later."""
    at = 0.5
    for sentence in SAID:
        for word in sentence.split():
            yield {"word": word.strip(".,"), "start": round(at, 2), "end": round(at + 0.18, 2), "probability": 0.8}
            at += 0.2
        at += 1.0


SPEECH = SpeechRegions(spans=(Span(start_ms=560, end_ms=1480), Span(start_ms=2400, end_ms=5000)))
ANSWER = Reply(body=json.dumps({"text": " ".join(SAID), "language": "english", "words": list(words())}).encode())


@dataclass(frozen=True)
class Place:
    """A title in English with one episode of six seconds, and no cue."""

    database: Database
    title: Title
    episode_id: int
    folder: Path

    def hearing(self, server: Loopback) -> Hearing:
        equipping = Equipping(self.folder)
        price = Price(currency="USD", per_minute_micros=6000)
        equipping.put(
            EngineSetting(name="ears", engine_id="transcription_server", address=server.address, model="w-1", price=price)
        )
        return Hearing(
            self.database,
            opening=equipping.opening,
            shots=lambda _id: Shots(),
            speech=lambda _media: SPEECH,
            guide=partial(guide_of, shipped_guides()),
        )

    def cues(self) -> list[Cue]:
        with self.database.read() as uow:
            return uow.where(Cue, track_id=[each.id for each in uow.where(Track, episode_id=self.episode_id)])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    database = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    title = Title(id=database.new_id(), code="HEIR", name="The Heir", source_language="en")
    episode = Episode(id=database.new_id(), title_id=title.id, number=1)
    with database.edit(EditHeader(label="edit.create_title", title_id=None, facts={"name": "x"})) as edit, edit.part() as uow:
        uow.put_all([title])
        uow.put_all([episode])
    path = write_sound(tmp_path / "EP01.mp4", spoken(6000, ()))
    Cataloging(database).set_media(episode.id, path, probe(path).info)
    yield Place(database, title, episode.id, tmp_path)
    database.close()


def test_what_is_heard_becomes_source_cues_with_their_origin(place: Place) -> None:
    with serving(ANSWER) as server:
        hearing = place.hearing(server)
        edit = hearing.take(hearing.hear(place.episode_id, "ears"))
    cues = place.cues()
    assert [cue.text for cue in cues] == [
        "We have to go now.", "They will be here soon,", "and nobody may find\nyou in this house.",
    ]  # fmt: skip
    assert cues[0].start_ms == 560 and all(cue.origin is Origin.MACHINE for cue in cues)
    with place.database.read() as uow:
        (batch,), drafts = uow.where(DraftBatch), uow.where(Draft)
        (track,) = uow.where(Track, episode_id=place.episode_id)
    assert (batch.stage, batch.maker, batch.model, batch.column) == (Stage.HEARING, "transcription_server", "w-1", "en")
    assert (batch.price_micros, batch.currency) == (602, "USD") and track.role is Role.SOURCE
    assert [(draft.cue_id, draft.text, draft.confidence) for draft in drafts] == [(cue.id, cue.text, 800) for cue in cues]
    assert edit.header.facts == {"episode": 1, "count": 3}
    History(place.database).undo(place.title.id)
    assert place.cues() == []


def test_it_is_heard_anew_until_a_person_touched_it(place: Place) -> None:
    with serving(ANSWER) as server:
        hearing = place.hearing(server)
        for _time in range(2):
            found = hearing.hear(place.episode_id, "ears")
            hearing.take(found)
        assert len(place.cues()) == 3
        with place.database.edit(EditHeader(label="edit.test", title_id=place.title.id)) as edit, edit.part() as uow:
            uow.put_all([replace(uow.get(Cue, place.cues()[0].id), text="We must go.", origin=Origin.TYPED)])
        for attempt in (lambda: hearing.hear(place.episode_id, "ears"), lambda: hearing.take(found)):
            with pytest.raises(Refused, check=lambda error: error.code == "drafting.source_stands"):
                attempt()
        assert len(server.calls) == 2, "nothing is asked, and paid, that could not be kept"
    assert place.cues()[0].text == "We must go."


def test_what_goes_wrong_is_said_and_nothing_is_written(place: Place) -> None:
    def refused(hearing: Hearing, engine: str, kind: type[CrossreelError]) -> None:
        with pytest.raises(kind):
            hearing.take(hearing.hear(place.episode_id, engine))

    with serving(Reply(body=b'{"text": ""}'), failed(400)) as server:
        hearing = place.hearing(server)
        refused(hearing, "ears", BadInput)
        refused(hearing, "ears", BadInput)
        refused(hearing, "nobody", NotFound)
        (place.folder / "EP01.mp4").unlink()
        refused(hearing, "ears", NotFound)
    assert place.cues() == []
