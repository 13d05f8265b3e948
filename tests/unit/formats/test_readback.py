"""What is written is read back: a writer that loses or changes something is caught, and nobody gets its bytes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats import writing
from crossreel.formats.format import Format
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.second_reading import READERS
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence
from crossreel.services.exporting import converting
from crossreel.services.exporting.converting import Converting
from tests.unit.formats.documents import documents

CUES = (
    DocumentCue(start_ms=1000, end_ms=2000, text="Plain <i>it</i> <b>bo</b> <u>un</u> end", placement="8", speaker="Ann"),
    DocumentCue(start_ms=3000, end_ms=4120, text="<c=#ff8800>red</c> &amp; <ruby>遅<rt>おく</rt></ruby>れた"),
    DocumentCue(start_ms=5000, end_ms=6500, text="line one\nline two", placement="10,20,30,40"),
    DocumentCue(start_ms=8000, end_ms=9990, text="你好 שלום", placement="7"),
)
DOCUMENT = Document(cues=CUES, language="en")
LATIN = replace(
    DOCUMENT,
    cues=(CUES[0], replace(CUES[1], text="<c=#ffff00>red</c> &amp; late"), CUES[2], replace(CUES[3], text="Hello again")),
)
OPTIONS = WriteOptions(language="en", width=1080, height=1920)
WRITABLE = [each.id for each in formats() if each.writable]

Fault = Callable[[list[DocumentCue]], Iterable[DocumentCue]]
FAULTS: dict[str, tuple[Fault, str]] = {  # what a writer does wrong, and the feature a format must have for it to matter
    "loses the last cue": (lambda cues: cues[:-1], ""),
    "loses the first cue": (lambda cues: cues[1:], ""),
    "writes a cue twice": (lambda cues: [cues[0], *cues], ""),
    "puts cues in another order": (lambda cues: [cues[1], cues[0], *cues[2:]], "order"),
    "ends a cue later": (lambda cues: [replace(each, end_ms=each.end_ms + 50) for each in cues], ""),
    "begins a cue later": (lambda cues: [replace(each, start_ms=each.start_ms + 50) for each in cues], ""),
    "loses a text": (lambda cues: [*cues[:2], replace(cues[2], text="x"), cues[3]], ""),
    "loses a line": (lambda cues: [*cues[:2], replace(cues[2], text="line one"), cues[3]], ""),
    "joins two lines": (lambda cues: [replace(each, text=each.text.replace("\n", " ")) for each in cues], ""),
    "doubles a blank": (lambda cues: [replace(each, text=each.text.replace("line two", "line  two")) for each in cues], "blanks"),
    "adds a direction mark": (lambda cues: [replace(each, text="\u200f" + each.text) for each in cues], "marks"),
    "loses an ampersand": (lambda cues: [replace(each, text=each.text.replace("&amp; ", "")) for each in cues], ""),
    "escapes twice": (lambda cues: [replace(each, text=each.text.replace("&amp;", "&amp;amp;")) for each in cues], ""),
    "indents a text": (lambda cues: [replace(each, text="  " + each.text) for each in cues], "lines"),  # our readers trim
    "slips a joiner in": (lambda cues: [replace(each, text=each.text.replace("line", "li\u2060ne")) for each in cues], "marks"),
    "loses italics": (lambda cues: [replace(each, text=each.text.replace("<i>", "").replace("</i>", "")) for each in cues], "i"),
    "loses bold": (lambda cues: [replace(each, text=each.text.replace("<b>bo</b>", "bo")) for each in cues], "b"),
    "loses underlines": (lambda cues: [replace(each, text=each.text.replace("<u>un</u>", "un")) for each in cues], "u"),
    "changes a colour": (lambda cues: [replace(each, text=re.sub("#ff(8800|ff00)", "#ff0000", each.text)) for each in cues], "c"),
    "loses a reading": (lambda cues: [replace(each, text=each.text.replace("おく", "")) for each in cues], "ruby"),
    "loses placements": (lambda cues: [replace(each, placement="") for each in cues], "placement"),
    "moves a caption": (lambda cues: [replace(each, placement=each.placement.replace("8", "2")) for each in cues], "placement"),
    "moves a box": (
        lambda cues: [replace(each, placement=each.placement.replace("10,20", "10,22")) for each in cues],
        "placement_box",
    ),
    "loses the speaker": (lambda cues: [replace(each, speaker="") for each in cues], "speaker"),
    "changes the speaker": (lambda cues: [replace(each, speaker=each.speaker and "Bob") for each in cues], "speaker"),
}  # fmt: skip


def document_for(format_id: str) -> Document:
    """What a format is asked to write: in Latin letters, and a colour that all have, where it has no others."""
    return LATIN if get(format_id).scripts else DOCUMENT


def faulty(chosen: Format, fault: Fault) -> Format:
    """Return the format with a writer that writes something else than it is given."""

    def broken(document: Document) -> Document:
        return replace(document, cues=tuple(fault(list(document.cues))))

    text, data = chosen.write, chosen.write_bytes
    if text is not None:
        return replace(chosen, write=lambda document, options, notices: text(broken(document), options, notices))
    assert data is not None
    return replace(chosen, write_bytes=lambda document, options, notices: data(broken(document), options, notices))


SCREENS: dict[str, tuple[str, ...]] = {  # what a screen of rows makes alike, or has no sign for
    "order": ("scc",), "blanks": ("scc",), "marks": ("scc", "stl"),
}  # fmt: skip


def can_hold(format_id: str, feature: str) -> bool:
    """Whether a format can hold what a fault would harm; where it cannot, it says so when it writes."""
    loses = get(format_id).loses
    if feature == "lines":
        return format_id in READERS and not get(format_id).scripts
    if feature in SCREENS:
        return format_id not in SCREENS[feature]
    if format_id == "stl" and feature in ("i", "u"):
        return False  # Teletext has colours alone
    return feature not in loses and not ("placement" in loses and feature == "placement_box")


HARMED = [(format_id, name) for name, (_fault, feature) in FAULTS.items() for format_id in WRITABLE if can_hold(format_id, feature)]


@pytest.mark.parametrize(("format_id", "name"), HARMED)
def test_a_writer_that_changes_what_it_is_given_is_caught(format_id: str, name: str) -> None:
    fault, _feature = FAULTS[name]
    chosen = get(format_id)
    with pytest.raises(BadInput) as caught:
        write(document_for(format_id), faulty(chosen, fault), OPTIONS, twice=True)
    assert caught.value.code == "format.readback" or (format_id == "scc" and caught.value.code == "format.bad_form")
    assert sentence(caught.value.code, caught.value.facts)
    assert caught.value.facts.get("number", 1) in (1, 2, 3, 4, 5)


@pytest.mark.parametrize("format_id", WRITABLE)
def test_an_honest_writer_is_believed(format_id: str) -> None:
    assert write(document_for(format_id), get(format_id), OPTIONS, twice=True).data


@pytest.mark.parametrize("format_id", [each for each in WRITABLE if get(each).write is not None])
def test_what_is_left_out_without_a_word_is_caught(format_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read back is compared with what was asked for, and not with what was made of that on the way to the writer."""
    monkeypatch.setattr(writing, "reduce", lambda document, chosen, notices: replace(document, cues=document.cues[:-1]))
    with pytest.raises(BadInput, match=r"format\.readback"):
        write(document_for(format_id), get(format_id), OPTIONS)


