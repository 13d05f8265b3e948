"""Scripts come back by cue id, never by time."""

import csv
from pathlib import Path

import pytest

from crossreel.domain.cue import text_digest
from crossreel.domain.document import DocumentCue
from crossreel.domain.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.i18n.messages import sentence
from crossreel.services.history import History
from crossreel.services.importing import Importing
from crossreel.services.script_document import cell_digest
from crossreel.services.script_import import write_rows
from crossreel.storage.database import Database
from tests.unit.importing.folders import LINES, Held, held, put_drama
from tests.unit.storage.drama import journaled_digest


@pytest.fixture
def title(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> Held:
    """Import a title of two episodes."""
    importing.apply(importing.scan([put_drama(tmp_path / "Heir", movie)]))
    return held(database)


def put_script(path: Path, title: Held, **texts: list[str]) -> Path:
    """Write a script of episode 1 with other texts in some languages, times far off."""
    spine = title.cues[1, "zh-Hans", "source"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["cue_id", "in", "out", "zh-Hans (source)", *texts])
        for at, cue in enumerate(spine):
            rows.writerow([cue.id, "10:00:00.000", "10:00:01.000", cue.text, *(lines[at] for lines in texts.values())])
    return path


def test_texts_come_back_by_id(importing: Importing, database: Database, title: Held, tmp_path: Path) -> None:
    script = put_script(tmp_path / "script.csv", title, en=["One.", f"{LINES['en'][1]} 1", "Three."], ar=["واحد", "", "ثلاثة"])
    report = importing.import_script(script, title.title.id)
    assert [sentence(item.code, item.facts) for item in report.done] == ["Episode 1: cells changed: 4."]
    assert report.failed == ()
    after = held(database)
    english = after.cues[1, "en", "translation"]
    assert [cue.text for cue in english] == ["One.", f"{LINES['en'][1]} 1", "Three."]
    assert [(cue.id, cue.start_ms) for cue in english] == [(cue.id, cue.start_ms) for cue in title.cues[1, "en", "translation"]]
    assert english[0].source_digest == text_digest([after.cues[1, "zh-Hans", "source"][0].text])
    assert [cue.text for cue in after.cues[1, "ar", "translation"]] == ["واحد", "ثلاثة"]
    assert after.matrix.languages == ("zh-Hans", "en", "th", "ar")
    assert after.cues[2, "en", "translation"] == title.cues[2, "en", "translation"]


def test_an_unchanged_script_changes_nothing(importing: Importing, database: Database, title: Held, tmp_path: Path) -> None:
    before = journaled_digest(database.path)
    script = put_script(tmp_path / "script.csv", title, th=[f"{line} 1" for line in LINES["th"]])
    report = importing.import_script(script, title.title.id)
    assert (report.edit, len(report.skipped), report.failed) == (None, 1, ())
    assert journaled_digest(database.path) == before


def test_one_undo_takes_a_script_back(importing: Importing, database: Database, title: Held, tmp_path: Path) -> None:
    before = journaled_digest(database.path)
    importing.import_script(put_script(tmp_path / "script.csv", title, ko=["하나", "둘", "셋"]), title.title.id)
    History(database).undo(title.title.id)
    assert journaled_digest(database.path) == before


def test_rows_of_nowhere_are_named(importing: Importing, title: Held, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    path.write_text("cue_id,in,out,zh-Hans (source),en\n12345,0:01,0:02,x,Lost\n,0:01,0:02,x,Nobody\n", encoding="utf-8")
    report = importing.import_script(path, title.title.id)
    assert [item.code for item in report.failed] == ["import.script_unknown_cue", "import.script_no_id"]
    assert all(sentence(item.code, item.facts) for item in report.failed)


def test_a_script_without_ids_is_refused(importing: Importing, title: Held, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    path.write_text("in,out,en\n0:01,0:02,Hello\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"import\.script_without_ids"):
        importing.import_script(path, title.title.id)


def with_base(title: Held, **cells: tuple[str, str]) -> tuple[DocumentCue, ...]:
    """Return the first row of a script that remembers what its cells held: each is what it held and what it holds now."""
    cue = title.cues[1, "zh-Hans", "source"][0]
    base = {language: cell_digest(was) for language, (was, _) in cells.items()}
    texts = {language: now for language, (_, now) in cells.items()}
    return (DocumentCue(start_ms=0, end_ms=0, text="", cue_id=cue.id, texts=texts, extras={"base": base}),)


def test_a_script_that_remembers_its_cells(database: Database, title: Held) -> None:
    """Unchanged cells stay, cleared ones are cleared, and those changed on both sides are named."""
    here = {language: title.cues[1, language, "translation"][0].text for language in ("en", "th")}
    rows = with_base(title, en=("What it said when it went out", "What a translator made of it"), th=(here["th"], ""))
    header = EditHeader(label="edit.import_script", title_id=title.title.id, author="")
    with database.edit(header) as open_edit, open_edit.part() as uow:
        report = write_rows(uow, title.title, title.matrix.rows[0].episode.id, rows, "")
    assert [(item.code, item.facts["now"]) for item in report.failed] == [("import.script_moved_on", here["en"])]
    assert sentence(report.failed[0].code, report.failed[0].facts)
    after = held(database)
    assert after.cues[1, "en", "translation"][0].text == here["en"]
    assert after.cues[1, "th", "translation"][0].text == ""
    stale = with_base(title, en=("What it said when it went out", "What it said when it went out"))
    with database.edit(header) as open_edit, open_edit.part() as uow:
        assert write_rows(uow, title.title, title.matrix.rows[0].episode.id, stale, "").changed == 0
