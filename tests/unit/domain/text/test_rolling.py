"""Rolling captions are known as what they are, and every line of them is taken once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.rolling import collapse, is_rolling


def cue(start_ms: int, end_ms: int, text: str, placement: str = "") -> DocumentCue:
    """A cue."""
    return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=text, placement=placement)


def shown(cues: tuple[DocumentCue, ...]) -> list[tuple[int, int, str]]:
    """Start, end and text of every cue."""
    return [(each.start_ms, each.end_ms, each.text) for each in cues]


YOUTUBE = (
    cue(160, 3429, "Mother, did you sell it", "1"),
    cue(3429, 3439, "Mother, did you sell it", "1"),
    cue(3439, 5749, "Mother, did you sell it\nor is it safe", "1"),
    cue(5749, 5759, "or is it safe", "1"),
    cue(5759, 8000, "or is it safe\nI gave it away", "1"),
    cue(8000, 8010, "I gave it away", "1"),
    cue(8010, 9000, "I gave it away\nto him", "1"),
)


def test_every_line_of_youtubes_captions_is_taken_once() -> None:
    assert is_rolling(YOUTUBE)
    assert shown(collapse(YOUTUBE)) == [
        (160, 3439, "Mother, did you sell it"), (3439, 5759, "or is it safe"), (5759, 8010, "I gave it away"),
        (8010, 9000, "to him"),
    ]  # fmt: skip
    assert {each.placement for each in collapse(YOUTUBE)} == {""}


def test_three_lines_roll_up_and_a_pause_begins_anew() -> None:
    cues = (
        cue(0, 1000, "a\nb"), cue(1000, 2000, "a\nb\nc"), cue(2000, 3000, "b\nc\nd"), cue(3000, 4000, "c\nd\ne"),
        cue(9000, 9900, "e\nf"),
    )  # fmt: skip
    assert is_rolling(cues)
    assert shown(collapse(cues)) == [
        (0, 1000, "a\nb"), (1000, 2000, "c"), (2000, 3000, "d"), (3000, 4000, "e"), (9000, 9900, "e\nf"),
    ]  # fmt: skip


def test_a_line_that_grows_word_by_word_is_one_line() -> None:
    cues = (
        cue(0, 500, "I"), cue(500, 900, "I gave"), cue(900, 1500, "I gave it"), cue(1500, 2500, "I gave it\nto"),
        cue(2500, 3000, "I gave it\nto <i>him</i>"),
    )  # fmt: skip
    assert is_rolling(cues)
    assert shown(collapse(cues)) == [(0, 1500, "I gave it"), (1500, 3000, "to <i>him</i>")]


def test_people_who_repeat_themselves_do_not_roll() -> None:
    assert not is_rolling(tuple(cue(n * 900, n * 900 + 900, "No" if n < 9 else "No!") for n in range(10)))
    assert not is_rolling(tuple(cue(n * 1000, n * 1000 + 900, f"line {n}\nmore {n}") for n in range(40)))
    assert not is_rolling(()) and not is_rolling(YOUTUBE[:1])
    bilingual = tuple(cue(n * 1000, n * 1000 + 900, f"你好{n}\nHello {n}") for n in range(9))
    assert not is_rolling(bilingual)


@given(
    words=st.lists(st.text("abcdefgh", min_size=3, max_size=8), min_size=4, max_size=30, unique=True),
    step=st.integers(100, 4000),
    blip=st.integers(0, 40),
)
def test_what_was_made_to_roll_comes_back(words: list[str], step: int, blip: int) -> None:
    cues = []
    for at, word in enumerate(words):
        start = at * (step + blip)
        cues.append(cue(start, start + step, f"{words[at - 1]}\n{word}" if at else word))
        cues.append(cue(start + step, start + step + blip, word))
    assert is_rolling(cues)
    found = collapse(cues)
    assert [each.text for each in found] == words
    assert [(each.start_ms, each.end_ms) for each in found] == [
        (at * (step + blip), (at + 1) * (step + blip)) for at in range(len(words))
    ]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(found))
    assert collapse(found) == found and not is_rolling(found)
