"""The one hub of the window: the services, what is open, what is selected, and the door to changing the catalog."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from crossreel.domain.delivery import DeliveryOutcome
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import ReadOnly
from crossreel.domain.preferences import Preferences
from crossreel.domain.report import Report
from crossreel.services.desk import Desk
from crossreel.services.job_kind import carry_out, find_kind
from crossreel.services.jobs import Job
from crossreel.ui.hub.jobs import Jobs, Lane, Task, call, call_back
from crossreel.ui.hub.notify import Notify

DialogMaker = Callable[[Any], Any]
R = TypeVar("R")
Changed = TypeVar("Changed", bound=Edit | Report | None)
HANDING_ON_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Files dropped or chosen, and where: on a cell (title, episode, language), on a title, or on the window."""

    paths: tuple[Path, ...] = ()
    title_id: int | None = None
    episode_id: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRequest:
    """Another file for the window: `open` a catalog, or `restore` a backup in the place of the one that is open."""

    open: Path | None = None
    restore: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the status line says of the place: the selection, where the keys go, and how far the whole is (0 to 1)."""

    text: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    progress_text: str = ""
    progress: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A small label beside the breadcrumb; `colour` is a token name that tints its dot, "" for none."""

    text: str
    colour: str = ""


class Workspace(QObject):
    """Every panel is given this and nothing else.

    Signals carry Python objects: ids are 63 bits wide. `changed` carries the `Edit`, whoever made it; `opened_title`,
    `opened_episode` and `cue_selected` the id (or None); `place_shown` the place; `playhead_moved` milliseconds.
    Findings and deliveries are no edits: who stores new ones emits `findings_changed` with the title's id.
    `keys` are the keys of each action as they are bound, by its id.
    `handing_on` asks every field to hand on what was typed in it. `renamed` says that who works here has another name.
    """

    changed = Signal(object)
    opened_title = Signal(object)
    opened_episode = Signal(object)
    cue_selected = Signal(object)
    selection_changed = Signal()
    playhead_moved = Signal(object)
    place_shown = Signal(object)
    panel_asked = Signal(object, bool)
    panel_switched = Signal(str)
    language_changed = Signal(object)
    preferences_changed = Signal(object)
    import_requested = Signal(object)
    status_changed = Signal(object)
    chips_changed = Signal(object)
    asked = Signal(object)
    saved = Signal()
    findings_changed = Signal(object)
    handing_on = Signal()
    renamed = Signal()
    catalog_asked = Signal(object)
    closing = Signal()
    action_asked = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.preferences = preferences
        self.jobs = Jobs(self)
        self.notify = Notify(self)
        self.jobs.crashed.connect(self.notify.problem)
        self.jobs.edited.connect(partial(self._performed, None), Qt.ConnectionType.QueuedConnection)
        self.place = "catalog"
        self.title_id: int | None = None
        self.episode_id: int | None = None
        self.languages: tuple[str, ...] = ()
        self.language = ""
        self.cue_id: int | None = None
        self.cells: tuple[tuple[int, str], ...] = ()
        self.playhead_ms = 0
        self.saved_ms = 0
        self.import_request: ImportRequest | None = None
        self.is_closed = False
        self.keys: Mapping[str, tuple[str, ...]] = {}
        self.led_to: tuple[int | None, int | None] | None = None  # episode and cue that undo showed last, nobody chose them

    @property
    def read_only(self) -> bool:
        """Whether this window only shows the catalog."""
        return self.desk.database.read_only

    def perform(
        self,
        use_case: Callable[[], Changed],
        *,
        then: Callable[[Changed], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        label: str = "",
    ) -> Task | None:
        """Make an edit; emit `changed(edit)` for what it changed, then call `then(result)`.

        Short edits run in order of asking and wait for nothing else. With a `label` it is an edit over a whole title: it has a
        lane of its own, is shown but not cancelled, and undo waits for it. What takes longer is a job, see `carry_out`.
        Returns None, after saying so, where the catalog can only be read.
        """
        if self._is_refused(failed):
            return None
        lane: Lane = "title" if label else "write"
        return self.jobs.run(lane, use_case, then=partial(self._performed, then), failed=failed, label=label)

    def carry_out(
        self,
        job: Job[R],
        label: str,
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        topic: str = "",
        quiet: bool = False,
    ) -> Task | None:
        """Do long work, shown in the status line where it can be cancelled; echo what it changed, then call `then(result)`.

        What writes runs in a lane for it, what nobody waits for in the background, the rest on the compute lane. A failure is told
        to `failed` and, unless `quiet`, to the user, who may have the same job tried again. Returns None, after saying so, where
        it writes and the catalog can only be read.
        """
        kind = find_kind(job.kind)
        writes = kind.writes
        if writes and self._is_refused(failed):
            return None
        again = partial(self.carry_out, job, label, then=then, failed=failed, topic=topic, quiet=quiet)
        return self.jobs.carry_out(
            "background" if kind.background else "lasting" if kind.lasting else "long" if writes else "compute",
            partial(carry_out, self.desk, job),
            then=partial(self._performed, then),
            failed=partial(self._not_carried_out, failed, None if quiet else again),
            label=label,
            topic=topic,
        )

    def step_back(
        self,
        use_case: Callable[[], Changed],
        *,
        then: Callable[[Changed], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Task | None:
        """Undo or redo: as `perform`, once the edits over a title that were asked for before are through."""
        if self.read_only:
            return self.perform(use_case, then=then, failed=failed)
        done = partial(self._performed, then)
        return self.jobs.run("write", use_case, then=done, failed=failed, after=self.jobs.running("title"))

    def compute(
        self,
        work: Callable[[], R],
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        topic: str = "",
    ) -> Task:
        """Run reading or measuring on the compute lane; of calls with one `topic` only the newest is delivered."""
        return self.jobs.run("compute", work, then=then, failed=failed, topic=topic)

    def echo(self, edit: Edit) -> None:
        """Tell every panel of an edit, ours or another process's; a title that went with it is left first."""
        if edit.header.title_fate == "removed" and edit.header.title_id == self.title_id:
            self.open_title(None)
            self.show_place("catalog")
        self.changed.emit(edit)

    def show_place(self, place: str) -> None:
        """Go to a place: "catalog", "title", "editor", "screening", "deliveries" or one a panel brings."""
        self.place = place
        self.place_shown.emit(place)

    def show_panel(self, panel_id: str, *, take_focus: bool = True) -> None:
        """Open a side panel in the drawer; without `take_focus` the hands stay where they are."""
        self.panel_asked.emit(panel_id, take_focus)

    def switch_panel(self, panel_id: str) -> None:
        """Open a side panel with the hands in it; close it where it is open."""
        self.panel_switched.emit(panel_id)

    def open_title(self, title_id: int | None) -> None:
        """Make a title the open one; its last episode is let go. Showing a place is the caller's choice."""
        if title_id == self.title_id:
            return
        self.title_id = title_id
        self.episode_id = None
        self.cells = ()
        self.languages = ()
        self.cue_id = None
        self.opened_title.emit(title_id)
        self.selection_changed.emit()

    def open_episode(self, episode_id: int, language: str | None = None, cue_id: int | None = None) -> None:
        """Open an episode of the open title, a language and cue of it chosen; panels follow `opened_episode`."""
        if language and language not in self.languages:
            self.languages = (*self.languages, language)
        if language and language != self.language:
            self.language = language
            self.language_changed.emit(language)
        same = episode_id == self.episode_id
        self.episode_id = episode_id
        self.cue_id = cue_id
        if not same or cue_id is None:
            self.opened_episode.emit(episode_id)
        if cue_id is not None:
            self.cue_selected.emit(cue_id)
        self.selection_changed.emit()

    def close_episode(self) -> None:
        """Let go of the open episode, for example because it was removed."""
        self.episode_id = None
        self.cue_id = None
        self.selection_changed.emit()

    def choose_languages(self, languages: Sequence[str], current: str = "") -> None:
        """Choose the language columns of the editor and which one is edited."""
        self.languages = tuple(languages)
        if current or self.language not in self.languages:
            self.language = current or next(iter(self.languages), "")
        self.language_changed.emit(self.language)
        self.selection_changed.emit()

    def select_cue(self, cue_id: int | None) -> None:
        """Make a cue the current one."""
        if cue_id != self.cue_id:
            self.cue_id = cue_id
            self.cue_selected.emit(cue_id)
            self.selection_changed.emit()

    def move_playhead(self, at_ms: int) -> None:
        """Say where the picture stands."""
        self.playhead_ms = at_ms
        self.playhead_moved.emit(at_ms)

    def request_import(self, request: ImportRequest) -> None:
        """Ask for an import; the window shows its place, and the request is kept for a panel that is made only then."""
        self.import_request = request
        self.import_requested.emit(request)

    def set_status(self, status: Status) -> None:
        """Say what is selected and which keys go where; the last one to speak wins."""
        self.status_changed.emit(status)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show chips beside the breadcrumb until the place changes."""
        self.chips_changed.emit(tuple(chips))

    def ask(self, what: str | DialogMaker) -> None:
        """Ask the window for a sheet: one it knows by name ("palette", "keys", "preferences", "new_title") or a maker of one.

        A maker is called with the widget to cover and returns a `kit.dialog.Dialog`; keys of actions rest meanwhile.
        """
        self.asked.emit(what)

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep and apply what the user chose."""
        self.preferences = preferences
        database = self.desk.database
        if preferences.author != database.author:
            rename = call(database.rename_actor, database.sign(preferences.author))
            if not self.read_only:
                self.jobs.run("write", rename, then=lambda _done: self.renamed.emit())
        self._save_preferences()
        self.preferences_changed.emit(preferences)

    def choose_cells(self, cells: Sequence[tuple[int, str]]) -> None:
        """Say which cells of the matrix are selected, as (episode id, language)."""
        self.cells = tuple(cells)
        self.selection_changed.emit()

    def do(self, action_id: str) -> None:
        """Run an action by its id, as if its key had been pressed."""
        self.action_asked.emit(action_id)

    def remember_window(self, geometry: str) -> None:
        """Keep where the window stands for the next start."""
        self.preferences = replace(self.preferences, window_geometry=geometry)
        self._save_preferences()

    def hand_on(self) -> None:
        """Have everything written that was typed, and wait until it is, or the catalog does not take it."""
        self.handing_on.emit()
        self.jobs.finish("write", HANDING_ON_S)

    def close(self) -> None:
        """Write what was typed, let players go and stop the lanes; nothing is delivered afterwards."""
        if not self.is_closed:
            self.hand_on()
            self.is_closed = True
        self.closing.emit()
        self.jobs.close()

    def _save_preferences(self) -> None:
        try:
            self.desk.preferences.save(self.preferences)
        except OSError as error:
            self.notify.problem(error)

    def _is_refused(self, failed: Callable[[BaseException], object] | None) -> bool:
        """Tell whether nothing can be written here, after saying so."""
        if self.read_only:
            database = self.desk.database
            error = ReadOnly(database.read_only_reason or "ui.read_only", path=database.address)
            (failed or self.notify.problem)(error)
        return self.read_only

    def _not_carried_out(
        self, failed: Callable[[BaseException], object] | None, again: Callable[[], object] | None, error: BaseException
    ) -> None:
        call_back(failed, error)
        if again is not None:
            self.notify.problem(error, again)

    def _performed(self, then: Callable[[R], object] | None, result: R) -> None:
        edit = result if isinstance(result, Edit) else result.edit if isinstance(result, Report) else None
        if edit is not None and edit.changes:
            self.echo(edit)
        if edit is not None or (isinstance(result, DeliveryOutcome) and result.delivery is not None):
            self.saved_ms = time.time_ns() // 1_000_000
            self.saved.emit()
        call_back(then, result)
