"""A timeline that slides under its playhead looks as one painted at once, to the last pixel."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_shown import Shown
from crossreel.ui.kit.waveform_view import TimelineView

BOX = CueBox(id=2, number=2, start_ms=3600, end_ms=6967, text="It was raining. I'm sorry.")


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """A timeline of half a minute with sound, three cues and shot changes, that keeps its playhead in the middle."""
    made = TimelineView()
    qtbot.addWidget(made)
    made.resize(1200, 160)
    made.set_episode(30_000, FrameGrid(rate=Fraction(30)))
    heights = (40 * abs(np.sin(np.arange(12_000) / 30))).astype(np.int8)
    made.set_peaks(Peaks(per_second=400, low=(-heights).tobytes(), high=heights.tobytes()))
    made.set_cues([CueBox(id=1, number=1, start_ms=900, end_ms=3434), BOX, CueBox(id=3, number=3, start_ms=7434, end_ms=10_934)])
    made.set_current([2], reveal=False)
    made.set_shots((3200, 7067, 11_000))
    made.follow = "centred"
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frame of the focus does not slide
    made.show()
    return made


def seen(view: TimelineView) -> NDArray[np.uint8]:
    """Return the pixels that are on the screen; nothing is painted for it that is not due."""
    QApplication.processEvents()
    image = view.screen().grabWindow(view.winId()).toImage()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).copy()


@pytest.mark.parametrize("px_per_second", [112.5, 300.0, 457.7])
def test_what_slid_looks_as_painted_at_once(view: TimelineView, px_per_second: float) -> None:
    view.scale.px_per_second = px_per_second
    view.update()
    view.set_playhead(5100, playing=True)
    for step in range(1, 77):  # an odd number of pixels in the end: half a pixel would be rounded the other way
        view.set_playhead(5100 + step * 100 // 3, playing=True)
        view.set_followed(2 if view.shown.playhead_ms < BOX.end_ms else None)
        if step % 3:
            QApplication.processEvents()
    slid = seen(view)
    assert view.scale.left_px > 0
    view.update()
    assert (seen(view) == slid).all()


@given(
    px_per_second=st.floats(20, 2400), left_px=st.integers(0, 100_000), start_ms=st.integers(0, 600_000), ms=st.integers(1, 9000)
)
def test_a_box_has_the_same_pixels_at_every_scroll(px_per_second: float, left_px: int, start_ms: int, ms: int) -> None:
    shown = Shown()
    shown.scale.px_per_second = px_per_second
    box = CueBox(id=1, number=1, start_ms=start_ms, end_ms=start_ms + ms)
    there = shown.rect(box)
    assert there.left() == round(there.left())
    shown.scale.left_px = left_px
    assert shown.rect(box) == there.translated(-left_px, 0)
