"""Speech of a catalog's videos: found once, kept by content."""

import shutil
from pathlib import Path

import pytest

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import NotFound
from crossreel.engines.models import get_model
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.files import speech
from crossreel.services.listening.regions import Listening
from tests.builders import Drama, make_drama
from tests.unit.media.voices import spoken, write_sound

SPANS = ((1000, 2200), (5200, 8000), (9000, 11_500))
pytestmark = pytest.mark.skipif(not get_model("silero_vad").path.is_file(), reason="make models brings it")


@pytest.fixture
def drama(tmp_path: Path) -> Drama:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2)
    path = write_sound(tmp_path / "EP01.mp4", spoken(13_000, SPANS), 48_000)
    Cataloging(made.database).set_media(made.episode_ids[0], path, probe(path).info)
    return made


def media_of(drama: Drama) -> Version:
    with drama.database.read() as uow:
        return uow.where(Version, episode_id=drama.episode_ids[0])[0]


def test_speech_is_found_once_and_kept_by_content(drama: Drama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening(drama.database, cache_folder=tmp_path / "cache")
    assert listening.regions(drama.episode_ids[0]) is None
    found = listening.find(media_of(drama))
    assert len(found.spans) == 3
    for span, (start_ms, end_ms) in zip(found.spans, SPANS, strict=True):
        assert abs(span.start_ms - start_ms) <= 150 and abs(span.end_ms - end_ms) <= 150
    monkeypatch.setattr(speech, "DETECTOR", "nobody may be asked again")
    again = Listening(drama.database, cache_folder=tmp_path / "cache")
    assert again.regions(drama.episode_ids[0]) == again.find(media_of(drama)) == found
    assert again.regions(drama.episode_ids[1]) is None


def test_one_video_that_is_gone_stops_no_other(drama: Drama, tmp_path: Path) -> None:
    gone = write_sound(tmp_path / "EP02.mp4", spoken(1000, ()))
    Cataloging(drama.database).set_media(drama.episode_ids[1], gone, probe(gone).info)
    gone.unlink()
    listening = Listening(drama.database, cache_folder=tmp_path / "cache")
    report = listening.find_all(drama.title_id)
    assert [(item.name, item.facts["count"]) for item in report.done] == [("1", 3)]
    assert [(item.name, item.code) for item in report.failed] == [("2", "previewing.offline")]
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "EP01.mp4").unlink()
    with pytest.raises(NotFound):
        Listening(drama.database, cache_folder=tmp_path / "cache").find(media_of(drama))
