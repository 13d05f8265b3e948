"""WebVTT by the rules of W3C WebVTT, and as YouTube, streams and people's own programs leave it."""

import html
from fractions import Fraction

import pytest
import webvtt

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import ReadResult, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

T1, T2 = "00:01.000 --> 00:02.000", "00:03.000 --> 00:04.000"


def found(text: str, rate: Fraction | None = None) -> ReadResult:
    """Read a file of that name."""
    return read(text.encode(), "x.vtt", frame_rate=rate)


def shown(result: ReadResult) -> list[tuple[int, int, str]]:
    """Start, end and text of every cue."""
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues]


FILES = {
    "a line of blanks is text": (f"WEBVTT\n\n{T1}\nOne\n \nTwo\n\n{T2}\nThree\n",
        [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")], []),
    "YouTube begins with a line of blanks": (
        f"WEBVTT\n\n{T1} align:start position:0%\n \nOne<00:01.500><c> two</c>\n\n{T2}\nOne two\n \n",
                                             [(1000, 2000, "One two"), (3000, 4000, "One two")], [],
    ),
    "an empty line below the times": (f"WEBVTT\n\n{T1}\n\nOne\nTwo\n\n{T2}\nThree\n",
        [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")],
                                      ["vtt.blank_below_times"]),
    "empty lines everywhere": (f"WEBVTT\n\n\n\n1\n\n{T1}\n\nOne\n\nTwo\n\n2\n\n{T2}\n\nThree\n",
                               [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")], ["vtt.blank_below_times"]),
    "CR CR LF": (f"WEBVTT\r\r\n\r\r\n{T1}\r\r\nOne\r\r\nTwo\r\r\n\r\r\n{T2}\r\r\nThree\r\r\n",
                 [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")], ["encoding.doubled_newlines"]),
    "lines of blanks where empty ones should be": (
        f"WEBVTT\n \n1\n{T1}\nOne\n \n2\n{T2}\nTwo\n \n",
        [(1000, 2000, "One"), (3000, 4000, "Two")], [],
    ),
    "some line ends doubled": (f"WEBVTT\r\n\r\n{T1}\r\r\nOne\r\r\nTwo\r\n\r\n{T2}\r\nThree\r\n",
                               [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")], ["encoding.doubled_newlines"]),
    "settings that are none": (f"WEBVTT\n\n{T1} align: start line;5%\nOne\n", [(1000, 2000, "One")], ["read.dropped"]),
    "CR alone": (f"WEBVTT\r\r{T1}\rOne\rTwo\r\r{T2}\rThree\r", [(1000, 2000, "One\nTwo"), (3000, 4000, "Three")], []),
    "no empty line below the header": (f"WEBVTT\n{T1}\nOne\n", [(1000, 2000, "One")], []),
    "no empty line between cues": (f"WEBVTT\n\n{T1}\nOne\n{T2}\nTwo\n", [(1000, 2000, "One"), (3000, 4000, "Two")], []),
    "a byte order mark and words in the header": (f"\ufeffWEBVTT - Heir\nKind: captions\nLanguage: pt-BR\n\n{T1}\nOne\n",
        [(1000, 2000, "One")], []),
    "remarks": (f"WEBVTT\n\nNOTE one\ntwo\n\n{T1}\nOne\n\nNOTE\n\n{T2}\nTwo\n", [(1000, 2000, "One"), (3000, 4000, "Two")], []),
    "a cue that was commented out": (f"WEBVTT\n\nNOTE off\n{T1}\nOne\n", [(1000, 2000, "One")], []),
    "an arrow in a text": (f"WEBVTT\n\n{T1}\nLondon --> Rome\nnow\n\n{T2}\nTwo\n",
        [(1000, 2000, "London --&gt; Rome\nnow"), (3000, 4000, "Two")],
                           ["vtt.arrow_in_text"]),
    "a name with an arrow": (f"WEBVTT\n\na --> b\n{T1}\nOne\n", [(1000, 2000, "One")], ["vtt.bad_timing"]),
    "times nobody can read": (f"WEBVTT\n\n00:xx --> 00:02.000\nOne\n\n{T2}\nTwo\n", [(3000, 4000, "Two")], ["vtt.bad_timing"]),
    "words that stand nowhere": (f"WEBVTT\n\n{T1}\nOne\n\nTwo\n\n{T2}\nThree\n", [(1000, 2000, "One"), (3000, 4000, "Three")],
                                 ["vtt.stray_text"]),
    "words beside the times": (f"WEBVTT\n\n{T1} Hello you\n\n{T2} line:5% nonsense\nTwo\n",
        [(1000, 2000, "Hello you"), (3000, 4000, "Two")],
                               ["text.beside_times"]),
    "SRT commas and hours": ("WEBVTT\n\n00:00:01,000 --> 100:00:02,500\nOne\n",
        [(1000, 360_000_000 - 1, "One")], ["time.too_late"]),
    "hours of three digits": ("WEBVTT\n\n99:59:59.000 --> 100:00:02.500\nOne\n\n101:00:00.000 --> 101:00:02.500\nTwo\n",
        [(359_999_000, 359_999_999, "One"), (359_997_499, 359_999_999, "Two")], ["time.too_late"]),
    "full-width signs": ("WEBVTT\n\n00：00：01．000 －－＞ 00：00：02．000\nOne\n", [(1000, 2000, "One")], []),
    "an escaped arrow": ("WEBVTT\n\n00:01.000 --&gt; 00:02.000\nOne\n", [(1000, 2000, "One")], []),
    "a mark before the times and a name that looks like one": (
        f"WEBVTT\n\n\ufeff{T1}\nOne\n\n00:00:07\n{T2}\nTwo\n", [(1000, 2000, "One"), (3000, 4000, "Two")], [],
    ),
    "no end": (f"WEBVTT\n\n00:01.000 -->\nOne\n\n{T2}\nTwo\n", [(1000, 3000, "One"), (3000, 4000, "Two")], ["time.no_end"]),
    "no signature": (f"{T1}\nOne\n", [(1000, 2000, "One")], ["vtt.no_signature"]),
    "numbers for names": (f"WEBVTT\n\n1\n{T1}\n7\n\n2\n{T2}\n1995\n", [(1000, 2000, "7"), (3000, 4000, "1995")], []),
    "an empty cue": (f"WEBVTT\n\n{T1}\n\n{T2}\nTwo\n", [(1000, 2000, ""), (3000, 4000, "Two")], []),
    "references": (f"WEBVTT\n\n{T1}\nTom &amp; Ann &lt;3 a&nbsp;b &#39;c&#x27; &lrm;x &eacute; &unknown;\n",
                   [(1000, 2000, "Tom &amp; Ann &lt;3 a\u00a0b 'c' \u200ex é &amp;unknown;")], []),
    "ruby": (f"WEBVTT\n\n{T1}\n<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>\n",
             [(1000, 2000, "<ruby>東<rt>とう</rt></ruby><ruby>京<rt>きょう</rt></ruby>")], []),
    "tags": (f"WEBVTT\n\n{T1}\n<i.x>a</i> <b>b</b> <u>c</u> <lang en-GB>d</lang> <c.red>e</c> <c.a.b>f</c>\n",
             [(1000, 2000, "<i>a</i> <b>b</b> <u>c</u> d <c=#ff0000>e</c> f")], []),
    "an unknown tag": (f"WEBVTT\n\n{T1}\na <blink>b</blink> c < d > e <\n",
        [(1000, 2000, "a b c &lt; d &gt; e &lt;")], ["read.dropped"]),
    "pieces of a stream": (
        (f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n{T1}\nOne\n\n"
        f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:1440000\n\n{T1}\nTwo\n"),
        [(1000, 2000, "One"), (7000, 8000, "Two")], [],
    ),
    "what two pieces share": (f"WEBVTT\n\n{T1}\nOne\n\nWEBVTT\n\n{T1}\nOne\n\n{T2}\nTwo\n",
        [(1000, 2000, "One"), (3000, 4000, "Two")],
                              ["vtt.repeated"]),
    "a piece of a stream": (f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n{T1}\nOne\n", [(1000, 2000, "One")],
                            ["vtt.stream_clock"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_are_read_as_meant(name: str) -> None:
    text, cues, codes = FILES[name]
    result = found(text)
    assert shown(result) == cues
    assert [notice.code for notice in result.notices] == codes
    assert all(sentence(notice.code, notice.facts) for notice in result.notices)


def test_frames_are_those_of_the_video() -> None:
    assert shown(found("WEBVTT\n\n00:00:01:12 --> 00:00:02:20\nOne\n", Fraction(25))) == [(1480, 2800, "One")]
    with pytest.raises(BadInput, match=r"time\.rate_needed"):
        found("WEBVTT\n\n00:00:01:12 --> 00:00:02:20\nOne\n")


STYLES = {
    "a class": ("::cue(.loud){color:#ff8800;font-weight:bold}", "<c.loud>a</c> b", "<c=#ff8800><b>a</b></c> b"),
    "a class of c": ("::cue(c.loud) { color: #f80 }", "<c.loud>a</c>", "<c=#ff8800>a</c>"),
    "several selectors": ("/* x */\n::cue(.a), ::cue(.b) { font-style: italic }", "<c.a>a</c><c.b>b</c><c.d>d</c>", "<i>ab</i>d"),
    "a voice": ('::cue(v[voice="Ann Lee"]) { color: lime }', "<v Ann Lee>a</v> <v Bob>b</v>",
                "<v=Ann Lee><c=#00ff00>a</c></v> <v=Bob>b</v>"),
    "a class of a voice": ("::cue(.loud) { color: lime }", "<v.loud Ann>a</v> <v Bob>b</v>",
        "<v=Ann><c=#00ff00>a</c></v> <v=Bob>b</v>"),
    "a tag": ("::cue(b) { color: rgb(255, 0, 0); }", "a <b>b</b>", "a <c=#ff0000><b>b</b></c>"),
    "a name": ("::cue(#one) { text-decoration: underline }", "a", "<u>a</u>"),
    "all cues": ("::cue { color: yellow; background: black }", "a", "<c=#ffff00>a</c>"),
    "all cues in white": ("::cue { color: white }", "a", "a"),
    "nested": ("::cue(.a) { color: red }\n::cue(.b) { color: blue }", "<c.a>a<c.b>b</c>a</c>",
        "<c=#ff0000>a</c><c=#0000ff>b</c><c=#ff0000>a</c>"),
    "a named class of one's own": ("::cue(.yellow) { color: #808000 }", "<c.yellow>a</c>", "<c=#808000>a</c>"),
}  # fmt: skip


@pytest.mark.parametrize("name", STYLES)
def test_what_a_style_says_of_the_text_becomes_its_look(name: str) -> None:
    style, payload, markup = STYLES[name]
    text = f"WEBVTT\n\nSTYLE\n{style}\n\none\n{T1}\n{payload}\n"
    document = found(text).document
    (cue,) = document.cues
    assert (f"<v={cue.speaker}>{cue.text}</v>" if cue.speaker else cue.text) == markup
    again = write(document, get("vtt")).data.decode()
    assert payload in again and style.splitlines()[-1] in again
    (elsewhere,) = read(write(document, get("ttml")).data, "x.ttml").document.cues
    assert elsewhere.text == cue.text


PLACES = {
    "": "", "line:0": "8", "line:-1": "", "line:50%": "5", "line:10% align:start": "7", "align:end": "3", "align:left": "1",
    "position:0% align:start": "1", "position:90% align:end": "3", "position:80% align:left line:0": "9", "position:50%,center": "",
    "vertical:rl line:0": "6", "vertical:lr line:0": "4", "vertical:rl line:0 align:start": "9",
    "vertical:lr line:100% position:90%": "3", "region:low": "1",
    "region:high align:center": "8", "region:high align:center line:90%": "", "region:old": "9",
    "region:none": "",
}  # fmt: skip


@pytest.mark.parametrize("settings", PLACES)
def test_settings_and_regions_are_places_and_return(settings: str) -> None:
    regions = (
        "REGION\nid:low\nwidth:30%\nlines:2\nregionanchor:0%,100%\nviewportanchor:5%,95%\n\n"
        "REGION\nid:high regionanchor:50%,0% viewportanchor:50%,5% width:40%\n"
    )
    old = "Region: id=old width=20% regionanchor=100%,0% viewportanchor=100%,0%"
    document = found(f"WEBVTT\n{old}\n\n{regions}\n{T1} {settings}\nOne\n").document
    assert [cue.placement for cue in document.cues] == [PLACES[settings]]
    again = write(document, get("vtt"), WriteOptions(width=1920, height=1080)).data.decode()
    assert f"00:00:01.000 --> 00:00:02.000 {settings}".rstrip() + "\nOne" in again and old in again


def test_what_only_webvtt_understands_is_kept_there_and_named_elsewhere() -> None:
    text = (
        f"WEBVTT Heir\nKind: captions\nAuthor: Lin\n\nREGION\nid:r\n\nNOTE checked\n\nSTYLE\n::cue(.x){{opacity:0.5}}\n\n"
        f"intro\n{T1} region:r line:40% position:37% size:20%\nwo<00:01.500>rds <lang fr>mots</lang>\n\n"
        f"7\n{T2} vertical:rl\n<c.x>a</c> <c.bg_red>b</c>\n"
    )
    document = found(text).document
    dropped = {
        str(notice.facts["feature"]): notice.facts["count"]
        for notice in write(document, get("srt")).notices
        if notice.code == "write.dropped"
    }
    assert dropped == {
        "identifier": 1, "region": 1, "settings": 1, "karaoke": 1, "lang": 1, "vertical": 1, "class": 1, "background": 1, "note": 1,
        "style": 1, "header": 2,
    }  # fmt: skip
    again = write(document, get("vtt"))
    assert [notice.code for notice in again.notices] == []
    for part in (
        "Author: Lin",
        "REGION\nid:r",
        "NOTE checked",
        "wo<00:01.500>rds <lang fr>mots</lang>",
        "vertical:rl",
        "<c.bg_red>b</c>",
    ):
        assert part in again.data.decode()


def test_an_independent_reader_finds_the_same_words() -> None:
    blocks = "NOTE x\n\nSTYLE\n::cue { color: red }\n\none"
    text = f"WEBVTT\n\n{blocks}\n{T1} align:start\n<v Ann>Hi <b>there</b>\n&amp; all\n\n{T2}\nBye\n"
    theirs = [" ".join(html.unescape(caption.text).split()) for caption in webvtt.from_string(text)]
    document = found(text).document
    written = webvtt.from_string(write(document, get("vtt")).data.decode())
    ours = [" ".join(html.unescape(caption.text).split()) for caption in written]
    assert ours == theirs == ["Hi there & all", "Bye"]


def test_what_could_end_a_tag_or_the_header_early_is_written_strictly() -> None:
    text = f"WEBVTT a --> b\nAuthor: Lin\n\n{T1}\n<v Lin -->One</v>\n\n{T2}\na\u200bb<00:03.500>c\n"
    document = found(text).document
    assert [(cue.text, cue.speaker) for cue in document.cues] == [("One", "Lin --"), ("abc", "")]
    again = write(document, get("vtt")).data.decode()
    assert again.startswith("WEBVTT\nAuthor: Lin\n\n") and "<v Lin -&#45;>One" in again and "\nab<00:03.500>c\n" in again
    assert [(cue.text, cue.speaker) for cue in found(again).document.cues] == [("One", "Lin --"), ("abc", "")]
