"""New times for many cues, shown before they are one edit: which cues, what each had and would have, and a tick for each."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.views.retime_plan import RetimeKind, RetimePlan, RetimeScope
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import listing, number
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import plan_retiming
from crossreel.ui.episode.finding_in_videos import Finder
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons, choice, chosen
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.retime_rows import CUE, IN, LANGUAGE, OUT, TEXT, RetimeRows
from crossreel.ui.places.editor.writing import timed_cue

TITLES = {
    RetimeKind.SNAP: N_("Snap cues to shot changes"),
    RetimeKind.SPEECH: N_("Snap cues to speech"),
    RetimeKind.CLOSE_GAPS: N_("Close small gaps"),
    RetimeKind.CHAIN: N_("Chain cues"),
}
HINTS = {
    RetimeKind.SNAP: N_("In times go to the cut or keep half a second before it, out times end the guide’s gap before it."),
    RetimeKind.SPEECH: N_(
        "Cues begin when somebody begins to speak, and last until nobody does any more, where that is half a second away."
    ),
    RetimeKind.CLOSE_GAPS: N_("Gaps below half a second are closed to the guide’s gap."),
    RetimeKind.CHAIN: N_("Gaps below a second are closed to the guide’s gap."),
}
CHOSEN, EPISODE, TITLE = "chosen", "episode", "title"
REST_MS, LEAST_PX = 150, 240
WIDTHS = {CUE: 96, LANGUAGE: 84, IN: 240, OUT: 240}


class RetimeDialog(Dialog):
    """Space ticks the chosen lines or takes their ticks away, Enter writes. The plan follows every tick: what one cue does not do
    may let another do something else."""

    def __init__(self, opened: OpenEpisode, kind: RetimeKind, window: QWidget) -> None:
        super().__init__(_(TITLES[kind]), _("Close"), window, width=980)
        self._opened, self._kind = opened, kind
        self._plan: RetimePlan | None = None
        self._rows = RetimeRows()
        self._rows.ticked.connect(self._ticked)
        scopes = ((CHOSEN, _("Chosen cues")), (EPISODE, _("This episode")), (TITLE, _("Whole title")))
        self.scope = choice(scopes, CHOSEN if len(opened.selected_rows()) > 1 else EPISODE)
        self.scope.setAccessibleName(_("Which cues"))
        self.scope.currentIndexChanged.connect(lambda _at: self._begin())
        self.table = self._table()
        self.table.installEventFilter(self)
        self.summary = label("", "second", wrap=True)
        self.look = button(_("Find the speech") if kind is RetimeKind.SPEECH else _("Find the shot changes"))
        self.look.clicked.connect(self._look)
        self.look.hide()
        self.write = button(_("Write the times"), "main")
        self.write.clicked.connect(self._write)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.scope)
        head.addWidget(label(_(HINTS[kind]), "hint", wrap=True), 1)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(buttons(self.look, self.write, before=self.summary))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        (opened.speech_moved if kind is RetimeKind.SPEECH else opened.shots_moved).connect(self._found_more)
        self.table.setFocus()
        self._begin()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(_("New times"))
        table.setModel(self._rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        table.setMinimumHeight(LEAST_PX)
        return table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick at Space and write at Enter, where the table would do something else."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._rows.turn(sorted(index.row() for index in self.table.selectionModel().selectedRows()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._write()
                return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        """Plan anew for other cues, all of them ticked."""
        self._rows.clear()
        self._ask()

    def _ticked(self) -> None:
        self._plan = None
        self.write.setEnabled(False)
        self._rest.start()

    def _ask(self) -> None:
        self._plan = None
        self.write.setEnabled(False)
        scope, workspace = self._scope(), self._opened.workspace
        if scope is None:
            return
        self.summary.setText(_("Working out the times…"))
        workspace.carry_out(
            plan_retiming.JOB(self._kind, scope, self._rows.left_out),
            _("Working out times") if scope.episode_ids is None else "",
            then=self._show,
            topic="editor.retiming",
        )

    def _scope(self) -> RetimeScope | None:
        workspace = self._opened.workspace
        if workspace.title_id is None or workspace.episode_id is None:
            return None
        which = chosen(self.scope)
        if which == TITLE:
            return RetimeScope(title_id=workspace.title_id)
        cue_ids = tuple(timed_cue(self._opened, row).id for row in self._opened.selected_rows()) if which == CHOSEN else None
        return RetimeScope(title_id=workspace.title_id, episode_ids=(workspace.episode_id,), cue_ids=cue_ids)

    def _show(self, plan: RetimePlan) -> None:
        first = self._rows.rowCount() == 0
        self._plan = plan
        self._rows.show_lines(plan.lines, dict(plan.rates))
        if first and plan.lines:
            self.table.setCurrentIndex(self._rows.index(0, CUE))
        self.write.setEnabled(bool(plan.lines))
        self.look.setVisible(bool(plan.unsought))
        self.look.setEnabled(True)
        self.summary.setText(" ".join(_told(plan)))

    def _found_more(self) -> None:
        """Plan anew once shot changes were found that the plan did not know."""
        if self._plan is None or self._plan.unsought:
            self._rest.start()

    def _look(self) -> None:
        """Look for what the plan has to know: in the open episode, or in all of the title."""
        finders: type[Finder] = SpeechFinder if self._kind is RetimeKind.SPEECH else ShotFinder
        finder, sheet, workspace = finders.of(self._opened.workspace), self._opened.sheet, self._opened.workspace
        self.look.setEnabled(False)
        if chosen(self.scope) == TITLE and workspace.title_id is not None:
            finder.look_through(workspace.title_id)
        elif sheet is not None and sheet.media is not None:
            finder.look_at(sheet.media, again=True)

    def _write(self) -> None:
        plan, workspace = self._plan, self._opened.workspace
        if plan is None or not plan.lines or not self.write.isEnabled():
            return
        self.write.setEnabled(False)
        label_ = _(TITLES[self._kind]) if plan.scope.episode_ids is None else ""
        write = call(workspace.desk.tidying.apply, plan)
        workspace.perform(write, then=self._written, failed=self._refused, label=label_)

    def _written(self, edit: Edit) -> None:
        count = int(str(edit.header.facts["count"]))
        words = _n("{count} cue retimed.", "{count} cues retimed.", count).format(count=number(count))
        self._opened.workspace.notify.tell(words, kind="done")
        self.leave()

    def _refused(self, error: BaseException) -> None:
        """Say what moved on meanwhile, and show what there is to do now."""
        self._opened.workspace.notify.problem(error)
        self._ask()


def _told(plan: RetimePlan) -> list[str]:
    """Say what is planned; that all is well only where everything was looked at."""
    count, told = len(plan.lines), list[str]()
    if count:
        told.append(_n("{count} cue gets other times.", "{count} cues get other times.", count).format(count=number(count)))
    if plan.unsought:
        episodes = listing([number(each) for each in plan.unsought[:12]])
        words = _("The speech of episode {episodes} is not found yet.")
        if plan.kind is not RetimeKind.SPEECH:
            words = _("The shot changes of episode {episodes} are not found yet.")
        told.append(words.format(episodes=episodes))
    return told or [_("All times are as they should be.")]
