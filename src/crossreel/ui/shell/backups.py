"""The backups of the catalog: which there are, one more now, a copy elsewhere, and one put in the catalog's place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crossreel.domain.backup import Backup, Safety, Salvage
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.services.job_kinds import back_up, save_copy
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.workspace import CatalogRequest, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label

KIND = "*.crossreel"


class BackupList(QListWidget):
    """Backups, the newest chosen: when, how many titles, how large."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Backups"))
        self.setMinimumHeight(180)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these, and choose the first."""
        self.clear()
        for each in backups:
            titles = _n("{count} title", "{count} titles", each.titles).format(count=numbers.number(each.titles))
            item = QListWidgetItem(f"{numbers.when(each.made_ms)}  ·  {titles}  ·  {numbers.size(each.size_bytes)}")
            item.setData(Qt.ItemDataRole.UserRole, str(each.path))
            item.setToolTip(str(each.path))
            self.addItem(item)
        if backups:
            self.setCurrentRow(0)

    def chosen(self) -> Path | None:
        """Return the file of the chosen backup, None without any."""
        item = self.currentItem()
        return None if item is None else Path(item.data(Qt.ItemDataRole.UserRole))


class BackupsDialog(Dialog):
    """Backups are made of themselves while the window is open; here one sees them, makes one, and goes back to one."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Backups"), _("Close"), window, width=560)
        self._workspace = workspace
        self._said = label(_("Reading the backups…"), "second", wrap=True)
        self.list = BackupList()
        self.now_button, self.copy_button = button(_("Back up now")), button(_("Save a copy…"))
        self.restore_button = button(_("Restore…"), "danger")
        self.now_button.clicked.connect(self._back_up)
        self.copy_button.clicked.connect(self._save_copy)
        self.restore_button.clicked.connect(self._restore)
        self.now_button.setEnabled(not workspace.read_only)
        self.body.addWidget(self._said)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(buttons(self.copy_button, self.now_button, self.restore_button))
        self._read()

    def _read(self) -> None:
        self._workspace.compute(self._workspace.desk.safekeeping.backups, then=self._show)

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.list.show_backups(backups)
        self.restore_button.setEnabled(bool(backups) and not self._workspace.read_only)
        there = _("One is made every hour in which something was written. Old ones are thinned out.")
        self._said.setText(there if backups else _("There is no backup yet.") + " " + there)
        self._place()

    def _back_up(self) -> None:
        self.now_button.setEnabled(False)
        self._workspace.carry_out(back_up.JOB(), _("Backing the catalog up"), then=self._backed_up, failed=self._failed)

    def _backed_up(self, safety: Safety) -> None:
        self.now_button.setEnabled(True)
        self._read()
        for fault in safety.faults[:1]:
            self._workspace.notify.tell(sentence(fault.code, fault.facts), kind="warning")

    def _failed(self, _error: BaseException) -> None:
        self.now_button.setEnabled(True)

    def _save_copy(self) -> None:
        path = choose_new(self, _("Save a copy of the catalog"), self._workspace.desk.database.path)
        if path is not None:
            self._workspace.carry_out(save_copy.JOB(path), _("Saving a copy"), then=lambda _faults: self._copied(path))

    def _copied(self, path: Path) -> None:
        self._workspace.notify.tell(_("The copy is “{path}”.").format(path=path), kind="done")

    def _restore(self) -> None:
        path, item = self.list.chosen(), self.list.currentItem()
        if path is None:
            return
        question = _(
            "Put the backup of {time} in the place of the catalog? What stands there now is kept beside it, under another name."
        ).format(time=item.text().split("  ·  ")[0])
        if ask(self, question, _("Restore")):
            self.leave()
            self._workspace.catalog_asked.emit(CatalogRequest(restore=path))


class SalvagedDialog(Dialog):
    """What was lost of a damaged catalog, and the way to what was kept."""

    def __init__(self, workspace: Workspace, found: Salvage, window: QWidget) -> None:
        super().__init__(_("Saved what could be read"), _("Close"), window, width=560)
        words = salvaged_words(found)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(_("Lost"))
        for notice in found.lost:
            self.list.addItem(QListWidgetItem(theme.plain_icon("finding", "finding", 16), sentence(notice.code, notice.facts)))
        self.list.setVisible(bool(found.lost))
        self.open_button = button(_("Open it"), "main")
        self.open_button.clicked.connect(lambda: workspace.catalog_asked.emit(CatalogRequest(open=found.path)))
        self.body.addWidget(label(words, "second", wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(buttons(self.open_button))


def salvaged_words(found: Salvage) -> str:
    """Return what a salvage kept, in a sentence."""
    return _("“{path}” holds {titles} titles, {episodes} episodes and {cues} cues.").format(
        path=found.path,
        titles=numbers.number(found.kept["title"]),
        episodes=numbers.number(found.kept["episode"]),
        cues=numbers.number(found.kept["cue"]),
    )


def choose_new(parent: QWidget, title: str, near: Path) -> Path | None:
    """Ask for the name of a new catalog file; None where nothing was chosen."""
    proposed = near.with_name(f"{near.stem}-copy{near.suffix}")
    folder = proposed.parent if proposed.parent.is_dir() else Path.home()
    chosen, _kind = FileDialog.choose_new_file(parent, title, str(folder / proposed.name), KIND)
    return Path(chosen) if chosen else None
