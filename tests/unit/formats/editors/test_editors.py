"""Timelines for editing programs, read back by readers that are not ours, with the words and times that went in."""

import json
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pycapcut
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crossreel.domain.hand_over import EditorCue, EditorMarker, EditorTimeline, EditorTrack, EditorVideo, MarkerKind, lanes
from crossreel.formats.editor_registry import editors, get
from crossreel.formats.editors.edl import code

NTSC = Fraction(30000, 1001)
GRAMMAR = """
<!ELEMENT fcpxml (resources, library)> <!ATTLIST fcpxml version CDATA #FIXED "1.9">
<!ELEMENT resources (asset | format)*> <!ELEMENT library (event)*>
<!ELEMENT event (project)*> <!ATTLIST event name CDATA #IMPLIED>
<!ELEMENT project (sequence)> <!ATTLIST project name CDATA #IMPLIED>
<!ELEMENT format EMPTY>
<!ATTLIST format id ID #REQUIRED frameDuration CDATA #IMPLIED width CDATA #IMPLIED height CDATA #IMPLIED colorSpace CDATA #IMPLIED>
<!ELEMENT asset (media-rep+)>
<!ATTLIST asset id ID #REQUIRED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED hasVideo CDATA #IMPLIED
  format IDREF #IMPLIED hasAudio CDATA #IMPLIED videoSources CDATA #IMPLIED audioSources CDATA #IMPLIED
  audioChannels CDATA #IMPLIED audioRate CDATA #IMPLIED>
<!ELEMENT media-rep EMPTY> <!ATTLIST media-rep kind (original-media | proxy-media) "original-media" src CDATA #REQUIRED>
<!ELEMENT sequence (spine)>
<!ATTLIST sequence format IDREF #REQUIRED duration CDATA #IMPLIED tcStart CDATA #IMPLIED tcFormat (DF | NDF) #IMPLIED
  audioLayout (mono | stereo | surround) #IMPLIED audioRate (32k | 44.1k | 48k | 88.2k | 96k | 176.4k | 192k) #IMPLIED>
<!ELEMENT spine (asset-clip | gap)*>
<!ELEMENT asset-clip (caption*, marker*)>
<!ATTLIST asset-clip ref IDREF #REQUIRED offset CDATA #IMPLIED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED
  format IDREF #IMPLIED tcFormat (DF | NDF) #IMPLIED>
<!ELEMENT gap (caption*, marker*)>
<!ATTLIST gap offset CDATA #IMPLIED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #REQUIRED>
<!ELEMENT caption (text*, text-style-def*)>
<!ATTLIST caption lane CDATA #IMPLIED offset CDATA #IMPLIED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #REQUIRED
  role CDATA #IMPLIED>
<!ELEMENT text (#PCDATA | text-style)*>
<!ELEMENT text-style-def (text-style)> <!ATTLIST text-style-def id ID #REQUIRED>
<!ELEMENT text-style (#PCDATA)>
<!ATTLIST text-style ref IDREF #IMPLIED font CDATA #IMPLIED
  bold (0 | 1) #IMPLIED italic (0 | 1) #IMPLIED underline (0 | 1) #IMPLIED>
<!ELEMENT marker EMPTY>
<!ATTLIST marker start CDATA #REQUIRED duration CDATA #IMPLIED value CDATA #REQUIRED completed (0 | 1) #IMPLIED>
"""
"""What of the grammar of 1.9 we write, in our words: order and kinds of children, attributes that must be, ids that must exist."""


def timeline(rate: Fraction = Fraction(30), **fields: object) -> EditorTimeline:
    """Ten seconds of an episode in two languages, with a note, an error and a note that is done."""
    english = (
        EditorCue(start_ms=1000, end_ms=2500, text="I’m <i>not</i> &lt;him&gt;\nat all"),
        EditorCue(start_ms=2500, end_ms=4000, text="Why?"),
    )
    arabic = (EditorCue(start_ms=1000, end_ms=3000, text="لست هو"), EditorCue(start_ms=2000, end_ms=4000, text="لماذا؟"))
    facts: dict[str, object] = {
        "name": "HEIR_S01E001", "title": "隐婚继承人", "episode": 1, "rate": rate, "length_ms": 10_000,
        "video": EditorVideo(
            path="/v/第1集 a.mp4", in_ms=2000, file_ms=14_000, width=720, height=1280, channels=2, sample_rate=48_000
        ),
        "tracks": (
            EditorTrack(column="en", language="en", cues=english),
            EditorTrack(column="ar-x-sdh", language="ar", cues=arabic),
        ),
        "markers": (
            EditorMarker(start_ms=1500, end_ms=1500, text="Mei: the name\nis wrong", kind=MarkerKind.NOTE),
            EditorMarker(start_ms=3000, end_ms=4000, text="[en] Line too wide", kind=MarkerKind.ERROR),
            EditorMarker(start_ms=99_000, end_ms=99_000, text="seen", kind=MarkerKind.NOTE, is_done=True),
        ),
    }  # fmt: skip
    return EditorTimeline(**{**facts, **fields})  # type: ignore[arg-type]


