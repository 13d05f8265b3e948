"""Where the captions of a video stand, from what was read in some of its pictures."""

from crossreel.domain.engines.sound_and_picture import TextSpot
from crossreel.engines.burned_in.survey import Band, Sight, band_of


def sight(text: str, top: float, *, middle: float = 0.5, high: float = 0.03, confidence: int = 990) -> Sight:
    """A line of a picture."""
    half = 0.02 * len(text)
    spot = TextSpot(left=middle - half, right=middle + half, top=top, bottom=top + high, confidence=900)
    return Sight(spot, text, confidence)


def test_the_band_is_where_texts_in_the_middle_change() -> None:
    mark, sign = sight("红果短剧", 0.05), "京A12345"
    texts = ["你来了", "我等了你三年", "走", "把孩子还给我", "真相总会大白"]
    pictures = [[mark, sight(sign[at:], 0.4, middle=0.2), sight(text, 0.72)] for at, text in enumerate(texts)]
    band = band_of(pictures)
    assert isinstance(band, Band)
    assert 0.66 < band.top < 0.72 and 0.75 < band.bottom < 0.8


def test_two_lines_make_the_band_as_high_as_both() -> None:
    pictures = [[sight(f"第一行{at}", 0.70), sight(f"第二行{at}", 0.74)] for at in range(5)]
    band = band_of(pictures)
    assert band is not None and band.top < 0.70 and band.bottom > 0.77


def test_a_mark_that_never_changes_is_no_caption() -> None:
    assert band_of([[sight("红果短剧", 0.05)] for _ in range(8)]) is None


def test_what_is_hardly_read_is_no_caption() -> None:
    assert band_of([[sight(f"草{at}", 0.6, confidence=300)] for at in range(8)]) is None
    assert band_of([]) is None


def test_captions_that_stand_between_rows_have_a_band_too() -> None:
    pictures = [[sight(text, 0.7149, high=0.0022 + 0.011)] for text in ("你来了", "我等了你三年")]
    band = band_of(pictures)
    assert band is not None and band.texts == 2 and band.top < 0.7149 < band.bottom
