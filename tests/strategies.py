"""Hypothesis strategies that several areas share."""

from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.text.inline import Span, canonical, render

WORDS = st.text(alphabet="ab你好 \n<&é", max_size=12)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A run of characters in some style."""
    return Span(
        text=draw(st.text(alphabet="ab你 <&\n", min_size=1, max_size=6)),
        italic=draw(st.booleans()),
        bold=draw(st.booleans()),
        colour=draw(st.sampled_from(["", "", "#ff0000"])),
        voice=draw(st.sampled_from(["", "", "Lin"])),
        reading=draw(st.sampled_from(["", "", "ni"])),
    )


def markup() -> st.SearchStrategy[str]:
    """Canonical inline markup of a few spans."""
    return st.lists(spans(), max_size=4).map(lambda found: canonical(render(found)))


@st.composite
def times(draw: st.DrawFn, longest_ms: int = 3_000) -> tuple[int, int]:
    """A start and an end within the first half minute."""
    start = draw(st.integers(0, 30_000))
    return start, start + draw(st.integers(1, longest_ms))


@st.composite
def tracks_of_cues(draw: st.DrawFn, track_id: int, first_id: int, most: int = 8) -> list[Cue]:
    """Cues of one track with consecutive ids, in any order of time."""
    found = draw(st.lists(st.tuples(times(), WORDS), max_size=most))
    return [
        Cue(id=first_id + at, track_id=track_id, start_ms=start, end_ms=end, text=canonical(text.replace("<", "").replace("&", "")),
            origin=draw(st.sampled_from(Origin)))
        for at, ((start, end), text) in enumerate(found)
    ]  # fmt: skip
