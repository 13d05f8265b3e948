"""The records place: the kinds of records on the leading side, the rows of the chosen one beside them."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.registry import record_kind, record_kinds
from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.hub.bound_keys import keys_of
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.place_steps import PlaceSteps, Steps
from crossreel.ui.hub.record_shelf import PLACE, RecordShelf
from crossreel.ui.hub.stepping import Stepping
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label
from crossreel.ui.places.records.form import dialog_maker
from crossreel.ui.places.records.import_dialog import ImportRecordsDialog
from crossreel.ui.places.records.picture import ArtworkPicture
from crossreel.ui.places.records.rows import RecordTable
from crossreel.ui.places.records.side import KindSide

BOOKS, TABLES = "Workbook (*.xlsx)", "CSV (*.csv)"


class RecordsPlace(QWidget):
    """What is shown is read again after each edit of a record; undo goes to the catalog's steps where its own records are shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace, self._shelf = workspace, RecordShelf.of(workspace)
        self._book: RecordBook | None = None
        self._title_name = ""
        self.kind = record_kinds()[0]
        self.side, self.table, self.picture = KindSide(), RecordTable(), ArtworkPicture(workspace)
        self.heading, self.about = label("", "heading"), label("", "second", wrap=True)
        self.change, self.remove = button(_("Change…")), button(_("Remove"))
        self.empty = EmptyState("", "", "records")
        self._lay_out()
        self._connect()
        self._list_kinds()
        self._show()
        self._shown()  # what was wanted before the place was made

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.about, 1)
        acts.addWidget(self.change)
        acts.addWidget(self.remove)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        right = QVBoxLayout()
        right.setContentsMargins(20, 16, 20, 12)
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addLayout(acts)
        right.addWidget(self._pages, 1)
        right.addWidget(self.picture)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)
        self.setFocusProxy(self.side)

    def _connect(self) -> None:
        self.side.chose.connect(self._turn)
        self.side.went_on.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._offer())
        self.table.unwanted.connect(self._remove)
        self.table.activated.connect(self._changed_row)
        self.empty.pressed.connect(self._add)
        acts = {"add": self._add, "change": self._change, "remove": self._remove, "export": self._export, "import": self._import}
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self._shelf.asked.connect(lambda what: acts[what]())
        self._workspace.changed.connect(self._follow)
        self._workspace.opened_title.connect(lambda _title_id: self._another_title())
        self._workspace.findings_changed.connect(lambda _title_id: self._read())  # a delivery was recorded
        self._workspace.place_shown.connect(lambda place: self._shown() if place == PLACE else None)
        steps = Steps(take_back=lambda: self._step("undo"), do_again=lambda: self._step("redo"))
        PlaceSteps.of(self._workspace).put(PLACE, steps)

    @property
    def title_id(self) -> int | None:
        """The title whose records are shown, None for the catalog's own alone."""
        return self._workspace.title_id

    def _list_kinds(self) -> None:
        """List the kinds, those of the catalog first; without a title these alone."""
        own = [kind for kind in record_kinds() if not kind.is_of_title]
        groups = [(_("In the catalog"), own)]
        if self.title_id is not None:
            groups.append((self._title_name or _("Of the title"), [kind for kind in record_kinds() if kind.is_of_title]))
        elif self.kind.is_of_title:
            self.kind = own[0]
        counts = {kind.id: len(self._book.of(kind)) for kind in record_kinds()} if self._book is not None else {}
        self.side.show_kinds(groups, counts, self.kind)

    def _shown(self) -> None:
        wanted, self._shelf.wanted = self._shelf.wanted, ""
        found = next((each for each in record_kinds() if each.id == wanted), None)
        if found is not None:
            self.kind = found
            self._list_kinds()
            self._show()
        self._offer()
        self._read()

    def _another_title(self) -> None:
        self._book, self._title_name = None, ""
        self._list_kinds()
        self._show()
        self._read()

    def _follow(self, edit: Edit) -> None:
        watched = {"title", "episode", "character", *(kind.table for kind in record_kinds())}
        if any(change.kind in watched for change in edit.changes):
            self._read()

    def _read(self) -> None:
        desk, title_id = self._workspace.desk, self.title_id

        def read() -> tuple[int | None, RecordBook, str]:
            name = desk.cataloging.title(title_id).name if title_id is not None else ""
            return title_id, desk.records.book(title_id), name

        self._workspace.compute(read, then=self._take, topic="records")

    def _take(self, read: tuple[int | None, RecordBook, str]) -> None:
        title_id, book, name = read
        if title_id != self.title_id:
            return
        self._book, self._title_name = book, name
        self._list_kinds()
        self._show()

    def _turn(self, record_id: str) -> None:
        self.kind = record_kind(record_id)
        self._show()

    def _show(self) -> None:
        kind, book = self.kind, self._book
        self.heading.setText(_(kind.words))
        self.about.setText(_(kind.about))
        rows = book.of(kind) if book is not None else ()
        if book is not None:
            self.table.show_records(kind, book)
        self._pages.setCurrentWidget(self.table if rows else self.empty)
        words = _("Nothing is recorded here yet.")
        self.empty.set_words(words, "" if self._workspace.read_only else _("Add…"))
        self._offer()

    def _offer(self) -> None:
        rows, may = self.table.chosen(), not self._workspace.read_only
        may_add = may and self._book is not None and not (self.kind.single and self._book.of(self.kind))
        self.picture.show_of(rows[0] if len(rows) == 1 else None)
        self.change.setEnabled(may and len(rows) == 1)
        self.remove.setEnabled(may and bool(rows))
        self._shelf.turn(len(rows) if may else 0, may_add=may_add)
        self._hint(may_add=may_add)

    def _hint(self, *, may_add: bool) -> None:
        if self._workspace.place != PLACE:
            return
        rows = self.table.chosen()
        one, some = len(rows) == 1 and not self._workspace.read_only, bool(rows) and not self._workspace.read_only
        told = (
            (may_add, "records.add", _("add")), (one, "Return", _("change")), (some, "Del", _("remove")),
            (not self._workspace.read_only, "history.undo", _("undo")),
        )  # fmt: skip
        hints = ((keys_of(self._workspace, names), words) for offered, names, words in told if offered)
        self._workspace.set_status(Status(hints=tuple((keys, words) for keys, words in hints if keys)))

    def _changed_row(self, index: QModelIndex) -> None:
        self._ask_fields(self.table.record_at(index.row()))

    def _add(self) -> None:
        if self._shelf.may_add:
            self._ask_fields(None)

    def _change(self) -> None:
        rows = self.table.chosen()
        if len(rows) == 1:
            self._ask_fields(rows[0])

    def _ask_fields(self, row: Any | None) -> None:
        book, kind, title_id, records = self._book, self.kind, self.title_id, self._workspace.desk.records
        if book is None or self._workspace.read_only:
            return
        if row is None:
            self._workspace.ask(
                dialog_maker(self._workspace, kind, book, None, lambda told: call(records.add, kind.id, told, title_id))
            )
            return
        change = partial(_changing, records.change, kind.id, row, title_id)
        self._workspace.ask(dialog_maker(self._workspace, kind, book, row, change))

    def _remove(self) -> None:
        rows, kind = self.table.chosen(), self.kind
        if not rows or self._workspace.read_only:
            return

        def said(_edit: Edit) -> None:
            words = _n("{count} record was removed.", "{count} records were removed.", len(rows)).format(
                count=numbers.number(len(rows))
            )
            undo = partial(self._workspace.do, "history.undo")
            self._workspace.notify.tell(words, kind="done", button=_("Undo"), act=undo)

        remove = self._workspace.desk.records.remove
        self._workspace.perform(call(remove, kind.id, [row.id for row in rows], self.title_id), then=said)

    def _export(self) -> None:
        proposed = f"{self._title_name or _('Catalog')} – {_('Records')}.xlsx"
        path, _chosen = FileDialog.choose_new_file(self, _("Export records"), proposed, f"{BOOKS};;{TABLES}")
        if not path:
            return
        only = (self.kind.id,) if Path(path).suffix.lower() != ".xlsx" else ()
        export = self._workspace.desk.record_files.export
        self._workspace.compute(call(export, Path(path), self.title_id, only=only), then=self._exported)

    def _exported(self, report: Report) -> None:
        self._workspace.notify.tell(sentence(report.done[0].code, report.done[0].facts), kind="done")

    def _import(self) -> None:
        kinds = _("Workbooks and tables") + " (*.xlsx *.csv *.tsv)"
        path = FileDialog.choose_file(self, _("Import records"), "", kinds)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Show what a file would change."""
        title_id = self.title_id

        def ask(plan: Any) -> None:
            self._workspace.ask(lambda window: ImportRecordsDialog(self._workspace, window, path, title_id, plan))

        self._workspace.compute(call(self._workspace.desk.record_files.plan, path, title_id), then=ask)

    def _step(self, way: str) -> bool:
        """Take a step of the catalog back, or do it again, where its own records are shown; else leave it to the title."""
        if self.kind.is_of_title:
            return False
        stepping = Stepping(self._workspace, None)
        (stepping.undo if way == "undo" else stepping.redo)()
        return True


def _changing(change: Any, kind_id: str, row: Any, title_id: int | None, told: Any) -> Any:
    return call(change, kind_id, row.id, told, title_id, seen=row)
