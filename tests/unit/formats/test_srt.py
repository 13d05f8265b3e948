"""SubRip as it is found: every habit of real files is read, what was mended is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.formats import subrip_reading
from crossreel.formats.reading import read

A, B = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
READ_AS = {
    "missing last newline": (f"1\n{A}\nHello", ["Hello"], []),
    "no blank line at all": (f"1\n{A}\nHello\n2\n{B}\nBye", ["Hello", "Bye"], []),
    "no indices": (f"{A}\nHello\n\n{B}\nBye\n", ["Hello", "Bye"], []),
    "no indices, a number as text": (f"{A}\nHello\n\n{B}\n1984\n", ["Hello", "1984"], []),
    "the last line of a text is a number": (f"1\n{A}\nIn the year\n1984\n\n2\n{B}\nBye\n", ["In the year\n1984", "Bye"], []),
    "repeated indices": (f"1\n{A}\nHello\n\n1\n{B}\nBye\n", ["Hello", "Bye"], []),
    "blank line after the index": (f"1\n\n{A}\nHello\n\n2\n\n{B}\nBye\n", ["Hello", "Bye"], []),
    "blank line inside": (f"1\n{A}\nHello\n\nthere\n\n2\n{B}\nBye\n", ["Hello\n\nthere", "Bye"], ["srt.blank_line"]),
    "empty cue": (f"1\n{A}\n\n2\n{B}\nBye\n", ["", "Bye"], []),
    "indented": (f"    1\n    {A}\n    Hello\n\n    2\n    {B}\n    Bye\n    ", ["Hello", "Bye"], []),
    "dots": (f"1\n{A.replace(',', '.')}\nHello\n", ["Hello"], []),
    "thin arrow": (f"1\n{A.replace('-->', '->')}\nHello\n", ["Hello"], []),
    "spaces in the times": ("1\n00: 00: 01, 000 --> 00: 00: 02, 000\nHello\n", ["Hello"], []),
    "text beside the times": (f"1\n{A} Hello\nthere\n", ["Hello\nthere"], ["text.beside_times"]),
    "a word before the first": (f"Subtitles by Lin\n\n1\n{A}\nHello\n", ["Hello"], ["srt.leading_text"]),
    "an index that nothing follows": (f"1\n{A}\nHello\n\n2\n", ["Hello"], ["srt.stray_index"]),
    "times nobody can read": (
        f"1\n{A}\nHello\n\n2\n00:00:xx --> 00:00:09,000\nlost\n\n3\n{B}\nBye\n", ["Hello", "Bye"], ["srt.bad_timing"],
    ),
    "no end": (f"1\n00:00:01,000 -->\nHello\n\n2\n{B}\nBye\n", ["Hello", "Bye"], ["time.no_end"]),
    "tags of other names": (f"1\n{A}\n<bold>Hi</bold> <3\n", ["<b>Hi</b> &lt;3"], []),
    "a tag that is closed": (f"1\n{A}\n<xyz>Hi</xyz> there</w>\n", ["Hi there"], ["read.dropped", "read.dropped"]),
    "a word in brackets is text": (f"1\n{A}\n<knock> Who?\n", ["&lt;knock&gt; Who?"], []),
    "unbalanced tags": (f"1\n{A}\n<i>Hi <b>there</i> all\n", ["<i>Hi </i><i><b>there</b></i><b> all</b>"], []),
    "capital tags and spaces": (f"1\n{A}\n< I >Hi</ I> <FONT COLOR='#FF0000'>red</FONT>\n", ["<i>Hi</i> <c=#ff0000>red</c>"], []),
    "overrides": (f"1\n{A}\n{{\\i1}}Hi{{\\i0}} {{\\b1}}all\n", ["<i>Hi</i> <b>all</b>"], []),
    "unknown overrides": (f"1\n{A}\n{{\\fad(1,2)}}Hi\n", ["Hi"], ["read.dropped"]),
    "braces of people": (f"1\n{A}\n{{sighs}} Hi\n", ["{sighs} Hi"], []),
    "ideographic space": (f"1\n{A}\n　你好\n", ["　你好"], []),
}  # fmt: skip


@pytest.mark.parametrize("habit", READ_AS)
def test_read_as_meant(habit: str) -> None:
    text, lines, codes = READ_AS[habit]
    result = read(text.encode(), "x.srt")
    assert [cue.text for cue in result.document.cues] == lines
    assert [notice.code for notice in result.notices] == codes


@pytest.mark.parametrize(
    ("written", "start_ms", "end_ms"),
    [
        ("00:00:01,5 --> 0:0:2,25", 1500, 2250),
        ("01:02:03,004 --> 01:02:03,999", 3_723_004, 3_723_999),
        ("00:01 --> 00:02", 1000, 2000),
        ("00:00:01,2345 --> 00:00:02,0006", 1234, 2000),
        ("٠٠:٠٠:٠١,٥٠٠ --> ٠٠:٠٠:٠٢,٠٠٠", 1500, 2000),
    ],
)
def test_times(written: str, start_ms: int, end_ms: int) -> None:
    (cue,) = read(f"1\n{written}\nHello\n".encode(), "x.srt").document.cues
    assert (cue.start_ms, cue.end_ms) == (start_ms, end_ms)


def test_a_cue_that_ends_before_it_starts_is_kept_and_named() -> None:
    result = read(b"1\n00:00:05,000 --> 00:00:04,000\nHello\n", "x.srt")
    assert [(cue.start_ms, cue.end_ms) for cue in result.document.cues] == [(5000, 4000)]
    assert [(notice.code, notice.facts["count"]) for notice in result.notices] == [("time.end_before_start", 1)]


def test_a_fault_that_repeats_is_one_notice_with_its_first_line_and_count() -> None:
    text = "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\na\n\nb\n\n" for n in range(1, 40))
    (notice,) = read(text.encode(), "x.srt").notices
    assert (notice.code, notice.line, notice.facts["count"]) == ("srt.blank_line", 3, 39)


def test_a_number_of_thousands_of_digits_is_no_number() -> None:
    result = read(f"{'9' * 5000}\n00:00:01,000 --> 00:00:02,000\nHi\n".encode(), "x.srt")
    assert [(cue.start_ms, cue.text) for cue in result.document.cues] == [(1000, "Hi")]


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from([1] * 8 + [0, 2, 60, 150]),
        st.sampled_from([True] * 8 + [False]),
        st.sampled_from(["Hi there"] * 4 + ["300", "It was\n1999", "No.\nYes.", "<i>So</i>", "7"]),
    ),
    min_size=1,
    max_size=14,
)


@given(BLOCKS)
def test_numbers_that_are_left_out_read_the_same_by_the_quick_way_and_the_long_one(drawn: list[tuple[int, bool, str]]) -> None:
    number, blocks = 0, []
    for at, (step, numbered, words) in enumerate(drawn):
        number += step
        head = f"{number}\n" if numbered else ""
        blocks.append(f"{head}00:{at:02d}:00,000 --> 00:{at:02d}:01,000\n{words}\n")
    data = "\n".join(blocks).encode()
    quick = read(data, "x.srt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subrip_reading, "_regular", lambda *_: None)
        assert read(data, "x.srt") == quick


def test_one_cue_without_a_number_among_many_takes_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subrip_reading, "_taken_apart", lambda *_: pytest.fail("the long way was taken"))
    blocks = [
        ("" if at == 5 else f"{at}\n") + f"00:{at:02d}:00,000 --> 00:{at:02d}:01,000\nI know {at} of them.\n" for at in range(1, 10)
    ]
    found = read("\n".join(blocks).encode(), "x.srt")
    assert [cue.text for cue in found.document.cues] == [f"I know {at} of them." for at in range(1, 10)]
    assert [(each.code, each.line) for each in found.notices] == [("srt.missing_index", 17)]
