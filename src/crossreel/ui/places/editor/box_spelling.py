"""The red line under words that no dictionary has, and what may have been meant."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.known_word import KnownWord
from crossreel.domain.text.spelling import UnknownWord
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.language.spelling import spelled_words, spelling_of
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.title_words import TitleWords
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.edit_box_marks import Mark, units
from crossreel.ui.kit.popping import offer_actions
from crossreel.ui.places.editor.cell_box import CellBox

REST_MS = 250
TEXT_MENU = ("edit.italic", "edit.break_lines", "edit.repair")
Asked = tuple[str, str]


class BoxSpelling(QObject):
    """Follows one box: looks at its words after a rest, off the GUI thread, and offers what may have been meant."""

    def __init__(self, opened: OpenEpisode, box: CellBox, name: str) -> None:
        super().__init__(box)
        self._opened, self._box, self._topic = opened, box, f"editor.spelling.{name}"
        self._shown: Asked | None = None
        self._unknown: tuple[UnknownWord, ...] = ()
        self._is_typing = False
        self.is_off = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        box.typed.connect(self._typed)
        box.caret_moved.connect(self._moved)
        box.menu_asked.connect(self._offer)
        self._words = TitleWords.of(opened.workspace)
        self._words.moved.connect(self._look_again)

    def refresh(self) -> None:
        """Look at the words of the box, unless that was done."""
        title_id, asked = self._opened.workspace.title_id, (self._box.language, self._box.markup())
        if title_id is None or asked == self._shown or not asked[0]:
            return
        look = call(self._opened.workspace.desk.spelling.unknown, title_id, *asked)
        self._opened.workspace.compute(look, then=partial(self._take, asked), failed=lambda _error: None, topic=self._topic)

    def soon(self) -> None:
        """Look after a short rest: the box shows another text."""
        if (self._box.language, self._box.markup()) != self._shown:
            self._is_typing = self._is_typing and self._box.is_dirty
            self._unmark()
            self._rest.start()

    def unknown_at(self, position: int) -> UnknownWord | None:
        """Return the unknown word at a position of the document, None where there is none."""
        text = self._box.toPlainText()
        found = (each for each in self._unknown if units(text, each.start) <= position <= units(text, each.end))
        return next(found, None)

    def _moved(self) -> None:
        """Judge the word that was being typed, once the caret has left it."""
        if self._is_typing and self._typed_word() is None:
            self._is_typing = False
            self._mark()

    def _typed_word(self) -> UnknownWord | None:
        """Return the unknown word that is still being typed: the caret stands at its end."""
        if not self._is_typing or not self._box.hasFocus():
            return None
        at, text = self._box.caret(), self._box.toPlainText()
        return next((each for each in self._unknown if units(text, each.end) == at), None)

    def _typed(self, _markup: str) -> None:
        self._is_typing = True
        self._unmark()
        self._rest.start()

    def _unmark(self) -> None:
        """Take away the lines under words that are not there any more; the others stay while one types."""
        text = self._box.toPlainText()
        self._unknown = tuple(each for each in self._unknown if text[each.start : each.end] == each.word)
        self._mark()

    def _look_again(self) -> None:
        self._shown = None
        self.refresh()

    def _take(self, asked: Asked, unknown: tuple[UnknownWord, ...] | None) -> None:
        if asked != (self._box.language, self._box.markup()):
            return
        self._shown, self.is_off = asked, unknown is None
        self._unknown = unknown or ()
        self._mark()

    def _mark(self) -> None:
        tip, unfinished = _("No dictionary has this word."), self._typed_word()
        judged = [each for each in self._unknown if each is not unfinished]
        self._box.set_marks_of("spelling", [Mark(start=each.start, end=each.end, kind="spelling", tip=tip) for each in judged])

    def _offer(self, at: QPoint, position: int) -> None:
        """Open the menu of the box; over an unknown word with what may have been meant, once the dictionary has said it."""
        word = self.unknown_at(position)
        if word is None:
            self._open(at, None, (), self._known_at(position))
            return
        suggest = call(self._opened.workspace.desk.spelling.suggest, self._box.language, word.word)
        opened = partial(self._open, at, word)
        self._opened.workspace.compute(suggest, then=opened, failed=lambda _error: opened(()), topic="editor.suggesting")

    def _known_at(self, position: int) -> KnownWord | None:
        """Return the word of the title's own at a position of the document, None where there is none."""
        text, language = self._box.toPlainText(), language_of(self._box.language)
        known = {each.word.casefold(): each for each in self._words.known if each.language == language}
        if not known or not language:
            return None
        for start, word in spelled_words(text, language):
            if units(text, start) <= position <= units(text, start + len(word)):
                return known.get(spelling_of(word).casefold())
        return None

    def _open(self, at: QPoint, word: UnknownWord | None, suggestions: tuple[str, ...], known: KnownWord | None = None) -> None:
        menu, box, workspace = QMenu(self._box), self._box, self._opened.workspace
        if word is not None:
            self._add(menu, word, suggestions)
        elif known is not None and not workspace.read_only:
            forget = partial(workspace.perform, call(workspace.desk.spelling.forget, known.id))
            menu.addAction(_("No longer take “{word}” as right").format(word=isolated(known.word)), forget)
        elif self.is_off and box.language:
            menu.addAction(self.off_words()).setEnabled(False)
        if menu.actions():
            menu.addSeparator()
        chosen, writable = box.textCursor().hasSelection(), not box.isReadOnly()
        for words, key, act, offered in (
            (_("Cut"), QKeySequence.StandardKey.Cut, box.cut, chosen and writable),
            (_("Copy"), QKeySequence.StandardKey.Copy, box.copy, chosen),
            (_("Paste"), QKeySequence.StandardKey.Paste, box.paste, writable and box.canPaste()),
            (_("Select all"), QKeySequence.StandardKey.SelectAll, box.selectAll, not box.document().isEmpty()),
        ):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{words}\t{shown}", act).setEnabled(offered)
        offer_actions(menu, box, (TEXT_MENU,))
        if word is not None and suggestions:
            menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _add(self, menu: QMenu, word: UnknownWord, suggestions: tuple[str, ...]) -> None:
        """Offer what may have been meant, and to take the word as right."""
        for each in suggestions:
            menu.addAction(each, partial(self._replace, word, each))
        if not suggestions:
            menu.addAction(_("Nothing like “{word}” in the dictionary").format(word=isolated(word.word))).setEnabled(False)
        if not self._opened.workspace.read_only:
            menu.addAction(_("Take “{word}” as right in this title").format(word=isolated(word.word)), partial(self._know, word))

    def off_words(self) -> str:
        """Say that nothing is looked at in this language, and what to do about it."""
        folder = str(self._opened.workspace.desk.spelling.own_folder)
        return _("No spelling check in {language}: put a Hunspell dictionary into {folder}").format(
            language=numbers.language_name(self._box.language), folder=isolated(folder)
        )

    def _replace(self, word: UnknownWord, by: str) -> None:
        box, text = self._box, self._box.toPlainText()
        if box.isReadOnly() or text[word.start : word.end] != word.word:
            return
        cursor = box.textCursor()
        cursor.setPosition(units(text, word.start))
        cursor.setPosition(units(text, word.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(by)
        box.setTextCursor(cursor)
        box.setFocus()

    def _know(self, word: UnknownWord) -> None:
        workspace = self._opened.workspace
        if workspace.title_id is not None:
            self._box.commit()
            workspace.perform(call(workspace.desk.spelling.know, workspace.title_id, self._box.language, word.word))
