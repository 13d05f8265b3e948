"""The series bible's two lists: characters and terms, each with its words in every language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.edits.edit import Edit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.typed_field import TypedField
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.flow import clear
from crossreel.ui.kit.form import Field, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label

Entry = Character | Term
MOST_SHOWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """One field of an entry: its attribute, words, and the values to choose from, if it is no free text."""

    attribute: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()


class Beneath(QWidget):
    """What else is said of the chosen entry, below its own fields."""

    def show_entry(self, entry: Any | None, entries: Sequence[Any]) -> None:
        """Show what is said of an entry among the others, None for none."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Bible:
    """What a list holds and how it is read and written. `per_language` names the attribute with a word per language."""

    kind: str
    name_attribute: str
    per_language: str
    fields: tuple[EntryField, ...]
    read: Callable[[int], Sequence[Any]]
    put: Callable[..., Edit]
    remove: Callable[..., Edit]
    new: Callable[[int, int, str], Any]
    add_words: str
    empty_words: str
    per_language_words: str


class BiblePanel(QWidget):
    """A list above, the chosen entry's fields below; a field is written while one types in it."""

    def __init__(self, workspace: Workspace, bible: Bible, beneath: Beneath | None = None) -> None:
        super().__init__()
        self._workspace, self._bible, self._beneath = workspace, bible, beneath
        self._entries: dict[int, Any] = {}
        self._chosen_id: int | None = None
        self._typed: list[TypedField] = []
        self.list = QListWidget()
        self.list.setAccessibleName(bible.add_words)
        self.list.setProperty("framed", True)
        self.list.currentItemChanged.connect(self._choose)
        self.new_name = line(placeholder=bible.add_words)
        self.new_name.setAccessibleName(bible.add_words)
        self.new_name.returnPressed.connect(self._add)
        self.new_name.setEnabled(not workspace.read_only)
        self._nothing = label(bible.empty_words, "hint", wrap=True)
        self._form = QVBoxLayout()
        self._form.setSpacing(10)
        self._build()
        self.setFocusProxy(self.new_name)
        workspace.changed.connect(self._follow)
        workspace.opened_title.connect(self._reread)
        self._reread()

    def _build(self) -> None:
        area, inside = QScrollArea(), QWidget()
        inside.setObjectName("clear")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(10)
        column.addLayout(self._form)
        if self._beneath is not None:
            column.addWidget(self._beneath)
        self._remove_button = button(_("Remove"), "danger")
        self._remove_button.clicked.connect(self._remove)
        column.addLayout(buttons(self._remove_button))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 4, 16, 0)
        head.setSpacing(8)
        for part in (self.new_name, self._nothing, self.list):
            head.addWidget(part)
        head.addLayout(self._files())
        outer.addLayout(head)
        outer.addWidget(area, 1)

    def _files(self) -> QHBoxLayout:
        """Return the buttons for lists of others, which come in and go out as files."""
        take, save = button(_("From a file…")), button(_("As a file…"))
        take.clicked.connect(lambda: self._workspace.do("title.take_terms"))
        save.clicked.connect(lambda: self._workspace.do("title.save_terms"))
        take.setEnabled(not self._workspace.read_only)
        return buttons(take, save)

    def _follow(self, edit: Edit) -> None:
        if edit.ids(self._bible.kind) or edit.ids("title_language"):
            self._reread()

    def _reread(self, *_ignored: object) -> None:
        title_id = self._workspace.title_id
        if title_id is None:
            self._take(())
        else:
            self._workspace.compute(call(self._bible.read, title_id), then=self._take, topic=f"bible.{self._bible.kind}")

    def _take(self, entries: Sequence[Any]) -> None:
        before = self._entries.get(self._chosen_id or 0)
        self._entries = {entry.id: entry for entry in entries}
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(str(getattr(entry, self._bible.name_attribute)))
            item.setData(Qt.ItemDataRole.UserRole, str(entry.id))
            self.list.addItem(item)
            if entry.id == self._chosen_id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(blocked)
        self._nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self.list.setFixedHeight(min(MOST_SHOWN, max(1, len(entries))) * max(28, self.list.sizeHintForRow(0)) + 12)
        if self.list.currentItem() is None and entries:
            self.list.setCurrentRow(0)
        elif not entries or (self._entries.get(self._chosen_id or 0) != before and not self._is_typed_in()):
            self._show_form()

    def _is_typed_in(self) -> bool:
        return self._chosen_id in self._entries and any(field.is_busy for field in self._typed)

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        for field in self._typed:
            field.hand_on()
        self._chosen_id = int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None
        self._show_form()

    def _show_form(self) -> None:
        focus = self.focusWidget()
        held = focus.objectName() if isinstance(focus, QLineEdit) else ""
        self._typed = []
        clear(self._form)
        entry = self._entries.get(self._chosen_id or 0)
        self._remove_button.setVisible(entry is not None)
        if self._beneath is not None:
            self._beneath.setVisible(entry is not None)
            self._beneath.show_entry(entry, tuple(self._entries.values()))
        if entry is None:
            return
        for field in self._bible.fields:
            control = self._control(field, entry)
            self._form.addWidget(Field(field.words, control))
        self._form.addWidget(label(self._bible.per_language_words, "strong"))
        words: Mapping[str, str] = getattr(entry, self._bible.per_language)
        for tag in self._languages(words):
            control = line(words.get(tag, ""))
            control.setObjectName(f"word.{tag}")
            self._follow_typing(control, entry, tag, partial(with_word, self._bible.per_language, tag))
            self._form.addWidget(Field(numbers.native_language_name(tag), control))
        for written in self.findChildren(QLineEdit):
            written.setReadOnly(self._workspace.read_only)
            if held and written.objectName() == held:
                written.setFocus()

    def _control(self, field: EntryField, entry: Any) -> QLineEdit | QComboBox:
        value = str(getattr(entry, field.attribute))
        if field.choices:
            box = choice(field.choices, value)
            box.currentIndexChanged.connect(lambda _index: self._write(field.attribute, chosen(box)))
            return box
        control = line(value)
        control.setObjectName(f"field.{field.attribute}")
        needed = field.attribute == self._bible.name_attribute
        change = partial(with_value, field.attribute)
        self._follow_typing(control, entry, field.words, change, needed=needed)
        return control

    def _follow_typing(
        self, control: QLineEdit, entry: Any, words: str, change: Callable[[str, Any], Any], *, needed: bool = False
    ) -> None:
        """Have a field of an entry written while one types; one that is needed not while it is empty."""
        key = (self._bible.kind, entry.id, control.objectName())

        def write(text: str, step_id: int) -> Callable[[str], Edit] | None:
            if needed and not text:
                return None
            self._entries[entry.id] = change(text, self._entries.get(entry.id, entry))
            return partial(put_changed, self._bible, entry, change, text, step_id)

        self._typed.append(TypedField(self._workspace, control, lambda: key, write, words))
        pending = PendingWrites.of(self._workspace).find(key)
        if pending is not None:
            self._typed[-1].turn(pending.value)

    def _languages(self, words: Mapping[str, str]) -> list[str]:
        matrix = Outline.of(self._workspace).matrix
        present = matrix.languages[1:] if matrix is not None else ()
        return list(dict.fromkeys((*present, *words)))

    def _write(self, attribute: str, value: str) -> None:
        entry = self._entries.get(self._chosen_id or 0)
        if entry is not None and getattr(entry, attribute) != value and (value or attribute != self._bible.name_attribute):
            change, before = partial(with_value, attribute), str(getattr(entry, attribute))
            self._entries[entry.id] = change(value, entry)
            self._workspace.perform(call(put_changed, self._bible, entry, change, value, None, before), failed=self._not_taken)

    def _not_taken(self, error: BaseException) -> None:
        self._workspace.notify.problem(error)
        self._reread()

    def _add(self) -> None:
        name, title_id = self.new_name.text().strip(), self._workspace.title_id
        if name and title_id is not None:
            entry = self._bible.new(self._workspace.desk.database.new_id(), title_id, name)
            self._chosen_id = entry.id
            self.new_name.clear()
            self._workspace.perform(call(self._bible.put, entry))

    def _remove(self) -> None:
        if self._chosen_id is not None:
            for field in self._typed:
                field.hand_on()
            seen = self._entries.get(self._chosen_id)
            self._workspace.perform(call(self._bible.remove, self._chosen_id, seen=seen), failed=self._not_taken)


def with_value(attribute: str, value: str, entry: Any) -> Any:
    """Return an entry with another value of a field."""
    return replace(entry, **{attribute: value})


def with_word(attribute: str, tag: str, word: str, entry: Any) -> Any:
    """Return an entry with its word of a language set, or taken away by an empty one."""
    words = {**getattr(entry, attribute), tag: word}
    return replace(entry, **{attribute: {key: kept for key, kept in words.items() if kept}})


def put_changed(bible: Bible, shown: Any, change: Callable[[str, Any], Any], value: str, step_id: int | None, seen: str) -> Edit:
    """Change one field of an entry from what was seen in it; the others may be what they want by now."""
    entries = {entry.id: entry for entry in bible.read(shown.title_id)}
    now = entries.get(shown.id, shown)
    return bible.put(change(value, now), seen=change(seen, now), step_id=step_id)