def test_nothing_is_kept_of_a_file_that_does_not_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\n")
    (tmp_path / "out.vtt").write_text("what was there before")
    monkeypatch.setattr(converting, "target_format", lambda target, written: faulty(get("vtt"), lambda cues: cues[:1]))
    with pytest.raises(BadInput, match=r"format\.readback"):
        Converting().convert(tmp_path / "in.srt", tmp_path / "out.vtt")
    assert (tmp_path / "out.vtt").read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.srt", "out.vtt"]


def test_the_bytes_are_read_back_and_not_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What encoding does to a text is seen as well."""
    monkeypatch.setattr("crossreel.formats.writing.encode", lambda text, **asked: text.replace("two", "tvo").encode())
    with pytest.raises(BadInput, match=r"format\.readback"):
        write(DOCUMENT, get("srt"), OPTIONS)


FORM: list[tuple[str, str, Callable[[str], str]]] = [
    ("srt", "an index that jumps", lambda text: text.replace("3\n00", "7\n00")),
    ("srt", "no blank line between cues", lambda text: text.replace("\n\n", "\n")),
    ("srt", "dots for commas", lambda text: text.replace(",", ".")),
    ("srt", "no hours", lambda text: text.replace("00:00:0", "00:0")),
    ("srt", "a second byte order mark", lambda text: "\ufeff" + text),
    ("srt", "something before the first cue", lambda text: "junk\n\n" + text),
    ("srt", "something behind the last cue", lambda text: text + "\n"),
    ("srt", "another arrow", lambda text: text.replace("-->", "->")),
    ("srt", "entities for signs", lambda text: text.replace("& ", "&amp; ")),
    ("vtt", "no signature", lambda text: text.replace("WEBVTT", "X", 1)),
    ("vtt", "commas for dots", lambda text: text.replace(".000", ",000")),
    ("vtt", "a bare ampersand", lambda text: text.replace("&amp;", "&")),
    ("vtt", "a class without a style", lambda text: text.replace("::cue", "::nope")),
    ("vtt", "a setting that does not exist", lambda text: text.replace("line:", "foo:bar line:", 1)),
    ("vtt", "a tag that does not exist", lambda text: text.replace("line one", "line <one>")),
    ("ttml", "another frame rate", lambda text: text.replace('frameRate="30"', 'frameRate="25"')),
    ("ttml", "no profile", lambda text: text.replace("contentProfiles", "noProfiles")),
    ("ttml", "another shape", lambda text: text.replace('"9 16"', '"16 9"')),
    ("ttml", "an invisible style", lambda text: text.replace("tts:color=", 'tts:visibility="hidden" tts:color=', 1)),
    ("ttml", "a black style", lambda text: text.replace('tts:color="#ffffff"', 'tts:color="#000000"', 1)),
    ("ttml", "a body that is not shown", lambda text: text.replace("<body", '<body tts:display="none"')),
    ("ttml", "a region that nobody sees", lambda text: text.replace("<region ", '<region tts:opacity="0" ', 1)),
    ("ttml", "another language", lambda text: text.replace('xml:lang="en"', 'xml:lang="zz"')),
    ("ttml", "letters too small", lambda text: text.replace('fontSize="100%"', 'fontSize="1%"')),
    ("ttml", "another direction", lambda text: text.replace('direction="ltr"', 'direction="rtl"')),
    ("ass", "another picture", lambda text: text.replace("PlayResY: 1920", "PlayResY: 288")),
    ("ass", "a transparent style", lambda text: text.replace("&H00FFFFFF", "&HFFFFFFFF")),
    ("ass", "no line of fields", lambda text: text.replace("Format: Layer", "Frmat: Layer")),
    ("ssa", "another picture", lambda text: text.replace("PlayResX: 1080", "PlayResX: 384")),
    ("ssa", "no line of fields", lambda text: text.replace("Format: Marked", "Frmat: Marked")),
    ("itt", "another frame rate", lambda text: text.replace('frameRate="30"', 'frameRate="25"')),
    ("itt", "media times", lambda text: text.replace('timeBase="smpte"', 'timeBase="media"')),
    ("itt", "numbers that are skipped", lambda text: text.replace('"nonDrop"', '"dropNTSC"')),
    ("itt", "a frame the rate has not", lambda text: text.replace('end="00:00:02:00"', 'end="00:00:01:30"')),
    ("itt", "a third region", lambda text: text.replace("</layout>", '<region xml:id="middle"/></layout>')),
    ("itt", "a region beyond the picture", lambda text: text.replace('tts:extent="72.96%', 'tts:extent="99%', 1)),
    ("ebu-tt-d", "no standard", lambda text: text.replace("urn:ebu:tt:distribution:2014-01", "")),
    ("ebu-tt-d", "frames", lambda text: text.replace('end="00:00:02.000"', 'end="00:00:02:00"')),
    ("ebu-tt-d", "a look on a paragraph", lambda text: text.replace("<p ", '<p tts:color="#ffffff" ', 1)),
    ("ebu-tt-d", "a style that there is not", lambda text: text.replace('style="bold"', 'style="fat"')),
    ("ebu-tt-d", "a paragraph without a name", lambda text: text.replace(' xml:id="cue1"', "")),
    ("ebu-tt-d", "another language", lambda text: text.replace('xml:lang="en"', 'xml:lang="zz"')),
    ("scc", "even parity", lambda text: text.replace("9420 9420", "1420 1420", 1)),
    ("scc", "a code that is sent once", lambda text: text.replace("9420 9420", "9420 8080", 1)),
    ("scc", "numbers that are not skipped", lambda text: text.replace(";", ":")),
    ("scc", "no version", lambda text: text.replace(" V1.0", "", 1)),
]


@pytest.mark.parametrize(
    ("format_id", "change"), [(each[0], each[2]) for each in FORM], ids=[f"{each[0]}: {each[1]}" for each in FORM]
)
def test_a_writer_whose_form_a_strict_reader_refuses_is_caught(format_id: str, change: Callable[[str], str]) -> None:
    chosen = get(format_id)
    writer = chosen.write
    assert writer is not None
    changed: list[bool] = []

    def broken(document: Document, options: WriteOptions, notices: Notices) -> str:
        text = writer(document, options, notices)
        changed.append(change(text) != text)
        return change(text)

    with pytest.raises(BadInput) as caught:
        write(document_for(format_id), replace(chosen, write=broken), OPTIONS, twice=True)
    assert changed == [True], "the fault was not planted"
    assert caught.value.code in ("format.bad_form", "format.readback", "format.no_cues")
    assert sentence(caught.value.code, caught.value.facts)


@given(documents(), st.sampled_from([each for each in WRITABLE if get(each).write is not None and not get(each).scripts]))
def test_no_strict_reader_refuses_what_we_write(document: Document, format_id: str) -> None:
    assert write(document, get(format_id), OPTIONS, twice=True).data is not None


def test_what_a_lenient_file_brought_along_is_written_strictly() -> None:
    lenient = "WEBVTT\n\n00:01.000 --> 00:02.000 line:5% nonsense\nTom & <x>Ann</x>\n\n00:03.000 --> 00:04.000 align:start\nso\n"
    document = read(lenient.encode(), "x.vtt").document
    written = write(document, get("vtt"), OPTIONS).data.decode()
    assert "Tom &amp; Ann" in written and "nonsense" not in written and "00:00:04.000 align:start" in written
