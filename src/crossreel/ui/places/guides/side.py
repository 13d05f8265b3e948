"""Beside the figures: the sets, one's own first, and the languages of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.quality.guide_file import GuideFile
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, is_right_to_left
from crossreel.i18n.style_guides import set_name
from crossreel.ui.kit import theme
from crossreel.ui.kit.choice_list import FORWARD, ChoiceList
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line

WIDTH = 280
FIRST = "vertical"
TAG = Qt.ItemDataRole.UserRole


class GuideSide(QWidget):
    """`chose_set(id)` and `chose_language(tag)` say what is chosen; `went_on` that the hands go on to the figures.

    `language_wanted` is the button for one more, `language_unwanted` is Delete on a language.
    """

    chose_set = Signal(str)
    chose_language = Signal(str)
    went_on = Signal()
    language_wanted = Signal()
    language_unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_right_to_left())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._files: tuple[GuideFile, ...] = ()
        self.sets, self.languages = ChoiceList(_("Style guides")), QListWidget()
        self.languages.setObjectName("panel")
        self.languages.setAccessibleName(_("Languages"))
        self.languages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.languages.installEventFilter(self)
        self._none = label(_("None of your own yet: “New style guide…” makes one from any of these."), "hint", wrap=True)
        self._none.setContentsMargins(16, 0, 12, 8)
        self.add = QToolButton()
        self.add.setIcon(theme.icon("plus", "text2", 16))
        self.add.setToolTip(_("Add a language…"))
        self.add.setAccessibleName(_("Add a language…"))
        self.add.clicked.connect(self.language_wanted)
        self._lay_out()
        self.sets.selectionModel().currentChanged.connect(lambda now, _before: self._set_moved(now.row()))
        self.languages.currentItemChanged.connect(self._language_moved)
        self.sets.went_on.connect(self.languages.setFocus)
        self.languages.itemDoubleClicked.connect(lambda _item: self.went_on.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 0)
        column.setSpacing(4)
        for words, part, stretch in ((_("Style guides"), self.sets, 5), (_("Languages"), self.languages, 6)):
            heading = label(words, "strong")
            heading.setContentsMargins(16, 0, 12, 4)
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 8, 0)
            row.addWidget(heading, 1)
            if part is self.languages:
                row.addWidget(self.add)
            column.addLayout(row)
            if part is self.sets:
                column.addWidget(self._none)
            column.addWidget(part, stretch)

    def show_sets(self, files: Sequence[GuideFile], chosen: str) -> None:
        """Show the sets, one's own first, one of them chosen."""
        self._files = (*(each for each in files if not each.shipped), *(each for each in files if each.shipped))
        self._none.setVisible(all(each.shipped for each in files))
        names = {each.id: set_name(each) for each in files}
        held = self.sets.selectionModel().blockSignals(True)
        self.sets.lines.set_lines([_line(at, each, names) for at, each in enumerate(self._files)])
        self.sets.selectionModel().blockSignals(held)
        row = self._row_of(chosen, FIRST)
        self.sets.setCurrentIndex(self.sets.lines.index(row))
        self._set_moved(row)

    def show_languages(self, tags: Sequence[str], own: dict[str, int], chosen: str, *, may_add: bool) -> None:
        """Show languages by name, those with figures of their own bold and with how many."""
        self.add.setVisible(may_add)
        rows = sorted(((numbers.language_name(tag), tag) for tag in tags), key=lambda row: row[0].casefold())
        held = self.languages.blockSignals(True)
        self.languages.clear()
        for name, tag in rows:
            count = own.get(tag, 0)
            words = _n("{name} · {count} own figure", "{name} · {count} own figures", count) if count else "{name}"
            item = QListWidgetItem(words.format(name=name, count=numbers.number(count)))
            item.setData(TAG, tag)
            item.setToolTip(tag)
            item.setFont(theme.font(bold=count > 0))
            self.languages.addItem(item)
        at = next((row for row, (_name, tag) in enumerate(rows) if tag == chosen), 0)
        self.languages.setCurrentRow(at if rows else -1)
        self.languages.blockSignals(held)

    def choose_language(self, tag: str) -> None:
        """Choose a language."""
        for row in range(self.languages.count()):
            if self.languages.item(row).data(TAG) == tag:
                self.languages.setCurrentRow(row)

    def choose_set(self, guide_id: str) -> None:
        """Choose a set."""
        for row, each in enumerate(self._files):
            if each.id == guide_id:
                self.sets.setCurrentIndex(self.sets.lines.index(row))

    def _row_of(self, *wanted: str) -> int:
        """Return where the first of some sets stands, else the first of all."""
        rows = {each.id: at for at, each in enumerate(self._files)}
        if wanted[0] not in rows and not self._files[0].shipped:
            return 0
        return next((rows[each] for each in wanted if each in rows), 0)

    def _set_moved(self, row: int) -> None:
        if 0 <= row < len(self._files):
            self.chose_set.emit(self._files[row].id)

    def _language_moved(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None:
            self.chose_language.emit(now.data(TAG))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter goes on from the languages to the figures, Delete takes those of one's own back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in FORWARD:
            self.went_on.emit()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.language_unwanted.emit()
            return True
        return False


def _line(at: int, found: GuideFile, names: dict[str, str]) -> Line:
    if found.faults or not found.digest:
        return Line(key=at, icon="finding", token="finding", words=names[found.id], second=_("cannot be read"))
    if found.shipped:
        return Line(key=at, icon="lock", token="text3", words=names[found.id], second=_("comes with the program"))
    based = names.get(found.based_on, found.based_on)
    parts = [_("from {guide}").format(guide=based) if based else _("of its own alone")]
    parts += [_("for {buyer}").format(buyer=found.buyer)] if found.buyer else []
    return Line(key=at, icon="table", token="accent", words=names[found.id], second=" · ".join(parts))
