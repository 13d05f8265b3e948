"""The timeline under a real mouse: looked at, cues made, moved and cut in it."""

import numpy as np

from tests.hands.hands import Hands

ACCENT = (255, 122, 89)


def test_waveform_is_seen_while_the_timeline_has_the_focus(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    place = hands.place_of("timeline")
    hands.click(hands.timeline_x(3000), place.y + 8)
    hands.wait_for(lambda: hands.focus().where == "timeline", "the focus in the timeline")
    seen = hands.look("timeline")
    assert (seen[0, 40:80] == ACCENT).all(), "a frame of the focus"
    inner = seen[4:-4, 4:-4].reshape(-1, 3)
    assert len(np.unique(inner, axis=0)) > 20, "waveform, boxes and words"
    assert (inner == ACCENT).all(axis=1).mean() < 0.02, "no solid block"
