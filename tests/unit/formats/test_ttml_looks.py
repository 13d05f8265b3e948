"""Looks beyond the house's markup: kept from TTML to TTML, and said by name where another format is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from crossreel.domain.text.document import Document
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.ttml_looks import FEATURES, KEPT
from crossreel.formats.writing import write
from crossreel.i18n.sentences.features import SENTENCES
from tests.unit.formats.ttml_inputs import document

SCHEMA = Path(__file__).resolve().parents[4] / "shared" / "schemas" / "ttml2" / "ttml2.xsd"
VERTICAL = (
    '<layout><region xml:id="v" tts:writingMode="tbrl" tts:origin="10% 10%" tts:extent="80% 80%" '
    'tts:displayAlign="before"/></layout>'
)
RUBY = (
    '<p begin="1s" end="2s"><span tts:ruby="container"><span tts:ruby="base">遅</span>'
    '<span tts:ruby="text" tts:rubyPosition="after">おく</span></span></p>'
)
KEEPING = {
    "shear": ('<p begin="1s" end="2s" tts:shear="16.67%">斜体</p>', "", "shear"),
    "emphasis of a word": ('<p begin="1s" end="2s"><span tts:textEmphasis="dot before">強調</span>だ</p>', "", "emphasis"),
    "digits set upright": ('<p begin="1s" end="2s">縦<span tts:textCombine="all">12</span>月</p>', "", "combined"),
    "vertical writing": ('<p region="v" tts:textAlign="start" begin="1s" end="2s">縦書き</p>', VERTICAL, "vertical"),
    "a background": ('<p begin="1s" end="2s"><span tts:backgroundColor="#000000c0">box</span></p>', "", "background"),
    "a font and its size": (
        '<p begin="1s" end="2s">a <span tts:fontFamily="serif" tts:fontSize="80%">small</span> word</p>',
        "",
        "font_size",
    ),
    "a forced subtitle": ('<p begin="1s" end="2s" itts:forcedDisplay="true">SIGN</p>', "", "forced"),
    "a role": ('<p begin="1s" end="2s" ttm:role="sound">[door]</p>', "", "role"),
    "words of another language": ('<p begin="1s" end="2s">He said <span xml:lang="fr">merci</span>.</p>', "", "lang"),
    "a right-to-left line": ('<p begin="1s" end="2s" tts:direction="rtl" tts:unicodeBidi="embed">abc</p>', "", "direction"),
    "the place of a reading": (RUBY, "", "ruby_place"),
    "a look of a region": (
        '<p region="r" begin="1s" end="2s">a</p>',
        '<layout><region xml:id="r" tts:shear="16.67%"/></layout>',
        "shear",
    ),
    "a look of everything": ('<p begin="1s" end="2s">a</p>', '<styling><initial tts:shear="10%"/></styling>', "shear"),
    "a look within italics": (
        '<p begin="1s" end="2s">a <span tts:fontStyle="italic">b <span tts:textEmphasis="dot">c</span></span></p>',
        "",
        "emphasis",
    ),
    "a name": ('<p xml:id="opening-title" begin="1s" end="2s">a</p>', "", "identifier"),
    "what is said of the file": (
        '<p begin="1s" end="2s">a</p>',
        "<metadata><ttm:title>T</ttm:title><ttm:desc>Rushes</ttm:desc><ttm:copyright>Us</ttm:copyright></metadata>",
        "metadata",
    ),
}


def given(name: str) -> Document:
    """A document that keeps something."""
    body, head, _ = KEEPING[name]
    return read(document(body, head).encode(), "x.ttml").document


@pytest.mark.parametrize("name", KEEPING)
def test_what_is_kept_comes_back_from_ttml_to_ttml(name: str) -> None:
    found = given(name)
    kept = [cue.extras for cue in found.cues if cue.extras] + [found.extras] * bool(found.extras)
    assert kept, "nothing is kept"
    written = write(found, get("ttml"))
    back = read(written.data, "x.ttml").document
    assert [(cue.text, cue.placement, cue.extras) for cue in back.cues] == [
        (cue.text, cue.placement, cue.extras) for cue in found.cues
    ]
    assert back.extras.get("initial") == found.extras.get("initial")
    assert not written.notices


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schemas are not beside this project (../shared/schemas)")
def test_what_is_kept_is_written_as_the_schema_asks() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for name in KEEPING:
        schema.assertValid(etree.fromstring(write(given(name), get("ttml")).data))


@pytest.mark.parametrize("format_id", ["srt", "vtt", "ass"])
@pytest.mark.parametrize("name", KEEPING)
def test_another_format_says_by_name_what_it_leaves_out(name: str, format_id: str) -> None:
    feature = KEEPING[name][2]
    said = [notice.facts["feature"] for notice in write(given(name), get(format_id)).notices if notice.code == "write.dropped"]
    assert feature in said


def test_a_changed_text_lets_the_looks_of_its_parts_go_and_keeps_those_of_the_line() -> None:
    body = '<p begin="1s" end="2s" tts:shear="16.67%"><span tts:textEmphasis="dot">強調</span>だ</p>'
    found = read(document(body).encode(), "x.ttml").document
    edited = replace(found, cues=tuple(replace(cue, text="別の台詞") for cue in found.cues))
    text = write(edited, get("ttml")).data.decode()
    assert 'tts:shear="16.67%">別の台詞</p>' in text and "textEmphasis" not in text


def test_a_placement_that_was_changed_lets_vertical_writing_go() -> None:
    found = given("vertical writing")
    moved = replace(found, cues=tuple(replace(cue, placement="8") for cue in found.cues))
    assert "writingMode" not in write(moved, get("ttml")).data.decode()


@pytest.mark.parametrize("mode", ["tbrl", "tblr"])
@pytest.mark.parametrize("place", ['tts:origin="80% 10%" tts:extent="10% 80%"', 'tts:origin="10% 10%" tts:extent="80% 30%"', ""])
@pytest.mark.parametrize("align", ["", ' tts:displayAlign="after"', ' tts:displayAlign="center"'])
def test_vertical_writing_anywhere_comes_back(mode: str, place: str, align: str) -> None:
    head = f'<layout><region xml:id="v" tts:writingMode="{mode}" {place}{align}/></layout>'
    for said in ("", ' tts:textAlign="end"', ' tts:textAlign="center"'):
        found = read(document(f'<p region="v"{said} begin="1s" end="2s">縦</p>', head).encode(), "x.ttml").document
        written = write(found, get("ttml"))
        assert f'tts:writingMode="{mode}"' in written.data.decode()
        assert read(written.data, "x.ttml").document.cues[0].placement == found.cues[0].placement


def test_what_imsc_has_no_room_for_is_said_and_not_written() -> None:
    found = read(document('<p begin="1s" end="2s" tts:letterSpacing="10%" tts:opacity="0.5">a</p>').encode(), "x.ttml").document
    written = write(found, get("ttml"))
    assert b"letterSpacing" not in written.data and b"opacity" not in written.data
    assert {notice.facts["feature"] for notice in written.notices} == {"spacing", "opacity"}


def test_values_of_strangers_cannot_break_out_of_their_attributes() -> None:
    found = read(document("""<p begin="1s" end="2s" tts:textEmphasis='a" onload="x'>a</p>""").encode(), "x.ttml").document
    (paragraph,) = etree.fromstring(write(found, get("ttml")).data).iter("{*}p")
    assert "onload" not in paragraph.attrib


def test_every_look_that_is_kept_has_a_word() -> None:
    assert set(FEATURES) == KEPT
    assert {f"feature.{feature}" for feature in FEATURES.values()} <= set(SENTENCES)


def test_the_look_that_the_house_has_of_its_own_is_left_out_and_said() -> None:
    head = '<styling><style xml:id="s" tts:fontFamily="Verdana" tts:fontSize="160%" tts:lineHeight="125%"/></styling>'
    result = read(
        document('<p begin="1s" end="2s">a</p><p begin="3s" end="4s">b</p>', head, within='<body style="s"><div>').encode(),
        "x.ttml",
    )
    assert {(notice.facts["feature"], notice.facts["count"]) for notice in result.notices} == {
        ("font", 2),
        ("font_size", 2),
        ("spacing", 2),
    }
    assert not any(cue.extras for cue in result.document.cues)
    own = write(result.document, get("ttml"))
    assert not own.notices and not read(own.data, "x.ttml").notices


def test_a_size_that_all_spans_have_is_that_of_the_line_and_a_box_stays_round_the_words() -> None:
    head = '<styling><style xml:id="s" tts:fontSize="160%" tts:backgroundColor="#000000"/></styling>'
    body = '<p begin="1s" end="2s"><span style="s">Who </span><span style="s">is there?</span></p>'
    result = read(document(body, head).encode(), "x.ttml")
    (cue,) = result.document.cues
    assert cue.text == "Who is there?" and cue.extras == {"parts": [[0, 13, {"backgroundColor": "#000000"}]], "of": "Who is there?"}
    assert [notice.facts["feature"] for notice in result.notices] == ["font_size"]


def test_the_name_of_a_style_is_no_name_of_a_subtitle() -> None:
    head = '<styling><style xml:id="plain" tts:color="red"/></styling>'
    found = read(document('<p style="plain" begin="1s" end="2s">a</p>', head).encode(), "x.ttml").document
    assert "id" not in found.cues[0].extras


def test_names_that_only_number_the_subtitles_are_kept_and_not_spoken_of() -> None:
    def said(*names: str) -> list[object]:
        body = "".join(f'<p xml:id="{name}" begin="{at}s" end="{at + 1}s">a</p>' for at, name in enumerate(names))
        found = read(document(body).encode(), "x.ttml").document
        assert [f'xml:id="{name}"' in write(found, get("ttml")).data.decode() for name in names] == [True] * len(names)
        return [notice.facts["feature"] for notice in write(found, get("srt")).notices]

    assert said("sub1", "sub2", "sub3") == said("s101", "s102", "s103") == said("p0") == []
    assert said("sub17") == said("sub1", "chorus", "sub3") == ["identifier"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('tts:origin="0% 85%" tts:extent="100% 15%" tts:displayAlign="after"', []),
        ('tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="before"', []),
        ('tts:origin="10% 37%" tts:extent="80% 10%" tts:displayAlign="after"', ["position"]),
        ('tts:origin="52% 80%" tts:extent="40% 15%" tts:displayAlign="after"', ["position"]),
    ],
)
def test_a_place_that_is_none_of_nine_is_said(place: str, said: list[str]) -> None:
    head = f'<layout><region xml:id="r" tts:textAlign="center" {place}/></layout>'
    result = read(document('<p region="r" begin="1s" end="2s">a</p>', head).encode(), "x.ttml")
    assert [notice.facts["feature"] for notice in result.notices] == said
