"""The detector hears a voice where one speaks, and the same however its sound is handed over."""

import numpy as np
import pytest

from crossreel.engines.models import get_model
from crossreel.engines.speech.silero import Silero
from tests.unit.media.voices import HERTZ, spoken

SPANS = ((1000, 2200), (3000, 3800), (5200, 8000))
pytestmark = pytest.mark.skipif(not get_model("silero_vad").path.is_file(), reason="make models brings it")


def test_a_voice_is_heard_where_it_speaks_and_in_whatever_stretches_it_comes() -> None:
    sound, detector = spoken(40_000, SPANS), Silero()
    odds = np.concatenate(list(detector.likelihoods([sound])))
    assert len(odds) == 40_000 // 32
    assert all(odds[start_ms // 32 + 2 : end_ms // 32].mean() > 0.5 for start_ms, end_ms in SPANS)
    assert odds[300:].max() < 0.1, "nobody speaks after 9.6 s"
    parts = [sound[:7], sound[7 : 11 * HERTZ], sound[11 * HERTZ :]]
    assert np.array_equal(np.concatenate(list(detector.likelihoods(parts))), odds)
    assert list(detector.likelihoods([])) == []
