"""Tracks of a real catalog as files, and scripts that go out and come back by cue id."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.domain.text.document import Document, WriteOptions, WriteResult
from crossreel.formats.format import Format
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.i18n.messages import sentence
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.exporting import tracks as exporting
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.scripting import returning as scripting
from crossreel.services.scripting.returning import Scripting
from crossreel.storage.unit_of_work import UnitOfWork
from tests.builders import Drama, journaled_rows, make_drama
from tests.unit.storage.drama import over


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=4, languages=("en", "ar"))
    yield made
    made.database.close()


def put(drama: Drama, *rows: object) -> None:
    """Write rows as one edit."""
    with drama.database.edit(EditHeader(label="edit.set_text", title_id=drama.title_id)) as edit, edit.part() as uow:
        over(uow, *rows)


def edited_csv(path: Path, changes: dict[str, str]) -> None:
    """Change texts of a script as a spreadsheet would."""
    text = path.read_text(encoding="utf-8-sig")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def test_one_file_per_episode_and_language_with_its_name(drama: Drama, tmp_path: Path) -> None:
    report = Exporting(drama.database).export(drama.title_id, ("zh-Hans", "en"), "srt", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "HEIR_S01E001_SUB_en_full_v01.srt",
        "HEIR_S01E001_SUB_zh-Hans_full_v01.srt",
        "HEIR_S01E002_SUB_en_full_v01.srt",
        "HEIR_S01E002_SUB_zh-Hans_full_v01.srt",
    ]
    assert sorted(Path(item.name).name for item in report.done) == names
    cues = read((tmp_path / "out" / names[0]).read_bytes(), names[0]).document.cues
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues] == [
        (cue.start_ms, cue.end_ms, cue.text) for cue in drama.cues(1, "en")
    ]


@pytest.mark.parametrize(("width", "height", "ratio"), [(1920, 1080, "16 9"), (720, 1280, "9 16")])
def test_files_are_made_for_the_picture_of_their_episode(drama: Drama, tmp_path: Path, width: int, height: int, ratio: str) -> None:
    file_id = drama.database.new_id()
    put(drama, Version(id=file_id, is_reference=True, episode_id=drama.episode_ids[0], path="/e.mp4", width=width, height=height))
    for format_id, told in (("ass", f"PlayResX: {width}\nPlayResY: {height}\n"), ("ttml", f'displayAspectRatio="{ratio}"')):
        Exporting(drama.database).export(
            drama.title_id, ("en",), format_id, tmp_path / format_id, episode_ids=drama.episode_ids[:1]
        )
        (path,) = (tmp_path / format_id).iterdir()
        assert told in path.read_text(encoding="utf-8")


ARABIC = [each.id for each in formats() if each.writable and not each.script and (not each.scripts or "Arab" in each.scripts)]


@pytest.mark.parametrize("format_id", ARABIC)
def test_any_format_of_one_episode(drama: Drama, tmp_path: Path, format_id: str) -> None:
    Exporting(drama.database).export(drama.title_id, ("ar",), format_id, tmp_path / "out", episode_ids=[drama.episode_ids[1]])
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == f"HEIR_S01E002_SUB_ar_full_v01.{get(format_id).extensions[0]}"
    result = read(path.read_bytes(), path.name)
    assert [cue.text for cue in result.document.cues] == [cue.text for cue in drama.cues(2, "ar")]


def test_what_is_missing_is_skipped_and_said(drama: Drama, tmp_path: Path) -> None:
    report = Exporting(drama.database).export(drama.title_id, ("th", "en"), "srt", tmp_path / "out")
    assert [(item.code, item.facts["episode"]) for item in report.skipped] == [("export.no_track", 1), ("export.no_track", 2)]
    assert len(report.done) == 2


def test_a_second_track_of_a_language_has_its_own_name(drama: Drama, tmp_path: Path) -> None:
    track = Track(id=drama.database.new_id(), episode_id=drama.episode_ids[0], language="en", role=Role.SDH)
    put(drama, track, Cue(id=drama.database.new_id(), track_id=track.id, start_ms=0, end_ms=900, text="[door]"))
    Exporting(drama.database).export(drama.title_id, ("en-x-sdh",), "srt", tmp_path / "out")
    assert "HEIR_S01E001_SUB_en_sdh_v01.srt" in {path.name for path in (tmp_path / "out").iterdir()}


def test_cancelling_keeps_what_is_written(drama: Drama, tmp_path: Path) -> None:
    job = JobContext(on_progress=lambda done, total, what: job.cancelled.set() if done == 1 else None)
    report = Exporting(drama.database).export(drama.title_id, ("zh-Hans", "en"), "srt", tmp_path / "out", job=job)
    assert report.cancelled and len(report.done) == 1
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_folder_that_cannot_be_written_fails_file_by_file(drama: Drama, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    report = Exporting(drama.database).export(drama.title_id, ("en",), "srt", tmp_path / "out")
    assert [item.code for item in report.failed] == ["format.cannot_save"] * 2 and not report.done


@pytest.mark.parametrize("format_id", ["csv", "xlsx"])
def test_a_script_has_a_row_a_cue_with_ids_as_text(drama: Drama, tmp_path: Path, format_id: str) -> None:
    lin = Character(id=drama.database.new_id(), title_id=drama.title_id, name="林", names={"en": "Lin"})
    put(drama, lin, replace(drama.cues(1)[0], speaker_id=lin.id))
    report = Exporting(drama.database).export(drama.title_id, ("en", "ar", "th"), format_id, tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == f"HEIR_S01_SCRIPT_en-ar-th_v01.{format_id}"
    assert [item.name for item in report.done] == [str(path)]
    document = read(path.read_bytes(), path.name).document
    assert [cue.cue_id for cue in document.cues] == [cue.id for number in (1, 2) for cue in drama.cues(number)]
    assert [cue.texts["en"] for cue in document.cues] == [cue.text for number in (1, 2) for cue in drama.cues(number, "en")]
    assert (document.cues[0].speaker, document.cues[0].texts["th"], document.cues[-1].extras["episode"]) == ("林", "", 2)
    if format_id == "xlsx":
        sheet = load_workbook(path).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_script_comes_back_as_one_edit(drama: Drama, tmp_path: Path) -> None:
    before = journaled_rows(drama.database)
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en", "th"), "csv", path)
    edited_csv(path, {"en 1.0": "- Hello =1", "第2.1集,en 2.1,": "第2.1集,en 2.1,สวัสดี"})
    planned = Scripting(drama.database).plan(path, drama.title_id)
    assert journaled_rows(drama.database) == before
    report = Scripting(drama.database).import_script(path, drama.title_id)
    expected = [("script.applied", 1, 1), ("script.applied", 2, 1)]
    assert [(item.code, item.facts["episode"], item.facts["count"]) for item in report.done] == expected
    assert [(line.kind, line.episode, line.language, line.before, line.after) for line in planned.lines] == [
        (ReturnKind.CHANGE, 1, "en", "en 1.0", "- Hello =1"),
        (ReturnKind.FILL, 2, "th", "", "สวัสดี"),
    ]
    assert drama.cues(1, "en")[0].text == "- Hello =1"
    (thai,) = drama.cues(2, "th")
    source = drama.cues(2)[1]
    assert (thai.text, thai.anchor_id, thai.start_ms, thai.end_ms, thai.pinned) == (
        "สวัสดี",
        source.id,
        source.start_ms,
        source.end_ms,
        False,
    )
    history = History(drama.database)
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before
    assert history.can_undo(drama.title_id) is None


def test_an_untouched_script_changes_nothing_even_when_the_catalog_moved_on(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.xlsx"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "xlsx", path)
    put(drama, replace(drama.cues(1, "en")[0], text="Newer words"), replace(drama.cues(1)[1], text="新的"))
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert (report.done, report.failed, report.edit) == ((), (), None)
    assert drama.cues(1, "en")[0].text == "Newer words"


def test_a_text_changed_on_both_sides_is_a_conflict_and_never_overwritten_in_silence(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    put(drama, replace(drama.cues(1, "en")[0], text="Newer words"))
    edited_csv(path, {"en 1.0": "From the script"})
    (line,) = Scripting(drama.database).plan(path, drama.title_id).lines
    assert (line.kind, line.before, line.after) == (ReturnKind.CONFLICT, "Newer words", "From the script")
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert [(item.code, item.facts["here"], item.facts["where"]) for item in report.failed] == [
        ("script.conflict", "Newer words", line.where)
    ]
    assert drama.cues(1, "en")[0].text == "Newer words" and report.edit is None
    Scripting(drama.database).import_script(path, drama.title_id, on_existing=OnExisting.REPLACE)
    assert drama.cues(1, "en")[0].text == "From the script"


def test_a_translation_of_an_older_source_text_must_be_looked_at_again(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    put(drama, replace(drama.cues(1)[0], text="改过的"))
    edited_csv(path, {"en 1.0": "Older", "en 1.1": "Fresh"})
    Scripting(drama.database).import_script(path, drama.title_id)
    older, fresh = drama.cues(1, "en")[:2]
    assert (older.source_digest, bool(fresh.source_digest)) == ("", True)
    assert drama.cues(1)[0].text == "改过的"


def test_emptied_cells_take_no_text_away(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    edited_csv(path, {",en 1.0,": ",,"})
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert [(item.code, item.facts["count"]) for item in report.notices] == [("script.cleared_cells", 1)]
    assert drama.cues(1, "en")[0].text == "en 1.0" and report.edit is None


def test_rows_of_another_title_are_reported_and_the_others_count(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    gone = drama.cues(1)[3]
    edited_csv(path, {str(gone.id): "4242", "en 1.0": "Hello"})
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert [(item.code, item.facts["id"]) for item in report.failed] == [("script.unknown_id", "4242")]
    assert drama.cues(1, "en")[0].text == "Hello"


def test_rows_are_matched_by_id_never_by_time_or_order(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    moved = [row.replace("00:00:0", "00:59:0") for row in reversed(rows)]
    path.write_text("\n".join((header, *moved)).replace("en 2.3", "Last"), encoding="utf-8")
    Scripting(drama.database).import_script(path, drama.title_id)
    assert [cue.text for cue in drama.cues(2, "en")] == ["en 2.0", "en 2.1", "en 2.2", "Last"]


def test_translations_that_share_a_source_cue_have_rows_of_their_own(drama: Drama, tmp_path: Path) -> None:
    first = drama.cues(1, "en")[0]
    second = replace(first, id=drama.database.new_id(), text="second half", pinned=True, start_ms=500)
    put(drama, replace(first, end_ms=500, pinned=True), second)
    path = tmp_path / "script.csv"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", path)
    edited_csv(path, {"second half": "and the rest"})
    Scripting(drama.database).import_script(path, drama.title_id)
    assert [cue.text for cue in drama.cues(1, "en")][:2] == ["en 1.0", "and the rest"]


def test_what_is_no_script_is_refused(drama: Drama, tmp_path: Path) -> None:
    (tmp_path / "x.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    (tmp_path / "x.csv").write_text("in,out,text\n00:00:01,00:00:02,Hello\n")
    with pytest.raises(BadInput, match=r"script\.not_a_script"):
        Scripting(drama.database).import_script(tmp_path / "x.srt", drama.title_id)
    report = Scripting(drama.database).import_script(tmp_path / "x.csv", drama.title_id)
    assert [item.code for item in report.failed] == ["script.unmatched_row"] and report.edit is None
    with pytest.raises(BadInput, match=r"script\.not_a_script"):
        Exporting(drama.database).export_script(drama.title_id, ("en",), "srt", tmp_path / "y.srt")


def test_what_nobody_foresaw_in_one_file_stops_no_export(
    drama: Drama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = exporting.write

    def write_or_break(document: Document, chosen: Format, options: WriteOptions) -> WriteResult:
        if document.language == "ar":
            raise RecursionError(document.cues[0].text)
        return write(document, chosen, options)

    monkeypatch.setattr(exporting, "write", write_or_break)
    report = Exporting(drama.database).export(drama.title_id, ("en", "ar"), "srt", tmp_path)
    assert [item.code for item in report.failed] == ["item.unexpected"] * 2
    assert all("_ar_" in item.name and sentence(item.code, item.facts) for item in report.failed)
    assert sorted(path.name for path in tmp_path.glob("*.srt")) == [f"HEIR_S01E00{at}_SUB_en_full_v01.srt" for at in (1, 2)]
    assert "write_or_break" in caplog.text and "RecursionError" in caplog.text
    with drama.database.read() as uow:
        tracks = uow.where(Track, language="ar")
        spoken = [cue.text for cue in uow.where(Cue, track_id=[track.id for track in tracks])]
    assert spoken and not any(text in caplog.text for text in spoken)


def test_what_nobody_foresaw_in_one_episode_stops_no_script(drama: Drama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", tmp_path / "script.csv")
    edited_csv(tmp_path / "script.csv", {"en 1.1": "first", "en 2.1": "second"})
    write = scripting._write

    def write_or_break(uow: UnitOfWork, title: Title, cues: EpisodeCues, *changes: Any) -> EpisodeCues:
        written = write(uow, title, cues, *changes)
        if cues.episode.number == 1:
            raise KeyError("half of it was written")
        return written

    monkeypatch.setattr(scripting, "_write", write_or_break)
    report = Scripting(drama.database).import_script(tmp_path / "script.csv", drama.title_id)
    assert [(item.name, item.code) for item in report.failed] == [("1", "item.unexpected")]
    assert [item.name for item in report.done] == ["2"]
    with drama.database.read() as uow:
        texts = {cue.text for cue in uow.where(Cue)}
    assert "second" in texts and "first" not in texts


def test_cancelling_a_script_keeps_whole_episodes_and_one_undo_takes_them_back(drama: Drama, tmp_path: Path) -> None:
    Exporting(drama.database).export_script(drama.title_id, ("en",), "csv", tmp_path / "script.csv")
    edited_csv(tmp_path / "script.csv", {"en 1.1": "first", "en 2.1": "second"})
    before = journaled_rows(drama.database)
    job = JobContext(on_progress=lambda done, total, what: job.cancelled.set() if done else None)
    report = Scripting(drama.database).import_script(tmp_path / "script.csv", drama.title_id, job=job)
    assert (report.cancelled, [item.name for item in report.done]) == (True, ["1"])
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before
