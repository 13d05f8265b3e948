"""Style guides: those that ship to be looked at, the user's own to be changed figure by figure, each with its source."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QListWidget, QListWidgetItem, QTableView, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.guide_file import GuideFigure, GuideFile
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, has_sentence, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.table_rows import TableRows
from crossreel.ui.shell.new_guide import NewGuideDialog

ROW_PX = 32
LANGUAGE = Qt.ItemDataRole.UserRole
KINDS = "TOML (*.toml)"
USUAL = "vertical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the dialog shows: every set, and the figures of the one and the language that are chosen."""

    files: tuple[GuideFile, ...] = ()
    figures: tuple[GuideFigure, ...] = ()
    used: str = ""


class GuidesDialog(Dialog):
    """Each figure is written when it is set; there is nothing to confirm."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Style guides"), _("Close"), window, width=1080)
        self._workspace = workspace
        self._known = Known()
        self._wanted = ""
        self.guide = choice([], "")
        self.guide.setAccessibleName(_("Style guide"))
        self.about = label("", "hint", wrap=True)
        self.languages = QListWidget()
        self.languages.setAccessibleName(_("Languages"))
        self.languages.setProperty("framed", True)
        self.languages.setFixedWidth(210)
        headings = (N_("Limit or convention"), N_("Value"), N_("Without its own"), N_("Where it comes from"))
        self.table, self.figures = QTableView(), TableRows[GuideFigure](headings, _words)
        self.value, self.source = line(), line("", _("For example the page of the buyer's sheet"))
        self.set_button, self.reset_button = button(_("Set"), "main"), button(_("Reset"))
        self.new_button, self.delete_button = button(_("New…")), button(_("Delete…"))
        self.import_button, self.export_button = button(_("Import…")), button(_("Export…"))
        self.use_button = button(_("Use in this title"))
        self._named, self._said = Field(_("Value"), self.value), label("", "error", wrap=True)
        self._build()
        self._connect()
        self._read()
        self.guide.setFocus()

    def preferred_height(self) -> int:
        """Ask for a table that shows most of a language."""
        return 700

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.guide, 1)
        for each in (self.new_button, self.import_button, self.export_button, self.delete_button):
            top.addWidget(each)
        self.body.addLayout(top)
        self.body.addWidget(self.about)
        table = self.table
        table.setModel(self.figures)
        table.setAccessibleName(_("Limits and conventions"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        for column, width in enumerate((310, 130, 110)):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.languages)
        middle.addWidget(table, 1)
        self.body.addLayout(middle, 1)
        self.body.addLayout(beside(self._named, Field(_("Where it comes from"), self.source)))
        self.body.addWidget(self._said)
        self.body.addLayout(buttons(self.use_button, self.reset_button, self.set_button))

    def _connect(self) -> None:
        self.guide.currentIndexChanged.connect(lambda _index: self._read())
        self.languages.currentRowChanged.connect(lambda _row: self._read())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._turn())
        self.table.doubleClicked.connect(lambda _index: self.value.setFocus())
        for field in (self.value, self.source):
            field.returnPressed.connect(self._set)
        self.set_button.clicked.connect(self._set)
        self.reset_button.clicked.connect(self._reset)
        self.new_button.clicked.connect(self._begin_new)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self.delete_button.clicked.connect(self._delete)
        self.use_button.clicked.connect(self._use)

    def _read(self) -> None:
        guide, language = chosen(self.guide), self._language()
        self._workspace.compute(call(self._ask, guide, language), then=self._take, failed=self._refused, topic="guides.dialog")

    def _ask(self, guide: str, language: str) -> Known:
        desk, title_id = self._workspace.desk, self._workspace.title_id
        files = desk.guiding.files()
        used = desk.cataloging.title(title_id).style_guide if title_id is not None else ""
        wanted = self._wanted or guide or used or USUAL
        known = next((each for each in files if each.id == wanted), files[0])
        tag = language if language in known.languages else next(iter(known.languages), "")
        figures = desk.guiding.figures(known.id, tag) if tag and not known.faults else ()
        return Known(files=(known, *(each for each in files if each.id != known.id)), figures=figures, used=used)

    def _take(self, known: Known) -> None:
        self._known, self._wanted = known, ""
        shown = known.files[0]
        for box in (self.guide, self.languages):
            box.blockSignals(True)
        language = self._language()
        self.guide.clear()
        for each in sorted(known.files, key=lambda each: (not each.shipped, each.name)):
            self.guide.addItem(guide_name(each), each.id)
        self.guide.setCurrentIndex(self.guide.findData(shown.id))
        self.languages.clear()
        for tag in shown.languages:
            item = QListWidgetItem(numbers.language_name(tag), self.languages)
            item.setData(LANGUAGE, tag)
        self.languages.setCurrentRow(shown.languages.index(language) if language in shown.languages else 0)
        for box in (self.guide, self.languages):
            box.blockSignals(False)
        row = self.table.currentIndex().row()
        self.figures.show_values(known.figures)
        at = self.figures.index(max(0, min(row, len(known.figures) - 1)), 0)
        self.table.selectionModel().setCurrentIndex(
            at, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self._say_about(shown)
        self._turn()

    def _say_about(self, shown: GuideFile) -> None:
        if shown.faults:
            fault = shown.faults[0]
            words = f"{Path(shown.path).name}: {sentence(fault.code, fault.told)}"
        elif shown.shipped:
            words = _("Ships with the program and is not changed: “New…” derives one of your own from it. Version {version}.")
        else:
            words = _("Your own, in {path}. Based on: {base}. Version {version}.")
        base = next((guide_name(each) for each in self._known.files if each.id == shown.based_on), "–")
        self.about.setText(words if shown.faults else words.format(path=shown.path, base=base, version=shown.digest[:8]))

    def _language(self) -> str:
        item = self.languages.currentItem()
        return str(item.data(LANGUAGE)) if item is not None else ""

    def _current(self) -> GuideFigure | None:
        row = self.table.currentIndex().row()
        return self.figures.value(row) if 0 <= row < self.figures.rowCount() else None

    def _turn(self) -> None:
        figure, files = self._current(), self._known.files
        own = bool(files) and not files[0].shipped
        self.value.setText(figure.value if figure is not None else "")
        self.source.setText(figure.source if figure is not None and figure.is_own else "")
        self.source.setCursorPosition(0)
        for part in (self.value, self.source, self.set_button):
            part.setEnabled(own and figure is not None)
        self.reset_button.setEnabled(own and figure is not None and figure.is_own)
        self.delete_button.setEnabled(own)
        self.use_button.setVisible(self._workspace.title_id is not None)
        usable = bool(files) and files[0].id != self._known.used and not files[0].faults
        self.use_button.setEnabled(usable and not self._workspace.read_only)
        self._said.clear()

    def _do(self, use_case: Callable[[], object], wanted: str = "") -> None:
        def done(_made: object) -> None:
            self._wanted = wanted
            self._read()
            self._workspace.findings_changed.emit(None)

        self._workspace.compute(use_case, then=done, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, CrossreelError):
            self._said.setText(sentence(error.code, error.facts))
        else:
            self._workspace.notify.problem(error)

    def _set(self) -> None:
        figure = self._current()
        if figure is not None and self.set_button.isEnabled():
            guiding, guide = self._workspace.desk.guiding, chosen(self.guide)
            self._do(call(guiding.set_figure, guide, self._language(), figure.field, self.value.text(), self.source.text()))

    def _reset(self) -> None:
        figure = self._current()
        if figure is not None:
            self._do(call(self._workspace.desk.guiding.reset, chosen(self.guide), self._language(), figure.field))

    def _begin_new(self) -> None:
        bases = [(each.id, guide_name(each)) for each in self._known.files if not each.faults]
        made = NewGuideDialog(self._workspace, self._window, bases, chosen(self.guide), self._made)
        made.open()

    def _made(self, guide_id: str) -> None:
        self._wanted = guide_id
        self._read()

    def _import(self) -> None:
        chosen_file = FileDialog.choose_file(self, _("Import a style guide"), "", KINDS)
        if chosen_file:
            path = Path(chosen_file)
            self._do(call(self._workspace.desk.guiding.import_file, path), path.stem)

    def _export(self) -> None:
        guide = chosen(self.guide)
        proposed = str(Path.home() / f"{guide}.toml")
        chosen_file, _kind = FileDialog.choose_new_file(self, _("Export a style guide"), proposed, KINDS)
        if chosen_file:
            path = Path(chosen_file)
            told = _("Written: {path}").format(path=path)
            export = call(self._workspace.desk.guiding.export, guide, path)
            self._workspace.compute(export, then=lambda _done: self._workspace.notify.tell(told, kind="done"), failed=self._refused)

    def _delete(self) -> None:
        guide = chosen(self.guide)
        if ask(self, _("Delete the style guide “{name}”?").format(name=self.guide.currentText()), _("Delete")):
            self._do(call(self._workspace.desk.guiding.remove, guide), USUAL)

    def _use(self) -> None:
        title_id, guide, desk = self._workspace.title_id, chosen(self.guide), self._workspace.desk
        if title_id is None:
            return

        def use() -> Edit:
            title = desk.cataloging.title(title_id)
            return desk.cataloging.update_title(replace(title, style_guide=guide), seen=title)

        self._workspace.perform(use, then=lambda _edit: self._read(), label=_("Choosing the style guide"))


def guide_name(guide: GuideFile) -> str:
    """Return what people call a set: one that ships in the language of the interface."""
    code = f"qc.guide.{guide.id}"
    return sentence(code, {}) if guide.shipped and has_sentence(code) else guide.name


def _words(figure: GuideFigure) -> tuple[str, str, str, str]:
    name = figure.field.removeprefix("conventions.")
    code = f"qc.figure.{name}"
    base = figure.base if figure.is_own else ""
    return sentence(code, {}) if has_sentence(code) else name, figure.value, base, figure.source
