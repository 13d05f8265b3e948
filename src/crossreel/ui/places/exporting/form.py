"""What is to be exported: format, languages, episodes, folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, button, line
from crossreel.ui.kit.labels import label
from crossreel.ui.places.exporting.offers import Offer
from crossreel.ui.places.exporting.option_fields import OptionFields

ALL, OPEN = "all", "open"
COMMONEST = "srt"
FORM_WIDTH = 340


class ExportForm(QWidget):
    """The form on the leading side of the export place."""

    export_asked = Signal()
    script_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(FORM_WIDTH)
        self.format, self.episodes = ChoiceBox(), ChoiceBox()
        self.folder = line()
        self.choose = button(_("Choose…"))
        self.choose.clicked.connect(self._choose_folder)
        self.export = button(_("Export"), "main")
        self.export.clicked.connect(self.export_asked)
        self.script = button(_("Take a sheet back…"))
        self.script.setToolTip(
            _("A script that went out, or a translator’s own sheet: its texts go to the subtitles they belong to.")
        )
        self.script.clicked.connect(self.script_asked)
        self._languages = Checks()
        self._languages.setAccessibleName(_("Languages"))
        self._languages.changed.connect(self._refresh)
        self.format.activated.connect(self._format_chosen)
        self._loses = label("", "hint", wrap=True)
        self.options = OptionFields()
        self._lay_out()

    def _lay_out(self) -> None:
        outer, inside, area = QVBoxLayout(self), QWidget(), QScrollArea()
        outer.setContentsMargins(0, 0, 0, 16)
        outer.setSpacing(12)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area, 1)
        below = QVBoxLayout()
        below.setContentsMargins(20, 0, 20, 0)
        below.addWidget(self.export)
        below.addWidget(self.script)
        outer.addLayout(below)
        self._lay_fields(inside)

    def _lay_fields(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 4)
        column.setSpacing(12)
        column.addWidget(fixed(Field(_("Format"), self.format)))
        column.addWidget(self._loses)
        column.addWidget(label(_("Languages"), "label"))
        column.addWidget(self._languages)
        column.addWidget(fixed(Field(_("Episodes"), self.episodes)))
        row = QHBoxLayout()
        row.addWidget(fixed(Field(_("Folder"), self.folder)), 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.options)
        column.addStretch()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer what can be exported."""
        self.format.clear()
        for each in offers:
            self.format.addItem(each.title, each)
        ids = [each.id for each in offers]
        self.format.setCurrentIndex(ids.index(COMMONEST) if COMMONEST in ids else 0)
        self._format_chosen()

    def show_languages(self, tags: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer the languages of the title."""
        self._languages.offer([(tag, f"{language_name(tag)} ({tag})") for tag in tags], chosen)

    def show_episodes(self, open_number: int | None) -> None:
        """Offer all episodes, and the open one where there is one."""
        self.episodes.clear()
        self.episodes.addItem(_("All episodes"), ALL)
        if open_number is not None:
            self.episodes.addItem(_("Episode {number} only").format(number=open_number), OPEN)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that are ticked."""
        return self._languages.chosen()

    def offer(self) -> Offer | None:
        """Return what is to be exported, None before anything can be."""
        chosen = self.format.currentData()
        return chosen if isinstance(chosen, Offer) else None

    def set_busy(self, busy: bool) -> None:
        """Lock the form while files are written."""
        self.export.setEnabled(not busy and bool(self.languages()))

    def _refresh(self) -> None:
        self.export.setEnabled(bool(self.languages()) and bool(self.folder.text().strip()))

    def _format_chosen(self) -> None:
        chosen = self.offer()
        if chosen is not None:
            self._loses.setText(chosen.hint)
            self.options.show_for(chosen.options)

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder to export to"), self.folder.text() or str(Path.home()))
        if folder:
            self.folder.setText(folder)
            self._refresh()


def fixed(field: Field) -> Field:
    """Keep a field at its own height."""
    field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return field
