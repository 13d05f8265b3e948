"""What other people's readers make of our files: the same cues."""

import html
import io
import logging

import srt
import ttconv.imsc.reader as imsc_reader
import webvtt
from lxml import etree
from ttconv.isd import ISD

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.registry import get
from crossreel.formats.writing import write

CUES = (
    DocumentCue(start_ms=500, end_ms=2100, text="你昨晚\n到底在哪里？"),
    DocumentCue(start_ms=2400, end_ms=4300, text="<i>Where</i> &amp; when", placement="8"),
    DocumentCue(start_ms=4300, end_ms=5100, text="أين كنت؟"),
)
DOCUMENT = Document(cues=CUES, language="en")


def test_srt() -> None:
    found = list(srt.parse(write(DOCUMENT, get("srt")).data.decode(), ignore_errors=False))
    assert [(each.start.total_seconds() * 1000, each.end.total_seconds() * 1000) for each in found] == [
        (cue.start_ms, cue.end_ms) for cue in CUES
    ]
    assert [each.content for each in found] == ["你昨晚\n到底在哪里？", "{\\an8}<i>Where</i> & when", "أين كنت؟"]


def test_webvtt() -> None:
    found = webvtt.from_buffer(io.BytesIO(write(DOCUMENT, get("vtt")).data))
    assert [(each.start, html.unescape(each.text)) for each in found] == [
        ("00:00:00.500", "你昨晚\n到底在哪里？"),
        ("00:00:02.400", "Where & when"),
        ("00:00:04.300", "أين كنت؟"),
    ]


def test_imsc() -> None:
    logging.getLogger("ttconv").setLevel(logging.ERROR)
    tree = etree.ElementTree(etree.fromstring(write(DOCUMENT, get("ttml")).data))
    model = imsc_reader.to_model(tree)
    assert model is not None and model.get_lang() == "en"
    shown = {float(time): "" for time in ISD.significant_times(model)}
    assert sorted(shown) == [0.0, 0.5, 2.1, 2.4, 4.3, 5.1]
    regions = {region.get_id() for time in (1, 3) for region in ISD.from_model(model, time).iter_regions()}
    assert regions == {"bottom", "top"}
