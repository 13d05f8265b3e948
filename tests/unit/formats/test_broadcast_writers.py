"""EBU STL, SCC, iTunes Timed Text and EBU-TT-D as readers that are not ours take them: the same words, the same times."""

import io
import logging
import warnings
from collections.abc import Iterator
from fractions import Fraction

import pycaption
import pytest
import ttconv.imsc.reader as imsc_reader
import ttconv.scc.reader as scc_reader
import ttconv.stl.reader as stl_reader
from lxml import etree
from ttconv import model

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

NTSC = Fraction(30000, 1001)
CUES = (
    DocumentCue(start_ms=2000, end_ms=3500, text="Where were you\nlast night?"),
    DocumentCue(start_ms=3600, end_ms=5000, text="<i>I told you.</i> “Niña”, à É ♪", placement="8"),
    DocumentCue(start_ms=5000, end_ms=6500, text="- Who said that?\n- I did, okay?", placement="1"),
    DocumentCue(start_ms=7040, end_ms=8000, text="<c=#ffff00>Never</c> <u>again.</u>"),
)
DOCUMENT = Document(cues=CUES, language="en")
WORDS = ["Where were you\nlast night?", "I told you. “Niña”, à É ♪", "- Who said that?\n- I did, okay?", "Never again."]
Heard = list[tuple[int, int, str]]


def by_ttconv(found: model.ContentDocument) -> Heard:
    """The paragraphs of a model of theirs."""
    body = found.get_body()
    assert body is not None
    return [
        (round((each.get_begin() or 0) * 1000), round((each.get_end() or 0) * 1000), tidy("".join(texts(each))))
        for division in body
        for each in division
    ]


def texts(element: model.ContentElement) -> Iterator[str]:
    for child in element:
        if isinstance(child, model.Text):
            yield child.get_text()
        elif isinstance(child, model.Br):
            yield "\n"
        else:
            yield from texts(child)


def tidy(text: str) -> str:
    return "\n".join([" ".join(line.split()) for line in text.split("\n")])


def by_pycaption(reader: pycaption.base.BaseReader, text: str) -> Heard:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it reads XML by a parser of HTML
        found = reader.read(text)
    captions = found.get_captions(found.get_languages()[0])
    return [(round(each.start / 1000), round(each.end / 1000), tidy(each.get_text())) for each in captions]


@pytest.fixture(autouse=True, scope="module")
def quiet() -> None:
    logging.getLogger("ttconv").setLevel(logging.CRITICAL)


def data(format_id: str, **asked: object) -> bytes:
    return write(DOCUMENT, get(format_id), WriteOptions(language="en", **asked), twice=True).data  # type: ignore[arg-type]


def agree(heard: Heard, within_ms: float) -> None:
    """Ask that words are those of the document and times near enough."""
    assert [words for *_, words in heard] == WORDS
    for cue, (start_ms, end_ms, _words) in zip(CUES, heard, strict=True):
        assert abs(cue.start_ms - start_ms) <= within_ms and abs(cue.end_ms - end_ms) <= within_ms, cue.text


@pytest.mark.parametrize("rate", [Fraction(25), NTSC])
@pytest.mark.parametrize("display", ["teletext-1", "open"])
def test_ebu_stl_by_ttconv(rate: Fraction, display: str) -> None:
    written = data("stl", frame_rate=rate, display_standard=display, start_timecode="10:00:00:00")
    found = stl_reader.to_model(io.BytesIO(written), stl_reader.STLReaderConfiguration(program_start_tc="TCP"))
    heard = by_ttconv(found)
    if display == "open":  # which drops the blank before a code that takes no place
        heard = [(start, end, words.replace(".“", ". “").replace("Neveragain", "Never again")) for start, end, words in heard]
    agree(heard, 500 / rate + 1)
    assert found.get_lang() == "en"


@pytest.mark.parametrize("drop", [True, False])
def test_scc_by_ttconv_and_pycaption(drop: bool) -> None:
    text = data("scc", drop_frame=drop).decode()
    agree(by_ttconv(scc_reader.to_model(text)), 500 / NTSC + 1)
    heard = by_pycaption(pycaption.SCCReader(), text)
    ends = [CUES[at].end_ms if 0 < end - CUES[at].end_ms < 170 else end for at, (_, end, _) in enumerate(heard)]
    joined = [(start, end, words) for (start, _, words), end in zip(heard, ends, strict=True)]
    agree(joined, 35 if drop else 500 / NTSC + 1)  # it closes gaps of few frames, and takes drop codes for a clock


def test_itt_by_ttconv_and_pycaption() -> None:
    for rate in (Fraction(25), Fraction(24000, 1001), NTSC):
        agree(by_ttconv(model_of(data("itt", frame_rate=rate))), 500 / rate + 1)
    agree(by_pycaption(pycaption.DFXPReader(), data("itt", frame_rate=Fraction(25)).decode()), 21)


def test_ebu_tt_d_by_ttconv_and_pycaption() -> None:
    agree(by_ttconv(model_of(data("ebu-tt-d"))), 0)
    agree(by_pycaption(pycaption.DFXPReader(), data("ebu-tt-d").decode()), 0)


def model_of(written: bytes) -> model.ContentDocument:
    found = imsc_reader.to_model(etree.ElementTree(etree.fromstring(written)))
    assert found is not None
    return found


def test_the_start_of_the_programme_stands_in_every_clock() -> None:
    asked = {"start_timecode": "10:00:00:00", "frame_rate": Fraction(25), "drop_frame": False}
    assert b'begin="10:00:02:00"' in data("itt", **asked)
    assert b"\n10:00:0" in data("scc", **asked)
    stl = data("stl", **asked)
    assert stl[256:264] == b"10000000" and tuple(stl[1024 + 5 : 1024 + 9]) == (10, 0, 2, 0)
    assert read(stl, "x.stl").document.cues[0].start_ms == 36_002_000


