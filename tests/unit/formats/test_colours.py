"""Colours are read however they are written; one that is none is told where it enters, and no file is refused for it later."""

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.colours import parse_colour, with_true_colours
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.services.editing.change import clean

WRITTEN = {
    "white": "#ffffff", "White": "#ffffff", "#FFFFFF": "#ffffff", "ffffff": "#ffffff", "#fff": "#ffffff", "#f80c": "#ff8800",
    "#ff8800cc": "#ff8800", "rgb(255, 136, 0)": "#ff8800", "rgba(255,136,0,0.5)": "#ff8800", "rgb(100%, 0%, 50%)": "#ff0080",
    "rgb(255 136 0 / 50%)": "#ff8800", "rebeccapurple": "#663399", "hotpink": "#ff69b4", "'red'": "#ff0000", "0xFF8800": "#ff8800",
    "#fff00": "", "#ggg": "", "reddish": "", "rgb(1,2)": "", "": "", "12": "",
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_colour_is_read_however_it_is_written(written: str) -> None:
    assert parse_colour(written) == WRITTEN[written]


def test_a_colour_that_is_none_is_left_out_and_told() -> None:
    assert with_true_colours("<c=#fff00>a</c> <c=Red>b</c> <c=#00ff00>c</c>") == ("a <c=#ff0000>b</c> <c=#00ff00>c</c>", "#fff00")
    assert with_true_colours("<c=#00ff00>c</c>") == ("<c=#00ff00>c</c>", "")
    with pytest.raises(BadInput) as caught:
        clean("<c=#fff00>a</c>")
    assert (caught.value.code, caught.value.facts["text"]) == ("editing.no_colour", "#fff00")
    assert clean("<c=#F80>a</c>") == "<c=#ff8800>a</c>"


def test_a_sheet_with_a_colour_that_is_none_can_be_written_in_every_format() -> None:
    table = "cue_id,in,out,en\n1,00:00:01.000,00:00:02.000,<c=#fff00>One</c> <c=white>two</c>\n"
    result = read(table.encode(), "x.csv")
    (cue,) = result.document.cues
    assert cue.text == "One <c=#ffffff>two</c>"
    assert [(notice.code, notice.facts["text"]) for notice in result.notices] == [("inline.no_colour", "#fff00")]
    for format_id in ("srt", "vtt", "ass", "ttml"):
        write(Document(cues=(cue,), language="en"), get(format_id), WriteOptions(language="en"))


@pytest.mark.parametrize("format_id", ["srt", "vtt", "ass", "ttml"])
def test_white_is_a_colour_like_any_other(format_id: str) -> None:
    cue = DocumentCue(start_ms=1000, end_ms=2000, text="<c=#ffffff>Hello</c> there")
    data = write(Document(cues=(cue,), language="en"), get(format_id), WriteOptions(language="en")).data
    assert [each.text.replace("<c=#ffffff>", "").replace("</c>", "") for each in read(data, f"x.{format_id}").document.cues] == [
        "Hello there"
    ]
