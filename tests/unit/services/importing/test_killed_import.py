"""An import that is killed: what was finished stays, one undo removes it, and it can be taken up again."""

import subprocess
import sys
from pathlib import Path

import pytest

from crossreel.services.history.undoing import History
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import held, put_drama
from tests.unit.storage.drama import assert_sound, journaled_digest


@pytest.mark.sqlite
def test_a_killed_import_keeps_finished_episodes(movie: Path, tmp_path: Path) -> None:
    folder, path = put_drama(tmp_path / "Heir", movie, episodes=6), tmp_path / "catalog.crossreel"
    Database.open(path).close()
    empty = journaled_digest(path)
    command = [sys.executable, "-m", "tests.unit.services.importing.import_process", str(path), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "3":
                break
        process.kill()
    database = Database.open(path, author="Mei")
    try:
        catalog = held(database)
        assert [row.episode.number for row in catalog.matrix.rows] == [1, 2, 3]
        importing = Importing(database)
        report = importing.apply(importing.scan([folder], title_id=catalog.title.id))
        assert (len(report.done), len(report.skipped), report.failed) == (12, 12, ())
        history = History(database)
        assert history.undo(catalog.title.id) is not None, "what was imported into a title is undone in it"
        assert history.undo(catalog.title.id) is None
        assert history.undo(None) is not None
        assert journaled_digest(path) == empty
    finally:
        database.close()
    assert_sound(path)
