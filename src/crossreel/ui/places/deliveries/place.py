"""The deliveries place: what each buyer has, what would have to go to one today, all that stands against it, and building it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crossreel.domain.delivery import LET_THROUGH, Delivery, DeliveryOutcome, Mend, Plan, Profiles
from crossreel.domain.edits.edit import Edit
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.domain.text.column_name import VARIANTS, split_column
from crossreel.domain.views.delivery_board import DeliveryBoard
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.words import findings_age
from crossreel.services.job_kinds import deliver_title
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.profile_shelf import ProfileShelf
from crossreel.ui.hub.record_shelf import RecordShelf
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.deliveries.board_pane import BoardPane, Places
from crossreel.ui.places.deliveries.form import DeliveryForm
from crossreel.ui.places.deliveries.mending import Mending
from crossreel.ui.places.deliveries.plan_pane import AGAINST, GOES, PlanPane
from crossreel.ui.places.deliveries.reject_dialog import RejectDialog

PLACE = "deliveries"
PLAN_DELAY_MS = 150
PACKAGES = "Crossreel packages"
NOTHING = "delivery.nothing_changed"


class DeliveriesPlace(QWidget):
    """Plans are made anew whenever the form or the title changes; building is one button."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._matrix: Matrix | None = None
        self._plan: Plan | None = None
        self._made: tuple[str, ...] = ()
        self.form = DeliveryForm()
        self.form.folder.setText(str(Path.home() / PACKAGES))
        self.board = BoardPane(may_write=not workspace.read_only)
        self.plan = PlanPane()
        self._mending = Mending(workspace, lambda: self._matrix, self.form.profile_id, self)
        self.plan.causes.offer(self._mending.offered())
        self._timer = QTimer(self, singleShot=True, interval=PLAN_DELAY_MS)
        self._timer.timeout.connect(self._ask_plan)
        self.form.build.setEnabled(False)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.form.profile)
        self._load()

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.board)
        halves.addWidget(self.plan)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        right = QVBoxLayout()
        right.setContentsMargins(20, 16, 20, 12)
        right.addWidget(halves)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addLayout(right, 1)
        self.board.hide()

    def _connect(self) -> None:
        workspace = self._workspace
        self.form.changed.connect(self._plan_soon)
        self.form.build_asked.connect(self._build)
        self.form.buyers_asked.connect(lambda: RecordShelf.of(workspace).show("buyers"))
        self.form.profile_asked.connect(lambda: ProfileShelf.of(workspace).show(self.form.profile_id()))
        self.board.due_asked.connect(self._what_is_due)
        self.board.opened.connect(self._go_to)
        self.board.accepted.connect(self._accept)
        self.board.rejected.connect(self._reject)
        self.plan.causes.asked.connect(self._mend)
        self.plan.package_opened.connect(self._open_package)
        workspace.opened_title.connect(self._load)
        workspace.changed.connect(self._catalog_changed)
        workspace.place_shown.connect(lambda place: self._load() if place == PLACE else None)

    def _profiles_read(self, profiles: Profiles) -> None:
        self.form.show_profiles(profiles)
        self._plan_soon()

    def _load(self, _title_id: object = None) -> None:
        workspace, title_id = self._workspace, self._workspace.title_id
        if title_id is None:
            self._matrix = None
            self.form.show_languages((), ())
            self._board_read(None)
            self.plan.show_plan(None)
            self.plan.say(_("Open a title to deliver it."))
        else:
            workspace.compute(call(workspace.desk.cataloging.matrix, title_id), then=self._matrix_read, topic="deliveries.matrix")
            workspace.compute(call(workspace.desk.tracking.board, title_id), then=self._board_read, topic="deliveries.board")
        workspace.compute(workspace.desk.delivering.profiles, then=self._profiles_read, topic="deliveries.profiles")
        history = call(workspace.desk.delivering.history, title_id)
        workspace.compute(history, then=self.plan.show_history, topic="deliveries.history")

    def _matrix_read(self, matrix: Matrix) -> None:
        same = self._matrix is not None and self._matrix.title.id == matrix.title.id
        targets = [tag for tag in matrix.languages if tag != matrix.title.source_language]
        chosen = self.form.languages() if same else targets
        self._matrix = matrix
        self._show_roles()
        self.form.show_languages(matrix.languages, chosen)
        self._plan_soon()

    def _board_read(self, board: DeliveryBoard | None) -> None:
        self.form.show_buyers(board.buyers if board is not None else ())
        self._made = board.columns if board is not None else ()
        self._show_roles()
        self._plan_soon()
        self.board.setVisible(board is not None and bool(board.rows))
        self.board.show_board(board)

    def _show_roles(self) -> None:
        """Offer the roles that the title has columns of, and forced narratives that are made of foreign lines."""
        columns = (*(self._matrix.columns if self._matrix is not None else ()), *self._made)
        there = {split_column(column)[1] for column in columns}
        self.form.show_roles([role for role in VARIANTS if role in there])

    def _catalog_changed(self, edit: Edit) -> None:
        if self._workspace.place == PLACE and edit.header.title_id in (None, self._workspace.title_id):
            self._load()

    def _plan_soon(self) -> None:
        self._timer.start()

    def _ask_plan(self) -> None:
        form, title_id = self.form, self._workspace.title_id
        form.build.setEnabled(False)
        if title_id is None or not form.profile_id():
            return
        if self._plan is None or self._plan.title_id != title_id:
            self.plan.say(_("Planning…"))
        languages, buyer = form.asked_languages(), form.buyer_code()
        if not languages and not (buyer and form.follows_buyer()):
            self.plan.show_plan(None)
            self.plan.say(_("Choose at least one language."))
            return
        where = form.where()
        if where is None:
            self.plan.show_plan(None)
            self.plan.say(_("Correct the territories."))
            return
        plan = call(
            self._workspace.desk.delivering.plan, title_id, form.profile_id(), languages, roles=form.roles(), buyer=buyer,
            changed_only=form.changed_only.isChecked(), territories=where,
        )  # fmt: skip
        self._workspace.compute(plan, then=self._planned, topic="deliveries.plan", failed=self._not_planned)

    def _planned(self, plan: Plan) -> None:
        before, self._plan = self._plan, plan
        self.form.tick_languages(plan.languages)
        self.plan.show_plan(plan)
        count = len(plan.refusals)
        only_nothing = [each.code for each in plan.refusals] == [NOTHING]
        if only_nothing:
            self.plan.say(_("{buyer} has everything as it is now").format(buyer=plan.buyer))
        elif count:
            causes = len(self.plan.causes.groups)
            words = _n("{count} thing stands against this delivery", "{count} things stand against this delivery", causes)
            self.plan.say(words.format(count=causes), " ".join(findings_age(plan)))
        else:
            words = _n("Ready: {count} file", "Ready: {count} files", len(plan.files))
            self.plan.say(words.format(count=len(plan.files)), "\n".join([plan.folder_name, *findings_age(plan)]))
        if before is None or bool(before.refusals) != bool(count):
            self.plan.show_page(AGAINST if count and not only_nothing else GOES)
        only_findings = all(refusal.code in LET_THROUGH for refusal in plan.refusals)
        may = plan.may_build or (only_findings and self.form.allow.isChecked())
        self.form.build.setEnabled(may and bool(self.form.folder.text().strip()) and not self._workspace.read_only)

    def _not_planned(self, error: BaseException) -> None:
        self.plan.show_plan(None)
        self.plan.say(_("This cannot be planned."))
        self._workspace.notify.problem(error)

    def _what_is_due(self, buyer: str) -> None:
        """Ask for what would have to go to a buyer today."""
        self._plan = None
        self.form.choose_buyer(buyer)

    def _build(self) -> None:
        title_id, form = self._workspace.title_id, self.form
        where = form.where()
        if title_id is None or where is None:
            return
        for each in form.push_buttons():
            each.setEnabled(False)
        folder = Path(form.folder.text().strip()).expanduser()
        job = deliver_title.JOB(
            title_id, form.profile_id(), form.languages(), folder, allow_findings=form.allow.isChecked(), roles=form.roles(),
            buyer=form.buyer_code(), changed_only=form.changed_only.isChecked(), territories=where,
        )  # fmt: skip
        self._workspace.carry_out(job, _("Building the package"), then=self._built, failed=self._not_built)

    def _built(self, outcome: DeliveryOutcome) -> None:
        self.form.choose.setEnabled(True)
        package = outcome.package
        self._workspace.findings_changed.emit(outcome.plan.title_id)
        if package is None:
            self._planned(outcome.plan)
            return
        show = lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(package)))  # noqa: E731
        fitted = [f"{each.name}: {sentence(each.code, each.facts)}" for each in outcome.plan.notices]
        text = " ".join([_("Delivered: {name}").format(name=package.name), *fitted])
        self._workspace.notify.tell(text, kind="done", button=_("Show folder"), act=show)
        self._load()

    def _not_built(self, _error: BaseException) -> None:
        self.form.choose.setEnabled(True)
        self._plan_soon()

    def _mend(self, group: RefusalGroup, way: Mend) -> None:
        if way is Mend.LET_THROUGH:
            self.form.allow.setChecked(self.form.allow.isEnabled())
        else:
            self._mending.mend(group, way)

    def _accept(self, buyer: str, cells: Places) -> None:
        title_id = self._workspace.title_id
        if title_id is not None and cells:
            self._workspace.perform(call(self._workspace.desk.receiving.accept, title_id, buyer, cells))

    def _reject(self, buyer: str, cells: Places) -> None:
        title_id = self._workspace.title_id
        if title_id is None or not cells:
            return
        reject = self._workspace.desk.receiving.reject
        act = lambda reason: self._workspace.perform(call(reject, title_id, buyer, cells, reason))  # noqa: E731
        about = self.board.about()
        self._workspace.ask(lambda window: RejectDialog(about, act, window))

    def _go_to(self, episode_id: int, column: str) -> None:
        self._workspace.open_episode(episode_id, column or None)
        self._workspace.show_place("editor")

    def _open_package(self, delivery: Delivery) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(delivery.package_path))
