"""What only one format knows goes back into that format, unharmed; other formats never see it."""

from dataclasses import replace
from pathlib import Path

import pysubs2
import pytest

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import plain_text
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import write

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def rewritten(folder: str, name: str) -> tuple[str, str]:
    """A wild golden file, and what we make of it in its own format."""
    path = GOLDEN / folder / name
    document = read(path.read_bytes(), name).document
    return path.read_text(encoding="utf-8-sig"), write(document, get(folder)).data.decode()


def test_webvtt_keeps_blocks_settings_identifiers_and_tags() -> None:
    _, text = rewritten("vtt", "wild.vtt")
    kept = (
        "WEBVTT The Hidden Heir\nKind: captions\nLanguage: en\n",
        "STYLE\n::cue(.sigh) { color: gray; }", "REGION\nid:left\nwidth:40%",
        "NOTE checked by Lin", "first\n00:00:01.000 --> 00:00:02.000 line:10% align:start region:left\n",
        "<v Lin>Listen &amp; <c.sigh>wait</c>.</v>", "<00:02.500>Karaoke <00:03.000>words", "<lang ja>行き</lang>",
    )  # fmt: skip
    for part in kept:
        assert part in text


def test_an_edited_webvtt_cue_loses_its_old_tags_but_not_its_settings() -> None:
    document = read((GOLDEN / "vtt/wild.vtt").read_bytes(), "wild.vtt").document
    first = replace(document.cues[0], text="Listen &amp; <i>learn</i>.")
    text = write(replace(document, cues=(first, *document.cues[1:])), get("vtt")).data.decode()
    assert "line:10% align:start region:left\n<v Lin>Listen &amp; <i>learn</i>." in text
    moved = replace(document.cues[0], placement="9")
    text = write(replace(document, cues=(moved,)), get("vtt")).data.decode()
    assert "region:left" not in text and "align:right" in text


def test_ass_keeps_every_section_style_comment_and_override() -> None:
    before, after = rewritten("ass", "wild.ass")
    lost = [line for line in before.splitlines() if line.strip() and line not in after.splitlines()]
    assert lost == ["Dialogue: 0,0:00:07.00,bad,Default,,0,0,0,,lost"]


def test_an_edited_ass_cue_keeps_its_leading_overrides_and_loses_a_position_when_placed_anew() -> None:
    head = "[Script Info]\nScriptType: v4.00+\n[Events]\n"
    line = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\pos(10,20)\\fad(100,100)}Hello {\\blur3}there\n"
    document = read((head + line).encode(), "x.ass").document
    edited = replace(document.cues[0], text="Goodbye")
    assert "{\\pos(10,20)\\fad(100,100)}Goodbye" in write(replace(document, cues=(edited,)), get("ass")).data.decode()
    placed = replace(edited, placement="8")
    assert "{\\an8\\fad(100,100)}Goodbye" in write(replace(document, cues=(placed,)), get("ass")).data.decode()


def test_pysubs2_reads_our_ass_as_we_mean_it() -> None:
    cues = (
        DocumentCue(start_ms=1000, end_ms=2000, text="<i>你好</i>\nworld", placement="8"),
        DocumentCue(start_ms=2010, end_ms=3010, text="<c=#ff0000>red</c> &amp; <b>bold</b>", speaker="Lin"),
    )
    data = write(Document(cues=cues), get("ass")).data
    theirs = pysubs2.SSAFile.from_string(data.decode())
    assert (theirs.info["PlayResX"], theirs.info["PlayResY"]) == ("1080", "1920")
    assert [(each.start, each.end, each.plaintext) for each in theirs] == [
        (1000, 2000, "你好\nworld"),
        (2010, 3010, "red & bold"),
    ]
    assert theirs[0].text.startswith("{\\an8}{\\i1}") and theirs[1].name == "Lin"


