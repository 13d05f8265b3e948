"""A buyer's figures in the place of those of a style guide."""

from fractions import Fraction

from crossreel.domain.quality.profile_limits import FIGURES, limited, limits_in
from crossreel.domain.quality.style_guide import StyleGuide

GUIDE = StyleGuide(id="vertical", language="es-419", sdh_speed_target=18.0, sdh_speed_hard=22.0, target_duration_ms=5000)


def test_what_is_said_for_a_language_goes_before_what_is_said_for_all() -> None:
    limits = {"": {"line_hard": 43, "max_lines": 2}, "es": {"line_hard": 40}, "es-419": {"max_lines": 1}, "zh": {"line_hard": 16}}
    assert limits_in(limits, "es-419") == {"line_hard": 40, "max_lines": 1}
    assert limits_in(limits, "zh-Hans")["line_hard"] == 16
    assert limits_in({}, "en") == {}


def test_figures_of_the_buyer_hold_and_the_others_stay() -> None:
    made = limited(GUIDE, {"": {"line_hard": 43, "speed_hard": 12.0, "max_duration_ms": 4000}}, Fraction(30))
    assert (made.line_hard, made.line_target, made.max_lines) == (43, GUIDE.line_target, GUIDE.max_lines)
    assert (made.speed_hard, made.speed_target) == (12.0, 12.0), "a target comes down to the limit"
    assert (made.sdh_speed_hard, made.sdh_speed_target) == (12.0, 12.0), "what limits reading limits that of SDH"
    assert (made.max_duration_ms, made.target_duration_ms) == (4000, 4000)
    assert limited(GUIDE, {"zh": {"line_hard": 9}}, Fraction(30)) is GUIDE


def test_a_gap_in_milliseconds_is_whole_frames() -> None:
    rates = (Fraction(24000, 1001), Fraction(25), Fraction(30), Fraction(60))
    assert [limited(GUIDE, {"": {"min_gap_ms": 66}}, rate).min_gap_frames for rate in rates] == [2, 2, 2, 4]
    assert limited(GUIDE, {"": {"min_gap_ms": 66, "min_gap_frames": 3}}, Fraction(30)).min_gap_frames == 3
    assert "min_gap_ms" in FIGURES
