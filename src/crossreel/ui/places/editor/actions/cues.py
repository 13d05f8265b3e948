"""Actions on cues: times, split, merge, insert, delete, pin, source changes, speaker."""

from collections.abc import Callable, Collection
from functools import partial
from itertools import islice

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.rewriting import word_break
from crossreel.domain.views.grid import CueRow
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import menu_of_window, place_of_hands
from crossreel.ui.places.editor.cells import is_stale
from crossreel.ui.places.editor.writing import timed_cue, write_times

GROUP = N_("Cues")
PLACES = ("editor",)
SHORTEST_MS = 100


def has_cue(workspace: Workspace) -> bool:
    """Offer what needs a current cue."""
    return OpenEpisode.of(workspace).current_row() is not None


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def may_merge(workspace: Workspace) -> bool:
    """Offer merging while there is another cue of the language to merge with."""
    return len(_to_merge(OpenEpisode.of(workspace), everywhere=False)) > 1


def may_merge_all(workspace: Workspace) -> bool:
    """Offer merging in all languages while there is another cue to merge with."""
    return len(_to_merge(OpenEpisode.of(workspace), everywhere=True)) > 1


def has_own_cue(workspace: Workspace) -> bool:
    """Offer what needs a cue in the language being worked on."""
    return bool(OpenEpisode.of(workspace).selected_cues(workspace.language))


def has_followers(workspace: Workspace) -> bool:
    """Offer pinning while a translation is chosen."""
    return bool(_followers(OpenEpisode.of(workspace)))


def has_stale(workspace: Workspace) -> bool:
    """Offer confirming while a chosen translation is older than its source."""
    return bool(_stale(OpenEpisode.of(workspace)))


def set_in(workspace: Workspace) -> None:
    """Begin the cue at the playhead."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is not None:
        cue, at_ms = timed_cue(opened, row), opened.player.frame_start_ms(opened.player.position_ms())
        end_ms = cue.end_ms if cue.end_ms - at_ms >= SHORTEST_MS else at_ms + max(cue.duration_ms, SHORTEST_MS)
        write_times(opened, cue.id, at_ms, end_ms)


def set_out(workspace: Workspace) -> None:
    """End the cue at the playhead; a translation of several cues ends with the last of them."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is not None:
        cue, at_ms = timed_cue(opened, row, end=True), opened.player.frame_start_ms(opened.player.position_ms())
        if at_ms - cue.start_ms >= SHORTEST_MS:
            write_times(opened, cue.id, cue.start_ms, at_ms)
        else:
            workspace.notify.tell(_("The playhead stands before the cue's start: play on, then set the out time."), kind="warning")


def set_out_next(workspace: Workspace) -> None:
    """End the cue at the playhead and go to the next one."""
    set_out(workspace)
    workspace.do("edit.next_cue")


def split(workspace: Workspace, *, everywhere: bool = False) -> None:
    """Cut the cue: the text at the caret, the time at the playhead where it stands inside, else in proportion."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    row = opened.current_row()
    if row is None:
        return
    language = opened.hands.language if opened.hands is not None else workspace.language
    cue = opened.chosen_in(row, language) or row.cue
    length = max(1, len(plain_text(cue.text)))
    caret = opened.hands.caret if opened.hands is not None else 0
    player = opened.player
    at_ms = player.frame_start_ms(player.position_ms())
    inside = cue.start_ms + SHORTEST_MS <= at_ms <= cue.end_ms - SHORTEST_MS
    share = caret / length if 0 < caret < length else 0.5
    cut_ms = at_ms if inside else player.frame_start_ms(cue.start_ms + round(cue.duration_ms * share))
    if not 0 < caret < length:
        caret = word_break(plain_text(cue.text), (cut_ms - cue.start_ms) / max(1, cue.duration_ms))
    workspace.perform(call(workspace.desk.editing.split, cue.id, cut_ms, caret, everywhere=everywhere, expected=cue.text))


def merge(workspace: Workspace, *, everywhere: bool = False) -> None:
    """Join the selected cues, or the chosen one with the next: of its cell, else of its language."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    cues = _to_merge(opened, everywhere=everywhere)
    if len(cues) > 1:
        seen, then = {cue.id: cue.text for cue in cues}, partial(_choose, opened, cues[0].id)
        workspace.perform(call(workspace.desk.editing.merge, list(seen), everywhere=everywhere, expected=seen), then=then)


