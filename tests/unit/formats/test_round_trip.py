"""What is written is read back the same, within what the format declares to lose; the writer proves it itself."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.comparing import comparable, first_difference
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import reduce, write
from tests.unit.formats.documents import documents, scripts

TEXT_FORMATS = [each.id for each in formats() if each.writable and not each.script and not each.scripts and not each.frames]
"""Those of all letters and milliseconds; `test_frame_formats.py` has the others."""

SCRIPT_FORMATS = [each.id for each in formats() if each.writable and each.script]


def _returns(document: Document, format_id: str) -> None:
    chosen = get(format_id)
    written = write(document, chosen, WriteOptions(language=document.language))
    meant = reduce(document, chosen, Notices())
    if not meant.cues:
        return
    back = read(written.data, f"x.{chosen.extensions[0]}")
    assert back.format_id == format_id
    assert first_difference(meant, back.document, chosen) is None
    again = write(back.document, chosen, WriteOptions(language=document.language))
    twice = read(again.data, f"x.{chosen.extensions[0]}").document
    assert [cue.text for cue in twice.cues] == [cue.text for cue in back.document.cues]
    assert [(cue.start_ms, cue.end_ms, cue.placement) for cue in twice.cues] == [
        (cue.start_ms, cue.end_ms, cue.placement) for cue in back.document.cues
    ]


@pytest.mark.parametrize("format_id", TEXT_FORMATS)
@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_every_document_returns(format_id: str, document: Document) -> None:
    _returns(document, format_id)


@pytest.mark.parametrize("format_id", TEXT_FORMATS)
@pytest.mark.parametrize("text", ["0<v=Lin>\t</v>0", "0<v=Mei> </v>0", "0<v=Lin>\n</v>0"])
def test_a_voice_that_speaks_blanks_alone_takes_a_cue_from_no_speaker(format_id: str, text: str) -> None:
    _returns(Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text=text, speaker="Lin"),), language="en"), format_id)


@pytest.mark.parametrize("format_id", SCRIPT_FORMATS)
@settings(max_examples=25, deadline=None)
@given(document=scripts())
def test_scripts_return_with_ids_and_languages(format_id: str, document: Document) -> None:
    if get(format_id).one_translation:
        cues = (replace(cue, texts={"ar": cue.texts["ar"]}) for cue in document.cues)
        document = replace(document, cues=tuple(cues))
    data = write(document, get(format_id)).data
    back = read(data, f"x.{get(format_id).extensions[0]}").document
    assert [cue.cue_id for cue in back.cues] == [cue.cue_id for cue in document.cues]
    meant = reduce(document, get(format_id), Notices())
    for one, other in zip(meant.cues, back.cues, strict=True):
        assert comparable(one.text) == comparable(other.text)
        assert {tag: comparable(text) for tag, text in one.texts.items()} == {
            tag: comparable(other.texts.get(tag, "")) for tag in one.texts
        }
