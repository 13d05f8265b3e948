"""Times, marks, ids and places of files that are a little odd: what is made of them, and what is said."""

from dataclasses import replace

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.substation import sniff_script
from crossreel.formats.text import decode
from crossreel.formats.writing import write


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    long = Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text="x" * 32_768, cue_id=1),), language="en")
    with pytest.raises(BadInput) as caught:
        write(long, get("xlsx"))
    assert (caught.value.code, caught.value.facts["number"]) == ("script.cell_too_long", 1)
    write(replace(long, cues=(replace(long.cues[0], text="x" * 32_767),)), get("xlsx"))


def test_a_cue_without_an_end_is_shown_for_three_seconds_at_most() -> None:
    text = "1\n00:00:01,000 -->\nOne\n\n2\n00:00:20,000 -->\nTwo\n\n3\n00:00:21,000 --> 00:00:22,000\nThree\n"
    found = read(text.encode(), "x.srt")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in found.document.cues] == [
        (1000, 4000, "One"),
        (20_000, 21_000, "Two"),
        (21_000, 22_000, "Three"),
    ]
    assert "time.no_end" in [notice.code for notice in found.notices]


def test_a_time_before_the_start_is_cut_and_named() -> None:
    found = read(b"1\n-00:00:01,500 --> 00:00:02,000\nOne\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n", "x.srt")
    assert [(cue.start_ms, cue.end_ms) for cue in found.document.cues] == [(0, 2000), (3000, 4000)]
    assert "time.negative" in [notice.code for notice in found.notices]


def test_captions_at_the_end_of_a_line_stand_at_its_end() -> None:
    text = b"WEBVTT\n\n00:01.000 --> 00:02.000 align:end\nOne\n\n00:03.000 --> 00:04.000 align:right\nTwo\n"
    assert [cue.placement for cue in read(text, "x.vtt").document.cues] == ["3", "3"]


def test_a_second_byte_order_mark_is_no_text() -> None:
    text, encoding = decode(b"\xef\xbb\xbf\xef\xbb\xbfOne", Notices())
    assert (text, encoding.bom) == ("One", True)


def test_an_id_that_no_row_can_have_is_named() -> None:
    table = (
        "cue_id,in,out,en\n9223372036854775807,00:00:01.000,00:00:02.000,One\n9223372036854775808,00:00:03.000,00:00:04.000,Two\n"
    )
    found = read(table.encode(), "x.csv")
    assert [cue.cue_id for cue in found.document.cues] == [2**63 - 1, None]
    assert [notice.code for notice in found.notices if notice.code == "script.bad_id"] == ["script.bad_id"]


@pytest.mark.parametrize("format_id", ["vtt", "ttml"])
def test_a_line_break_inside_ruby_becomes_a_space(format_id: str) -> None:
    cue = DocumentCue(start_ms=0, end_ms=1000, text="<ruby>東\n京<rt>とう\nきょう</rt></ruby>へ\n行く")
    result = write(Document(cues=(cue,), language="ja"), get(format_id), WriteOptions(language="ja"))
    (back,) = read(result.data, f"x.{format_id}").document.cues
    assert back.text == "<ruby>東 京<rt>とう きょう</rt></ruby>へ\n行く"


@pytest.mark.parametrize("words", ["0[V4 STYLES]", "see [Events] below", "the [V4+ Styles] heading"])
def test_words_of_another_format_within_a_line_do_not_make_a_file_of_it(words: str) -> None:
    script = f"one, two\n{words}\n"
    assert sniff_script(script, "x.txt", "ssa") == sniff_script(script, "x.txt", "ass") == 0
    assert sniff_script(f"[Script Info]\n{words}\n", "x.txt", "ass") > 0.5
