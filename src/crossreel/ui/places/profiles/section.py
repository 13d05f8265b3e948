"""A page of the form of a profile: fields, each bound to one value of the profile."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from crossreel.domain.delivery import Profile
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.form import Field, choice, chosen, line
from crossreel.ui.kit.labels import label

Show = Callable[[Profile, bool], None]


class Section(QWidget):
    """`changed(values)` gives fields of the profile that were given other values, by name.

    A section never keeps the profile: it shows the one it is given, and says what a person changed.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 12, 20, 16)
        self.column.setSpacing(12)
        self._shows: list[Show] = []
        self.fields: dict[str, Field] = {}
        self._shown: Profile | None = None

    def show_profile(self, profile: Profile, *, may_change: bool) -> None:
        """Show another profile, or the same as it is now."""
        self._shown = profile
        for show in self._shows:
            show(profile, may_change)

    def put(self, **values: object) -> None:
        """Say that a person gave fields other values."""
        shown = self._shown
        if shown is not None and any(getattr(shown, name) != value for name, value in values.items()):
            self.changed.emit(values)

    def heading(self, words: str, hint: str = "") -> None:
        """Begin a group of fields."""
        self.column.addWidget(label(words, "strong"))
        if hint:
            self.column.addWidget(label(hint, "hint", wrap=True))

    def follow(self, name: str, words: str, control: QWidget, show: Show, hint: str = "", *, add: bool = True) -> Field:
        """Give a control its label and let it show a field of the profile; without `add` its place is the caller's business."""
        made = Field(words, control, hint)
        self.fields[name] = made
        self._shows.append(show)
        if add:
            self.column.addWidget(made)
        return made

    def text(self, name: str, words: str, hint: str = "", *, add: bool = True) -> Field:
        """Add a line for a text."""
        control = line()

        def show(profile: Profile, may_change: bool) -> None:
            if control.text() != getattr(profile, name):
                control.setText(getattr(profile, name))
            control.setReadOnly(not may_change)

        control.textEdited.connect(lambda text: self.put(**{name: text.strip()}))
        return self.follow(name, words, control, show, hint, add=add)

    def choice(self, name: str, words: str, pairs: Iterable[tuple[str, str]], make: Callable[[str], object] = str) -> Field:
        """Add a list to choose from; `make` makes the value of the field from what was chosen."""
        control = choice(pairs, "")

        def show(profile: Profile, may_change: bool) -> None:
            control.setCurrentIndex(max(0, control.findData(str(getattr(profile, name)))))
            control.setEnabled(may_change)

        control.activated.connect(lambda _at: self.put(**{name: make(chosen(control))}))
        return self.follow(name, words, control, show, add=False)

    def flag(self, name: str, words: str) -> QCheckBox:
        """Add a tick."""
        control = QCheckBox(words)
        control.setAccessibleName(words)

        def show(profile: Profile, may_change: bool) -> None:
            held = control.blockSignals(True)
            control.setChecked(bool(getattr(profile, name)))
            control.blockSignals(held)
            control.setEnabled(may_change)

        control.toggled.connect(lambda on: self.put(**{name: on}))
        self._shows.append(show)
        self.column.addWidget(control)
        return control

    def whole(self, name: str, words: str, least: int, most: int, *, suffix: str = "") -> Field:
        """Add a whole number."""
        control = QSpinBox()
        control.setRange(least, most)
        control.setSuffix(suffix)
        control.setKeyboardTracking(False)

        def show(profile: Profile, may_change: bool) -> None:
            held = control.blockSignals(True)
            control.setValue(getattr(profile, name))
            control.blockSignals(held)
            control.setEnabled(may_change)

        control.valueChanged.connect(lambda value: self.put(**{name: value}))
        return self.follow(name, words, control, show, add=False)

    def checks(self, name: str, words: str, pairs: Iterable[tuple[str, str]]) -> Field:
        """Add a column of ticks for a list of words; words the form does not know stay in it."""
        control, offered = Checks(), tuple(pairs)
        known = {value for value, _words in offered}

        def show(profile: Profile, may_change: bool) -> None:
            held = control.blockSignals(True)
            if (
                control.chosen() != tuple(value for value, _words in offered if value in getattr(profile, name))
                or not control.offers()
            ):
                control.offer(offered, getattr(profile, name))
            control.blockSignals(held)
            control.setEnabled(may_change)

        def put() -> None:
            before = getattr(self._shown, name, ())
            kept = [value for value in before if value in control.chosen() or value not in known]
            self.put(**{name: (*kept, *(value for value in control.chosen() if value not in before))})

        control.changed.connect(put)
        return self.follow(name, words, control, show)

    def complain(self, key: str, words: str) -> bool:
        """Say at the field of a key what is wrong with it; False where this page has no such field."""
        names = (key, key.partition(".")[0])
        found = next((self.fields[name] for name in names if name in self.fields), None)
        if found is not None:
            found.complain(words)
        return found is not None

    def content(self) -> None:
        """Take back what was complained of."""
        for field in self.fields.values():
            field.complain("")


def with_entry(table: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Return a table with another value at a key, without it where the value is "" or None."""
    rest = {name: each for name, each in table.items() if name != key}
    return rest if value in ("", None) else {**table, key: value}
