"""Runs in a process of its own: walks through a title for a minute as an editor does, and prints the memory it then holds, in MB.

`walk.py CATALOG SECONDS` opens the first title: its matrix, then every episode in the editor in turn, a moment of playing in
every fourth, then the screening place, playing from episode to episode. `walk.py make FOLDER` makes the title to walk through:
80 episodes of 1080 x 1920 with sound, in 8 languages.
"""

import gc
import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

EPISODES, SECONDS = 80, 30
WIDTH, HEIGHT, RATE = 1080, 1920, 30
SIZE = (1600, 1000)


def make(folder: Path) -> Path:
    """Make the videos and subtitles, import them and return the catalog."""
    from crossreel.services.importing.plans import Importing
    from crossreel.storage.database import Database
    from folders import make_folder, put_video

    drama = make_folder(folder / "The Walk", videos=False)
    movie = make_movie(folder / "movie.mp4")
    for number in range(1, EPISODES + 1):
        put_video(movie, drama / f"EP{number:02d}.mp4")
    database = Database.open(folder / "walk.crossreel")
    importing = Importing(database)
    importing.apply(importing.scan([drama]))
    database.close()
    return folder / "walk.crossreel"


def make_movie(path: Path) -> Path:
    """Encode a vertical episode of the usual size, a moving pattern with a tone."""
    import av
    import numpy as np

    column, row = np.arange(HEIGHT)[:, None] // 16, np.arange(WIDTH)[None, :] // 16
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "g": "120", "crf": "30"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = out.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(SECONDS * RATE):
            luma = (column + row + number).astype(np.uint8)
            planes = np.concatenate([luma, np.full((HEIGHT // 2, WIDTH), 128, np.uint8)])
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        samples = np.sin(np.arange(48_000) * 0.03).astype(np.float32)[None, :].repeat(2, axis=0)
        for second in range(SECONDS):
            block = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
            block.sample_rate, block.pts, block.time_base = 48_000, second * 48_000, Fraction(1, 48_000)
            out.mux(sound.encode(block))
        out.mux(video.encode(None))
        out.mux(sound.encode(None))
    return path


def walk(catalog: Path, seconds: float) -> None:
    """Show the window, walk, print the memory."""
    from crossreel.app.opener import load_ahead_of_qt

    load_ahead_of_qt()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from crossreel.app.bootstrap import preference_file
    from crossreel.app.desktop import Desktop
    from crossreel.i18n.messages import set_locale
    from crossreel.ui.kit import theme

    preferences = preference_file().load()
    set_locale(preferences.locale)
    application = QApplication([])
    theme.apply(application, preferences.theme)
    desktop = Desktop(application, catalog, preferences)
    desktop.window.resize(*SIZE)
    steps = way(desktop, seconds)

    def go() -> None:
        wait_ms = next(steps, None)
        if wait_ms is None:
            application.quit()
        else:
            QTimer.singleShot(wait_ms, go)

    QTimer.singleShot(0, go)
    application.exec()
    gc.collect()
    print(f"{resident_mb():.0f}", flush=True)
    os._exit(0)


def way(desktop: object, seconds: float) -> Iterator[int]:
    """Yield the milliseconds to stay after each step."""
    from crossreel.ui.episode.open_episode import OpenEpisode

    workspace = desktop.window.workspace  # type: ignore[attr-defined]
    title = workspace.desk.cataloging.titles()[0].title
    rows = workspace.desk.cataloging.matrix(title.id).rows
    workspace.open_title(title.id)
    workspace.show_place("title")
    tell("shown")
    yield round(seconds * 100)
    tell("matrix")
    workspace.show_place("editor")
    stay_ms = round(seconds * 600 / len(rows))
    for index, row in enumerate(rows):
        workspace.open_episode(row.episode.id, "en")
        if not index % 4:
            yield stay_ms // 2
            OpenEpisode.of(workspace).player.seek(2_000)
            OpenEpisode.of(workspace).player.play()
        yield stay_ms
        if not index % 20:
            tell(f"editor, episode {index + 1}")
    OpenEpisode.of(workspace).player.pause()
    tell("editor")
    yield 1
    workspace.show_place("screening")
    yield 500
    reel = find_reel(desktop)
    for index in range(10):
        reel.turn(index, play=True)  # type: ignore[attr-defined]
        yield round(seconds * 25)
    tell("screening")
    yield 500


def find_reel(desktop: object) -> object:
    """Return the model of the screening place."""
    from crossreel.ui.places.screening.reel import Reel

    return desktop.window.findChild(Reel)  # type: ignore[attr-defined]


def tell(where: str) -> None:
    """Say on the error channel how much is held on the way."""
    print(f"{where}: {resident_mb():.0f} MB", file=sys.stderr, flush=True)


def resident_mb() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        walk(Path(sys.argv[1]), float(sys.argv[2]))
