"""Edits of cues on a real catalog: what changes, what follows, and what is refused."""

from dataclasses import replace

import pytest

from crossreel.domain.catalog.title import Character, TitleLanguage
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound, StaleEdit
from crossreel.domain.text.pattern import Pattern, pattern
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing import cues as editing_module
from crossreel.services.editing import replacing
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from crossreel.services.history.undoing import History
from crossreel.storage.unit_of_work import UnitOfWork
from tests.builders import SOURCE, Drama, journaled_rows, make_drama


def approve(drama: Drama) -> None:
    with drama.database.edit(EditHeader(label="edit.set_state", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put_all(replace(track, state=State.APPROVED) for track in uow.where(Track))


def states(drama: Drama, number: int = 1) -> list[State]:
    return [drama.track(number, tag).state for tag in (SOURCE, "en", "ar")]


def created(edit: Edit) -> list[int]:
    return [change.id for change in edit.changes if change.kind == "cue" and change.before is None]


def test_text_takes_back_the_state_of_its_track_only(drama: Drama, editing: Editing) -> None:
    approve(drama)
    edit = editing.set_text(drama.cues(1, "en")[0].id, "<i>Where<b> are</i> you")
    assert states(drama) == [State.APPROVED, State.TRANSLATED, State.APPROVED]
    assert (len(edit.ids("cue")), len(edit.ids("track"))) == (1, 1)
    assert drama.cues(1, "en")[0].text == "<i>Where</i><i><b> are</b></i><b> you</b>"


def test_retiming_the_source_takes_back_every_language_that_follows(drama: Drama, editing: Editing) -> None:
    editing.pin([drama.cues(1, "ar")[0].id])
    approve(drama)
    editing.set_times(drama.cues(1)[0].id, 100, 900)
    assert states(drama) == [State.TRANSLATED, State.TRANSLATED, State.APPROVED]
    assert (drama.cues(1, "en")[0].start_ms, drama.cues(1, "ar")[0].start_ms) == (100, 0)


def test_several_cues_are_retimed_as_one_edit_or_not_at_all(drama: Drama, editing: Editing, history: History) -> None:
    first, second = drama.cues(1)[:2]
    english = drama.cues(1, "en")[1]
    edit = editing.set_times_of({first.id: (100, 900), second.id: (1000, 1900), english.id: (1200, 1900)})
    assert [(cue.start_ms, cue.end_ms) for cue in drama.cues(1, "ar")[:2]] == [(100, 900), (1000, 1900)]
    assert (drama.cues(1, "en")[0].start_ms, drama.cues(1, "en")[1].start_ms, drama.cues(1, "en")[1].pinned) == (100, 1200, True)
    history.undo(drama.title_id)
    assert (drama.cues(1)[0], drama.cues(1)[1], drama.cues(1, "en")[1]) == (first, second, english)
    assert len(edit.ids("cue")) == 6
    with pytest.raises(BadInput):
        editing.set_times_of({first.id: (100, 900), second.id: (1000, 900)})
    assert drama.cues(1)[0] == first


def test_the_same_text_again_is_no_edit(drama: Drama, editing: Editing, history: History) -> None:
    cue = drama.cues(1, "en")[0]
    assert editing.set_text(cue.id, cue.text).changes == ()
    assert history.can_undo(drama.title_id) is None


def test_a_new_source_text_marks_translations_until_they_are_written_or_confirmed(drama: Drama, editing: Editing) -> None:
    source, english, arabic = drama.cues(1)[0], drama.cues(1, "en")[0], drama.cues(1, "ar")[0]
    editing.set_text(source.id, "新的")
    fresh = text_digest(["新的"])
    assert drama.cues(1, "en")[0].source_digest != fresh
    editing.set_text(english.id, "New")
    editing.confirm_source([arabic.id])
    assert [drama.cues(1, tag)[0].source_digest for tag in ("en", "ar")] == [fresh, fresh]
    assert [drama.cues(1, tag)[0].origin for tag in ("en", "ar")] == [Origin.TYPED, Origin.IMPORTED]


def test_typing_in_an_empty_column_makes_track_language_and_follower(drama: Drama, editing: Editing, history: History) -> None:
    before = journaled_rows(drama.database)
    source = drama.cues(1)[1]
    assert editing.set_cell_text(source.id, "es-419", " ").changes == ()
    edit = editing.set_cell_text(source.id, "es-419", "Hola", step_id=7)
    editing.set_cell_text(source.id, "es-419", "Hola, tú", step_id=7)
    assert {change.kind for change in edit.changes} == {"cue", "track", "title_language"}
    (made,) = drama.cues(1, "es-419")
    assert (made.text, made.anchor_id, made.start_ms, made.end_ms) == ("Hola, tú", source.id, source.start_ms, source.end_ms)
    assert drama.track(1, "es-419").role is Role.TRANSLATION
    with drama.database.read() as uow:
        positions = {row.language: row.position for row in uow.where(TitleLanguage, title_id=drama.title_id)}
    assert positions == {"en": 1, "ar": 2, "es-419": 3}
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_typing_in_the_source_column_writes_the_source(drama: Drama, editing: Editing) -> None:
    editing.set_cell_text(drama.cues(1)[0].id, SOURCE, "改了")
    assert drama.cues(1)[0].text == "改了"
    assert len(drama.cues(1)) == 4


@pytest.mark.parametrize("language", ["", "klingonese", "12", "en_US_POSIX_!"])
def test_a_column_of_no_language_is_refused(drama: Drama, editing: Editing, language: str) -> None:
    before = journaled_rows(drama.database)
    with pytest.raises(BadInput, match=r"catalog\.unknown_language"):
        editing.set_cell_text(drama.cues(1)[0].id, language, "x")
    assert journaled_rows(drama.database) == before


def test_a_cell_needs_a_source_cue(drama: Drama, editing: Editing) -> None:
    with pytest.raises(BadInput, match=r"editing\.no_spine_cue"):
        editing.set_cell_text(drama.cues(1, "en")[0].id, "ar", "x")


def test_the_first_cue_of_an_episode_makes_its_spine(drama: Drama, editing: Editing) -> None:
    catalog = Cataloging(drama.database)
    catalog.add_episode(drama.title_id, 3)
    catalog.add_episode(drama.title_id, 4)
    third, fourth = (row.episode.id for row in catalog.matrix(drama.title_id).rows[2:])
    editing.insert(third, SOURCE, 0, 1000, "你")
    editing.insert(fourth, "en", 0, 1000, "You")
    sheets = [Translating(drama.database).sheet(id) for id in (third, fourth)]
    assert [(sheet.spine.language, sheet.spine.role) for sheet in sheets if sheet.spine] == [
        (SOURCE, Role.SOURCE),
        ("en", Role.TEMPLATE),
    ]
    editing.set_cell_text(sheets[1].rows[0].cue.id, SOURCE, "你")
    assert Translating(drama.database).sheet(fourth).rows[0].followers[SOURCE][0].text == "你"


def test_an_inserted_translation_hangs_on_what_it_overlaps(drama: Drama, editing: Editing) -> None:
    edit = editing.insert(drama.episode_ids[0], "en", 7000, 7500, "sign")
    loose = drama.cue(created(edit)[0])
    assert loose is not None and (loose.anchor_id, loose.pinned) == (None, True)
    editing.delete([drama.cues(1, "en")[0].id])
    edit = editing.insert(drama.episode_ids[0], "en", 10, 990, "again")
    hung = drama.cue(created(edit)[0])
    assert hung is not None and (hung.anchor_id, hung.pinned, hung.start_ms) == (drama.cues(1)[0].id, False, 0)


def test_split_and_merge_are_undone_whole(drama: Drama, editing: Editing, history: History) -> None:
    before = journaled_rows(drama.database)
    source = drama.cues(1)[0]
    editing.split(source.id, 400, 2)
    assert len(drama.cues(1)) == 5
    assert [drama.cues(1, tag)[0].source_digest for tag in ("en", "ar")] == ["", ""]
    editing.merge([each.id for each in drama.cues(1)[:2]])
    assert len(drama.cues(1)) == 4
    history.undo(drama.title_id)
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_deleting_the_source_keeps_a_persons_words(drama: Drama, editing: Editing) -> None:
    source, english = drama.cues(1)[0], drama.cues(1, "en")[0]
    editing.delete([source.id])
    left = drama.cue(english.id)
    assert left is not None and (left.anchor_id, left.pinned, left.source_digest) == (None, True, "")
    assert drama.cue(source.id) is None


def test_a_shift_moves_all_or_some(drama: Drama, editing: Editing) -> None:
    editing.shift(drama.episode_ids, 250, from_ms=1500)
    assert [[each.start_ms for each in drama.cues(number, "en")] for number in (1, 2)] == [[0, 1750, 3250, 4750]] * 2
    assert not any(each.pinned for each in drama.cues(1, "en"))
    editing.shift([drama.episode_ids[0]], 100, languages=["ar"])
    assert [each.start_ms for each in drama.cues(1, "ar")] == [100, 1850, 3350, 4850]
    assert all(each.pinned for each in drama.cues(1, "ar"))
    assert [each.start_ms for each in drama.cues(1)] == [0, 1750, 3250, 4750]


@pytest.mark.parametrize("delta_ms", [-1, 359_999_999])
def test_a_shift_out_of_bounds_changes_nothing(drama: Drama, editing: Editing, delta_ms: int) -> None:
    before = journaled_rows(drama.database)
    with pytest.raises(BadInput):
        editing.shift(drama.episode_ids, delta_ms)
    assert journaled_rows(drama.database) == before


def test_find_and_replace_over_the_title(drama: Drama, editing: Editing, history: History) -> None:
    editing.set_text(drama.cues(2, "en")[1].id, "The <i>Heir</i> is here")
    approve(drama)
    before = journaled_rows(drama.database)
    assert [(hit.episode_number, hit.language, hit.text) for hit in editing.find(drama.title_id, "heir is")] == [
        (2, "en", "The Heir is here"),
    ]  # fmt: skip
    assert editing.find(drama.title_id, "HEIR", match_case=True) == ()
    assert len(editing.find(drama.title_id, r"^(en|ar) \d", regex=True)) == 15
    assert len(editing.find(drama.title_id, "en", languages=["en"], episode_ids=[drama.episode_ids[0]])) == 4
    assert editing.replace(drama.title_id, "hei", "Erb", whole_word=True).changes == (), "no part of a word"
    edit = editing.replace(drama.title_id, "heir", "Erbin", whole_word=True)
    assert drama.cues(2, "en")[1].text == "The <i>Erbin</i> is here"
    assert edit.ids("cue") == {drama.cues(2, "en")[1].id}
    assert states(drama, 2) == [State.APPROVED, State.TRANSLATED, State.APPROVED]
    assert editing.replace(drama.title_id, "nowhere to be found", "x").changes == ()
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_a_replacement_in_the_source_leaves_translations_to_be_looked_at(drama: Drama, editing: Editing) -> None:
    editing.replace(drama.title_id, "第1.0集", "别的", languages=[SOURCE])
    editing.replace(drama.title_id, "en 1.0", "Other", languages=["en"])
    assert drama.cues(1, "en")[0].source_digest == text_digest(["第1.0集"])


@pytest.mark.parametrize(("what", "by", "regex", "code"), [
    ("", "x", False, "nothing_to_find"), ("(", "x", True, "bad_pattern"), ("en", r"\3", True, "bad_replacement"),
])  # fmt: skip
def test_faulty_replacements_change_nothing(drama: Drama, editing: Editing, what: str, by: str, regex: bool, code: str) -> None:
    before = journaled_rows(drama.database)
    with pytest.raises(BadInput) as caught:
        editing.replace(drama.title_id, what, by, regex=regex)
    assert caught.value.code == f"editing.{code}"
    assert journaled_rows(drama.database) == before


def test_speaker_and_placement(drama: Drama, editing: Editing) -> None:
    catalog = Cataloging(drama.database)
    catalog.put_character(Character(id=0, title_id=drama.title_id, name="林"))
    (character,) = catalog.characters(drama.title_id)
    ids = [each.id for each in drama.cues(1)[:2]]
    editing.set_speaker(ids, character.id)
    editing.set_placement(ids, "8")
    editing.set_placement(ids[1:], "10,20.5,80,10")
    assert [(each.speaker_id, each.placement) for each in drama.cues(1)[:2]] == [
        (character.id, "8"),
        (character.id, "10,20.5,80,10"),
    ]
    assert Translating(drama.database).sheet(drama.episode_ids[0]).speakers == {character.id: "林"}
    other = make_drama(drama.database.path, code="OTHER", database=drama.database)
    with pytest.raises(BadInput, match=r"editing\.foreign_speaker"):
        editing.set_speaker([other.cues(1)[0].id], character.id)
    catalog.remove_character(character.id)
    assert drama.cues(1)[0].speaker_id is None


def test_a_placement_is_kept_in_its_one_form(drama: Drama, editing: Editing) -> None:
    cue = drama.cues(1)[0]
    for given, kept in (("8", "8"), ("10.0,20.50,95,10", "10,20.5,90,10"), ("2", "")):
        editing.set_placement([cue.id], given)
        assert drama.cues(1)[0].placement == kept


@pytest.mark.parametrize("placement", ["0", "10", "a", "1,2,3", "1,2,3,x", "120,0,10,10", "10,10,0,10", "٣"])
def test_no_such_place(drama: Drama, editing: Editing, placement: str) -> None:
    with pytest.raises(BadInput, match=r"editing\.bad_placement"):
        editing.set_placement([drama.cues(1)[0].id], placement)


def test_gone_cues_are_not_found(drama: Drama, editing: Editing) -> None:
    cue = drama.cues(1)[0]
    editing.delete([cue.id])
    for act in (
        lambda: editing.set_text(cue.id, "x"),
        lambda: editing.delete([cue.id, drama.cues(1)[0].id]),
        lambda: editing.pin([]),
        lambda: editing.set_cell_text(cue.id, "en", "x"),
        lambda: editing.insert(5, "en", 0, 1),
    ):
        with pytest.raises(NotFound):
            act()


def test_cues_of_several_episodes_are_deleted_in_one_edit(drama: Drama, editing: Editing, history: History) -> None:
    editing.delete([drama.cues(1)[0].id, drama.cues(2)[0].id])
    assert (len(drama.cues(1)), len(drama.cues(2))) == (3, 3)
    history.undo(drama.title_id)
    assert (len(drama.cues(1)), len(drama.cues(2))) == (4, 4)
    with pytest.raises(BadInput, match=r"editing\.merge_apart"):
        editing.merge([drama.cues(1)[0].id, drama.cues(2)[0].id])


def test_control_characters_and_foreign_line_ends_are_cleaned(drama: Drama, editing: Editing) -> None:
    editing.set_text(drama.cues(1, "en")[0].id, "a\r\nb\x00\x1bc\rd")
    assert drama.cues(1, "en")[0].text == "a\nbc\nd"


def test_a_cue_of_ten_thousand_characters_is_kept_whole(drama: Drama, editing: Editing) -> None:
    editing.set_text(drama.cues(1)[0].id, "长" * 10_000)
    assert drama.cues(1)[0].text == "长" * 10_000


def test_a_search_without_end_is_given_up_and_changes_nothing(
    drama: Drama, editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pattern.__kwdefaults__, "limit_s", 0.2)
    first = drama.cues(1, "en")[0]
    editing.set_text(first.id, "a" * 60 + "c")
    before = journaled_rows(drama.database)
    with pytest.raises(BadInput) as caught:
        editing.replace(drama.title_id, "(a|aa)+$", "x", regex=True)
    assert (caught.value.code, caught.value.facts["pattern"]) == ("editing.slow_pattern", "(a|aa)+$")
    assert journaled_rows(drama.database) == before
    with pytest.raises(BadInput, match=r"editing\.slow_pattern"):
        editing.find(drama.title_id, "(a|aa)+$", regex=True)


def test_a_replacement_is_worked_out_before_the_gate(drama: Drama, editing: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = drama.cues(1, "en")[:2]
    rewrite, typed = replacing.rewrite, []

    def rewrite_while_somebody_types(markup: str, what: Pattern, by: str, *, template: bool) -> str:
        if not typed:
            typed.append(editing.set_text(first.id, "typed meanwhile, en"))
        return rewrite(markup, what, by, template=template)

    monkeypatch.setattr(replacing, "rewrite", rewrite_while_somebody_types)
    editing.replace(drama.title_id, "en", "EN", languages=["en"])
    assert [cue.text for cue in drama.cues(1, "en")[:2]] == ["typed meanwhile, EN", second.text.replace("en", "EN")]


def test_a_replacement_that_is_always_overtaken_writes_nothing(
    drama: Drama, editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drama.cues(1, "en")[0]
    plan, texts = editing_module.replacements, iter(range(100))

    def overtaken(uow: UnitOfWork, within: replacing.SearchRange, what: str, by: str) -> list[replacing.Replacement]:
        found = plan(uow, within, what, by)
        editing.set_text(first.id, f"en {next(texts)}")
        return found

    monkeypatch.setattr(editing_module, "replacements", overtaken)
    with pytest.raises(StaleEdit, match=r"editing\.replace_overtaken"):
        editing.replace(drama.title_id, "en", "EN", languages=["en"])
    assert not any("EN" in cue.text for cue in drama.cues(1, "en"))


def test_one_cue_and_one_language_are_replaced_alone(drama: Drama, editing: Editing) -> None:
    first = drama.cues(1, "en")[0]
    others = {language: [cue.text for cue in drama.cues(1, language)] for language in (SOURCE, "ar")}
    editing.replace(drama.title_id, r"(\d)\.(\d)", r"\2.\1", regex=True, cue_ids=[first.id])
    assert [cue.text for cue in drama.cues(1, "en")][:2] == ["en 0.1", "en 1.1"]
    second = {language: [cue.text for cue in drama.cues(2, language)] for language in (SOURCE, "en", "ar")}
    editing.replace(drama.title_id, r"\d", "x", regex=True, languages=["en"], episode_ids=drama.episode_ids[:1])
    assert {language: [cue.text for cue in drama.cues(2, language)] for language in (SOURCE, "en", "ar")} == second
    assert drama.cues(1, "en")[0].text == "en x.x"
    assert {language: [cue.text for cue in drama.cues(1, language)] for language in (SOURCE, "ar")} == others


def test_a_draft_is_accepted_as_it_is_in_one_edit(drama: Drama, editing: Editing, history: History) -> None:
    english = drama.cues(1, "en")
    with drama.database.edit(EditHeader(label="edit.import", title_id=drama.title_id)) as edit, edit.part() as uow:
        first, second = (uow.get(Cue, each.id) for each in english[:2])
        uow.put_all([replace(first, origin=Origin.MACHINE), replace(second, origin=Origin.MEMORY)])
    made = editing.accept([each.id for each in english[:3]])
    assert [each.origin for each in drama.cues(1, "en")[:3]] == [Origin.TYPED, Origin.TYPED, Origin.IMPORTED]
    assert len(made.changes) == 2
    history.undo(drama.title_id)
    assert [each.origin for each in drama.cues(1, "en")[:2]] == [Origin.MACHINE, Origin.MEMORY]
