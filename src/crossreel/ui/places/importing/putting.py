"""A file for an empty place of the plan: one of those that lie about in it, or another one from the disk."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crossreel.domain.importing.plan import PlanItem
from crossreel.domain.importing.plan_matrix import state_of
from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.places.importing.wording import CELL_LOOKS, sentences

ROW_PX, MOST_ROWS = 30, 10


class PutDialog(Dialog):
    """Lists the files that come in nowhere, those first that lack only a place; Enter puts the chosen one here."""

    def __init__(
        self, where: str, items: Sequence[PlanItem], put: Callable[[int], object], from_disk: Callable[[], object], window: QWidget
    ) -> None:
        super().__init__(_("Put a file here"), _("Close"), window, width=620)
        self._put, self._from_disk = put, from_disk
        self.body.addWidget(label(where, "hint", wrap=True))
        self.files = QListWidget()
        self.files.setAccessibleName(_("Files of this import that come in nowhere"))
        for item in items:
            row = QListWidgetItem(theme.plain_icon(*CELL_LOOKS[state_of(item)], 14), item.name)
            row.setData(Qt.ItemDataRole.UserRole, item.id)
            row.setToolTip("\n".join((item.path, *sentences(item))))
            self.files.addItem(row)
        self.files.setCurrentRow(0)
        self.files.setFixedHeight(min(MOST_ROWS, max(3, len(items))) * ROW_PX + 12)
        self.files.itemActivated.connect(lambda _row: self._choose())
        self.body.addWidget(self.files)
        self.use, self.disk = button(_("Put it here"), "main"), button(_("Another file…"))
        self.use.clicked.connect(self._choose)
        self.disk.clicked.connect(self._look_on_disk)
        self.body.addLayout(buttons(self.disk, self.use))

    def open(self) -> None:
        """Show the files, the first one under the hands."""
        super().open()
        self.files.setFocus()

    def _choose(self) -> None:
        row = self.files.currentItem()
        if row is not None:
            self.leave()
            self._put(row.data(Qt.ItemDataRole.UserRole))

    def _look_on_disk(self) -> None:
        self.leave()
        self._from_disk()
