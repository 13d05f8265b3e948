"""Undo and redo as a person uses them."""

from dataclasses import replace

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import NotFound, ReadOnly, StaleEdit
from crossreel.i18n.sentences.storage import SENTENCES
from crossreel.services import removing
from crossreel.services.history.undoing import History
from crossreel.storage import queries
from crossreel.storage.database import Database
from tests.unit.storage.drama import Drama, assert_sound, change, header, journaled_digest, over, put_drama, raises


def first_cue(database: Database, drama: Drama, language: str = "en") -> Cue:
    with database.read() as uow:
        return uow.where(Cue, track_id=drama.track_ids[1, language])[0]


def type_text(database: Database, drama: Drama, text: str, **rest: object) -> Edit:
    cue = replace(first_cue(database, drama), text=text)
    return change(database, cue, title_id=drama.title_id, label="edit.set_text", facts={"number": 1}, **rest)


def text_of(database: Database, drama: Drama) -> str:
    return first_cue(database, drama).text


def remove_title(database: Database, title_id: int) -> Edit:
    """Remove a title with everything in it, on the catalog's own stack."""
    with database.edit(header(None, "edit.delete_title")) as open_edit, open_edit.part() as uow:
        removing.remove(uow, uow.get(Title, title_id))
    return open_edit.edit


def test_undo_and_redo_move_a_step_from_side_to_side(database: Database, history: History, drama: Drama) -> None:
    before = text_of(database, drama)
    typed = type_text(database, drama, "One")
    for _ in range(3):
        undone = history.undo(drama.title_id)
        assert undone is not None and undone.header.author == "Ana" and undone.ids("cue") == typed.ids("cue")
        assert text_of(database, drama) == before
        line = history.can_redo(drama.title_id)
        assert line is not None and (line.edit_id, line.label, line.facts, line.done) == (
            typed.id,
            "edit.set_text",
            {"number": 1},
            False,
        )
        assert history.redo(drama.title_id) is not None
        assert text_of(database, drama) == "One"
        assert history.can_redo(drama.title_id) is None
        assert history.can_undo(drama.title_id) is not None
    assert history.redo(drama.title_id) is None
    assert [(line.edit_id, line.done) for line in history.lines(drama.title_id)] == [(typed.id, True), (drama.edit.id, True)]


def test_a_new_edit_forgets_what_was_undone(database: Database, history: History, drama: Drama) -> None:
    type_text(database, drama, "One")
    history.undo(drama.title_id)
    two = type_text(database, drama, "Two")
    assert history.can_redo(drama.title_id) is None and history.redo(drama.title_id) is None
    assert [line.edit_id for line in history.lines(drama.title_id)] == [two.id, drama.edit.id]


def test_one_undo_takes_a_whole_step(database: Database, history: History, drama: Drama) -> None:
    before = text_of(database, drama)
    step = database.new_id()
    for text in ("H", "He", "Hel"):
        last = type_text(database, drama, text, step_id=step)
    assert [line.edit_id for line in history.lines(drama.title_id)] == [last.id, drama.edit.id]
    history.undo(drama.title_id)
    assert text_of(database, drama) == before
    history.redo(drama.title_id)
    assert text_of(database, drama) == "Hel"
    history.undo(drama.title_id)
    assert text_of(database, drama) == before


def test_a_step_that_ends_where_it_began_can_be_undone_too(database: Database, history: History, drama: Drama) -> None:
    before, step = text_of(database, drama), database.new_id()
    type_text(database, drama, "Other", step_id=step)
    type_text(database, drama, before, step_id=step)
    assert history.undo(drama.title_id) is not None
    assert history.can_undo(drama.title_id) is None
    assert history.redo(drama.title_id) is not None and text_of(database, drama) == before


def test_an_import_is_one_step_and_leaves_nothing_behind(database: Database, history: History, drama: Drama) -> None:
    assert history.undo(drama.title_id) is None, "in the title, undo ends where the work on it began"
    history.undo(None)
    with database.read() as uow:
        assert uow.where(Title) == [] and uow.where(Cue) == []
        assert queries.title_rows(uow) == () and database.search("哪里") == []
    edit = history.redo(None)
    assert edit is not None and edit.ids("cue") == drama.edit.ids("cue")
    with database.read() as uow:
        assert len(database.search("哪里")) == 6
        assert queries.matrix(uow, drama.title_id).rows[1].cells["ar"].cue_count == 4


def test_titles_and_the_catalog_have_stacks_of_their_own(database: Database, history: History, drama: Drama) -> None:
    other = put_drama(database, code="OTHER")
    type_text(database, drama, "One")
    remove_title(database, other.title_id)
    history.undo(drama.title_id)
    with database.read() as uow:
        assert uow.find(Title, other.title_id) is None
    restored = history.undo(None)
    assert restored is not None and other.edit.ids("cue") <= restored.ids("cue")
    with database.read() as uow:
        assert len(uow.where(Title)) == 2
    history.undo(None)
    with database.read() as uow:
        assert uow.find(Title, other.title_id) is None
    assert history.redo(drama.title_id) is not None
    history.undo(drama.title_id)
    history.undo(None)
    with database.read() as uow:
        assert uow.where(Title) == []
    assert history.undo(None) is None


def test_removing_a_title_and_undoing_it_restores_every_row(database: Database, history: History, drama: Drama) -> None:
    change(database, *put_extras(database, drama))
    before = journaled_digest(database.path)
    remove_title(database, drama.title_id)
    assert journaled_digest(database.path) != before
    history.undo(None)
    assert journaled_digest(database.path) == before
    database.close()
    assert_sound(database.path)


