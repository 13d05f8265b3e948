"""Whatever a file holds, a reader gives a document or says what the file has wrong; a fault of ours is told as none of the file."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.domain.text.document import Document
from crossreel.formats import reading
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.i18n.messages import sentence
from tests.unit.formats.attacks import IN_ONE_CUE, IN_ONE_FILE, row, workbook

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
SEEDS = {
    each.id: [path.read_bytes() for path in sorted((GOLDEN / each.id).iterdir()) if path.suffix != ".json"] for each in formats()
}
PIECES = [
    b"-->", b":", b",", b"<", b">", b"&", b"&#x", b";", b"9" * 20, b"9" * 5000, b"-1", b"\x00", b"\xff", b"{\\an", b"}", b'"',
    b"\n\n", b"\xef\xbb\xbf", b"<ruby>", b"<rt>", b"<p begin=", b'xml:id="', b"1e999", b"nan", b"1/0", b"1.5", b"style=",
    b"region=", b"[Events]",
    b"Format:", b"Dialogue:", b"Style:", b"&H", b"<SYNC Start=", b"%", b"line:", b"tts:origin=", b"ttp:frameRate=", b"<v ", b"=",
    "٣".encode(), "²".encode(), b"fps", b"cue_id",
]  # fmt: skip
HARM = st.lists(
    st.tuples(st.sampled_from(["put", "cut", "set", "again", "number"]), st.integers(0, 1 << 16), st.sampled_from(PIECES)),
    min_size=1,
    max_size=8,
)
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def harmed(data: bytes, harm: list[tuple[str, int, bytes]]) -> bytes:
    """Return a file with other bytes put in, cut out or written over, pieces of it twice, or numbers exchanged."""
    made = bytearray(data)
    for what, place, piece in harm:
        at = place % (len(made) + 1)
        if what == "put":
            made[at:at] = piece
        elif what == "cut":
            del made[at : at + len(piece)]
        elif what == "set":
            made[at : at + len(piece)] = piece
        elif what == "again":
            made[at:at] = made[at : at + 60]
        else:
            numbers = list(re.finditer(rb"\d+", bytes(made)))
            if numbers:
                chosen = numbers[place % len(numbers)]
                made[chosen.start() : chosen.end()] = piece
    return bytes(made)


def told(call: Callable[[], object]) -> None:
    """Let a reader read, or refuse in words."""
    try:
        call()
    except CrossreelError as error:
        assert isinstance(error, BadInput)
        assert sentence(error.code, error.facts)


@pytest.mark.parametrize("format_id", SEEDS)
def test_a_damaged_file_is_read_or_refused_in_words(format_id: str) -> None:
    @UNHURRIED
    @given(seed=st.sampled_from(SEEDS[format_id]), harm=HARM, named=st.booleans())
    def holds(seed: bytes, harm: list[tuple[str, int, bytes]], named: bool) -> None:
        data = harmed(seed, harm)
        told(lambda: read(data, f"x.{get(format_id).extensions[0]}", from_format=format_id if named else None))

    holds()


ENDLESS = "&#" + "9" * 5000 + ";"
ENDLESS_FILES = {
    "x.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A{ENDLESS}>a &amp; {ENDLESS} b",
    "x.srt": f"1\n00:00:01,000 --> 00:00:02,000\na &amp; {ENDLESS} b",
    "x.smi": f"<SAMI><SYNC Start=1000><P>a &amp; {ENDLESS} b",
    "x.srv1": f'<transcript><text start="1" dur="1">a &amp;amp; {ENDLESS.replace("&", "&amp;")} b</text></transcript>',
    "x.json3": '{"wireMagic":"pb3","events":[{"tStartMs":' + "9" * 5000 + "}]}",
    "x.json": '{"segments":[{"text":"a","start":' + "9" * 5000 + "}]}",
}


@pytest.mark.parametrize("name", ENDLESS_FILES)
def test_numbers_without_end_are_read_or_refused_in_words(name: str) -> None:
    """Python refuses to make a number of more than 4,300 digits."""
    data = ENDLESS_FILES[name].encode()
    told(lambda: read(data, name))
    if "json" not in name:
        assert read(data, name).document.cues[0].text.startswith("a &amp; &amp;#999")


def with_part(data: bytes, hit: str, content: bytes | None) -> bytes:
    """Return a workbook with another part, or without it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != hit:
                new.writestr(name, old.read(name))
            elif content is not None:
                new.writestr(name, content)
    return target.getvalue()


@UNHURRIED
@given(seed=st.sampled_from(SEEDS["xlsx"]), at=st.integers(0, 20), gone=st.booleans(), harm=HARM)
def test_a_workbook_with_damaged_parts_is_read_or_refused_in_words(
    seed: bytes, at: int, gone: bool, harm: list[tuple[str, int, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        names = sorted(archive.namelist())
        hit = names[at % len(names)]
        part = archive.read(hit)
    told(lambda: read(with_part(seed, hit, None if gone else harmed(part, harm)), "x.xlsx"))


GOOD = workbook(row(2, "0:00:01.000", "0:00:02.000", "x"))
TRIPS = {  # parts over which openpyxl trips, by the error it lets Python raise
    "TypeError": ("[Content_Types].xml", b"PartName", b"PortName"),
    "ValueError": ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="A-2"'),
    "KeyError": ("xl/worksheets/sheet1.xml", b"<sheetData>", b'<cols><col max="3"/></cols><sheetData>'),
    "ParseError": ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData"),
    "no integer": ("xl/worksheets/sheet1.xml", b'<row r="2">', b'<row r="1.5">'),
}


@pytest.mark.parametrize("name", TRIPS)
def test_what_openpyxl_trips_over_is_told_as_no_workbook(name: str) -> None:
    part, old, new = TRIPS[name]
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        content = archive.read(part)
    assert old in content
    with pytest.raises(BadInput, match=r"script\.no_workbook") as caught:
        read(with_part(GOOD, part, content.replace(old, new)), "x.xlsx")
    assert "\n" not in str(caught.value.facts["reason"])


@pytest.mark.parametrize("name", [*IN_ONE_CUE, *IN_ONE_FILE])
def test_an_attack_is_read_or_refused_in_words(name: str) -> None:
    file, data = {**IN_ONE_CUE, **IN_ONE_FILE}[name](6_000)
    told(lambda: read(data, file))


@pytest.mark.parametrize("raised", [KeyError("ours"), ValueError("ours"), AttributeError("ours"), RecursionError("ours")])
def test_a_fault_of_ours_goes_through(raised: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged where it is caught; told as a damaged file it would send people for another copy of a good one."""

    def broken(text: str, hints: ReadHints, notices: Notices) -> Document:
        raise raised

    monkeypatch.setattr(reading, "get", lambda written: replace(get(written), read=broken))
    with pytest.raises(type(raised), match="ours"):
        read(b"1\n00:00:01,000 --> 00:00:02,000\nx\n", "x.srt", from_format="srt")


def test_a_fault_of_ours_in_a_row_is_no_fault_of_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    from crossreel.formats.tables import gathering

    monkeypatch.setattr(gathering, "recognize", SimpleNamespace())  # cannot be called
    with pytest.raises(TypeError, match="not callable"):
        read(GOOD, "x.xlsx")