def test_overlaps_lie_in_lanes_of_their_own_and_nothing_else_does() -> None:
    assert lanes([(0, 2), (1, 3), (2, 4), (3, 5), (3, 4)]) == [0, 1, 0, 1, 2]


def test_programs_say_what_they_take() -> None:
    told = {each.id: (each.takes_subtitles, each.takes_markers) for each in (one.info() for one in editors())}
    assert told == {"capcut": (True, False), "edl": (False, True), "fcpxml": (True, True)}


def test_an_edl_is_read_by_another_reader_with_its_locators(tmp_path: Path) -> None:
    (path,) = [tmp_path / name for name in get("edl").write(timeline(Fraction(25)))]
    path.write_bytes(get("edl").write(timeline(Fraction(25)))[path.name])
    read = otio.adapters.read_from_file(str(path), rate=25)
    (clip,) = read.video_tracks()[0].find_clips()
    assert (clip.name, clip.source_range.start_time.to_timecode(), clip.duration().to_timecode()) == (
        "第1集 a.mp4", "00:00:02:00", "00:00:10:00",
    )  # fmt: skip
    assert [(each.name, each.color, each.marked_range.start_time.to_timecode()) for each in clip.markers] == [
        ("Mei: the name is wrong", "CYAN", "00:00:01:12"),
        ("[en] Line too wide", "RED", "00:00:03:00"),
        ("seen", "GREEN", "00:00:09:24"),
    ]


def test_an_edl_of_a_title_that_breaks_lines_stays_a_list() -> None:
    (data,) = get("edl").write(timeline(title="a\nFCM: DROP FRAME\x00", video=None)).values()
    lines = data.decode().split("\r\n")
    assert lines[:2] == ["TITLE: a FCM: DROP FRAME 001", "FCM: NON-DROP FRAME"]
    assert lines[3].startswith("001  BL ") and not any("CLIP NAME" in line for line in lines)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), NTSC, Fraction(60)])
def test_fcpxml_keeps_to_its_grammar_and_to_frames(rate: Fraction) -> None:
    from io import StringIO

    grammar = etree.DTD(StringIO(GRAMMAR))
    for each in (timeline(rate), timeline(rate, video=None), timeline(rate, tracks=(), markers=())):
        (data,) = get("fcpxml").write(each).values()
        root = etree.fromstring(data)
        assert grammar.validate(root), grammar.error_log
        for element in root.iter():
            for name in {"offset", "duration", "start", "tcStart", "frameDuration"} & set(element.attrib):
                frames = seconds(element.get(name, "")) * rate
                assert frames.denominator == 1 and frames >= 0, (element.tag, name)


def seconds(written: str) -> Fraction:
    """Read rational seconds."""
    return Fraction(written.removesuffix("s"))


def test_fcpxml_holds_words_times_and_markers() -> None:
    (data,) = get("fcpxml").write(timeline(NTSC)).values()
    root = etree.fromstring(data)
    first = seconds(root.find(".//asset-clip").get("start"))  # type: ignore[union-attr, arg-type]
    assert abs(first - 2) <= 1 / NTSC
    told = [
        (
            "".join(each.find("text").itertext()), each.get("role"), each.get("lane"),
            seconds(each.get("offset")) - first, seconds(each.get("duration")),
        )
        for each in root.iter("caption")
    ]  # fmt: skip
    assert [(words, role, lane) for words, role, lane, _start, _length in told] == [
        ("I’m not <him>\nat all", "SRT?captionFormat=SRT.en", "1"),
        ("Why?", "SRT?captionFormat=SRT.en", "1"),
        ("لست هو", "SRT?captionFormat=SRT.ar", "2"),
        ("لماذا؟", "SRT?captionFormat=SRT.ar", "3"),
    ]
    for (_words, _role, _lane, start, length), (start_s, end_s) in zip(told, [(1, 2.5), (2.5, 4), (1, 3), (2, 4)], strict=True):
        assert abs(float(start) - start_s) < 0.034 and abs(float(start + length) - end_s) < 0.034
    italic = [each.getparent().get("id") for each in root.iter("text-style") if each.get("italic") == "1"]
    assert [each.text for each in root.iter("text-style") if each.get("ref") in italic] == ["not"]
    assert [(each.get("value"), each.get("completed")) for each in root.iter("marker")] == [
        ("Mei: the name is wrong", "0"), ("[en] Line too wide", "0"), ("seen", "1"),
    ]  # fmt: skip
    assert root.find(".//media-rep").get("src") == "file:///v/%E7%AC%AC1%E9%9B%86%20a.mp4"  # type: ignore[union-attr]


