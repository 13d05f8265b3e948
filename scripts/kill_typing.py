"""Types into the real window beside long work, kills the process at random moments, and looks for every word.

`kill_typing.py TARGET --kills 40` does so in one catalog: each round a process of its own opens the window, types over the
cues of a title while a package is built, the title is checked, episodes are imported and videos are found again, over and
over, and is killed in the middle. After each kill every key older than a second has to be in the catalog; at the end
everything is undone, and each row has to be as it was at the start. Exit code 0: all held.
"""

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from crossreel.app.bootstrap import build_desk
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import DeliveryOutcome
from crossreel.domain.edits.edit import Edit
from crossreel.domain.importing.correction import set_source, set_title
from crossreel.domain.importing.plan import ImportPlan
from crossreel.domain.preferences import Preferences
from crossreel.kernel.paths import resource
from crossreel.services.desk import Desk
from crossreel.services.job_kinds import check_title, deliver_title, import_plan, relink_title, scan_files
from crossreel.services.jobs import JobContext

TYPED, DELIVERED, LANGUAGE = "TYPED", "HIDDENHEIR", "en"
OLD_S = 1.0
KEYS_MS = (15, 90)
LETTERS = "abcdefghij klmnop qrstuv wxyz"
READY_S, HANG_S = 60, 120
LOADING_MS = 1_000  # long work loads its modules at first, which holds up every thread


@dataclass(frozen=True)
class Key:
    """What stood in a cell after a key: the moment (seconds since 1970), the cue of the row, and the text."""

    at_s: float
    row_id: int
    text: str


def prepare(folder: Path) -> Path:
    """Make a catalog with a title to type in and one that can be delivered; return it."""
    catalog = folder / "catalog.crossreel"
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    try:
        make_sample_catalog(desk, folder, JobContext())
        plan = set_title(desk.importing.scan([folder / "The Hidden Heir"], job=JobContext()), code=TYPED, name="Typed in")
        desk.importing.apply(set_source(plan, "zh-Hans"), JobContext())
        matrix = desk.cataloging.matrix(title_id(desk, DELIVERED))
        cells = [(row.episode.id, language) for row in matrix.rows for language in (matrix.languages[0], LANGUAGE)]
        fill(desk, [row.episode.id for row in matrix.rows])
        desk.checking.run(title_id(desk, DELIVERED))
        desk.checking.waive([found.id for found in desk.checking.findings(title_id(desk, DELIVERED))], "They are meant to be so")
        desk.cataloging.set_state(cells, State.APPROVED)
    finally:
        desk.close()
    return catalog


def fill(desk: Desk, episode_ids: list[int]) -> None:
    """Translate what the sample leaves empty."""
    for episode_id in episode_ids:
        for row in desk.translating.sheet(episode_id).rows:
            if row.is_spine and LANGUAGE not in row.followers and LANGUAGE not in row.covered:
                desk.editing.set_cell_text(row.cue.id, LANGUAGE, "Yes.")


def title_id(desk: Desk, code: str) -> int:
    """Return the id of a title."""
    found = desk.cataloging.find_title(code)
    assert found is not None
    return found.id


