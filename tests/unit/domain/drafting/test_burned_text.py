"""The band of burned-in text: as tight as its lines, and roomy where others are looked for."""

from crossreel.domain.drafting.burned_text import roomy, tight
from crossreel.domain.drafting.read_text import read_box, set_right, written_box
from crossreel.domain.picture.caption import Box

FOUND = Box(x=4, y=66, width=92, height=16)


def test_a_band_is_as_tight_as_its_lines() -> None:
    lines = [Box(x=30, y=72, width=40, height=4), Box(x=22, y=71, width=56, height=4), Box(x=24, y=75, width=50, height=4)]
    band = tight(FOUND, lines)
    assert (round(band.x, 1), round(band.y, 1), round(band.right, 1), round(band.bottom, 1)) == (21.4, 70.4, 78.6, 79.6)
    assert tight(FOUND, []) == FOUND
    assert tight(FOUND, [Box(x=0, y=60, width=100, height=30)]) == FOUND


def test_other_lines_are_looked_for_around_it() -> None:
    wider = roomy(Box(x=30, y=70, width=40, height=10))
    assert (wider.x, wider.y, wider.right, wider.bottom) == (4, 66, 96, 84)
    assert roomy(Box(x=0, y=90, width=100, height=10)).bottom == 100


def test_a_box_is_written_and_read() -> None:
    assert written_box(FOUND) == "4,66,92,16" and read_box("4,66,92,16") == FOUND
    assert [read_box(each) for each in ("", "4,66,92", "4,66,92,40", "a,b,c,d", "-1,0,10,10", "0,0,0,10")] == [None] * 6


def test_marks_are_those_that_chinese_is_written_with() -> None:
    assert set_right("你来了?!") == "你来了？！"
    assert set_right("3:30,OK?") == "3:30,OK?"
    assert set_right("他说(小声)好") == "他说（小声）好"
