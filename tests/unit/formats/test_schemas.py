"""Every document of the TTML family that we write is valid by the schemas of its publishers, and a planted fault is not."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import xmlschema

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

SHARED = Path(__file__).resolve().parents[4] / "shared"
SCHEMAS, CORPUS = SHARED / "schemas", SHARED / "corpus"
TT = "http://www.w3.org/ns/ttml"
XML = {"http://www.w3.org/XML/1998/namespace": str(SCHEMAS / "ebutt" / "xml.xsd")}
DOCUMENT = Document(
    cues=(
        DocumentCue(start_ms=1000, end_ms=2000, text="Plain <i>it</i> <b>bo</b> <u>un</u> &amp; <c=#ff8800>red</c>", placement="8"),
        DocumentCue(start_ms=3000, end_ms=4120, text="<ruby>遅<rt>おく</rt></ruby>れた\nline two", speaker="Lin"),
        DocumentCue(start_ms=5000, end_ms=6500, text="one", placement="10,20,30,40"),
        DocumentCue(start_ms=8000, end_ms=9990, text="你好 שלום", placement="7"),
    ),
    language="en",
)  # fmt: skip
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not beside this project (../shared/schemas)")


@cache
def ebu_tt_d() -> xmlschema.XMLSchema11:
    """The schema of EBU-TT-D, which calls its root `ttd` (its own note says so) and forgets to import `xml:`."""
    return xmlschema.XMLSchema11(str(SCHEMAS / "ebutt" / "ebutt_d.xsd"), allow="local", validation="lax", locations=XML)


@cache
def ttml(kind: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / kind / f"{kind}.xsd"), allow="local")


@cache
def imsc() -> xmlschema.XMLSchema:
    """The schema of IMSC 1, which imports TTML without saying where it lies."""
    parts = {"#parameter": "parameter-attribs", "#styling": "styling-attribs", "#metadata": "metadata"}
    where = {TT + name: str(SCHEMAS / "ttml2" / f"ttml2-{file}.xsd") for name, file in parts.items()}
    where |= XML | {TT: str(SCHEMAS / "ttml2" / "ttml2.xsd"), "urn:ebu:tt:style": str(SCHEMAS / "ebutt" / "ebutt_styling.xsd")}
    return xmlschema.XMLSchema(str(SCHEMAS / "imsc1" / "imsc1-all.xsd"), allow="local", validation="lax", locations=where)


def written(format_id: str, document: Document = DOCUMENT) -> str:
    asked = WriteOptions(language="en", title="The Heir & others", frame_rate=Fraction(30000, 1001))
    return write(document, get(format_id), asked, twice=True).data.decode()


def faults(schema: xmlschema.XMLSchemaBase, text: str) -> list[str]:
    return [str(each.reason) for each in schema.iter_errors(text)]


@needs_schemas
@pytest.mark.parametrize("document", [DOCUMENT, Document(cues=())], ids=["cues", "none"])
def test_ebu_tt_d_is_valid(document: Document) -> None:
    text = written("ebu-tt-d", document).replace("<tt ", "<ttd ").replace("</tt>", "</ttd>")
    assert faults(ebu_tt_d(), text) == []
    assert faults(
        ebu_tt_d(), text.replace("<body", '<body tts:color="#ffffff"').replace('displayAlign="after"', 'displayAlign="x"')
    )


@needs_schemas
def test_itunes_timed_text_is_valid_ttml_of_both_years() -> None:
    text = written("itt")
    assert faults(ttml("ttml1"), text) == faults(ttml("ttml2"), text) == []
    assert faults(ttml("ttml1"), text.replace('dropMode="dropNTSC"', 'dropMode="dropped"'))


@needs_schemas
def test_imsc_is_valid_by_ttml2_and_by_imsc() -> None:
    text = written("ttml")
    assert faults(ttml("ttml2"), text) == faults(imsc(), text) == []
    assert faults(imsc(), text.replace('textAlign="center"', 'textAlign="nonsense"'))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this project (../shared/corpus)")
@pytest.mark.parametrize("format_id", ["ttml", "ebu-tt-d", "itt"])
def test_every_document_of_the_corpus_says_the_same_when_it_is_written_again(format_id: str) -> None:
    files = sorted(CORPUS.rglob("*.ttml"))
    assert len(files) > 5
    for path in files:
        before = read(path.read_bytes(), path.name).document
        rate = before.frame_rate or Fraction(30)
        data = write(before, get(format_id), WriteOptions(language=before.language, frame_rate=rate), twice=True).data
        after = read(data, f"x.{get(format_id).extensions[0]}").document
        half = 500 / rate + 1 if format_id == "itt" else 0
        kept = [cue for cue in before.cues if cue.text]
        assert [words(cue) for cue in after.cues] == [words(cue) for cue in kept], path.name
        for one, other in zip(kept, after.cues, strict=True):
            assert abs(one.start_ms - other.start_ms) <= half and abs(one.end_ms - other.end_ms) <= half, path.name


def words(cue: DocumentCue) -> list[str]:
    from crossreel.domain.text.inline import plain_text

    return plain_text(cue.text).split()
