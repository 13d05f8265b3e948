"""The edit boxes side by side: source, translation and a third language, with what is offered for the text below them."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.cues.cue import Origin
from crossreel.domain.quality.finding import Finding
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.episode.hands import Hands
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.provenance import Provenance
from crossreel.ui.hub import keymap
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.labels import key_cap, label
from crossreel.ui.places.editor.box_column import BoxColumn
from crossreel.ui.places.editor.box_spelling import BoxSpelling
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.cells import cell_text
from crossreel.ui.places.editor.offer_bar import OfferBar
from crossreel.ui.places.editor.offering import Offering
from crossreel.ui.places.editor.places import placed
from crossreel.ui.places.editor.speakers import colour_of, spoken_by
from crossreel.ui.places.editor.third_language import chosen_third, offered_thirds, remember_third

PREVIEW_REST_MS = 250
WITH_OFFERS_PX = 220
NAMES = ("source", "target", "third")
ORIGINS = {
    Origin.IMPORTED: "editor.origin_imported",
    Origin.MACHINE: "editor.origin_machine",
    Origin.MEMORY: "editor.origin_memory",
    Origin.VENDOR: "editor.origin_vendor",
}


class TextArea(QWidget):
    """Follows the current cue. Ctrl+Enter commits and goes to the next cue, in every box."""

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._opened = opened
        self._left, self._right, self._beside = (BoxColumn(opened, name) for name in NAMES)
        self.source, self.target, self.third = (column.box for column in self._columns())
        self.meters = self._right.meters
        PendingWrites.of(opened.workspace).at_hands = self._at_hands
        self._speaker = label("", "chip")
        self._mark = label("", "chip")
        self._choose_third = QToolButton()
        self._provenance = Provenance(opened.workspace, self)
        self.bar = OfferBar(opened)
        self._offering = Offering(opened, self.source, self.target)
        self._spelling = [BoxSpelling(opened, box, name) for box, name in zip(self.boxes(), NAMES, strict=True)]
        self._preview_rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._preview_rest.timeout.connect(self._preview)
        self._previewed: tuple[int, str, tuple[Finding, ...]] | None = None
        self._build()
        self._connect()
        self.refresh()

    def _columns(self) -> tuple[BoxColumn, BoxColumn, BoxColumn]:
        return self._left, self._right, self._beside

    def boxes(self) -> tuple[CellBox, CellBox, CellBox]:
        """Return the boxes: source, translation, third language."""
        return self.source, self.target, self.third

    def said(self, box: CellBox) -> str:
        """Return what is told below a box."""
        return next(column.said() for column in self._columns() if column.box is box)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 8, 14, 6)
        whole.setSpacing(4)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        for column, share in zip(self._columns(), (9, 11, 8), strict=True):
            columns.addWidget(column, share)
        whole.addLayout(columns, 1)
        whole.addWidget(self.bar)
        self._left.head.insertWidget(1, self._speaker)
        self._right.head.insertWidget(1, self._mark)
        cap = key_cap(keymap.shown("Ctrl+Return"))
        cap.setToolTip(_("commit and next"))
        self._right.head.addWidget(cap)
        self._choose_third.setIcon(theme.icon("chevron_down", "text2", 14))
        self._choose_third.setAutoRaise(True)
        self._choose_third.setFixedHeight(20)
        self._choose_third.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choose_third.setAccessibleName(_("Choose the third language"))
        self._choose_third.setToolTip(_("Choose the third language"))
        self._beside.head.insertWidget(1, self._choose_third)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room for offers to the boxes where that is little."""
        super().resizeEvent(event)
        self.bar.keep_room(self.height() >= WITH_OFFERS_PX)

    def _connect(self) -> None:
        opened = self._opened
        for box in self.boxes():
            box.typed.connect(self._typed)
            box.troubled.connect(self._show_on_picture)
            box.caret_moved.connect(self._hands_moved)
            box.entered.connect(self._entered)
            box.next_asked.connect(lambda: opened.asked.emit("commit_next"))
        self._provenance.known.connect(self._name_target)
        self._choose_third.clicked.connect(self.choose_third)
        self.bar.asked.connect(opened.workspace.do)
        opened.asked.connect(self._asked)
        opened.opened.connect(lambda _loaded: self.refresh())
        opened.refreshed.connect(lambda _loaded: self.refresh())
        opened.moved.connect(lambda _moved: self.refresh())
        opened.findings_moved.connect(self._show_findings)
        opened.committing.connect(self.commit)
        opened.workspace.handing_on.connect(self.commit)
        opened.workspace.cue_selected.connect(lambda _cue_id: self.refresh())
        opened.workspace.opened_episode.connect(lambda _episode_id: self.refresh())  # the boxes let go of the one that was left
        opened.workspace.language_changed.connect(lambda _language: self.refresh())
        opened.workspace.preferences_changed.connect(lambda _preferences: self.refresh())

    def commit(self) -> None:
        """Hand on what was typed in any box."""
        for box in self.boxes():
            box.commit()

    def _at_hands(self) -> Pending | None:
        box = self.active()
        return box.pending if isinstance(box, CellBox) and self._opened.workspace.place == "editor" else None

    def active(self) -> EditBox:
        """Return the box that has the focus, else the one of the language being worked on."""
        return next((box for box in self.boxes() if box.hasFocus()), self.box_of(self._opened.workspace.language))

    def box_of(self, language: str) -> CellBox:
        """Return the box of a language: of one that has none that of the translation, where there is one, else the source."""
        shown = [box for box in self.boxes() if box.isVisible() or box is self.source]
        found = next((box for box in shown if box.language == language), None)
        return found or (self.target if self.target.isVisible() else self.source)

    def refresh(self) -> None:
        """Show the current cue as the catalog has it."""
        opened, row = self._opened, self._opened.current_row()
        self._choose_columns()
        target = opened.target if opened.target != opened.source else ""
        source = opened.source_of(row, target)
        self._left.show_cell(row, source, self._source_words(source))
        self._right.show_cell(row, target, "")
        self._right.set_title(self._target_words(row, target))
        self._beside.show_cell(row, opened.third, numbers.native_language_name(opened.third) if opened.third else "")
        self._mark.setVisible(bool(self._mark.text()))
        self._show_speaker(row)
        for column in self._columns():
            column.share_width()
        self._forget_preview()
        self._show_findings()
        self._show_on_picture()
        self._offering.refresh()
        for each in self._spelling:
            each.soon()

    def _choose_columns(self) -> None:
        """Show the columns of the languages that are worked on; a box that goes leaves the hands in the text."""
        opened = self._opened
        if opened.sheet is not None:
            opened.third = chosen_third(opened)
        target = opened.target if opened.target != opened.source else ""
        for column, shown in ((self._right, bool(target)), (self._beside, bool(opened.third))):
            if not shown and column.box.hasFocus():
                heir = self.target if column is self._beside and target else self.source
                heir.setFocus(Qt.FocusReason.OtherFocusReason)
            column.setVisible(shown)

    def choose_third(self) -> None:
        """Offer the languages of the title for the third box."""
        opened, menu = self._opened, QMenu(self)
        for tag in ("", *offered_thirds(opened)):
            act = menu.addAction(numbers.language_name(tag) if tag else _("No third language"))
            act.setCheckable(True)
            act.setChecked(tag == opened.third)
            act.triggered.connect(partial(self._take_third, tag))
        menu.aboutToHide.connect(menu.deleteLater)
        beside = self._choose_third if self._beside.isVisible() else self._right
        menu.popup(beside.mapToGlobal(QPoint(0, 24)))

    def _take_third(self, tag: str, _checked: bool = True) -> None:
        self.third.commit()
        remember_third(self._opened, tag)
        self.refresh()

    def _asked(self, what: str) -> None:
        if what == "third":
            self.choose_third()
        elif what == "spelling":
            box = self.active()
            if isinstance(box, CellBox):
                box.setFocus()
                box.ask_menu()
        elif what in ("source_box", "third_box"):
            box = self.source if what == "source_box" else self.third
            if box.isVisible():
                box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self.choose_third()

    def _show_on_picture(self) -> None:
        """Have picture and figures show what the box of the language being worked on holds, typed or taken back."""
        language = self._opened.workspace.language
        for column in self._columns():
            column.measure_soon()
        box = self.box_of(language)
        if box.language == language:
            self._opened.typed.emit(box.cue.id if box.cue is not None else None, box.markup())

    def _source_words(self, source: str) -> str:
        return _("{language} · source").format(language=numbers.native_language_name(source)) if source else ""

    def _show_speaker(self, row: CueRow | None) -> None:
        sheet = self._opened.sheet
        speaker_id = self._spoken_by(row) if row is not None else None
        name = sheet.speakers.get(speaker_id, "") if sheet is not None and speaker_id is not None else ""
        self._speaker.setText(name)
        self._speaker.setVisible(bool(name))
        if sheet is not None and name and speaker_id is not None:
            self._speaker.setStyleSheet(f"color: {colour_of(sheet, speaker_id).name()}")

    def _spoken_by(self, row: CueRow) -> int | None:
        cues, chosen = self._opened.cells(row, self._opened.workspace.language), self._opened.edited_cue()
        return spoken_by(row, cues)[cues.index(chosen) if len(cues) > 1 and chosen in cues else 0]

    def _target_words(self, row: CueRow | None, language: str) -> str:
        cue = self.target.cue
        self._mark.setText("")
        if not language:
            return ""
        name = numbers.native_language_name(language)
        if row is not None and cue is not None:
            stale = cell_text(row, language, False, self._opened.loaded).stale
            said = _("Source changed since") if stale else _("Pinned") if cue.pinned and row.is_spine else ""
            self._mark.setText(" · ".join(filter(None, (said, placed(cue.placement)))))
        code = ORIGINS.get(cue.origin) if cue is not None else None
        parts = (name, sentence(code) if code else "", self._provenance.words(cue) if cue is not None else "")
        return " · ".join(filter(None, parts))

    def _name_target(self) -> None:
        """Say over the box who drafted what stands in it."""
        target = self._opened.target if self._opened.target != self._opened.source else ""
        self._right.set_title(self._target_words(self._opened.current_row(), target))
        self._right.share_width()

    def _entered(self) -> None:
        box = self.sender()
        workspace = self._opened.workspace
        if isinstance(box, CellBox) and box.language and box.language != workspace.language:
            shown = workspace.languages if box.language in workspace.languages else (*workspace.languages, box.language)
            workspace.choose_languages(shown, box.language)
        self._hands_moved()

    def _hands_moved(self) -> None:
        box = self.sender()
        if isinstance(box, CellBox) and box.hasFocus():
            self._opened.hands = Hands(language=box.language, caret=box.caret(), markup=box.markup())

    def _typed(self, markup: str) -> None:
        box = self.sender()
        if not isinstance(box, CellBox):
            return
        if box.language == self._opened.workspace.language:
            self._opened.typed.emit(box.cue.id if box.cue is not None else None, markup)
        self._offering.typed()
        self._preview_rest.start()

    def _preview(self) -> None:
        box = self.active()
        if isinstance(box, CellBox) and box.cue is not None:
            preview = call(self._opened.workspace.desk.checking.preview, box.cue.id, box.markup())
            took = partial(self._take_preview, box.cue.id, box.markup())
            self._opened.workspace.compute(preview, then=took, failed=lambda _error: None, topic="editor.preview")

    def _take_preview(self, cue_id: int, markup: str, findings: tuple[Finding, ...]) -> None:
        self._previewed = (cue_id, markup, findings)
        self._show_findings()
        self._opened.previewed.emit(cue_id, findings)

    def _show_findings(self) -> None:
        """Say under each box what is found in it: of a text that was just typed what was found then, else what is stored."""
        loaded = self._opened.loaded
        for column in self._columns():
            cue = column.box.cue
            if cue is None or loaded is None:
                column.say((), unchecked=False)
            elif self._previewed is not None and self._previewed[:2] == (cue.id, column.box.markup()):
                column.say(self._previewed[2], unchecked=False)
            else:
                found = [finding for finding in loaded.findings if finding.cue_id == cue.id]
                # A cue that somebody typed was checked in its edit, whatever is known of the others of its track.
                column.say(found, unchecked=cue.track_id in loaded.unchecked and cue.origin is not Origin.TYPED)

    def _forget_preview(self) -> None:
        """Let go of what was found while typing, once the text is another one."""
        if self._previewed is not None and self._previewed[:2] not in set(self._texts()):
            self._opened.previewed.emit(self._previewed[0], ())
            self._previewed = None

    def _texts(self) -> Iterator[tuple[int, str]]:
        for box in self.boxes():
            if box.cue is not None:
                yield box.cue.id, box.markup()
