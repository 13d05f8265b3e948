"""The edit boxes: source beside translation, with live figures and the findings of what is being typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.quality.check import LiveMeasure
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.hands import Hands
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub import keymap
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.hub.two_values import TwoValues
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.labels import ElidedLabel, key_cap, label
from crossreel.ui.kit.meter import Meter, MeterBars
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.cells import cell_text
from crossreel.ui.places.editor.places import placed
from crossreel.ui.places.editor.writing import timed_cue

MEASURE_REST_MS = 60
HEAD_PX = 24
PREVIEW_REST_MS = 250
ORIGINS = {
    Origin.IMPORTED: "editor.origin_imported",
    Origin.MACHINE: "editor.origin_machine",
    Origin.MEMORY: "editor.origin_memory",
}


class TextArea(QWidget):
    """Follows the current cue. Ctrl+Enter commits and goes to the next cue, in either box."""

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._opened = opened
        self.source = CellBox(opened)
        self.target = CellBox(opened)
        PendingWrites.of(opened.workspace).at_hands = self._at_hands
        self.meters = MeterBars(rows=3)
        self.meters.setAccessibleName(_("Limits"))
        self._source_head, self._target_head = ElidedLabel(role="label"), ElidedLabel(role="label")
        self._count = label("", "label")
        self._count.setFixedHeight(HEAD_PX)
        self._target_head.setFixedHeight(HEAD_PX)
        self._mark = label("", "chip")
        self._said = label("", "hint", wrap=True)
        self._said.setFixedHeight(self.meters.sizeHint().height())
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._measure_rest = QTimer(self, singleShot=True, interval=MEASURE_REST_MS)
        self._measure_rest.timeout.connect(self._measure)
        self._preview_rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._preview_rest.timeout.connect(self._preview)
        self._previewed: tuple[int, str, tuple[Finding, ...]] | None = None
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        columns = QHBoxLayout(self)
        columns.setContentsMargins(14, 10, 14, 8)
        columns.setSpacing(14)
        columns.addWidget(self._left, 9)
        columns.addWidget(self._right, 11)
        left = QVBoxLayout(self._left)
        head = QHBoxLayout()
        head.addWidget(self._source_head)
        head.addStretch(1)
        head.addWidget(self._count)
        left.addLayout(head)
        left.addWidget(self.source, 1)
        left.addWidget(self._two_texts(self.source, self._said))
        left.addWidget(self._said)
        right = QVBoxLayout(self._right)
        head = QHBoxLayout()
        head.addWidget(self._target_head)
        head.addWidget(self._mark)
        head.addStretch(1)
        head.addWidget(key_cap(keymap.shown("Ctrl+Return")))
        head.addWidget(label(_("commit and next"), "hint"))
        right.addLayout(head)
        right.addWidget(self.target, 1)
        right.addWidget(self._two_texts(self.target, self.meters))
        right.addWidget(self.meters)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)

    def _two_texts(self, box: CellBox, below: QWidget) -> TwoValues:
        made = TwoValues(self._opened.workspace, lambda: box.pending, box.commit, below)
        box.troubled.connect(made.refresh)
        return made

    def _connect(self) -> None:
        opened = self._opened
        for box in (self.source, self.target):
            box.typed.connect(self._typed)
            box.troubled.connect(self._show_on_picture)
            box.caret_moved.connect(self._hands_moved)
            box.entered.connect(self._entered)
            box.next_asked.connect(lambda: opened.asked.emit("next_cue"))
        opened.opened.connect(lambda _loaded: self.refresh())
        opened.refreshed.connect(lambda _loaded: self.refresh())
        opened.moved.connect(lambda _moved: self.refresh())
        opened.findings_moved.connect(self._show_findings)
        opened.committing.connect(self.commit)
        opened.workspace.handing_on.connect(self.commit)
        opened.workspace.cue_selected.connect(lambda _cue_id: self.refresh())
        opened.workspace.opened_episode.connect(lambda _episode_id: self.refresh())  # the boxes let go of the one that was left
        opened.workspace.language_changed.connect(lambda _language: self.refresh())

    def commit(self) -> None:
        """Hand on what was typed in either box."""
        self.source.commit()
        self.target.commit()

    def _at_hands(self) -> Pending | None:
        box = self.active()
        return box.pending if isinstance(box, CellBox) and self._opened.workspace.place == "editor" else None

    def active(self) -> EditBox:
        """Return the box that has the focus, else the one of the language being worked on."""
        if self.source.hasFocus():
            return self.source
        return self.target if self.target.isVisible() else self.source

    def refresh(self) -> None:
        """Show the current cue as the catalog has it."""
        opened, row = self._opened, self._opened.current_row()
        target = opened.target if opened.target != opened.source else ""
        if not target and self.target.hasFocus():
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)  # a box that hides would hand it to whatever stands next
        self._right.setVisible(bool(target))
        self.source.show_cell(row, opened.source)
        self.target.show_cell(row, target)
        self._source_head.setText(self._source_words(row))
        self._target_head.setText(self._target_words(row, target))
        self._mark.setVisible(bool(self._mark.text()))
        self._show_count(self.source.markup())
        self._measure_rest.start()
        self._forget_preview()
        self._show_findings()
        self._show_on_picture()

    def _show_on_picture(self) -> None:
        """Have picture and figures show what the box of the language being worked on holds, typed or taken back."""
        language = self._opened.workspace.language
        box = self.source if language == self._opened.source else self.target
        if box.language == language:
            self._opened.typed.emit(box.cue.id if box.cue is not None else None, box.markup())
            self._measure_rest.start()

    def _source_words(self, row: CueRow | None) -> str:
        opened = self._opened
        if not opened.source:
            return ""
        named = _("{language} · source").format(language=numbers.native_language_name(opened.source))
        sheet = opened.sheet
        speaker = sheet.speakers.get(row.cue.speaker_id or 0, "") if sheet is not None and row is not None else ""
        return _("{what} · {speaker}").format(what=named, speaker=speaker) if speaker else named

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
        return _("{what} · {speaker}").format(what=name, speaker=sentence(code)) if code else name

    def _entered(self) -> None:
        box = self.sender()
        if isinstance(box, CellBox) and box.language and box.language != self._opened.workspace.language:
            self._opened.workspace.choose_languages(self._opened.workspace.languages, box.language)
        self._hands_moved()

    def _hands_moved(self) -> None:
        box = self.sender()
        if isinstance(box, CellBox) and box.hasFocus():
            self._opened.hands = Hands(language=box.language, caret=box.caret(), markup=box.markup())

    def _typed(self, markup: str) -> None:
        box = self.sender()
        if not isinstance(box, CellBox):
            return
        if box is self.source:
            self._show_count(markup)
        cue_id = box.cue.id if box.cue is not None else None
        if box.language == self._opened.workspace.language:
            self._opened.typed.emit(cue_id, markup)
        self._measure_rest.start()
        self._preview_rest.start()

    def _show_count(self, markup: str) -> None:
        letters = len(plain_text(markup).replace("\n", ""))
        self._count.setText(_n("{count} character", "{count} characters", letters).format(count=numbers.number(letters)))

    def _measure(self) -> None:
        opened, row, sheet = self._opened, self._opened.current_row(), self._opened.sheet
        box = self.target if self._right.isVisibleTo(self) else self.source
        if row is None or sheet is None or not box.language:
            self.meters.set_meters(())
            return
        media = sheet.media
        shape = PictureShape(width=media.width, height=media.height, frame_rate=media.frame_rate) if media else PictureShape()
        cue: Cue = timed_cue(opened, row)
        measure = opened.workspace.desk.checking.measure
        opened.workspace.compute(
            call(measure, box.markup(), box.language, shape, duration_ms=cue.duration_ms, title=sheet.title),
            then=self._show_measure,
            failed=lambda _error: None,
            topic="editor.measure",
        )

    def _show_measure(self, live: LiveMeasure) -> None:
        meters = []
        if live.cps is not None:
            figures = _("{value} / {limit} cps").format(
                value=numbers.number(round(live.cps, 1)), limit=numbers.number(live.speed_hard)
            )
            meters.append(Meter(label=_("Speed"), value=live.cps, limit=live.speed_hard, target=live.speed_target, figures=figures))
        for number, line in enumerate(live.lines[:2] if len(live.lines) <= 2 else live.lines[:3], start=1):
            words = _("Line {number}").format(number=numbers.number(number))
            if line.width_px is not None and live.max_width_px:
                figures = _("{value} / {limit} px").format(value=round(line.width_px), limit=round(live.max_width_px))
                meters.append(Meter(label=words, value=line.width_px, limit=live.max_width_px, figures=figures))
            else:
                figures = _("{value} / {limit} ch").format(value=numbers.number(line.count), limit=live.line_hard)
                meters.append(Meter(label=words, value=line.count, limit=live.line_hard, target=live.line_target, figures=figures))
        self.meters.set_meters(meters)

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
        """Say what is found in the cue: of a text that was just typed what was found then, else what is stored."""
        loaded = self._opened.loaded
        found: list[Finding] = []
        for box in (self.source, self.target):
            if box.cue is None or loaded is None:
                continue
            if self._previewed is not None and self._previewed[:2] == (box.cue.id, box.markup()):
                found += self._previewed[2]
            else:
                found += [finding for finding in loaded.findings if finding.cue_id == box.cue.id]
        self._say(found)

    def _forget_preview(self) -> None:
        """Let go of what was found while typing, once the text is another one."""
        texts = [(box.cue.id, box.markup()) for box in (self.source, self.target) if box.cue is not None]
        if self._previewed is not None and self._previewed[:2] not in texts:
            self._opened.previewed.emit(self._previewed[0], ())
            self._previewed = None

    def _say(self, findings: Sequence[Finding]) -> None:
        """Write the findings of this cue under the source: the gravest first, two where both have room; all in the tool tip."""
        graded = sorted(findings, key=lambda found: list(Severity).index(found.severity))
        words = [sentence(found.code, found.facts) for found in graded]
        shown = "\n".join(words)
        if len(words) > 2 or (len(words) == 2 and not self._has_room(shown)):
            shown = "\n".join([words[0], _("… and {count} more").format(count=len(words) - 1)])
        self._said.setText(shown)
        self._said.setToolTip("\n".join(words))
        self._said.setProperty("role", "error" if graded and graded[0].severity is Severity.ERROR else "hint")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setFont(theme.font(theme.LABEL_PX))

    def _has_room(self, words: str) -> bool:
        wrapped = Qt.TextFlag.TextWordWrap
        return self._said.fontMetrics().boundingRect(0, 0, self._said.width(), 0, wrapped, words).height() <= self._said.height()
