"""Find and replace over the episode or the whole title, in the language being worked on or in all."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.domain.text.pattern import Pattern, pattern
from crossreel.domain.views.grid import SearchHit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.bar import Bar, button, choice, field
from crossreel.ui.places.editor.cue_area import CueArea

REST_MS = 200


class FindBar(Bar):
    """Looks as one types. Enter goes to the next hit, Shift+Enter to the last one."""

    def __init__(self, opened: OpenEpisode, cues: CueArea) -> None:
        super().__init__()
        self._opened = opened
        self._cues = cues
        self._hits: tuple[SearchHit, ...] = ()
        self._at = -1
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._search)
        self._build()
        opened.workspace.changed.connect(lambda _edit: self._rest.start() if self.isVisible() else None)
        opened.workspace.language_changed.connect(lambda _language: self._rest.start() if self.isVisible() else None)

    def _build(self) -> None:
        self.what = field(_("Find"), 240)
        self.by = field(_("Replace by"), 240)
        self.count = label("", "hint")
        self.count.setMinimumWidth(150)
        self.match_case, self.whole_word = choice(_("Match case")), choice(_("Whole words"))
        self.regex, self.everywhere = choice(_("Pattern")), choice(_("Whole title"))
        self.all_languages = choice(_("All languages"))
        self.regex.setToolTip(_("Regular expression"))
        self.everywhere.setChecked(True)
        first, second = self.line(), self.line()
        self._previous, self._next = button(_("Previous")), button(_("Next"))
        self.one, self.every = button(_("Replace")), button(_("Replace all"))
        for widget in (self.what, self._previous, self._next, self.count):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.close_button())
        for widget in (self.by, self.one, self.every):
            second.addWidget(widget)
        second.addStretch(1)
        for box in (self.match_case, self.whole_word, self.regex, self.everywhere, self.all_languages):
            second.addWidget(box)
            box.toggled.connect(lambda _on: self._rest.start())
        self.what.textChanged.connect(lambda _text: self._rest.start())
        self.what.returnPressed.connect(self._enter)
        self._previous.clicked.connect(partial(self.step, -1))
        self._next.clicked.connect(partial(self.step, 1))
        self.one.clicked.connect(self._replace_one)
        self.every.clicked.connect(self._replace_all)

    def begin(self, what: str) -> None:
        """Search, replace, or go to the next or previous hit."""
        self._opened.committing.emit()
        if what == "find_next" and self._hits:
            self.step(1)
        elif what == "find_previous" and self._hits:
            self.step(-1)
        else:
            box = self.by if what == "replace" and self.what.text() else self.what
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()
        self._show_writable()
        self._rest.start()

    def leave(self) -> None:
        """Close, and mark nothing any more."""
        super().leave()
        self._cues.set_find(None)

    def step(self, by: int) -> None:
        """Go to another hit, around at the ends."""
        if not self._hits:
            return
        self._at = (self._at + by) % len(self._hits)
        hit = self._hits[self._at]
        if hit.episode_id is not None:
            self._opened.workspace.open_episode(hit.episode_id, hit.language or None, hit.cue_id)
        self._say()

    def _enter(self) -> None:
        back = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.step(-1 if back else 1)

    def _scope(self) -> dict[str, Any]:
        workspace = self._opened.workspace
        return {
            "languages": None if self.all_languages.isChecked() else (workspace.language,),
            "episode_ids": None if self.everywhere.isChecked() else (workspace.episode_id,),
            "match_case": self.match_case.isChecked(),
            "regex": self.regex.isChecked(),
            "whole_word": self.whole_word.isChecked(),
        }

    def _search(self) -> None:
        workspace, what = self._opened.workspace, self.what.text()
        self._cues.set_find(self._pattern(what))
        if not what or workspace.title_id is None:
            self._take(())
            return
        find = partial(workspace.desk.editing.find, workspace.title_id, what, **self._scope())
        workspace.compute(find, then=self._take, failed=self._failed, topic="editor.find")

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

    def _take(self, hits: tuple[SearchHit, ...]) -> None:
        self._hits = hits
        current = self._opened.workspace.cue_id
        self._at = next((at for at, hit in enumerate(hits) if hit.cue_id == current), -1)
        self.what.setProperty("bad", "true" if self.what.text() and not hits else "false")
        self._polish()
        self._say()

    def _failed(self, error: BaseException) -> None:
        self._hits, self._at = (), -1
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
        writable = not self._opened.workspace.read_only and bool(self._hits)
        self.one.setEnabled(writable and self._at >= 0)
        self.every.setEnabled(writable)

    def _replace_one(self) -> None:
        hit = self._hits[self._at] if self._hits and self._at >= 0 else None
        workspace = self._opened.workspace
        if hit is None or hit.cue_id is None or workspace.title_id is None or not self.what.text():
            return
        scope = {**self._scope(), "languages": None, "episode_ids": None, "cue_ids": (hit.cue_id,)}
        write = partial(workspace.desk.editing.replace, workspace.title_id, self.what.text(), self.by.text(), **scope)
        workspace.perform(write, then=lambda _edit: self.step(1))

    def _replace_all(self) -> None:
        workspace = self._opened.workspace
        if workspace.title_id is not None and self.what.text():
            write = partial(workspace.desk.editing.replace, workspace.title_id, self.what.text(), self.by.text(), **self._scope())
            workspace.perform(write, then=self._replaced, label=_("Replacing"))

    def _replaced(self, edit: Edit) -> None:
        count = len(edit.ids("cue"))
        words = _n("Replaced in {count} cue.", "Replaced in {count} cues.", count).format(count=numbers.number(count))
        self._opened.workspace.notify.tell(words, kind="done")
