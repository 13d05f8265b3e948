"""One job value, carried out here and in another process: the same comes of it, it says how far it is, and it can be stopped."""

import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event, Semaphore
from pathlib import Path
from typing import Any

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import Cancelled, NotFound
from crossreel.domain.importing.plan import ImportPlan
from crossreel.domain.preferences import Preferences
from crossreel.domain.quality.finding import Finding
from crossreel.kernel.plugins import discover
from crossreel.media.probe import probe
from crossreel.services import job_kinds
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.desk import Desk
from crossreel.services.editing.cues import Editing
from crossreel.services.job_kind import JobKind, apply, carry_out, find_kind, work_out
from crossreel.services.job_kinds import check_title, import_plan, prepare_title, relink_title, scan_files
from crossreel.services.jobs import Job, JobContext
from tests.builders import make_drama
from tests.unit.media.movies import make_movie, tone

EPISODES = 3
_worker: dict[str, Any] = {}


def begin(told: "SimpleQueue[tuple[int, ...]]", seen: Semaphore, cancelled: Event) -> None:
    """In the other process: take what it says its steps by."""
    _worker.update(told=told, seen=seen, cancelled=cancelled)


def work(catalog: Path, folders: dict[str, str], job: Job[Any]) -> object:
    """In the other process: open the catalog for reading only and do the long part, each step only once the last was seen."""

    def tell(done: int, total: int, _what: str) -> None:
        _worker["told"].put((os.getpid(), done, total))
        assert _worker["seen"].acquire(timeout=60)

    os.environ.update(folders)
    desk = build_desk(catalog, "read", Preferences(author="Bo"))
    try:
        return work_out(desk, job, JobContext(on_progress=tell, cancelled=_worker["cancelled"]))
    finally:
        desk.close()


