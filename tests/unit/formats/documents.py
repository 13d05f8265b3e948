"""Strategies of documents that no editor would be surprised by, and some that would surprise one."""

from hypothesis import strategies as st

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import Span, canonical, render

LETTERS = st.text(
    st.one_of(
        st.sampled_from("abz AZ09 .,!?-'\"…’“”/\\:;#%()[]*_~@=+|"),
        st.sampled_from("<>&{}"),
        st.sampled_from("你好，世界。「」ありがとう한국어ไทยน้ำสวัสดีمرحبا؟עבריתéñüßğ😀👨‍👩‍👧\u200f\u00a0\u3000"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=24,
)
NASTY = st.sampled_from(
    [
        "00:00:01,000 --> 00:00:02,000", "-->", "--> 3", "1", "2024", "<i>", "</i>", "<b", "{\\an8}", "{\\i1}", "\\N", "\\",
        "&amp;",
        "&lt;i&gt;", "WEBVTT", "NOTE x", "STYLE", "[Events]", "=1+1", "'=x", "- Hi", "@a", "]]>", "<!--", "a,b;c", '"', "<ruby>",
        "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,x", "X1:10 X2:20", "\t", "  x  ", "<c=#ff0000>", "{", "}", "<v Bob>",
        "&nbsp;", "a < b > c",
    ]
)  # fmt: skip
WORDS = st.one_of(LETTERS, NASTY)
COLOURS = st.sampled_from(["", "", "", "#ff0000", "#00ffff", "#123456"])
NAMES = st.sampled_from(["", "", "Lin", "Mr. O'Neil & Co", "老板"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A run of text in any style."""
    flags = draw(st.tuples(st.booleans(), st.booleans(), st.booleans())) if draw(st.booleans()) else (False, False, False)
    reading = draw(st.sampled_from(["", "", "", "とうきょう"]))
    text = draw(WORDS if reading else st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3).map("\n".join)))
    return Span(
        text=text, italic=flags[0], bold=flags[1], underline=flags[2], colour=draw(COLOURS), voice=draw(NAMES), reading=reading
    )


MARKUPS = st.lists(spans(), min_size=0, max_size=4).map(lambda found: canonical(render(found)))
PLACEMENTS = st.sampled_from(["", "", "", "2", "8", "1", "9", "5", "10,20,30,40", "7.04,56.5,70,12", "90,90,50,50", "junk"])


@st.composite
def cues(draw: st.DrawFn) -> DocumentCue:
    """A cue of up to ten hours, perhaps ending before it starts."""
    start_ms = draw(st.integers(0, 36_000_000))
    return DocumentCue(
        start_ms=start_ms,
        end_ms=max(0, start_ms + draw(st.integers(-2000, 9000))),
        text=draw(MARKUPS),
        placement=draw(PLACEMENTS),
        speaker=draw(NAMES),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of a few cues in any order."""
    found = draw(st.lists(cues(), max_size=5))
    return Document(cues=tuple(found), language=draw(st.sampled_from(["en", "zh-Hans", "ar", "th"])))


@st.composite
def scripts(draw: st.DrawFn) -> Document:
    """A script: cues with ids and texts in two more languages."""
    found = []
    for number, cue in enumerate(draw(st.lists(cues(), min_size=1, max_size=4))):
        texts = {"es-419": draw(MARKUPS), "ar": draw(MARKUPS)}
        found.append(
            DocumentCue(
                start_ms=cue.start_ms,
                end_ms=cue.end_ms,
                text=cue.text,
                cue_id=(1 << 62) + number,
                texts=texts,
                extras={"episode": 3},
            )
        )
    return Document(cues=tuple(found), language="zh-Hans", format_id="csv")
