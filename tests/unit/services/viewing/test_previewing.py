"""Previewing on a real catalog with real videos, libVLC and the caption renderer."""

import shutil
import subprocess
import sys
import threading
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, Cancelled, NotFound
from crossreel.domain.picture.caption import Peaks, Picture
from crossreel.domain.picture.player import PlayerState
from crossreel.media.cache import MediaCache
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.viewing.previewing import Previewing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie, number_in, tone
from tests.unit.services.viewing.conftest import Place


def number_on(picture: Picture) -> int:
    return number_in(np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4))


def test_a_player_plays_the_video_of_an_episode(place: Place) -> None:
    assert place.previewing.player_problem() is None
    player = place.previewing.open_player()
    path = place.previewing.media_path(place.media(1))
    assert path is not None
    ended = threading.Event()

    def told(state: PlayerState) -> None:
        if state is PlayerState.ENDED:
            ended.set()

    player.open(Clip(path=path), 90, 160, lambda: None, told)
    player.play()
    assert ended.wait(60)
    frame = player.frame()
    assert frame is not None
    assert number_in(np.frombuffer(frame, np.uint8).reshape(160, 90, 4)) == 44
    player.close()


def test_a_video_beside_the_catalog_is_found_after_both_moved(place: Place, tmp_path: Path) -> None:
    media = place.media(1)
    assert place.previewing.media_path(media) == place.videos / "EP01.mp4"
    place.previewing.close()
    place.database.close()
    moved = tmp_path / "moved"
    shutil.move(place.folder, moved)
    database = Database.open(moved / "catalog.crossreel")
    try:
        found = Previewing(database).media_path(media)
        assert found is not None
        assert found.samefile(moved / "videos" / "EP01.mp4")
    finally:
        database.close()


def test_a_video_that_is_nowhere_has_no_path_and_no_still(place: Place) -> None:
    media = place.media(1)
    (place.videos / "EP01.mp4").unlink()
    assert place.previewing.media_path(media) is None
    with pytest.raises(NotFound):
        place.previewing.still(media, 0, 100)
    place.previewing.prepare(media)
    assert place.previewing.step_ms(media, 0, 1) is None


def step_ms(place: Place, media: Version, at_ms: int, frames: int) -> int:
    """List the frames, then step."""
    place.previewing.prepare(media)
    found = place.previewing.step_ms(media, at_ms, frames)
    assert found is not None
    return found


def test_stills_and_steps_are_exact(place: Place) -> None:
    media = place.media(2)
    assert place.previewing.step_ms(media, 0, 1) is None, "nobody listed the frames"
    at_ms = 0
    for number in range(1, 6):
        at_ms = step_ms(place, media, at_ms, 1)
        assert number_on(place.previewing.still(media, at_ms, 160)) == number
    assert step_ms(place, media, at_ms, -2) == 100
    with pytest.raises(BadInput):
        place.previewing.still(place.media(3), 0, 100)


def test_a_video_that_was_replaced_is_stepped_by_its_own_frames(place: Place) -> None:
    media = place.media(2)
    assert step_ms(place, media, 0, 1) == 34
    make_movie(place.videos / "EP02.mp4", frames=20, rate=Fraction(25))
    assert step_ms(place, media, 0, 1) == 40


def test_peaks_are_kept_and_outlive_the_video(place: Place) -> None:
    media = place.media(1)
    first = place.previewing.peaks(media)
    assert first.duration_ms >= 1500
    (place.videos / "EP01.mp4").unlink()
    assert place.previewing.peaks(media) == first
    assert place.previewing.peaks(place.media(2)) == Peaks(per_second=600, low=b"", high=b"")


def test_coarse_peaks_of_a_version_before_stand_in_while_the_video_is_gone_and_are_made_anew_where_it_is(place: Place) -> None:
    media, cache = place.media(1), MediaCache(place.folder.parent / "cache")
    coarse = Peaks(per_second=100, low=bytes(150), high=bytes(150))
    cache.put_peaks(media.content_key, coarse)
    path = place.videos / "EP01.mp4"
    aside = path.rename(path.with_suffix(".aside"))
    assert place.previewing.peaks(media) == coarse
    aside.rename(path)
    fine = place.previewing.peaks(media)
    assert fine.per_second >= 2 * 60 and any(fine.high)
    path.unlink()
    assert place.previewing.peaks(media) == fine