def insert(workspace: Workspace) -> None:
    """Add a cue at the playhead, as long as there is room for it."""
    opened = OpenEpisode.of(workspace)
    _insert(opened, opened.player.position_ms())


def insert_after(workspace: Workspace) -> None:
    """Add a cue right after the current one."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is None:
        _insert(opened, opened.player.position_ms())
    else:
        _insert(opened, row.cue.end_ms, exactly=True)


def duplicate(workspace: Workspace) -> None:
    """Add a cue like the chosen one right after it, and go there."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    cue = opened.edited_cue()
    if cue is not None:
        workspace.perform(call(workspace.desk.editing.duplicate, cue.id), then=partial(_go_to_new, opened))


def delete(workspace: Workspace) -> None:
    """Remove the selected cues of the language being worked on, or the chosen one; the rows of the others stay."""
    opened = OpenEpisode.of(workspace)
    seen = {cue.id: cue.text for cue in opened.selected_cues(workspace.language)}
    if seen:
        workspace.perform(call(workspace.desk.editing.delete, list(seen), expected=seen))


def delete_all(workspace: Workspace) -> None:
    """Remove the selected rows in all languages and go to the one after them."""
    opened = OpenEpisode.of(workspace)
    rows, every = opened.selected_rows(), opened.rows()
    if not rows:
        return
    after, gone = opened.place_of(rows[-1]) + 1, {row.cue.id for row in rows}
    kept = [row for row in (*every[after:], *reversed(every[:after])) if row.cue.id not in gone]
    then = partial(_choose, opened, kept[0].cue.id) if kept else None
    seen = {cue.id: cue.text for row in rows for cue in row_cues(row)}
    ids = [cue.id for row in rows for cue in ([row.cue] if row.is_spine else row_cues(row))]
    workspace.perform(call(workspace.desk.editing.delete, ids, everywhere=True, expected=seen), then=then)


def pin(workspace: Workspace) -> None:
    """Pin the chosen translations to their own times, or unpin them when all are pinned."""
    opened = OpenEpisode.of(workspace)
    cues = _followers(opened)
    editing = workspace.desk.editing
    use_case: Callable[[Collection[int]], Edit] = editing.unpin if all(cue.pinned for cue in cues) else editing.pin
    workspace.perform(call(use_case, [cue.id for cue in cues]))


def confirm_source(workspace: Workspace) -> None:
    """Say that the chosen translations fit the source as it is now."""
    workspace.perform(call(workspace.desk.editing.confirm_source, [cue.id for cue in _stale(OpenEpisode.of(workspace))]))


def choose_speaker(workspace: Workspace) -> None:
    """Offer the characters of the title for the selected cues; in a cell of several for the chosen one alone."""
    opened = OpenEpisode.of(workspace)
    rows, one = opened.selected_rows(), opened.edited_cue()
    several = len(rows) == 1 and one is not None and len(opened.cells(rows[0], workspace.language)) > 1
    if rows and workspace.title_id is not None:
        offer = partial(_offer_speakers, workspace, [one] if several and one is not None else [row.cue for row in rows])
        workspace.compute(call(workspace.desk.cataloging.characters, workspace.title_id), then=offer)


