"""A process that edits a catalog until it is killed, or makes one edit and ends. Run by the tests, never imported.

What it finds when it starts it never undoes.

Usage: editing_process.py CATALOG SEED|once|hang [shared]
"""

import random
import sys
import time
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import StaleEdit
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.unit.storage.drama import header, over, put_episode


def say(word: str) -> None:
    """Tell the test how far this process is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def retype(database: Database, title_id: int, chance: random.Random) -> None:
    """Change the text of some cues in one part."""
    with database.edit(header(title_id, "edit.retype")) as open_edit, open_edit.part() as uow:
        cues = uow.where(Cue)
        uow.put_all(replace(cue, text=f"{cue.text[:40]} {chance.randrange(100)}") for cue in chance.sample(cues, min(9, len(cues))))


def add_episodes(database: Database, title_id: int, chance: random.Random) -> None:
    """Add episodes in several parts."""
    with database.edit(header(title_id, "edit.import"), several_parts=True) as open_edit:
        for _ in range(chance.randrange(1, 4)):
            with open_edit.part() as uow:
                put_episode(uow, title_id, chance.randrange(10**9), ("zh-Hans", "en"))


def remove_track(database: Database, title_id: int, chance: random.Random) -> None:
    """Remove a translation with its cues."""
    with database.edit(header(title_id, "edit.remove")) as open_edit, open_edit.part() as uow:
        tracks = uow.where(Track, role="translation")
        if tracks:
            track = chance.choice(tracks)
            uow.remove_all(uow.where(Cue, track_id=track.id))
            uow.remove(track)


def edit_until_killed(database: Database, seed: int, *, shared: bool) -> None:
    """Edit at random for ever, with an undo or redo now and then; in a shared title those may come too late."""
    chance = random.Random(seed)
    with database.read() as uow:
        title_id = uow.where(Title)[0].id
    history = History(database)
    floor = history.can_undo(title_id)
    say("editing")
    while True:
        action = chance.choice([retype, retype, add_episodes, remove_track, None])
        if action is not None:
            action(database, title_id, chance)
            continue
        with suppress(StaleEdit) if shared else nullcontext():
            if chance.random() < 0.3:
                history.redo(title_id)
            elif history.can_undo(title_id) != floor:
                history.undo(title_id)


def hang_in_an_edit(database: Database) -> None:
    """Finish the first of several parts and wait to be killed."""
    with database.read() as uow:
        title = uow.where(Title)[0]
    open_header = EditHeader(label="edit.import", title_id=title.id, facts={})
    with database.edit(open_header, several_parts=True) as open_edit:
        with open_edit.part() as uow:
            put_episode(uow, title.id, 77, ("zh-Hans",))
        say("hanging")
        time.sleep(600)


def main() -> None:
    """Open the catalog and do what was asked."""
    database = Database.open(Path(sys.argv[1]), author="Ben")
    if sys.argv[2] == "once":
        with database.read() as uow:
            title = uow.where(Title)[0]
        with database.edit(header(title.id, "edit.rename")) as open_edit, open_edit.part() as uow:
            over(uow, replace(title, name="Renamed elsewhere"))
        database.close()
    elif sys.argv[2] == "hang":
        hang_in_an_edit(database)
    else:
        edit_until_killed(database, int(sys.argv[2]), shared=len(sys.argv) > 3)


if __name__ == "__main__":
    main()
