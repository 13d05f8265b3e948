"""What is said of odd times, of remarks that look like cues, and of signs that a writer keeps apart."""

from fractions import Fraction

import pytest

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

REMARKS = (
    "NOTE 00:00:00.500 --> 00:00:00.900 remark",
    "NOTE --> nothing",
    "NOTE\tof 00:00:00.500 --> 00:00:00.900\nmore of it",
)


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_is_no_cue_whatever_it_says(remark: str) -> None:
    result = read(f"WEBVTT\n\n{remark}\n\n00:00:01.000 --> 00:00:02.000\nHi\n".encode(), "x.vtt")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues] == [(1000, 2000, "Hi")]


def test_what_was_made_of_a_fraction_is_said() -> None:
    result = read(b"1\n00:00:01,5 --> 00:00:02,1234\nHi\n\n2\n00:00:03,000 --> 00:00:04,000\nYo\n", "x.srt")
    assert [(cue.start_ms, cue.end_ms) for cue in result.document.cues] == [(1500, 2123), (3000, 4000)]
    (told,) = [each.facts for each in result.notices if each.code == "time.odd_fraction"]
    assert (told["text"], told["clock"], told["count"]) == ("00:00:01,5", "00:00:01.500", 2)


@pytest.mark.parametrize("name", ["x.srt", "x.vtt"])
def test_a_cue_without_length_is_kept_and_said(name: str) -> None:
    head = "WEBVTT\n\n" if name.endswith("vtt") else ""
    result = read(f"{head}1\n00:00:03.000 --> 00:00:03.000\nYo\n".encode(), name)
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues] == [(3000, 3000, "Yo")]
    assert "time.no_length" in {each.code for each in result.notices}


@pytest.mark.parametrize(("start", "start_ms"), [("00;00;01;15", 1502), ("00;01;00;02", 60060)])
def test_time_code_with_semicolons_alone_drops_frames(start: str, start_ms: int) -> None:
    rows = ("Speaker,Start Time,End Time,Text", f"Lin,{start},00;01;02;00,Where were you?")
    result = read("\n".join(rows).encode(), "x.csv", frame_rate=Fraction(30000, 1001))
    assert [(cue.start_ms, cue.text) for cue in result.document.cues] == [(start_ms, "Where were you?")]


@pytest.mark.parametrize("text", ["a &lt; b", "&amp;unknown;", "1 &lt; i &lt; 3"])
def test_signs_kept_apart_are_told(text: str) -> None:
    written = write(Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text=text),)), get("srt"))
    assert "loses.literal_markup" in {each.code for each in written.notices}
    assert read(written.data, "x.srt").document.cues[0].text == text
