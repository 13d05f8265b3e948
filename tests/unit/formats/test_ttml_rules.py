"""TTML by its rules: the words of each document at each time, and at each moment those that another model shows."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import ttconv.imsc.reader as imsc_reader
from lxml import etree
from ttconv.isd import ISD
from ttconv.model import Br, ContentDocument, ContentElement, Rp, Rt, Rtc, Text
from ttconv.model import P as Paragraph

from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import plain_text
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence
from tests.unit.formats.ttml_at_random import document_at_random
from tests.unit.formats.ttml_inputs import EVERY, TWO_REGIONS, Input, P, document

VTT_WHITE = "WEBVTT\n\n00:01.000 --> 00:02.000\n<c.white>Hello</c> there\n"
SRT_WHITE = '1\n00:00:01,000 --> 00:00:02,000\n<font color="#FFFFFF">Hello</font> there\n'
CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


def words_in(element: ContentElement) -> Iterator[str]:
    """The words of an element of a moment, without readings."""
    if isinstance(element, (Rt, Rtc, Rp)):
        return
    if isinstance(element, Text):
        yield element.get_text()
    elif isinstance(element, Br):
        yield "\n"
    else:
        for child in element:
            yield from words_in(child)
        if isinstance(element, Paragraph):
            yield " "


def judged(xml: bytes) -> list[tuple[Fraction, list[str]]]:
    """The middle of each stretch in which the other model shows the same, and its words in order of the alphabet."""
    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    model = imsc_reader.to_model(etree.ElementTree(etree.fromstring(xml)))
    assert model is not None
    return judged_model(model)


def judged_model(model: ContentDocument) -> list[tuple[Fraction, list[str]]]:
    """The same of a model of theirs."""
    times = sorted(ISD.significant_times(model))
    found = []
    for at, following in zip(times, [*times[1:], times[-1] + 1], strict=True):
        regions = ISD.from_model(model, at).iter_regions()
        words = " ".join("".join(words_in(region)) for region in regions)
        found.append(((at + following) / 2, sorted(words.split())))
    return found


def shown(document: Document, at: Fraction) -> list[str]:
    """The words our cues show at a moment, in order of the alphabet."""
    cues = [cue for cue in document.cues if cue.start_ms <= at * 1000 < cue.end_ms]
    return sorted(" ".join(plain_text(cue.text) for cue in cues).split())


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.rule)
def test_each_document_says_its_words_at_its_times(each: Input) -> None:
    document = read(each.xml.encode(), "x.xml").document
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues] == list(each.cues)


@pytest.mark.parametrize("each", [each for each in EVERY if each.judged], ids=lambda each: each.rule)
def test_another_model_shows_the_same_words_at_each_moment(each: Input) -> None:
    document = read(each.xml.encode(), "x.xml").document
    assert [(at, shown(document, at)) for at, _ in judged(each.xml.encode())] == judged(each.xml.encode())


def test_documents_at_random_show_the_same_words_at_each_moment() -> None:
    for seed in range(80):
        xml = document_at_random(seed).encode()
        ours, theirs = read(xml, "x.xml").document, judged(xml)
        assert [(at, shown(ours, at)) for at, _ in theirs] == theirs, seed


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this project (../shared/corpus)")
def test_real_documents_show_the_same_words_at_each_moment() -> None:
    compared = 0
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix not in (".ttml", ".dfxp", ".xml", ".itt"):
            continue
        data = path.read_bytes()
        if b"itunes:timing" in data:
            continue  # absolute times, which the other model does not know
        try:
            theirs = judged(data)
        except (etree.XMLSyntaxError, AssertionError, ValueError):
            continue
        ours = read(data, path.name)
        if any(notice.code == "ttml.no_region" for notice in ours.notices):
            continue  # text that we keep
        assert [(at, shown(ours.document, at)) for at, _ in theirs] == theirs, path.name
        compared += 1
    assert compared >= 4, compared


@pytest.mark.parametrize(("rate", "start"), [(None, 1400), (Fraction(25), 1480), (Fraction(24000, 1001), 1500)])
def test_frames_without_a_rate_are_those_of_the_video_else_said_to_be_assumed(rate: Fraction | None, start: int) -> None:
    xml = document('<p begin="00:00:01:12" end="00:00:02:00">a</p>')
    found = read(xml.encode(), "x.ttml", frame_rate=rate)
    assert [cue.start_ms for cue in found.document.cues] == [start]
    assert [notice.code for notice in found.notices] == ([] if rate else ["time.frames_assumed"])
    whole = read(document('<p begin="00:00:01:00" end="2s">a</p>').encode(), "x.ttml")
    assert whole.notices == (), "no frame is counted"


def test_a_frame_that_the_video_does_not_have_tells_another_rate() -> None:
    found = read(document('<p begin="00:00:01:15" end="00:00:02:29">a</p>').encode(), "x.ttml", frame_rate=Fraction(25))
    assert [(cue.start_ms, cue.end_ms) for cue in found.document.cues] == [(1500, 2967)]
    assert [notice.code for notice in found.notices] == ["time.frames_beyond_rate"]


@pytest.mark.parametrize("written", ["29.97", "30000/1001"])
def test_a_rate_with_decimals_counts_whole_frames_in_time_codes(written: str) -> None:
    xml = document('<p begin="00:10:00:00" end="00:10:01:00">a</p>', root=f'ttp:timeBase="smpte" ttp:frameRate="{written}"')
    found = read(xml.encode(), "x.ttml").document
    assert found.cues[0].start_ms == 600_600 and found.frame_rate == Fraction(30000, 1001)


def test_a_rate_that_the_document_says_counts_more_than_the_video() -> None:
    xml = document('<p begin="00:00:01:12" end="2s">a</p>', root='ttp:frameRate="24"')
    assert read(xml.encode(), "x.ttml", frame_rate=Fraction(25)).document.cues[0].start_ms == 1500


def test_time_codes_are_scaled_by_the_rate_of_the_video_where_none_is_said() -> None:
    xml = document('<p begin="00:10:00:00" end="00:10:01:00">a</p>', root='ttp:timeBase="smpte"')
    found = read(xml.encode(), "x.ttml", frame_rate=Fraction(24000, 1001))
    assert [(cue.start_ms, cue.end_ms) for cue in found.document.cues] == [(600600, 601601)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<p begin="1s" end="2s">a</p><p begin="3s" end="4s" tts:display="none">b</p>', "ttml.hidden"),
        ('<p begin="1s" end="2s">a<span tts:opacity="0"> b</span></p>', "ttml.hidden"),
        ('<p begin="1s" end="2s">a</p><x:p xmlns:x="urn:example" begin="3s" end="4s">b</x:p>', "ttml.foreign"),
        ('<p begin="1s" end="2s">a<u>b</u></p>', "ttml.odd_element"),
        ('<p begin="1s" end="2s" tts:fontSize="24px">a</p>', "read.dropped"),
        ('<p begin="1s" end="5s"><set begin="1s" tts:color="red"/>a</p>', "read.dropped"),
        ('<p begin="1s" end="5s"><animate begin="1s" tts:opacity="0;1"/>a</p>', "read.dropped"),
        ('<p begin="1s" end="2s">a</p><p begin="1s" end="2s" xml:lang="fr">b</p>', "language.several"),
    ],
)
def test_what_is_left_out_is_said(body: str, code: str) -> None:
    result = read(document(body).encode(), "x.ttml")
    assert [notice.code for notice in result.notices] == [code]
    assert sentence(code, result.notices[0].facts)


def test_text_outside_of_all_regions_is_kept_and_said() -> None:
    result = read(document(P.format("a"), TWO_REGIONS.format("")).encode(), "x.ttml")
    assert [cue.text for cue in result.document.cues] == ["a"]
    assert [notice.code for notice in result.notices] == ["ttml.no_region"]


def test_time_codes_without_a_rate_are_said_to_be_assumed_even_where_no_frame_is_counted() -> None:
    xml = document('<p begin="00:10:00:00" end="00:10:01:00">a</p>', root='ttp:timeBase="smpte"')
    assert [notice.code for notice in read(xml.encode(), "x.ttml").notices] == ["time.frames_assumed"]


def test_speakers_are_those_of_the_paragraph_of_what_is_around_it_or_of_a_span() -> None:
    head = "".join(
        f'<ttm:agent xml:id="{name}" type="person"><ttm:name type="full">{words}</ttm:name></ttm:agent>'
        for name, words in (("lin", "Lin Mo"), ("gu", "Gu\n Yan"))
    )
    body = (
        '<p ttm:agent="lin" begin="1s" end="2s">a</p><div ttm:agent="gu"><p begin="3s" end="4s">b</p></div>'
        '<p ttm:agent="nobody lin" begin="5s" end="6s">c</p><p begin="7s" end="8s">d</p>'
        '<p begin="9s" end="10s"><span ttm:agent="lin">e</span><br/><span ttm:agent="gu">f</span></p>'
    )
    found = read(document(body, f"<metadata>{head}</metadata>").encode(), "x.ttml").document
    assert [(cue.speaker, cue.text) for cue in found.cues] == [
        ("Lin Mo", "a"), ("Gu Yan", "b"), ("Lin Mo", "c"), ("", "d"), ("", "<v=Lin Mo>e</v>\n<v=Gu Yan>f</v>"),
    ]  # fmt: skip


def test_paragraphs_say_their_language_where_it_is_another() -> None:
    body = '<div xml:lang="en"><p begin="1s" end="2s">Hello</p></div><div xml:lang="fr-CA"><p begin="1s" end="2s">Bonjour</p></div>'
    found = read(document(body, within="<body>").encode(), "x.ttml").document
    assert [(cue.language, cue.text) for cue in found.cues] == [("", "Hello"), ("fr-CA", "Bonjour")]


REGIONS = {
    "in percent": ('tts:origin="10% 10%" tts:extent="80% 20%"', "", "8"),
    "in pixels": ('tts:origin="108px 192px" tts:extent="864px 384px"', 'tts:extent="1080px 1920px"', "8"),
    "in cells": ('tts:origin="2c 1c" tts:extent="36c 4c"', 'ttp:cellResolution="40 20"', "8"),
    "in root units": ('tts:origin="5rw 5rh" tts:extent="90rw 20rh"', "", "8"),
    "by position": ('tts:position="50% 10%" tts:extent="80% 20%"', "", "8"),
    "by position from an edge": ('tts:position="center bottom 5%" tts:extent="80% 20%"', "", ""),
    "by one keyword": ('tts:position="top" tts:extent="80% 20%"', "", "8"),
    "at the right": ('tts:origin="70% 70%" tts:extent="25% 20%"', "", "3"),
    "by initial values": ("", "", "8"),
}


@pytest.mark.parametrize("name", REGIONS)
def test_regions_stand_where_their_lengths_say(name: str) -> None:
    attributes, root, placement = REGIONS[name]
    initial = '<styling><initial tts:origin="10% 10%" tts:extent="80% 20%"/></styling>' if not attributes else ""
    head = f'{initial}<layout><region xml:id="r" {attributes} tts:displayAlign="after" tts:textAlign="center"/></layout>'
    xml = document('<p region="r" begin="1s" end="2s">a</p>', head, root)
    assert [cue.placement for cue in read(xml.encode(), "x.ttml").document.cues] == [placement]


@pytest.mark.parametrize(("name", "source"), [("x.vtt", VTT_WHITE), ("x.srt", SRT_WHITE)])
def test_white_is_written_and_read_like_any_colour(name: str, source: str) -> None:
    found = read(source.encode(), name).document
    assert found.cues[0].text == "<c=#ffffff>Hello</c> there"
    for asked in ("<c=#ffffff>Hello</c> there", "<c=#ffffff>Hello there</c>"):
        cues = tuple(replace(cue, text=asked) for cue in found.cues)
        written = write(replace(found, cues=cues), get("ttml"))
        assert [cue.text for cue in read(written.data, "x.ttml").document.cues] == [asked]