@pytest.mark.parametrize(
    ("language", "text", "table"),
    [
        ("fr", "Où étais-tu ?", b"00"), ("ru", "Где ты был?", b"01"), ("ar", "أين كنت؟", b"02"), ("el", "Πού ήσουν;", b"03"),
        ("he", "איפה היית?", b"04"), ("pl", "Zażółć gęślą jaźń", b"00"),
        ("lv", "Ģimene ģērbjas", b"00"), ("tr", "İğne ışık", b"00"),
    ],
)  # fmt: skip
def test_letters_stand_in_the_table_of_their_script(language: str, text: str, table: bytes) -> None:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=2000, text=text),), language=language)
    written = write(document, get("stl"), WriteOptions(language=language, frame_rate=Fraction(25)), twice=True).data
    assert written[12:14] == table
    assert [words for *_, words in by_ttconv(stl_reader.to_model(io.BytesIO(written)))] == [text]


@pytest.mark.parametrize("format_id", ["stl", "scc"])
@pytest.mark.parametrize(("text", "script"), [("你好", "Han"), ("สวัสดี", "Thai"), ("안녕", "Hangul"), ("नमस्ते", "Devanagari")])
def test_a_script_that_cannot_be_held_is_refused_by_name(format_id: str, text: str, script: str) -> None:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=2000, text=f"Hello {text}"),))
    with pytest.raises(BadInput) as refused:
        write(document, get(format_id))
    assert refused.value.code == "format.no_script"
    assert script in sentence(refused.value.code, refused.value.facts) and text in sentence(refused.value.code, refused.value.facts)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cyrillic Привет", "format.no_script"), ("Tiếng Việt", "format.no_sign"), ("😀", "format.no_sign"),
        ("x" * 33, "format.long_word"), ("one two three four five\n" * 5, "format.too_many_rows"),
    ],
)  # fmt: skip
def test_what_captions_cannot_hold_is_refused_and_never_cut(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        write(Document(cues=(DocumentCue(start_ms=2000, end_ms=4000, text=text),)), get("scc"))
    assert refused.value.code == code and sentence(code, refused.value.facts)


def test_long_lines_are_broken_evenly_and_said() -> None:
    text = "We thought you were never coming back to this house"
    written = write(Document(cues=(DocumentCue(start_ms=3000, end_ms=6000, text=text),)), get("scc"))
    assert [cue.text for cue in read(written.data, "x.scc").document.cues] == [
        "We thought you were never\ncoming back to this house"
    ]
    assert [(each.code, each.facts["count"]) for each in written.notices] == [("format.wrapped", 1)]


def test_a_caption_that_cannot_be_sent_in_time_is_late_and_said() -> None:
    cues = (
        DocumentCue(start_ms=4000, end_ms=4300, text="No!"),
        DocumentCue(start_ms=4300, end_ms=7000, text="We thought that you were never\ncoming back to this old house."),
    )
    written = write(Document(cues=cues, language="en"), get("scc"))
    late = next(each for each in written.notices if each.code == "scc.late")
    assert late.facts["count"] == 1 and "late" in sentence(late.code, late.facts)
    first, second = read(written.data, "x.scc").document.cues
    assert abs(first.start_ms - 4000) < 18 and second.start_ms - 4300 == pytest.approx(late.facts["late_ms"], abs=18)
    heard = by_ttconv(scc_reader.to_model(written.data.decode()))
    assert [(words, start) for start, _, words in heard] == [(tidy(cue.text), cue.start_ms) for cue in (first, second)]


def test_captions_together_become_one_and_others_end_where_the_next_begins() -> None:
    cues = (
        DocumentCue(start_ms=3000, end_ms=5000, text="Sign"), DocumentCue(start_ms=3000, end_ms=6000, text="Speech"),
        DocumentCue(start_ms=5000, end_ms=8000, text="More"),
    )  # fmt: skip
    written = write(Document(cues=cues, language="en"), get("scc"))
    assert [(round(cue.start_ms, -2), cue.text) for cue in read(written.data, "x.scc").document.cues] == [
        (3000, "Sign\nSpeech"),
        (5000, "More"),
    ]
    assert "scc.overlap" in [each.code for each in written.notices]


def test_a_long_text_goes_on_in_further_blocks() -> None:
    text = "\n".join(["Élève, où étais-tu à l'été dernier ?"] * 4)
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=4000, text=text),), language="fr")
    written = write(document, get("stl"), WriteOptions(frame_rate=Fraction(25), language="fr"), twice=True).data
    blocks = [written[at : at + 128] for at in range(1024, len(written), 128)]
    assert [each[3] for each in blocks] == [0, 0xFF]
    assert written[238:248] == b"%05d00001" % len(blocks)
    assert not any(0xC1 <= each[127] <= 0xCF for each in blocks), "an accent stands apart from its letter"
    assert [cue.text for cue in read(written, "x.stl").document.cues] == [text]


def test_words_alone_where_a_profile_asks_for_them() -> None:
    options = WriteOptions(language="en", plain_text=True, bom=True, newline="\r\n")
    written = write(DOCUMENT, get("srt"), options, twice=True)
    text = written.data.decode("utf-8-sig")
    assert written.data.startswith(b"\xef\xbb\xbf") and text.count("\r\n") == text.count("\n")
    assert "<" not in text and "{" not in text and "“Niña”" in text
    assert {"loses.i", "loses.u", "loses.c", "loses.placement"} <= {each.code for each in written.notices}
