"""Forced narratives: of a track of their own, else of the signs; among the whole subtitles where a buyer wants them there."""

import pytest

from crossreel.domain.cues.narratives import narratives_role, with_narratives
from crossreel.domain.text.document import Document, DocumentCue


@pytest.mark.parametrize(
    ("columns", "role"),
    [
        ({"en", "en-x-forced", "en-x-signs"}, "forced"),
        ({"en", "en-x-signs", "th-x-forced"}, "signs"),
        ({"en", "th-x-signs"}, ""),
    ],
)
def test_a_track_of_its_own_goes_before_signs(columns: set[str], role: str) -> None:
    assert narratives_role(columns, "en") == role


def cue(start_ms: int, end_ms: int, text: str, **more: object) -> DocumentCue:
    return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=text, **more)  # type: ignore[arg-type]


def test_narratives_stand_among_the_whole_subtitles_once_and_in_order() -> None:
    whole = Document(cues=(cue(0, 1000, "One"), cue(2000, 4000, "<i>Hotel\nRitz</i>"), cue(6000, 7000, "Three")), language="en")
    signs = Document(
        cues=(cue(2500, 3000, "Hotel Ritz"), cue(4500, 5000, "Exit", placement="8", extras={"raw": "x"}), cue(6500, 8000, "Three!"))
    )
    merged = with_narratives(whole, signs)
    assert [(each.start_ms, each.text) for each in merged.cues] == [
        (0, "One"), (2000, "<i>Hotel\nRitz</i>"), (4500, "Exit"), (6000, "Three"), (6500, "Three!"),
    ]  # fmt: skip
    assert (merged.cues[2].placement, merged.cues[2].extras) == ("8", {})
    assert with_narratives(merged, signs) == merged, "a second time changes nothing"
