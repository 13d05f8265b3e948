"""Runs in a process of its own: goes from episode to episode with a key and prints, as JSON, how long each part took to be there.

`steps.py CATALOG STEPS` walks the title that `walk.py make` made to and fro. Times in ms from the key: `caret` (the box holds the
cue), `picture`, `rows` and `waveform` (painted with what is of the new episode), `all`; each as [p50, p95]. `memory` is what the
process holds, in MB, after a fifth of the steps and after all.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from shown import shown
from walk import SIZE, resident_mb

REST_MS, PATIENCE_MS = 120, 5_000


class Steps(QObject):
    """Takes the steps, and watches what is painted."""

    def __init__(self, desktop: Any, count: int) -> None:
        super().__init__()
        from crossreel.ui.episode.open_episode import OpenEpisode

        self.workspace = desktop.window.workspace
        self.opened = OpenEpisode.of(self.workspace)
        self.view = desktop.window.place_widget("editor")
        self.left, self.count, self.way = count, count, 1
        self.taken: dict[str, list[float]] = {"caret": [], "picture": [], "rows": [], "waveform": [], "all": []}
        self.memory: list[float] = []
        self.seen: dict[str, float] = {}
        self.begun, self.wanted = 0.0, 0
        self.watched = {
            self.view.column.picture: "picture",
            self.view.cues.view.viewport(): "rows",
            self.view.timeline.wave: "waveform",
        }
        for widget in self.watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when a part is painted with what is of the new episode."""
        part = self.watched.get(watched)
        if part is not None and event.type() == QEvent.Type.Paint and self.begun:
            QTimer.singleShot(0, self, lambda: self.look(part))
        return False

    def go(self) -> None:
        """Take the next step."""
        if self.left in (self.count - self.count // 5, 0):
            gc.collect()
            self.memory.append(resident_mb())
        if not self.left:
            print(json.dumps({**{part: figures(times) for part, times in self.taken.items()}, "memory": self.memory}), flush=True)
            os._exit(0)
        self.left -= 1
        sheet = self.opened.sheet
        assert sheet is not None
        if (sheet.next_id if self.way > 0 else sheet.previous_id) is None:
            self.way = -self.way
        self.wanted = (sheet.next_id if self.way > 0 else sheet.previous_id) or 0
        self.seen = {}
        self.begun = time.perf_counter()
        self.workspace.do("editor.next_episode" if self.way > 0 else "editor.previous_episode")
        self.look("caret")

    def look(self, part: str) -> None:
        """Note a part that is there; rest and go on when all are."""
        if not self.begun:
            return
        if (time.perf_counter() - self.begun) * 1000 > PATIENCE_MS:
            raise SystemExit(f"not seen within {PATIENCE_MS} ms: {self.taken.keys() - self.seen.keys()}")
        for each in {part, "caret"} - self.seen.keys():
            if self.is_there(each):
                self.seen[each] = (time.perf_counter() - self.begun) * 1000
        if len(self.seen) == 4:
            self.begun = 0.0
            for each, took in self.seen.items():
                self.taken[each].append(took)
            self.taken["all"].append(max(self.seen.values()))
            QTimer.singleShot(REST_MS, self, self.go)

    def is_there(self, part: str) -> bool:
        """Tell whether a part shows the episode that was asked for."""
        sheet, view = self.opened.sheet, self.view
        if sheet is None or sheet.episode.id != self.wanted:
            return False
        if part == "caret":
            row = self.opened.current_row()
            return row is not None and view.text.source.cue is not None and view.text.source.cue.id == row.cue.id
        if part == "picture":
            return self.opened.player.frame() is not None
        if part == "rows":
            return bool(view.cues.table.row_number(sheet.rows[0].cue.id) >= 0)
        media_id = sheet.media.id if sheet.media is not None else 0
        return bool(view.timeline._shown_media == media_id and media_id in view.timeline._peaks)


def figures(times: list[float]) -> list[float]:
    """Return p50 and p95."""
    ordered = sorted(times)
    return [ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]] if ordered else []


def run(catalog: Path, count: int) -> None:
    """Show the window and take the steps."""
    application, desktop = shown(catalog, "editor", SIZE, "en")
    steps = Steps(desktop, count)
    QTimer.singleShot(2_500, steps, steps.go)
    application.exec()


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
