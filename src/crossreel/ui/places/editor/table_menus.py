"""The menus of the table of cues: of a row, of a heading, of the button at the end of the headings."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.outline import Outline
from crossreel.ui.kit import theme
from crossreel.ui.kit.popping import Sub, menu_of, offer_actions
from crossreel.ui.kit.signs import ICONS, WORDS
from crossreel.ui.places.editor.columns import Columns
from crossreel.ui.places.editor.cue_table import CueTable

CUE_MENU = (
    ("play.cue", "play.around", "play.loop"),
    ("edit.insert_after", "edit.duplicate", "edit.split", "edit.merge", "edit.delete", "edit.delete_all"),
    (
        Sub(N_("Split and merge in all languages"), ("edit.split_all", "edit.merge_all")),
        Sub(N_("Copy and paste"), ("edit.copy_rows", "edit.copy_srt", "edit.paste_rows")),
        Sub(N_("Place and language spoken"), ("edit.place", "edit.to_the_top", "edit.foreign", "edit.spoken_in")),
    ),
    ("edit.rows", "edit.speaker"),
    ("edit.pin", "edit.confirm_source", "edit.draft_again"),
    ("window.cue_history",),
)
"""Actions of the menu of a row, in groups: as many lines as a window of 720 pixels has room for."""
HEAD_MENU = (("edit.columns", "view.dense", "view.neighbours"),)
"""Actions of the menu of the headings."""


class TableMenus(QObject):
    """Opens the menus over the table; what they offer are the window's own actions, with their keys."""

    def __init__(self, opened: OpenEpisode, view: QTableView, table: CueTable, columns: Columns, owner: QWidget) -> None:
        super().__init__(owner)
        self._opened, self._view, self._table, self._columns, self._owner = opened, view, table, columns, owner

    def choose_columns(self, button: QWidget) -> None:
        """Offer the languages of the title and the other columns, below a button."""
        menu = menu_of(self._owner)
        self._offer_columns(menu)
        offer_actions(menu, self._owner, (HEAD_MENU[0][1:],))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _offer_columns(self, menu: QMenu) -> None:
        sheet, source = self._opened.sheet, self._opened.source
        matrix = Outline.of(self._opened.workspace).matrix
        known = [*(sheet.columns if sheet is not None else ()), *(matrix.columns if matrix is not None else ())]
        for tag in dict.fromkeys(tag for tag in known if tag):
            words = _("{name} ({tag})").format(name=numbers.language_name(tag), tag=tag)
            act = self._offer_column(menu, words, tag in self._table.languages, partial(self._switch, tag))
            act.setEnabled(tag != source)
        menu.addSeparator()
        for name in [name for name in self._columns.names() if name not in self._table.languages]:
            shown = not self._columns.is_hidden(name)
            self._offer_column(menu, self._columns.words_of(name), shown, partial(self._columns.show, name))
        menu.addSeparator()
        menu.addAction(_("The columns as they are at first"), self._columns.start_afresh)
        legend = menu.addMenu(_("What the signs say"))
        for sign, words in WORDS.items():
            legend.addAction(theme.plain_icon(*ICONS[sign]), _(words))

    def _offer_column(self, menu: QMenu, words: str, shown: bool, switch: Callable[[bool], object]) -> QAction:
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(shown)
        act.triggered.connect(lambda on: switch(on))  # Qt calls a partial without the argument
        return act

    def of_heading(self, at: QPoint) -> None:
        """Offer what is done with the column under the mouse, and all the others to show or hide."""
        header = self._view.horizontalHeader()
        menu, name = menu_of(self._owner), self._columns.name_of(header.logicalIndexAt(at))
        if name in self._table.languages:
            act = menu.addAction(_("Hide this column"), lambda: self._switch(name, False))
            act.setEnabled(name != self._opened.source)
        elif name:
            menu.addAction(_("Hide this column"), partial(self._columns.show, name, False))
        offer_actions(menu, self._owner, HEAD_MENU)
        menu.addSeparator()
        self._offer_columns(menu)
        menu.popup(header.mapToGlobal(at))

    def of_row(self, at: QPoint, index: QModelIndex) -> None:
        """Offer what is done with a cue, or with all chosen ones where it is among them."""
        if not index.isValid() or self._table.table_row(index).edge:
            return
        menu = menu_of(self._owner)
        offer_actions(menu, self._owner, CUE_MENU)
        menu.popup(at)

    def _switch(self, tag: str, on: bool) -> None:
        shown = [each for each in self._table.languages if each != tag]
        if on:
            known = list(self._opened.sheet.columns) if self._opened.sheet is not None else []
            shown = sorted([*shown, tag], key=lambda each: known.index(each) if each in known else len(known))
        current = self._opened.workspace.language
        self._opened.workspace.choose_languages(shown, current if current in shown else "")
