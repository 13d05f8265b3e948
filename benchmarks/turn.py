"""Runs in a process of its own: plays a title on end in the screening place and prints how long its turns take (JSON).

`turn.py make FOLDER` makes a catalog of short episodes with sound, in several shapes and sizes. `turn.py CATALOG RATE` plays all of
it at a speed. It gives, in milliseconds: for each turn the time from the last picture of an episode painted to the first one of
the next (`turns`), those to another shape (`shapes`), the longest time between two pictures of the second after each (`gaps`);
beside them how many turns there should have been (`asked`), and the speed at the end (`rate`). `turn.py seek CATALOG` goes to
places all over the title and gives the time until the picture of each was painted (`seeks`).
"""

import json
import os
import sys
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from shown import shown

RATE, SECONDS, SEEKS = 30, 3, 40
SHAPES = (
    (1080, 1920),
    (1080, 1920),
    (720, 1280),
    (1920, 1080),
    (1080, 1350),
    (1080, 1920),
    (1080, 1440),
    (720, 1280),
    (1080, 1080),
)
SIZE = (1920, 1080)


def make(folder: Path) -> Path:
    """Make two rounds of the shapes, and subtitles in English."""
    from crossreel.domain.catalog.title import Title
    from crossreel.media.probe import probe
    from crossreel.services.cataloging.titles import Cataloging
    from crossreel.services.editing.cues import Editing
    from crossreel.storage.database import Database

    movies = {shape: make_movie(folder / "{}x{}.mp4".format(*shape), *shape) for shape in set(SHAPES)}
    database = Database.open(folder / "turn.crossreel", author="Ana")
    cataloging, editing = Cataloging(database), Editing(database)
    title_id = next(iter(cataloging.create_title("TURN", "The Turn", "zh-Hans").ids(Title.__name__.lower())))
    cataloging.add_language(title_id, "en")
    for number, shape in enumerate(SHAPES * 2, start=1):
        episode_id = next(iter(cataloging.add_episode(title_id, number).ids("episode")))
        cataloging.set_media(episode_id, movies[shape], probe(movies[shape]).info)
        made = editing.insert(episode_id, "zh-Hans", 0, 1500, f"你到底在哪里 {number}")
        editing.set_cell_text(next(iter(made.ids("cue"))), "en", f"Where on earth are you?\nCome back, {number}.")
    database.close()
    return folder / "turn.crossreel"


def make_movie(path: Path, width: int, height: int) -> Path:
    """Encode a moving pattern with noise, and a tone."""
    import av
    import numpy as np

    noise = np.random.default_rng(1).integers(0, 40, (height, width), dtype=np.uint8)
    column, row = np.arange(height)[:, None] // 16, np.arange(width)[None, :] // 16
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "g": "60", "bf": "2"})
        video.width, video.height, video.pix_fmt, video.bit_rate = width, height, "yuv420p", 4_000_000
        sound = out.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(SECONDS * RATE):
            luma = (column + row + number).astype(np.uint8) // 2 + np.roll(noise, number * 3, axis=0)
            planes = np.concatenate([luma, np.full((height // 2, width), 128, np.uint8)])
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
    """Notes at every paint of the picture which episode is on, at which time of it, and when."""

    def __init__(self, picture: object, reel: Any) -> None:
        self.seen: list[tuple[int, int, float]] = []
        self._shown = (-1, -1)
        kind: Any = type(picture)
        paint = kind.paintEvent

        def watched(view: object, event: object) -> None:
            paint(view, event)
            screen = getattr(reel.player._player, "_screen", None)
            if view is not picture or reel.player.frame() is None or screen is None or screen.on is None:
                return
            shown = (reel.index, screen.on[0])
            if shown != self._shown:
                self._shown = shown
                self.seen.append((*shown, 1000 * time.monotonic()))

        kind.paintEvent = watched

    def turns(self) -> dict[int, tuple[float, float]]:
        """Return, by the episode turned to, the milliseconds to its first picture and the longest gap of its first second."""
        found = {}
        for index in range(1, 1 + max((each[0] for each in self.seen), default=0)):
            before = [at for episode, _, at in self.seen if episode == index - 1]
            after = [at for episode, _, at in self.seen if episode == index]
            if before and len(after) > 1:
                early = [at for at in after if at < after[0] + 1000]
                gaps = [second - first for first, second in pairwise(early)]
                found[index] = (after[0] - max(before), max(gaps))
        return found


def show(catalog: Path) -> tuple[Any, Any, Any, Watch]:
    """Show the window with the screening in it; return the application, the reel, the window, and who looks at the paints."""
    application, desktop = shown(catalog, "screening", SIZE)
    from crossreel.ui.places.screening.reel import Reel

    place: Any = desktop.window.place_widget("screening")
    reel: Any = desktop.window.findChild(Reel)
    return application, reel, desktop, Watch(place.picture, reel)


def play(catalog: Path, rate: float) -> None:
    """Play the title, print the figures."""
    application, reel, _desktop, watch = show(catalog)
    from PySide6.QtCore import QTimer

    def begin() -> None:
        reel.turn(0)
        watch.seen.clear()
        reel.set_rate(rate)
        reel.player.play()

    def end() -> None:
        turns = watch.turns()
        shapes = [turns[index][0] for index in turns if at(index) != at(index - 1)]
        moving = {"turns": [turn for turn, _ in turns.values()], "shapes": shapes, "gaps": [gap for _, gap in turns.values()]}
        print(json.dumps({**moving, "asked": len(SHAPES) * 2 - 1, "rate": reel.player.rate}), flush=True)
        os._exit(0)

    QTimer.singleShot(2500, begin)
    QTimer.singleShot(round(2500 + len(SHAPES) * 2 * (SECONDS * 1000 / rate + 250)), end)
    application.exec()


def seek(catalog: Path) -> None:
    """Go to places all over the title and print how long each took until its picture was painted."""
    application, reel, _desktop, watch = show(catalog)
    from PySide6.QtCore import QTimer

    places = [7_919_317 * number % (len(SHAPES) * 2 * SECONDS * 1000) for number in range(1, SEEKS + 1)]
    took: list[float] = []
    begun = 0.0

    def go() -> None:
        nonlocal begun
        if len(took) == len(places):
            print(json.dumps({"seeks": took}), flush=True)
            os._exit(0)
        watch.seen.clear()
        begun = 1000 * time.monotonic()
        reel.seek(places[len(took)])

    def look() -> None:
        if begun and len(took) < len(places):
            index, within = reel.time.place(places[len(took)])
            found = [seen for episode, frame, seen in watch.seen if (episode, frame) == (index, within * RATE // 1000)]
            if found:
                took.append(found[0] - begun)
                QTimer.singleShot(200, go)

    timer = QTimer(application, interval=2)
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(2500, go)
    QTimer.singleShot(90_000, application.quit)
    application.exec()


def at(index: int) -> tuple[int, int]:
    """Return the shape of an episode."""
    return SHAPES[index % len(SHAPES)]


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    elif sys.argv[1] == "seek":
        seek(Path(sys.argv[2]))
    else:
        play(Path(sys.argv[1]), float(sys.argv[2]))
