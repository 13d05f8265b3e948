"""The order of undo beside long edits, steps that cannot be moved, and what a look and a move cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit, HistoryLine
from crossreel.domain.errors import NotFound, StaleEdit, Told
from crossreel.i18n.messages import sentence
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.unit.storage.drama import Drama, change, header, journaled_digest, over, put_drama, put_episode, raises


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect every statement that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def cue_of(database: Database, drama: Drama, at: int = 0, number: int = 1) -> Cue:
    with database.read() as uow:
        return uow.where(Cue, track_id=drama.track_ids[number, "en"])[at]


def type_text(database: Database, drama: Drama, text: str, at: int = 0, number: int = 1) -> Edit:
    cue = replace(cue_of(database, drama, at, number), text=text)
    facts = {"language": "en", "episode": number, "at_ms": cue.start_ms}
    return change(database, cue, title_id=drama.title_id, label="edit.set_text", facts=facts)


def behind(database: Database, drama: Drama, text: str) -> Edit:
    """Change the first cue outside the history of its title."""
    facts = {"what": "a", "by": "b"}
    return change(database, replace(cue_of(database, drama), text=text), label="edit.replace", facts=facts)


def ids(lines: tuple[HistoryLine, ...]) -> list[int]:
    return [line.edit_id for line in lines]


def test_work_beside_a_long_edit_is_undone_before_it_also_in_what_it_made(
    database: Database, history: History, drama: Drama
) -> None:
    start = journaled_digest(database.path)
    with database.edit(header(drama.title_id, "edit.import"), several_parts=True) as long:
        with long.part() as uow:
            _, tracks = put_episode(uow, drama.title_id, 3, ("zh-Hans", "en"))
        made = replace(drama, track_ids={**drama.track_ids, **tracks})
        first, second = type_text(database, drama, "In the old"), type_text(database, made, "In the new", number=3)
        assert ids(history.lines(drama.title_id)) == [second.id, first.id, drama.edit.id], "what runs is no step yet"
        with long.part() as uow:
            put_episode(uow, drama.title_id, 4, ("zh-Hans", "en"))
    assert ids(history.lines(drama.title_id)) == [second.id, first.id, long.id, drama.edit.id]
    for expected in (second, first, long.edit):
        line = history.can_undo(drama.title_id)
        assert line is not None and line.edit_id == expected.id
        assert history.undo(drama.title_id) is not None
    assert journaled_digest(database.path) == start
    history.undo_to(drama.title_id, second.id)
    assert cue_of(database, made, number=3).text == "In the new"


def test_a_long_edit_that_comes_over_work_done_beside_it_goes_on_as_a_step_of_its_own(
    database: Database, history: History, drama: Drama
) -> None:
    start, before = journaled_digest(database.path), cue_of(database, drama, 1)
    with database.edit(header(drama.title_id, "edit.long"), several_parts=True) as long:
        with long.part() as uow:
            over(uow, replace(before, text="Long one"))
        typed = type_text(database, drama, "Typed", at=1)
        with long.part() as uow:
            over(uow, replace(cue_of(database, drama, 1), text="Long two"))
        with long.part() as uow:
            over(uow, replace(cue_of(database, drama, 1, 2), text="Long three"))
    assert [change.after["text"] for change in long.edit.changes if change.after] == ["Long two", "Long three"]
    lines = history.lines(drama.title_id)
    assert [line.label for line in lines] == ["edit.long", "edit.set_text", "edit.long", "edit.import"]
    assert lines[1].edit_id == typed.id and lines[2].edit_id == long.id
    texts = []
    while history.undo(drama.title_id) is not None:
        texts.append(cue_of(database, drama, 1).text)
    assert texts == ["Typed", "Long one", before.text]
    assert journaled_digest(database.path) == start
    assert not list(database.path.parent.glob("*-edit-*"))


def test_a_long_edit_that_was_undone_while_it_ran_goes_on_as_a_step_of_its_own(
    database: Database, history: History, drama: Drama
) -> None:
    start = journaled_digest(database.path)
    with database.edit(header(drama.title_id, "edit.long")) as long:
        for number in (1, 2):
            with long.part() as uow:
                over(uow, replace(cue_of(database, drama, 1, number), text="Long"))
            if number == 1:
                assert history.undo(drama.title_id) is not None
    assert [line.done for line in history.lines(drama.title_id)] == [True, True]
    assert history.undo(drama.title_id) is not None
    assert journaled_digest(database.path) == start


def test_what_a_step_made_is_not_taken_from_under_an_edit_that_runs(database: Database, history: History, drama: Drama) -> None:
    start = journaled_digest(database.path)
    cue = Cue(id=database.new_id(), track_id=drama.track_ids[1, "en"], start_ms=9000, end_ms=9900, text="Made")
    made = change(database, cue, title_id=drama.title_id)
    with database.edit(header(drama.title_id, "edit.long"), several_parts=True) as long:
        with long.part() as uow:
            over(uow, replace(cue, text="Changed"))
        with pytest.raises(StaleEdit) as caught:
            history.undo(drama.title_id)
    assert (caught.value.code, caught.value.step_id) == ("history.stale", made.id)
    for text in ("Made", None):
        assert history.undo(drama.title_id) is not None
        with database.read() as uow:
            found = uow.find(Cue, cue.id)
        assert (found.text if found else None) == text
    assert journaled_digest(database.path) == start
    history.undo_to(drama.title_id, made.id)
    type_text(database, drama, "Elsewhere")
    change(database, replace(cue, text="Retyped"), title_id=drama.title_id)
    history.undo_to(drama.title_id, drama.edit.id)
    assert journaled_digest(database.path) == start


def test_what_a_title_shares_is_a_place_too(database: Database, history: History, drama: Drama) -> None:
    with database.read() as uow:
        title = uow.get(Title, drama.title_id)
    with database.edit(header(title.id, "edit.long"), several_parts=True) as long:
        for name, beside in (("Long one", "Beside"), ("Long two", "")):
            with long.part() as uow:
                over(uow, replace(title, name=name))
            if beside:
                change(database, replace(title, name=beside), title_id=title.id)
    names = []
    while history.undo(title.id) is not None:
        with database.read() as uow:
            names.append(uow.get(Title, title.id).name)
    assert names == ["Beside", "Long one", title.name]


def test_work_in_other_episodes_and_titles_divides_no_long_edit(database: Database, history: History, drama: Drama) -> None:
    other = put_drama(database, code="OTHER")
    with database.edit(header(drama.title_id, "edit.long"), several_parts=True) as long:
        for number in (1, 2):
            with long.part() as uow:
                over(uow, replace(cue_of(database, drama, 1, number), text="Long"))
            type_text(database, drama, "Typed", number=number)
            type_text(database, other, "Typed")
    assert [line.label for line in history.lines(drama.title_id)].count("edit.long") == 1


def test_a_step_that_cannot_be_undone_is_named_with_who_and_when(database: Database, history: History, drama: Drama) -> None:
    typed, other = type_text(database, drama, "One"), behind(database, drama, "Behind")
    with pytest.raises(StaleEdit) as caught:
        history.undo(drama.title_id)
    error = caught.value
    assert (error.code, error.step_id) == ("history.stale", typed.id)
    assert error.facts["what"] == Told("edit.set_text", typed.header.facts)
    assert error.facts["by"] == Told("edit.replace", other.header.facts)
    assert (error.facts["author"], error.facts["made_when"]) == ("Ana", typed.at_ms)
    assert (error.facts["by_author"], error.facts["by_when"]) == ("Ana", other.at_ms)
    words = sentence(error.code, error.facts)
    assert "Write English at 00:00.000, episode 1" in words and "Replace “a” by “b”" in words


def test_a_passed_step_stays_as_it_is_and_comes_back_after_a_restart(database: Database, history: History, drama: Drama) -> None:
    below, before = type_text(database, drama, "Below", at=1), cue_of(database, drama, 1).text
    assert before == "Below"
    typed, other = type_text(database, drama, "One"), behind(database, drama, "Behind")
    with raises(NotFound, "history.no_step"):
        history.pass_over(drama.title_id, typed.id + 1)
    passing = history.pass_over(drama.title_id, typed.id)
    assert (passing.changes, passing.header.passed) == ((), True)
    assert cue_of(database, drama).text == "Behind"
    assert history.undo(drama.title_id) is not None, "what lies below can be undone"
    assert cue_of(database, drama, 1).text != "Below"
    lines = history.lines(drama.title_id)
    assert [(line.edit_id, line.done, line.passed) for line in lines[:2]] == [(typed.id, False, True), (below.id, False, False)]
    database.close()
    again = Database.open(database.path, author="Ana")
    afterwards = History(again)
    assert afterwards.lines(drama.title_id) == lines
    assert afterwards.redo(drama.title_id) is not None and cue_of(again, drama, 1).text == "Below"
    back = afterwards.redo(drama.title_id)
    assert back is not None and back.header.passed and cue_of(again, drama).text == "Behind"
    assert [(line.done, line.passed) for line in afterwards.lines(drama.title_id)[:2]] == [(True, False), (True, False)]
    assert afterwards.undo(None) is not None, "what stood in the way is taken back"
    assert other.changes[0].before is not None and cue_of(again, drama).text == "One"
    assert afterwards.undo(drama.title_id) is not None, "and the step can be undone after all"
    again.close()


def test_a_new_edit_keeps_a_passed_step_among_those_that_are_done(database: Database, history: History, drama: Drama) -> None:
    type_text(database, drama, "Below", at=1)
    typed = type_text(database, drama, "One")
    behind(database, drama, "Behind")
    history.pass_over(drama.title_id, typed.id)
    history.undo(drama.title_id)
    newest = type_text(database, drama, "New", at=2)
    assert [(line.edit_id, line.done, line.passed) for line in history.lines(drama.title_id)[:2]] == [
        (newest.id, True, False), (typed.id, True, False),
    ]  # fmt: skip


def test_a_jump_passes_over_what_is_in_its_way_when_told(database: Database, history: History, drama: Drama) -> None:
    first = cue_of(database, drama, 1).text
    type_text(database, drama, "Below", at=1)
    type_text(database, drama, "One")
    behind(database, drama, "Behind")
    with raises(StaleEdit, "history.stale"):
        history.undo_to(drama.title_id, None)
    edit = history.undo_to(drama.title_id, None, pass_over=True)
    assert edit is not None and cue_of(database, drama, 1).text == first and cue_of(database, drama).text == "Behind"


def test_an_undone_making_of_a_title_outlives_what_the_catalog_does_next(
    database: Database, history: History, drama: Drama
) -> None:
    type_text(database, drama, "Work")
    before = journaled_digest(database.path)
    with raises(StaleEdit, "history.worked_on"):
        history.undo(None)
    assert journaled_digest(database.path) == before
    assert history.undo(None, with_work=True) is not None
    cataloging = Cataloging(database)
    other = next(iter(cataloging.create_title("OTHER", "Other", "zh-Hans").ids("title")))
    cataloging.delete_title(other)
    line = history.can_redo(None)
    assert line is not None and line.edit_id == drama.edit.id
    history.redo(None)
    assert journaled_digest(database.path) == before
    assert history.undo(drama.title_id) is not None, "and the work in it can be undone"


def test_a_title_that_comes_back_to_a_taken_code_says_so(database: Database, history: History, drama: Drama) -> None:
    history.undo(None)
    taker = Cataloging(database).create_title("HEIR", "Other heir", "zh-Hans")
    with pytest.raises(StaleEdit) as caught:
        history.redo(None)
    assert caught.value.facts["reason"] == Told("storage.taken_title", {"title_code": "HEIR"})
    assert history.turn(taker.id) is not None, "by its name the other one goes"
    assert history.redo(None) is not None


def test_a_step_of_the_catalog_moves_by_its_line_from_wherever_it_stands(
    database: Database, history: History, drama: Drama
) -> None:
    other = put_drama(database, code="OTHER")
    history.turn(drama.edit.id)
    with database.read() as uow:
        assert [title.code for title in uow.where(Title)] == ["OTHER"]
    assert [(line.edit_id, line.done) for line in history.lines(None)] == [(drama.edit.id, False), (other.edit.id, True)]
    history.turn(drama.edit.id)
    with raises(NotFound, "history.no_step"):
        history.turn(1)
    with database.read() as uow:
        assert {title.code for title in uow.where(Title)} == {"HEIR", "OTHER"}


def imported(database: Database, drama: Drama, parts: int, first: int) -> None:
    with database.edit(header(drama.title_id, "edit.import"), several_parts=True) as long:
        for number in range(first, first + parts):
            with long.part() as uow:
                put_episode(uow, drama.title_id, number, ("zh-Hans", "en"))


def test_undo_of_an_import_costs_the_same_for_two_parts_and_for_twenty(database: Database, history: History, drama: Drama) -> None:
    counts = []
    for parts, first in ((2, 100), (20, 200)):
        imported(database, drama, parts, first)
        history.lines(drama.title_id)
        with statements() as sent:
            history.undo(drama.title_id)
        counts.append(len(sent))
        with statements() as sent:
            history.redo(drama.title_id)
        counts.append(len(sent))
    assert counts[:2] == counts[2:]
    other = put_drama(database, code="OTHER", episodes=2), put_drama(database, code="LONG", episodes=20)
    history.lines(None)
    for _title in other:
        with statements() as sent:
            history.undo(None)
        counts.append(len(sent))
    assert counts[-1] == counts[-2]


def test_a_look_at_a_long_history_sends_no_more_statements_and_reads_only_what_is_new(
    database: Database, history: History, drama: Drama
) -> None:
    counts = []
    for _ in range(2):
        for at in range(25):
            type_text(database, drama, f"{at}")
        with statements() as first:
            History(database).lines(drama.title_id)
        history.can_undo(drama.title_id)
        typed = type_text(database, drama, "last")
        with statements() as sent:
            line = history.can_undo(drama.title_id)
        assert line is not None and line.edit_id == typed.id
        counts.append((len(first), len(sent)))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 3
