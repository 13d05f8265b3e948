"""Finding out what is offered for the current cue: terms of the bible in its source, the same line elsewhere, and the memory."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from crossreel.domain.remembering.match import MemoryMatch
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow, LineElsewhere
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.language.counting import clean
from crossreel.language.expressions import expression_spans, has_rendering
from crossreel.ui.episode.offers import Offered, Offers, Rendering
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.title_words import TitleWords
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.edit_box_marks import Mark
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.remembered_words import marks_of, place_of, said, tip_of
from crossreel.ui.places.editor.writing import once_written

REST_MS = 120
Asked = tuple[int, str, int, str]


class Offering(QObject):
    """Underlines terms in the source box and keeps `Offers` to what fits the translation box; takes what is chosen."""

    def __init__(self, opened: OpenEpisode, source: CellBox, target: CellBox) -> None:
        super().__init__(target)
        self._opened, self._source, self._target = opened, source, target
        self._offers = Offers.of(opened.workspace)
        self._words = TitleWords.of(opened.workspace)
        self._elsewhere: tuple[LineElsewhere, ...] = ()
        self._remembered: tuple[MemoryMatch, ...] = ()
        self._asked: Asked | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show)
        self._words.moved.connect(self.refresh)
        opened.asked.connect(self._take)

    def refresh(self) -> None:
        """Follow the current cue."""
        self._show()
        self._ask()

    def typed(self) -> None:
        """Follow what is typed, after a short rest."""
        self._rest.start()

    def _show(self) -> None:
        if not self._target.language:
            self._renderings()
            self._offers.show(Offered())
            return
        known = {line.text for line in self._elsewhere} | {self._target.markup()}
        told = tuple(match for match in self._remembered if match.text not in known)
        self._source.set_marks_of("memory", marks_of(told[0], self._source.toPlainText()) if told else [])
        offered = Offered(
            renderings=self._renderings(), elsewhere=self._elsewhere, remembered=told, twins=self._twins(self._target.markup())
        )
        self._offers.show(offered)

    def _twins(self, markup: str) -> int:
        """Return how many translations of the same line say something else than the box does; none while it says nothing."""
        if self._target.cue is None or not plain_text(markup).strip():
            return 0
        return sum(line.count for line in self._elsewhere if line.text != markup)

    def _renderings(self) -> tuple[Rendering, ...]:
        opened = self._opened
        source = clean(self._source.toPlainText())
        target = self._target.toPlainText()
        spans: list[tuple[int, int, Rendering]] = []
        for expression, words in self._words.renderings(opened.source, self._target.language):
            found = expression_spans(expression, source)
            if found:
                lacking = not has_rendering(words, clean(target), self._target.language)
                made = Rendering(source=expression, words=words, lacking=lacking)
                spans += [(start, end, made) for start, end in found]
        spans.sort(key=lambda each: (each[0], -each[1]))
        self._underline(spans)
        return tuple(dict.fromkeys(made for _start, _end, made in spans))

    def _underline(self, spans: list[tuple[int, int, Rendering]]) -> None:
        marks, reached = [], 0
        for start, end, made in spans:
            if start >= reached:  # the longer of two that begin in one place
                tip = _("{source} = {rendering}").format(source=isolated(made.source), rendering=isolated(made.words))
                marks.append(Mark(start=start, end=end, kind="lacking" if made.lacking else "term", tip=tip))
                reached = end
        self._source.set_marks_of("terms", marks)

    def _ask(self) -> None:
        opened, row, sheet = self._opened, self._opened.current_row(), self._opened.sheet
        language = self._target.language
        if row is None or sheet is None or not language or not row.is_spine:
            self._asked, self._elsewhere, self._remembered = None, (), ()
            self._show()
            return
        cue_id = self._target.cue.id if self._target.cue is not None else 0
        asked = (row.cue.id, language, cue_id, row.cue.text)
        if asked == self._asked:
            return
        self._asked, self._elsewhere, self._remembered = asked, (), ()
        self._show()
        desk, span = opened.workspace.desk, self._span(row)
        find = call(desk.translating.elsewhere, sheet.title.id, language, span, besides=cue_id)
        opened.workspace.compute(find, then=partial(self._take_lines, asked), failed=lambda _error: None, topic="editor.elsewhere")
        recall = call(desk.remembering.offer, sheet.title.id, language, span, source_language=opened.source, besides=cue_id)
        opened.workspace.compute(recall, then=partial(self._take_memory, asked), failed=lambda _error: None, topic="editor.memory")

    def _span(self, row: CueRow) -> list[str]:
        """Return the source texts that the translation renders: of its whole span, where it has one."""
        cue, loaded = self._target.cue, self._opened.loaded
        if cue is None or loaded is None or cue.anchor_id is None or cue.anchor_last_id in (None, cue.anchor_id):
            return [row.cue.text]
        assert cue.anchor_last_id is not None
        return [each.cue.text for each in loaded.spine_between(cue.anchor_id, cue.anchor_last_id)] or [row.cue.text]

    def _take_lines(self, asked: Asked, lines: tuple[LineElsewhere, ...]) -> None:
        if asked == self._asked:
            self._elsewhere = lines
            self._show()

    def _take_memory(self, asked: Asked, matches: tuple[MemoryMatch, ...]) -> None:
        if asked == self._asked:
            self._remembered = matches
            self._show()

    def _take(self, what: str) -> None:
        now = self._offers.now
        if what.startswith("rendering "):
            at = int(what.split()[1]) - 1
            if at < len(now.renderings):
                self._write_words(now.renderings[at].words)
        elif what == "elsewhere" and now.elsewhere:
            self._write_line(now.elsewhere[0].text)
        elif what == "remembered" and now.remembered:
            self._write_remembered(now.remembered[0].text)
        elif what == "keep_in_step" and now.twins:
            self._target.commit()
            once_written(self._opened, self._keep_in_step)
        elif what == "offers":
            self._choose()

    def _keep_in_step(self) -> None:
        cue, workspace = self._target.cue, self._opened.workspace
        if cue is not None:
            workspace.perform(call(workspace.desk.remembering.keep_in_step, cue.id), then=self._kept)

    def _kept(self, _edit: object) -> None:
        self._asked = None
        self._ask()

    def _write_remembered(self, markup: str) -> None:
        self._target.setFocus()
        self._target.take_remembered(markup)

    def _write_words(self, words: str) -> None:
        self._target.setFocus()
        self._target.insert_words(words)

    def _write_line(self, markup: str) -> None:
        self._target.setFocus()
        self._target.replace_all(markup)

    def _choose(self) -> None:
        """Offer all there is at the caret: renderings, and the translations of the same line elsewhere."""
        menu, now = QMenu(self._target), self._offers.now
        menu.setToolTipsVisible(True)
        for each in now.renderings:
            words = _("{source} = {rendering}").format(source=isolated(each.source), rendering=isolated(each.words))
            menu.addAction(words, partial(self._write_words, each.words))
        menu.addSeparator()
        for line in now.elsewhere:
            words = isolated(" ".join(plain_text(line.text).split()))
            words = _("Episode {number}: {text}").format(number=numbers.number(line.episode_number), text=words)
            menu.addAction(words, partial(self._write_line, line.text))
        menu.addSeparator()
        for match in now.remembered:
            action = menu.addAction(f"{said(match)}  ({place_of(match)})", partial(self._write_remembered, match.text))
            action.setToolTip(tip_of(match, self._opened.source))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setActiveAction(menu.actions()[0]) if menu.actions() else None
        rect = self._target.cursorRect()
        menu.popup(self._target.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))
