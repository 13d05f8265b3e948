"""Where a programme starts on its tape: told by the cues, taken off when somebody says so."""

from fractions import Fraction

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.programme_start import find_programme_start, moved_to_nought, start_written

HOUR = 3_600_000
SLOW = Fraction(3_603_600)  # an hour of codes that count 30 while 29.97 pass


def at(*starts_ms: int, programme_start_ms: int = 0, hour_ms: Fraction = Fraction(HOUR), rate: int | Fraction = 25) -> Document:
    """A document with a cue of a second at each time."""
    cues = tuple(DocumentCue(start_ms=start, end_ms=start + 1000, text="x") for start in starts_ms)
    return Document(cues=cues, programme_start_ms=programme_start_ms, hour_ms=hour_ms, frame_rate=Fraction(rate))


@pytest.mark.parametrize(
    ("document", "length_ms", "start_ms"),
    [
        (at(HOUR + 500, HOUR + 9000), 0, HOUR),
        (at(10 * HOUR, 10 * HOUR + 90_000), 0, 10 * HOUR),
        (at(500, HOUR + 9000), 0, None),
        (at(HOUR - 1, HOUR + 9000), 0, None),
        (at(3_603_600, 3_700_000, hour_ms=SLOW), 0, 3_603_600),
        (at(3_603_599, hour_ms=SLOW), 0, 3_603_600),
        (at(HOUR + 500), 2 * HOUR, None),
        (at(HOUR + 500), 90_000, HOUR),
        (at(HOUR + 2000, programme_start_ms=HOUR + 1000), 0, HOUR + 1000),
        (at(2000, programme_start_ms=HOUR), 0, None),
        (at(), 0, None),
    ],
)  # fmt: skip
def test_a_programme_starts_at_the_last_full_hour_before_all_cues(document: Document, length_ms: int, start_ms: int | None) -> None:
    found = find_programme_start(document, length_ms)
    assert found is None if start_ms is None else found is not None and abs(found - start_ms) <= 1


def test_its_start_is_taken_off_all_times() -> None:
    document = at(HOUR + 500, HOUR + 2000, programme_start_ms=HOUR)
    moved = moved_to_nought(document, HOUR)
    assert [(cue.start_ms, cue.end_ms) for cue in moved.cues] == [(500, 1500), (2000, 3000)]
    assert find_programme_start(moved) is None
    assert moved_to_nought(moved, -HOUR).cues == document.cues
    with pytest.raises(BadInput, match=r"time\.before_programme"):
        moved_to_nought(document, 2 * HOUR)


@pytest.mark.parametrize(
    ("written", "document", "start_ms"),
    [
        ("01:00:00:00", at(), HOUR),
        ("01:00:00:00", at(hour_ms=SLOW, rate=Fraction(30000, 1001)), 3_603_600),
        ("01:00:00;00", at(hour_ms=SLOW, rate=Fraction(30000, 1001)), HOUR),
        ("09:59:58:12", at(), 10 * HOUR - 1520),
        ("1:00:00.5", at(), HOUR + 500),
        ("3600", at(), HOUR),
        ("noon", at(), None),
    ],
)  # fmt: skip
def test_a_start_is_read_as_it_is_written(written: str, document: Document, start_ms: int | None) -> None:
    assert start_written(written, document) == start_ms
