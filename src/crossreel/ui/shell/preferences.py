"""Preferences: who one is, the interface's language, look, keys and loudness. Everything applies at once."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from crossreel.domain.preferences import NEIGHBOUR_ROWS
from crossreel.i18n import interface_language, numbers
from crossreel.i18n.messages import _, sentence
from crossreel.services import keymaps
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, choice, chosen, in_line, line
from crossreel.ui.kit.labels import label


class PreferencesDialog(Dialog):
    """Each change is kept when it is made; there is nothing to confirm."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Preferences"), _("Close"), window, width=480)
        self._workspace = workspace
        chosen_now = workspace.preferences
        self.author = line(chosen_now.author)
        self.author.editingFinished.connect(self._keep)
        languages = [("", _("As the system"))] + [
            (tag, numbers.native_language_name(tag)) for tag in interface_language.available()
        ]
        self.locale_box = choice(languages, chosen_now.locale)
        self.theme_box = choice([("dark", _("Dark")), ("light", _("Light"))], theme.load(chosen_now.theme).id)
        self.keymap_box = choice([(name, sentence(f"keys.preset_{name}")) for name in keymaps.PRESETS], chosen_now.keymap)
        self.rows_box = choice([("comfortable", _("Comfortable")), ("dense", _("Dense"))], chosen_now.row_height)
        counts = sorted({*NEIGHBOUR_ROWS, chosen_now.neighbour_rows})
        self.neighbours_box = choice([(str(each), numbers.number(each)) for each in counts], str(chosen_now.neighbour_rows))
        for box in (self.theme_box, self.keymap_box, self.locale_box, self.rows_box, self.neighbours_box):
            box.currentIndexChanged.connect(self._keep)
        self.volume, self._percent = QSlider(Qt.Orientation.Horizontal), label("", "second")
        self.volume.setRange(0, 100)
        self.volume.setValue(chosen_now.volume)
        self.volume.valueChanged.connect(self._show_volume)
        self.volume.valueChanged.connect(self._keep)
        self._show_volume(chosen_now.volume)
        self._percent.setMinimumWidth(48)
        self.volume.setAccessibleName(_("Volume"))
        self._lay_out()
        self.author.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(Field(_("Your name"), self.author, _("Stands in the history, in notes and beside what you accept.")))
        self.body.addLayout(beside(Field(_("Language of the interface"), self.locale_box), Field(_("Theme"), self.theme_box)))
        change = button(_("Change the keys…"))
        change.clicked.connect(lambda: self._workspace.ask("key_editor"))
        self.body.addWidget(Field(_("Keys"), in_line(self.keymap_box, change)))
        self.keymap_box.setAccessibleName(_("Keys"))
        self.body.addLayout(
            beside(
                Field(_("Height of rows"), self.rows_box),
                Field(_("Rows of the episodes before and after"), self.neighbours_box),
            )
        )
        self.guides = button(_("Style guides…"))
        self.guides.clicked.connect(self._go_to_guides)
        self.engines = button(_("Engines and servers…"))
        self.engines.clicked.connect(lambda: self._workspace.ask("engines"))
        self.body.addLayout(
            beside(Field(_("Limits and conventions of QC"), self.guides), Field(_("Speech, reading and translation"), self.engines))
        )
        self.body.addWidget(Field(_("Volume"), in_line(self.volume, self._percent)))

    def _show_volume(self, value: int) -> None:
        self._percent.setText(numbers.percent(value / 100))

    def _go_to_guides(self) -> None:
        self.leave()
        self._workspace.show_place("guides")

    def _keep(self, *_ignored: object) -> None:
        before = self._workspace.preferences
        after = replace(
            before,
            author=self.author.text().strip() or before.author,
            locale=chosen(self.locale_box),
            theme=chosen(self.theme_box),
            keymap=chosen(self.keymap_box),
            volume=self.volume.value(),
            row_height=chosen(self.rows_box),
            neighbour_rows=int(chosen(self.neighbours_box)),
        )
        if after != before:
            self._workspace.set_preferences(after)
