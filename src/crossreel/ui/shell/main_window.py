"""The window: rail, top bar, the places, the drawer and the status line, put together."""

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.errors import CrossreelError, Told
from crossreel.domain.preferences import Preferences
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, is_right_to_left, sentence
from crossreel.services.job_kinds import salvage_catalog
from crossreel.ui.hub.keymap import KeyGuard
from crossreel.ui.hub.notify import Message
from crossreel.ui.hub.outline import EPISODE_PLACES, Outline
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.hub.workspace import Chip, DialogMaker, ImportRequest, Status, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.banner import Banner
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.drawer import Drawer
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.matrix import local_paths
from crossreel.ui.kit.rail import Rail
from crossreel.ui.kit.status_line import StatusLine
from crossreel.ui.kit.toast import Toast
from crossreel.ui.kit.top_bar import TopBar
from crossreel.ui.shell import opening
from crossreel.ui.shell.catalog_care import GONE, CatalogCare
from crossreel.ui.shell.commands import Commands
from crossreel.ui.shell.foreign_watch import ForeignWatch
from crossreel.ui.shell.hands_place import HandsPlace, is_gone, spare_the_caret
from crossreel.ui.shell.job_strip import JobStrip
from crossreel.ui.shell.registry import Registry
from crossreel.ui.shell.run_sign import RunSign
from crossreel.ui.shell.unsaved import UnsavedDialog

FIRST_SIZE, SMALLEST = QSize(1440, 900), QSize(880, 480)  # a 1080p screen at 200 % has 960 x 540, less its bars


