"""How far the review is, and how long the rest takes."""

from crossreel.domain.drafting.review import Progress
from crossreel.ui.places.review.pace import Pace


def test_it_goes_on_from_what_the_catalog_says_and_takes_the_pace_of_here_once_it_is_known() -> None:
    pace = Pace()
    assert pace.words() == "" and pace.share is None
    pace.begin(Progress(seen=10, total=110, left_ms=100_000))
    assert (pace.seen, pace.left, pace.left_ms) == (10, 100, 100_000)
    pace.move(50)
    assert (pace.left, pace.left_ms, pace.short_words()) == (50, 50_000, "60 of 110 seen")
    for at in range(5):
        pace.step(at * 4_000)
    assert pace.left_ms == 200_000 and "50 lines wait" in pace.words() and "3 min" in pace.words()
    pace.move(100)
    assert pace.words() == "110 of 110 seen"