def put_extras(database: Database, drama: Drama) -> list[object]:
    from crossreel.domain.catalog.title import Character, Image, Term

    picture = Image(
        id=database.new_id(), title_id=drama.title_id, media_type="image/png", width=9, height=16, data=bytes(range(256))
    )
    person = Character(id=database.new_id(), title_id=drama.title_id, name="林晚", names={"en": "Lin Wan", "ar": "لين وان"})
    term = Term(id=database.new_id(), title_id=drama.title_id, source="总裁", renderings={"en": "CEO"})
    with database.read() as uow:
        title = uow.get(Title, drama.title_id)
    return [picture, person, term, replace(title, cover_id=picture.id), replace(first_cue(database, drama), speaker_id=person.id)]


def test_a_row_that_moved_on_makes_a_step_stale_and_nothing_changes(database: Database, history: History, drama: Drama) -> None:
    type_text(database, drama, "One")
    change(database, replace(first_cue(database, drama), text="From the catalog’s stack"))
    before = journaled_digest(database.path)
    with raises(StaleEdit, "history.stale"):
        history.undo(drama.title_id)
    assert journaled_digest(database.path) == before
    history.undo(None)
    assert history.undo(drama.title_id) is not None


def test_a_creation_that_others_hang_on_by_now_is_not_undone(database: Database, history: History, drama: Drama) -> None:
    cue = Cue(id=database.new_id(), track_id=drama.track_ids[1, "zh-Hans"], start_ms=9000, end_ms=9900, text="新")
    change(database, cue, title_id=drama.title_id)
    change(database, replace(first_cue(database, drama), anchor_id=cue.id))
    with raises(StaleEdit, "history.refused"):
        history.undo(drama.title_id)
    with database.read() as uow:
        assert uow.get(Cue, cue.id) == cue


def test_a_jump_in_the_history_goes_both_ways(database: Database, history: History, drama: Drama) -> None:
    before = text_of(database, drama)
    edits = [type_text(database, drama, text) for text in ("One", "Two", "Three")]
    edit = history.undo_to(drama.title_id, edits[0].id)
    assert edit is not None and text_of(database, drama) == "One"
    assert [(change.before or {}).get("text") for change in edit.changes] == ["Three"]
    assert [(line.edit_id, line.done) for line in history.lines(drama.title_id)] == [
        (edits[2].id, False), (edits[1].id, False), (edits[0].id, True), (drama.edit.id, True),
    ]  # fmt: skip
    history.undo_to(drama.title_id, edits[2].id)
    assert text_of(database, drama) == "Three"
    assert history.undo_to(drama.title_id, edits[2].id) is None
    with pytest.raises(NotFound):
        history.undo_to(drama.title_id, 1)
    history.undo_to(drama.title_id, None)
    assert text_of(database, drama) == before
    assert [line.done for line in history.lines(drama.title_id)] == [False, False, False, True]
    history.undo_to(drama.title_id, edits[2].id)
    history.undo_to(drama.title_id, drama.edit.id)
    assert text_of(database, drama) == before, "to go back to the making of the title is to undo all work on it"
    assert len(history.lines(drama.title_id, limit=2)) == 2


def test_a_cue_knows_what_happened_to_it(database: Database, history: History, drama: Drama) -> None:
    cue = first_cue(database, drama)
    one, two = type_text(database, drama, "One"), type_text(database, drama, "Two")
    found = history.of_row(cue.id)
    assert [edit.id for edit in found] == [two.id, one.id]
    assert [(edit.changes[0].before or {})["text"] for edit in found] == ["One", cue.text]
    assert history.of_row(1) == ()


def test_history_survives_closing_and_opening(database: Database, history: History, drama: Drama) -> None:
    before = text_of(database, drama)
    type_text(database, drama, "One")
    type_text(database, drama, "Two")
    history.undo(drama.title_id)
    lines = history.lines(drama.title_id)
    database.close()
    again = Database.open(database.path, author="Ana")
    afterwards = History(again)
    assert afterwards.lines(drama.title_id) == lines
    redone = afterwards.redo(drama.title_id)
    assert redone is not None and redone.header.author == "Ana" and text_of(again, drama) == "Two"
    afterwards.undo(drama.title_id)
    afterwards.undo(drama.title_id)
    assert text_of(again, drama) == before
    again.close()


def test_an_edit_that_goes_on_is_seen_whole_by_a_history_that_looked_in_between(
    database: Database, history: History, drama: Drama
) -> None:
    cue = first_cue(database, drama)
    with database.edit(header(drama.title_id)) as open_edit:
        for text in ("One", "Two", "Three"):
            with open_edit.part() as uow:
                over(uow, replace(cue, text=text))
            history.lines(drama.title_id)
    history.undo(drama.title_id)
    assert text_of(database, drama) == cue.text
    history.redo(drama.title_id)
    assert text_of(database, drama) == "Three"


def test_a_reading_window_shows_history_but_undoes_nothing(database: Database, drama: Drama) -> None:
    type_text(database, drama, "One")
    reader = Database.open(database.path, mode="read", author="Ana")
    history = History(reader)
    assert history.can_undo(drama.title_id) is not None
    with pytest.raises(ReadOnly):
        history.undo(drama.title_id)
    reader.close()


def test_every_code_has_a_sentence() -> None:
    assert {"history.stale", "history.no_step", "history.closed"} <= set(SENTENCES)