def test_an8_survives_from_srt_through_every_format_that_places() -> None:
    document = read(b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Top\n", "x.srt").document
    placing = [each for each in formats() if each.writable and "placement" not in each.loses]
    assert {"srt", "vtt", "ass", "ttml"} <= {each.id for each in placing}
    for each in placing:
        back = read(write(document, each).data, f"x.{each.extensions[0]}").document
        assert [(cue.text, cue.placement) for cue in back.cues] == [("Top", "8")], each.id


def test_extras_of_one_format_never_reach_another() -> None:
    document = read((GOLDEN / "vtt/wild.vtt").read_bytes(), "wild.vtt").document
    text = write(document, get("srt")).data.decode()
    assert "region" not in text and "<v" not in text and "<00:" not in text


def test_srt_coordinates_return() -> None:
    line = b"00:00:01,000 --> 00:00:02,000 X1:100 X2:200 Y1:300 Y2:400"
    document = read(b"1\n" + line + b"\nHello\n", "x.srt").document
    assert line in write(document, get("srt")).data


@pytest.mark.parametrize(
    ("format_id", "codes"),
    [
        ("srt", ["loses.placement_box", "loses.ruby", "loses.speaker", "loses.v"]),
        ("ass", ["loses.placement_box", "loses.ruby", "loses.v"]),
        ("vtt", ["loses.placement_box"]),
        ("ttml", []),
        ("csv", ["loses.placement"]),
    ],
)
def test_what_a_format_cannot_hold_is_said(format_id: str, codes: list[str]) -> None:
    text = "<ruby>沈<rt>shěn</rt></ruby> <v=Lin>x</v>"
    cue = DocumentCue(start_ms=0, end_ms=900, text=text, placement="10,10,50,20", speaker="Lin")
    document = Document(cues=(cue,), language="zh")
    assert sorted(notice.code for notice in write(document, get(format_id)).notices) == codes


def test_right_to_left_marks_are_written_when_a_buyer_asks() -> None:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="من؟\n<i>أنا.</i>"),), language="ar")
    plain = write(document, get("srt"), WriteOptions(language="ar")).data.decode()
    marked = write(document, get("srt"), WriteOptions(language="ar", bidi="rlm")).data.decode()
    embedded = write(document, get("srt"), WriteOptions(language="ar", bidi="embed")).data.decode()
    assert "\u200f" not in plain and "\u200fمن؟\u200f\n" in marked and "\u202bمن؟\u202c\n" in embedded
    english = write(replace(document, language="en"), get("srt"), WriteOptions(language="en", bidi="rlm"))
    assert "\u200f" not in english.data.decode()


def test_newlines_bom_and_encoding_follow_the_buyer() -> None:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="你好"),), language="zh-Hans")
    options = WriteOptions(language="zh-Hans", encoding="gb18030", newline="\r\n")
    data = write(document, get("srt"), options).data
    assert data == "1\r\n00:00:00,000 --> 00:00:00,900\r\n你好\r\n\r\n".encode("gb18030")
    assert write(document, get("srt"), WriteOptions(bom=True)).data.startswith(b"\xef\xbb\xbf1\n")
    assert not write(document, get("vtt"), options).data.count(b"\xc4\xe3"), "WebVTT is UTF-8 whatever is asked"


def test_row_numbers_become_percentages_on_a_vertical_picture() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000 line:0 align:center\nTop\n\n00:03.000 --> 00:04.000 line:-1\nLow\n"
    document = read(text.encode(), "x.vtt").document
    assert [cue.placement for cue in document.cues] == ["8", ""]
    vertical = write(document, get("vtt")).data.decode()
    assert "line:0% align:center\nTop" in vertical and "line:70%\nLow" in vertical
    landscape = write(document, get("vtt"), WriteOptions(width=1920, height=1080)).data.decode()
    assert "line:0 align:center\nTop" in landscape and "line:-1\nLow" in landscape


def test_a_line_of_marks_under_a_lost_voice_and_escapes_among_tags_are_written() -> None:
    texts = ("<v=Bob>\u200f\n\u200fכן?</v>", "<b>Hi</b> 0\\u4f60 <b>x</b> y")
    cues = tuple(DocumentCue(start_ms=n * 1000, end_ms=n * 1000 + 900, text=text) for n, text in enumerate(texts))
    data = write(Document(cues=cues, language="he"), get("srt")).data
    assert [cue.text for cue in read(data, "x.srt").document.cues] == ["\u200fכן?", texts[1]]


@pytest.mark.parametrize("format_id", ["srt", "vtt", "ass", "ttml"])
def test_a_blank_line_between_tags_is_one_and_is_said_to_be_left_out(format_id: str) -> None:
    cue = DocumentCue(start_ms=0, end_ms=900, text="Hi\n<v=Bob>\n2\nthere</v>")
    written = write(Document(cues=(cue,), language="en"), get(format_id))
    assert "loses.blank_lines" in [notice.code for notice in written.notices]
    (back,) = read(written.data, f"x.{get(format_id).extensions[0]}").document.cues
    assert plain_text(back.text) == "Hi\n2\nthere"


def test_the_column_of_vertical_writing_stays_on_a_vertical_picture() -> None:
    data = b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000 vertical:rl line:-1\n\xe7\xb8\xa6\n"
    again = write(read(data, "a.vtt").document, get("vtt")).data.decode()
    assert "00:00:01.000 --> 00:00:02.000 vertical:rl line:-1\n縦" in again


@pytest.mark.parametrize("odd", ["<unknown>u</unknown>", "Tom & Ann", "1 < 2", "<00:01.700></>"])
def test_one_odd_sign_in_a_cue_takes_no_times_and_languages_of_its_words_along(odd: str) -> None:
    data = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<lang en>x</lang> <00:01.500>late {odd}\n".encode()
    document = read(data, "a.vtt").document
    again = write(document, get("vtt")).data.decode()
    assert "<lang en>x</lang> <00:01.500>late " in again
    assert [cue.text for cue in read(again.encode(), "a.vtt").document.cues] == [cue.text for cue in document.cues]
