"""How what is done in the editor is written: the use case that fits a row, a language and a cue."""

from collections.abc import Callable
from functools import partial

from crossreel.domain.cue import Cue
from crossreel.domain.grid import CueRow
from crossreel.ui.models.cue_desk import CueDesk

Done = Callable[..., object]


def cue_to_write(desk: CueDesk, row: CueRow, language: str) -> Cue | None:
    """Return the cue that a text box of a row and a language edits: the current one where several share the row."""
    cues = desk.cells(row, language)
    chosen = next((cue for cue in cues if cue.id == desk.workspace.cue_id), None)
    return chosen or next(iter(cues), None)


def write_text(
    desk: CueDesk, row_cue_id: int, cue_id: int | None, language: str, markup: str, *, step_id: int | None = None, done: Done
) -> None:
    """Write a text; an empty cell gets its cue by that. `done` is called once it is stored or refused.

    Args:
        desk: what is open.
        row_cue_id: the cue of the row.
        cue_id: the cue that holds the text, None for an empty cell.
        language: name of the column.
        markup: inline markup.
        step_id: writes of one step are undone together.
        done: called with whatever came of it.
    """
    editing = desk.workspace.desk.editing
    if cue_id is not None:
        use_case = partial(editing.set_text, cue_id, markup, step_id=step_id)
    else:
        use_case = partial(editing.set_cell_text, row_cue_id, language, markup, step_id=step_id)
    desk.workspace.perform(use_case, then=done, failed=partial(_refused, desk, done))


def write_times(desk: CueDesk, cue_id: int, start_ms: int, end_ms: int, *, failed: Done | None = None) -> None:
    """Retime a cue."""
    refused = partial(_refused, desk, failed) if failed is not None else None
    desk.workspace.perform(desk.workspace.desk.editing.set_times, cue_id, start_ms, end_ms, failed=refused)


def timed_cue(desk: CueDesk, row: CueRow) -> Cue:
    """Return the cue whose times count in the language being worked on: a pinned translation has its own."""
    cue = cue_to_write(desk, row, desk.workspace.language)
    return cue if cue is not None and (cue.pinned or not row.is_spine) else row.cue


def _refused(desk: CueDesk, done: Done, error: BaseException) -> None:
    desk.workspace.notify.problem(error)
    done(error)
