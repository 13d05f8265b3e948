"""Burned-in text becomes the source of a title: FFmpeg drew it, the catalog has it with its times, crops and signs."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.burned_text import FoundBy, ReadingCrop, TextBand
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box
from crossreel.engines.models import get_model
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.reading import Reading
from crossreel.services.history.undoing import History
from tests.builders import Drama, journaled_rows, make_drama
from tests.unit.media.burned import Line, burn, has_ffmpeg

pytestmark = [
    pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg"),
    pytest.mark.skipif(not get_model("pp_ocr_v6").path.is_file(), reason="make models brings it"),
]
CAPTIONS = (
    Line(first=10, stop=35, text="你怎么现在才来?"),
    Line(first=35, stop=60, text="我等了你\n整整三年"),
    Line(first=70, stop=95, text="走"),
)
SIGN = Line(first=30, stop=90, text="三年以后", at=(0.5, 0.3))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds and a half."""
    return burn(None, tmp_path_factory.mktemp("burned") / "EP01.mp4", [*CAPTIONS, SIGN], size=(540, 960), frames=112)


@pytest.fixture
def drama(tmp_path: Path, clip: Path) -> Drama:
    """Two episodes without a line; the video of the second is gone."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=0, languages=())
    Cataloging(made.database).set_media(made.episode_ids[0], clip, probe(clip).info)
    return made


def test_the_text_of_a_video_becomes_source_and_signs(drama: Drama) -> None:
    reading = Reading(drama.database, workers=0)
    report = reading.read(drama.title_id)
    assert [item.name for item in report.done] == ["1"]
    assert [(item.name, item.code) for item in report.failed] == [("2", "drafting.no_video")]
    with drama.database.read() as uow:
        tracks = {track.role: track for track in uow.where(Track, episode_id=drama.episode_ids[0])}
        cues = sorted(uow.where(Cue, track_id=tracks[Role.SOURCE].id), key=lambda cue: cue.start_ms)
        [sign] = uow.where(Cue, track_id=tracks[Role.SIGNS].id)
        drafts = {each.cue_id: each for each in uow.where(Draft, cue_id=[cue.id for cue in cues])}
        batches = {batch.id: batch for batch in uow.where(DraftBatch, title_id=drama.title_id)}
        crops = uow.where(ReadingCrop, cue_id=[*drafts, sign.id])
        [band] = uow.where(TextBand, episode_id=drama.episode_ids[0])
    assert [cue.text for cue in cues] == ["你怎么现在才来？", "我等了你\n整整三年", "走"], (
        "with the marks that Chinese is written with"
    )
    for cue, line in zip(cues, CAPTIONS, strict=True):
        assert abs(cue.start_ms - 40 * line.first) <= 40 and abs(cue.end_ms - 40 * line.stop) <= 40
        assert cue.origin is Origin.MACHINE and batches[drafts[cue.id].batch_id].stage is Stage.READING
        assert (drafts[cue.id].confidence or 0) > 800
    assert sign.text == "三年以后" and abs(sign.start_ms - 1200) <= 80 and abs(sign.end_ms - 3600) <= 80
    x, y, width, height = (float(part) for part in sign.placement.split(","))
    assert 30 < x < 45 and 25 < y < 31 and 15 < width < 40 and 2 < height < 8
    assert len(crops) == 4 and all(crop.data.startswith(b"\xff\xd8") and crop.media_type == "image/jpeg" for crop in crops)
    top, bottom = float(band.box.split(",")[1]), float(band.box.split(",")[1]) + float(band.box.split(",")[3])
    assert 60 < top < 72 and 76 < bottom < 88 and band.found_by is FoundBy.ENGINE


def test_reading_is_one_edit_and_what_stands_is_never_read_over(drama: Drama, clip: Path) -> None:
    before = journaled_rows(drama.database)
    reading = Reading(drama.database, workers=0)
    reading.read(drama.title_id, episode_ids=drama.episode_ids[:1], signs=False)
    report = reading.read(drama.title_id, episode_ids=drama.episode_ids[:1])
    assert [item.code for item in report.failed] == ["drafting.has_source"]
    History(drama.database).undo(drama.title_id)
    after = journaled_rows(drama.database)
    assert {kind: rows for kind, rows in after.items() if rows} == {kind: rows for kind, rows in before.items() if rows}


def test_a_band_that_a_person_set_is_where_it_is_read(drama: Drama) -> None:
    reading = Reading(drama.database, workers=0)
    wanted = Box(x=10, y=22, width=80, height=16)
    with pytest.raises(BadInput):
        reading.set_band(drama.title_id, drama.episode_ids, replace(wanted, y=95))
    reading.set_band(drama.title_id, drama.episode_ids, wanted)
    assert reading.bands(drama.title_id)[drama.episode_ids[1]].found_by is FoundBy.PERSON
    reading.read(drama.title_id, episode_ids=drama.episode_ids[:1], signs=False)
    with drama.database.read() as uow:
        [track] = uow.where(Track, episode_id=drama.episode_ids[0])
        assert [cue.text for cue in uow.where(Cue, track_id=track.id)] == ["三年以后"]
    assert reading.bands(drama.title_id)[drama.episode_ids[0]].box == "10,22,80,16"