def _offer_speakers(workspace: Workspace, cues: list[Cue], people: tuple[Character, ...]) -> None:
    menu, shown = menu_of_window(), {cue.id: cue for cue in cues}

    def say(person_id: int | None, _on: bool = False) -> None:
        workspace.perform(call(workspace.desk.editing.set_speaker, list(shown), person_id, expected=shown))

    for person in people:
        menu.addAction(person.name).triggered.connect(partial(say, person.id))
    if not people:
        menu.addAction(_("No characters yet: add them in the title's panel")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(_("Nobody known")).triggered.connect(partial(say, None))
    menu.popup(place_of_hands())


def _insert(opened: OpenEpisode, at_ms: int, *, exactly: bool = False) -> None:
    workspace = opened.workspace
    if workspace.episode_id is None:
        return
    opened.committing.emit()
    language = opened.source or workspace.language
    insert_at = call(workspace.desk.editing.insert_at, workspace.episode_id, language, at_ms, exactly=exactly)
    workspace.perform(insert_at, then=partial(_go_to_new, opened))


def _choose(opened: OpenEpisode, cue_id: int, _edit: Edit) -> None:
    if opened.row_of(cue_id) is not None:
        opened.workspace.select_cue(cue_id)


def _go_to_new(opened: OpenEpisode, edit: Edit) -> None:
    made = next((change.id for change in edit.changes if change.kind == "cue" and change.before is None), None)
    if made is None:
        return

    def go(_loaded: object = None) -> None:
        if opened.row_of(made) is not None:
            opened.workspace.select_cue(made)
            opened.asked.emit("text")

    if opened.row_of(made) is not None:
        go()
    else:
        opened.once_read(go)


def _to_merge(opened: OpenEpisode, *, everywhere: bool) -> tuple[Cue, ...]:
    """Return the cues to join: the selected ones, else the chosen one and what follows it."""
    language, rows = opened.workspace.language, opened.selected_rows()
    if len(rows) > 1:
        mine = tuple(cue for row in rows for cue in opened.cells(row, language))
        return tuple(row.cue for row in rows if row.is_spine) if everywhere else mine
    if not rows:
        return ()
    cues, chosen = opened.cells(rows[0], language), opened.chosen_in(rows[0], language)
    at = cues.index(chosen) + 1 if chosen is not None else 0
    if chosen is not None and at < len(cues):
        return (chosen, cues[at])
    following = islice(opened.rows(), opened.place_of(rows[0]) + 1, None)
    if everywhere:
        row = next((row for row in following if row.is_spine), None)
        return (rows[0].cue, row.cue) if row is not None and rows[0].is_spine else ()
    then = next((cue for row in following for cue in opened.cells(row, language)), None)
    return (chosen, then) if chosen is not None and then is not None else ()


def _followers(opened: OpenEpisode) -> list[Cue]:
    return [cue for _row, cue in _translations(opened)]


def _stale(opened: OpenEpisode) -> list[Cue]:
    return [cue for row, cue in _translations(opened) if is_stale(cue, row, opened.loaded)]


def _translations(opened: OpenEpisode) -> list[tuple[CueRow, Cue]]:
    """Return the chosen cues that render one of the spine, each with its row."""
    found = ((opened.row_of(cue.id), cue) for cue in opened.selected_cues(opened.workspace.language))
    return [(row, cue) for row, cue in found if row is not None and row.is_spine and row.cue.id != cue.id]


def _action(
    name: str,
    title: str,
    run: Callable[[Workspace], object],
    enabled: Callable[[Workspace], bool],
    icon: str = "",
    key: str = "",
) -> Action:
    return Action(
        id=f"edit.{name}",
        title=title,
        run=run,
        enabled=enabled,
        places=PLACES,
        icon=icon,
        key=key,
        writes=True,
        group=GROUP,
    )


ACTIONS = (
    _action("set_in", N_("Set in"), set_in, has_cue, "set_in"),
    _action("set_out", N_("Set out"), set_out, has_cue, "set_out"),
    _action("set_out_next", N_("Set out and go to next"), set_out_next, has_cue, "set_out"),
    _action("split", N_("Split the cue in this language"), split, has_own_cue, "split"),
    _action(
        "split_all", N_("Split the cue in all languages"), partial(split, everywhere=True), has_cue, "split", "Ctrl+Alt+Shift+S"
    ),
    _action("merge", N_("Merge cues in this language"), merge, may_merge, "merge"),
    _action(
        "merge_all", N_("Merge cues in all languages"), partial(merge, everywhere=True), may_merge_all, "merge", "Ctrl+Alt+Shift+M"
    ),
    _action("insert", N_("Insert a cue at the playhead"), insert, has_episode, "insert"),
    _action("insert_after", N_("Insert a cue after this one"), insert_after, has_episode, "insert"),
    _action("duplicate", N_("Duplicate the cue"), duplicate, has_cue, "insert", "Ctrl+Alt+Shift+D"),
    _action("delete", N_("Delete cues in this language"), delete, has_own_cue, "delete"),
    _action("delete_all", N_("Delete cues in all languages"), delete_all, has_cue, "delete", "Ctrl+Shift+Del"),
    _action("pin", N_("Pin or unpin the translation"), pin, has_followers, "pin"),
    _action("confirm_source", N_("Confirm the source change"), confirm_source, has_stale, "tick"),
    _action("speaker", N_("Choose the speaker"), choose_speaker, has_cue, "characters", "Ctrl+Shift+K"),
)
