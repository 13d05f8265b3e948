"""Runs in a process of its own: judges lines of a review queue by key, and prints how long each step took (JSON).

`review.py make FOLDER` makes a title of 42 episodes with video and 8,064 drafted lines in three languages. `review.py CATALOG` goes
to its queue and presses Enter `STEPS` times, a person's pause apart. It gives, in milliseconds: for each step the time from the key
until list, picture and text of the next line were painted (`steps`), how much of it the window's own thread worked (`own`), how
many statements the catalog was sent for each until all was at rest (`statements`), how long the queue took to be there after its QC
(`opened`), and how many lines it has (`lines`).
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from shown import shown
from turn import make_movie

EPISODES, LINES, LANGUAGES, STEPS, PAUSE_MS = 42, 64, ("de", "en", "es"), 60, 350
LINE_MS = 45
SIZE = (1920, 1080)
NAMES, VERBS, THINGS = ("林晚", "顾总", "妈妈", "陈默"), ("藏起了", "卖掉了", "拿走了", "找到了"), ("照片", "钥匙", "合同", "戒指")
WORDS = {
    "en": ("Lin Wan", "Mr. Gu", "Mom", "Chen Mo", "hid", "sold", "took", "found", "photo", "key", "contract", "ring", "the"),
    "de": (
        "Lin Wan",
        "Herr Gu",
        "Mama",
        "Chen Mo",
        "versteckte",
        "verkaufte",
        "nahm",
        "fand",
        "Foto",
        "Geld",
        "Blatt",
        "Glas",
        "das",
    ),
    "es": ("Lin Wan", "Don Gu", "Mama", "Chen Mo", "escondio", "vendio", "tomo", "hallo", "foto", "llave", "carta", "joya", "la"),
}


def make(folder: Path) -> Path:
    """Make the title."""
    from crossreel.domain.catalog.title import Title
    from crossreel.domain.cues.cue import Cue, Origin
    from crossreel.domain.drafting.batch import DraftBatch, Stage
    from crossreel.domain.drafting.taking import Drafted
    from crossreel.domain.edits.edit import EditHeader
    from crossreel.media.probe import probe
    from crossreel.services.cataloging.titles import Cataloging
    from crossreel.services.episode.cues import open_track, read_episode
    from crossreel.services.episode.drafts import put_drafts
    from crossreel.storage.database import Database

    movie = make_movie(folder / "clip.mp4", 1080, 1920)
    database = Database.open(folder / "review.crossreel", author="Ana")
    cataloging = Cataloging(database)
    title_id = next(iter(cataloging.create_title("QUEUE", "The Queue", "zh-Hans").ids("title")))
    for number in range(1, EPISODES + 1):
        episode_id = next(iter(cataloging.add_episode(title_id, number).ids("episode")))
        cataloging.set_media(episode_id, movie, probe(movie).info)
        with database.edit(EditHeader(label="edit.draft", title_id=title_id)) as edit, edit.part() as uow:
            title = uow.get(Title, title_id)
            cues, source = open_track(uow, title, read_episode(uow, episode_id), "zh-Hans")
            picks = [(at % 4, at // 4 % 4, at // 16 % 4) for at in range(LINES)]
            spoken = [
                Cue(
                    id=uow.new_id(), track_id=source.id, start_ms=at * LINE_MS, end_ms=(at + 1) * LINE_MS - 5,
                    text=f"{NAMES[who]}{VERBS[did]}{THINGS[what]}",
                )
                for at, (who, did, what) in enumerate(picks)
            ]  # fmt: skip
            uow.put_all(spoken)
        for language in LANGUAGES:
            words = WORDS[language]
            with database.edit(EditHeader(label="edit.draft", title_id=title_id)) as edit, edit.part() as uow:
                cues, track = open_track(uow, uow.get(Title, title_id), read_episode(uow, episode_id), language)
                batch = DraftBatch(id=uow.new_id(), title_id=title_id, stage=Stage.TRANSLATING, maker="mine", column=language)
                drafted = {
                    cue.id: Drafted(
                        text=f"{words[who]} {words[4 + did]} {words[12]} {words[8 + what]}.",
                        confidence=500 + (number * 7 + at) % 500,
                    )
                    for at, (cue, (who, did, what)) in enumerate(zip(spoken, picks, strict=True))
                }
                put_drafts(uow, cues, track.id, batch, drafted, Origin.MACHINE)
    database.close()
    return folder / "review.crossreel"


def judge(catalog: Path) -> None:
    """Press Enter again and again in the queue, and print the figures."""
    application, desktop = shown(catalog, "review", SIZE)
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from sqlalchemy import event

    place: Any = desktop.window.place_widget("review")
    jobs: Any = desktop.window.workspace.jobs

    class Painted(QObject):
        """Notes which parts were painted."""

        def __init__(self) -> None:
            super().__init__()
            self.parts: set[QObject] = set()

        def eventFilter(self, watched: QObject, what: QEvent) -> bool:
            if what.type() == QEvent.Type.Paint:
                self.parts.add(watched)
            return False

    def rest() -> None:
        while any(task.lane != "background" for task in jobs.running()):
            QTest.qWait(5)

    begun = time.monotonic()
    while place.line is None:
        QTest.qWait(20)
    opened = 1000 * (time.monotonic() - begun)
    QTest.qWait(1500)
    rest()
    looked = (place.table.viewport(), place.moment.picture, place.side.box.viewport())
    painted, sent = Painted(), []
    for part in looked:
        part.installEventFilter(painted)
    engine = desktop.window.workspace.desk.database.engine
    event.listen(engine, "before_cursor_execute", lambda *_told: sent.append(1))
    steps, own, statements, missing, count = [], [], [], 0, len(place.rows.standings)
    for _step in range(STEPS):
        sent.clear()
        before = place.line.cue_id
        painted.parts.clear()
        start, spent = time.monotonic(), time.thread_time()
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        application.sendEvent(place.table, press)
        while not painted.parts >= set(looked):
            application.processEvents()
        steps.append(1000 * (time.monotonic() - start))
        own.append(1000 * (time.thread_time() - spent))
        assert place.line.cue_id != before, "the next line"
        missing += place.ahead.beside(place.line.cue_id) is None or place.ahead.still(place.line.cue_id) is None
        QTest.qWait(PAUSE_MS)
        rest()
        statements.append(len(sent))
    told = {"steps": steps, "own": own, "statements": statements, "opened": opened, "lines": count, "missing": missing}
    print(json.dumps(told), flush=True)
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        judge(Path(sys.argv[1]))
