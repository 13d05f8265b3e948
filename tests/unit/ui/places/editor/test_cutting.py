"""Splitting, merging, deleting, inserting and duplicating: here and in all languages, each one edit."""

import itertools

from crossreel.domain.text.inline import plain_text
from crossreel.ui.hub.jobs import call
from tests.unit.ui.stage import Stage


def english(stage: Stage) -> list[list[str]]:
    return [[cue.text for cue in row.followers.get("en", ())] for row in stage.sheet().rows]


def write(stage: Stage, at: int, words: str) -> None:
    stage.workspace.perform(call(stage.desk.editing.set_text, stage.text(at, "en").id, words))
    stage.idle()


def steps(stage: Stage) -> int:
    return len(stage.desk.history.lines(stage.drama.title_id))


def do(stage: Stage, name: str) -> None:
    stage.workspace.do(f"edit.{name}")
    stage.idle()


def test_a_split_here_leaves_the_other_languages_alone_and_merges_back(stage: Stage) -> None:
    write(stage, 1, "one two")
    before, lines = stage.sheet().rows, steps(stage)
    do(stage, "split")
    assert english(stage)[1] == ["one", "two"]
    assert [row.cue for row in stage.sheet().rows] == [row.cue for row in before]
    assert steps(stage) == lines + 1
    first, second = stage.row(1).followers["en"]
    assert second.start_ms - first.end_ms >= 66, "the guide's two frames stay free"
    stage.workspace.select_cue(first.id)
    do(stage, "merge")
    assert english(stage)[1:3] == [["one\ntwo"], ["en 1.2"]]
    assert [row.cue for row in stage.sheet().rows] == [row.cue for row in before]
    assert not stage.text(1, "en").pinned


def test_a_split_in_all_languages_makes_two_rows_and_merges_back(stage: Stage) -> None:
    write(stage, 1, "one two")
    before, lines = stage.row(1).cue, steps(stage)
    do(stage, "split_all")
    rows = stage.sheet().rows
    assert len(rows) == 6 and steps(stage) == lines + 1
    assert english(stage)[1:3] == [["one"], ["two"]]
    assert plain_text(rows[1].cue.text + rows[2].cue.text) == plain_text(before.text)
    do(stage, "merge_all")
    assert len(stage.sheet().rows) == 5
    assert english(stage)[1] == ["one\ntwo"]
    assert (stage.row(1).cue.start_ms, stage.row(1).cue.end_ms) == (before.start_ms, before.end_ms)


def test_deleting_here_empties_the_cell_and_deleting_in_all_languages_takes_the_row(stage: Stage) -> None:
    do(stage, "delete")
    assert english(stage)[1] == [] and stage.row(1).followers["ar"]
    following = stage.row(2).cue.id
    stage.select(2)
    do(stage, "delete_all")
    rows = stage.sheet().rows
    assert len(rows) == 4 and all(row.is_spine for row in rows), "no orphan is left"
    assert following not in {row.cue.id for row in rows}


def test_deleting_one_half_leaves_the_other(stage: Stage) -> None:
    write(stage, 1, "one two")
    do(stage, "split")
    stage.workspace.select_cue(stage.row(1).followers["en"][1].id)
    do(stage, "delete")
    assert english(stage)[1] == ["one"]
    edited = stage.open_desk.edited_cue()
    assert edited is not None and edited.text == "one"


def test_a_new_cue_never_covers_its_neighbour(stage: Stage) -> None:
    before = [row.cue for row in stage.sheet().rows]
    for at_ms in (0, 500, 999, 1000, 1499, 7499, 7500):
        stage.open_desk.player.seek(at_ms)
        do(stage, "insert")
    cues = [row.cue for row in stage.sheet().rows]
    assert len(cues) > len(before)
    assert all(one.end_ms <= other.start_ms for one, other in itertools.pairwise(cues))


def test_where_there_is_no_room_nothing_is_inserted_and_the_reason_told(stage: Stage) -> None:
    row = stage.row(1).cue
    stage.workspace.perform(call(stage.desk.editing.set_times, row.id, row.start_ms, stage.row(2).cue.start_ms))
    stage.idle()
    said: list[str] = []
    stage.workspace.notify.said.connect(lambda message: said.append(message.text))
    do(stage, "insert_after")
    assert len(stage.sheet().rows) == 5
    assert said and "no room" in said[-1]


def test_a_duplicate_stands_right_after_with_the_same_words(stage: Stage) -> None:
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    stage.select(4)
    do(stage, "duplicate")
    stage.bot.waitUntil(lambda: len(stage.sheet().rows) == 6)
    stage.idle()
    one, other = stage.row(4).cue, stage.row(5).cue
    assert other.text == one.text and other.start_ms > one.end_ms
    assert stage.workspace.cue_id == other.id


def test_translations_without_their_source_stand_in_one_row(stage: Stage) -> None:
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    do(stage, "delete")
    rows = stage.sheet().rows
    (loose,) = [row for row in rows if not row.is_spine]
    assert (len(rows), sorted(loose.followers)) == (5, ["ar", "en"])
    assert stage.open_desk.rows() == rows, "what the edit was folded into is what is read anew"
    stage.workspace.select_cue(loose.cue.id)
    do(stage, "delete_all")
    assert len(stage.sheet().rows) == 4


def test_set_out_of_a_translation_of_two_cues_moves_the_end_of_the_second(stage: Stage) -> None:
    english = [stage.text(at, "en").id for at in (1, 2)]
    stage.workspace.perform(call(stage.desk.editing.merge, english))
    stage.idle()
    first, second = stage.row(1).cue, stage.row(2).cue
    stage.open_desk.player.seek(second.end_ms - 300)
    do(stage, "set_out")
    assert (stage.row(1).cue.start_ms, stage.row(1).cue.end_ms) == (first.start_ms, first.end_ms)
    assert stage.row(2).cue.end_ms == stage.text(1, "en").end_ms == second.end_ms - 300
