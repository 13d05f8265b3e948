"""Who one is on this machine: a name to be shown, and a key that stays."""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.preferences import Preferences
from crossreel.services.preferences import PreferenceFile


def test_a_key_is_made_once_and_stays_when_the_name_changes(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path)
    first = file.signed(file.load())
    assert len(first.author_key) == 32 and file.load() == first
    file.save(replace(file.load(), author="Another"))
    assert file.signed(file.load()).author_key == first.author_key
    assert PreferenceFile(tmp_path / "elsewhere").signed(Preferences(author=first.author)).author_key != first.author_key


def test_where_nothing_can_be_kept_there_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    plain = Preferences(author="Ana")
    assert PreferenceFile(tmp_path / "file" / "folder").signed(plain) == plain
