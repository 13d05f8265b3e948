"""Undo belongs to a person: everyone has a stack of their own in every title, and takes back nobody else's step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.actor import Actor
from crossreel.domain.errors import Refused, StaleEdit, Told
from crossreel.i18n.messages import sentence
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.unit.storage.drama import change, header, put_drama, raises

SAID = "edit.put_character"  # any step with a word of its own


@dataclass
class Person:
    """Someone with the catalog open."""

    database: Database
    title_id: int

    def __post_init__(self) -> None:
        self.history = History(self.database)
        self.editing = Editing(self.database)

    def cue(self, at: int = 0) -> Cue:
        """Return an English cue."""
        with self.database.read() as uow:
            return [cue for cue in uow.where(Cue) if cue.text.endswith("en") or cue.source_digest][at]

    def texts(self) -> set[str]:
        with self.database.read() as uow:
            return {cue.text for cue in uow.where(Cue)}

    def own(self) -> list[tuple[str, bool]]:
        return [(str(line.facts.get("name", "")), line.done) for line in self.history.lines(self.title_id) if line.own]

    def say(self, words: str, at: int, step_id: int | None = None) -> int:
        """Write a cue in a named step; return the edit."""
        with self.database.read() as uow:
            cue = sorted(uow.where(Cue), key=lambda cue: cue.id)[at]
        return change(
            self.database, replace(cue, text=words), title_id=self.title_id, label=SAID, facts={"name": words}, step_id=step_id
        ).id


@pytest.fixture
def people(tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Ana, who imported the title, and Ben, who came later."""
    path = tmp_path / "catalog.crossreel"
    ana = Database.open(path, author=Actor(key="a", name="Ana"))
    title_id = put_drama(ana, episodes=1, languages=("zh-Hans", "en")).title_id
    ben = Database.open(path, author=Actor(key="b", name="Ben"))
    yield Person(ana, title_id), Person(ben, title_id)
    ana.close()
    ben.close()


