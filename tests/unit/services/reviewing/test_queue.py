"""The queue over a title of drafts: what is wrong stands first and says why, and verdicts take lines out of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from crossreel.services.episode.cues import open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.services.files.presets import shipped_zones
from crossreel.services.history.undoing import History
from crossreel.services.reviewing.queue import Reviewing
from crossreel.storage.database import Database
from tests.builders import SOURCE, Drama, journaled_rows, make_drama
from tests.unit.language.test_pairing import LINES

WRONG = {3: "Lin Wan hid the letter.", 17: "Mr. Gu took 3 contracts.", 30: "林晚 sold the photo.", 41: "Nobody."}
SURE = 950


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Drama:
    """A catalog with 64 drafted English lines in one episode, four of them wrong, checked by QC."""
    made = make_drama(tmp_path_factory.mktemp("queue") / "catalog.crossreel", episodes=1, cues=len(LINES), languages=())
    with made.database.edit(EditHeader(label="edit.set_text", title_id=made.title_id)) as edit, edit.part() as uow:
        spoken = uow.where(Cue, track_id=made.track_ids[1, SOURCE])
        uow.put_all(replace(cue, text=source) for cue, (source, _) in zip(spoken, LINES, strict=True))
    sources = made.cues(1)
    with made.database.edit(EditHeader(label="edit.draft", title_id=made.title_id)) as edit, edit.part() as uow:
        cues, track = open_track(uow, uow.get(Title, made.title_id), read_episode(uow, made.episode_ids[0]), "en")
        batch = DraftBatch(id=uow.new_id(), title_id=made.title_id, stage=Stage.TRANSLATING, maker="Machine", column="en")
        drafted = {
            cue.id: Drafted(text=WRONG.get(at, target), confidence=SURE)
            for at, (cue, (_, target)) in enumerate(zip(sources, LINES, strict=True))
        }
        put_drafts(uow, cues, track.id, batch, drafted, Origin.MACHINE)
    Checking(made.database, zones=shipped_zones()).run(made.title_id)
    made.database.close()
    return made


@pytest.fixture
def drama(finished: Drama, tmp_path: Path) -> Iterator[Drama]:
    """A copy to work on."""
    database = Database.open(Path(shutil.copy(finished.database.path, tmp_path)), author="Ana")
    yield replace(finished, database=database)
    database.close()


def queue(drama: Drama) -> list[ReviewLine]:
    """What waits for a person."""
    return Reviewing(drama.database).queue([drama.title_id])


def test_what_is_wrong_stands_first_and_says_why(drama: Drama) -> None:
    found = queue(drama)
    assert len(found) == len(LINES)
    assert {line.text for line in found[: len(WRONG)]} == set(WRONG.values())
    why = {line.text: {reason.name for reason in line.reasons} for line in found[: len(WRONG)]}
    assert "lost_word" in why[WRONG[3]] and "numbers" in why[WRONG[17]] and "source_script" in why[WRONG[30]]
    assert "length" in why[WRONG[41]] and found[-1].risk < 0.1
    assert [line.risk for line in found] == sorted((line.risk for line in found), reverse=True)


def test_a_verdict_takes_a_line_out_and_one_undo_brings_it_back(drama: Drama) -> None:
    reviewing, editing = Reviewing(drama.database), Editing(drama.database)
    first, second, third, *_rest = queue(drama)
    before = journaled_rows(drama.database)
    editing.accept([first.cue_id])
    editing.set_text(second.cue_id, "Something else.")
    reviewing.refuse([third.cue_id], "a name is wrong")
    waiting = {line.cue_id for line in queue(drama)}
    assert waiting.isdisjoint({first.cue_id, second.cue_id, third.cue_id}) and len(waiting) == len(LINES) - 3
    with drama.database.read() as uow:
        (refused,) = uow.where(Draft, cue_id=third.cue_id)
    assert (refused.verdict, refused.reason, refused.judged_by) == (Verdict.REFUSED, "a name is wrong", "Ana")
    for _ in range(3):
        History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_a_question_is_a_note_and_the_line_keeps_waiting(drama: Drama) -> None:
    line = queue(drama)[0]
    Reviewing(drama.database).ask(line.cue_id, " Is this a pun? ")
    with drama.database.read() as uow:
        (note,) = uow.where(Note)
    assert (note.text, note.cue_id, note.language, note.author) == ("Is this a pun?", line.cue_id, "en", "Ana")
    assert next(each for each in queue(drama) if each.cue_id == line.cue_id).verdict is Verdict.ASKED


def test_only_a_draft_that_waits_can_be_refused_or_asked_about(drama: Drama) -> None:
    line = queue(drama)[0]
    Editing(drama.database).accept([line.cue_id])
    with pytest.raises(BadInput, match=r"review\.no_draft"):
        Reviewing(drama.database).refuse([line.cue_id])
    with pytest.raises(BadInput, match=r"review\.no_question"):
        Reviewing(drama.database).ask(line.cue_id, " ")


def test_progress_counts_what_was_seen(drama: Drama) -> None:
    reviewing = Reviewing(drama.database)
    Editing(drama.database).accept([line.cue_id for line in queue(drama)[:10]])
    found = reviewing.progress(drama.title_id)
    assert (found.seen, found.total) == (10, len(LINES))


def test_drafts_of_two_titles_are_not_refused_by_one_step(finished: Drama, tmp_path: Path) -> None:
    path = tmp_path / "catalog.crossreel"
    shutil.copy(finished.database.path, path)
    database = Database.open(path, author="Ana")
    other = make_drama(path, code="OTHER", languages=("en",), database=database)
    with database.edit(EditHeader(label="edit.draft", title_id=other.title_id)) as edit, edit.part() as uow:
        cue = replace(uow.get(Cue, other.cues(1, "en")[0].id), origin=Origin.VENDOR)
        uow.put(cue)
    here = Drama(database, finished.title_id, finished.episode_ids, finished.track_ids).cues(1, "en")[0]
    with pytest.raises(BadInput, match=r"editing\.several_titles"):
        Reviewing(database).refuse([here.id, cue.id])
    database.close()
