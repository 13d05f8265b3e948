"""Scripts come back by cue id, never by time."""

import csv
from pathlib import Path

from crossreel.services.exporting.tracks import Exporting
from crossreel.services.history.undoing import History
from crossreel.services.importing.plans import Importing
from crossreel.services.scripting.returning import Scripting
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import LINES, held, put_drama
from tests.unit.storage.drama import journaled_digest


def test_a_script_comes_back(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    importing.apply(importing.scan([put_drama(tmp_path / "Heir", movie)]))
    title_id = held(database).title.id
    Exporting(database).export_script(title_id, ("en",), "csv", tmp_path / "script.csv")
    before = journaled_digest(database.path)
    assert Scripting(database).import_script(tmp_path / "script.csv", title_id).edit is None
    with (tmp_path / "script.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("en")
    changed = [[cell if column != at or not row else f"{cell}?" for column, cell in enumerate(row)] for row in rows[1:]]
    with (tmp_path / "script.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([rows[0], *reversed(changed)])
    report = Scripting(database).import_script(tmp_path / "script.csv", title_id)
    assert (len(report.done), report.failed) == (2, ())
    assert [cue.text for cue in held(database).cues[2, "en", "translation"]] == [f"{line} 2?" for line in LINES["en"]]
    History(database).undo(title_id)
    assert journaled_digest(database.path) == before
