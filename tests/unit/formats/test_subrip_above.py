"""SubRip whose text stands above its times: put right where the whole file says so, left alone where one cue does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.text.document import ReadResult
from crossreel.formats.reading import read

SAID = ("Where were you?", "I waited all night.\nAlone.", "Forgive me.", "No.", "Never again!")
SPANS = [(n * 2000 + 1000, n * 2000 + 2500) for n in range(5)]


def clock(ms: int) -> str:
    return f"00:00:{ms // 1000:02d},{ms % 1000:03d}"


def times(at: int) -> str:
    return f"{clock(SPANS[at][0])} --> {clock(SPANS[at][1])}"


def shown(result: ReadResult) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in result.document.cues]


def codes(result: ReadResult) -> list[str]:
    return [notice.code for notice in result.notices]


RIGHT = [(*span, said) for span, said in zip(SPANS, SAID, strict=True)]
SHAPES = {
    "number, text, times": "".join(f"{n + 1}\n{said}\n{times(n)}\n\n" for n, said in enumerate(SAID)),
    "text, times": "".join(f"{said}\n{times(n)}\n\n" for n, said in enumerate(SAID)),
    "text, number, times": "".join(f"{said}\n{n + 1}\n{times(n)}\n\n" for n, said in enumerate(SAID)),
    "number, text, times, without blank lines": "".join(f"{n + 1}\n{said}\n{times(n)}\n" for n, said in enumerate(SAID)),
    "text, times, without blank lines": "".join(f"{said}\n{times(n)}\n" for n, said in enumerate(SAID)),
    "two blank lines": "".join(f"\n\n{said}\n{times(n)}\n" for n, said in enumerate(SAID)),
    "marks and wide signs": "".join(f"{said}\n\u200f{times(n).replace(':', '：')}\n\n" for n, said in enumerate(SAID)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_text_above_its_times_is_put_right_and_said(shape: str) -> None:
    result = read(SHAPES[shape].encode(), "x.srt")
    assert shown(result) == RIGHT
    assert codes(result)[0] == "srt.text_above"
    assert result.notices[0].facts["count"] == 5


LEFT_ALONE = {
    "a title above": f"Episode one\n\n1\n{times(0)}\n{SAID[0]}\n\n2\n{times(1)}\n{SAID[1]}\n\n3\n{times(2)}\nBye.\n",
    "a title right above": f"Episode one\n{times(0)}\n{SAID[0]}\n\n{times(1)}\n{SAID[1]}\n\n{times(2)}\nBye.\n",
    "a blank line below times": "".join(f"{n + 1}\n{times(n)}\n\n{said}\n\n" for n, said in enumerate(SAID)),
    "a blank line below times, none above": "".join(f"{n + 1}\n{times(n)}\n\n{said}\n" for n, said in enumerate(SAID)),
    "an empty last cue": f"1\n{times(0)}\n{SAID[0]}\n\n2\n{times(1)}\n{SAID[1]}\n\n3\n{times(2)}\n\n",
    "a title, no blank lines and an empty last cue": "Show\n"
    + "".join(f"{n + 1}\n{times(n)}\n" + SAID[n] * (n < 4) + "\n" for n in range(5)),
    "two cues": f"{SAID[0]}\n{times(0)}\n\n{SAID[2]}\n{times(1)}\n",
    "a title and an empty last cue": f"Show\n1\n{times(0)}\n{SAID[0]}\n\n2\n{times(1)}\n{SAID[1]}\n\n3\n{times(2)}\n",
}


@pytest.mark.parametrize("shape", LEFT_ALONE)
def test_what_one_cue_says_changes_nothing(shape: str) -> None:
    assert "srt.text_above" not in codes(read(LEFT_ALONE[shape].encode(), "x.srt"))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from([*SAID, "1995", "2 of them", "走吧。", "12:30"]), min_size=3, max_size=5),
    st.booleans(),
    st.integers(0, 2),
)
def test_usual_files_are_never_turned(said: list[str], numbered: bool, blank: int) -> None:
    text = "".join(f"{n + 1}\n" * numbered + f"{times(n)}\n{each}\n" + "\n" * blank for n, each in enumerate(said))
    assert "srt.text_above" not in codes(read(text.encode(), "x.srt"))
