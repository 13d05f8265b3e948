"""Find and replace over the chosen cues, the episode, the title or the catalog, in the language being worked on or in all."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.domain.text.column_name import split_column
from crossreel.domain.text.pattern import Pattern, pattern
from crossreel.domain.views.grid import SearchHit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.bar import Bar, button, choice, field
from crossreel.ui.places.editor.cue_area import CueArea
from crossreel.ui.places.editor.found_lines import AFTER, FoundLines, FoundView, is_replacing

REST_MS, CATALOG_REST_MS = 200, 600
BAD_REPLACEMENT = "editing.bad_replacement"
LINES_SHARE, FEWEST_LINES_PX, MOST_LINES_PX = 0.16, 98, 240
LOW_WINDOW_PX, LOW_LINES_PX = 640, 62
CUES, EPISODE, TITLE, CATALOG = range(4)
SCOPES = (N_("Chosen cues"), N_("This episode"), N_("Whole title"), N_("Whole catalog"))


class FindBar(Bar):
    """Looks as one types. Enter goes to the next hit from where the hands are, Shift+Enter to the one before, Down to the list."""

    def __init__(self, opened: OpenEpisode, cues: CueArea) -> None:
        super().__init__()
        self._opened = opened
        self._cues = cues
        self._hits: tuple[SearchHit, ...] = ()
        self._at = -1
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._search)
        self.lines = FoundLines(self)
        self.list = FoundView(self.lines)
        self._build()
        opened.workspace.changed.connect(lambda _edit: self._look_again())
        opened.workspace.language_changed.connect(lambda _language: self._look_again())
        opened.workspace.opened_episode.connect(lambda _episode: self._look_again())

    def _build(self) -> None:
        self.what = field(_("Find"), 240)
        self.by = field(_("Replace by"), 240)
        self.count = label("", "hint")
        self.count.setMinimumWidth(130)
        self.match_case, self.whole_word = choice(_("Match case")), choice(_("Whole words"))
        self.regex, self.all_languages = choice(_("Pattern")), choice(_("All languages"))
        self.regex.setToolTip(_("Regular expression"))
        self.scope = ChoiceBox()
        self.scope.addItems([_(words) for words in SCOPES])
        self.scope.setCurrentIndex(TITLE)
        self.scope.setAccessibleName(_("Where to look"))
        first, second = self.line(), self.flow()
        self._previous, self._next = button(_("Previous")), button(_("Next"))
        self.one, self.every = button(_("Replace")), button(_("Replace all"))
        for widget in (self.what, self._previous, self._next, self.count):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.scope)
        first.addWidget(self.close_button())
        for widget in (self.by, self.one, self.every):
            second.addWidget(widget)
        for box in (self.match_case, self.whole_word, self.regex, self.all_languages):
            second.addWidget(box)
            box.toggled.connect(self._look_for_another)
        self.line().addWidget(self.list)
        self.list.hide()
        self.list.show_after(False)
        self._connect()

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(self._look_for_another)
        self.what.textChanged.connect(self._look_for_another)
        self.by.textChanged.connect(lambda _text: self._rest.start())
        self.what.returnPressed.connect(self._enter)
        self.by.returnPressed.connect(self._enter)
        self._previous.clicked.connect(partial(self.step, -1))
        self._next.clicked.connect(partial(self.step, 1))
        self.one.clicked.connect(self._replace_one)
        self.every.clicked.connect(self._replace_all)
        self.list.gone_to.connect(self._go)
        self.list.left.connect(self._leave_list)
        self.list.replace_wanted.connect(self._replace_by_key)
        self.lines.ticked.connect(self._show_writable)
        for line in (self.what, self.by):
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from a field to the list, Ctrl+Enter replaces all that bears a tick."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and is_replacing(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._hits:
                self._show_list(wanted=True)
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if is_replacing(event):
                self._replace_by_key()
                return True
        return super().eventFilter(watched, event)

    def begin(self, what: str) -> None:
        """Search, replace, or go to the next or previous hit."""
        self._opened.committing.emit()
        if what == "find_next" and self._hits:
            self.step(1)
        elif what == "find_previous" and self._hits:
            self.step(-1)
        else:
            if len(self._opened.selected_rows()) > 1:
                self.scope.setCurrentIndex(CUES)
            elif self.scope.currentIndex() == CUES:
                self.scope.setCurrentIndex(TITLE)
            self.list.show_after(what == "replace")
            box = self.by if what == "replace" and self.what.text() else self.what
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()
        self._show_writable()
        self._rest.start()

    def leave(self) -> None:
        """Close, and mark nothing any more."""
        self._cues.show()
        super().leave()
        self._cues.set_find(None)

    def step(self, by: int) -> None:
        """Go to another hit, the first from where the hands are, around at the ends."""
        if not self._hits:
            return
        at = self._at + by if self._at >= 0 else self._here() + (0 if by > 0 else -1)
        self._go(at % len(self._hits))

    def _go(self, at: int) -> None:
        self._at = at
        hit, workspace = self._hits[at], self._opened.workspace
        if hit.episode_id is not None:
            if hit.title_id != workspace.title_id:
                workspace.open_title(hit.title_id)
            workspace.open_episode(hit.episode_id, hit.column or None, hit.cue_id)
        self.list.setCurrentIndex(self.lines.index(at, 0))
        self._say()

    def _here(self) -> int:
        """Return the place among the hits where the hands are: that of the first one not before the current cue."""
        sheet, row = self._opened.sheet, self._opened.current_row()
        if sheet is None:
            return 0
        title, number = sheet.title, sheet.episode.number
        start_ms = row.cue.start_ms if row is not None else 0
        here = (title.name, title.id, number, start_ms)
        return bisect_left(
            self._hits, here, key=lambda hit: (hit.title_name, hit.title_id or 0, hit.episode_number or 0, hit.start_ms)
        )

    def _enter(self) -> None:
        back = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.step(-1 if back else 1)

    def _scope(self) -> dict[str, Any]:
        workspace, scope = self._opened.workspace, self.scope.currentIndex()
        everywhere = self.all_languages.isChecked()
        language, role = split_column(workspace.language)
        chosen = [cue.id for row in self._opened.selected_rows() for cue in self._cues_of(row.cue.id)]
        return {
            "languages": None if everywhere else (language,),
            "roles": None if everywhere else (role,),
            "episode_ids": (workspace.episode_id,) if scope in (CUES, EPISODE) else None,
            "cue_ids": chosen if scope == CUES else None,
            "match_case": self.match_case.isChecked(),
            "regex": self.regex.isChecked(),
            "whole_word": self.whole_word.isChecked(),
        }

    def _cues_of(self, row_id: int) -> list[Any]:
        row = self._opened.row_of(row_id)
        return [] if row is None else [row.cue, *(cue for cues in row.followers.values() for cue in cues)]

    def _look_again(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _look_for_another(self, *_ignored: object) -> None:
        self.lines.start_afresh()
        self._at = -1
        self._rest.setInterval(CATALOG_REST_MS if self.scope.currentIndex() == CATALOG else REST_MS)
        self._rest.start()

    def _search(self) -> None:
        workspace, what = self._opened.workspace, self.what.text()
        self._cues.set_find(self._pattern(what))
        if not what or workspace.title_id is None:
            self._take(())
            return
        self._find(self.by.text())

    def _find(self, by: str | None, problem: str = "") -> None:
        """Look for the words; a `problem` of what is to stand in their place is told beside what was found all the same."""
        workspace = self._opened.workspace
        title_id = None if self.scope.currentIndex() == CATALOG else workspace.title_id
        find = partial(workspace.desk.editing.find, title_id, self.what.text(), by=by, **self._scope())
        workspace.compute(find, then=partial(self._take, problem=problem), failed=self._failed, topic="editor.find")

    def _pattern(self, what: str) -> Pattern | None:
        try:
            return pattern(
                what,
                match_case=self.match_case.isChecked(),
                expression=self.regex.isChecked(),
                whole_word=self.whole_word.isChecked(),
            )
        except BadInput:
            return None  # the search says why

    def _take(self, hits: tuple[SearchHit, ...], problem: str = "") -> None:
        visited = self._hits[self._at].cue_id if 0 <= self._at < len(self._hits) else None
        self._hits = hits
        self._at = next((at for at, hit in enumerate(hits) if hit.cue_id == visited), -1) if visited is not None else -1
        self.lines.set_hits(hits, names_title=self.scope.currentIndex() == CATALOG)
        self._show_list()
        if self._at >= 0:
            self.list.setCurrentIndex(self.lines.index(self._at, 0))
        self.what.setProperty("bad", "true" if self.what.text() and not hits else "false")
        self._polish()
        self._say()
        if problem:
            self.count.setText(problem)

    def _leave_list(self) -> None:
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_list()

    def _show_list(self, wanted: bool = False) -> None:
        """Show what was found, in a low window only when it is gone to, and then in the place of the table and the choices."""
        height = self.window().height()
        low = height < LOW_WINDOW_PX
        self.list.setFixedHeight(LOW_LINES_PX if low else min(MOST_LINES_PX, max(FEWEST_LINES_PX, round(height * LINES_SHARE))))
        shown = bool(self._hits) and (wanted or self.list.hasFocus() or not low)
        self.list.horizontalHeader().setVisible(not low)  # its room is that of a line
        self.list.setVisible(shown)
        for part in (self._cues, self.match_case, self.whole_word, self.regex, self.all_languages):
            part.setVisible(not (shown and low))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, BadInput) and error.code == BAD_REPLACEMENT:
            self._find(None, sentence(error.code, error.facts))
            return
        self._hits, self._at = (), -1
        self.lines.set_hits((), names_title=False)
        self.list.hide()
        self.what.setProperty("bad", "true")
        self._polish()
        self.count.setText(sentence(error.code, error.facts) if isinstance(error, CrossreelError) else _("Not a pattern"))

    def _polish(self) -> None:
        self.what.style().unpolish(self.what)
        self.what.style().polish(self.what)

    def _say(self) -> None:
        count = len(self._hits)
        if not self.what.text():
            self.count.setText("")
        elif self._at >= 0:
            self.count.setText(_("{at} of {count}").format(at=numbers.number(self._at + 1), count=numbers.number(count)))
        else:
            self.count.setText(_n("{count} match", "{count} matches", count).format(count=numbers.number(count)))
        self._show_writable()

    def _show_writable(self) -> None:
        writable, chosen = not self._opened.workspace.read_only, self.lines.chosen()
        self.one.setEnabled(writable and self._at >= 0)
        self.every.setEnabled(writable and bool(chosen))
        self.every.setText(_("Replace all") if len(chosen) == len(self._hits) else self._words_of(len(chosen)))
        if self.by.text():
            self.list.show_after(True)

    def _words_of(self, count: int) -> str:
        return _n("Replace {count}", "Replace {count}", count).format(count=numbers.number(count))

    def _replace_one(self) -> None:
        hit = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        if hit is not None and self.what.text():
            self._replace([hit], lambda _edits: self.step(1))

    def _replace_by_key(self) -> None:
        """Show what would become of the lines where only looking was asked for: nothing is taken out that nobody saw going."""
        if self.list.isColumnHidden(AFTER):
            self.list.show_after(True)
            self._show_list(wanted=True)
        else:
            self._replace_all()

    def _replace_all(self) -> None:
        if self.what.text() and self.lines.chosen():
            self._replace(self.lines.chosen(), self._replaced)

    def _replace(self, hits: Sequence[SearchHit], then: Any) -> None:
        """Replace in the cues of some hits: one step of undo in each title they belong to."""
        workspace, edits = self._opened.workspace, list[Edit]()
        titles = [(title_id, [hit.cue_id for hit in found]) for title_id, found in groupby(hits, key=lambda hit: hit.title_id)]
        for title_id, cue_ids in titles:
            scope = {**self._scope(), "languages": None, "roles": None, "episode_ids": None, "cue_ids": cue_ids}
            write = partial(workspace.desk.editing.replace, title_id, self.what.text(), self.by.text(), **scope)

            def done(edit: Edit) -> None:
                edits.append(edit)
                if len(edits) == len(titles):
                    then(edits)

            workspace.perform(write, then=done, label=_("Replacing") if len(hits) > 1 else "")

    def _replaced(self, edits: Sequence[Edit]) -> None:
        count = sum(len(edit.ids("cue")) for edit in edits)
        words = _n("Replaced in {count} cue.", "Replaced in {count} cues.", count).format(count=numbers.number(count))
        if len(edits) > 1:
            titles = _n("{count} title, one step of undo.", "{count} titles, one step of undo in each.", len(edits))
            words = f"{words} {titles.format(count=numbers.number(len(edits)))}"
        self._opened.workspace.notify.tell(words, kind="done")
