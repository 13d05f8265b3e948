"""Documents that screens of rows can hold: words of Latin letters with looks, in places, one after the other or together."""

from hypothesis import strategies as st

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import Span, canonical, render

WORDS = st.lists(
    st.sampled_from(list("abcdefghijklmnopqrstuvwxyzAEIOU0123456789éñüçàÉÇ.,!?'-\"…“”’—♪&<>")), min_size=1, max_size=9
).map("".join)
BLANKS = st.sampled_from([" ", " ", " ", "  ", "\n", "\u00a0", ""])
COLOURS = st.sampled_from(["", "", "", "", "#ffff00", "#00ffff", "#123456", "#ffffff"])
PLACEMENTS = st.sampled_from(["", "", "2", "8", "1", "9", "4", "5", "10,20,30,40"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A few words in one look."""
    words = draw(st.lists(WORDS, min_size=1, max_size=3))
    text = "".join([word + draw(BLANKS) for word in words])
    italic, underline = draw(st.sampled_from([(False, False), (False, False), (True, False), (False, True), (True, True)]))
    return Span(text=text, italic=italic, underline=underline, bold=draw(st.booleans()), colour=draw(COLOURS))


MARKUPS = st.lists(spans(), min_size=1, max_size=3).map(lambda found: canonical(render(found)))


@st.composite
def cues(draw: st.DrawFn) -> DocumentCue:
    """A cue of the first hour; some are shorter than a frame, and some end before they begin."""
    start_ms = draw(st.one_of(st.integers(0, 20_000), st.integers(0, 3_600_000)))
    length_ms = draw(st.one_of(st.integers(0, 60), st.integers(500, 5000), st.just(-5)))
    return DocumentCue(start_ms=start_ms, end_ms=max(0, start_ms + length_ms), text=draw(MARKUPS), placement=draw(PLACEMENTS))


@st.composite
def latin_documents(draw: st.DrawFn) -> Document:
    """A document of a few cues in any order."""
    return Document(cues=tuple(draw(st.lists(cues(), max_size=5))), language=draw(st.sampled_from(["en", "fr", "es-419"])))
