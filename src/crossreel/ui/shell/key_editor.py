"""The editor of keys: every action with its keys, set by pressing them, refused where another action has them."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.domain.item import Item
from crossreel.domain.keys import Bound, KeyedAction, Keymap, assigned, canonical_key, holder, usual_keys, without
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_
from crossreel.services import keymaps
from crossreel.ui.hub import keymap
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.table_rows import TableRows
from crossreel.ui.shell.commands import Commands

KIND = "*.toml"
ROW_PX = 28


class KeyLine(QLineEdit):
    """Shows the key that is pressed in it. `pressed(key)` tells it, `decided` that Enter took it, `left` that Esc gave up."""

    pressed = Signal(str)
    decided = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText(_("Press the new key"))
        self.setAccessibleName(self.placeholderText())
        self.key = ""

    def show_key(self, key: str) -> None:
        """Show a key, "" for none."""
        self.key = key
        self.setText(keymap.shown(key))

    def event(self, event: QEvent) -> bool:
        """Take every key there is, but Tab, which goes on."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key()
            in (
                Qt.Key.Key_Tab,
                Qt.Key.Key_Backtab,
            )
        ):
            if not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                return super().event(event)
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the key; Enter, Esc and Backspace alone work on what is shown."""
        event.accept()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit()
        elif not held and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not held and event.key() == Qt.Key.Key_Backspace:
            self.show_key("")
            self.pressed.emit("")
        elif key := keymap.written(event):
            self.pressed.emit(key)


class KeyEditor(Dialog):
    """Each change holds at once and is kept in the preferences; there is nothing to confirm."""

    def __init__(self, workspace: Workspace, commands: Commands, window: QWidget) -> None:
        super().__init__(_("Change the keys"), _("Close"), window, width=860)
        self._workspace = workspace
        self._actions = {action.id: action for action in commands.keyed()}
        self.preset = choice(
            [(name, sentence(f"keys.preset_{name}")) for name in keymaps.PRESETS], keymaps.load(workspace.preferences.keymap).id
        )
        self.preset.setAccessibleName(_("Preset"))
        self.preset.currentIndexChanged.connect(self._choose_preset)
        self.search = line(placeholder=_("Find a key or what it does"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textChanged.connect(lambda _text: self._show())
        self.table, self.lines = QTableView(), TableRows[KeyedAction]((N_("Group"), N_("What it does"), N_("Keys")), self._words)
        self.key_line = KeyLine()
        self.set_button, self.add_button = button(_("Set"), "main"), button(_("Add"))
        self.clear_button, self.reset_button = button(_("No key")), button(_("Back to the preset"))
        self.all_button = button(_("All back to the preset…"))
        self.read_button, self.write_button = button(_("Import…")), button(_("Export…"))
        self._named, self._said = ElidedLabel(role="strong"), label("", "hint", wrap=True)
        self._build()
        self._connect()
        self._show()
        self.search.setFocus()

    def preferred_height(self) -> int:
        """Ask for a table that shows most of a group."""
        return 680

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 3)
        top.addWidget(self.preset, 2)
        self.body.addLayout(top)
        table = self.table
        table.setModel(self.lines)
        table.setAccessibleName(_("Keys"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        for column, mode in enumerate(
            (QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive)
        ):
            table.horizontalHeader().setSectionResizeMode(column, mode)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, 150)
        table.setColumnWidth(2, 240)
        self.body.addWidget(table, 1)
        self._said.setMinimumHeight(self._said.fontMetrics().lineSpacing())
        self.body.addWidget(self._named)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.key_line, 1)
        for each in (self.set_button, self.add_button, self.clear_button, self.reset_button):
            row.addWidget(each)
        self.body.addLayout(row)
        self.body.addWidget(self._said)
        self.body.addLayout(buttons(self.all_button, self.read_button, self.write_button))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._turn())
        self.table.doubleClicked.connect(lambda _index: self.key_line.setFocus())
        self.key_line.pressed.connect(self._pressed)
        self.key_line.decided.connect(self.set_button.click)
        self.key_line.left.connect(self.table.setFocus)
        self.set_button.clicked.connect(lambda: self._give([self.key_line.key]))
        self.add_button.clicked.connect(lambda: self._give([*self._held(), self.key_line.key]))
        self.clear_button.clicked.connect(lambda: self._give([]))
        self.reset_button.clicked.connect(self._reset)
        self.all_button.clicked.connect(self._reset_all)
        self.read_button.clicked.connect(self._read)
        self.write_button.clicked.connect(self._write)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from what was found to the line in which a key is pressed, Down into the table."""
        finding = self.search.hasFocus() or self.table.hasFocus()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and finding:
            self.key_line.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def said(self) -> str:
        """Return what is said of the key that was pressed."""
        return self._said.text()

    def choose(self, action_id: str) -> None:
        """Choose an action in the table."""
        for row in range(self.lines.rowCount()):
            if self.lines.value(row).id == action_id:
                self.table.setCurrentIndex(self.lines.index(row, 0))

    def _words(self, action: KeyedAction) -> tuple[str, str, str]:
        group = _(action.group) if action.group else _("Everywhere")
        return group, _(action.title), "   ".join(map(keymap.shown, self._workspace.keys.get(action.id, ())))

    def _show(self) -> None:
        wanted, before = self.search.text().strip().casefold(), self._chosen()
        listed = [each for each in self._actions.values() if wanted in " ".join(self._words(each)).casefold()]
        listed.sort(key=lambda each: self._words(each)[0])
        self.lines.show_values(listed)
        at = next((row for row, each in enumerate(listed) if before is not None and each.id == before.id), 0)
        self.table.setCurrentIndex(self.lines.index(at, 0))
        self._turn()

    def _chosen(self) -> KeyedAction | None:
        row = self.table.currentIndex().row()
        return self.lines.value(row) if 0 <= row < self.lines.rowCount() else None

    def _held(self) -> tuple[str, ...]:
        action = self._chosen()
        return self._workspace.keys.get(action.id, ()) if action is not None else ()

    def _turn(self) -> None:
        action = self._chosen()
        self.key_line.show_key("")
        self._named.setText(_(action.title) if action is not None else "")
        self._offer("")

    def _pressed(self, written: str) -> None:
        """Show the key that was pressed, and whose it is."""
        try:
            key = canonical_key(written) if written else ""
        except BadInput as error:
            self.key_line.show_key("")
            self._offer(sentence(error.code, {"key": keymap.shown(str(error.facts["key"]))}))
            return
        self.key_line.show_key(key)
        action = self._chosen()
        other = holder(self._actions.values(), self._workspace.keys, action.id, key) if action is not None and key else None
        self._offer(sentence("keys.held", {"key": keymap.shown(key), "action": _(other.title)}) if other is not None else "", other)

    def _offer(self, words: str, other: KeyedAction | None = None) -> None:
        action, pressed = self._chosen(), bool(self.key_line.key)
        own = self._workspace.preferences.keys
        self._said.setText(words)
        self._said.setProperty("role", "error" if words else "hint")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self.set_button.setText(_("Take it away and set") if other is not None else _("Set"))
        self.set_button.setEnabled(action is not None and pressed)
        self.add_button.setEnabled(action is not None and pressed and other is None)
        self.clear_button.setEnabled(bool(self._held()))
        self.reset_button.setEnabled(action is not None and self._held() != usual_keys(action, self._preset()))
        self.all_button.setEnabled(bool(own))

    def _give(self, keys: list[str]) -> None:
        action = self._chosen()
        if action is not None:
            self._keep(assigned(self._actions.values(), self._preset(), self._own(), action.id, keys))

    def _reset(self) -> None:
        action = self._chosen()
        if action is not None:
            self._keep(without(self._actions.values(), self._preset(), self._own(), action.id))

    def _reset_all(self) -> None:
        if ask(self, _("Take back all keys of your own?"), _("Take them back")):
            self._keep({})

    def _choose_preset(self, _index: int) -> None:
        self._workspace.set_preferences(replace(self._workspace.preferences, keymap=chosen(self.preset)))
        self._show()

    def _read(self) -> None:
        name = FileDialog.choose_file(self, _("Import keys"), str(Path.home()), KIND)
        if not name:
            return
        try:
            own, left_out = keymaps.read_keys(Path(name), self._actions.values(), self._preset())
        except CrossreelError as error:
            self._workspace.notify.problem(error)
            return
        self._keep(own)
        self._tell_left_out(left_out)

    def _tell_left_out(self, left_out: tuple[Item, ...]) -> None:
        if not left_out:
            self._workspace.notify.tell(_("The keys of the file hold now."), kind="done")
            return
        count = len(left_out)
        words = _n("{count} line was left out: {why}", "{count} lines were left out. The first: {why}", count)
        why = sentence(left_out[0].code, left_out[0].facts)
        self._workspace.notify.tell(words.format(count=count, why=why), kind="warning")

    def _write(self) -> None:
        name, _kind = FileDialog.choose_new_file(self, _("Export keys"), str(Path.home() / "keys.toml"), KIND)
        if name:
            try:
                keymaps.write_keys(Path(name), Path(name).stem, self._actions.values(), self._preset(), self._own())
            except OSError as error:
                self._workspace.notify.problem(error)

    def _preset(self) -> Keymap:
        return keymaps.load(self._workspace.preferences.keymap)

    def _own(self) -> Bound:
        return self._workspace.preferences.keys

    def _keep(self, own: Bound) -> None:
        self._workspace.set_preferences(replace(self._workspace.preferences, keys=own))
        self._show()
