"""What the editor place has open: the sheet of an episode, what stands beside it, and its findings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.preferences import Preferences
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.kernel.kept import Kept
from crossreel.ui.episode.choice import Choice
from crossreel.ui.episode.finders import Finders
from crossreel.ui.episode.hands import Hands
from crossreel.ui.episode.playing import CuePlayer
from crossreel.ui.episode.reading import FoundThere, Loaded, Moved, folded, read_episode, read_findings, weigh, with_edges
from crossreel.ui.episode.version_choice import Shown, VersionChoice, played
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.workspace import Workspace

SHEET_BYTES = 12 << 20
FIRST_COLUMNS = 4
CHECK_REST_MS = 400
KINDS_ON_A_SHEET = ("cue", "track", "episode", "version", "title", "title_language", "character", "waiver", "mark", "rule_setting")


class OpenEpisode(Choice):
    """One for a workspace (`OpenEpisode.of`); panels and actions of the editor share it.

    Signals: `opened(Loaded)` for another episode; `moved(Moved)` when an edit was folded into the open one, `refreshed(Loaded)`
    when it was read again and is another; `caught_up` when what was read holds all edits heard of; `findings_moved`, `shots_moved`,
    `speech_moved`;
    `asked(what)` for parts of the editor that an action opens ("find", "replace", "shift", "columns"…);
    `typed(cue_id, markup)` while a cue is being typed, `previewed(cue_id, findings)` what would then be found;
    `committing` asks the boxes to hand on what was typed; `loaded_ahead(Loaded)` for an episode that is likely to be next;
    `version_turned` when another picture or sound of the open episode is played (`playing`);
    `followed(row_id)` when the playhead enters another row, None for none: it is shown, and what the hands act on stays.
    """

    opened = Signal(object)
    refreshed = Signal(object)
    moved = Signal(object)
    caught_up = Signal()
    findings_moved = Signal()
    shots_moved = Signal()
    speech_moved = Signal()
    asked = Signal(str)
    typed = Signal(object, str)
    previewed = Signal(object, object)
    committing = Signal()
    loaded_ahead = Signal(object)
    followed = Signal(object)
    version_turned = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.player = CuePlayer(workspace, self, place="editor")
        self.playing = Shown()
        self._choice = VersionChoice.of(workspace)
        self._choice.changed.connect(self._turn_version)
        self.hands: Hands | None = None
        self.target = ""
        self.third = ""
        self.compared = ""  # with the source: the language worked on, or the last one while that is the source
        self._neighbours = workspace.preferences.neighbour_rows
        self._wanted: tuple[int, int] | None = None
        self._kept: Kept[int, Loaded] = Kept(SHEET_BYTES, weigh)
        self._seen: set[int] = set()
        self._last_cues: dict[int, int] = {}
        self._unchecked: list[Edit] = []
        self._reading: int | None = None
        self._since: list[Edit] = []  # edits heard of while an episode is read, which may not be in what is read
        self._ahead: dict[int, list[Edit]] = {}
        self._check = QTimer(self, singleShot=True, interval=CHECK_REST_MS)
        self._check.timeout.connect(self._check_edits)
        pending = PendingWrites.of(workspace)
        pending.shows_all = lambda: not self.is_behind
        self.caught_up.connect(pending.caught_up)
        for moving_on in (workspace.cue_selected, workspace.opened_episode, workspace.place_shown):
            moving_on.connect(lambda _where: pending.retry())
        self._finders = Finders(workspace, self)
        self._finders.found.connect(self._take_found)
        self.shots_moved.connect(workspace.selection_changed)
        workspace.opened_title.connect(self._forget)
        workspace.opened_episode.connect(self.open)
        workspace.changed.connect(self._follow)
        workspace.findings_changed.connect(self._findings_changed)
        workspace.language_changed.connect(self._choose_target)
        workspace.cue_selected.connect(self._remember)
        workspace.preferences_changed.connect(self._choose_neighbours)
        self.player.moved.connect(self._follow_playhead)
        if workspace.episode_id is not None:
            self.open(workspace.episode_id)

    @classmethod
    def of(cls, workspace: Workspace) -> "OpenEpisode":
        """Return the workspace's one opened, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def track(self) -> Track | None:
        """Return the track of the language being worked on."""
        return None if self.sheet is None else self.sheet.tracks.get(self.workspace.language) or self._spine_track()

    def open(self, episode_id: int | None) -> None:
        """Turn to an episode: at once where it was loaded ahead, and read anew in any case."""
        if episode_id is None:
            return
        self.committing.emit()
        self.hands, self.selected_ids = None, ()
        same = self.sheet is not None and self.sheet.episode.id == episode_id
        if same and self.workspace.cue_id is None:
            self.workspace.select_cue(self.last_cue_id())
        kept = self._kept.get(episode_id)
        if kept is not None:
            self._show(kept)
        self._read(episode_id)

    def seek_when_open(self, episode_id: int, at_ms: int) -> None:
        """Go to a time of an episode, now or as soon as it is open."""
        if self.sheet is not None and self.sheet.episode.id == episode_id:
            self.player.seek(at_ms)
        else:
            self._wanted = (episode_id, at_ms)

    def reread(self) -> None:
        """Read the open episode again."""
        if self.workspace.episode_id is not None:
            self._read(self.workspace.episode_id)

    @property
    def is_behind(self) -> bool:
        """Whether edits were heard of that what is open does not show yet."""
        return self._reading is not None and self._reading == self.workspace.episode_id

    def once_read(self, then: Callable[[], object]) -> None:
        """Call once, when what is open shows all edits heard of."""

        def call() -> None:
            self.caught_up.disconnect(connection)
            then()

        connection = self.caught_up.connect(call)
        if not self.is_behind:
            self.caught_up.emit()

    def _spine_track(self) -> Track | None:
        return self.sheet.spine if self.sheet is not None and self.workspace.language in ("", self.source) else None

    def _read(self, episode_id: int) -> None:
        self._reading, self._since = episode_id, []
        known = self._kept.get(episode_id)
        read = call(read_episode, self.workspace.desk, episode_id, known, neighbours=self._neighbours)
        self.workspace.compute(read, then=self._take, failed=self._failed, topic="editor.sheet")

    def _take(self, loaded: Loaded) -> None:
        for edit in self._since:
            made = folded(loaded, edit)
            if made is None:
                self._read(loaded.sheet.episode.id)
                return
            loaded = made.after
        self._reading, self._since = None, []
        self._keep(loaded)
        if loaded.sheet.episode.id == self.workspace.episode_id:
            self._show(loaded)
            self._load_ahead(loaded.sheet)
        self.caught_up.emit()

    def _failed(self, error: BaseException) -> None:
        self._reading, self._since = None, []
        self.workspace.notify.problem(error)
        self.caught_up.emit()

    def _show(self, loaded: Loaded) -> None:
        before, self.loaded = self.loaded, loaded
        if before is not None and before.sheet.episode.id == loaded.sheet.episode.id:
            if before is not loaded and before != loaded:
                if played(before.sheet) != played(loaded.sheet):
                    self.playing = self._choice.turn(self.player, loaded.sheet)
                self._choose_left(before, loaded)
                self.refreshed.emit(loaded)
                self._follow_playhead(self.player.position_ms())
                self.workspace.selection_changed.emit()
                self._tell_moved(before, loaded)
                if before.findings != loaded.findings:
                    self.findings_moved.emit()
            return
        self._choose_languages(loaded.sheet)
        self._open_player(loaded.sheet)
        self.opened.emit(loaded)
        if self._wanted is not None and self._wanted[0] == loaded.sheet.episode.id:
            self.player.seek(self._wanted[1])
        self._wanted = None
        self.findings_moved.emit()
        self._tell_moved(None, loaded)
        self.workspace.selection_changed.emit()

    def _follow_playhead(self, at_ms: int) -> None:
        row = self.loaded.row_at(at_ms) if self.loaded is not None else None
        row_id = row.cue.id if row is not None else None
        if row_id != self.followed_id:
            self.followed_id = row_id
            self.followed.emit(row_id)

    def _open_player(self, sheet: EpisodeSheet) -> None:
        self.playing = self._choice.open(self.player, sheet)

    def _turn_version(self) -> None:
        if self.sheet is not None and self._choice.of_sheet(self.sheet) != self.playing:
            self.playing = self._choice.turn(self.player, self.sheet)
            self.version_turned.emit()

    def _keep_ahead(self, loaded: Loaded) -> None:
        made: Loaded | None = loaded
        for edit in self._ahead.pop(loaded.sheet.episode.id, ()):
            moved = folded(made, edit) if made is not None else None
            made = moved.after if moved is not None else None
        if made is not None and made.sheet.title.id == self.workspace.title_id:
            self._keep(made)
            self.loaded_ahead.emit(made)

    def _take_found(self, folded_in: Callable[[Loaded], Loaded]) -> None:
        """Show what was found in a video where its episode is open, and keep it where that is loaded."""
        for kept in list(self._kept.values()):
            made = folded_in(kept)
            if made is not kept:
                self._kept[made.sheet.episode.id] = made
            if made is not kept and kept is self.loaded:
                self.loaded = made
                self._tell_moved(kept, made)

    def _tell_moved(self, before: Loaded | None, after: Loaded) -> None:
        if before is None or before.shots != after.shots:
            self.shots_moved.emit()
        if before is None or before.speech != after.speech:
            self.speech_moved.emit()

    def _keep(self, loaded: Loaded) -> None:
        self._finders.look_for(loaded)
        self._kept.pop(loaded.sheet.episode.id, None)
        self._kept[loaded.sheet.episode.id] = loaded

    def _load_ahead(self, sheet: EpisodeSheet) -> None:
        for episode_id in (sheet.next_id, sheet.previous_id):
            if episode_id is not None and episode_id not in self._kept:
                self._ahead[episode_id] = []
                read = call(read_episode, self.workspace.desk, episode_id, neighbours=self._neighbours)
                self.workspace.compute(read, then=self._keep_ahead, failed=_ignore)

    def _choose_languages(self, sheet: EpisodeSheet) -> None:
        """Show the source and the first few languages of a title that is opened; afterwards what the user chose."""
        workspace = self.workspace
        known = [tag for tag in sheet.columns if tag in sheet.tracks] or list(sheet.tracks)
        first = [] if sheet.title.id in self._seen else known[:FIRST_COLUMNS]
        self._seen.add(sheet.title.id)
        wanted = list(dict.fromkeys([self.source, *first, *workspace.languages, workspace.language]))
        wanted = [tag for tag in wanted if tag]
        wanted.sort(key=lambda tag: sheet.columns.index(tag) if tag in sheet.columns else len(sheet.columns))
        current = workspace.language or next((tag for tag in wanted if tag != self.source), self.source)
        if tuple(wanted) != workspace.languages or current != workspace.language:
            workspace.choose_languages(wanted, current)
        self._choose_target(workspace.language)

    def _choose_neighbours(self, preferences: Preferences) -> None:
        """Read again when more or fewer rows of the neighbouring episodes are to be seen."""
        if preferences.neighbour_rows != self._neighbours:
            self._neighbours = preferences.neighbour_rows
            self._kept.clear()
            self.reread()

    def _choose_target(self, language: str) -> None:
        others = [tag for tag in self.workspace.languages if tag != self.source]
        if language not in (self.source, self.third):
            self.target = language
        elif self.target not in others:
            self.target = next(iter(others), "")
        if language not in ("", self.source):
            self.compared = language
        elif self.compared not in others:
            self.compared = self.target

    def _follow(self, edit: Edit) -> None:
        if edit.header.title_id not in (None, self.workspace.title_id):
            return
        if not any(change.kind in KINDS_ON_A_SHEET for change in edit.changes):
            return
        if self._reading is not None:
            self._since.append(edit)
        for heard in self._ahead.values():
            heard.append(edit)
        for episode_id, kept in list(self._kept.items()):
            made = folded(kept, edit) if kept is not self.loaded else None
            if made is not None:
                self._kept[episode_id] = made.after
            elif kept is not self.loaded:
                del self._kept[episode_id]
        if self.loaded is not None:
            self._move(folded(self.loaded, edit))
        self._follow_edges(edit)
        self._check_later(edit)

    def _move(self, made: Moved | None) -> None:
        """Show an edit in the open episode, or read that again where the edit cannot be folded in."""
        if made is None:
            self.reread()
            return
        if made.after == made.before:
            return
        self.loaded = made.after
        self._keep(made.after)
        self._choose_left(made.before, made.after)
        self.moved.emit(made)
        self._tell_moved(made.before, made.after)
        self._follow_playhead(self.player.position_ms())
        if made.splice.removed != made.splice.added:
            self.workspace.selection_changed.emit()
        if made.after.findings != made.before.findings:
            self.findings_moved.emit()

    def _choose_left(self, before: Loaded, after: Loaded) -> None:
        left = self.beside_gone(before, after)
        if left is not None:
            self.workspace.select_cue(left)

    def _follow_edges(self, edit: Edit) -> None:
        """Read the neighbours' nearest rows again after an edit of cues that are not of this episode."""
        loaded = self.loaded
        if loaded is not None and any(cue_id not in loaded.positions for cue_id in edit.ids("cue")):
            read = call(with_edges, self.workspace.desk, loaded, self._neighbours)
            self.workspace.compute(read, then=self._take_edges, failed=_ignore, topic="editor.edges")

    def _take_edges(self, read: Loaded) -> None:
        now = self.loaded
        if now is None or now.sheet.episode.id != read.sheet.episode.id:
            return
        if (read.before, read.after) != (now.before, now.after):
            self.loaded = replace(now, before=read.before, after=read.after)
            self._keep(self.loaded)
            self.refreshed.emit(self.loaded)

    def _check_later(self, edit: Edit) -> None:
        """Have looked at, after a rest, what rules of whole episodes say, and all that the transaction of the edit did not."""
        if edit.ids("cue") or edit.ids("mark"):
            self._unchecked.append(edit)
            self._check.start()

    def _check_edits(self) -> None:
        follow, edits, self._unchecked = self.workspace.desk.checking.follow_edit, self._unchecked, []
        if edits and not self.workspace.read_only:
            self.workspace.compute(lambda: [*map(follow, edits)], then=self._checked, failed=_ignore)

    def _checked(self, moved: Sequence[bool]) -> None:
        if any(moved):
            self.workspace.findings_changed.emit(self.workspace.title_id)

    def _findings_changed(self, title_id: int | None) -> None:
        sheet = self.sheet
        if sheet is not None and title_id in (None, self.workspace.title_id):
            ask = call(read_findings, self.workspace.desk, sheet.title.id, sheet.episode.id)
            self.workspace.compute(ask, then=partial(self._take_findings, sheet), topic="editor.findings")

    def _take_findings(self, asked_for: EpisodeSheet, found: FoundThere) -> None:
        if self.loaded is None or self.loaded.sheet.episode.id != asked_for.episode.id:
            return
        if self.loaded.sheet.rows is not asked_for.rows:  # an edit came between, with findings of its own
            self._findings_changed(self.workspace.title_id)
            return
        self.loaded = replace(self.loaded, **found)
        self._keep(self.loaded)
        self.findings_moved.emit()

    def last_cue_id(self) -> int | None:
        """Return the cue that was current when the open episode was left last."""
        return self._last_cues.get(self.workspace.episode_id or 0)

    def _remember(self, cue_id: int | None) -> None:
        if cue_id is not None and self.row_of(cue_id) is not None and self.sheet is not None:
            self._last_cues[self.sheet.episode.id] = cue_id

    def _forget(self, _title_id: object) -> None:
        self.committing.emit()
        self._kept.clear()
        self._reading, self._since, self._ahead = None, [], {}
        self.loaded = None
        self.player.pause()


def _ignore(_error: BaseException) -> None:
    """Let what was only loaded ahead or derived fail in silence; it is read again when it is really wanted."""