@dataclass(frozen=True)
class Elsewhere:
    """Another process that reads the catalog, with the folders of the test's user."""

    catalog: Path
    pool: ProcessPoolExecutor
    told: "SimpleQueue[tuple[int, ...]]"
    seen: Semaphore
    cancelled: Event

    def work(self, job: Job[Any], *, until: int | None = None) -> tuple[object, list[tuple[int, ...]]]:
        """Have the long part of a job done; cancel it after `until` steps. Gives what came of it, and the steps."""
        folders = {name: value for name, value in os.environ.items() if name.startswith("XDG_")}
        future, steps = self.pool.submit(work, self.catalog, folders, job), []
        while not future.done() or not self.told.empty():
            if self.told.empty():
                wait([future], 0.005)
                continue
            steps.append(self.told.get())
            if len(steps) == until:
                self.cancelled.set()
            self.seen.release()
        return future.result(), steps


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A title with faults to find and videos that play."""
    folder = tmp_path / "here"
    folder.mkdir()
    drama = make_drama(folder / "catalog.crossreel", episodes=EPISODES, cues=4, languages=("en",))
    cataloging = Cataloging(drama.database)
    for number, episode_id in enumerate(drama.episode_ids, start=1):
        video = make_movie(folder / f"EP0{number}.mp4", frames=20 + number, samples=tone(0.5))
        cataloging.set_media(episode_id, video, probe(video).info)
    long = "far too many words for one line of a caption " * 3
    Editing(drama.database).set_text(drama.cues(1, "en")[0].id, long)  # without a check, so that QC is the first to look
    drama.database.close()
    return drama.database.path


def first_cue(desk: Desk) -> int:
    """The English cue of the first row."""
    [title] = desk.cataloging.titles()
    episode_id = desk.cataloging.matrix(title.title.id).rows[0].episode.id
    return desk.translating.sheet(episode_id).rows[0].followers["en"][0].id


@pytest.fixture
def desk(catalog: Path) -> Iterator[Desk]:
    opened = build_desk(catalog, "window", Preferences(author="Ana"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def process() -> Iterator[Elsewhere]:
    """A process of its own, spawned as every system can, for all tests."""
    context = get_context("spawn")
    told, seen, cancelled = context.SimpleQueue(), context.Semaphore(0), context.Event()
    with ProcessPoolExecutor(1, context, begin, (told, seen, cancelled)) as pool:
        pool.submit(os.getpid).result()  # its threads are there before the first test counts threads
        yield Elsewhere(Path(), pool, told, seen, cancelled)
    told.close()


@pytest.fixture
def elsewhere(desk: Desk, process: Elsewhere) -> Elsewhere:
    """The other process, for the catalog of the test."""
    process.cancelled.clear()
    return replace(process, catalog=desk.database.path)


def title_of(desk: Desk) -> int:
    return desk.cataloging.titles()[0].title.id


def told_of(findings: tuple[Finding, ...]) -> set[tuple[str, int | None, str]]:
    return {(finding.rule, finding.cue_id, finding.fingerprint) for finding in findings}


@pytest.mark.parametrize("kind", discover(job_kinds, "JOB", JobKind), ids=lambda kind: kind.work.__module__.rpartition(".")[2])
def test_every_kind_is_found_by_its_name(kind: JobKind[..., Any, Any]) -> None:
    assert find_kind(kind.work.__module__.rpartition(".")[2]) is kind


@pytest.mark.sqlite
def test_qc_of_another_process_is_applied_by_a_short_write_here(desk: Desk, elsewhere: Elsewhere, tmp_path: Path) -> None:
    job = check_title.JOB(title_of(desk))
    found, steps = elsewhere.work(job)
    assert desk.checking.findings(title_of(desk), include_waived=True) == ()
    summary = apply(desk, job, found)
    theirs = told_of(desk.checking.findings(title_of(desk)))
    assert any(rule == "rendered_width" and cue_id == first_cue(desk) for rule, cue_id, _mark in theirs)
    assert {step[0] for step in steps} != {os.getpid()}
    assert steps[-1][1:] == (EPISODES * 2, EPISODES * 2)
    here = carry_out(desk, job, JobContext())
    assert told_of(desk.checking.findings(title_of(desk))) == theirs
    assert (here.by_rule, here.tracks, here.cues) == (summary.by_rule, summary.tracks, summary.cues)


@pytest.mark.sqlite
def test_what_was_typed_while_another_process_looked_is_not_judged_by_its_old_words(desk: Desk, elsewhere: Elsewhere) -> None:
    job = check_title.JOB(title_of(desk))
    found, _steps = elsewhere.work(job)
    cue_id = first_cue(desk)
    desk.editing.set_text(cue_id, "Short.")
    apply(desk, job, found)
    assert "rendered_width" not in {rule for rule, id, _mark in told_of(desk.checking.findings(title_of(desk))) if id == cue_id}


@pytest.mark.sqlite
def test_waveforms_and_stills_made_in_another_process_are_there_here(desk: Desk, elsewhere: Elsewhere) -> None:
    job = prepare_title.JOB(title_of(desk))
    found, steps = elsewhere.work(job)
    report = apply(desk, job, found)
    assert [item.name for item in report.done] == ["1", "2", "3"]
    assert [step[1:] for step in steps] == [(0, 3), (1, 3), (2, 3)]
    media = media_of(desk)
    for each in media:
        Path(each.path).unlink()
        assert desk.previewing.peaks(each).high
        assert desk.previewing.poster(each, 96) is not None


def media_of(desk: Desk) -> list[Version]:
    with desk.database.read() as uow:
        return uow.where(Version)


@pytest.mark.sqlite
@pytest.mark.parametrize("make", [check_title.JOB, prepare_title.JOB], ids=["check_title", "prepare_title"])
def test_a_job_in_another_process_is_cancelled_and_the_same_value_taken_again(
    desk: Desk, elsewhere: Elsewhere, make: Callable[[int], Job[Any]]
) -> None:
    job = make(title_of(desk))
    with pytest.raises(Cancelled):
        elsewhere.work(job, until=1)
    assert desk.checking.findings(title_of(desk), include_waived=True) == ()
    elsewhere.cancelled.clear()
    found, _steps = elsewhere.work(job)
    assert apply(desk, job, found) is not None


@pytest.mark.sqlite
def test_a_failure_of_another_process_is_the_sentence_it_would_be_here(desk: Desk, elsewhere: Elsewhere, tmp_path: Path) -> None:
    job = relink_title.JOB(title_of(desk), tmp_path / "nowhere")
    with pytest.raises(NotFound) as there:
        elsewhere.work(job)
    with pytest.raises(NotFound) as here:
        carry_out(desk, job, JobContext())
    assert (there.value.code, there.value.facts) == (here.value.code, here.value.facts)


@pytest.mark.sqlite
def test_videos_that_another_process_found_are_linked_by_one_edit_that_can_be_undone(
    desk: Desk, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    before = media_of(desk)
    moved = tmp_path / "moved"
    moved.mkdir()
    for number, each in enumerate(before):
        shutil.move(each.path, moved / f"renamed {number}.mp4")
    job = relink_title.JOB(title_of(desk), moved)
    found, _steps = elsewhere.work(job)
    assert media_of(desk) == before
    report = apply(desk, job, found)
    assert report.edit is not None
    assert {Path(each.path).parent for each in media_of(desk)} == {moved}
    assert desk.history.undo(title_of(desk)) is not None
    assert media_of(desk) == before


def test_an_import_is_a_value_too(desk: Desk, tmp_path: Path) -> None:
    files = tmp_path / "The Return"
    files.mkdir()
    (files / "EP01.en.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "utf-8")
    scan = scan_files.JOB((files,))
    (plan,) = carry_out(desk, pickle.loads(pickle.dumps(scan)), JobContext())
    assert isinstance(plan, ImportPlan)
    job = import_plan.JOB(replace(plan, code="RETURN", title_name="The Return", source_language="en"))
    again = pickle.loads(pickle.dumps(job))
    assert again == job
    report = carry_out(desk, again, JobContext())
    assert report.edit is not None
    assert desk.cataloging.find_title("RETURN") is not None
