"""QC of the pictures and sounds of a title: read once, kept by content, judged, kept as findings and as a run, accepted by name."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Look, Medium, VersionFacts
from crossreel.domain.delivery import Profile
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Cancelled, NotFound
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.quality.rule_setting import Weight
from crossreel.media import reading
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.kept_runs import Runs
from crossreel.services.checking.media import MediaChecking
from crossreel.services.checking.ruling import Ruling
from crossreel.services.checking.waiving import Waiving
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.viewing.proving import Proving
from crossreel.storage.database import Database
from tests.unit.media.clips import black, scene, silence, sine, write_clip
from tests.unit.media.movies import make_heard


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a faultless episode, one with a long black stretch, one that is silent, and sounds alone."""
    folder, tone = tmp_path_factory.mktemp("movies"), [sine(6, level=0.1)] * 2
    shots = [*scene(1, 60), *scene(2, 120)]
    return {
        "good": write_clip(folder / "good.mov", shots, tone),
        "black": write_clip(folder / "black.mov", [*scene(3, 60), *black(75), *scene(4, 45)], tone),
        "silent": write_clip(folder / "silent.mov", [*scene(5, 60), *scene(6, 120)], [silence(6)] * 2),
        "mute": write_clip(folder / "mute.mov", [*scene(7, 60), *scene(8, 60)]),
        "loud": write_clip(folder / "loud.mov", [*scene(9, 100), *scene(10, 80)], [sine(6, level=0.6)] * 2),
        "left": write_clip(folder / "left.mov", channels=[sine(4), silence(4)]),
    }


@dataclass
class Shelf:
    """A title whose episodes have the files of a folder, and what checks them."""

    database: Database
    title_id: int
    folder: Path
    cataloging: Cataloging
    checking: MediaChecking
    waiving: Waiving

    def add(self, number: int, movie: Path, facts: VersionFacts | None = None, *, reference: bool = True) -> int:
        """Give an episode a copy of a file; return the id of the version."""
        there = {row.episode.number: row.episode.id for row in self.cataloging.matrix(self.title_id).rows}
        if number not in there:
            there[number] = next(iter(self.cataloging.add_episode(self.title_id, number).ids("episode")))
        path = Path(shutil.copy(movie, self.folder / f"{number}-{movie.name}"))
        edit = self.cataloging.add_version(there[number], path, facts or VersionFacts(), reference=reference)
        return next(change.id for change in edit.changes if change.kind == "version" and change.before is None)

    def found(self) -> list[tuple[int | None, str]]:
        """Return what is found now: of which version, by which rule."""
        return [(each.version_id, each.rule) for each in self.findings()]

    def findings(self) -> tuple[Finding, ...]:
        return self.waiving.findings(self.title_id)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    database = Database.open(tmp_path / "c.crossreel", author="Ana")
    title_id = database.new_id()
    with database.edit(EditHeader(label="edit.create_title", title_id=title_id)) as edit, edit.part() as uow:
        uow.put(Title(id=title_id, code="HEIR", name="Heir"))
    cache = tmp_path / "cache"
    checking = MediaChecking(database, cache_folder=cache, compare=Proving(database, cache_folder=cache).kin, workers=0)
    (tmp_path / "files").mkdir()
    yield Shelf(database, title_id, tmp_path / "files", Cataloging(database), checking, Waiving(database))
    database.close()


def test_every_version_is_judged_and_what_is_found_stands_in_the_catalog(shelf: Shelf, movies: dict[str, Path]) -> None:
    shelf.add(1, movies["good"])
    dark, still = shelf.add(2, movies["black"]), shelf.add(3, movies["silent"])
    left = shelf.add(1, movies["left"], VersionFacts(medium=Medium.SOUND, look=Look.DUBBED, language="en"), reference=False)
    summary = shelf.checking.run(shelf.title_id)
    assert sorted(shelf.found()) == sorted([(dark, "black_frames"), (still, "silent_sound"), (left, "missing_channel")])
    assert (summary.media, summary.errors, summary.warnings, summary.failed) == (4, 2, 1, ())
    (dark_one,) = [each for each in shelf.findings() if each.version_id == dark]
    assert (dark_one.start_ms, dark_one.end_ms, dark_one.facts) == (2000, 4500, {"seconds": 2.5, "frames": 75})
    figures = shelf.checking.figures(shelf.title_id)
    assert [each.episode for each in figures] == [1, 1, 2, 3]
    sound = figures[0].facts.sound if figures[0].facts else None
    assert sound is not None and sound.integrated == pytest.approx(-20.7, abs=0.3)


