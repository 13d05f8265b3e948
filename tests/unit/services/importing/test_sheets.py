"""Sheets among the files of an import: many episodes and languages out of one file, with or without times."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.correction import set_episode, set_on_existing
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.history.undoing import History
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.formats.tables.sheets import word, xlsx
from tests.unit.services.importing.folders import held
from tests.unit.storage.drama import journaled_digest

SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\n你到底在哪里？\n\n2\n00:00:03,000 --> 00:00:04,000\n走吧，我们回家。\n\n"
    "3\n00:00:05,000 --> 00:00:06,000\n好的。\n"
)
HEAD = ("Start", "End", "Character", "中文", "English", "Español (LATAM)", "Notes")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Give an empty folder that things come into."""
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def of(plan: ImportPlan) -> list[tuple[object, ...]]:
    return [(item.part, item.episode, item.language, item.status, item.cue_count) for item in plan.items]


def texts(database: Database, episode: int, language: str, role: str = "translation") -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in held(database).cues[episode, language, role]]


def test_many_episodes_and_languages_come_out_of_one_file_as_one_edit(
    importing: Importing, database: Database, inbox: Path
) -> None:
    rows = [
        HEAD,
        ("0:01", "0:02", "林", "你好。", "Hello.", "Hola.", "x"),
        (datetime.time(0, 0, 3), "0:04", "安", "再见。", "Bye.", "", ""),
    ]
    (inbox / "Heir.xlsx").write_bytes(xlsx(EP01=rows, EP02=rows))
    before = journaled_digest(database.path)
    plan = importing.scan([inbox / "Heir.xlsx"])
    assert of(plan) == [
        ("EP01!D", 1, "zh-Hans", ItemStatus.NEW, 2), ("EP01!E", 1, "en", ItemStatus.NEW, 2),
        ("EP01!F", 1, "es-419", ItemStatus.NEW, 1),
        ("EP02!D", 2, "zh-Hans", ItemStatus.NEW, 2), ("EP02!E", 2, "en", ItemStatus.NEW, 2),
        ("EP02!F", 2, "es-419", ItemStatus.NEW, 1),
    ]  # fmt: skip
    assert len({item.id for item in plan.items}) == 6 and plan.source_language == "zh-Hans"
    report = importing.apply(plan)
    assert [item.name for item in report.done][:2] == ["Heir.xlsx [EP01!D]", "Heir.xlsx [EP01!E]"] and not report.failed
    assert texts(database, 2, "zh-Hans", "source") == [(1000, 2000, "你好。"), (3000, 4000, "再见。")]
    assert texts(database, 2, "en") == [(1000, 2000, "Hello."), (3000, 4000, "Bye.")]
    assert texts(database, 1, "es-419") == [(1000, 2000, "Hola.")]
    again = importing.scan([inbox / "Heir.xlsx"], title_id=held(database).title.id)
    assert {item.status for item in again.items} == {ItemStatus.IDENTICAL}
    History(database).undo(None)
    assert journaled_digest(database.path) == before


def test_an_occupied_cell_is_a_conflict_and_never_overwritten_in_silence(
    importing: Importing, database: Database, inbox: Path
) -> None:
    (inbox / "EP01.csv").write_text("Start,End,English\n0:01,0:02,Mine\n")
    importing.apply(importing.scan([inbox / "EP01.csv"]))
    (inbox / "EP01.csv").write_text("Start,End,English\n0:01,0:02,Theirs\n")
    title_id = held(database).title.id
    plan = importing.scan([inbox / "EP01.csv"], title_id=title_id)
    assert [item.status for item in plan.items] == [ItemStatus.CONFLICT]
    assert importing.apply(plan).edit is None and texts(database, 1, "en", "source") == [(1000, 2000, "Mine")]
    importing.apply(set_on_existing(plan, OnExisting.REPLACE))
    assert texts(database, 1, "en", "source") == [(1000, 2000, "Theirs")]


