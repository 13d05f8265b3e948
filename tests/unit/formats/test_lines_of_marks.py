"""Lines of nothing but blanks and marks of direction, whatever tags stand round them: gone when read and written, never refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.formats.invisible import without_lines_of_marks
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

FORMATS = ("vtt", "srt", "ttml", "ass", "ssa")
CASES = {
    "Hello\n\u200f": "Hello",
    "<v=Lin>\u200f</v>": "",
    "<i>\u200f</i>": "",
    "<v=Lin>Hello\n\u200f</v>": "Hello",
    "<v=Lin>\u200f</v>\nHello": "Hello",
    "Hello\n<v=Lin>\u200e\u2067</v>": "Hello",
    "<v=Lin>Hello\u200f</v>\n<v=Wu>\u200f</v>\n<v=Lin>you</v>": "Hello\u200f\nyou",
    "<c=#ff0000>\u2067\n<i>\u2069</i></c>\n\u200fأنت": "\u200fأنت",
    "\u200f<v=Lin>أين أنت؟</v>\u200f": "\u200fأين أنت؟\u200f",
}


@pytest.mark.parametrize("format_id", FORMATS)
@pytest.mark.parametrize("markup", CASES)
def test_a_line_of_marks_alone_is_written_as_no_line(markup: str, format_id: str) -> None:
    asked = Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text=markup), DocumentCue(start_ms=2000, end_ms=3000, text="Bye")))
    written = write(asked, get(format_id), twice=True)
    back = [plain_text(cue.text) for cue in read(written.data, f"x.{format_id}").document.cues]
    assert [text for text in back if text] == [text for text in (CASES[markup], "Bye") if text]


PIECES = ["<v=Lin>", "</v>", "<i>", "</i>", "<c=#ff0000>", "</c>", "\n", "\u200f", "\u200e", "\u2067", "\u2069", " ", "Hi", "أنت"]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.sampled_from(FORMATS))
def test_no_mixture_of_tags_and_marks_is_refused(pieces: list[str], format_id: str) -> None:
    markup = canonical("".join(pieces))
    cues = (DocumentCue(start_ms=0, end_ms=1000, text=markup), DocumentCue(start_ms=2000, end_ms=3000, text="Bye"))
    assert write(Document(cues=cues), get(format_id), twice=True).data
    once = without_lines_of_marks(markup)
    assert without_lines_of_marks(once) == once
