"""Drafts: a title from video alone, read off the picture and translated by one run, reviewed with one key a line."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import srt
from PySide6.QtWidgets import QCheckBox, QTableView

from crossreel.domain.catalog.workflow import State
from crossreel.domain.text.inline import plain_text
from tests.loopback import Call, Reply, said, serving
from tests.tour.processes import ROOT
from tests.tour.tour import EPISODES, FULL, RATE, Tour
from tests.unit.media.burned import Line, burn

CODE, NAME = "BURNED", "Burned In 压制"
EPISODES_READ = 1
READ_MS = 12_000
OFF_MS = 40  # one picture, and what rounding to milliseconds adds


def from_video_alone(tour: Tour) -> None:
    """Read the Chinese off videos that have nothing else, translate it, and accept every line."""
    hand, reader = tour.hand, tour.reader
    lines = _lines(tour)
    with tour.step("videos with burned-in Chinese and nothing else are in the catalog"):
        hand.window.resize(*FULL)
        folder = tour.target / NAME
        folder.mkdir()
        for number, shown in lines.items():
            _burned(tour.episodes / f"EP{number:02}.mp4", folder / f"EP{number:02}.mp4", shown)
        _command(tour, "import", str(folder), "--title", CODE, "--name", NAME, "--source-language", "zh-Hans")
        _command(tour, "languages", "add", CODE, "en")
    with serving(_translated) as server:
        _command(tour, "engines", "add", "tour", "--address", server.address, "--model", "m-1", "--no-key", "--at-once", "1")
        with tour.step("one run reads the Chinese and drafts English"):
            hand.window.workspace.open_title(reader.title(CODE).id)
            hand.press("Ctrl+2")
            hand.find(QTableView, "Title matrix")
            hand.rest()
            hand.click(hand.button("Draft…"))
            for words in ("Read burned-in text", "Translate", "English"):
                box = hand.find(QCheckBox, words)
                hand.until(box.isEnabled, f"“{words}” can be ticked")
                if not box.isChecked():
                    hand.press("Space", box)
            hand.shot("draft-asked")
            hand.click(hand.button("Begin drafting"))
            hand.until(lambda: _unseen(tour) == sum(map(len, lines.values())), "every line as a draft", 120)
            hand.rest()
        _check(tour, lines)
    with tour.step("one key accepts each line, the next one is there at once, and the language is translated"):
        hand.shot("drafted-matrix")
        hand.window.workspace.show_place("review")
        queue = hand.find(QTableView, "Drafted lines, the riskiest first")
        hand.until(lambda: queue.model().rowCount() > 0, "the queue")
        hand.rest()
        hand.shot("review-queue")
        for left in range(_unseen(tour), 0, -1):
            hand.press("A", queue)
            hand.until(lambda now=left - 1: _unseen(tour) == now, f"{left - 1} lines left")
        hand.rest()
        hand.shot("review-done")
        assert {row.cells["en"].state for row in reader.matrix(CODE).rows} == {State.TRANSLATED}, "a cell is no translation yet"
    _command(tour, "engines", "remove", "tour")


def _check(tour: Tour, lines: dict[int, list[srt.Subtitle]]) -> None:
    with tour.step("the source says what is burned in, to the picture, and English what the server said"):
        for number, shown in lines.items():
            spine = tour.reader.spine(CODE, number)
            assert [plain_text(cue.text) for cue in spine] == [_bare(each) for each in shown], f"episode {number}: {spine}"
            for cue, each in zip(spine, shown, strict=True):
                off = max(abs(cue.start_ms - _ms(each.start)), abs(cue.end_ms - _ms(each.end)))
                assert off <= OFF_MS, f"episode {number}, “{cue.text}” is {off} ms off"
            for at, each in enumerate(shown, 1):
                assert tour.reader.text(CODE, number, at, "en") == _english(_bare(each))


def _lines(tour: Tour) -> dict[int, list[srt.Subtitle]]:
    found: dict[int, list[srt.Subtitle]] = {}
    for number in range(1, min(EPISODES, EPISODES_READ) + 1):
        path = next(each for each in sorted(tour.episodes.glob(f"EP{number:02}*.srt")) if "zh-Hans" in each.name)
        found[number] = [each for each in srt.parse(path.read_text("utf-8-sig")) if _ms(each.end) < READ_MS]
    return found


def _burned(source: Path, path: Path, shown: list[srt.Subtitle]) -> None:
    """Burn lines into an episode of the sample by FFmpeg's own renderer."""
    rate = round(RATE)
    lines = [Line(first=_frame(each.start), stop=_frame(each.end), text=_bare(each)) for each in shown]
    burn(source, path, lines, size=(720, 1280), rate=rate, frames=READ_MS * rate // 1000)
    path.with_suffix(".ass").unlink()


def _command(tour: Tour, *arguments: str) -> None:
    """Work beside the window from the command line."""
    command = [sys.executable, "-m", "crossreel", "--catalog", str(tour.catalog), *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def _translated(call: Call) -> Reply:
    return said("\n".join(f"{number}| {_english(text)}" for number, text in call.lines.items()))


def _english(text: str) -> str:
    return f"She said {len(text)} signs here."


def _unseen(tour: Tour) -> int:
    return sum(row.cells["en"].unseen for row in tour.reader.matrix(CODE).rows if "en" in row.cells)


def _bare(line: srt.Subtitle) -> str:
    return " ".join(line.content.split("\n"))


def _ms(at: timedelta) -> int:
    return round(at.total_seconds() * 1000)


def _frame(at: timedelta) -> int:
    return round(_ms(at) * RATE / 1000)