def test_rows_without_times_take_those_of_the_subtitles_beside_them(importing: Importing, database: Database, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    rows = [
        ("No.", "原文", "译文"),
        (1, "你到底在哪里", "Where were you?"),
        (3, "好的", "All right."),
        (9, "没有这句", "Nobody said so."),
    ]
    (inbox / "EP01 en.docx").write_bytes(word(rows))
    plan = importing.scan([inbox])
    by_part = {item.part: item for item in plan.items}
    assert (by_part["B"].status, by_part["B"].reason and by_part["B"].reason.code) == (
        ItemStatus.SKIPPED,
        "sheet.only_for_matching",
    )
    told = {doubt.code: doubt.facts for doubt in by_part["C"].doubts}
    assert (told["sheet.matched"]["by_text"], told["sheet.unmatched_rows"]["cells"]) == (2, ["4"])
    importing.apply(plan)
    assert texts(database, 1, "en") == [(1000, 2000, "Where were you?"), (5000, 6000, "All right.")]


def test_rows_without_times_take_those_of_the_title(importing: Importing, database: Database, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    importing.apply(importing.scan([inbox / "EP01.srt"]))
    (inbox / "EP01.xlsx").write_bytes(
        xlsx(("No.", "Translation"), (1, "Where were you?"), (2, "Let us go home."), (3, "All right."))
    )
    plan = importing.scan([inbox / "EP01.xlsx"], title_id=held(database).title.id)
    assert [doubt.facts["by_order"] for doubt in plan.items[0].doubts] == [3]
    importing.apply(plan)
    assert texts(database, 1, "en") == [
        (1000, 2000, "Where were you?"),
        (3000, 4000, "Let us go home."),
        (5000, 6000, "All right."),
    ]


def test_rows_without_times_and_nothing_to_take_them_from_are_refused(importing: Importing, inbox: Path) -> None:
    (inbox / "EP01.xlsx").write_bytes(xlsx(("No.", "Original", "Translation"), (1, "你好吗", "How are you?")))
    assert {item.refusal.code for item in importing.scan([inbox]).items if item.refusal} == {"sheet.no_times_here"}


def test_frames_are_counted_at_the_rate_said_and_the_parts_stay(importing: Importing, inbox: Path) -> None:
    (inbox / "EP01.csv").write_text("TC In,TC Out,English,Spanish\n00:00:01:12,00:00:02:00,One,Uno\n")
    plan = importing.scan([inbox])
    assert [(item.part, item.refusal.code) for item in plan.items if item.refusal] == [
        ("C", "time.rate_needed"),
        ("D", "time.rate_needed"),
    ]
    plan = importing.read_at_rate(plan, Fraction(25))
    assert [(item.language, item.document.cues[0].start_ms) for item in plan.items if item.document] == [
        ("en", 1480),
        ("es-419", 1480),
    ]
    assert {item.status for item in plan.items} == {ItemStatus.NEW}


def test_what_a_person_says_of_columns_is_kept_for_the_next_sheet_of_that_shape(database: Database, inbox: Path) -> None:
    importing = Importing(database, SheetMemory(inbox.parent / "settings"))
    for number in (1, 2):
        (inbox / f"EP0{number}.csv").write_text(f"Start,End,Wibble,English\n0:01,0:02,Salut {number},Hi\n")
    plan = importing.scan([inbox / "EP01.csv"], columns="C=fr")
    assert [(item.part, item.language, item.language_from) for item in plan.items] == [("C", "fr", "user"), ("D", "en", "header")]
    plan = importing.scan([inbox / "EP02.csv"])
    assert [(item.part, item.language) for item in plan.items] == [("C", "fr"), ("D", "en")]
    assert "sheet.remembered" in {notice.code for notice in plan.items[0].notices}
    assert [item.part for item in importing.scan([inbox / "EP02.csv"], columns="guess").items] == ["D"]
    assert [item.part for item in importing.scan([inbox / "EP02.csv"]).items] == ["D"]


def test_tables_of_something_else_stay_beside_the_import(importing: Importing, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    (inbox / "glossary.xlsx").write_bytes(xlsx(("Name", "Colour"), ("Lin", "red")))
    assert [(item.name, item.status) for item in importing.scan([inbox]).items] == [
        ("EP01.srt", ItemStatus.NEW),
        ("glossary.xlsx", ItemStatus.SKIPPED),
    ]


def test_a_sheet_dropped_on_a_cell_gives_that_cell_alone(importing: Importing, database: Database, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    importing.apply(importing.scan([inbox / "EP01.srt"]))
    with database.read() as uow:
        (episode,) = uow.where(Episode)
    rows = [("Start", "End", "English", "Español"), ("0:01", "0:02", "Where?", "¿Dónde?"), ("0:03", "0:04", "Let us go.", "Vamos.")]
    (inbox / "sheet.xlsx").write_bytes(xlsx(*rows))
    report = importing.import_file(inbox / "sheet.xlsx", episode.id, "es-419")
    assert [item.name for item in report.done] == ["sheet.xlsx [D]"]
    assert texts(database, 1, "es-419") == [(1000, 2000, "¿Dónde?"), (3000, 4000, "Vamos.")]
    with pytest.raises(BadInput, match=r"sheet\.no_language"):
        importing.import_file(inbox / "sheet.xlsx", episode.id, "th")
    (inbox / "words.xlsx").write_bytes(xlsx(("原文", "ไทย"), ("你到底在哪里？", "คุณอยู่ที่ไหน"), ("好的。", "ตกลง")))
    importing.import_file(inbox / "words.xlsx", episode.id, "th")
    assert texts(database, 1, "th") == [(1000, 2000, "คุณอยู่ที่ไหน"), (5000, 6000, "ตกลง")]


def test_speakers_and_remarks_come_in_with_the_texts(importing: Importing, database: Database, inbox: Path) -> None:
    rows = [HEAD, ("0:01", "0:02", "林", "你好。", "Hello.", "", "Whispered"), ("0:03", "0:04", "安", "再见。", "Bye.", "", "")]
    (inbox / "EP01.xlsx").write_bytes(xlsx(*rows))
    importing.apply(importing.scan([inbox]))
    catalog = held(database)
    with database.read() as uow:
        notes = [(note.language, note.at_ms, note.text, note.author) for note in uow.where(Note)]
        names = {each.id: each.name for each in uow.where(Character)}
    assert notes == [("zh-Hans", 1000, "Whispered", "EP01.xlsx")]
    assert [names[cue.speaker_id or 0] for cue in catalog.cues[1, "zh-Hans", "source"]] == ["林", "安"]
    assert [cue.extras for cue in catalog.cues[1, "zh-Hans", "source"]] == [{}, {}]


def test_columns_for_the_deaf_are_columns_of_their_own(importing: Importing, database: Database, inbox: Path) -> None:
    rows = [("Start", "End", "中文", "English", "English SDH"), ("0:01", "0:02", "你好。", "Hello.", "[door] Hello.")]
    (inbox / "EP01.xlsx").write_bytes(xlsx(*rows))
    plan = importing.scan([inbox])
    assert [(item.language, item.role) for item in plan.items] == [("zh-Hans", None), ("en", None), ("en", Role.SDH)]
    importing.apply(plan)
    assert texts(database, 1, "en", "sdh") == [(1000, 2000, "[door] Hello.")]


def test_columns_in_a_file_that_is_called_a_text(importing: Importing, inbox: Path) -> None:
    text = "开始时间\t结束时间\t中文\tEnglish\r\n0:01\t0:02\t你好\tHello\r\n"
    (inbox / "EP01.txt").write_bytes(text.encode("utf-16"))
    assert [(item.part, item.language, item.cue_count) for item in importing.scan([inbox]).items] == [
        ("C", "zh-Hans", 1),
        ("D", "en", 1),
    ]


def test_two_languages_in_one_cell_are_told_apart(importing: Importing, inbox: Path) -> None:
    said = [
        ("你到底在哪里？", "Where on earth are you?"),
        ("我一直在这里等你回来", "I was waiting for you here."),
        ("别走，请你留下来吧", "Please do not go."),
    ]
    rows = [("Start", "End", "字幕"), *((f"0:0{at}", f"0:0{at + 1}", f"{zh}\n{en}") for at, (zh, en) in enumerate(said * 2, 1))]
    (inbox / "EP01.xlsx").write_bytes(xlsx(*rows))
    plan = importing.scan([inbox])
    assert [(item.part, item.language, item.document.cues[0].text) for item in plan.items if item.document] == [
        ("C", "zh-Hans", said[0][0]),
        ("C", "en", said[0][1]),
    ]


def test_a_script_of_the_title_among_the_files_is_told(importing: Importing, database: Database, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    importing.apply(importing.scan([inbox / "EP01.srt"]))
    title_id = held(database).title.id
    Exporting(database).export_script(title_id, ("en",), "xlsx", inbox / "script.xlsx")
    (item,) = importing.scan([inbox / "script.xlsx"], title_id=title_id).items
    assert (item.status, [doubt.code for doubt in item.doubts]) == (ItemStatus.IDENTICAL, ["sheet.is_script"])


def test_times_that_begin_anew_are_told(importing: Importing, inbox: Path) -> None:
    rows = [("Start", "End", "English"), ("0:01", "0:02", "One"), ("1:10", "1:12", "Two"), ("0:01", "0:02", "Three")]
    (inbox / "EP01.xlsx").write_bytes(xlsx(*rows))
    told = {notice.code: notice.facts for notice in importing.scan([inbox]).items[0].notices}
    assert told["sheet.times_begin_anew"]["where"] == "4"


def test_rows_without_times_find_them_once_their_episode_is_said(importing: Importing, database: Database, inbox: Path) -> None:
    (inbox / "EP01.srt").write_text(SRT, encoding="utf-8")
    (inbox / "words.xlsx").write_bytes(xlsx(("原文", "ไทย"), ("你到底在哪里？", "คุณอยู่ที่ไหน"), ("好的。", "ตกลง")))
    plan = importing.scan([inbox])
    assert [item.status for item in plan.items] == [ItemStatus.NEW, ItemStatus.UNMATCHED, ItemStatus.UNMATCHED]
    report = importing.apply(plan)
    assert not report.failed and {item.code for item in report.skipped} == {"import.no_episode"}
    plan = importing.scan([inbox / "words.xlsx"], title_id=held(database).title.id)
    report = importing.apply(set_episode(plan, [item.id for item in plan.items], 1))
    assert [item.code for item in report.skipped] == ["sheet.only_for_matching"]
    assert texts(database, 1, "th") == [(1000, 2000, "คุณอยู่ที่ไหน"), (5000, 6000, "ตกลง")]
    report = importing.apply(set_episode(plan, [item.id for item in plan.items], 9))
    assert {item.code for item in report.failed} == {"sheet.no_times_here"}


def test_a_name_that_says_source_makes_no_translation_the_source(importing: Importing, inbox: Path) -> None:
    (inbox / "EP01 source.xlsx").write_bytes(xlsx(("Start", "End", "中文", "English"), ("0:01", "0:02", "你好", "Hello")))
    assert [(item.language, item.role) for item in importing.scan([inbox]).items] == [("zh-Hans", None), ("en", None)]
