"""Lists of shot changes as other programs write them are read, and those we write are what they read."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.formats.shot_lists import ShotList, read, write

RATE = Fraction(30)
SCENES = """Timecode List:,00:00:01.333,00:00:02.167
Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time (seconds),Length (frames),\
Length (timecode),Length (seconds)
1,1,00:00:00.000,0.000,40,00:00:01.333,1.333,40,00:00:01.333,1.333
2,41,00:00:01.333,1.333,65,00:00:02.167,2.167,25,00:00:00.833,0.833
3,66,00:00:02.167,2.167,125,00:00:04.167,4.167,60,00:00:02.000,2.000
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SCENES, ShotList(frames=(40, 65))),
        (SCENES.partition("\n")[2].replace("\n", "\r\n"), ShotList(frames=(40, 65))),
        ("# keyframe format v1\nfps 0\n0\n40\n65\n", ShotList(frames=(40, 65))),
        ("1.333\n2,167\n", ShotList(times_ms=(1333, 2167))),
        ("\ufeff00:00:01.333\n00:00:02:05\n\n", ShotList(frames=(65,), times_ms=(1333,))),
        ("", ShotList()),
    ],
    ids=["PySceneDetect", "without its first line", "Aegisub", "Subtitle Edit", "time codes", "empty"],
)
def test_lists_of_others_are_read(text: str, expected: ShotList) -> None:
    assert read(text, RATE) == expected


@pytest.mark.parametrize(("text", "line"), [("12\nsoon\n", 2), ("-3\n", 1), (SCENES.replace("2,41,", "2,x,"), 4)])
def test_a_line_that_is_neither_is_named(text: str, line: int) -> None:
    with pytest.raises(BadInput) as caught:
        read(text, RATE)
    assert (caught.value.code, caught.value.facts["line"]) == ("marking.list_line", line)


@given(st.text(st.sampled_from('0123456789.:;,"# \n\r\x00-٣fpsScene Number,Start Frame')), st.sampled_from(["", SCENES]))
def test_whatever_is_in_a_file_it_is_read_or_refused(text: str, before: str) -> None:
    with contextlib.suppress(BadInput):
        read(before + text, RATE)


@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "1." + "3" * 10_000, "9" * 10_000 + ":00:00", SCENES + "3," + "9" * 200_000, SCENES + '3,"' + "x" * 200_000],
)
def test_what_is_far_too_long_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read(text, RATE)


def test_a_scene_list_is_what_pyscenedetect_writes() -> None:
    times_ms = tuple(round(frame * 1000 / 30) for frame in (40, 65))
    assert write(ShotListKind.PYSCENEDETECT, (40, 65), times_ms, rate=RATE, end=(125, 4167)).replace("2.000,2.000", "x") == (
        SCENES.replace("00:00:00.833,0.833", "00:00:00.834,0.834").replace("2.000,2.000", "x")
    )


@given(
    st.sets(st.integers(1, 10_000)), st.sampled_from([Fraction(24_000, 1_001), Fraction(25), RATE, Fraction(60)]),
    st.sampled_from(list(ShotListKind)),
)  # fmt: skip
def test_what_is_written_is_read_again(frames: set[int], rate: Fraction, kind: ShotListKind) -> None:
    wanted = sorted(frames)
    times_ms = [frame_start_ms(frame, rate) for frame in wanted]
    listed = read(write(kind, wanted, times_ms, rate=rate, end=(10_001, 500_000)), rate)
    assert [*listed.frames, *(round(Fraction(at_ms, 1000) * rate) for at_ms in listed.times_ms)] == wanted
