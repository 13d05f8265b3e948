"""What the columns of a sheet among the files of an import hold, corrected before it is read so."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.domain.tables.preview import SheetPreview
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.column_map import ColumnMap
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label

HEIGHT = 430


class ColumnsDialog(Dialog):
    """Shows what was found; the button reads the sheet as corrected, and the next one of that shape is read so too."""

    def __init__(self, workspace: Workspace, path: Path, read: Callable[[str], object], window: QWidget) -> None:
        super().__init__(_("Columns of “{name}”").format(name=path.name), _("Close"), window, width=1080)
        self._workspace, self._path, self._read = workspace, path, read
        self.map = ColumnMap()
        self.map.setMinimumHeight(HEIGHT)
        self.map.header_given.connect(lambda row: self._ask(f"header={row}"))
        self.use = button(_("Read it so"), "main")
        self.use.clicked.connect(self._use)
        hint = label(_("The next sheet of this shape is read in the same way."), "hint", wrap=True)
        self.body.addWidget(self.map, 1)
        self.body.addLayout(buttons(self.use, before=hint))
        self._ask("")

    def _ask(self, columns: str) -> None:
        ask = call(self._workspace.desk.importing.sheet_columns, self._path, columns)
        self._workspace.compute(ask, then=self._show, failed=self._refused, topic="import.columns")

    def _show(self, preview: SheetPreview) -> None:
        self.map.show_preview(preview)

    def _refused(self, error: BaseException) -> None:
        self._workspace.notify.problem(error)
        self.leave()

    def _use(self) -> None:
        self._read(self.map.preview.written())
        self.leave()
