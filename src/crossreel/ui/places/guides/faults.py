"""What is wrong with a style guide whose file cannot be read, in the place of its figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.quality.guide_file import GuideFile
from crossreel.i18n.messages import _
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label
from crossreel.ui.places.guides.new_dialog import fault_words


class FaultList(QWidget):
    """Every fault with its line; `folder_asked` wants the folder of the file."""

    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", wrap=True)
        self.folder = button(_("Show folder"))
        self.folder.clicked.connect(self.folder_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 20)
        column.setSpacing(12)
        hint = _("Nothing is checked by it until its file is mended. All other style guides hold.")
        column.addWidget(self._said)
        column.addWidget(label(hint, "hint", wrap=True))
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def show_faults(self, found: GuideFile) -> None:
        """Say what is wrong with a file."""
        words = [fault_words(each) for each in found.faults]
        self._said.setText("\n".join(words or [_("What it is based on cannot be read.")]))

    def said(self) -> str:
        """Return what is said."""
        return self._said.text()