def application() -> QApplication:
    """Return the application, which is there before any window."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


class MainWindow(QMainWindow):
    """One window on one catalog. It holds no data: the workspace does, and every part asks it."""

    def __init__(self, workspace: Workspace, registry: Registry) -> None:
        super().__init__()
        self.workspace = workspace
        workspace.setParent(self)  # it goes with the window: what its signals call holds the whole of it otherwise
        self._registry = registry
        self._outline = Outline.of(workspace)
        SeatKeeper.of(workspace)
        self._pages: dict[str, QWidget] = {}
        self._dialog: Dialog | None = None
        self.commands = Commands(workspace, registry.actions, self)
        self._build()
        self._connect()
        RunSign(workspace, self.rail)
        self._hands = HandsPlace(application(), self.places)
        self._guard = KeyGuard(application(), self)
        self._apply_preferences(workspace.preferences)
        self._care, foreign = CatalogCare(workspace, self), ForeignWatch(workspace, self)
        self._care.troubled.connect(self._tell_trouble)
        self._care.went_on.connect(foreign.resume)
        self._show_place(workspace.place)
        self._tell_problems()

    def _build(self) -> None:
        self.setWindowTitle("Crossreel")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self.setAcceptDrops(True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight)
        self.rail = Rail()
        self.top_bar = TopBar(_("Find a title, episode, line or command"), self.commands.key_of("window.find"), _("Side panels"))
        self.drawer = Drawer(_("Close the side panel"))
        for part in (self.rail, self.drawer):
            part.setProperty("mirrored", is_right_to_left())
        self.status_line = StatusLine(_("Cancel"))
        self.places = QStackedWidget()
        self._banners = QVBoxLayout()
        self._empty = EmptyState("", "", "catalog")
        self._empty.pressed.connect(lambda: self.workspace.show_place("catalog"))
        self.places.addWidget(self._empty)
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.places)
        self._splitter.addWidget(self.drawer)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._lay_out()
        self.toast = Toast(_("Close"))
        self.status_line.take_message(self.toast)
        self.rail.set_places([(panel.id, _(panel.title), panel.icon) for panel in self._registry.places() if panel.on_rail])
        self.rail.add_foot("keys", _("Keys"), "keyboard")
        self.rail.add_foot("preferences", _("Preferences"), "settings")
        sides = self._registry.side_panels()
        self.drawer.set_panels([(side.id, _(side.title), side.icon, partial(self._made_side, side)) for side in sides])
        spare_the_caret(self._ground)

    def _made_side(self, side: Panel) -> QWidget:
        made = side.make(self.workspace)
        spare_the_caret(made)
        return made

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(self._banners)
        right.addWidget(self._splitter, 1)
        right.addWidget(self.status_line)
        self._ground = ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        workspace = self.workspace
        self._jobs_shown = JobStrip(workspace.jobs, self)
        self._jobs_shown.shown.connect(lambda shown: self.status_line.set_job(*shown))
        self.status_line.cancel_pressed.connect(self._jobs_shown.cancel)
        self.status_line.stepped.connect(self._step_episode)
        self.status_line.findings_pressed.connect(lambda: self.drawer.show_panel("findings", take_focus=False))
        self.rail.chosen.connect(workspace.show_place)
        self.rail.pressed.connect(workspace.ask)
        self.top_bar.crumb_chosen.connect(lambda index: workspace.show_place(("catalog", "title")[index]))
        self.top_bar.find_pressed.connect(lambda: workspace.ask("palette"))
        self.top_bar.button_pressed.connect(self.commands.trigger)
        self.top_bar.drawer_pressed.connect(self._toggle_drawer)
        self.drawer.shown.connect(self._drawer_shown)
        self.commands.refreshed.connect(lambda: self.top_bar.set_buttons(self.commands.bar()))
        workspace.place_shown.connect(self._show_place)
        workspace.import_requested.connect(self._show_import)
        workspace.panel_asked.connect(lambda name, take: self.drawer.show_panel(name, take_focus=take))
        workspace.panel_switched.connect(self.drawer.switch)
        workspace.asked.connect(self._open_dialog)
        workspace.action_asked.connect(self.commands.trigger)
        workspace.opened_title.connect(self._title_opened)
        workspace.opened_episode.connect(self._show_way)
        workspace.notify.said.connect(self._say)
        workspace.notify.settled.connect(self.toast.settle)
        workspace.status_changed.connect(self._set_status)
        workspace.chips_changed.connect(self._set_chips)
        workspace.saved.connect(self._saved)
        workspace.preferences_changed.connect(self._apply_preferences)
        self._outline.moved.connect(self._open_an_episode)
        self._outline.moved.connect(self._show_way)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what was typed, and say what could not be; remember the window's place."""
        if not self._may_close():
            event.ignore()
            return
        self.workspace.remember_window(bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

    def _may_close(self) -> bool:
        if self.workspace.is_closed:
            return True
        pending = PendingWrites.of(self.workspace)
        pending.retry()
        self.workspace.hand_on()
        kept = pending.unsaved()
        if kept:
            self._open_dialog(lambda window: UnsavedDialog(kept, window, self._close_again, self._close_without))
        return not kept

    def _close_again(self) -> None:
        """Try to close once more; where somebody has to choose between two texts, go there instead."""
        pending = PendingWrites.of(self.workspace)
        two = next((each for each in pending.unsaved() if each.theirs is not None and each.show is not None), None)
        if two is None or two.show is None:
            self.close()
            return
        pending.retry()
        two.show()

    def _close_without(self) -> None:
        PendingWrites.of(self.workspace).forget()
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere in the window."""
        if event.mimeData().hasUrls() and not self.workspace.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask to import what was dropped: into the open title, or from the catalog into a new one."""
        paths = local_paths(event.mimeData())
        if paths:
            title_id = None if self.workspace.place == "catalog" else self.workspace.title_id
            self.workspace.request_import(ImportRequest(paths=paths, title_id=title_id))

    def place_widget(self, place: str) -> QWidget | None:
        """Return the widget of a place that was shown, else None."""
        return self._pages.get(place)

    def current_dialog(self) -> Dialog | None:
        """Return the dialog that covers the window, else None."""
        return self._dialog

    def _show_place(self, place: str) -> None:
        panel = next((each for each in self._registry.places() if each.id == place), None)
        if panel is None:
            return
        self._open_an_episode()
        page = self._page(panel)
        if self.workspace.place != place:  # the page was made just now and led on to another place
            return
        here = (self.workspace.episode_id, self.workspace.cue_id)
        self.top_bar.set_chips(())
        self.status_line.set_words("", ())
        self.status_line.set_whole("", None)
        self._hands.turn_to(page, here)
        self.rail.show_place(place)
        self.drawer.offer([side.id for side in self._registry.side_panels() if self._side_fits(side)])
        self.top_bar.drawer_button.setVisible(bool(self.drawer.offered()))
        self._show_way()

    def _open_an_episode(self) -> None:
        """Where an episode is needed and none is open, open the first."""
        matrix, workspace = self._outline.matrix, self.workspace
        if workspace.place in EPISODE_PLACES and workspace.episode_id is None and matrix is not None and matrix.rows:
            workspace.open_episode(matrix.rows[0].episode.id)

    def _show_import(self, _request: ImportRequest) -> None:
        self.workspace.show_place("import")

    def _page(self, panel: Panel) -> QWidget:
        if panel.needs_title and self.workspace.title_id is None:
            self._empty.set_words(_("No title is open: choose one in the catalog."), _("Go to the catalog"))
            return self._empty
        if panel.id not in self._pages:
            self._pages[panel.id] = panel.make(self.workspace)
            spare_the_caret(self._pages[panel.id])
            self.places.addWidget(self._pages[panel.id])
        return self._pages[panel.id]

    def _side_fits(self, side: Panel) -> bool:
        in_catalog = self.workspace.place == "catalog"
        fits = side.in_catalog if in_catalog else self.workspace.title_id is not None
        return fits or not side.needs_title

    def _title_opened(self, _title_id: object) -> None:
        self.status_line.set_findings("", 0)
        self._show_way()

    def _toggle_drawer(self) -> None:
        self.drawer.switch(take_focus=self.top_bar.drawer_button.hasFocus())

    def _drawer_shown(self, name: str) -> None:
        self.top_bar.drawer_button.setChecked(bool(name))

    def changeEvent(self, event: QEvent) -> None:
        """Find the hands again when the window comes back to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._hands.activate(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the hands back where they were when what they were on is hidden or disabled; else do what Tab does."""
        if not is_gone(QApplication.focusWidget()):
            return super().focusNextPrevChild(forward)
        if not self.drawer.keep_focus():
            self._hands.give_back()
        return True

    def _show_way(self, *_ignored: object) -> None:
        workspace, crumbs = self.workspace, self._outline.way()
        panel = next((each for each in self._registry.places() if each.id == workspace.place), None)
        in_title = workspace.place in ("title", *EPISODE_PLACES)
        if panel is not None and workspace.place != "catalog" and not (in_title and workspace.title_id is not None):
            crumbs.append(_(panel.title))
        self.top_bar.set_crumbs(crumbs)
        self.setWindowTitle(" · ".join([*reversed(crumbs[1:]), "Crossreel"]))
        self._show_steps()
        errors, warnings = self._outline.open_findings(workspace.episode_id if workspace.place in EPISODE_PLACES else None)
        count = errors + warnings
        words = _n("{count} finding", "{count} findings", count).format(count=numbers.number(count)) if in_title and count else ""
        self.status_line.set_findings(words, errors)

    def _show_steps(self) -> None:
        here = self.workspace.place in EPISODE_PLACES
        sides = [self._outline.beside(self.workspace.episode_id, by) if here else None for by in (-1, 1)]
        names = [_("Episode {number}").format(number=row.episode.number) if row else "" for row in sides]
        keys = [self.commands.key_of(f"editor.{which}_episode") for which in ("previous", "next")]
        self.status_line.set_steps(names[0], keys[0], names[1], keys[1])

    def _step_episode(self, by: int) -> None:
        row = self._outline.beside(self.workspace.episode_id, by)
        if row is not None:
            self.workspace.open_episode(row.episode.id)

    def _open_dialog(self, what: str | DialogMaker) -> None:
        if self._dialog is not None:
            self._dialog.leave()
        dialog = opening.make_dialog(what, self.workspace, self.commands, self._ground)
        if dialog is not None:
            self._dialog = dialog
            self.commands.suspend(True)
            dialog.closed.connect(partial(self._dialog_closed, dialog))
            dialog.open()

    def _dialog_closed(self, dialog: Dialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
            self.commands.suspend(False)
            if is_gone(QApplication.focusWidget()) or QApplication.focusWidget() is None:
                self._hands.give_back()

    def _say(self, message: Message) -> None:
        self.toast.say(message.text, message.kind, message.button, message.act, message.about)

    def _set_status(self, status: Status) -> None:
        self.status_line.set_words(status.text, status.hints)
        self.status_line.set_whole(status.progress_text, status.progress)

    def _set_chips(self, chips: tuple[Chip, ...]) -> None:
        self.top_bar.set_chips([(chip.text, chip.colour) for chip in chips])

    def _saved(self) -> None:
        self.status_line.set_saved(_("Saved {time}").format(time=numbers.time_of_day(self.workspace.saved_ms)))

    def _tell_problems(self) -> None:
        database = self.workspace.desk.database
        if database.read_only:
            code = database.read_only_reason or "ui.read_only"
            self._banners.addWidget(Banner(sentence(code, {"path": database.address}), "warning", "lock", _("Close")))
        for notice in database.notices:
            self._banners.addWidget(Banner(sentence(notice.code, notice.facts), "warning", "info", _("Close")))
        # libVLC is looked for once the window stands: loading it would hold up the first rows.
        problem = self.workspace.desk.previewing.player_problem
        QTimer.singleShot(1200, self, partial(self.workspace.compute, problem, then=self._tell_player))

    def _tell_trouble(self, error: CrossreelError) -> None:
        banner = Banner(sentence(error.code, error.facts), "error", "finding", _("Close"))
        if error.code in GONE:
            banner.add_button(_("Save a copy and go on there…"), self._save_copy)
            self._care.went_on.connect(banner.hide)
        else:
            banner.add_button(_("Save what can be read…"), self._salvage)
            banner.add_button(_("Backups…"), partial(self.workspace.ask, "backups"))
        self._banners.addWidget(banner)
        self.toast.hide()  # it says the same

    def _save_copy(self) -> None:
        from crossreel.ui.shell.backups import choose_new

        path = choose_new(self, _("Save a copy of the catalog"), self.workspace.desk.database.path)
        if path is not None:
            self._care.go_on_in(path)

    def _salvage(self) -> None:
        from crossreel.ui.shell.backups import SalvagedDialog, choose_new

        workspace = self.workspace
        path = choose_new(self, _("Save what can be read"), workspace.desk.database.path)
        if path is not None:
            workspace.carry_out(
                salvage_catalog.JOB(path),
                _("Saving what can be read"),
                then=lambda found: workspace.ask(partial(SalvagedDialog, workspace, found)),
            )

    def _tell_player(self, problem: Told | None) -> None:
        if problem is not None:
            self._banners.addWidget(Banner(sentence(problem.code, problem.facts), "warning", "findings", _("Close")))

    def _apply_preferences(self, preferences: Preferences) -> None:
        if theme.active().id != theme.load(preferences.theme).id:
            theme.apply(application(), preferences.theme)
        self.commands.bind(preferences)
        self._guard.claim(self.commands.on_pad())
        self.top_bar.set_find_key(self.commands.key_of("window.find"))
        for part in (self.rail, self.top_bar, self.drawer, self._empty):
            part.recolour()
        self.commands.refresh()
        self._show_steps()

    def restore(self, geometry: str) -> None:
        """Put the window where it was; a first one fills a screen that is smaller than it would like to be."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
            return
        room = self.screen().availableSize()
        if FIRST_SIZE.boundedTo(room) != FIRST_SIZE and self.minimumSize().boundedTo(room) == self.minimumSize():
            self.setWindowState(Qt.WindowState.WindowMaximized)
