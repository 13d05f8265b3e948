"""While a playhead moves over what stays, its strip is copied: it looks the same as painted anew."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crossreel.domain.picture.caption import Peaks
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_view import STRIP_PX, TimelineView


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """A timeline of twenty seconds with a cue and a waveform."""
    made = TimelineView()
    qtbot.addWidget(made)
    made.resize(800, 160)
    made.scale.duration_ms = 20_000
    made.set_peaks(Peaks(per_second=100, low=bytes([236] * 2000), high=bytes([20] * 2000)))
    made.set_cues([CueBox(id=1, number=1, start_ms=500, end_ms=3000, text="Where are you?")])
    made.show()
    return made


def look_alike(one: QImage, other: QImage) -> bool:
    """Tell whether two images are the same but for the rounding of a blended edge."""
    colours = [np.frombuffer(each.constBits(), np.uint8).astype(int) for each in (one, other)]
    return bool(np.abs(colours[0] - colours[1]).max() <= 2)


def strip(view: TimelineView, at_ms: int) -> QImage:
    """Move the playhead and return what is painted of it."""
    view.set_playhead(at_ms, playing=True)
    x = round(view.scale.x_of(at_ms))
    return view.grab(QRect(x - STRIP_PX, 0, 2 * STRIP_PX, view.height())).toImage()


def test_a_copied_strip_looks_as_one_painted_anew(view: TimelineView) -> None:
    copied = [strip(view, at_ms) for at_ms in range(400, 1600, 33)]
    assert view._still is not None, "all but the playhead was drawn once"
    view._steady = -1000
    painted = [strip(view, at_ms) for at_ms in range(400, 1600, 33)]
    assert all(look_alike(one, other) for one, other in zip(copied, painted, strict=True))


def test_what_changes_meanwhile_is_in_the_copy(view: TimelineView) -> None:
    for at_ms in range(400, 1000, 33):
        strip(view, at_ms)
    before = strip(view, 1000)
    box = CueBox(id=1, number=1, start_ms=500, end_ms=1010, text="Where are you?")
    view.replace_cues([box], [box])
    strip(view, 1033)
    assert view._still is not None, "a box that changes leaves the rest"
    copied = strip(view, 1000)
    assert not look_alike(copied, before)
    view._steady = -1000
    strip(view, 1033)
    assert look_alike(strip(view, 1000), copied)
    view.zoom(2.0)
    assert view._still is None
