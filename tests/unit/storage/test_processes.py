"""Several processes on one catalog: killed ones, and ones that write beside an open window."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.services.history.undoing import History
from crossreel.storage import journal
from crossreel.storage.database import Database
from tests.unit.storage.drama import assert_sound, change, edits_of, journaled_digest, put_drama

ROOT = Path(__file__).parents[3]


@contextmanager
def editing(catalog: Path, what: str, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `editing_process.py` on a catalog, and kill it at the end of the block."""
    command = [sys.executable, "-m", "tests.unit.storage.editing_process", str(catalog), what, *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() or what == "once"
            yield process
            assert process.poll() is None or what == "once", "it ended of itself"
        finally:
            process.kill()
            process.wait()


@pytest.mark.sqlite
def test_a_catalog_survives_sigkill_and_everything_can_be_undone(catalog: Path) -> None:
    database = Database.open(catalog, author="Ben")
    title_id = put_drama(database).title_id
    database.close()
    start = journaled_digest(catalog)
    for seed in range(3):
        with editing(catalog, str(seed)):
            time.sleep(random.Random(seed).uniform(0.05, 0.3))
    assert_sound_after_death(catalog)
    undo_all_in_a_new_process(catalog, title_id)
    assert journaled_digest(catalog) == start
    assert_sound(catalog)


@pytest.mark.sqlite
def test_two_processes_on_one_title_that_are_killed_leave_no_step_that_cannot_be_undone(catalog: Path) -> None:
    """Their edits of several parts interleave; numbered as they end, steps would be in each other's way for good."""
    database = Database.open(catalog, author="Ben")
    title_id = put_drama(database).title_id
    database.close()
    start = journaled_digest(catalog)
    for round_ in range(2):
        with editing(catalog, f"{round_}1", "shared"), editing(catalog, f"{round_}2", "shared"):
            time.sleep(random.Random(round_).uniform(0.2, 0.5))
    assert_sound_after_death(catalog)
    undo_all_in_a_new_process(catalog, title_id)
    assert journaled_digest(catalog) == start
    assert_sound(catalog)


def assert_sound_after_death(catalog: Path) -> None:
    database = Database.open(catalog, author="Ben")
    with database.read() as uow:
        assert journal.open_edits(uow.connection) == []
    database.close()
    assert_sound(catalog)
    assert not list(catalog.parent.glob("*-edit-*"))


def undo_all_in_a_new_process(catalog: Path, title_id: int) -> None:
    script = f"""
from pathlib import Path
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
database = Database.open(Path({str(catalog)!r}), author="Ben")
History(database).undo_to({title_id}, None)
database.close()
"""
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.sqlite
def test_an_edit_left_open_by_a_killed_process_is_closed_as_interrupted_and_can_be_undone(
    catalog: Path, database: Database
) -> None:
    drama = put_drama(database)
    with editing(catalog, "hang"):
        beside = Database.open(catalog, author="Ben")
        with beside.read() as uow:
            assert len(journal.open_edits(uow.connection)) == 1, "its process is alive: it is left alone"
        beside.close()
    after = Database.open(catalog, author="Ben")
    history = History(after)
    with after.read() as uow:
        line = edits_of(uow, drama.title_id)[-1]
        assert line.interrupted and line.header.label == "edit.import"
        assert [episode.number for episode in uow.where(Episode)] == [1, 2, 77]
    assert history.undo(drama.title_id) is not None
    with after.read() as uow:
        assert [episode.number for episode in uow.where(Episode)] == [1, 2]
    after.close()
    assert [edit.interrupted for edit in database.foreign_edits()] == [True, False]


@pytest.mark.sqlite
def test_a_command_writes_beside_an_open_window_which_notices(catalog: Path) -> None:
    window = Database.open(catalog, mode="window", author="Ana")
    drama = put_drama(window)
    assert window.foreign_edits() == ()
    with editing(catalog, "once") as process:
        assert process.wait(timeout=30) == 0
    (edit,) = window.foreign_edits()
    assert edit.header.author == "Ben" and edit.ids("title") == {drama.title_id}
    assert window.foreign_edits() == ()
    with window.read() as uow:
        title = uow.get(Title, drama.title_id)
    assert title.name == "Renamed elsewhere"
    change(window, Title(id=window.new_id(), code="MINE", name="Mine"))
    assert window.foreign_edits() == ()
    window.close()


def test_a_reading_window_sees_what_the_writing_one_does(catalog: Path) -> None:
    first, second = Database.open(catalog, mode="window"), Database.open(catalog, mode="window")
    drama = put_drama(first)
    assert [edit.id for edit in second.foreign_edits()] == [drama.edit.id]
    first.close()
    second.close()


@pytest.mark.sqlite
def test_writers_in_several_processes_take_turns(catalog: Path, database: Database) -> None:
    title_id = put_drama(database).title_id
    with editing(catalog, "1", "shared"), editing(catalog, "2", "shared"):
        for number in range(12):
            change(database, Title(id=database.new_id(), code=f"T{number}", name="Between"))
    with database.read() as uow:
        assert len(uow.where(Title)) == 13
        marks = journal.marks(uow, title_id)
    for numbers in ([mark.begun for mark in marks], sorted(mark.closed for mark in marks)):
        assert numbers == sorted(set(numbers))
    assert database.foreign_edits()


@pytest.mark.sqlite
def test_a_killed_creation_leaves_no_catalog_or_a_whole_one(tmp_path: Path) -> None:
    for attempt in range(3):
        catalog = tmp_path / f"{attempt}.crossreel"
        opening = f"print(flush=True)\nDatabase.open(Path({str(catalog)!r}))"
        script = f"from pathlib import Path\nfrom crossreel.storage.database import Database\n{opening}"
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(attempt * 0.02)
            process.kill()
            process.wait()
        Database.open(catalog).close()
        assert_sound(catalog)
