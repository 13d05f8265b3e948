"""Preparing a title: every good episode is prepared, one bad one stops nothing."""

import pytest

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import Cancelled
from crossreel.domain.picture.caption import Peaks
from crossreel.services.jobs import JobContext
from crossreel.services.viewing.analyzing import Analyzing
from crossreel.services.viewing.previewing import POSTER_HEIGHTS
from tests.unit.services.viewing.conftest import Place


def test_a_title_is_prepared_with_one_bad_video_in_it(place: Place) -> None:
    told: list[tuple[int, int, str]] = []
    analyzing = Analyzing(place.database, peaks=place.previewing.peaks, poster=place.previewing.poster)
    report = analyzing.prepare(place.title_id, JobContext(on_progress=lambda *step: told.append(step)))
    assert [item.name for item in report.done] == ["1", "2"]
    assert [(item.name, item.code) for item in report.failed] == [("3", "media.not_video")]
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3)]
    first = place.media(1)
    (place.videos / "EP01.mp4").unlink()
    assert place.previewing.peaks(first).high
    assert all(place.previewing.poster(first, height) is not None for height in POSTER_HEIGHTS)


def test_preparing_can_be_stopped(place: Place) -> None:
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(Cancelled):
        Analyzing(place.database, peaks=place.previewing.peaks, poster=place.previewing.poster).prepare(place.title_id, job)


def test_what_nobody_foresaw_in_one_video_stops_nothing(place: Place) -> None:
    def peaks(media: Version, job: JobContext) -> Peaks:
        if media.path.endswith("EP01.mp4"):
            raise ZeroDivisionError
        return place.previewing.peaks(media, job)

    report = Analyzing(place.database, peaks=peaks, poster=place.previewing.poster).prepare(place.title_id)
    assert [item.name for item in report.done] == ["2"]
    assert [(item.name, item.code) for item in report.failed] == [("1", "item.unexpected"), ("3", "media.not_video")]
