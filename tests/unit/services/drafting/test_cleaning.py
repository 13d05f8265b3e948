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
from crossreel.i18n.messages import sentence
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.media import MediaChecking
from crossreel.services.checking.waiving import Waiving
from crossreel.services.drafting.cleaning import Cleaning
from crossreel.services.drafting.reading import Reading
from crossreel.services.files import cleaned
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
        beside = replace(
            version, id=uow.new_id(), is_reference=False, look=Look.CLEAN, path=str(clean), relative_path="", content_key=""
        )
        uow.put(beside)
        track = Track(id=uow.new_id(), episode_id=made.episode_ids[0], language="zh-Hans", role=Role.SIGNS)
        uow.put(track)
        uow.put(Cue(id=uow.new_id(), track_id=track.id, start_ms=0, end_ms=2400, text=SIGN.text, placement="38,28,24,5"))
    Reading(made.database).set_band(made.title_id, made.episode_ids[:1], Box(x=5, y=68, width=90, height=12))
    return made


def checking_of(drama: Drama, folder: Path) -> MediaChecking:
    """Return what checks pictures and sounds, handed the comparison as the desk hands it."""
    cache = folder / "cache"
    cleaning = Cleaning(drama.database, cache_folder=cache, workers=0)
    return MediaChecking(
        drama.database, cache_folder=cache, compare=lambda *_: {}, workers=0,
        cleaned=lambda title_id, episodes, job: cleaning.compare(title_id, episode_ids=episodes, job=job),
    )  # fmt: skip


def found(drama: Drama, folder: Path) -> list[str]:
    """Return the codes of what is said of the first episode."""
    report = checking_of(drama, folder).check_cleaned(drama.title_id)
    assert [item.code for item in report.skipped] == ["drafting.no_clean_picture"] and not report.failed
    return [item.code for item in (*report.done, *report.doubts)]


def test_a_clean_picture_is_fine(tmp_path: Path) -> None:
    drama = drama_with(tmp_path, burn(None, tmp_path / "clean.mp4", [SIGN], size=SIZE, frames=60))
    assert found(drama, tmp_path) == ["media.clean"]
    assert Waiving(drama.database).findings(drama.title_id) == ()


def test_text_that_is_left_and_a_sign_that_is_gone_are_findings_of_the_cleaned_picture(tmp_path: Path) -> None:
    drama = drama_with(tmp_path, burn(None, tmp_path / "clean.mp4", CAPTIONS[1:], size=SIZE, frames=60))
    assert found(drama, tmp_path) == ["qc.sign_gone", "qc.text_left"]
    waiving = Waiving(drama.database)
    gone, left = sorted(waiving.findings(drama.title_id), key=lambda each: each.rule)
    with drama.database.read() as uow:
        [cleaned] = [each.id for each in uow.where(Version, episode_id=drama.episode_ids[0]) if each.look is Look.CLEAN]
    assert (gone.rule, gone.version_id, gone.start_ms, gone.end_ms) == ("sign_gone", cleaned, 0, 2400)
    assert sentence(gone.code, gone.facts).startswith(f"The sign “{SIGN.text}” is gone")
    assert (left.rule, left.version_id, left.facts["words"]) == ("text_left", cleaned, CAPTIONS[1].text)
    assert abs(left.start_ms - 1200) <= 40 and abs(left.end_ms - 2200) <= 40


def test_what_was_accepted_of_a_cleaned_picture_stays_so_in_every_later_check_and_files_are_compared_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drama = drama_with(tmp_path, burn(None, tmp_path / "clean.mp4", CAPTIONS[1:], size=SIZE, frames=60))
    checking, waiving = checking_of(drama, tmp_path), Waiving(drama.database)
    summary = checking.run(drama.title_id)
    assert {"sign_gone", "text_left"} <= {each.rule for each in waiving.findings(drama.title_id)} and summary.failed == ()
    waiving.waive([each.id for each in waiving.findings(drama.title_id) if each.rule == "sign_gone"], "the director wants it so")
    monkeypatch.setattr(cleaned, "_compared", lambda task: pytest.fail("compared again"))
    assert found(drama, tmp_path) == ["qc.text_left"]
    assert checking.run(drama.title_id).waived == 1
    rules = [each.rule for each in waiving.findings(drama.title_id)]
    assert "text_left" in rules and "sign_gone" not in rules


def test_another_edit_is_told_of_the_picture_that_cues_are_not_timed_to(tmp_path: Path) -> None:
    clean = burn(None, tmp_path / "clean.mp4", [SIGN], size=SIZE, frames=60, more="hflip,")
    drama = drama_with(tmp_path, clean)
    [doubt] = checking_of(drama, tmp_path).check_cleaned(drama.title_id, episode_ids=drama.episode_ids[:1]).doubts
    assert (doubt.code, doubt.facts["at_ms"], doubt.facts["other"]) == ("qc.recut.frames", 0, "EP01.mp4")
    with drama.database.edit(EditHeader(label="edit.add_version", title_id=drama.title_id)) as edit, edit.part() as uow:
        videos = uow.where(Version, episode_id=drama.episode_ids[0])
        uow.put_all(replace(each, is_reference=False) for each in videos)
        uow.put_all(replace(each, is_reference=each.look is Look.CLEAN) for each in videos)
    [doubt] = checking_of(drama, tmp_path).check_cleaned(drama.title_id, episode_ids=drama.episode_ids[:1]).doubts
    assert (doubt.code, doubt.facts["other"]) == ("qc.recut.frames", "clean.mp4")


def test_a_cleaned_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    clean = burn(None, tmp_path / "clean.mp4", [SIGN], size=SIZE, frames=60)
    drama = drama_with(tmp_path, clean)
    clean.unlink()
    checking = checking_of(drama, tmp_path)
    assert [item.code for item in checking.check_cleaned(drama.title_id).failed] == ["previewing.offline"]
    assert [item.code for item in checking.run(drama.title_id).failed] == ["previewing.offline"]
