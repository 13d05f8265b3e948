"""Typing while a package is built, a title is checked, episodes are imported and videos found again, and then the kill."""

from pathlib import Path

import pytest

import kill_typing
from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences

pytestmark = [pytest.mark.journey, pytest.mark.timeout(200)]

KEYS = 120


def test_every_word_is_there_a_second_after_the_last_key(tmp_path: Path) -> None:
    catalog, log = kill_typing.prepare(tmp_path), tmp_path / "keys.log"
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    start = kill_typing.rows_of(desk)
    desk.close()
    killed_s = kill_typing.kill_once(catalog, log, seed=7, after_s=kill_typing.OLD_S + 0.05, keys=KEYS)
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    try:
        keys = kill_typing.read_log(log)
        assert len(keys) == KEYS
        assert list(kill_typing.lost(desk, keys, killed_s)) == []
        stored = kill_typing.stored_texts(desk)
        assert stored[keys[-1].row_id] == keys[-1].text
        assert set(log.with_suffix(".jobs").read_text("utf-8").split()) == {"deliver", "import_title", "relink", "check"}
        assert kill_typing.undo_all(desk) > 0
        assert kill_typing.rows_of(desk) == start
    finally:
        desk.close()
