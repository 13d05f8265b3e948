"""SubRip in the shapes it is sent in: lines of times, numbers of cues, text beside both, frames, and what tools leave behind."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, ReadResult
from crossreel.formats.format import ReadHints
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.subrip_numbers import Candidate, numbers
from crossreel.formats.time_lines import find_times, with_plain_signs
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

A, B, C = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000", "00:00:05,000 --> 00:00:06,000"


def shown(result: ReadResult) -> list[tuple[int, int, str]]:
    """Start, end and text of every cue."""
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues]


def texts(text: str) -> list[str]:
    """The texts of a file in UTF-8."""
    return [cue.text for cue in read(text.encode(), "x.srt").document.cues]


TIMES = {
    "00:00:03,250 --> 00:00:04,500": (3250, 4500),
    "00：00：03，250 --> 00：00：04，500": (3250, 4500),
    "００：００：０３，２５０　－－＞　００：００：０４，５００": (3250, 4500),
    "\u200f00:00:03,250 --> 00:00:04,500\u200f": (3250, 4500),
    "\u202b00:00:03,250 \u2190-- 00:00:04,500\u202c": (3250, 4500),
    "\u2068\u200e00:00:03,250\u2069 --> \u206800:00:04,500\u2069": (3250, 4500),
    "\ufeff00:00:03,250 --> 00:00:04,500": (3250, 4500),
    "00:00:03,250\u00a0-->\u00a000:00:04,500": (3250, 4500),
    "\u300000:00:03,250\u3000-->\u300000:00:04,500": (3250, 4500),
    "\u200b00:00:03,250\u200b --> \u200b00:00:04,500": (3250, 4500),
    "00:00:03,250 → 00:00:04,500": (3250, 4500),
    "00:00:03,250 ➜ 00:00:04,500": (3250, 4500),
    "00:00:03,250 --&gt; 00:00:04,500": (3250, 4500),
    "00:00:03,250 --&amp;gt; 00:00:04,500": (3250, 4500),
    "00:00:03,250 -> 00:00:04,500": (3250, 4500),
    "00:00:03,250 ==> 00:00:04,500": (3250, 4500),
    "00:00:03,250 –> 00:00:04,500": (3250, 4500),
    "00:00:03,250 —> 00:00:04,500": (3250, 4500),
    "00:00:03,250 - -> 00:00:04,500": (3250, 4500),
    "00:00:03,250 - 00:00:04,500": (3250, 4500),
    "00:00:03,250 – 00:00:04,500": (3250, 4500),
    "00:00:03,250 ~ 00:00:04,500": (3250, 4500),
    "00:00:03,250～00:00:04,500": (3250, 4500),
    "00:00:03,250\t00:00:04,500": (3250, 4500),
    "00:00:03,250 to 00:00:04,500": (3250, 4500),
    "00:00:03,250 至 00:00:04,500": (3250, 4500),
    "[00:00:03,250 --> 00:00:04,500]": (3250, 4500),
    "**00:00:03,250 --> 00:00:04,500**": (3250, 4500),
    "00:00:03.250 --> 00:00:04.500": (3250, 4500),
    "00.00.03,250 --> 00.00.04,500": (3250, 4500),
    "00.00.03.250 --> 00.00.04.500": (3250, 4500),
    "00: 00: 03, 250 --> 00: 00: 04, 500": (3250, 4500),
    "00 :00 :03 ,250 --> 00 :00 :04 ,500": (3250, 4500),
    "00:00:03,25 0 --> 00:00:04,5 00": (3250, 4500),
    "00:00:03,:250 --> 00:00:04,:500": (3250, 4500),
    "00:00:03:250 --> 00:00:04:500": (3250, 4500),
    "00:00:03,2: --> 00:00:04,5:": (3200, 4500),
    "00:03.250 --> 00:04.500": (3250, 4500),
    "00:03,250 --> 00:04,500": (3250, 4500),
    "00:03 --> 00:04": (3000, 4000),
    "0:0:3,25 --> 0:0:4,5": (3250, 4500),
    "00:00:03 --> 00:00:04": (3000, 4000),
    "3.25 --> 4.5": (3250, 4500),
    "٠٠:٠٠:٠٣,٢٥٠ --> ٠٠:٠٠:٠٤,٥٠٠": (3250, 4500),
    "۰۰:۰۰:۰۳٫۲۵۰ --> ۰۰:۰۰:۰۴٫۵۰۰": (3250, 4500),
    "००:००:०३,२५० --> ००:००:०४,५००": (3250, 4500),
    "๐๐:๐๐:๐๓,๒๕๐ --> ๐๐:๐๐:๐๔,๕๐๐": (3250, 4500),
    "-00:00:01,500 --> 00:00:04,500": (0, 4500),
    "00:00:-1,-500 --> 00:00:04,500": (0, 4500),
    "00:00:03'250 --> 00:00:04'500": (3250, 4500),
    "00h00m03s,250 --> 00h00m04s,500": (3250, 4500),
    "0时0分3秒250 --> 0时0分4秒500": (3250, 4500),
    "00&#58;00&#58;03,250 --&gt; 00&#58;00&#58;04,500": (3250, 4500),
    "OO:00:O3,25O --> 00:00:O4,5OO": (3250, 4500),
    "1:02:03,4 --> 1:02:04,56789": (3_723_400, 3_724_567),
}


@pytest.mark.parametrize("line", TIMES)
def test_a_line_with_two_clock_times_is_timing(line: str) -> None:
    found = read(f"1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n{line}\nTwo\n".encode(), "x.srt")
    assert shown(found) == [(1000, 2000, "One"), (*TIMES[line], "Two")]
    alone = read(f"{line}\nTwo\n".encode(), "x.srt", from_format="srt")
    assert shown(alone) == [(*TIMES[line], "Two")]


@pytest.mark.parametrize(
    "line",
    [
        "Open from 09:00 - 17:00", "10:30 - 11:45", "We won 3:2 -> great", "Between 10:30 and 11:45", "It is 12:30:15 now",
        "From 10:00:00 until late", "a -> b", "x --> y", "-->", "1:1, 2:2, 3:3", "Genesis 1:1-2:3", "Room 4-5",
    ],
)  # fmt: skip
def test_people_speak_of_times_too(line: str) -> None:
    assert texts(f"1\n{A}\n{line}\n\n2\n{B}\nBye\n") == [line.replace(">", "&gt;"), "Bye"]


INDICES = {
    "dots": ("1.", "2.", "3."),
    "brackets": ("[1]", "(2)", "3)"),
    "signs": ("#1", "#2", "#3"),
    "measure words": ("1个", "2个", "四"),
    "Han numbers": ("第一句", "第二句", "第三句"),
    "words": ("Subtitle 4", "Subtitle 5", "Subtitle 6"),
    "full width": ("１", "２", "３"),
    "Arabic": ("١", "٢", "٣"),
    "of how many": ("1/3", "2/3", "3/3"),
    "marks of direction": ("\u200f1", "\u200e2\u200e", "\u202a3\u202c"),
    "Markdown": ("**1**", "**2**", "**3**"),
    "gaps": ("1", "7", "12"),
    "all the same": ("0", "0", "0"),
}


@pytest.mark.parametrize("name", INDICES)
def test_numbers_in_their_place_are_no_text(name: str) -> None:
    one, two, three = INDICES[name]
    text = f"{one}\n{A}\nOne\n\n{two}\n{B}\nTwo\n\n{three}\n{C}\nThree\n"
    assert texts(text) == ["One", "Two", "Three"]
    beside = f"{one} {A}\nOne\n\n{two} {B}\nTwo\n\n{three} {C}\nThree\n"
    assert texts(beside) == ["One", "Two", "Three"]


DIALOGUE = {
    "a year below a text": (f"{A}\nIt was the year\n1999\n\n{B}\nBye\n", ["It was the year\n1999", "Bye"]),
    "a count in a file without numbers": (f"{A}\n3\n\n{B}\n2\n\n{C}\n1\n", ["3", "2", "1"]),
    "counting up in a file without numbers": (f"{A}\n1\n\n{B}\n2\n\n{C}\n3\n", ["1", "2", "3"]),
    "an answer above a cue without a number": (
        f"1\n{A}\nHow many?\n\n2\n{B}\n300\n\n{C}\nThat many.\n\n4\n00:00:07,000 --> 00:00:08,000\nYes.\n",
        ["How many?", "300", "That many.", "Yes."],
    ),
    "numbers and text that is a number": (f"1\n{A}\n7\n\n2\n{B}\n1995\n\n3\n{C}\n3\n", ["7", "1995", "3"]),
    "the last line": (f"1\n{A}\nOne\n\n2\n{B}\nThe end\n7\n", ["One", "The end\n7"]),
    "the next number said aloud": (f"1\n{A}\n2\n\n2\n{B}\n3\n\n3\n{C}\n4\n", ["2", "3", "4"]),
    "no blank lines": (f"1\n{A}\nRoom\n101\n2\n{B}\nOpen\n3\n{C}\nIn\n", ["Room\n101", "Open", "In"]),
    "an outlier": (f"1\n{A}\nOne\n\n999\n{B}\nTwo\n\n3\n{C}\nThree\n", ["One\n\n999", "Two", "Three"]),
    "numbers that restart": (f"41\n{A}\nOne\n\n1\n{B}\nTwo\n\n2\n{C}\nThree\n", ["One", "Two", "Three"]),
}


@pytest.mark.parametrize("name", DIALOGUE)
def test_numbers_that_are_dialogue_stay(name: str) -> None:
    text, lines = DIALOGUE[name]
    assert texts(text) == lines


D, E = "00:00:07,000 --> 00:00:08,000", "00:00:09,000 --> 00:00:10,000"
FIVE = ["Get out!", "Never.", "Fine.", "Bye.", "Oh."]


@pytest.mark.parametrize(
    "counted",
    [
        ("0", "2", "3", "4", "7"),
        ("10", "14", "15", "18"),
        ("1", "5", "6"),
        ("1", "", "5", "6", "", "9"),
        ("3", "5", "7", "9", "11"),
        ("0", "2", "", "3", "4", "", "7"),
        ("7", "90", "500", "501", "502"),
    ],
)
def test_numbers_that_jump_are_no_text_without_blank_lines(counted: tuple[str, ...]) -> None:
    blocks, cues = [], list(zip((A, B, C, D, E), FIVE, strict=True))
    for number in counted:
        times, words = cues.pop(0) if number else ("", "")
        blocks.append(f"{number}\n{times}\n{words}" if number else "")
    assert texts("\n".join(blocks)) == FIVE[: sum(bool(each) for each in counted)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"1\n{A}\nIn\n1999\n{B}\nTwo\n3\n{C}\nThree\n", ["In\n1999", "Two", "Three"]),
        (f"1\n{A}\nOne\n2\n{B}\nIn\n1999\n{C}\nThree\n", ["One", "In\n1999", "Three"]),
        (f"1\n{A}\nOne\n3\n{B}\nIn\n1999\n5\n{C}\nThree\n", ["One", "In\n1999", "Three"]),
        (f"1\n{A}\nOne\n\n2\n{B}\nGate\n7\n{C}\nThree\n\n10\n{D}\nFour\n", ["One", "Gate\n7", "Three", "Four"]),
        (f"{A}\nOne\n5\n{B}\nTwo\n7\n{C}\nThree\n9\n{D}\nFour\n", ["One\n5", "Two\n7", "Three\n9", "Four"]),
    ],
)
def test_a_number_that_is_said_in_such_a_file_stays(text: str, lines: list[str]) -> None:
    assert texts(text) == lines


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (" Hello there", "Hello there\nx"), (" - You?", "- You?\nx"),
        (" Mother: come", "Mother: come\nx"), (" 12 monkeys", "12 monkeys\nx"),
        (" 7", "7\nx"), (" align:start line:10%", "x"), ("  X1:100 X2:600 Y1:050 Y2:100", "x"), ("\u200f", "x"), (" ♪", "♪\nx"),
    ],
)  # fmt: skip
def test_text_beside_the_times_stays_text(rest: str, words: str) -> None:
    assert texts(f"1\n{A}{rest}\nx\n") == [words]


def test_text_before_the_times_stays_text() -> None:
    found = read(f"1\n{A}\nOne\n\nTwo: {B}\nmore\n".encode(), "x.srt")
    assert shown(found) == [(1000, 2000, "One"), (3000, 4000, "Two:\nmore")]
    assert [notice.code for notice in found.notices] == ["srt.missing_index", "text.beside_times"]


@pytest.mark.parametrize(
    ("rate", "line", "start_ms", "end_ms"),
    [
        (Fraction(25), "00:00:01:12 --> 00:00:02:20", 1480, 2800),
        (Fraction(24), "00:00:01:12 --> 00:00:02:20", 1500, 2833),
        (Fraction(25), "00;00;05;12 --> 00;00;06;20", 5480, 6800),
        (Fraction(25), "00：00：01：12 --> 00：00：02：20", 1480, 2800),
        (Fraction(30000, 1001), "00:10:00:00 --> 00:10:01:00", 600_600, 601_601),
        (Fraction(30000, 1001), "00:10:00;00 --> 00:10:01;00", 599_999, 601_000),
        (Fraction(30), "00:10:00;00 --> 00:10:01;15", 600_000, 601_500),
        (Fraction(25), "00:00:07.12 --> 00:00:08.5", 7120, 8500),
    ],
)
def test_frames_are_those_of_the_video(rate: Fraction, line: str, start_ms: int, end_ms: int) -> None:
    assert shown(read(f"1\n{line}\nx\n".encode(), "x.srt", frame_rate=rate)) == [(start_ms, end_ms, "x")]


def test_frames_of_an_unknown_rate_are_not_guessed() -> None:
    with pytest.raises(BadInput) as caught:
        read(b"1\n00:00:01:12 --> 00:00:02:20\nx\n", "x.srt")
    assert (caught.value.code, caught.value.facts["text"]) == ("time.rate_needed", "00:00:01:12")


def test_what_no_second_has_so_many_of_are_no_frames() -> None:
    found = read(b"1\n00:00:01:12 --> 00:00:02:85\nx\n", "x.srt")
    assert shown(found) == [(1120, 2850, "x")]
    assert [notice.code for notice in found.notices] == ["time.colon_fraction"]
    assert "00:00:01:12" in sentence("time.colon_fraction", found.notices[0].facts)
    beyond = read(b"1\n00:00:01:12 --> 00:00:02:28\nx\n", "x.srt", frame_rate=Fraction(25))
    assert shown(beyond) == [(1400, 2933, "x")]
    (notice,) = beyond.notices
    assert (notice.code, notice.facts["frame"], notice.facts["taken"]) == ("time.frames_beyond_rate", 28, 30)
    assert "at 30 frames a second" in sentence(notice.code, notice.facts)


def test_one_colon_among_many_commas_is_a_slip() -> None:
    cues = [f"{n}\n00:01:{n:02d},000 --> 00:01:{n:02d},900\nx\n" for n in range(1, 20)]
    found = read("\n".join([*cues, "20\n00:01:20:50 --> 00:01:21,000\nlast\n"]).encode(), "x.srt")
    assert shown(found)[-1] == (80_500, 81_000, "last")
    assert [notice.code for notice in found.notices] == ["time.colon_fraction"]


FLAT = {
    "several cues in a line": f"1 {A} One 2 {B} Two - <i>three</i>",
    "escaped line breaks": f"1\\n{A}\\nOne\\n\\n2\\n{B}\\nTwo - <i>three</i>\\n",
    "tags for line breaks": f"1<br>{A}<br>One<br/><br/>2<br>{B.replace('>', '&gt;')}<br>Two - <i>three</i><br />",
    "separators of lines": f"1\u2028{A}\u2028One\u2028\u20282\u2028{B}\u2028Two - <i>three</i>\u2028",
    "next lines": f"1\x85{A}\x85One\x85\x852\x85{B}\x85Two - <i>three</i>",
}


@pytest.mark.parametrize("name", FLAT)
def test_a_file_that_lost_its_lines_keeps_its_cues(name: str) -> None:
    assert shown(read(FLAT[name].encode(), "x.srt")) == [(1000, 2000, "One"), (3000, 4000, "Two - <i>three</i>")]


RESIDUE = {
    "a fence": (f"```srt\n1\n{A}\nHi\n\n2\n{B}\nHo\n```\n", ["Hi", "Ho"], ["text.fence"]),
    "words before and behind": (
        f"Here is the translation:\n\n```srt\n1\n{A}\nHi\n```\n\nLet me know if you need changes!\n",
        ["Hi"], ["text.fence", "text.chatter", "srt.leading_text"],
    ),
    "two parts": (
        f"```\n1\n{A}\nHi\n```\n\nHere is the second part:\n\n```\n2\n{B}\nHo\n```", ["Hi", "Ho"], ["text.fence", "text.chatter"],
    ),
    "a remark without a fence": (f"1\n{A}\nHi\n\nNote: x\n\n2\n{B}\nHo\n\nI hope this helps!\n", ["Hi\n\nNote: x", "Ho"],
                                 ["srt.blank_line", "text.chatter"]),
    "a remark in Chinese": (f"以下是翻译后的字幕：\n\n1\n{A}\n你好\n\n如果您需要任何修改，请告诉我。\n",
                            ["你好"], ["srt.leading_text", "text.chatter"]),
    "a rule": (f"1\n{A}\nHi\n\n---\n\n2\n{B}\nHo\n", ["Hi", "Ho"], ["text.chatter"]),
    "entities": (f"1\n{A}\nIt&apos;s Tom &amp; Ann&#39;s &quot;home&quot;&nbsp;now\n",
                 ["It's Tom &amp; Ann's \"home\"\u00a0now"], []),
    "entities escaped twice": (f"1\n{A}\nDon&amp;#39;t\n", ["Don't"], []),
    "no entities": (f"1\n{A}\nAT&T, R&B; Q&A &foo;\n", ["AT&amp;T, R&amp;B; Q&amp;A &amp;foo;"], ["text.entity"]),
    "escaped words and tags": (f"1\n{A}\n&lt;knock&gt; &lt;i&gt;Hi&lt;/i&gt;\n", ["&lt;knock&gt; <i>Hi</i>"], []),
    "tags of HTML": (f"1\n{A}\nH<sub>2</sub>O <span style=\"x\">a</span> <p>b</p>\n", ["H2O a b"], ["read.dropped"] * 3),
    "words in brackets": (f"1\n{A}\n3 < 4 > 2 <3 <sigh> <b and c>\n",
                          ["3 &lt; 4 &gt; 2 &lt;3 &lt;sigh&gt; &lt;b and c&gt;"], []),
    "places that lost their backslash": (f"1\n{A}\n{{an8}}Hi\n\n2\n{B}\n{{\uff3can8}}Ho {{an}} {{an0}}\n",
                                         ["Hi", "Ho {an} {an0}"], []),
    "a tag that was cut off": (f"1\n{A}\n<i>Hi</i\nyou\n", ["<i>Hi</i>\nyou"], []),
    "fonts in fonts": (f"1\n{A}\n<font color=lime><font size=20>a</font> b</font> c\n", ["<c=#00ff00>a b</c> c"], ["read.dropped"]),
    "a translated tag": (f"1\n{A}\n< font color = \"# ff0000\" > red </ font > < i >a</ i>\n",
                         ["<c=#ff0000>red </c> <i>a</i>"], []),
    "a line break of ASS": (f"1\n{A}\nHi\\Nyou C:\\new\n", ["Hi\nyou C:\\new"], []),
    "a table": (f"| 1 | {A} | Hello |\n| 2 | {B} | Bye |\n", ["Hello", "Bye"], ["text.beside_times"]),
    "a remark that names itself": (f"1\n{A}\nHi\n\n*Note: I kept the names.*\n", ["Hi"], ["text.chatter"]),
    "a zero byte": (f"1\n{A}\n你\0好\n", ["你\ufffd好"], ["encoding.damaged"]),
    "fonts": (f"1\n{A}\n<font face=\"Arial\" size=24 color=#f80>a</font>\n", ["<c=#ff8800>a</c>"], ["read.dropped"] * 2),
    "a colour that is none": (f"1\n{A}\n<font color=\"#fff00\">a</font>\n", ["a"], ["inline.no_colour"]),
    "colours": (f"1\n{A}\n<font color=red>a</font><font color='rgb(0, 255,0)'>b</font><font color=\"FF8800\">c</font>\n",
                ["<c=#ff0000>a</c><c=#00ff00>b</c><c=#ff8800>c</c>"], []),
    "SubRip's own braces": (f"1\n{A}\n{{b}}Hi{{/b}} {{Y:i}}all\n", ["<b>Hi</b> <i>all</i>"], []),
    "overrides": (f"1\n{A}\n{{\\an8\\fad(1,2)\\pos(10,20)}}Hi {{\\k20}}wo{{\\k30}}rds\n", ["Hi words"], ["read.dropped"] * 3),
    "tags of WebVTT": (f"1\n{A}\n<v Ann>Hi</v> <00:00:01.500><c>there</c> <c.yellow>you</c>\n",
                       ["<v=Ann>Hi</v> there <c=#ffff00>you</c>"], ["read.dropped"]),
    "karaoke of WebVTT": (f"1\n{A}\nDid<00:00:01.500><c> you</c><00:00:01.900><c> it</c>\n", ["Did you it"], ["read.dropped"]),
    "wide brackets": (f"1\n{A}\n＜i＞Hi＜/i＞\n", ["<i>Hi</i>"], []),
    "zero width": (f"1\n{A}\nHe\u200bllo\ufeff th\u00adere\u0007\n", ["Hello there"], ["read.dropped"]),
    "breaks of Thai": (f"1\n{A}\nสวัสดี\u200bครับ\n", ["สวัสดี\u200bครับ"], []),
    "joiners": (f"1\n{A}\nمی\u200cروم 👨\u200d👩\u200d👧\n", ["می\u200cروم 👨\u200d👩\u200d👧"], []),
    "lines": (f"1\n{A}\nOne\u2028Two\u0085Three\n", ["One\nTwo\nThree"], []),
    "private use": (f"1\n{A}\nHi \ue000\n", ["Hi \ue000"], ["text.private_use"]),
    "nothing but a mark": (f"1\n{A}\n\u200b\n\n2\n{B}\nHo\n", ["", "Ho"], []),
    "lines of marks between": (f"\u200f1\n{A}\n\u200fשלום\n\u200f\n\u200f2\n{B}\n\u200fלא\n\u200f\n",
                               ["\u200fשלום", "\u200fלא"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", RESIDUE)
def test_what_tools_leave_behind(name: str) -> None:
    text, lines, codes = RESIDUE[name]
    found = read(text.encode(), "x.srt")
    assert [cue.text for cue in found.document.cues] == lines
    assert sorted(notice.code for notice in found.notices) == sorted(codes)
    assert all(sentence(notice.code, notice.facts) for notice in found.notices)


def test_coordinates_are_a_place_and_return() -> None:
    found = read(f"1\n{A}  X1:100 X2:600 Y1:050 Y2:100\nTop\n\n2\n{B} line:10% align:start\nLeft\n".encode(), "x.srt").document
    assert [cue.placement for cue in found.cues] == ["8", "7"]
    back = write(found, get("srt"))
    assert back.data.decode().startswith(f"1\n{A} X1:100 X2:600 Y1:050 Y2:100\nTop\n\n2\n{B}\n{{\\an7}}Left\n")
    (notice,) = [each for each in write(found, get("vtt")).notices if each.code == "write.dropped"]
    assert (notice.facts["feature"], notice.facts["count"]) == ("coordinates", 1)


DIGITS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙"])
COLONS, POINTS = st.sampled_from([":", "：", " :", ": "]), st.sampled_from([",", ".", "，", "．", " ,", ", "])
BLANKS = st.sampled_from(["", " ", "\t", "\u00a0", "\u3000", "\u200f", "\ufeff", "  "])
ARROWS = st.sampled_from(["-->", "->", "→", "--&gt;", "==>", "–>", "—>", "＞", "-- >"])


@settings(max_examples=200, deadline=None)
@given(data=st.data(), start=st.integers(0, 35_999_999), length=st.integers(0, 99_999))
def test_any_shape_of_times_is_timing(data: st.DataObject, start: int, length: int) -> None:
    def clock(at_ms: int) -> str:
        colon, point, digits = data.draw(COLONS), data.draw(POINTS), data.draw(DIGITS)
        seconds, ms = divmod(at_ms, 1000)
        plain = f"{seconds // 3600:02d}{colon}{seconds // 60 % 60:02d}{colon}{seconds % 60:02d}{point}{ms:03d}"
        return plain.translate(str.maketrans("0123456789", digits))

    blank = data.draw(BLANKS)
    line = f"{blank}{clock(start)}{data.draw(BLANKS)}{data.draw(ARROWS)}{data.draw(BLANKS)}{clock(start + length)}{blank}"
    found = find_times(with_plain_signs(line), line)
    assert found is not None and found.end is not None
    assert (found.start.milliseconds(), found.end.milliseconds()) == (start, start + length)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.one_of(st.sampled_from("0123456789:,.- >&;gtX\n"), st.sampled_from("<>{}/ibuc=\\`#amp")), min_size=1, max_size=60
    )
)
def test_whatever_is_written_as_text_is_read_as_text(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    document = Document(cues=tuple(DocumentCue(start_ms=n * 1000, end_ms=n * 1000 + 900, text=escaped) for n in range(3)))
    write(document, get("srt"))


@given(count=st.integers(1, 30), first=st.integers(0, 5000), dialogue=st.lists(st.integers(0, 40), min_size=30, max_size=30))
def test_numbers_that_count_up_in_place_are_taken_and_those_elsewhere_are_not(count: int, first: int, dialogue: list[int]) -> None:
    assert numbers([Candidate(first + at, 4 * at) for at in range(count)]) == [True] * count
    unnumbered = [None, *(Candidate(each, 4 * at, below_blank=False, adjacent=False) for at, each in enumerate(dialogue))]
    assert not any(numbers(unnumbered))


def test_hints_are_made_of_a_name_alone() -> None:
    assert ReadHints(name="x").frame_rate is None
