"""Name, logline and synopsis of a title, one language at a time."""

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from crossreel.domain.title import Title, TitleText
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.models.outline import Outline
from crossreel.ui.widgets.form import Field, chosen, line
from crossreel.ui.widgets.labels import label
from crossreel.ui.workspace import Workspace


class TitleWords(QWidget):
    """Chooses a language and shows its three fields; they are written when they are left."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._title: Title | None = None
        self._texts: dict[str, TitleText] = {}
        self.language = QComboBox()
        self.language.currentIndexChanged.connect(self._show)
        self.name, self.logline, self.synopsis = line(), QPlainTextEdit(), QPlainTextEdit()
        self.logline.setFixedHeight(60)
        self.synopsis.setFixedHeight(140)
        self.name.editingFinished.connect(self._write)
        for area in (self.logline, self.synopsis):
            area.setTabChangesFocus(True)
            area.installEventFilter(self)
        for control in (self.name, self.logline, self.synopsis):
            control.setReadOnly(workspace.read_only)
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
        if new_title or not any(control.hasFocus() for control in (self.name, self.logline, self.synopsis)):
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write when a field of several lines is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._write()
        return False

    def _show(self, *_ignored: object) -> None:
        text = self._texts.get(chosen(self.language))
        self.name.setText(text.name if text is not None else "")
        self.logline.setPlainText(text.logline if text is not None else "")
        self.synopsis.setPlainText(text.synopsis if text is not None else "")

    def _write(self) -> None:
        language, title = chosen(self.language), self._title
        if title is None or self._workspace.read_only or not language:
            return
        before = self._texts.get(language) or TitleText(id=0, title_id=title.id, language=language)
        words = {
            "name": self.name.text().strip(),
            "logline": self.logline.toPlainText().strip(),
            "synopsis": self.synopsis.toPlainText().strip(),
        }
        changed = {name: value for name, value in words.items() if getattr(before, name) != value}
        if changed:
            self._texts[language] = TitleText(id=before.id, title_id=title.id, language=language, **words)
            self._workspace.perform(partial(self._workspace.desk.cataloging.put_text, title.id, language, **words))
