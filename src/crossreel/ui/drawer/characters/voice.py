"""How a character speaks: register, manner, and whom they call what in each language."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout

from crossreel.domain.catalog.title import Character
from crossreel.domain.drafting.brief import Address, CharacterVoice
from crossreel.domain.edits.edit import Edit
from crossreel.i18n import numbers
from crossreel.i18n.brief import FORM_WORDS, form_words
from crossreel.i18n.messages import _, isolated
from crossreel.ui.drawer.bible import Beneath
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.typed_field import TypedField
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import Field, area, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

TO, LANGUAGE, CALLS, FORM = range(4)
EVERYBODY = "0"
MOST_SHOWN, EDGE_PX, MANNER_PX = 5, 4, 56
Read = tuple[Mapping[int, CharacterVoice], Sequence[Address]]


class VoiceSection(Beneath):
    """Register and manner are written while one types; a row of the table is set by Enter or its button, and removed by Delete."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._person: Character | None = None
        self._people: Sequence[Character] = ()
        self._voices: Mapping[int, CharacterVoice] = {}
        self._addresses: Sequence[Address] = ()
        self._shown: list[Address] = []
        self.register, self.manner = line(placeholder=_("For example courtly, coarse")), area(MANNER_PX)
        self._typed: dict[str, TypedField] = {}
        for attribute, control, words in (("register", self.register, _("Register")), ("manner", self.manner, _("Manner"))):
            control.setReadOnly(workspace.read_only)
            self._typed[attribute] = TypedField(
                workspace, control, partial(self._key, attribute), partial(self._write, attribute), words
            )
        self._build()
        workspace.changed.connect(self._follow)
        workspace.opened_title.connect(lambda _title: self._reread())
        self._reread()

    def _build(self) -> None:
        headings = (_("To whom"), _("Language"), _("Calls them"), _("Form"))
        self.table = plan_table(_("Forms of address"), headings, {LANGUAGE: 76, FORM: 76}, (TO, CALLS))
        self.table.itemSelectionChanged.connect(self._fill)
        self.to, self.language = choice((), ""), choice((), "")
        self.calls = line(placeholder=_("For example Miss Lin"))
        self.calls.returnPressed.connect(self.set_address)
        self.form = choice([(form, _(words)) for form, words in FORM_WORDS.items()], "")
        self.set, self.remove = button(_("Set")), button(_("Remove the row"))
        self.set.clicked.connect(self.set_address)
        self.remove.clicked.connect(self.remove_address)
        for control in (self.to, self.language, self.calls, self.form, self.set):
            control.setEnabled(not self._workspace.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(_("How they speak"), "strong"))
        column.addWidget(Field(_("Register"), self.register))
        column.addWidget(Field(_("Manner"), self.manner))
        column.addWidget(label(_("Forms of address"), "strong"))
        column.addWidget(self.table)
        column.addLayout(beside(Field(_("To whom"), self.to), Field(_("Language"), self.language)))
        column.addLayout(beside(Field(_("Calls them"), self.calls), Field(_("Form"), self.form)))
        column.addLayout(buttons(self.remove, self.set))

    def show_entry(self, entry: Character | None, entries: Sequence[Character]) -> None:
        """Show how a character speaks."""
        is_other = (self._person.id if self._person is not None else 0) != (entry.id if entry is not None else 0)
        if is_other:
            self.hand_on()
        self._person, self._people = entry, entries
        if is_other:
            for attribute, field in self._typed.items():
                field.turn(self._said(attribute))
            self.calls.clear()
            self.form.setCurrentIndex(0)
        self._show()

    def hand_on(self) -> None:
        """Have what was typed written."""
        for field in self._typed.values():
            field.hand_on()

    def set_address(self) -> None:
        """Say what the character calls whoever is chosen; with nothing said, nothing is said any more."""
        person, language = self._person, chosen(self.language)
        if person is not None and language and not self._workspace.read_only:
            to, calls, form = int(chosen(self.to) or EVERYBODY), self.calls.text(), chosen(self.form)
            blank = Address(id=0, character_id=person.id, to_id=to, language=language)
            seen = next((each for each in self._shown if (each.to_id, each.language) == (to, language)), blank)
            say = self._workspace.desk.briefing.set_address
            self._workspace.perform(call(say, person.id, to, language, calls, form, seen=seen))

    def remove_address(self) -> None:
        """Say nothing any more of whom the chosen row is about."""
        address = self._chosen_address()
        if address is not None and not self._workspace.read_only:
            unsay = self._workspace.desk.briefing.set_address
            self._workspace.perform(call(unsay, address.character_id, address.to_id, address.language, "", "", seen=address))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the chosen row at Delete."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.remove_address()
        else:
            super().keyPressEvent(event)

    def _follow(self, edit: Edit) -> None:
        if edit.ids("character_voice") or edit.ids("address") or edit.ids("title_language"):
            self._reread()

    def _reread(self) -> None:
        title_id = self._workspace.title_id
        if title_id is not None:
            self._workspace.compute(call(self._read, title_id), then=self._take, topic="characters.voices")

    def _read(self, title_id: int) -> Read:
        briefing = self._workspace.desk.briefing
        return briefing.voices(title_id), briefing.addresses(title_id)

    def _take(self, read: Read) -> None:
        self._voices, self._addresses = read
        for attribute, field in self._typed.items():
            field.show(self._said(attribute))
        self._show()

    def _show(self) -> None:
        person = self._person
        if person is None:
            return
        names = {each.id: each.name for each in self._people}
        others = [(str(each.id), each.name) for each in self._people if each.id != person.id]
        self._offer(self.to, [(EVERYBODY, _("Everybody")), *others])
        matrix = Outline.of(self._workspace).matrix
        tags = matrix.languages[1:] if matrix is not None else ()
        mine = [each for each in self._addresses if each.character_id == person.id and (not each.to_id or each.to_id in names)]
        tags = tuple(dict.fromkeys((*tags, *(each.language for each in mine))))
        self._offer(self.language, [(tag, numbers.native_language_name(tag)) for tag in tags])
        if mine != self._shown or self.table.rowCount() != len(mine):
            self._show_rows(mine, names)
        self.remove.setEnabled(self._chosen_address() is not None and not self._workspace.read_only)

    def _show_rows(self, mine: list[Address], names: Mapping[int, str]) -> None:
        before = self._chosen_address()
        self._shown = mine
        blocked = self.table.blockSignals(True)
        self.table.clearSelection()
        self.table.setRowCount(len(mine))
        for at, each in enumerate(mine):
            said = (names.get(each.to_id) or _("All"), each.language, each.calls, form_words(each.form) if each.form else "")
            for column, words in enumerate(said):
                item = QTableWidgetItem(isolated(words))
                item.setToolTip(numbers.language_name(words) if column == LANGUAGE else words)
                self.table.setItem(at, column, item)
            if before is not None and each.id == before.id:
                self.table.setCurrentCell(at, TO)  # selectRow chooses nothing in a mirrored table
        self.table.blockSignals(blocked)
        self.table.setVisible(bool(mine))
        heights = [self.table.rowHeight(at) for at in range(min(MOST_SHOWN, len(mine)))]
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + sum(heights) + EDGE_PX)

    def _offer(self, box: Any, pairs: list[tuple[str, str]]) -> None:
        if pairs == [(box.itemData(at), box.itemText(at)) for at in range(box.count())]:
            return
        wanted = chosen(box) or (self._workspace.language or "")
        box.clear()
        for value, words in pairs:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(wanted)))

    def _fill(self) -> None:
        """Take a row of the table into the fields below it."""
        address = self._chosen_address()
        self.remove.setEnabled(address is not None and not self._workspace.read_only)
        if address is not None:
            self.to.setCurrentIndex(self.to.findData(str(address.to_id)))
            self.language.setCurrentIndex(self.language.findData(address.language))
            self.calls.setText(address.calls)
            self.form.setCurrentIndex(self.form.findData(address.form))

    def _chosen_address(self) -> Address | None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        return self._shown[min(rows)] if len(rows) == 1 and min(rows) < len(self._shown) else None

    def _said(self, attribute: str) -> str:
        voice = self._voices.get(self._person.id) if self._person is not None else None
        return str(getattr(voice, attribute)) if voice is not None else ""

    def _key(self, attribute: str) -> tuple[str, int, str]:
        return ("character_voice", self._person.id if self._person is not None else 0, attribute)

    def _write(self, attribute: str, text: str, step_id: int) -> Callable[[str], Edit] | None:
        if self._person is None or self._workspace.read_only:
            return None
        return partial(put_said, self._workspace, self._person.id, attribute, text, step_id)


def put_said(workspace: Workspace, character_id: int, attribute: str, text: str, step_id: int, seen: str) -> Edit:
    """Change one field of how a character speaks, from what was seen in it."""
    words: dict[str, Any] = {attribute: text}
    shown: dict[str, Any] = {attribute: seen}
    before = CharacterVoice(id=0, character_id=character_id, **shown)
    return workspace.desk.briefing.set_voice(character_id, **words, seen=before, step_id=step_id)
