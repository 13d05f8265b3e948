"""Where our reader refuses a SubRip file or leaves times out, others are asked, and the better reading is taken and said."""

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import DocumentCue
from crossreel.formats.reading import read
from crossreel.formats.second_opinion import LONGEST_FILE, Reading, best, others
from crossreel.i18n.messages import sentence

FAR = "00:00:01,000 (this is where it begins and where it ends) 00:00:02,000"


def reading(name: str, *texts: str, left_out: int = 0) -> Reading:
    """A reading of some texts."""
    return Reading(name, tuple(DocumentCue(start_ms=0, end_ms=1, text=text) for text in texts), left_out)


def test_the_reading_that_leaves_fewest_times_stray_is_best() -> None:
    ours = reading("", "One", "Two\n3\n00:00:01,000 --> 00:00:02,000\nThree")
    assert ours.stray_times == 1
    assert best([ours, reading("a", "One", "Two", "Three three")]).reader == "a"
    assert best([reading("", "One", left_out=1), reading("a", "One", "Two")]).reader == "a"


def test_a_reading_that_loses_words_or_cues_is_never_best() -> None:
    ours = reading("", "One two", "Three", left_out=1)
    assert best([ours, reading("a", "One", "Three")]).reader == ""
    assert best([ours, reading("a", "One two Three")]).reader == ""


def test_of_equals_ours_is_best() -> None:
    assert best([reading("", "One"), reading("a", "One"), reading("b", "Two")]).reader == ""


def test_a_file_that_ours_refuses_is_read_by_another_and_that_is_said() -> None:
    result = read(f"1\n{FAR}\n<i>One</i>\n".encode(), "x.srt", from_format="srt")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues] == [(1000, 2000, "<i>One</i>")]
    (notice,) = result.notices
    assert (notice.code, notice.facts["reader"], notice.facts["cues"]) == ("srt.second_opinion", "pysubs2", 1)
    assert "pysubs2" in sentence(notice.code, notice.facts)


def test_what_nobody_can_read_is_refused() -> None:
    with pytest.raises(BadInput, match=r"format\.no_cues"):
        read(b"no times at all\n", "x.srt", from_format="srt")


def test_a_good_reading_stands() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:xx --> 00:00:09,000\nlost\n"
    result = read(text.encode(), "x.srt")
    assert [notice.code for notice in result.notices] == ["srt.bad_timing"]


def test_nobody_is_asked_about_what_could_take_too_much() -> None:
    assert list(others(f"{FAR}\n" * (LONGEST_FILE // len(FAR)))) == []
    assert list(others(f"{FAR}{'9' * 3000}\n")) == []
