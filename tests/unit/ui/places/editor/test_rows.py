"""Of a row that an edit changed only the cells that are others are painted again."""

import pytest

from crossreel.ui.hub.jobs import call
from crossreel.ui.places.editor.cue_table import Column
from tests.unit.ui.stage import Stage


def painted_again(stage: Stage, act: object) -> set[int]:
    """Do something, and return the columns of the second row that were said to be others."""
    table, columns = stage.view.cues.table, set()

    def note(first: object, last: object) -> None:
        columns.update(range(first.column(), last.column() + 1))  # type: ignore[attr-defined]

    connection = table.dataChanged.connect(note)
    stage.workspace.perform(act)  # type: ignore[arg-type]
    stage.idle()
    table.dataChanged.disconnect(connection)
    return columns


@pytest.mark.parametrize("language", ["en", "ar"])
def test_of_another_text_its_cell_and_the_state_and_of_other_times_the_whole_row(stage: Stage, language: str) -> None:
    editing, cue, table = stage.desk.editing, stage.text(1, language), stage.view.cues.table
    text = painted_again(stage, call(editing.set_text, cue.id, "Other words"))
    assert {Column.STATE, table.column_of(language)} <= text
    assert not text & {Column.NUMBER, Column.START, Column.END, Column.DURATION}
    assert stage.view.cues.table.index(table.row_number(stage.row(1).cue.id), table.column_of(language)).data() == "Other words"
    moved = painted_again(stage, call(editing.set_times, cue.id, cue.start_ms, cue.end_ms + 100))
    assert moved >= {Column.START, Column.END, Column.DURATION, table.column_of(language)}
    source = painted_again(stage, call(editing.set_text, stage.row(1).cue.id, "别的话"))
    assert source >= {Column.STATE, table.column_of("zh-Hans"), table.column_of("en")}
