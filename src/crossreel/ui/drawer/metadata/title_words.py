"""Name, logline and synopsis of a title, one language at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.edits.edit import Edit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.typed_field import TypedField
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.form import Field, area, chosen, line
from crossreel.ui.kit.labels import label


class TitleWords(QWidget):
    """Chooses a language and shows its three fields; they are written while one types in them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._title: Title | None = None
        self._texts: dict[str, TitleText] = {}
        self._language = ""
        self.language = ChoiceBox()
        self.language.currentIndexChanged.connect(self._turn)
        self.name, self.logline, self.synopsis = line(), area(60), area(140)
        self._typed: dict[str, TypedField] = {}
        named = (
            ("name", self.name, _("Name")),
            ("logline", self.logline, _("Logline")),
            ("synopsis", self.synopsis, _("Synopsis")),
        )
        for attribute, control, words in named:
            control.setReadOnly(workspace.read_only)
            key, write = partial(self._key, attribute), partial(self._write, attribute)
            self._typed[attribute] = TypedField(workspace, control, key, write, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(_("In each language"), "strong"))
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Language"), self.language),
            (_("Name"), self.name),
            (_("Logline"), self.logline),
            (_("Synopsis"), self.synopsis),
        )
        for words, field in fields:
            column.addWidget(Field(words, field))

    def show_texts(self, title: Title, texts: tuple[TitleText, ...]) -> None:
        """Show what was read; a field that is being typed in keeps its text."""
        new_title = self._title is None or self._title.id != title.id
        if new_title:
            self.hand_on()
        self._title, self._texts = title, {text.language: text for text in texts}
        matrix = Outline.of(self._workspace).matrix
        present = matrix.languages if matrix is not None and matrix.title.id == title.id else ()
        tags = tuple(dict.fromkeys((title.source_language, *present, *self._texts)))
        if tags != tuple(self.language.itemData(at) for at in range(self.language.count())):
            wanted = "" if new_title else chosen(self.language)
            blocked = self.language.blockSignals(True)
            self.language.clear()
            for tag in tags:
                self.language.addItem(numbers.native_language_name(tag), tag)
            default = "en" if "en" in tags else tags[0]
            self.language.setCurrentIndex(max(0, self.language.findData(wanted or default)))
            self.language.blockSignals(blocked)
        if new_title or chosen(self.language) != self._language:
            self._turn()
        for attribute, field in self._typed.items():
            field.show(self._text(attribute))

    def hand_on(self) -> None:
        """Have what was typed written."""
        for field in self._typed.values():
            field.hand_on()

    def _turn(self, *_ignored: object) -> None:
        """Show another language, once what was typed in this one is on its way."""
        self.hand_on()
        self._language = chosen(self.language)
        for attribute, field in self._typed.items():
            field.turn(self._text(attribute))

    def _text(self, attribute: str) -> str:
        text = self._texts.get(self._language)
        return str(getattr(text, attribute)) if text is not None else ""

    def _key(self, attribute: str) -> tuple[str, int, str, str]:
        return ("title_text", self._title.id if self._title is not None else 0, self._language, attribute)

    def _write(self, attribute: str, text: str, step_id: int) -> Callable[[str], Edit] | None:
        title, language = self._title, self._language
        if title is None or self._workspace.read_only or not language:
            return None
        return partial(put_words, self._workspace, title.id, language, attribute, text, step_id)


def put_words(workspace: Workspace, title_id: int, language: str, attribute: str, text: str, step_id: int, seen: str) -> Edit:
    """Change one field of what a title is called and about in a language, from what was seen in it."""
    words: dict[str, Any] = {attribute: text}
    shown: dict[str, Any] = {attribute: seen}
    before = TitleText(id=0, title_id=title_id, language=language, **shown)
    return workspace.desk.cataloging.put_text(title_id, language, **words, seen=before, step_id=step_id)
