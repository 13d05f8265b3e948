"""What the mouse asks of the timeline, written: new times, new cues, in and out."""

from collections.abc import Callable, Mapping

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.retiming import Company, TimedCue, Times, retiming
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.waveform_boxes import Grip
from crossreel.ui.kit.waveform_gestures import Make, Retime, SetEdge
from crossreel.ui.kit.waveform_shown import Shown
from crossreel.ui.places.editor.writing import timed_cue, write_times_of

SHORTEST_MS = 100
Done = Callable[..., object]


def find_cue(opened: OpenEpisode, cue_id: int) -> Cue | None:
    """Return a cue of the open episode."""
    row = opened.row_of(cue_id)
    return None if row is None else next((cue for cue in row_cues(row) if cue.id == cue_id), None)


def retime(opened: OpenEpisode, shown: Shown, asked: Retime, settle: Done) -> None:
    """Write what was dragged, as one edit; an edge that was not keeps the place that somebody else gave it meanwhile.

    With Alt it is the cue of the language being worked on alone: a translation leaves its source behind and is pinned. In a
    comparison it has a box of its own, and the source's box is the source's.
    """
    wanted: dict[int, Times] = {}
    expected: dict[int, Times] = {}
    for box, times in asked.moved:
        cue = find_cue(opened, box.id)
        row = opened.row_of(box.id)
        if cue is None or row is None:
            continue
        if asked.alone and box.id == asked.held.id and cue.id == row.cue.id and shown.bands == 1:
            cue = opened.chosen_in(row, opened.workspace.language) or cue
        start = (times[0], box.start_ms) if times[0] != box.start_ms else (cue.start_ms, cue.start_ms)
        end = (times[1], box.end_ms) if times[1] != box.end_ms else (cue.end_ms, cue.end_ms)
        wanted[cue.id], expected[cue.id] = (start[0], end[0]), (start[1], end[1])
    if wanted:
        write_times_of(opened, wanted, expected, failed=settle)
    else:
        settle(None)


def set_edge(opened: OpenEpisode, shown: Shown, asked: SetEdge, settle: Done) -> None:
    """Begin or end the chosen cue at a time; one it is chained to goes along, and others are never covered.

    An in time after the out moves the whole cue, as the key does.
    """
    row = opened.current_row()
    if row is None:
        return
    cue = row.cue if shown.bands > 1 and asked.band == 0 else _chosen(opened, shown)
    if cue is None:
        return
    timed = TimedCue(cue.id, cue.start_ms, cue.end_ms)
    start_ms, end_ms = cue.start_ms, cue.end_ms
    if asked.grip is Grip.START:
        start_ms = asked.at_ms
        end_ms = end_ms if end_ms - start_ms >= SHORTEST_MS else start_ms + max(cue.duration_ms, SHORTEST_MS)
    elif asked.at_ms - start_ms >= SHORTEST_MS:
        end_ms = asked.at_ms
    else:
        opened.workspace.notify.tell(_("That is before the cue's start: click after it."), kind="warning")
        return
    box = shown.box(cue.id)
    among = retiming(shown.beside(box.band if box is not None else 0), timed, shown.grid, shown.scale.duration_ms)
    wanted = among.times(start_ms, end_ms, Company.CHAINED)
    boxes = [shown.box(cue_id) for cue_id in wanted]
    write_times_of(opened, wanted, {each.id: each.times for each in boxes if each is not None}, failed=settle)


def make_cue(opened: OpenEpisode, shown: Shown, asked: Make, settle: Done) -> None:
    """Add a cue in the language that the hands are in, or in that of its band, and go to its text."""
    workspace = opened.workspace
    if workspace.episode_id is None:
        return
    opened.committing.emit()
    source = opened.source or workspace.language
    language = workspace.language or source
    if shown.bands > 1:
        language = source if asked.band == 0 else opened.compared
    insert = call(workspace.desk.editing.insert, workspace.episode_id, language, asked.start_ms, asked.end_ms)
    workspace.perform(insert, then=lambda edit: go_to_new(opened, edit), failed=lambda error: _refused(opened, settle, error))


def go_to_new(opened: OpenEpisode, edit: Edit) -> None:
    """Choose the cue that an edit made, as soon as it is shown, with the caret in its text."""
    made = next((change.id for change in edit.changes if change.kind == "cue" and change.before is None), None)

    def go() -> None:
        if opened.row_of(made) is not None:
            opened.workspace.select_cue(made)
            opened.asked.emit("text")

    if made is not None and opened.row_of(made) is not None:
        go()
    elif made is not None:
        opened.once_read(go)


def nudged(opened: OpenEpisode, shown: Shown, grip: Grip, frames: int) -> Mapping[int, Times] | None:
    """Return the times after an edge of the chosen cue went some frames, None where it is too short for that."""
    row = opened.current_row()
    cue = timed_cue(opened, row) if row is not None else None
    if cue is None:
        return None
    start_ms, end_ms = cue.start_ms, cue.end_ms
    if grip is Grip.START:
        start_ms = shown.grid.moved(start_ms, frames)
    else:
        end_ms = shown.grid.moved(end_ms, frames)
    return {cue.id: (start_ms, end_ms)} if end_ms > start_ms else None


def _chosen(opened: OpenEpisode, shown: Shown) -> Cue | None:
    row = opened.current_row()
    if row is None:
        return None
    if shown.bands > 1:
        return opened.chosen_in(row, opened.compared)
    return timed_cue(opened, row)


def _refused(opened: OpenEpisode, settle: Done, error: BaseException) -> None:
    opened.workspace.notify.problem(error)
    settle(error)
