"""What is left out is counted by name, and said in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.timecode import timecode_ms
from crossreel.formats import writing
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import WRITE_DROPPED, Notices
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence


def test_each_feature_is_one_notice_with_its_first_line_and_count() -> None:
    notices = Notices()
    notices.drop("karaoke", 7)
    notices.drop("<blink>", 8)
    notices.drop("karaoke", 9, count=3)
    notices.drop("font", count=0)
    later = Notices()
    later.drop("<blink>", 20, count=2)
    notices.merge(later)
    found = [(each.code, each.line, each.facts["feature"], each.facts["count"]) for each in notices.all()]
    assert found == [("read.dropped", 7, "karaoke", 4), ("read.dropped", 8, "<blink>", 3)]


def test_features_are_said_in_words_and_tags_as_they_are_written() -> None:
    assert sentence("read.dropped", {"feature": "karaoke", "count": 4}) == (
        "Left out, since Crossreel has no word for it: times within the text (karaoke) (4)."
    )
    assert "<blink> (3)" in sentence("read.dropped", {"feature": "<blink>", "count": 3})


def test_what_one_format_keeps_is_named_when_another_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "find", lambda written: replace(get(written), keeps=lambda document: {"region": 2}))
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="Hi"),), format_id="vtt")
    (notice,) = write(document, get("srt")).notices
    assert (notice.code, notice.facts["feature"], notice.facts["count"]) == (WRITE_DROPPED, "region", 2)
    assert write(document, get("vtt")).notices == ()


def test_a_rate_is_the_videos_else_the_files_and_never_a_guess() -> None:
    assert ReadHints(frame_rate=Fraction(25)).rate_for("x", Fraction(30)) == 25
    assert ReadHints().rate_for("x", Fraction(30)) == 30
    with pytest.raises(BadInput) as caught:
        ReadHints(name="a.srt").rate_for("00:00:01:12 ")
    assert (caught.value.code, caught.value.facts) == ("time.rate_needed", {"name": "a.srt", "text": "00:00:01:12"})
    assert "00:00:01:12" in sentence(caught.value.code, caught.value.facts)


@pytest.mark.parametrize(
    ("code", "rate", "drop", "at_ms"),
    [
        ((0, 0, 1, 12), Fraction(25), False, 1480),
        ((0, 10, 0, 0), Fraction(30000, 1001), False, 600_600),
        ((0, 10, 0, 0), Fraction(30000, 1001), True, 599_999),
        ((0, 1, 0, 2), Fraction(30000, 1001), True, 60_060),
        ((1, 0, 0, 0), Fraction(60000, 1001), True, 3_599_996),
        ((1, 0, 0, 0), Fraction(30), True, 3_600_000),
        ((1, 0, 0, 0), Fraction(24000, 1001), False, 3_603_600),
    ],
)
def test_a_time_code_is_the_frame_it_names(code: tuple[int, int, int, int], rate: Fraction, drop: bool, at_ms: int) -> None:
    assert timecode_ms(*code, rate, drop=drop) == at_ms