def test_a_poster_is_kept_and_outlives_the_video(place: Place) -> None:
    media = place.media(1)
    first = place.previewing.poster(media, 96)
    assert first is not None
    assert (first.width, first.height, number_on(first)) == (54, 96, 16)
    (place.videos / "EP01.mp4").unlink()
    assert place.previewing.poster(media, 96) == first
    assert place.previewing.poster(media, 97) is None


def test_captions_are_painted_once_and_kept(place: Place) -> None:
    first = place.previewing.caption_picture("你到底在哪里？", "zh-Hans", 540, 960)
    assert first is not None
    assert place.previewing.caption_picture("你到底在哪里？", "zh-Hans", 540, 960) is first
    assert place.previewing.caption_picture("", "zh-Hans", 540, 960) is None
    [line] = place.previewing.layout("Where?", "en").lines
    assert line.baseline_px == 1480


def test_the_shipped_safe_zones_hold_the_reference_figures(place: Place) -> None:
    zones = place.previewing.safe_zones()
    assert [zone.id for zone in zones] == ["drama_app", "clean_player", "social_strict"]
    assert [zone.max_width_px for zone in zones] == [788, 972, 660]
    for zone in zones:
        assert zone.source
        assert 0 <= zone.text.x < zone.text.x + zone.text.width <= 1080
        for box in zone.covered:
            apart = (
                box.x + box.width <= zone.text.x
                or box.x >= zone.text.x + zone.text.width
                or box.y + box.height <= zone.text.y
                or box.y >= zone.text.y + zone.text.height
            )
            assert apart, (zone.id, box)


def test_a_folder_relinks_by_content_as_one_edit_that_can_be_undone(place: Place, tmp_path: Path) -> None:
    before = [place.media(number) for number in (1, 2, 3)]
    elsewhere = tmp_path / "elsewhere" / "deep"
    elsewhere.mkdir(parents=True)
    shutil.move(place.videos / "EP01.mp4", elsewhere / "renamed.mp4")
    shutil.move(place.videos / "EP02.mp4", elsewhere / "第二集.mp4")
    (elsewhere / "other.mp4").write_bytes(bytes(before[0].size_bytes))
    report = place.previewing.relink(place.title_id, tmp_path / "elsewhere")
    assert {item.name for item in report.done} == {"renamed.mp4", "第二集.mp4"}
    assert report.failed == ()
    assert report.edit is not None
    assert report.edit.ids("version") == {before[0].id, before[1].id}
    found = place.previewing.media_path(place.media(1))
    assert found is not None
    assert found.samefile(elsewhere / "renamed.mp4")
    History(place.database).undo(place.title_id)
    assert [place.media(number) for number in (1, 2, 3)] == before


def test_relinking_says_what_was_not_found_and_can_be_stopped(place: Place, tmp_path: Path) -> None:
    (place.videos / "EP01.mp4").unlink()
    report = place.previewing.relink(place.title_id, place.videos)
    assert [item.facts["episode"] for item in report.failed] == [1]
    with pytest.raises(NotFound):
        place.previewing.relink(place.title_id, tmp_path / "no folder")
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(Cancelled):
        place.previewing.relink(place.title_id, place.videos, job)


def test_previewing_loads_no_engine_before_it_is_asked() -> None:
    code = (
        "import sys\nimport crossreel.services.viewing.previewing\n"
        "print([name for name in ('vlc', 'av', 'PySide6', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_media_without_a_key_is_neither_kept_nor_mixed_up(place: Place) -> None:
    media = place.media(3)
    assert isinstance(media, Version)
    with pytest.raises(BadInput):
        place.previewing.peaks(media)


def test_what_is_made_of_a_file_that_was_replaced_is_not_kept_as_that_of_the_first(place: Place) -> None:
    media, path = place.media(1), place.videos / "EP01.mp4"
    kept = path.read_bytes()
    make_movie(path, frames=30, samples=tone(1.0))
    assert place.previewing.peaks(media).duration_ms < 1100
    place.previewing.poster(media, 320)
    path.write_bytes(kept)
    assert place.previewing.peaks(media).duration_ms >= 1500
    assert place.previewing.poster(media, 320) is not None
