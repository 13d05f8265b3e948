"""How what is done in the editor is written: the use case that fits a row, a language and a cue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import Pending, PendingWrites

Done = Callable[..., object]
Times = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellKey:
    """A cell of the editor: the cue of its row, the cue that holds its text (None for an empty one), and the column."""

    row_id: int
    cue_id: int | None
    language: str


def pending_text(opened: OpenEpisode, row: CueRow, cue: Cue | None, language: str) -> Pending | None:
    """Return what was typed in a cell and has not come back yet. A cell that was empty then is known by its row."""
    row_id, cue_id = row.cue.id, cue.id if cue is not None else None

    def fits(key: object) -> bool:
        if not isinstance(key, CellKey) or key.language != language:
            return False
        return key.cue_id == cue_id if key.cue_id is not None else key.row_id == row_id

    found = PendingWrites.of(opened.workspace).where(fits)
    return found[-1] if found else None


def write_text(
    opened: OpenEpisode, cell: CellKey, markup: str, base: str, *, step_id: int | None = None, origin: Origin = Origin.TYPED
) -> None:  # fmt: skip
    """Write a text; an empty cell gets its cue by that. It is kept until it came back as an edit.

    Args:
        opened: what is open.
        cell: where.
        markup: inline markup.
        base: what stood there when typing began; a text that another one wrote meanwhile is not written over.
        step_id: writes of one step are undone together.
        origin: where the text is from.
    """
    editing = opened.workspace.desk.editing

    def make(value: str, expected: str) -> Callable[[], Edit]:
        if cell.cue_id is not None:
            return partial(editing.set_text, cell.cue_id, value, expected=expected, step_id=step_id, origin=origin)
        return partial(
            editing.set_cell_text, cell.row_id, cell.language, value, expected=expected, step_id=step_id, origin=origin
        )  # fmt: skip

    workspace = opened.workspace
    show = partial(go_to_cell, opened, cell, workspace.title_id, workspace.episode_id)
    PendingWrites.of(workspace).write(cell, markup, base, make, place_words(opened, cell), show=show)


def go_to_cell(opened: OpenEpisode, cell: CellKey, title_id: int | None, episode_id: int | None) -> None:
    """Open a cell in the editor and put the hands in its box."""
    workspace = opened.workspace
    if title_id is None or episode_id is None:
        return
    workspace.open_title(title_id)
    workspace.show_place("editor")
    row = opened.row_of(cell.cue_id) if cell.cue_id is not None else None
    several = row is not None and len(opened.cells(row, cell.language)) > 1
    workspace.open_episode(episode_id, cell.language, cell.cue_id if several else cell.row_id)
    opened.asked.emit("text")


def place_words(opened: OpenEpisode, cell: CellKey) -> str:
    """Return what a cell is called: its episode, cue and language."""
    loaded, language = opened.loaded, numbers.language_name(cell.language)
    at = loaded.positions.get(cell.row_id) if loaded is not None else None
    if loaded is None or at is None:
        return language
    return _("Episode {number}, cue {cue}, {language}").format(
        number=numbers.number(loaded.sheet.episode.number), cue=numbers.number(at + 1), language=language
    )


def write_times(
    opened: OpenEpisode, cue_id: int, start_ms: int, end_ms: int, *, expected: Times | None = None, then: Done | None = None,
    failed: Done | None = None,
) -> None:  # fmt: skip
    """Retime a cue from the times that were shown when its user began, or (`expected` None) that are shown now."""
    refused = partial(_refused, opened, failed) if failed is not None else None
    row = opened.row_of(cue_id)
    shown = next((cue for cue in row_cues(row) if cue.id == cue_id), None) if row is not None else None
    if expected is None and shown is not None:
        expected = (shown.start_ms, shown.end_ms)
    set_times = opened.workspace.desk.editing.set_times
    opened.workspace.perform(call(set_times, cue_id, start_ms, end_ms, expected=expected), then=then, failed=refused)


def write_times_of(
    opened: OpenEpisode, times: Mapping[int, Times], expected: Mapping[int, Times], *, failed: Done | None = None
) -> None:
    """Retime several cues as one edit, from the times that were shown when its user began."""
    refused = partial(_refused, opened, failed) if failed is not None else None
    set_times_of = opened.workspace.desk.editing.set_times_of
    opened.workspace.perform(call(set_times_of, dict(times), expected=dict(expected)), failed=refused)


def once_written(opened: OpenEpisode, then: Callable[[], object]) -> None:
    """Call once, when all that was typed is stored: at once where it is."""
    pending = PendingWrites.of(opened.workspace)

    def look(_key: object) -> None:
        if not pending.unsaved():
            pending.moved.disconnect(connection)
            then()

    if not pending.unsaved():
        then()
        return
    connection = pending.moved.connect(look)


def timed_cue(opened: OpenEpisode, row: CueRow, *, end: bool = False) -> Cue:
    """Return the cue that is retimed in the language being worked on: a pinned translation has times of its own.

    Args:
        opened: what is open.
        row: the row.
        end: the end is meant: that of the last cue which a translation of several renders.
    """
    cue = opened.chosen_in(row, opened.workspace.language)
    if cue is None or not row.is_spine or cue.pinned:
        return row.cue if cue is None else cue
    last = opened.row_of(cue.anchor_last_id) if end else None
    return row.cue if last is None else last.cue


def shown_cue(opened: OpenEpisode, row: CueRow) -> Cue:
    """Return the cue that is on screen for a row in the language being worked on, from its first frame to its last."""
    return opened.chosen_in(row, opened.workspace.language) or row.cue


def _refused(opened: OpenEpisode, done: Done, error: BaseException) -> None:
    opened.workspace.notify.problem(error)
    done(error)
