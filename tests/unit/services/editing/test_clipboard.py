"""Rows out to the clipboard and in again: columns, one column, SubRip; a plan first, then one edit."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, StaleText
from crossreel.domain.text.columns import read_columns, write_columns
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from tests.builders import SOURCE, Drama, journaled_rows, over

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


FRAMES = "1\n00:00:01:15 --> 00:00:02:00\nNow\n\n2\n00:00:03:05 --> 00:00:04:20\nThen\n"


def with_video(drama: Drama, rate: Fraction, **fields: object) -> None:
    """Give the first episode a video."""
    video = Version(id=7, episode_id=drama.episode_ids[0], is_reference=True, path="/1.mp4", frame_rate=rate, **fields)  # type: ignore[arg-type]
    with drama.database.edit(EditHeader(label="edit.create_title", title_id=None, facts={})) as edit, edit.part() as uow:
        over(uow, video)


@pytest.mark.parametrize("block", [FRAMES, "in\tout\ten\n00:00:01:15\t00:00:02:00\tNow\n00:00:03:05\t00:00:04:20\tThen"])
def test_times_that_count_frames_take_the_rate_of_the_video(drama: Drama, editing: Editing, block: str) -> None:
    with_video(drama, Fraction(25))
    ids = [cue.id for cue in drama.cues(1)[1:3]]
    plan = editing.plan_paste(drama.episode_ids[0], ids, "en", block, with_times=True)
    assert [each.after for each in plan.times] == [(1600, 2000), (3200, 4800)] and not plan.misfits
    said = editing.plan_paste(drama.episode_ids[0], ids, "en", block, with_times=True, frame_rate=Fraction(30))
    assert [each.after for each in said.times] == [(1500, 2000), (3167, 4667)]


@pytest.mark.parametrize("variable", [False, True])
def test_without_a_rate_the_words_come_in_and_the_times_are_told(drama: Drama, editing: Editing, variable: bool) -> None:
    if variable:
        with_video(drama, Fraction(25), variable_frame_rate=True)
    ids = [cue.id for cue in drama.cues(1)[1:3]]
    plan = editing.plan_paste(drama.episode_ids[0], ids, "en", FRAMES, with_times=True)
    assert [cell.after for cell in plan.cells] == ["Now", "Then"]
    assert (plan.times, plan.has_times) == ((), False)
    assert [(each.code, each.facts["text"]) for each in plan.misfits] == [("editing.paste_no_rate", "00:00:01:15")]


SIGNS, SIGNS_EN = f"{SOURCE}-x-signs", "en-x-signs"


def with_signs(drama: Drama, editing: Editing) -> list[int]:
    """Put three signs between what is spoken in the first episode; return their ids."""
    for at, words in enumerate(("急救室", "出口", "三年后")):
        editing.insert(drama.episode_ids[0], SIGNS, 200 + at * 1500, 900 + at * 1500, words)
    return [cue.id for cue in drama.cues(1, SIGNS)]


def test_lines_go_down_the_empty_cells_of_signs(drama: Drama, editing: Editing, history: History) -> None:
    first, *_ = with_signs(drama, editing)
    before = journaled_rows(drama.database)
    plan = editing.plan_paste(drama.episode_ids[0], [first], SIGNS_EN, "Emergency room\nExit\nThree years later\nmore")
    assert [cell.after for cell in plan.cells] == ["Emergency room", "Exit", "Three years later"]
    assert [misfit.code for misfit in plan.misfits] == ["editing.paste_no_row"]
    editing.paste(plan)
    made = drama.cues(1, SIGNS_EN)
    assert [(cue.text, cue.start_ms) for cue in made] == [("Emergency room", 200), ("Exit", 1700), ("Three years later", 3200)]
    history.undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_what_is_spoken_passes_by_the_rows_of_signs(drama: Drama, editing: Editing) -> None:
    signs = with_signs(drama, editing)
    spoken = drama.cues(1)
    plan = editing.plan_paste(drama.episode_ids[0], [spoken[0].id], "en", "a\nb\nc\nd")
    assert [cell.row_id for cell in plan.cells] == [cue.id for cue in spoken] and not plan.misfits
    every = [cue.id for cue in spoken] + signs
    plan = editing.plan_paste(drama.episode_ids[0], every, "en", "a\nb\nc\nd")
    assert [cell.row_id for cell in plan.cells] == [cue.id for cue in spoken] and not plan.misfits
    plan = editing.plan_paste(drama.episode_ids[0], every, SIGNS_EN, "x\ny\nz")
    assert [cell.row_id for cell in plan.cells] == signs and not plan.misfits


def test_a_block_of_subrip_goes_into_empty_cells_of_signs(drama: Drama, editing: Editing) -> None:
    signs = with_signs(drama, editing)
    block = "1\n00:00:00,300 --> 00:00:00,800\nEmergency room\n\n2\n00:00:01,700 --> 00:00:02,400\nExit\n"
    plan = editing.plan_paste(drama.episode_ids[0], signs[:2], SIGNS_EN, block)
    editing.paste(plan)
    assert [cue.text for cue in drama.cues(1, SIGNS_EN)] == ["Emergency room", "Exit"]
