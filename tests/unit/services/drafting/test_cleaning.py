"""A cleaned picture beside the one with burned-in text: FFmpeg made both."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.picture.caption import Box
from crossreel.engines.models import get_model
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.cleaning import Cleaning
from crossreel.services.drafting.reading import Reading
from tests.builders import Drama, make_drama
from tests.unit.media.burned import Line, burn, has_ffmpeg

pytestmark = [
    pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg"),
    pytest.mark.skipif(not get_model("pp_ocr_v6").path.is_file(), reason="make models brings it"),
]
SIZE = (360, 640)
SIGN = Line(first=0, stop=60, text="三年以后", at=(0.5, 0.3))
CAPTIONS = (Line(first=5, stop=25, text="你怎么现在才来"), Line(first=30, stop=55, text="真相总有一天会大白"))


def drama_with(folder: Path, clean: Path) -> Drama:
    """Two episodes; the first has a picture with text and a cleaned one."""
    burned = burn(None, folder / "EP01.mp4", [*CAPTIONS, SIGN], size=SIZE, frames=60)
    made = make_drama(folder / "catalog.crossreel", episodes=2, cues=0, languages=())
    Cataloging(made.database).set_media(made.episode_ids[0], burned, probe(burned).info)
    with made.database.edit(EditHeader(label="edit.add_version", title_id=made.title_id)) as edit, edit.part() as uow:
        [version] = uow.where(Version, episode_id=made.episode_ids[0])
        uow.put(replace(version, look=Look.BURNED))
        cleaned = replace(
            version, id=uow.new_id(), is_reference=False, look=Look.CLEAN, path=str(clean), relative_path="", content_key=""
        )
        uow.put(cleaned)
        track = Track(id=uow.new_id(), episode_id=made.episode_ids[0], language="zh-Hans", role=Role.SIGNS)
        uow.put(track)
        uow.put(Cue(id=uow.new_id(), track_id=track.id, start_ms=0, end_ms=2400, text=SIGN.text, placement="38,28,24,5"))
    Reading(made.database).set_band(made.title_id, made.episode_ids[:1], Box(x=5, y=68, width=90, height=12))
    return made


def found(folder: Path, clean: Path) -> list[str]:
    """Return the codes of what is said of the first episode."""
    drama = drama_with(folder, clean)
    report = Cleaning(drama.database, workers=0).check(drama.title_id)
    assert [item.code for item in report.skipped] == ["drafting.no_clean_picture"] and not report.failed
    return [item.code for item in (*report.done, *report.doubts)]


def test_a_clean_picture_is_fine(tmp_path: Path) -> None:
    assert found(tmp_path, burn(None, tmp_path / "clean.mp4", [SIGN], size=SIZE, frames=60)) == ["drafting.clean"]


def test_text_that_is_left_and_a_sign_that_is_gone_are_told(tmp_path: Path) -> None:
    assert found(tmp_path, burn(None, tmp_path / "clean.mp4", CAPTIONS[1:], size=SIZE, frames=60)) == [
        "drafting.text_left", "drafting.sign_gone",
    ]  # fmt: skip


def test_another_edit_is_told_from_the_picture_on_where_it_differs(tmp_path: Path) -> None:
    clean = burn(None, tmp_path / "clean.mp4", [SIGN], size=SIZE, frames=60, more="hflip,")
    drama = drama_with(tmp_path, clean)
    [doubt] = Cleaning(drama.database, workers=0).check(drama.title_id, episode_ids=drama.episode_ids[:1]).doubts
    assert doubt.code == "drafting.other_edit" and doubt.facts["at_ms"] == 0
