"""Rows out to the clipboard and in again: columns, one column, SubRip; a plan first, then one edit."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput, StaleText
from crossreel.domain.text.columns import read_columns, write_columns
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from tests.builders import SOURCE, Drama, journaled_rows

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\t\n"'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_columns_come_back_as_they_went(rows: list[list[str]]) -> None:
    kept = [*rows]
    while kept and not any(cell.strip() for cell in kept[-1]):
        kept.pop()
    if all(any(cell for cell in row) or len(row) > 1 for row in kept):
        assert read_columns(write_columns(rows)) == kept


def english(drama: Drama) -> list[str]:
    return [cue.text for cue in drama.cues(1, "en")]


def test_rows_go_out_as_columns_and_as_subrip(drama: Drama, editing: Editing) -> None:
    first, second = drama.cues(1)[:2]
    editing.set_text(drama.cues(1, "en")[0].id, 'One\n"two"')
    out = editing.copy_rows(drama.episode_ids[0], [first.id, second.id], [SOURCE, "en"])
    heading, one, two = read_columns(out)
    assert heading == ["#", "in", "out", "speaker", SOURCE, "en"]
    assert one == ["1", "00:00:00.000", "00:00:01.000", "", first.text, 'One\n"two"']
    assert two[0] == "2" and two[4] == second.text
    srt = editing.copy_rows(drama.episode_ids[0], [second.id], ["en"], as_srt=True)
    assert srt.startswith("1\n00:00:01,500 --> 00:00:02,500\n") and drama.cues(1, "en")[1].text in srt
    with pytest.raises(BadInput, match=r"editing\.copy_nothing"):
        editing.copy_rows(drama.episode_ids[0], [second.id], ["fr"], as_srt=True)


def test_what_went_out_comes_back_without_a_change(drama: Drama, editing: Editing) -> None:
    ids = [cue.id for cue in drama.cues(1)]
    out = editing.copy_rows(drama.episode_ids[0], ids, [SOURCE, "en", "ar"])
    plan = editing.plan_paste(drama.episode_ids[0], ids, "en", out, with_times=True)
    assert (plan.count, plan.misfits, plan.lines) == (0, (), 4)


def test_a_column_goes_down_from_one_row_and_is_one_edit(drama: Drama, editing: Editing, history: History) -> None:
    before, source = journaled_rows(drama.database), drama.cues(1)
    plan = editing.plan_paste(drama.episode_ids[0], [source[1].id], "en", 'two\n"three\nlines"\n\nfive\nsix')
    assert [(cell.number, cell.after) for cell in plan.cells] == [(2, "two"), (3, "three\nlines")]
    assert [(misfit.line, misfit.code) for misfit in plan.misfits] == [(4, "editing.paste_no_row"), (5, "editing.paste_no_row")]
    assert journaled_rows(drama.database) == before, "a plan writes nothing"
    edit = editing.paste(plan)
    assert english(drama)[1:3] == ["two", "three\nlines"] and edit.header.label == "edit.paste"
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_several_columns_go_to_the_languages_from_here_on(drama: Drama, editing: Editing) -> None:
    plan = editing.plan_paste(drama.episode_ids[0], [drama.cues(1)[0].id], "en", "Hello <there> & you\tأهلا\nBye\tوداعا")
    editing.paste(plan)
    assert english(drama)[:2] == ["Hello &lt;there&gt; &amp; you", "Bye"]
    assert [cue.text for cue in drama.cues(1, "ar")][:2] == ["أهلا", "وداعا"]


def test_a_heading_names_columns_whatever_their_order(drama: Drama, editing: Editing) -> None:
    text = "ar\tin\tout\tspeaker\n" + "أهلا\t0:00.2\t0:01.2\tGhost"
    ids = [drama.cues(1)[0].id]
    plan = editing.plan_paste(drama.episode_ids[0], ids, SOURCE, text, with_times=True)
    assert [(cell.language, cell.after) for cell in plan.cells] == [("ar", "أهلا")]
    assert [each.after for each in plan.times] == [(200, 1200)]
    assert [misfit.code for misfit in plan.misfits] == ["editing.paste_no_speaker"]
    editing.paste(plan)
    assert (drama.cues(1)[0].start_ms, drama.cues(1, "ar")[0].end_ms) == (200, 1200), "the translations went along"


def test_a_block_of_subrip_brings_texts_and_if_wanted_times(drama: Drama, editing: Editing) -> None:
    block = "7\n00:00:01,600 --> 00:00:02,600\n<i>Now</i>\nhere\n\n8\n00:00:03,100 --> 00:00:04,100\nThen\n"
    ids = [cue.id for cue in drama.cues(1)[1:3]]
    plan = editing.plan_paste(drama.episode_ids[0], ids, "en", block)
    assert plan.has_times and not plan.times
    editing.paste(editing.plan_paste(drama.episode_ids[0], ids, "en", block, with_times=True))
    now, then = drama.cues(1, "en")[1:3]
    assert (now.text, now.start_ms, now.pinned, then.text) == ("<i>Now</i>\nhere", 1600, True, "Then")
    assert drama.cues(1)[1].start_ms == 1500


def test_an_empty_column_makes_the_language_and_more_rows_than_lines_are_told(drama: Drama, editing: Editing) -> None:
    ids = [cue.id for cue in drama.cues(1)]
    plan = editing.plan_paste(drama.episode_ids[0], ids, "fr", "Un\nDeux")
    assert [misfit.code for misfit in plan.misfits] == ["editing.paste_rows_left"]
    editing.paste(plan)
    with drama.database.read() as uow:
        from crossreel.domain.cues.cue import Cue
        from crossreel.domain.cues.track import Track

        (track,) = uow.where(Track, episode_id=drama.episode_ids[0], language="fr")
        assert [cue.text for cue in uow.where(Cue, track_id=track.id)] == ["Un", "Deux"]


def test_a_text_that_became_another_since_the_plan_is_not_written_over(drama: Drama, editing: Editing) -> None:
    ids = [cue.id for cue in drama.cues(1)]
    plan = editing.plan_paste(drama.episode_ids[0], ids, "en", "a\nb\nc\nd")
    editing.set_text(drama.cues(1, "en")[2].id, "somebody else's")
    before = journaled_rows(drama.database)
    with pytest.raises(StaleText):
        editing.paste(plan)
    assert journaled_rows(drama.database) == before, "nothing of it is written"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\t\n"<>&'), max_size=60), pick=st.integers(0, 3))
def test_whatever_is_pasted_is_planned_and_undone(drama: Drama, editing: Editing, history: History, text: str, pick: int) -> None:
    before = journaled_rows(drama.database)
    try:
        plan = editing.plan_paste(drama.episode_ids[0], [drama.cues(1)[pick].id], "en", text, with_times=True)
    except BadInput:
        return
    edit = editing.paste(plan)
    assert bool(edit.changes) == (journaled_rows(drama.database) != before)
    if edit.changes:
        history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before
