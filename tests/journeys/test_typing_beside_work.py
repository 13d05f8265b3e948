"""Typing while a package is built, a title is checked, episodes are imported and videos found again, and then the kill."""

from pathlib import Path

import pytest

import kill_typing
from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from crossreel.services.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.timeout(200)]

KEYS = 60
WORK = {"deliver", "import_title", "relink", "check"}


def test_every_word_comes_into_the_catalog_beside_long_work_and_outlives_the_kill(tmp_path: Path) -> None:
    """How soon it comes there, `scripts/kill_typing.py` measures by killing at random moments."""
    catalog, log = kill_typing.prepare(tmp_path), tmp_path / "keys.log"
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    try:
        start = kill_typing.rows_of(desk)
        kill_typing.kill_once(catalog, log, seed=7, after_s=0, keys=KEYS, settled=lambda: is_settled(desk, log))
    finally:
        desk.close()
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    try:
        stored, typed = kill_typing.stored_texts(desk), {key.row_id: key.text for key in kill_typing.read_log(log)}
        assert {row: stored[row] for row in typed} == typed
        assert kill_typing.undo_all(desk) > 0
        assert kill_typing.rows_of(desk) == start
    finally:
        desk.close()


def is_settled(desk: Desk, log: Path) -> bool:
    """Tell whether each kind of work ended once, and the last word is in the catalog."""
    ended, keys = log.with_suffix(".jobs"), kill_typing.read_log(log)
    if not ended.exists() or set(ended.read_text("utf-8").split()) != WORK:
        return False
    return kill_typing.stored_texts(desk)[keys[-1].row_id] == keys[-1].text