def test_fcpxml_is_read_by_another_reader() -> None:
    (data,) = get("fcpxml").write(timeline(Fraction(25))).values()
    read = otio.adapters.read_from_string(data.decode(), adapter_name="fcpx_xml")
    project = next(iter(read.each_child(descended_from_type=otio.schema.Timeline)), read) if hasattr(read, "each_child") else read
    clips = list(project.find_clips())
    assert any(clip.name == "第1集 a.mp4" and clip.duration().to_seconds() == 10 for clip in clips)


def test_a_draft_of_capcut_beside_that_of_another_maker(tmp_path: Path) -> None:
    """The same keys stand in it, and the other maker's reader finds tracks, words and times."""
    files = get("capcut").write(timeline())
    assert sorted(files) == ["draft_content.json", "draft_info.json", "draft_meta_info.json"]
    folder = tmp_path / "HEIR_S01E001"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    read = pycapcut.DraftFolder(str(tmp_path)).load_template("HEIR_S01E001")
    assert (read.width, read.height, read.fps, read.duration) == (1080, 1920, 30, 10_000_000)
    names = [(track.track_type.name, track.name) for track in read.imported_tracks]
    assert names == [("video", "video"), ("text", "en"), ("text", "ar-x-sdh"), ("text", "ar-x-sdh 2")]
    texts = {each["id"]: json.loads(each["content"])["text"] for each in read.imported_materials["texts"]}
    told = [
        (texts[segment.material_id], segment.target_timerange.start, segment.target_timerange.end)
        for track in read.imported_tracks[1:]
        for segment in track.segments
    ]
    assert told == [
        ("I’m not <him>\nat all", 1_000_000, 2_500_000), ("Why?", 2_500_000, 4_000_000),
        ("لست هو", 1_000_000, 3_000_000), ("لماذا؟", 2_000_000, 4_000_000),
    ]  # fmt: skip
    (shown,) = read.imported_tracks[0].segments
    assert (shown.source_timerange.start, shown.source_timerange.duration) == (2_000_000, 10_000_000)
    assert read.imported_materials["videos"][0]["path"] == "/v/第1集 a.mp4"


def theirs() -> dict[str, object]:
    """A draft with a text as the other maker writes it."""
    script = pycapcut.ScriptFile(1080, 1920, 30)
    script.add_track(pycapcut.TrackType.text, "en")
    style = pycapcut.TextStyle(size=5, align=1, auto_wrapping=True)
    script.add_segment(pycapcut.TextSegment("Why?", pycapcut.trange("1s", "2s"), style=style), "en")
    return dict(json.loads(script.dumps()))


def test_a_draft_has_every_part_that_the_other_makers_has() -> None:
    ours, other = json.loads(get("capcut").write(timeline())["draft_content.json"]), theirs()
    new = {"ai_translates", "audio_track_indexes", "common_mask", "multi_language_refs"}  # of functions that no draft of ours uses
    assert set(other) - set(ours) == set()
    assert set(other["materials"]) - set(ours["materials"]) - new == set()  # type: ignore[arg-type, call-overload]
    mine, yours = ours["materials"]["texts"][0], other["materials"]["texts"][0]  # type: ignore[index]
    assert set(yours) - set(mine) == set()
    assert set(json.loads(yours["content"])["styles"][0]) == set(json.loads(mine["content"])["styles"][0])
    segment, segment_of_other = ours["tracks"][1]["segments"][0], other["tracks"][0]["segments"][0]  # type: ignore[index]
    assert {each for each in segment_of_other if not each.startswith("enable_")} - set(segment) == set()
    ids = [each["id"] for each in ours["materials"]["speeds"]]
    assert {ref for track in ours["tracks"] for each in track["segments"] for ref in each["extra_material_refs"]} == set(ids)
    assert get("capcut").write(timeline()) == get("capcut").write(timeline())


@given(st.sampled_from([Fraction(24000, 1001), Fraction(24), Fraction(25), NTSC, Fraction(60)]), st.integers(0, 2_000_000))
def test_a_code_names_one_frame(rate: Fraction, frame: int) -> None:
    hours, minutes, seconds_, frames = map(int, code(frame, rate).split(":"))
    base = round(rate)
    assert frames < base and ((hours * 60 + minutes) * 60 + seconds_) * base + frames == frame


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=20))
def test_nothing_in_one_lane_overlaps_and_no_lane_is_needless(drawn: list[tuple[int, int]]) -> None:
    spans = sorted((start, start + length) for start, length in drawn)
    found = lanes(spans)
    for (start, end), lane in zip(spans, found, strict=True):
        others = [other for other, own in zip(spans, found, strict=True) if own == lane and other[0] < end and start < other[1]]
        assert len(others) == 1
    most = max((sum(one <= at < end for one, end in spans) for at in range(80)), default=0)
    assert max(found, default=-1) + 1 == most
