"""What is no subtitle is refused with a clear code; what is merely large is read."""

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

NOT_SUBTITLES = {
    "empty.srt": (b"", "format.empty"),
    "blank.srt": (b"\xef\xbb\xbf \r\n\r\n", "format.empty"),
    "picture.srt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", "format.binary"),
    "letter.srt": (b"Dear Lin,\n\nplease find the subtitles elsewhere.\n", "format.unknown"),
    "prose.txt": ("你好，字幕在别处。\n".encode() * 20, "format.unknown"),
    "lyrics.ttml": (b"<song><p>Hello</p></song>", "ttml.other_root"),
    "page.xml": (b"<html><body><p>Hello</p></body></html>", "format.unknown"),
    "broken.ttml": (b"<tt xmlns='http://www.w3.org/ns/ttml'><body><div", "ttml.malformed"),
    "captions.scc": (b"Scenarist_SCC V1.0\n\n00:00:00;00\t9420 9420\n", "format.no_cues"),
    "broadcast.stl": (b"850STL25.01" + b"0" * 1013, "format.no_cues"),
    "disc.idx": (b"# VobSub index file, v7 (do not modify this line!)\nsize: 720x576\n", "format.pictures"),
    "disc.sub": (b"\x00\x00\x01\xba\x44\x00\x04\x00\x04\x01" + b"\x00\xff" * 40, "format.pictures"),
    "bluray.sup": (b"PG\x00\x00\x10\x00\x00\x00\x00\x00\x16\x00\x13" + b"\x07\x80\x04\x38" * 8, "format.pictures"),
    "notes.csv": (b"name;colour\nLin;red\n", "script.no_header"),
    "photo.xlsx": (b"PK\x03\x04 this is no archive", "script.no_workbook"),
}


@pytest.mark.parametrize("name", NOT_SUBTITLES)
def test_refused_with_a_clear_sentence(name: str) -> None:
    data, code = NOT_SUBTITLES[name]
    with pytest.raises(BadInput) as caught:
        read(data, name)
    assert caught.value.code == code
    assert sentence(caught.value.code, caught.value.facts)


def test_a_file_of_no_cues_is_no_subtitle_even_when_told_so() -> None:
    for format_id in ("srt", "vtt", "ass"):
        with pytest.raises(BadInput, match=r"format\.no_cues"):
            read(b"Dear Lin,\n", "x", from_format=format_id)
    with pytest.raises(NotFound):
        read(b"x", "x", from_format="betamax")


@pytest.mark.parametrize("format_id", [each.id for each in formats() if each.write is not None and not each.scripts])
def test_a_cue_of_ten_thousand_characters_returns(format_id: str) -> None:
    text = "<i>很长</i> " * 2000 + "\n" + "x" * 2000
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text=text),), language="en")
    back = read(write(document, get(format_id)).data, f"x.{get(format_id).extensions[0]}").document
    assert len(back.cues) == 1 and back.cues[0].text.count("很长") == 2000


def test_a_hundred_thousand_cues_are_read_and_written() -> None:
    cues = tuple(DocumentCue(start_ms=n * 1000, end_ms=n * 1000 + 900, text=f"line {n}") for n in range(100_000))
    data = write(Document(cues=cues), get("srt")).data
    assert len(read(data, "x.srt").document.cues) == 100_000