def test_a_title_is_judged_by_the_loudness_it_has_chosen(shelf: Shelf, movies: dict[str, Path]) -> None:
    good = shelf.add(1, movies["good"])  # -20.7 LUFS
    wanted = LoudnessTarget(integrated=-20.0, tolerance=1.0)
    about = Profile(id="silent", name="No word of it", version="1", buyer="B", formats=(), include=())
    profiles = (replace(about, id="buyer", loudness=wanted), about)
    checking = MediaChecking(
        shelf.database, cache_folder=shelf.folder.parent / "cache", compare=lambda *_: {}, workers=0, profiles=lambda: profiles
    )
    assert [each.id for each in checking.loudness_offers()] == ["buyer", "app", "web", "ebu_r128", "atsc_a85"]
    checking.run(shelf.title_id)
    assert shelf.found() == [] and checking.chosen_loudness(shelf.title_id) == ""
    checking.choose_loudness(shelf.title_id, "ebu_r128")
    assert checking.choose_loudness(shelf.title_id, "app").header.label == "edit.choose_loudness"
    checking.run(shelf.title_id)
    (finding,) = shelf.findings()
    assert (finding.version_id, finding.rule, finding.facts["target"], finding.code) == (
        good,
        "loudness",
        -16.0,
        "qc.loudness.quiet",
    )
    History(shelf.database).undo(shelf.title_id)
    assert checking.chosen_loudness(shelf.title_id) == "ebu_r128"
    checking.choose_loudness(shelf.title_id, "buyer")
    assert checking.run(shelf.title_id).failed == () and shelf.found() == []
    assert [each.code for each in shelf.checking.run(shelf.title_id).failed] == ["media.no_loudness"], "no such profile any more"
    checking.choose_loudness(shelf.title_id, "")
    assert checking.chosen_loudness(shelf.title_id) == "" and shelf.checking.run(shelf.title_id).failed == ()
    with pytest.raises(NotFound):
        checking.choose_loudness(shelf.title_id, "silent")


