"""Shot changes of a catalog: kept by content, edited in one step each, in the journal with everything else."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, NotFound
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.marking.shots import Marking
from crossreel.services.viewing.previewing import Previewing
from tests.builders import Drama, make_drama
from tests.unit.media.scenes import make_cuts

CUTS_MS = (1334, 2167, 4167)


@dataclass(frozen=True)
class Place:
    """A title of three episodes: the first two have videos, the third none; `again` is another program on the same files."""

    folder: Path
    drama: Drama
    marking: Marking

    def media(self, number: int) -> Version:
        with self.drama.database.read() as uow:
            return uow.where(Version, episode_id=self.episode(number))[0]

    def episode(self, number: int) -> int:
        return self.drama.episode_ids[number - 1]

    def times(self, number: int = 1) -> tuple[int, ...]:
        return self.marking.shots(self.episode(number)).times_ms

    @property
    def history(self) -> History:
        return History(self.drama.database)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cuts(tmp_path_factory.mktemp("video") / "EP01.mp4", (40, 25, 60, 30))


@pytest.fixture
def place(tmp_path: Path, video: Path) -> Iterator[Place]:
    drama = make_drama(tmp_path / "catalog.crossreel", episodes=3)
    cataloging = Cataloging(drama.database)
    for number in (1, 2):
        path = Path(shutil.copy(video, tmp_path / f"EP0{number}.mp4"))
        if number == 2:
            path.write_bytes(path.read_bytes() + b"\x00\x00\x00\x08free")
        cataloging.set_media(drama.episode_ids[number - 1], path, probe(path).info)
    yield Place(tmp_path, drama, Marking(drama.database, cache_folder=tmp_path / "cache"))
    drama.database.close()


def refused(code: str, kind: type[CrossreelError] = BadInput) -> pytest.RaisesExc:
    return pytest.RaisesExc(kind, check=lambda error: error.code == code)


def test_they_are_found_once_and_a_moved_video_has_them_still(place: Place) -> None:
    assert not place.marking.shots(place.episode(1)).is_sought
    report = place.marking.find_all(place.drama.title_id)
    assert [(item.name, item.facts["count"]) for item in report.done] == [("1", 3), ("2", 3)]
    assert (place.times(1), place.times(2), place.times(3)) == (CUTS_MS, CUTS_MS, ())
    (place.folder / "EP01.mp4").rename(place.folder / "elsewhere.mp4")
    again = Marking(place.drama.database, cache_folder=place.folder / "cache")
    assert again.shots(place.episode(1)).times_ms == CUTS_MS
    assert tuple(span.start_ms for span in again.find(place.media(1))) == CUTS_MS
    with refused("previewing.offline", NotFound):
        again.find(place.media(1), again=True)
    Previewing(place.drama.database).relink(place.drama.title_id, place.folder)
    assert len(again.find(place.media(1), again=True)) == 3


def test_each_edit_is_one_step_back(place: Place) -> None:
    place.marking.find_all(place.drama.title_id)
    episode_id, title_id = place.episode(1), place.drama.title_id
    states = [place.times()]
    labels = []
    for edit in (
        place.marking.add(episode_id, 3000),
        place.marking.remove(episode_id, CUTS_MS[0] + 2),
        place.marking.move(episode_id, 3000, 3100),
        place.marking.move(episode_id, CUTS_MS[1], 2300),
    ):
        labels.append(edit.header.label)
    assert place.times() == (2300, 3100, 4167)
    assert labels == ["edit.add_shot", "edit.remove_shot", "edit.move_shot", "edit.move_shot"]
    assert place.marking.shots(episode_id).own_ms == {2300, 3100}
    after = place.times()
    for _ in labels:
        assert place.history.undo(title_id) is not None
        states.append(place.times())
    assert states[1:] == [(2167, 3100, 4167), (2167, 3000, 4167), (1334, 2167, 3000, 4167), CUTS_MS]
    for _ in labels:
        assert place.history.redo(title_id) is not None
    assert place.times() == after
    assert place.marking.reset(episode_id).changes
    assert place.times() == CUTS_MS


def test_finding_again_loses_nothing_that_a_person_did(place: Place) -> None:
    place.marking.add(place.episode(1), 3000)
    assert place.times() == (3000,)
    place.marking.find_all(place.drama.title_id)
    place.marking.remove(place.episode(1), CUTS_MS[2])
    place.marking.find_all(place.drama.title_id, again=True)
    assert place.times() == (*CUTS_MS[:2], 3000)
    assert place.times(2) == CUTS_MS


def test_what_cannot_be_is_refused(place: Place) -> None:
    with refused("marking.no_video"):
        place.marking.add(place.episode(3), 1000)
    with refused("marking.outside"):
        place.marking.add(place.episode(1), 60_000)
    with refused("marking.no_shot", NotFound):
        place.marking.remove(place.episode(1), 1000)
    with refused("marking.no_shot", NotFound):
        place.marking.move(place.episode(1), 1000, 2000)
    assert next(iter(place.history.lines(place.drama.title_id))).label == "edit.set_media"


def test_one_bad_video_stops_nothing_and_the_user_stops_all(place: Place) -> None:
    (place.folder / "EP01.mp4").write_bytes(b"broken" * 100)
    report = place.marking.find_all(place.drama.title_id)
    assert [item.name for item in report.done] == ["2"]
    assert [(item.name, item.code) for item in report.failed] == [("1", "media.not_video")]
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(Cancelled):
        place.marking.find_all(place.drama.title_id, job)


@pytest.mark.parametrize("kind", list(ShotListKind))
def test_a_list_that_was_written_is_read_back(place: Place, kind: ShotListKind) -> None:
    place.marking.find_all(place.drama.title_id)
    place.marking.add(place.episode(1), 3000)
    before, path = place.times(), place.folder / f"shots{kind.extension}"
    place.marking.export_list(place.episode(1), path, kind)
    for number in (1, 2):
        place.marking.import_list(place.episode(number), path)
        assert place.times(number) == before
    assert place.history.undo(place.drama.title_id) is not None
    assert place.times(2) == CUTS_MS


def test_a_list_is_added_or_put_in_the_place_of_all(place: Place) -> None:
    place.marking.find_all(place.drama.title_id)
    path = place.folder / "list.txt"
    path.write_text("# keyframe format v1\nfps 0\n0\n40\n90\n", "utf-8")
    place.marking.import_list(place.episode(1), path, instead=False)
    assert place.times() == (1334, 2167, 3000, 4167)
    place.marking.import_list(place.episode(1), path)
    assert place.times() == (1334, 3000)
    place.marking.find_all(place.drama.title_id, again=True)
    assert place.times() == (1334, 3000)
    path.write_text("0\n9000\n", "utf-8")
    with refused("marking.outside"):
        place.marking.import_list(place.episode(1), path)
    path.write_text("first\n", "utf-8")
    with refused("marking.list_line"):
        place.marking.import_list(place.episode(1), path)


def test_what_is_found_in_a_file_that_was_replaced_is_not_taken_for_what_is_in_the_first(place: Place) -> None:
    first, path = place.media(1), place.folder / "EP01.mp4"
    kept = path.read_bytes()
    make_cuts(path, (20, 30))
    (other,) = place.marking.find(first)
    assert other.start_ms not in CUTS_MS
    assert place.marking.found(first) is None
    path.write_bytes(kept)
    assert tuple(span.start_ms for span in place.marking.find(first)) == CUTS_MS
