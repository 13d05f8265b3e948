"""What comes in: a title of 80 episodes in 8 languages, the plan of a large folder, and 10,000 cues of each format."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pysubs2
import pytest
import ttconv.imsc.reader
import webvtt

from crossreel.domain.importing import correction
from crossreel.domain.importing.plan import ImportPlan
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from folders import CUES, EPISODES, WORDS, make_folder

READ_CUES = 10_000
LINES = ("你到底在哪里", "Where were you last night?", "<i>No te vayas.</i>", "لا أعرف")
PLANNED = 160


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 1,440 files: 160 episodes with a video and a subtitle file in 8 languages."""
    return make_folder(tmp_path_factory.mktemp("large") / "The Hidden Heir", episodes=PLANNED, cues=20)


def opened(folder: Path) -> Database:
    """Make an empty catalog."""
    return Database.open(folder / "catalog.crossreel", author="bench")


def test_import(benchmark: Any, tmp_path: Path) -> None:
    """Scan and apply; everything is in the catalog at the end."""
    folder = make_folder(tmp_path / "The Hidden Heir")
    database = opened(tmp_path)
    importing = Importing(database)
    benchmark.extra_info.update(
        what=f"import of {EPISODES} episodes x {len(WORDS)} languages, {CUES} cues each, with videos",
        target="< 15 s, and no slower per file than before (3.6 s)",
    )
    try:
        report = benchmark.pedantic(lambda: importing.apply(importing.scan([folder])), rounds=1, iterations=1)
    finally:
        database.close()
    assert len(report.done) == EPISODES * (1 + len(WORDS))


def test_plan(benchmark: Any, large: Path, tmp_path: Path) -> None:
    """Look at every file and settle the plan; nothing is written."""
    database = opened(tmp_path)
    benchmark.extra_info.update(what="plan of a folder with 1,440 files, videos probed and texts read")
    try:
        plan = benchmark.pedantic(lambda: Importing(database).scan([large]), rounds=1, iterations=1)
    finally:
        database.close()
    assert len(plan.items) == PLANNED * (1 + len(WORDS))


def test_correction(benchmark: Any, large: Path, tmp_path: Path) -> None:
    """Say of one file that it is of another episode, back and forth."""
    database = opened(tmp_path)
    try:
        plan = Importing(database).scan([large])
    finally:
        database.close()
    moved = next(item.id for item in plan.items if item.document is not None and item.episode == 7)

    def correct() -> ImportPlan:
        return correction.set_episode(correction.set_episode(plan, moved, 8), moved, 7)

    benchmark.extra_info.update(what="two corrections of that plan", target="16 ms each with the repaint")
    benchmark.pedantic(correct, rounds=20, iterations=1)


def document() -> Document:
    """Return a document of two-line cues, a quarter of them in italics."""
    cues = tuple(
        DocumentCue(start_ms=n * 2000, end_ms=n * 2000 + 1500, text=f"{LINES[n % 4]}\nline two of {n}") for n in range(READ_CUES)
    )
    return Document(cues=cues, language="en")


def by_ttconv(data: bytes) -> int:
    """Read TTML into ttconv's model."""
    model = ttconv.imsc.reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(data)))
    body = model.get_body() if model is not None else None
    return sum(len(division) for division in body) if body is not None else 0


def by_openpyxl(data: bytes) -> int:
    """Read the cells of a workbook, without asking what they are."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


PEERS: dict[str, tuple[str, Callable[[bytes], int]]] = {
    "vtt": ("webvtt-py", lambda data: len(webvtt.from_buffer(io.BytesIO(data)).captions)),
    "ass": ("pysubs2", lambda data: len(pysubs2.SSAFile.from_string(data.decode("utf-8-sig")))),
    "ttml": ("ttconv", by_ttconv),
    "csv": ("csv", lambda data: sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8-sig")))) - 1),
    "xlsx": ("openpyxl", by_openpyxl),
}


@pytest.mark.parametrize("format_id", PEERS)
def test_reading(benchmark: Any, format_id: str) -> None:
    """Bytes to document; the format is found out, and everything that is dropped is named."""
    data = write(document(), get(format_id), WriteOptions(language="en")).data
    name, _ = PEERS[format_id]
    benchmark.extra_info.update(
        what=f"reading {get(format_id).title} of {READ_CUES:,} cues", peer=f"test_reading_peer[{format_id}]", peer_name=name
    )
    found = benchmark.pedantic(lambda: read(data, f"x.{format_id}"), rounds=3, iterations=1)
    assert len(found.document.cues) == READ_CUES


@pytest.mark.parametrize("format_id", PEERS)
def test_reading_peer(benchmark: Any, format_id: str) -> None:
    """The library of the format."""
    data = write(document(), get(format_id), WriteOptions(language="en")).data
    _, peer = PEERS[format_id]
    benchmark.extra_info.update(is_peer=True)
    assert benchmark.pedantic(lambda: peer(data), rounds=3, iterations=1) >= READ_CUES
