"""One bad file of an import: it is refused with a reason, and everything else is imported."""

import logging
import os
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.importing.plan import ImportPlan, ItemStatus, PlanItem
from crossreel.domain.text.document import Document
from crossreel.i18n.messages import sentence
from crossreel.language.guess import LanguageGuess
from crossreel.services.importing import episode as import_episode
from crossreel.services.importing import scan as import_scan
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import held, put_srt, put_video

BAD_NAME = os.fsdecode(b"EP03_\xb5\xda\xc8\xfd\xbc\xaf.srt")  # GBK, as archives from Windows leave it


def refused(plan: ImportPlan) -> dict[str, str]:
    """Return the code of every refused item by name; each has its sentence."""
    items = plan.where(ItemStatus.REFUSED)
    assert all(item.reason is not None and sentence(item.reason.code, item.reason.facts) for item in items)
    return {item.name: item.reason.code for item in items if item.reason is not None}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("EP02.srt", b'<?xml version="1.0" encoding="idna"?>\n1\n00:00:01,000 --> 00:00:02,000\ncaf\xe9 \xff\n', ""),
        ("EP02.srt", b'<?xml version="1.0" encoding="unicode_escape"?>\n1\n00:00:01,000 --> 00:00:02,000\n\\x\xe9\n', ""),
        ("EP02.srt", b"", "format.empty"),
        ("EP02.srt", b"\x89PNG\r\n\x1a\n" + bytes(400), "format.binary"),
        ("EP02.mp4", b"no movie at all", "media.unreadable"),
    ],
)
def test_odd_contents(importing: Importing, database: Database, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    folder = tmp_path / "drama"
    for number in (1, 3):
        put_srt(folder / f"EP{number:02}.srt", "zh-Hans", suffix=f" 第{number}集")
    (folder / name).write_bytes(data)
    plan = importing.scan([folder])
    report = importing.apply(plan)
    catalog = held(database)
    assert {1, 3} <= {row.episode.number for row in catalog.matrix.rows}
    if code:
        assert refused(plan).keys() == {name}
        assert [item.name for item in report.failed] == [name]


def test_a_name_that_is_no_text(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "drama"
    put_srt(folder / "EP01.srt", "zh-Hans", suffix="一")
    put_srt(folder / "EP02.srt", "zh-Hans", suffix="二")
    try:
        (folder / BAD_NAME).write_bytes((folder / "EP01.srt").read_bytes())
    except OSError:
        pytest.skip("this file system keeps no such name")
    plan = importing.scan([folder])
    name = next(iter(refused(plan)))
    assert refused(plan) == {name: "item.name_not_text"}
    assert name.startswith("EP03_") and name.encode()
    assert all(item.path.encode() for item in plan.items)
    report = importing.apply(plan)
    assert [row.episode.number for row in held(database).matrix.rows] == [1, 2]
    assert [item.name.encode() for item in report.failed] == [name.encode()]


def test_a_folder_whose_name_is_no_text(importing: Importing, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb6\xcc\xbe\xe7"))
    try:
        put_srt(folder / "EP01.srt", "zh-Hans")
    except OSError:
        pytest.skip("this file system keeps no such name")
    plan = importing.scan([folder])
    assert plan.title_name.encode()
    assert refused(plan) == {"EP01.srt": "item.name_not_text"}


def test_a_file_far_too_large_is_refused_unread(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "drama"
    put_srt(folder / "EP01.srt", "zh-Hans", suffix="一")
    with (folder / "EP02.srt").open("wb") as huge:
        huge.truncate(40 * 1024**3)
    plan = importing.scan([folder])
    assert refused(plan) == {"EP02.srt": "format.too_large"}
    importing.apply(plan)
    assert [row.episode.number for row in held(database).matrix.rows] == [1]


def test_a_folder_that_cannot_be_opened(
    importing: Importing, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "drama"
    put_srt(folder / "EP01.srt", "zh-Hans", suffix="一")
    put_srt(folder / "closed" / "EP02.srt", "zh-Hans", suffix="二")
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)  # root reads every folder, so that the mode alone would prove nothing
    plan = importing.scan([folder])
    assert refused(plan) == {"closed": "item.unreadable"}
    importing.apply(plan)
    assert [row.episode.number for row in held(database).matrix.rows] == [1]


def test_what_nobody_foresaw_while_reading(
    importing: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        put_srt(tmp_path / "drama" / f"EP{number:02}.srt", "zh-Hans", suffix=f" 第{number}集")
    guess = import_scan.guess_of

    def guess_or_break(document: Document, named: str | None = None) -> tuple[LanguageGuess, int]:
        for cue in document.cues:
            if "第2集" in cue.text:
                raise ZeroDivisionError(cue.text)
        return guess(document, named)

    monkeypatch.setattr(import_scan, "guess_of", guess_or_break)
    with caplog.at_level(logging.ERROR):
        plan = importing.scan([tmp_path / "drama"])
    assert refused(plan) == {"EP02.srt": "item.unexpected"}
    assert len(plan.where(ItemStatus.NEW)) == 2
    assert "EP02.srt" in caplog.text and "guess_or_break" in caplog.text and "ZeroDivisionError" in caplog.text
    assert "第2集" not in caplog.text


def test_one_bad_episode_stops_no_import(
    importing: Importing, database: Database, tmp_path: Path, movie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "drama"
    for number in (1, 2, 3):
        put_video(movie, folder / f"EP{number:02}.mp4")
        put_srt(folder / f"EP{number:02}.srt", "zh-Hans", suffix=f" 第{number}集")
    tolerance = import_episode.pin_tolerance_ms
    write = import_episode.EpisodeImport._cues

    def write_or_break(self: import_episode.EpisodeImport, item: PlanItem, track: object) -> object:
        if item.document is not None and "第2集" in item.document.cues[-1].text:
            return [tolerance(Fraction(0))]
        return write(self, item, track)  # type: ignore[arg-type]

    monkeypatch.setattr(import_episode.EpisodeImport, "_cues", write_or_break)
    report = importing.apply(importing.scan([folder]))
    assert sorted((item.name, item.code) for item in report.failed) == [
        ("EP02.mp4", "item.unexpected"),
        ("EP02.srt", "item.unexpected"),
    ]
    assert sorted(item.name for item in report.done) == ["EP01.mp4", "EP01.srt", "EP03.mp4", "EP03.srt"]
    assert [row.episode.number for row in held(database).matrix.rows] == [1, 3]
    assert report.edit is not None and len(report.edit.ids("episode")) == 2


def test_pipes_are_not_looked_at(importing: Importing, tmp_path: Path) -> None:
    put_srt(tmp_path / "drama" / "EP01.srt", "zh-Hans", suffix="一")
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "drama" / "EP02.srt")
    shutil.copy(tmp_path / "drama" / "EP01.srt", tmp_path / "drama" / "EP03.srt")
    assert [item.name for item in importing.scan([tmp_path / "drama"]).items] == ["EP01.srt", "EP03.srt"]