def test_a_file_is_read_once_and_a_moved_one_not_again(
    shelf: Shelf, movies: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(1, movies["black"])
    shelf.checking.run(shelf.title_id)
    before = shelf.findings()
    monkeypatch.setattr(reading, "read_media", lambda *args, **kw: pytest.fail("read again"))
    shelf.checking.run(shelf.title_id)
    assert shelf.findings() == before
    (shelf.folder / "1-black.mov").rename(shelf.folder / "moved.mov")
    row = shelf.cataloging.matrix(shelf.title_id).rows[0]
    assert row.media is not None
    shelf.cataloging.refer_version(row.media.id, shelf.folder / "moved.mov")
    shelf.checking.run(shelf.title_id)
    assert [(each.rule, each.id) for each in shelf.findings()] == [(each.rule, each.id) for each in before]


def test_a_bad_file_stops_no_other(shelf: Shelf, movies: dict[str, Path]) -> None:
    gone, broken, dark = shelf.add(1, movies["good"]), shelf.add(2, movies["silent"]), shelf.add(3, movies["black"])
    (shelf.folder / "1-good.mov").unlink()
    (shelf.folder / "2-silent.mov").write_text("garbage " * 9000)
    summary = shelf.checking.run(shelf.title_id)
    assert [(item.name, item.code) for item in summary.failed] == [("1", "previewing.offline"), ("2", "media.not_video")]
    assert sorted(shelf.found()) == sorted([(broken, "file_replaced"), (dark, "black_frames")])
    assert gone not in {version for version, _rule in shelf.found()}


def test_a_file_that_was_replaced_is_told_also_where_size_and_time_are_the_same(shelf: Shelf, movies: dict[str, Path]) -> None:
    import os

    version = shelf.add(1, movies["good"])
    shelf.checking.run(shelf.title_id)
    assert shelf.found() == []
    path = shelf.folder / "1-good.mov"
    known = path.stat()
    data = bytearray(path.read_bytes())
    data[data.index(b"mdat") + 64 : data.index(b"mdat") + 96] = bytes(32)
    other = path.with_suffix(".new")
    other.write_bytes(data)
    os.utime(other, ns=(known.st_atime_ns, known.st_mtime_ns))
    other.replace(path)
    shelf.checking.run(shelf.title_id)
    assert (version, "file_replaced") in shelf.found()


def test_an_accepted_finding_stays_accepted_until_the_file_is_another(shelf: Shelf, movies: dict[str, Path]) -> None:
    shelf.add(1, movies["black"])
    shelf.checking.run(shelf.title_id)
    (finding,) = shelf.findings()
    shelf.waiving.waive([finding.id], "the dream")
    summary = shelf.checking.run(shelf.title_id)
    assert (shelf.found(), summary.waived, summary.warnings) == ([], 1, 0)
    report = shelf.waiving.report(shelf.title_id)
    assert [(each.rule, waiver.reason) for each, waiver in report.waived] == [("black_frames", "the dream")]


def test_findings_go_with_their_version_and_with_what_it_shows(shelf: Shelf, movies: dict[str, Path]) -> None:
    dark, still = shelf.add(1, movies["black"]), shelf.add(2, movies["silent"])
    shelf.checking.run(shelf.title_id)
    assert len(shelf.found()) == 2
    shelf.cataloging.change_version(still, VersionFacts(label="v2"))
    assert (still, "silent_sound") in shelf.found(), "another name changes nothing of what is heard"
    shelf.cataloging.change_version(still, VersionFacts(cut=Cut(in_ms=1000)))
    assert shelf.found() == [(dark, "black_frames")]
    shelf.cataloging.remove_version(dark)
    assert shelf.found() == []
    History(shelf.database).undo(shelf.title_id)


def test_a_run_is_kept_with_what_it_found(shelf: Shelf, movies: dict[str, Path]) -> None:
    dark = shelf.add(1, movies["black"])
    first = shelf.checking.run(shelf.title_id)
    shelf.cataloging.refer_version(dark, Path(shutil.copy(movies["silent"], shelf.folder)))
    shelf.checking.run(shelf.title_id)
    runs = Runs(shelf.database)
    newest, oldest = runs.runs(shelf.title_id)
    assert (oldest.number, oldest.warnings, newest.errors) == (first.run, 1, 1)
    assert "black_frames" in oldest.rules
    (result,) = runs.results(oldest)
    assert (result.version_id, result.track_id, result.rule) == (dark, None, "black_frames")
    told = runs.compare(oldest, newest)
    assert [[each.rule for each in listed] for listed in (told.new, told.gone)] == [["silent_sound"], ["black_frames"]]


def test_a_rule_can_be_off_or_graver_in_a_title(shelf: Shelf, movies: dict[str, Path]) -> None:
    shelf.add(1, movies["black"])
    ruling = Ruling(shelf.database)
    ruling.set_rule(shelf.title_id, "black_frames", Weight.ERROR, "the buyer wants none")
    assert shelf.checking.run(shelf.title_id).errors == 1
    ruling.set_rule(shelf.title_id, "black_frames", Weight.OFF, "a dream")
    assert shelf.found() == []


def test_one_picture_in_two_episodes_and_another_edit_are_told(shelf: Shelf, tmp_path: Path) -> None:
    from tests.unit.media.test_prints import make

    shots = list(range(9))
    clean, edit = make(tmp_path / "clean.mp4", shots), make(tmp_path / "edit.mp4", [*shots[:5], 70, 71, 72, 73])
    one, two = shelf.add(1, clean), shelf.add(2, clean)
    recut = shelf.add(1, edit, VersionFacts(look=Look.BURNED, language="en"), reference=False)
    shelf.checking.run(shelf.title_id)
    kin = [pair for pair in shelf.found() if pair[1] in ("same_picture", "recut")]
    assert sorted(kin) == sorted([(one, "same_picture"), (two, "same_picture"), (recut, "recut")])


def test_an_edit_that_lacks_half_a_second_is_told_from_the_cut_before(shelf: Shelf, tmp_path: Path) -> None:
    lengths = (40, 33, 50, 45, 38, 52, 41, 47, 36, 44)
    shots = [scene(seed, frames) for seed, frames in enumerate(lengths, start=20)]
    shelf.add(1, write_clip(tmp_path / "clean.mp4", [each for shot in shots for each in shot], codec="aac"))
    shorter = [*shots[:3], shots[3][:30], *shots[4:]]
    recut = shelf.add(
        1, write_clip(tmp_path / "burned.mp4", [each for shot in shorter for each in shot]),
        VersionFacts(look=Look.BURNED, language="en"), reference=False,
    )  # fmt: skip
    shelf.checking.run(shelf.title_id)
    (told,) = [each for each in shelf.findings() if each.rule == "recut"]
    assert (told.version_id, told.start_ms) == (recut, 4100)
    assert told.facts == {"kind": "from_earlier", "other": "1-clean.mp4", "seconds": 0.5}


def test_loudness_is_judged_by_the_buyer_and_beside_the_other_episodes(shelf: Shelf, movies: dict[str, Path]) -> None:
    for number, name in enumerate(("good", "black", "good", "loud"), start=1):
        shelf.add(number, movies[name])
    shelf.checking.run(shelf.title_id)
    (apart,) = [each for each in shelf.findings() if each.rule == "loudness"]
    assert apart.facts["kind"] == "louder" and apart.facts["apart"] == pytest.approx(15.6, abs=0.5)
    target = LoudnessTarget(integrated=-20.0, tolerance=1.0, true_peak=-1.0)
    shelf.checking.run(shelf.title_id, target=target)
    assert [each.facts["kind"] for each in shelf.findings() if each.rule == "loudness"] == ["loud"]


def test_a_picture_without_sound_may_be_silent_where_its_episode_speaks(shelf: Shelf, movies: dict[str, Path]) -> None:
    mute = shelf.add(1, movies["mute"])
    shelf.checking.run(shelf.title_id)
    assert shelf.found() == [(mute, "silent_sound")]
    shelf.add(1, movies["loud"], VersionFacts(medium=Medium.SOUND), reference=False)
    shelf.checking.run(shelf.title_id)
    assert (mute, "silent_sound") not in shelf.found()


def test_one_of_several_sounds_of_a_file_is_judged_by_itself(shelf: Shelf, tmp_path: Path) -> None:
    film = make_heard(tmp_path / "film.mp4", [("zho", "", 1.0), ("eng", "Dub", 0.0)], frames=120)
    shelf.add(1, film)
    dub = shelf.add(1, film, VersionFacts(medium=Medium.SOUND, stream=2), reference=False)
    shelf.checking.run(shelf.title_id)
    assert shelf.found() == [(dub, "silent_sound")]


def test_a_cancelled_run_keeps_no_finding_and_says_how_far_it_is(shelf: Shelf, movies: dict[str, Path]) -> None:
    shelf.add(1, movies["black"])
    shelf.add(2, movies["silent"])
    told: list[tuple[int, int]] = []
    job = JobContext(on_progress=lambda done, total, what: told.append((done, total)))
    job.cancelled.set()
    with pytest.raises(Cancelled):
        shelf.checking.run(shelf.title_id, job=job)
    assert shelf.found() == []
    job.cancelled.clear()  # type: ignore[attr-defined]
    shelf.checking.run(shelf.title_id, job=job)
    assert told[-1] == (2, 2) and len(shelf.found()) == 2


@pytest.mark.timeout(120)
def test_files_are_read_in_processes_of_their_own(shelf: Shelf, movies: dict[str, Path], tmp_path: Path) -> None:
    dark, still = shelf.add(1, movies["black"]), shelf.add(2, movies["silent"])
    cache = tmp_path / "other"
    several = MediaChecking(shelf.database, cache_folder=cache, compare=lambda title, job: {}, workers=2)
    several.run(shelf.title_id)
    assert sorted(shelf.found()) == sorted([(dark, "black_frames"), (still, "silent_sound")])
    assert np.all([each.facts is not None for each in several.figures(shelf.title_id)])
