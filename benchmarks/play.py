"""Runs in a process of its own: plays an episode in the editor, with captions, and prints what it cost and how exact it was (JSON).

`play.py make FOLDER` makes a catalog with one episode of 1080 x 1920 at 30 frames a second, each frame carrying its number.
`play.py CATALOG RATE SECONDS` plays it at a speed: `cpu` is percent of a core over all threads, `late_ms` how late frames were
painted by the player's clock (median, p95), `error` by how many frames the picture was apart from the position told (worst).
Negative seconds only count the computing: looking at every paint costs some.
"""

import json
import os
import resource
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from shown import shown

WIDTH, HEIGHT, RATE, SECONDS = 1080, 1920, 30, 40
SIZE = (1920, 1080)
BITS, WARM_S = 11, 2.0
CUE_MS, GAP_MS = 1500, 67


def make(folder: Path) -> Path:
    """Make video and catalog: a cue of two lines every one and a half seconds, in two languages."""
    from crossreel.domain.catalog.title import Title
    from crossreel.media.probe import probe
    from crossreel.services.cataloging.titles import Cataloging
    from crossreel.services.editing.cues import Editing
    from crossreel.storage.database import Database

    movie = make_movie(folder / "numbered.mp4")
    database = Database.open(folder / "play.crossreel", author="Ana")
    cataloging, editing = Cataloging(database), Editing(database)
    title_id = next(iter(cataloging.create_title("PLAY", "The Play", "zh-Hans").ids(Title.__name__.lower())))
    cataloging.add_language(title_id, "en")
    episode_id = next(iter(cataloging.add_episode(title_id, 1).ids("episode")))
    cataloging.set_media(episode_id, movie, probe(movie).info)
    for number in range(SECONDS * 1000 // CUE_MS):
        made = editing.insert(episode_id, "zh-Hans", number * CUE_MS, (number + 1) * CUE_MS - GAP_MS, f"你到底在哪里 {number}")
        editing.set_cell_text(next(iter(made.ids("cue"))), "en", f"Where on earth are you?\nCome back, {number}.")
    database.close()
    return folder / "play.crossreel"


def make_movie(path: Path) -> Path:
    """Encode a moving pattern with noise, about 4 Mbit a second as apps deliver, and a tone."""
    import av
    import numpy as np

    noise = np.random.default_rng(1).integers(0, 40, (HEIGHT, WIDTH), dtype=np.uint8)
    column, row = np.arange(HEIGHT)[:, None] // 16, np.arange(WIDTH)[None, :] // 16
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "g": "120", "bf": "2"})
        video.width, video.height, video.pix_fmt, video.bit_rate = WIDTH, HEIGHT, "yuv420p", 4_000_000
        sound = out.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(SECONDS * RATE):
            luma = (column + row + number).astype(np.uint8) // 2 + np.roll(noise, number * 3, axis=0)
            for bit in range(BITS):
                luma[:120, bit * WIDTH // BITS : (bit + 1) * WIDTH // BITS] = 235 if number >> bit & 1 else 16
            planes = np.concatenate([luma, np.full((HEIGHT // 2, WIDTH), 128, np.uint8)])
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        samples = np.sin(np.arange(48_000) * 0.03).astype(np.float32)[None, :].repeat(2, axis=0)
        for second in range(SECONDS):
            block = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
            block.sample_rate, block.pts, block.time_base = 48_000, second * 48_000, Fraction(1, 48_000)
            out.mux(sound.encode(block))
        out.mux(sound.encode(None))
    return path


class Watch:
    """Looks at every paint of the picture: the number in the frame, the position told, the clock."""

    def __init__(self, picture: object, player: object, playhead: object) -> None:
        self.errors: list[int] = []
        self.late_ms: list[float] = []
        kind: Any = type(picture)
        paint = kind.paintEvent

        def watched(view: object, event: object) -> None:
            paint(view, event)
            if view is picture:
                self._look(picture, player, playhead)

        kind.paintEvent = watched

    def _look(self, picture: object, player: object, playhead: object) -> None:
        frame, size = picture._frame(), picture._frame_size  # type: ignore[attr-defined]
        if frame is None:
            return
        line = size.height() * 60 // HEIGHT * size.width() * 4
        pixels = [frame[line + (2 * bit + 1) * size.width() // (2 * BITS) * 4 + 1] for bit in range(BITS)]
        number = sum(1 << bit for bit, value in enumerate(pixels) if value > 128)
        self.errors.append(abs(number - playhead() * RATE // 1000))  # type: ignore[operator]
        self.late_ms.append(player._player._clock.position_ms() - number * 1000 / RATE)  # type: ignore[attr-defined]


def play(catalog: Path, rate: float, seconds: float) -> None:
    """Show the window, play, print the figures."""
    application, desktop = shown(catalog, "editor", SIZE, "en")
    from PySide6.QtCore import QTimer

    from crossreel.ui.episode.open_episode import OpenEpisode

    workspace = desktop.window.workspace
    player = OpenEpisode.of(workspace).player
    player.set_rate(rate)
    begun: list[float] = []
    view: Any = desktop.window.place_widget("editor")
    picture = view.column.picture
    watch = None if seconds < 0 else Watch(picture, player, lambda: workspace.playhead_ms)

    def begin() -> None:
        begun[:] = [time.monotonic(), cpu_s()]
        if watch is not None:
            watch.errors.clear()
            watch.late_ms.clear()

    def end() -> None:
        used = 100 * (cpu_s() - begun[1]) / (time.monotonic() - begun[0])
        print(json.dumps({"cpu": used, **(figures(watch) if watch is not None else {})}), flush=True)
        os._exit(0)

    QTimer.singleShot(1500, lambda: player.play())
    QTimer.singleShot(1500 + round(WARM_S * 1000), begin)
    QTimer.singleShot(1500 + round((WARM_S + abs(seconds)) * 1000), end)
    application.exec()


def figures(watch: Watch) -> dict[str, object]:
    """Return what was seen: paints, the worst error, how late."""
    late = sorted(watch.late_ms)
    wrong = sum(1 for error in watch.errors if error)
    return {
        "paints": len(watch.errors), "wrong": wrong, "error": max(watch.errors, default=-1),
        "late_ms": [late[len(late) // 2], late[len(late) * 95 // 100]] if late else [],
    }  # fmt: skip


def cpu_s() -> float:
    """Return the seconds of computing of this process, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        play(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
