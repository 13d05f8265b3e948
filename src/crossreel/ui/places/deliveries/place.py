"""The deliveries place: plan a package, see all that stands against it, build it, see what was sent."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from crossreel.domain.delivery import LET_THROUGH, Delivery, DeliveryOutcome, Plan, Profiles
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.column_name import VARIANTS, split_column
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _, _n
from crossreel.i18n.words import findings_age
from crossreel.services.job_kinds import deliver_title
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.table_rows import TableRows
from crossreel.ui.places.deliveries.form import DeliveryForm
from crossreel.ui.places.deliveries.refusal_rows import delivery_rows, refusal_rows

PLACE = "deliveries"
PLAN_DELAY_MS = 150
PACKAGES = "Crossreel packages"


class DeliveriesPlace(QWidget):
    """Plans are made anew whenever the form or the title changes; building is one button."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._matrix: Matrix | None = None
        self._plan: Plan | None = None
        self.form = DeliveryForm()
        self.form.folder.setText(str(Path.home() / PACKAGES))
        self.form.changed.connect(self._plan_soon)
        self.form.build_asked.connect(self._build)
        self._timer = QTimer(self, singleShot=True, interval=PLAN_DELAY_MS)
        self._timer.timeout.connect(self._ask_plan)
        self.refusals, self.deliveries = refusal_rows(), delivery_rows()
        self._heading, self._files = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._files.setProperty("role", "second")
        self._files.setWordWrap(True)
        self.form.build.setEnabled(False)
        self.table = self._table(self.refusals, _("What stands against the delivery"), stretch=2)
        self.table.activated.connect(self._go_to)
        self.history = self._table(self.deliveries, _("Delivered packages"), stretch=4)
        self.history.activated.connect(self._open_package)
        self._lay_out()
        workspace.opened_title.connect(self._load)
        workspace.changed.connect(self._catalog_changed)
        workspace.place_shown.connect(lambda place: self._load() if place == PLACE else None)
        self.setFocusProxy(self.form.profile)
        workspace.compute(workspace.desk.delivering.profiles, then=self._profiles_read)
        self._load()

    def _table(self, model: TableRows[Any], name: str, *, stretch: int) -> QTableView:
        table = QTableView()
        table.setModel(model)
        table.setAccessibleName(name)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(34)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        for column in range(stretch):
            table.setColumnWidth(column, 190 if model is self.deliveries else (90, 220)[column])
        return table

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(20, 20, 20, 12)
        right.setSpacing(8)
        before = QLabel(_("Delivered"))
        before.setProperty("role", "heading")
        for part, stretch in ((self._heading, 0), (self._files, 0), (self.table, 3), (before, 0), (self.history, 2)):
            right.addWidget(part, stretch)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addLayout(right, 1)

    def _profiles_read(self, profiles: Profiles) -> None:
        self.form.show_profiles(profiles)
        self._plan_soon()

    def _load(self, _title_id: object = None) -> None:
        title_id = self._workspace.title_id
        if title_id is None:
            self._matrix = None
            self.form.show_languages((), ())
            self._say(_("Open a title to deliver it."), "")
        else:
            self._workspace.compute(
                call(self._workspace.desk.cataloging.matrix, title_id), then=self._matrix_read, topic="deliveries.matrix"
            )
        self._workspace.compute(
            call(self._workspace.desk.delivering.history, title_id), then=self._history_read, topic="deliveries.history"
        )

    def _matrix_read(self, matrix: Matrix) -> None:
        same = self._matrix is not None and self._matrix.title.id == matrix.title.id
        targets = [tag for tag in matrix.languages if tag != matrix.title.source_language]
        chosen = self.form.languages() if same else targets
        self._matrix = matrix
        there = {split_column(column)[1] for column in matrix.columns}
        roles = [role for role in VARIANTS if role in there]
        self.form.show_roles(roles)
        self.form.show_languages(matrix.languages, chosen)
        self._plan_soon()

    def _history_read(self, deliveries: tuple[Delivery, ...]) -> None:
        self.deliveries.show_values(sorted(deliveries, key=lambda each: -each.created_ms))

    def _catalog_changed(self, edit: Edit) -> None:
        if self._workspace.place == PLACE and edit.header.title_id in (None, self._workspace.title_id):
            self._load()

    def _plan_soon(self) -> None:
        self._timer.start()

    def _ask_plan(self) -> None:
        profile, languages, title_id = self.form.profile_id(), self.form.languages(), self._workspace.title_id
        self.form.build.setEnabled(False)
        if title_id is None or not profile:
            return
        if self._plan is None or self._plan.title_id != title_id:
            self._say(_("Planning…"), "")
        if not languages:
            self.refusals.show_values(())
            self._say(_("Choose at least one language."), "")
            return
        plan = self._workspace.desk.delivering.plan
        self._workspace.compute(
            call(plan, title_id, profile, languages, roles=self.form.roles()), then=self._planned, topic="deliveries.plan"
        )

    def _planned(self, plan: Plan) -> None:
        self._plan = plan
        self.refusals.show_values(plan.refusals)
        count = len(plan.refusals)
        if count:
            words = _n("{count} thing stands against this delivery", "{count} things stand against this delivery", count)
            self._say(
                words.format(count=count),
                " ".join([_("Enter goes to the cell. Everything is listed at once."), *findings_age(plan)]),
            )
        else:
            words = _n("Ready: {count} file", "Ready: {count} files", len(plan.files))
            self._say(words.format(count=len(plan.files)), "\n".join([plan.folder_name, *findings_age(plan)]))
        only_findings = all(refusal.code in LET_THROUGH for refusal in plan.refusals)
        may = plan.may_build or (only_findings and self.form.allow.isChecked())
        self.form.build.setEnabled(may and bool(self.form.folder.text().strip()) and not self._workspace.read_only)

    def _say(self, heading: str, line: str) -> None:
        self._heading.setText(heading)
        self._files.setText(line)

    def _build(self) -> None:
        title_id = self._workspace.title_id
        if title_id is None:
            return
        for each in self.form.push_buttons():
            each.setEnabled(False)
        folder = Path(self.form.folder.text().strip()).expanduser()
        languages, allow = tuple(self.form.languages()), self.form.allow.isChecked()
        job = deliver_title.JOB(title_id, self.form.profile_id(), languages, folder, allow_findings=allow, roles=self.form.roles())
        self._workspace.carry_out(job, _("Building the package"), then=self._built, failed=self._not_built)

    def _built(self, outcome: DeliveryOutcome) -> None:
        self.form.choose.setEnabled(True)
        package = outcome.package
        self._workspace.findings_changed.emit(outcome.plan.title_id)
        if package is None:
            self._planned(outcome.plan)
            return
        show = lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(package)))  # noqa: E731
        text = _("Delivered: {name}").format(name=package.name)
        self._workspace.notify.tell(text, kind="done", button=_("Show folder"), act=show)
        self._load()

    def _not_built(self, _error: BaseException) -> None:
        self.form.choose.setEnabled(True)
        self._plan_soon()

    def _go_to(self, index: QModelIndex) -> None:
        refusal = self.refusals.value(index.row())
        if self._matrix is None or refusal.episode is None:
            return
        for row in self._matrix.rows:
            if row.episode.number == refusal.episode:
                self._workspace.open_episode(row.episode.id, refusal.language or None)
                self._workspace.show_place("editor")
                return

    def _open_package(self, index: QModelIndex) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.deliveries.value(index.row()).package_path))
