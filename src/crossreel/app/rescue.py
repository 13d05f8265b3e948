"""A catalog that cannot be opened: a backup in its place, or what can be read of it, before there is a window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QMessageBox, QPushButton, QVBoxLayout

from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.services.safekeeping.rescuing import Rescuing
from crossreel.ui.shell.backups import BackupList, choose_new, salvaged_words

APP_NAME = "Crossreel"
WIDTH, HEIGHT = 560, 420
RESCUABLE = frozenset({"storage.damaged", "storage.strange_tables", "storage.empty_file"})


class RescueDialog(QDialog):
    """Says why a catalog cannot be opened and what can be done. `opened` is the catalog to try next, None to give up."""

    def __init__(self, error: CrossreelError, rescuing: Rescuing) -> None:
        super().__init__()
        self._rescuing = rescuing
        self.opened: Path | None = None
        self.setWindowTitle(APP_NAME)
        words = QLabel(_("The catalog cannot be opened.") + "\n\n" + sentence(error.code, error.facts))
        words.setWordWrap(True)
        self.list = BackupList()
        backups = rescuing.backups()
        self.list.show_backups(backups)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore_button = QPushButton(_("Restore the backup"))
        self.salvage_button = QPushButton(_("Save what can be read…"))
        for made, act in ((self.restore_button, self._restore), (self.salvage_button, self._salvage)):
            buttons.addButton(made, QDialogButtonBox.ButtonRole.ActionRole)
            made.clicked.connect(act)
        self.restore_button.setEnabled(bool(backups))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for part in (words, QLabel(_("Backups") if backups else _("There is no backup beside it.")), self.list, buttons):
            layout.addWidget(part)
        self.list.setVisible(bool(backups))
        if not backups:
            layout.insertStretch(layout.count() - 1, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need, which no layout of wrapped words asks for by itself."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumSize(WIDTH, layout.totalHeightForWidth(WIDTH))
            self.resize(WIDTH, max(layout.totalHeightForWidth(WIDTH), HEIGHT if self.list.isVisibleTo(self) else 0))

    def _restore(self) -> None:
        path = self.list.chosen()
        if path is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._rescuing.restore(path)
        except CrossreelError as error:
            self._say(error)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self.opened = self._rescuing.catalog
        self.accept()

    def _salvage(self) -> None:
        target = choose_new(self, _("Save what can be read"), self._rescuing.catalog)
        if target is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = self._rescuing.salvage(target)
        except CrossreelError as error:
            self._say(error)
            return
        finally:
            QApplication.restoreOverrideCursor()
        lost = "\n".join(sentence(notice.code, notice.facts) for notice in found.lost)
        QMessageBox.information(self, APP_NAME, "\n\n".join(filter(None, (salvaged_words(found), lost))))
        self.opened = found.path
        self.accept()

    def _say(self, error: CrossreelError) -> None:
        QMessageBox.warning(self, APP_NAME, sentence(error.code, error.facts))


def rescue(error: CrossreelError, catalog: Path) -> Path | None:
    """Ask what to do about a catalog that cannot be opened; return the catalog to open instead, None to give up."""
    rescuing = Rescuing(catalog)
    if error.code not in RESCUABLE and not rescuing.backups():
        QMessageBox.critical(None, APP_NAME, _("The catalog cannot be opened.") + "\n\n" + sentence(error.code, error.facts))
        return None
    dialog = RescueDialog(error, rescuing)
    dialog.exec()
    return dialog.opened
