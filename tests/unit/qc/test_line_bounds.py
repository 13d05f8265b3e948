"""A line that is too long and too wide is told once, by the limit that it is further beyond."""

from dataclasses import replace

import pytest

from crossreel.qc.registry import all_rules
from crossreel.qc.runner import check
from tests.unit.qc.cases import Case, track_of

ASKED = [all_rules().get("line_length"), all_rules().get("rendered_width")]


@pytest.mark.parametrize(
    ("text", "hard", "told"),
    [
        ("I have been looking for you everywhere", 29, ["rendered_width"]),  # 1520 of 788 px, 38 of 29 characters
        ("I have been looking for you everywhere", 18, ["line_length"]),
        ("<i>I have been looking for you e</i>", 25, ["line_length"]),  # slanted: 620 px fit
        ("WHERE WERE YOU ALL NIGHT?", 29, ["rendered_width"]),  # too wide, and not too long
        ("Where were you?", 29, []),
    ],
)
def test_one_line_is_one_finding(text: str, hard: int, told: list[str]) -> None:
    track = track_of(Case("line_length", "", "en", True, {"text": text}))
    track = replace(track, guide=replace(track.guide, line_target=hard, line_hard=hard))
    assert [each.rule for each in check(track, ASKED, lambda _mark: 0)] == told


def test_without_a_measure_characters_decide() -> None:
    track = track_of(Case("line_length", "", "en", True, {"text": "I have been looking for you everywhere", "measured": False}))
    assert [each.rule for each in check(track, ASKED, lambda _mark: 0)] == ["line_length"]
