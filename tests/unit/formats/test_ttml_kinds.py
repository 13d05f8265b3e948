"""TTML as broadcasters, streamers and authoring tools write it."""

import pytest

from crossreel.formats.reading import read

EBU = """<?xml version="1.0" encoding="UTF-8"?>
<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
 xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ebuttm="urn:ebu:tt:metadata" ttp:timeBase="media"
 ttp:cellResolution="32 15" xml:lang="de">
 <tt:head><tt:metadata><ebuttm:documentMetadata/></tt:metadata>
  <tt:styling><tt:style xml:id="s0" tts:textAlign="center"/><tt:style xml:id="yellow" tts:color="#ffff00"/></tt:styling>
  <tt:layout><tt:region xml:id="low" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after"/></tt:layout>
 </tt:head>
 <tt:body><tt:div style="s0">
  <tt:p xml:id="a" region="low" begin="00:00:01.000" end="00:00:02.480"><tt:span style="yellow">Wer ist da?</tt:span><tt:br/>
   <tt:span>Niemand.</tt:span></tt:p>
 </tt:div></tt:body>
</tt:tt>"""
SEQUENCE = """<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div timeContainer="seq">
<p dur="1s">one</p><p begin="500ms" dur="1s">two</p><p dur="2s"/></div></body></tt>"""
PICTURES = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:smpte="http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt"><body>
<div begin="0s" end="1s" smpte:backgroundImage="#img1"/><div><p begin="1s" end="2s">text</p></div></body></tt>"""
JAPANESE = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="ja"><body><div>
<p begin="0s" end="1s"><span tts:ruby="container"><span tts:ruby="baseContainer"><span tts:ruby="base">東</span><span
tts:ruby="base">京</span></span><span tts:ruby="textContainer"><span tts:ruby="text">とう</span><span
tts:ruby="text">きょう</span></span></span>へ</p>
</div></body></tt>"""


def texts(xml: str) -> list[tuple[int, int, str, str]]:
    """What matters of the cues of a file."""
    return [(cue.start_ms, cue.end_ms, cue.text, cue.placement) for cue in read(xml.encode(), "x.xml").document.cues]


def test_ebu_tt_d_with_prefixes_everywhere() -> None:
    assert texts(EBU) == [(1000, 2480, "<c=#ffff00>Wer ist da?</c>\nNiemand.", "")]
    assert read(EBU.encode(), "x.xml").document.language == "de"


@pytest.mark.parametrize(
    "unseen",
    [
        '<p dur="1s" tts:visibility="hidden">Unseen</p>',
        '<p dur="1s" tts:opacity="0">Unseen</p>',
        '<p dur="1s" tts:display="none">Unseen</p>',
        '<p dur="1s"><span tts:visibility="hidden">Unseen</span></p>',
        '<p><span dur="1s" tts:visibility="hidden">Unseen</span></p>',
        '<p><span dur="0.5s">Seen</span><span dur="1s" tts:display="none">Unseen</span></p>',
        '<p dur="1s">Unseen<set tts:visibility="hidden"/></p>',
        '<p dur="1s">Seen<set begin="0.5s" tts:display="none"/></p>',
        '<div tts:display="none"><p dur="1s">Unseen</p></div>',
        '<div><p dur="1s" tts:opacity="0">Unseen</p></div>',
        '<div timeContainer="seq"><p dur="0.5s" tts:visibility="hidden">Un</p><p dur="0.5s" tts:visibility="hidden">seen</p></div>',
        '<p dur="1s" region="closed">Unseen</p>',
    ],
)
def test_what_is_hidden_takes_its_time_in_a_sequence(unseen: str) -> None:
    written = f"""<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
<head><layout><region xml:id="closed" tts:display="none"/></layout></head>
<body><div begin="5s" timeContainer="seq"><p dur="2s">First</p>{unseen}<p begin="1s" dur="1s">Last</p></div></body></tt>"""
    cues = read(written.encode(), "a.ttml").document.cues
    shown = [(cue.start_ms, cue.end_ms, cue.text) for cue in cues if cue.text != "Seen"]
    assert shown == [(5000, 7000, "First"), (9000, 10000, "Last")]


def test_children_of_a_sequence_follow_each_other() -> None:
    assert texts(SEQUENCE) == [(0, 1000, "one", ""), (1500, 2500, "two", ""), (2500, 4500, "", "")]


def test_pictures_of_text_are_left_out_and_said() -> None:
    assert texts(PICTURES) == [(1000, 2000, "text", "")]
    assert [notice.code for notice in read(PICTURES.encode(), "x.xml").notices] == ["ttml.image"]


def test_ruby_containers_pair_bases_with_readings() -> None:
    assert texts(JAPANESE)[0][2] == "<ruby>東<rt>とう</rt></ruby><ruby>京<rt>きょう</rt></ruby>へ"


def test_style_references_that_go_in_circles_end() -> None:
    head = '<head><styling><style xml:id="a" style="b" tts:fontStyle="italic"/><style xml:id="b" style="a c"/></styling></head>'
    body = '<body><div><p style="a" begin="0s" end="1s">x</p></div></body>'
    name = 'xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
    assert texts(f"<tt {name}>{head}{body}</tt>")[0][2] == "<i>x</i>"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "shift_jis"])
def test_the_declared_encoding_counts(declared: str) -> None:
    text = "日本" if declared == "shift_jis" else "你好"
    body = f'<body><div><p begin="0s" end="1s">{text}</p></div></body>'
    xml = f'<?xml version="1.0" encoding="{declared}"?><tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>'
    assert read(xml.encode(declared), "x.xml").document.cues[0].text == text


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    xml = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0s" end="1s">one &nbsp; two</p><p begin="1s" end="2s">three'
    result = read(xml.encode(), "x.ttml")
    assert [cue.text for cue in result.document.cues][-1] == "three"
    assert [notice.code for notice in result.notices] == ["ttml.repaired"]
