"""IMSC 1.1 Text: valid against the TTML2 schema, with the profile, shape, rates and regions that buyers ask for."""

from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

SCHEMA = Path(__file__).resolve().parents[4] / "shared" / "schemas" / "ttml2" / "ttml2.xsd"
SPACES = {"t": "http://www.w3.org/ns/ttml", "s": "http://www.w3.org/ns/ttml#styling", "p": "http://www.w3.org/ns/ttml#parameter"}
XML = "{http://www.w3.org/XML/1998/namespace}"
CUES = (
    DocumentCue(start_ms=500, end_ms=2100, text="<ruby>沈<rt>shěn</rt></ruby>家 <i>继承人\n还活着</i>"),
    DocumentCue(start_ms=2100, end_ms=3000, text="&lt;门&gt; &amp; <c=#ffff00>窗</c>", placement="8"),
    DocumentCue(start_ms=3000, end_ms=4000, text="<v=林>你好</v>  <b>再见</b>", placement="10,60,40,12.5"),
    DocumentCue(start_ms=4000, end_ms=5000, text="<u>左</u>", placement="1", speaker="林"),
)


def written(language: str = "zh-Hans", **options: object) -> etree._Element:
    """The document as it is written, parsed."""
    asked = WriteOptions(language=language, **options)  # type: ignore[arg-type]
    return etree.fromstring(write(Document(cues=CUES, language=language), get("ttml"), asked).data)


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schemas are not beside this project (../shared/schemas)")
@pytest.mark.parametrize("language", ["zh-Hans", "ar"])
def test_valid_against_the_schema(language: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    root = written(language, frame_rate=Fraction(30000, 1001), title="The Hidden Heir & others")
    schema.assertValid(root)
    schema.assertValid(etree.fromstring(write(Document(cues=()), get("ttml")).data))


def test_profile_shape_and_rate() -> None:
    root = written(frame_rate=Fraction(24000, 1001))
    parameters = {name.rpartition("}")[2]: value for name, value in root.attrib.items()}
    assert parameters["contentProfiles"] == "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
    assert parameters["displayAspectRatio"] == "9 16"
    assert (parameters["frameRate"], parameters["frameRateMultiplier"]) == ("24", "1000 1001")
    assert root.get(f"{XML}lang") == "zh-Hans"
    assert "frameRateMultiplier" not in str(dict(written().attrib))
    assert written(width=1920, height=1080).get(f"{{{SPACES['p']}}}displayAspectRatio") == "16 9"


def test_regions_are_percent_boxes_inside_the_picture_that_do_not_overlap() -> None:
    boxes = {}
    for region in written().iterfind(".//t:region", SPACES):
        numbers = [part for name in ("origin", "extent") for part in region.get(f"{{{SPACES['s']}}}{name}", "").split()]
        assert all(number.endswith("%") for number in numbers)
        x, y, width, height = (float(number[:-1]) for number in numbers)
        assert x + width <= 100 and y + height <= 100
        boxes[region.get(f"{XML}id")] = (y, y + height)
    assert boxes["top"][1] < boxes["bottom"][0]
    assert boxes["bottom"][1] == pytest.approx(78, abs=0.1), "the house's caption box ends under its last baseline"


def test_right_to_left_languages_have_their_direction() -> None:
    direction = f"{{{SPACES['s']}}}direction"
    assert [each.get(direction) for each in written("ar").iterfind(".//t:style", SPACES)] == ["rtl"]
    assert [each.get(direction) for each in written("th").iterfind(".//t:style", SPACES)] == ["ltr"]


def test_everything_returns() -> None:
    data = write(Document(cues=CUES, language="zh-Hans"), get("ttml"), WriteOptions(frame_rate=Fraction(25))).data
    back = read(data, "x.ttml").document
    assert [(cue.text, cue.placement, cue.speaker) for cue in back.cues] == [
        (CUES[0].text, "", ""),
        (CUES[1].text, "8", ""),
        (CUES[2].text, "10,60,40,12.5", ""),
        (CUES[3].text, "1", "林"),
    ]
    assert (back.language, back.frame_rate) == ("zh-Hans", 25)


def test_an_unknown_language_is_said_to_be_unknown() -> None:
    data = write(Document(cues=CUES), get("ttml")).data
    assert b'xml:lang="und"' in data
    assert read(data, "x.ttml").document.language == ""


TIMES = {
    "00:00:01.500": 1500, "00:00:01:15": 1500, "1.5s": 1500, "1500ms": 1500, "45f": 1500, "15000000t": 1500, "0.025m": 1500,
    "00:00:01.5": 1500, "1.5": 1500, "0:01.500": 1500,
}  # fmt: skip


@pytest.mark.parametrize("expression", TIMES)
def test_time_expressions(expression: str) -> None:
    head = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="30" '
    body = f'ttp:tickRate="10000000"><body><div><p begin="{expression}" dur="1s">x</p></div></body></tt>'
    (cue,) = read((head + body).encode(), "x.ttml").document.cues
    assert (cue.start_ms, cue.end_ms) == (1500, 2500)


def test_frame_counts_of_a_fractional_rate_are_exact() -> None:
    head = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="30" '
    body = 'ttp:frameRateMultiplier="1000 1001"><body><div><p begin="1800f" end="00:01:30:00">x</p></div></body></tt>'
    (cue,) = read((head + body).encode(), "x.ttml").document.cues
    assert (cue.start_ms, cue.end_ms) == (60_060, 90_000)
