"""Bilingual files become a track for each of their languages, or stay together when told so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel.domain.importing.bilingual_files import InOneCell, keep_together, split_languages
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


THREE = {"ko": "당신은 누구예요", "en": "Who are you then", "id": "Kamu ini siapa sebenarnya"}


def sami(folder: Path) -> Path:
    folder.mkdir()
    classes = "".join(f".{tag.upper()}CC {{Name: X; lang: {tag}; SAMIType: CC;}}\n" for tag in THREE)
    body = "".join(
        f"<SYNC Start={at * 2000 + 1000}>{''.join(f'<P Class={tag.upper()}CC>{said} {at}' for tag, said in THREE.items())}\n"
        f"<SYNC Start={at * 2000 + 2500}>{''.join(f'<P Class={tag.upper()}CC>&nbsp;' for tag in THREE)}\n"
        for at in range(5)
    )
    text = f'<SAMI><HEAD><STYLE TYPE="text/css"><!--\n{classes}--></STYLE></HEAD><BODY>\n{body}</BODY></SAMI>'
    (folder / "EP01.smi").write_text(text, "utf-8")
    return folder


def ttml(folder: Path) -> Path:
    folder.mkdir()
    cues = "".join(
        f'<p xml:lang="{tag}" begin="{at * 2 + 1}s" end="{at * 2 + 2}s">{said} {at}</p>'
        for at in range(5)
        for tag, said in THREE.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="ko">'
    (folder / "EP01.ttml").write_text(f"{head}<body><div>{cues}</div></body></tt>", "utf-8")
    return folder


@pytest.mark.parametrize("made", [sami, ttml])
def test_a_file_of_three_languages_is_a_track_of_each(
    importing: Importing, database: Database, tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    folder = made(tmp_path / "Heir")
    plan = importing.scan([folder])
    assert [(item.language, item.cue_count, item.status) for item in plan.items] == [(tag, 5, ItemStatus.NEW) for tag in THREE]
    kept = keep_together(plan, [plan.items[2].id])
    assert [(item.language, item.half) for item in kept.items] == [("ko", None)]
    assert [item.language for item in split_languages(kept).items] == list(THREE)
    report = importing.apply(plan)
    assert words(database) == {tag: [f"{said} {at}" for at in range(5)] for tag, said in THREE.items()}
    assert [notice.facts["languages"] for notice in report.notices if notice.code == "import.split_more_languages"] == [list(THREE)]


def test_into_a_cell_come_the_languages_that_are_wanted_or_nothing_before_that_is_said(
    importing: Importing, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    (folder / "EP01.th.srt").write_text(srt(LINES["th"]), "utf-8")
    importing.apply(importing.scan([folder]))
    episode_id = held(database).matrix.rows[0].episode.id
    file = put(tmp_path / "other", "new.srt")
    asked = importing.import_file(file, episode_id, "en", languages=InOneCell.ASK)
    assert [(item.code, item.facts["languages"]) for item in asked.failed] == [("import.which_languages", ["zh-Hans", "en"])]
    assert set(words(database)) == {"th"}
    importing.import_file(file, episode_id, "en-x-sdh", languages=InOneCell.TOGETHER)
    assert held(database).cues[1, "en", "sdh"][0].text == BOTH[0]
    importing.import_file(file, episode_id, "en", languages=InOneCell.APART)
    assert words(database)["zh-Hans"] == list(LINES["zh-Hans"])
    assert [cue.text for cue in held(database).cues[1, "en", "translation"]] == list(LINES["en"])
