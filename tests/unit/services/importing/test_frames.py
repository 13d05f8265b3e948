"""Times that count frames: at the rate of the episode's video, else at what somebody says, and never at a guess without a word."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.importing.correction import set_programme_start, start_programmes
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, PlanItem
from crossreel.domain.importing.timing import Timing
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie
from tests.unit.services.importing.folders import held, put_video

TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="{0}:00:01:12" end="{0}:00:03:00">Who is there?</p>'
    '<p begin="{0}:00:03:00" end="{0}:00:04:12">Nobody but me.</p></div></body></tt>'
)
SRT = "1\n00:00:01:12 --> 00:00:02:20\nWho is there?\n\n2\n00:00:03:00 --> 00:00:04:12\nNobody but me.\n"


@pytest.fixture(scope="module")
def movie_25(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A movie of 25 frames a second, six seconds long."""
    return make_movie(tmp_path_factory.mktemp("movies") / "movie.mp4", frames=150, rate=Fraction(25))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder."""
    (tmp_path / "in").mkdir()
    yield tmp_path / "in"


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def subtitle(plan: ImportPlan) -> PlanItem:
    """The only subtitle file of a plan."""
    (item,) = (item for item in plan.items if not item.name.endswith(".mp4"))
    return item


def starts(item: PlanItem) -> list[int]:
    """When its cues start."""
    return [cue.start_ms for cue in item.document.cues] if item.document else []


def kept(database: Database) -> list[int]:
    """When the cues of the only track start."""
    (cues,) = held(database).cues.values()
    return [cue.start_ms for cue in cues]


@pytest.mark.parametrize(("name", "text"), [("EP01_en.ttml", TTML.format("00")), ("EP01_en.srt", SRT)])
def test_files_beside_a_video_count_its_frames(importing: Importing, movie_25: Path, folder: Path, name: str, text: str) -> None:
    put(folder, name, text)
    put_video(movie_25, folder / "zz EP01.mp4")
    item = subtitle(importing.scan([folder]))
    assert starts(item) == [1480, 3000] and not item.doubts


def test_every_episode_of_a_file_that_holds_several_counts_its_frames(importing: Importing, movie_25: Path, folder: Path) -> None:
    put(folder, "EP02_en.srt", SRT)
    put_video(movie_25, folder / "EP01-03.mp4")
    assert starts(subtitle(importing.scan([folder]))) == [1480, 3000]


@pytest.mark.parametrize("name", ["EP01_en.sub", "EP01_en.txt"])
def test_frames_of_microdvd_are_those_of_the_video_or_asked_for(
    importing: Importing, movie_25: Path, folder: Path, name: str
) -> None:
    put(folder, name, "{37}{70}Who is there?\n{75}{110}Nobody but me.\n")
    alone = subtitle(importing.scan([folder]))
    assert alone.refusal is not None and alone.refusal.code == "time.rate_needed"
    put_video(movie_25, folder / "EP01.mp4")
    assert starts(subtitle(importing.scan([folder]))) == [1480, 3000]


def test_a_draft_of_capcut_is_refused_by_name_and_other_json_is_no_subtitle(importing: Importing, folder: Path) -> None:
    put(folder, "draft_content.json", '{"materials": {"texts": []}, "tracks": [{"type": "text", "segments": []}]}')
    draft = subtitle(importing.scan([folder]))
    assert draft.refusal is not None and draft.refusal.code == "format.capcut_draft"
    (folder / "draft_content.json").unlink()
    put(folder, "settings.json", '{"name": "heir", "version": 1}')
    other = subtitle(importing.scan([folder]))
    assert (other.kind, other.refusal) == (ItemKind.OTHER, None)
    (folder / "settings.json").unlink()
    put(folder, "EP01_en.json", '{"segments": [{"start": 1.48, "end": 2.8, "text": " Who is there?"}]}')
    assert starts(subtitle(importing.scan([folder]))) == [1480]


def test_a_rate_that_is_said_counts_more(importing: Importing, movie_25: Path, folder: Path) -> None:
    put(folder, "EP01_en.ttml", TTML.format("00"))
    put_video(movie_25, folder / "EP01.mp4")
    assert starts(subtitle(importing.scan([folder], frame_rate=Fraction(24)))) == [1500, 3000]


def test_files_for_a_title_count_the_frames_of_its_videos(
    importing: Importing, database: Database, movie_25: Path, folder: Path, tmp_path: Path
) -> None:
    put_video(movie_25, folder / "EP01.mp4")
    importing.apply(importing.scan([folder]))
    title_id = held(database).title.id
    late = tmp_path / "late"
    late.mkdir()
    file = put(late, "EP01_en.ttml", TTML.format("00"))
    assert starts(subtitle(importing.scan([late], title_id=title_id))) == [1480, 3000]
    with database.read() as uow:
        (episode,) = uow.where(Episode, title_id=title_id)
    odd = put(late, "no number.ttml", file.read_text(encoding="utf-8"))
    report = importing.import_file(odd, episode.id, "en")
    assert not report.failed
    assert kept(database) == [1480, 3000]


def test_without_a_video_a_rate_is_asked_for_and_read_anew(importing: Importing, folder: Path) -> None:
    put(folder, "EP01_en.ttml", TTML.format("00"))
    put(folder, "EP02_en.ttml", TTML.format("00").replace("Nobody", "No one"))
    plan = importing.scan([folder])
    for item in plan.items:
        assert [doubt.code for doubt in item.doubts] == ["time.frames_assumed"] and starts(item) == [1400, 3000]
    corrected = importing.read_at_rate(plan, Fraction(25))
    assert [starts(item) for item in corrected.items] == [[1480, 3000], [1480, 3000]]
    assert [item.status for item in corrected.items] == [ItemStatus.NEW, ItemStatus.NEW]
    assert not any(item.doubts for item in corrected.items)
    one = importing.read_at_rate(plan, Fraction(24), [plan.items[0].id])
    assert [starts(item) for item in one.items] == [[1500, 3000], [1400, 3000]]


def test_a_file_that_only_a_rate_makes_readable_is_refused_until_it_is_said(importing: Importing, folder: Path) -> None:
    put(folder, "EP01_en.srt", SRT)
    plan = importing.scan([folder])
    (item,) = plan.items
    assert item.status is ItemStatus.REFUSED and item.refusal is not None and item.refusal.code == "time.rate_needed"
    assert starts(importing.read_at_rate(plan, Fraction(25)).items[0]) == [1480, 3000]


def test_a_programme_that_starts_at_an_hour_is_doubted_and_moved_when_somebody_says_so(
    importing: Importing, database: Database, movie_25: Path, folder: Path
) -> None:
    put(folder, "EP01_en.ttml", TTML.format("01"))
    put_video(movie_25, folder / "EP01.mp4")
    plan = importing.scan([folder])
    item = subtitle(plan)
    assert starts(item) == [3_601_480, 3_603_000]
    assert [(doubt.code, doubt.facts["start_ms"]) for doubt in item.doubts] == [("time.programme_start", 3_600_000)]
    for moved in (
        start_programmes(plan, "found"),
        start_programmes(plan, "01:00:00:00"),
        set_programme_start(plan, item.id, 3_600_000),
    ):
        assert starts(subtitle(moved)) == [1480, 3000] and not subtitle(moved).doubts
    back = set_programme_start(moved, item.id, None)
    assert starts(subtitle(back)) == [3_601_480, 3_603_000]
    importing.apply(moved)
    assert kept(database) == [1480, 3000]


def test_one_file_may_be_moved_as_it_comes_in(importing: Importing, database: Database, movie_25: Path, folder: Path) -> None:
    put_video(movie_25, folder / "EP01.mp4")
    importing.apply(importing.scan([folder]))
    file = put(folder, "EP01_en.ttml", TTML.format("10"))
    with database.read() as uow:
        (episode,) = uow.where(Episode)
    importing.import_file(file, episode.id, "en", timing=Timing(programme_start="found"))
    assert kept(database) == [1480, 3000]