def type_on(catalog: Path, log: Path, seed: int, most: int) -> None:
    """Open the window and type until killed, `most` keys at most; each is written to the log before the next one."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from tests.tour.hand import Hand

    from crossreel.app.desktop import open_window
    from crossreel.i18n.messages import set_locale
    from crossreel.ui.episode.open_episode import OpenEpisode
    from crossreel.ui.kit import theme
    from crossreel.ui.places.editor.place import EditorView

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    set_locale("en")
    theme.apply(application, "dark")
    chance, hand = random.Random(seed), Hand(catalog.parent)
    window = open_window(catalog, Preferences(author="Ana", locale="en", volume=0))
    window.resize(1280, 720)
    window.show()
    workspace, desk = window.workspace, OpenEpisode.of(window.workspace)
    workspace.open_title(title_id(workspace.desk, TYPED))
    episodes = [row.episode.id for row in workspace.desk.cataloging.matrix(workspace.title_id or 0).rows]
    workspace.open_episode(chance.choice(episodes), LANGUAGE)
    workspace.show_place("editor")
    hand.until(lambda: desk.loaded is not None and desk.current_row() is not None, "the editor")
    view = window.place_widget("editor")
    assert isinstance(view, EditorView)
    begin_long_work(workspace, catalog.parent, seed, log.with_suffix(".jobs"))
    hand.wait(LOADING_MS)
    box, left = view.text.target, most
    with log.open("a", encoding="utf-8", buffering=1) as lines:
        while left > 0:
            row = desk.current_row()
            assert row is not None
            letters = min(left, chance.randint(1, 45))
            left -= letters
            for _letter in range(letters):
                QTest.keyClicks(box, chance.choice(LETTERS))
                lines.write(json.dumps([time.time(), row.cue.id, box.markup()]) + "\n")
                hand.wait(chance.randint(*KEYS_MS))
            act = chance.random() if left else 1.0
            if act < 0.7:
                QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            elif act < 0.9:
                workspace.select_cue(chance.choice(desk.rows()).cue.id)
            elif left:
                workspace.open_episode(chance.choice(episodes), LANGUAGE)
                hand.until(lambda: desk.sheet is not None and desk.sheet.episode.id == workspace.episode_id, "the episode")
            if desk.current_row() is None:
                workspace.select_cue(desk.rows()[0].cue.id)
        while True:
            hand.wait(1_000)


def begin_long_work(workspace: Any, folder: Path, seed: int, log: Path) -> None:
    """Begin each kind of long work, and begin it anew whenever it ends; what ended is written to a log."""
    desk: Desk = workspace.desk
    numbers = itertools.count()
    videos = folder / "The Hidden Heir"

    def ended(begin: Callable[[], object], words: str, result: object) -> None:
        if isinstance(result, DeliveryOutcome):
            assert result.package is not None, result.plan.refusals
            shutil.rmtree(result.package.parent)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{words}\n")
        begin()

    def deliver() -> None:
        out = folder / "out" / f"{seed}-{next(numbers)}"
        job = deliver_title.JOB(title_id(desk, DELIVERED), "app-standard", (LANGUAGE,), out, allow_findings=True)
        workspace.carry_out(job, "deliver", then=partial(ended, deliver, "deliver"))

    def import_title() -> None:
        def write(plans: tuple[ImportPlan, ...]) -> None:
            named = set_source(set_title(plans[0], code=f"I{seed}N{next(numbers)}", name="Imported"), "zh-Hans")
            workspace.carry_out(import_plan.JOB(named), "import", then=partial(ended, import_title, "import_title"))

        workspace.carry_out(scan_files.JOB((videos,)), "scan", then=write)

    def relink() -> None:
        workspace.carry_out(relink_title.JOB(workspace.title_id, videos), "relink", then=partial(ended, relink, "relink"))

    def check() -> None:
        workspace.carry_out(check_title.JOB(workspace.title_id), "check", then=partial(ended, check, "check"))

    for begin in (deliver, import_title, relink, check):
        begin()


def kill_once(
    catalog: Path, log: Path, seed: int, after_s: float, *, keys: int = 0, settled: Callable[[], bool] | None = None
) -> float:
    """Run a process that types and kill it; return the moment, seconds since 1970.

    Args:
        catalog: the catalog.
        log: where it writes its keys.
        seed: of what it does.
        after_s: how long after its first key, or its last one.
        keys: how many it types; 0 for as many as it comes to.
        settled: what has to be true before the time begins to count.
    """
    log.unlink(missing_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    command = [sys.executable, str(Path(__file__).resolve()), str(catalog.parent), "--type", str(seed), "--log", str(log)]
    command += ["--keys", str(keys)] if keys else []
    with subprocess.Popen(command, env=environment) as process:
        until = time.monotonic() + READY_S
        while not log.exists() or log.read_text("utf-8").count("\n") < max(1, keys) or (settled and not settled()):
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                raise RuntimeError("the window did not come to typing")
            time.sleep(0.02)
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        killed = time.time()
        process.wait(HANG_S)
    return killed


def read_log(log: Path) -> list[Key]:
    """Return the keys that a killed process wrote down."""
    lines = log.read_text("utf-8").splitlines()
    return [Key(*json.loads(line)) for line in lines if line.endswith("]")]


def lost(desk: Desk, keys: list[Key], killed_s: float) -> Iterator[str]:
    """Say which cells lack what was typed more than a second before the kill."""
    stored = stored_texts(desk)
    for row_id in dict.fromkeys(key.row_id for key in keys):
        typed = [key for key in keys if key.row_id == row_id]
        old = [at for at, key in enumerate(typed) if key.at_s <= killed_s - OLD_S]
        if old and stored.get(row_id) not in {key.text for key in typed[old[-1] :]}:
            yield f"cue {row_id}: stored “{stored.get(row_id)}”, typed “{typed[old[-1]].text}”, then “{typed[-1].text}”"


def stored_texts(desk: Desk) -> dict[int, str]:
    """Return the texts of the typed title by the cues of their rows."""
    found: dict[int, str] = {}
    for row in desk.cataloging.matrix(title_id(desk, TYPED)).rows:
        for each in desk.translating.sheet(row.episode.id).rows:
            cues = each.followers.get(LANGUAGE, ())
            found[each.cue.id] = cues[0].text if cues else ""
    return found


def undo_all(desk: Desk) -> int:
    """Undo everything that was done to the typed title; return the number of steps."""
    count = 0
    title = title_id(desk, TYPED)
    while isinstance(desk.history.undo(title), Edit):
        count += 1
    return count


def rows_of(desk: Desk) -> dict[int, object]:
    """Return the sheets of the typed title, to compare two states of it."""
    rows = desk.cataloging.matrix(title_id(desk, TYPED)).rows
    return {row.episode.id: replace(desk.translating.sheet(row.episode.id), media=None, media_path="") for row in rows}


def campaign(folder: Path, kills: int, seed: int) -> int:
    """Kill many times, look each time, undo everything; return 0 when all held."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, catalog, log, bad = random.Random(seed), prepare(folder), folder / "keys.log", 0
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    start = rows_of(desk)
    desk.close()
    for number in range(1, kills + 1):
        killed_s = kill_once(catalog, log, seed * 1_000 + number, chance.uniform(1.2, 6.0))
        desk = build_desk(catalog, "command", Preferences(author="Ana"))
        keys, missing = read_log(log), []
        missing = list(lost(desk, keys, killed_s))
        desk.close()
        bad += bool(missing)
        print(f"{number}: {len(keys)} keys, " + ("; ".join(missing) or "every word is there"), flush=True)
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    steps = undo_all(desk)
    undone = rows_of(desk) == start
    desk.close()
    print(f"{steps} steps undone; " + ("every row is as it was" if undone else "rows are NOT as they were"), flush=True)
    return 0 if undone and not bad else 1


def main() -> int:
    """Read the arguments and run."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder for the catalog")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--type", type=int, help="type in this process, with this seed, until killed")
    parser.add_argument("--log", type=Path)
    parser.add_argument("--keys", type=int, default=sys.maxsize, help="how many keys to type at most")
    arguments = parser.parse_args()
    target = arguments.target.resolve()
    if arguments.type is not None:
        type_on(target / "catalog.crossreel", arguments.log, arguments.type, arguments.keys)
        return 0
    assert resource("sample").is_dir()
    return campaign(target, arguments.kills, arguments.seed)


if __name__ == "__main__":
    sys.exit(main())
