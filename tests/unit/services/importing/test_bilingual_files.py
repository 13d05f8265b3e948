"""Bilingual files become a track for each of their languages, or stay together when told so."""

from pathlib import Path

from crossreel.domain.importing.bilingual_files import keep_together
from crossreel.domain.importing.plan import ItemStatus
from crossreel.domain.importing.plan_rows import corrected, rows_of
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import LINES, held, srt

BOTH = [f"{one}\n{other}" for one, other in zip(LINES["zh-Hans"], LINES["en"], strict=True)]


def put(folder: Path, name: str = "EP01.srt") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(srt(BOTH), "utf-8")
    return folder / name


def words(database: Database) -> dict[str, list[str]]:
    return {language: [cue.text for cue in cues] for (_, language, _), cues in held(database).cues.items()}


def test_each_language_becomes_a_track(importing: Importing, database: Database, tmp_path: Path) -> None:
    put(tmp_path / "Heir")
    plan = importing.scan([tmp_path / "Heir"])
    assert [(item.language, item.status, item.cue_count) for item in plan.items] == [
        ("zh-Hans", ItemStatus.NEW, 3),
        ("en", ItemStatus.NEW, 3),
    ]
    report = importing.apply(plan)
    assert words(database) == {"zh-Hans": list(LINES["zh-Hans"]), "en": list(LINES["en"])}
    assert [notice.code for notice in report.notices] == ["import.split_languages"]
    again = importing.scan([tmp_path / "Heir"], title_id=held(database).title.id)
    assert {item.status for item in again.items} == {ItemStatus.IDENTICAL}


def test_kept_together_it_is_one_track_as_it_stands(importing: Importing, database: Database, tmp_path: Path) -> None:
    put(tmp_path / "Heir")
    plan = importing.scan([tmp_path / "Heir"])
    importing.apply(keep_together(plan, [plan.items[1].id]))
    assert words(database) == {"zh-Hans": BOTH}


def test_into_a_cell_comes_the_language_of_the_cell(importing: Importing, database: Database, tmp_path: Path) -> None:
    put(tmp_path / "Heir")
    importing.apply(importing.scan([tmp_path / "Heir"]))
    catalog = held(database)
    other = put(tmp_path / "other", "new.srt")
    other.write_text(other.read_text("utf-8").replace("Please", "Oh please"), "utf-8")
    report = importing.import_file(other, catalog.matrix.rows[0].episode.id, "en", "replace")
    assert report.done and words(database)["en"][2] == "Oh please don't go. Stay."
    assert words(database)["zh-Hans"] == list(LINES["zh-Hans"])


def test_both_languages_are_rows_of_a_sheet(importing: Importing, tmp_path: Path) -> None:
    put(tmp_path / "Heir")
    plan = importing.scan([tmp_path / "Heir"])
    rows = [{"path": row.path, "language": row.language, "status": row.status} for row in rows_of([plan])]
    assert [(row["path"], row["language"]) for row in rows] == [("EP01.srt", "zh-Hans"), ("EP01.srt", "en")]
    (back,) = corrected([plan], [{**rows[1], "status": "out"}, rows[0]])
    assert [(item.language, item.is_written) for item in back.items] == [("zh-Hans", True), ("en", False)]
