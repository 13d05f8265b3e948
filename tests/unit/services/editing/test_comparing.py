"""A write compares what it changes: nobody's words are written over by one who has never seen them."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from crossreel.domain.cues.row_change import RowChange
from crossreel.domain.errors import StaleEdit, StaleText
from crossreel.i18n.messages import sentence
from crossreel.services.editing.cues import Editing
from crossreel.storage.database import Database
from tests.builders import SOURCE, Drama


@pytest.fixture
def colleague(drama: Drama) -> Iterator[Editing]:
    """Somebody else on the same catalog."""
    database = Database.open(drama.database.path, author="Ben")
    yield Editing(database)
    database.close()


def test_a_colleagues_text_is_not_written_over(drama: Drama, editing: Editing, colleague: Editing) -> None:
    cue = drama.cues(1, "en")[0]
    colleague.set_text(cue.id, "<i>Where</i> were you?")
    with pytest.raises(StaleText) as refused:
        editing.set_text(cue.id, "Where are you?", expected=cue.text)
    facts = refused.value.facts
    assert (facts["text"], facts["plain"], facts["author"]) == ("<i>Where</i> were you?", "Where were you?", "Ben")
    assert facts["written_ms"]
    assert "Ben" in sentence(refused.value.code, facts) and "Where were you?" in sentence(refused.value.code, facts)
    assert drama.cues(1, "en")[0].text == "<i>Where</i> were you?"
    editing.set_text(cue.id, "Where are you?", expected="<i>Where</i> were you?")
    assert drama.cues(1, "en")[0].text == "Where are you?"


def test_what_both_wrote_alike_is_no_conflict(drama: Drama, editing: Editing, colleague: Editing) -> None:
    cue = drama.cues(1, "en")[0]
    colleague.set_text(cue.id, "Same words")
    assert editing.set_text(cue.id, "Same words", expected=cue.text).changes == ()


def test_markup_written_another_way_is_the_same_text(drama: Drama, editing: Editing) -> None:
    cue = drama.cues(1, "en")[0]
    editing.set_text(cue.id, "<i>one two</i>")
    editing.set_text(cue.id, "three", expected="<i>one</i><i> two</i>")
    assert drama.cues(1, "en")[0].text == "three"


@pytest.mark.parametrize("expected", ["", "gone since"])
def test_a_cell_compares_too(drama: Drama, editing: Editing, colleague: Editing, expected: str) -> None:
    row = drama.cues(1)[1]
    colleague.set_cell_text(row.id, "th", "ไทย" if not expected else "")
    with pytest.raises(StaleText) as refused:
        editing.set_cell_text(row.id, "th", "mine", expected=expected)
    assert refused.value.facts["text"] == ("ไทย" if not expected else "")
    assert sentence(refused.value.code, refused.value.facts)
    assert [cue.text for cue in drama.cues(1, "th")] == ([] if expected else ["ไทย"])
    editing.set_cell_text(row.id, "th", "mine", expected="ไทย" if not expected else "")
    assert [cue.text for cue in drama.cues(1, "th")] == ["mine"]


def test_the_source_cell_compares_as_well(drama: Drama, editing: Editing, colleague: Editing) -> None:
    row = drama.cues(1)[0]
    colleague.set_text(row.id, "别的")
    with pytest.raises(StaleText):
        editing.set_cell_text(row.id, SOURCE, "新的", expected=row.text)
    assert drama.cues(1)[0].text == "别的"


def test_without_an_expectation_whatever_stands_there_is_replaced(drama: Drama, editing: Editing, colleague: Editing) -> None:
    cue = drama.cues(1, "en")[0]
    colleague.set_text(cue.id, "other")
    editing.set_text(cue.id, "mine")
    assert drama.cues(1, "en")[0].text == "mine"


def test_nobody_cuts_joins_or_removes_words_that_he_has_never_seen(drama: Drama, editing: Editing, colleague: Editing) -> None:
    first, second = drama.cues(1, "en")[:2]
    colleague.set_text(first.id, "Other words")
    acts = (
        lambda: editing.split(first.id, first.start_ms + 500, 1, expected=first.text),
        lambda: editing.merge([first.id, second.id], expected={first.id: first.text, second.id: second.text}),
        lambda: editing.merge([first.id, second.id], everywhere=True, expected={first.id: first.text}),
        lambda: editing.delete([first.id], expected={first.id: first.text}),
        lambda: editing.delete([drama.cues(1)[0].id], everywhere=True, expected={first.id: first.text}),
    )
    for act in acts:
        with pytest.raises(StaleEdit) as refused:
            act()
        assert "Ben" in sentence(refused.value.code, refused.value.facts)
    assert [cue.text for cue in drama.cues(1, "en")][:2] == ["Other words", second.text]
    editing.delete([first.id], expected={first.id: "Other words"})
    assert drama.cue(first.id) is None


def test_what_one_wrote_oneself_need_not_be_shown_yet(drama: Drama, editing: Editing) -> None:
    cue = drama.cues(1, "en")[0]
    editing.set_text(cue.id, "one two")
    editing.split(cue.id, cue.start_ms + 500, 4, expected=cue.text)
    assert [each.text for each in drama.cues(1, "en")][:2] == ["one", "two"]


def test_nobody_changes_rows_that_are_not_as_they_were_shown(drama: Drama, editing: Editing, colleague: Editing) -> None:
    first, second = drama.cues(1, "en")[:2]
    row, spoken = drama.cues(1)[:2]
    shown = {cue.id: cue for cue in (first, second, row, spoken)}
    colleague.set_times(row.id, row.start_ms, row.end_ms + 40)
    colleague.set_placement([second.id], "8")
    ids, episode = [row.id, spoken.id], drama.episode_ids[0]
    acts = (
        lambda: editing.change_rows(ids, RowChange(by_ms=500), expected=shown),
        lambda: editing.change_rows(ids, RowChange(factor=Fraction(2)), expected=shown),
        lambda: editing.change_rows([second.id], RowChange(placement="7"), expected=shown),
        lambda: editing.shift([episode], 500, expected=shown),
        lambda: editing.sync((row.id, row.start_ms + 100), (spoken.id, spoken.start_ms + 300), expected=shown),
        lambda: editing.set_placement([second.id], "7", expected=shown),
    )
    before = (drama.cues(1), drama.cues(1, "en"))
    for act in acts:
        with pytest.raises(StaleEdit) as refused:
            act()
        assert "Ben" in sentence(refused.value.code, refused.value.facts)
    assert (drama.cues(1), drama.cues(1, "en")) == before
    editing.change_rows(ids, RowChange(placement="9"), expected=shown)  # what is not changed need not be as it was
    editing.change_rows([spoken.id], RowChange(by_ms=20), expected=shown)
    now = {cue.id: cue for cue in (*drama.cues(1), *drama.cues(1, "en"))}
    editing.shift([episode], 500, expected=now)
    assert drama.cues(1)[0].start_ms == row.start_ms + 500


def test_rows_that_one_changed_oneself_need_not_be_shown_yet(drama: Drama, editing: Editing) -> None:
    row = drama.cues(1)[0]
    for _each in range(2):
        editing.change_rows([row.id], RowChange(by_ms=100), expected={row.id: row})
    assert drama.cues(1)[0].start_ms == row.start_ms + 200
