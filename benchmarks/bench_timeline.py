"""The timeline painted at 2560 px, beside the plainest way to paint one: a line for each pixel and a rectangle for each cue."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count, cycle
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.ui.kit import theme
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.kit.waveform_boxes import CueBox

WIDTH, HEIGHT = 2560, 216
MINUTES, CUES = 3, 90
PER_SECOND = 600
RATE = Fraction(30)


def sound() -> Peaks:
    """Return three minutes of something like speech."""
    steps = MINUTES * 60 * PER_SECOND
    chance = np.random.default_rng(7)
    words = np.repeat(chance.random(steps // 150 + 1) ** 2, 150)[:steps]
    loud = (words * chance.random(steps) * 120).astype(np.int8)
    return Peaks(per_second=PER_SECOND, low=(-loud).tobytes(), high=loud.tobytes())


@pytest.fixture
def wave() -> Iterator[Waveform]:
    """The timeline of an episode with cues, some of them overlapping."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    shown = Waveform()
    shown.resize(WIDTH, HEIGHT)
    shown.set_episode(MINUTES * 60_000, FrameGrid(rate=RATE))
    shown.set_peaks(sound())
    shown.set_cues(
        [
            CueBox(id=at, number=at + 1, start_ms=at * 2000, end_ms=at * 2000 + (1900 if at % 9 else 3500), text=f"Line {at} of it")
            for at in range(CUES)
        ]
    )
    shown.set_shots(range(0, MINUTES * 60_000, 2700))
    shown.set_current([4])
    shown.show()
    QApplication.processEvents()
    yield shown
    shown.close()


def painted(wave: Waveform, canvas: QImage, region: QRect | None = None) -> None:
    """Paint the widget, or a part of it."""
    part = QRegion(region) if region is not None else QRegion(wave.rect())
    wave.render(canvas, part.boundingRect().topLeft(), part)


@pytest.fixture
def canvas() -> QImage:
    """Something to paint on."""
    return QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)


def test_timeline(benchmark: Any, wave: Waveform, canvas: QImage) -> None:
    """All of it, as after a page was turned back: tiles of the sound are kept."""
    benchmark.extra_info.update(
        what="painting the timeline, 2560 px, 35 s of sound with cues and shot changes", peer="test_plain_timeline",
        peer_name="a line a pixel, a rectangle a cue", target="a frame of 60: 16 ms",
    )  # fmt: skip
    benchmark.pedantic(lambda: painted(wave, canvas), rounds=40, warmup_rounds=3)


def test_plain_timeline(benchmark: Any, wave: Waveform, canvas: QImage) -> None:
    """The same sound and cues in the plainest way there is."""
    benchmark.extra_info.update(is_peer=True)
    high = np.frombuffer(sound().high, np.int8).astype(float) / 127
    scale = wave.scale
    steps = PER_SECOND / scale.px_per_second

    def paint() -> None:
        painter = QPainter(canvas)
        painter.fillRect(canvas.rect(), QColor("#0E1116"))
        starts = (np.arange(WIDTH + 1) * steps).astype(int)
        loudest = np.maximum.reduceat(high[: starts[-1]], starts[:-1]) * 80
        painter.setPen(QColor("#4A6A99"))
        painter.drawLines([QLineF(x, 108 - half, x, 108 + half) for x, half in enumerate(loudest)])
        for box in wave.shown.between(0, scale.time_at(WIDTH)):
            rect = QRectF(scale.x_of(box.start_ms), 28, (box.end_ms - box.start_ms) * scale.px_per_second / 1000, 172)
            painter.drawRect(rect)
            painter.drawText(rect, box.text)
        painter.end()

    benchmark.pedantic(paint, rounds=40, warmup_rounds=3)


def test_new_zoom(benchmark: Any, wave: Waveform, canvas: QImage) -> None:
    """Every tile of the sound is made anew."""
    zooms = (1 + at % 7 / 100 for at in count(1))
    benchmark.extra_info.update(what="the same after a turn of the wheel: the sound is drawn anew", target="33 ms")

    def turn() -> None:
        wave.zoom(next(zooms), 400)
        painted(wave, canvas)

    benchmark.pedantic(turn, rounds=20, warmup_rounds=1)


def test_strip_of_the_playhead(benchmark: Any, wave: Waveform, canvas: QImage) -> None:
    """What a frame costs while it plays."""
    places = cycle(range(20, WIDTH - 20, 37))
    benchmark.extra_info.update(what="the strip of the playhead while it plays, 2560 px", target="1 ms")
    benchmark.pedantic(lambda: painted(wave, canvas, QRect(next(places), 0, 14, HEIGHT)), rounds=300, warmup_rounds=5)


def test_frames(benchmark: Any, wave: Waveform, canvas: QImage) -> None:
    """Zoomed in until frames can be told apart."""
    wave.zoom_to(10_000, 12_000)
    painted(wave, canvas)
    benchmark.extra_info.update(what="painting 2 s of the timeline with its grid of frames, 2560 px", target="16 ms")
    benchmark.pedantic(lambda: painted(wave, canvas), rounds=40, warmup_rounds=3)
