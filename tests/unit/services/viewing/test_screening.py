"""Notes, playlists, search and preferences on real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.preferences import Preferences
from crossreel.services.history.undoing import History
from crossreel.services.preferences import PreferenceFile
from crossreel.services.searching import Searching
from crossreel.services.viewing.screening import Screening
from crossreel.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "catalog.crossreel", mode="window", author="Ana")
    header = EditHeader(label="edit.create_title", title_id=None, facts={"name": "Heir"})
    with opened.edit(header) as edit, edit.part() as uow:
        uow.put(Title(id=1, code="HEIR", name="The Hidden Heir"))
        for number in (1, 2):
            uow.put(Episode(id=10 + number, title_id=1, number=number))
        uow.put(Track(id=20, episode_id=11, language="en", role=Role.TRANSLATION))
        uow.put(Cue(id=30, track_id=20, start_ms=1000, end_ms=2000, text="Where were you?"))
        uow.put(Cue(id=31, track_id=20, start_ms=1500, end_ms=3000, text="Here."))
    yield opened
    opened.close()


def test_a_note_is_answered_resolved_and_taken_back(database: Database) -> None:
    screening, history = Screening(database), History(database)
    screening.add_note(12, "en", 5000, "Second")
    screening.add_note(11, "en", 900, "  Too late  ")
    first = screening.notes(1)[0]
    assert (first.text, first.author, first.at_ms) == ("Too late", "Ana", 900)
    screening.answer(first.id, "Moved")
    assert [note.text for note in screening.notes(1)] == ["Too late", "Moved", "Second"]
    screening.resolve(first.id)
    assert [note.text for note in screening.notes(1, open_only=True)] == ["Second"]
    screening.reopen(first.id)
    screening.remove_note(first.id)
    assert [note.text for note in screening.notes(1)] == ["Second"]
    history.undo(1)
    assert [note.text for note in screening.notes(1, 11)] == ["Too late", "Moved"]


@pytest.mark.parametrize(("text", "code"), [("  ", "screening.empty_note"), ("x" * 4001, "screening.long_note")])
def test_bad_notes_are_refused(database: Database, text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        Screening(database).add_note(11, "en", 0, text)
    assert caught.value.code == code


def test_a_playlist_has_every_episode_and_the_cue_of_a_time(database: Database) -> None:
    first, second = Screening(database).playlist(1, "en")
    assert [item.episode.number for item in (first, second)] == [1, 2]
    shown = [first.cue_at(at_ms) for at_ms in (999, 1000, 1600, 2999, 3000)]
    assert [cue.text if cue else "" for cue in shown] == ["", "Where were you?", "Here.", "Here.", ""]
    assert second.cues == ()


def test_search_finds_titles_and_lines(database: Database) -> None:
    searching = Searching(database)
    assert [hit.kind for hit in searching.search("hidden")] == ["title"]
    hits = searching.search("where were")
    assert [(hit.kind, hit.episode_number, hit.cue_id) for hit in hits] == [("cue", 1, 30)]
    assert searching.search("  ") == ()


def test_preferences_survive_and_a_damaged_file_is_kept_aside(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path / "config")
    assert file.load().author
    chosen = Preferences(author='安娜 "A"\n', locale="zh-Hans", theme="light", volume=35, window_geometry="C:\\片\\a.crossreel")
    file.save(chosen)
    assert file.load() == chosen
    file.path.write_text('theme = "light"\nvolume = "loud"\nunknown = 1\n', "utf-8")
    assert (file.load().theme, file.load().volume) == ("light", Preferences().volume)
    file.path.write_bytes(b"\xff\xfe not toml")
    assert file.load().theme == "dark"
    assert list(file.path.parent.glob("*.damaged.toml"))
