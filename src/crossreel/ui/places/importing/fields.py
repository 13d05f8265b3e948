"""The fields of the plan's panel: what is known of the chosen files, each a place to say it better."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.column import BESIDE, variant_of
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import VERSIONS, ItemKind, PlanItem
from crossreel.domain.importing.plan_rows import version_text
from crossreel.domain.text.frame_rates import OFFERED as RATES
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.ui.kit.form import Field, choice, chosen, line
from crossreel.ui.places.importing.role_choice import CHOICES
from crossreel.ui.places.importing.wording import LOOK_WORDS, ROLE_WORDS, extra_words

COLUMNS = 2
FIRST = ("episode", "offset", "language", "role", "look")
EMPTIED = ("offset", "start", "rate", "title")
"""Fields that say what to do rather than what is: they are empty again once it is done."""
Test = Callable[[PlanItem], bool]


def _is_subtitle(item: PlanItem) -> bool:
    return item.content_kind is ItemKind.SUBTITLE


def _is_version(item: PlanItem) -> bool:
    return item.content_kind in VERSIONS


def _is_any(_item: PlanItem) -> bool:
    return True


class ChosenFields(QWidget):
    """What is said most; the rest stands in `more`. `given` carries the name of a field and what was written or chosen in it,
    `finished` says that it was said with Enter or by choosing: the hands go back.
    """

    given = Signal(str, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.more = QWidget()
        self._fields: dict[str, tuple[Field, Test]] = {}
        self._shown: dict[str, str] = {}
        languages = [(tag, f"{language_name(tag)} ({tag})") for tag in OFFERED]
        self._line("episode", _("Episode"), _is_any, "7 · 7-8")
        self._line("offset", _("Count on by"), _is_any, "+40")
        self._choice("language", _("Language"), languages, lambda item: _is_subtitle(item) or _is_version(item), searchable=True)
        self._choice("role", _("Role"), [(role or "", _(ROLE_WORDS[role])) for role in CHOICES], _is_subtitle)
        self._choice("look", _("Picture"), [(look.value, _(LOOK_WORDS[look])) for look in Look], _is_version)
        self._line("version", _("Version"), _is_any, "1080p v2")
        kinds = [("", extra_words(None)), *((kind.value, extra_words(kind)) for kind in ExtraKind)]
        self._choice("extra", _("Extra"), kinds, _is_any)
        self._line("draft", _("Drafted by"), _is_subtitle, _("nobody: finished work"))
        self._line("start", _("Programme starts at"), _is_subtitle, "01:00:00:00")
        self._choice("rate", _("Frames a second"), [("", ""), *((rate, rate) for rate in RATES)], _is_subtitle, searchable=True)
        self._line("title", _("Another title, by name"), _is_any)
        self._grids = (_grid(self), _grid(self.more))
        self._laid_out: tuple[str, ...] = ()

    def show_items(self, items: Sequence[PlanItem], *, new_title: bool) -> None:
        """Show what is known of files: where they differ, nothing."""
        wanted = [name for name, (_field, test) in self._fields.items() if any(map(test, items))]
        if not new_title and "title" in wanted:
            wanted.remove("title")
        self._lay_out(tuple(wanted))
        for name in wanted:
            values = {_value(name, item) for item in items if self._fields[name][1](item)}
            self._show(name, next(iter(values)) if len(values) == 1 else "")

    def go_to(self, name: str) -> bool:
        """Put the hands into a field; False where it is not offered."""
        if name not in self._laid_out:
            return False
        control = self._fields[name][0].control
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(control, QComboBox) and not control.isEditable():
            QTimer.singleShot(0, control, control.showPopup)
        elif isinstance(control, QComboBox):
            (control.lineEdit() or QLineEdit()).selectAll()
        elif isinstance(control, QLineEdit):
            control.selectAll()
        return True

    def control(self, name: str) -> QWidget:
        """Return the control of a field."""
        return self._fields[name][0].control

    def _line(self, name: str, words: str, test: Test, example: str = "") -> None:
        control = line(placeholder=example)
        control.editingFinished.connect(partial(self._line_given, name, control))
        control.returnPressed.connect(self.finished)
        self._fields[name] = (Field(words, control), test)

    def _choice(self, name: str, words: str, pairs: Sequence[tuple[str, str]], test: Test, *, searchable: bool = False) -> None:
        control = choice(pairs, "", searchable=searchable)
        control.activated.connect(partial(self._choice_given, name, control))
        control.activated.connect(lambda _at: self.finished.emit())
        typed = control.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self.finished)
            typed.editingFinished.connect(partial(self._choice_given, name, control))
        self._fields[name] = (Field(words, control), test)

    def _line_given(self, name: str, control: QLineEdit) -> None:
        self._give(name, control.text().strip())

    def _choice_given(self, name: str, control: QComboBox, _at: int = 0) -> None:
        written = chosen(control)
        if not written and control.isEditable():
            written = control.currentText().strip()
        self._give(name, written)

    def _give(self, name: str, written: str) -> None:
        if written == self._shown.get(name, ""):
            return
        self._shown[name] = written
        self.given.emit(name, written)
        if name in EMPTIED:
            self._show(name, "")

    def _show(self, name: str, value: str) -> None:
        self._shown[name] = value
        control = self._fields[name][0].control
        if isinstance(control, QLineEdit):
            if control.text() != value:
                control.setText(value)
        elif isinstance(control, QComboBox):
            at = control.findData(value)
            control.setCurrentIndex(at)
            if control.isEditable():
                control.setEditText(control.itemText(at) if at >= 0 else value)
                (control.lineEdit() or QLineEdit()).setCursorPosition(0)

    def _lay_out(self, names: tuple[str, ...]) -> None:
        if names == self._laid_out:
            return
        self._laid_out = names
        for name, (field, _test) in self._fields.items():
            grid = self._grids[name not in FIRST]
            grid.removeWidget(field)
            field.setParent(grid.parentWidget())
            field.setVisible(name in names)
        for which, grid in enumerate(self._grids):
            mine = [name for name in names if (name not in FIRST) == bool(which)]
            for at, name in enumerate(mine):
                grid.addWidget(self._fields[name][0], at // COLUMNS, at % COLUMNS)


def _grid(inside: QWidget) -> QGridLayout:
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for column in range(COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid


def _value(name: str, item: PlanItem) -> str:
    if name == "episode":
        last = f"-{item.last_episode}" if item.last_episode else ""
        return f"{item.episode}{last}" if item.episode is not None else ""
    values = {
        "language": item.language or item.look_language,
        "role": variant_of(item.role) if item.role in BESIDE and item.role else "",
        "look": item.look.value,
        "version": version_text(item),
        "draft": item.draft_of,
        "extra": item.extra.value if item.extra is not None and item.kind is ItemKind.EXTRA else "",
    }
    return values.get(name, "")
