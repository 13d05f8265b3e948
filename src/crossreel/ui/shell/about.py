"""About Crossreel: its version, what it is built on, and where catalog, log and licences lie; all of it can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from crossreel.domain.installation import Installation
from crossreel.i18n.about import about_text, built_on, headline, licence, places
from crossreel.i18n.messages import _, isolated
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, button, buttons
from crossreel.ui.kit.labels import ElidedLabel

LOGO_PX = 48


class AboutDialog(Dialog):
    """Shows what is running here."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("About Crossreel"), _("Close"), window, width=620)
        found = workspace.desk.describe()  # loads the player's engine where nothing played yet: some 40 ms, once
        self.text = about_text(found)
        self.copy_button = button(_("Copy"), "main")
        self.copy_button.clicked.connect(self._copy)
        for part in (self._name(found), self._versions(found), *map(_path, places(found))):
            self.body.addWidget(part)
        self.body.addLayout(buttons(self.copy_button))
        self.copy_button.setFocus()

    def _name(self, found: Installation) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(16)
        logo = QLabel()
        logo.setPixmap(theme.pixmap("logo", "accent", LOGO_PX))
        row.addWidget(logo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(headline(found), "name", filling=True))
        words.addWidget(ElidedLabel(_("The localization desk for vertical micro-dramas"), "second", filling=True))
        row.addLayout(words, 1)
        return made

    def _versions(self, found: Installation) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = ((_("Licence"), licence(found)), *built_on(found), (_("System"), found.system))
        for row, (words, value) in enumerate(rows):
            grid.addWidget(ElidedLabel(words, "second", filling=True), row, 0)
            grid.addWidget(ElidedLabel(isolated(value), filling=True), row, 1)
        return made

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy_button.setText(_("Copied"))


def _path(pair: tuple[str, str]) -> Field:
    """Show where something lies; a path reads from left to right in every language."""
    words, path = pair
    shown = QLineEdit(path)
    shown.setReadOnly(True)
    mirrored = shown.isRightToLeft()
    shown.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
    shown.setCursorPosition(0)
    shown.setToolTip(path)
    return Field(words, shown)
