"""Laws of the formats that count frames and have rows: nothing is cut, times are off by half a frame at most, nothing overlaps."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import plain_text
from crossreel.formats.frame_fitting import on_frames
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from tests.unit.formats.latin_documents import latin_documents

RATES = st.sampled_from([Fraction(24), Fraction(25), Fraction(30), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)])
STARTS = st.sampled_from(["", "01:00:00:00", "10:00:00:00"])
REFUSED = ("format.long_word", "format.too_many_rows", "format.no_sign")


@st.composite
def options(draw: st.DrawFn) -> WriteOptions:
    """What buyers of such files ask."""
    return WriteOptions(
        language="en",
        frame_rate=draw(RATES),
        start_timecode=draw(STARTS),
        drop_frame=draw(st.booleans()),
        display_standard=draw(st.sampled_from(["teletext-1", "teletext-2", "open"])),
    )


def letters(document: Document) -> list[str]:
    """The letters and digits of each moment's texts in turn, whatever became of signs and blanks."""
    in_turn = sorted(document.cues, key=lambda cue: cue.start_ms)
    return [sign for cue in in_turn for sign in plain_text(cue.text) if sign.isalnum()]


@pytest.mark.parametrize("format_id", ["stl", "scc", "itt"])
@settings(max_examples=30, deadline=None)
@given(document=latin_documents(), asked=options())
def test_every_document_returns_with_all_of_its_letters(format_id: str, document: Document, asked: WriteOptions) -> None:
    chosen = get(format_id)
    try:
        written = write(document, chosen, asked, twice=True)
    except BadInput as error:
        assert error.code in REFUSED
        return
    if not document.cues:
        return
    assert chosen.frames is not None
    encoding = None if chosen.binary else "utf-8"
    back = read(written.data, f"x.{chosen.extensions[0]}", frame_rate=chosen.frames(asked), encoding=encoding).document
    assert sorted(letters(back)) == sorted(letters(document))
    again = write(back, chosen, WriteOptions(language="en", frame_rate=asked.frame_rate, display_standard=asked.display_standard))
    twice = read(again.data, f"x.{chosen.extensions[0]}", frame_rate=chosen.frames(asked), encoding=encoding).document
    assert [(cue.text, cue.placement) for cue in twice.cues] == [(cue.text, cue.placement) for cue in back.cues]


@settings(max_examples=60, deadline=None)
@given(
    times=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 300)), max_size=8),
    rate=st.sampled_from([Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)]),
)
def test_what_does_not_overlap_does_not_on_frames(times: list[tuple[int, int]], rate: Fraction) -> None:
    at, cues = 0, []
    for gap_ms, length_ms in times:
        cues.append(DocumentCue(start_ms=at + gap_ms, end_ms=at + gap_ms + length_ms, text="a"))
        at += gap_ms + length_ms
    framed = on_frames(Document(cues=tuple(cues)), rate, Notices()).cues
    half = 500 / rate + 1
    for before, after in pairwise(framed):
        assert before.end_ms <= after.start_ms or before.end_ms == before.start_ms
    for asked, got in zip(cues, framed, strict=True):
        assert abs(asked.start_ms - got.start_ms) <= half
        assert abs(asked.end_ms - got.end_ms) <= (half if asked.end_ms - asked.start_ms > 1000 / rate else 3 * half)