def test_each_takes_back_their_own_step_and_leaves_the_newer_one_of_the_other(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ana.say("of Ana", 0)
    ben.say("of Ben", 1)
    undone = ana.history.undo(ana.title_id)
    assert undone is not None and undone.header.author == "Ana"
    assert "of Ana" not in ana.texts() and "of Ben" in ana.texts()
    newer = ana.history.newest_of_others(ana.title_id, ahead=True)
    assert newer is not None and (newer.author, newer.facts["name"], newer.own) == ("Ben", "of Ben", False)
    assert ana.history.undo(ana.title_id) is None, "the import stands in the catalog, and Ben’s step is Ben’s"
    assert ben.history.undo(ben.title_id) is not None and "of Ben" not in ana.texts()
    assert ben.history.newest_of_others(ben.title_id) is None


def test_redo_survives_what_others_do_and_ends_with_ones_own_next_step(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ana.say("of Ana", 0)
    ana.history.undo(ana.title_id)
    ben.say("of Ben", 1)
    line = ana.history.can_redo(ana.title_id)
    assert line is not None and line.facts["name"] == "of Ana"
    assert ben.history.can_redo(ben.title_id) is None
    assert ana.history.redo(ana.title_id) is not None and {"of Ana", "of Ben"} <= ana.texts()
    ana.history.undo(ana.title_id)
    ana.say("another", 2)
    assert ana.history.can_redo(ana.title_id) is None


def test_all_see_the_steps_of_all_and_whose_they_are(people: tuple[Person, Person]) -> None:
    ana, ben = people
    for words, at, who in (("a1", 0, ana), ("b1", 1, ben), ("a2", 2, ana), ("b2", 3, ben)):
        who.say(words, at)
    ana.history.undo(ana.title_id)
    ben.history.undo(ben.title_id)
    ben.history.undo(ben.title_id)
    lines = [(line.facts.get("name"), line.author, line.done) for line in ana.history.lines(ana.title_id)]
    assert lines == [("b2", "Ben", False), ("a2", "Ana", False), ("b1", "Ben", False), ("a1", "Ana", True), (None, "Ana", True)]
    assert (ana.own(), ben.own()) == ([("a2", False), ("a1", True), ("", True)], [("b2", False), ("b1", False)])
    assert [line.facts.get("name") for line in ana.history.lines(ana.title_id, limit=2)] == ["b2", "a2"]


def test_a_step_of_another_is_refused_by_name(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ana.say("a1", 0)
    edit_id = ben.say("b1", 1)
    for move in (ana.history.undo_to, ana.history.pass_over):
        with pytest.raises(Refused) as refused:
            move(ana.title_id, edit_id)
        assert refused.value.code == "history.of_another" and refused.value.facts["author"] == "Ben"
        assert "Ben" in sentence(refused.value.code, refused.value.facts)
    made = Cataloging(ben.database).create_title("BEN", "Of Ben", "en")
    with raises(Refused, "history.of_another"):
        ana.history.turn(made.id)


def test_a_row_that_another_changed_since_is_named_with_who_did_and_passed_over(people: tuple[Person, Person]) -> None:
    ana, ben = people
    below = ana.say("below", 1)
    step = ana.say("of Ana", 0)
    ben.say("of Ben", 0)
    with pytest.raises(StaleEdit) as stale:
        ana.history.undo(ana.title_id)
    assert (stale.value.code, stale.value.step_id, stale.value.facts["by_author"]) == ("history.stale", step, "Ben")
    assert isinstance(stale.value.facts["by"], Told) and "Ben" in sentence(stale.value.code, stale.value.facts)
    assert "of Ben" in ana.texts()
    ana.history.undo_to(ana.title_id, None, pass_over=True)
    assert "of Ben" in ana.texts() and "below" not in ana.texts()
    assert [line.edit_id for line in ana.history.lines(ana.title_id) if line.passed] == [step]
    assert below not in [line.edit_id for line in ana.history.lines(ana.title_id) if line.done]


def test_what_stands_in_the_way_is_named_and_not_ones_own_undo_above_it(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ana.say("of Ana", 0)
    ben.say("of Ben", 0)
    ana.say("of Ana again", 0)
    ana.history.undo(ana.title_id)
    with pytest.raises(StaleEdit) as caught:
        ana.history.undo(ana.title_id)
    assert caught.value.facts["by_author"] == "Ben"
    by = caught.value.facts["by"]
    assert isinstance(by, Told) and by.facts["name"] == "of Ben"


def test_a_step_of_typing_that_another_wrote_into_is_not_taken_back_over_them(people: tuple[Person, Person]) -> None:
    ana, ben = people
    step_id = ana.database.new_id()
    ana.say("One", 0, step_id)
    with ben.database.read() as uow:
        cue = next(cue for cue in uow.where(Cue) if cue.text == "One")
    moved = replace(cue, end_ms=cue.end_ms + 40)
    change(ben.database, moved, title_id=ben.title_id, label="edit.import")
    change(ana.database, replace(moved, text="Two"), title_id=ana.title_id, step_id=step_id)
    with pytest.raises(StaleEdit) as stale:
        ana.history.undo(ana.title_id)
    assert stale.value.facts["by_author"] == "Ben"
    with ana.database.read() as uow:
        assert uow.get(Cue, cue.id) == replace(moved, text="Two")


def test_a_step_of_typing_stays_one_while_another_works_elsewhere(people: tuple[Person, Person]) -> None:
    ana, ben = people
    step_id = ana.database.new_id()
    ana.say("One", 0, step_id)
    ben.say("of Ben", 1)
    ana.say("Two", 0, step_id)
    ana.history.undo(ana.title_id)
    assert not {"One", "Two"} & ana.texts() and "of Ben" in ana.texts()


def test_a_row_made_in_a_step_and_changed_by_another_before_the_next_is_not_taken_away(people: tuple[Person, Person]) -> None:
    ana, ben = people
    step_id = ana.database.new_id()
    with ana.database.read() as uow:
        track_id = uow.where(Cue)[0].track_id
    made = Cue(id=ana.database.new_id(), track_id=track_id, start_ms=9000, end_ms=9500, text="made")
    change(ana.database, made, title_id=ana.title_id, step_id=step_id)
    change(ben.database, replace(made, end_ms=9900), title_id=ben.title_id)
    change(ana.database, replace(made, end_ms=9900, text="more"), title_id=ana.title_id, step_id=step_id)
    with raises(StaleEdit, "history.stale"):
        ana.history.undo(ana.title_id)


def test_a_title_goes_with_the_work_of_others_only_when_told_and_names_them(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ben.say("of Ben", 1)
    ben.say("again", 2)
    with pytest.raises(StaleEdit) as stale:
        ana.history.undo(None)
    assert stale.value.code == "history.worked_on_by"
    assert (stale.value.facts["others"], stale.value.facts["count"]) == (["Ben"], 2)
    assert ben.history.undo(None, with_work=True) is None, "Ben imported nothing"
    assert ana.history.undo(None, with_work=True) is not None
    assert ana.history.redo(None) is not None and {"of Ben", "again"} <= ana.texts()
    assert ben.history.undo(ben.title_id) is not None and "again" not in ana.texts()


def test_a_long_edit_belongs_to_who_started_it(people: tuple[Person, Person]) -> None:
    ana, ben = people
    with ben.database.edit(header(ben.title_id, "edit.long"), several_parts=True) as running:
        for number in range(2):
            ana.say(f"beside {number}", 1)
            with running.part() as uow:
                title = uow.get(Title, ben.title_id)
                uow.put(replace(title, genres=(*title.genres, f"{number}")))
            ben.database.sign("Benjamin")
    assert ben.history.undo(ben.title_id) is not None
    with ana.database.read() as uow:
        assert uow.get(Title, ana.title_id).genres == () and "beside 1" in ana.texts()


def test_a_renamed_person_keeps_the_stack(people: tuple[Person, Person]) -> None:
    ana, ben = people
    ana.say("One", 0)
    ana.history.undo(ana.title_id)
    ana.say("Two", 1)
    ana.database.rename_actor(ana.database.sign("Anna"))
    assert {line.author for line in ben.history.lines(ben.title_id)} == {"Anna"}
    ana.say("Three", 2)
    again = History(Database.open(ana.database.path, author=Actor(key="a", name="Anna")))
    assert again.can_undo(ana.title_id) == ana.history.can_undo(ana.title_id)
    for _ in range(2):
        assert again.undo(ana.title_id) is not None
    again._database.close()


def test_two_of_one_name_are_two_people(people: tuple[Person, Person]) -> None:
    ana, _ben = people
    ana.say("One", 0)
    namesake = Database.open(ana.database.path, author=Actor(key="c", name="Ana"))
    assert History(namesake).can_undo(ana.title_id) is None
    change(namesake, title_id=ana.title_id)
    assert [line.own for line in History(namesake).lines(ana.title_id)] == [False, False]
    namesake.close()
