"""The editor place, put together: picture beside table and text, the timeline under both."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.hub import keymap
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Chip, Status, Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.places.editor.bars import Bars
from crossreel.ui.places.editor.cue_area import CueArea
from crossreel.ui.places.editor.cue_table import Column
from crossreel.ui.places.editor.looping import CueLoop
from crossreel.ui.places.editor.picture_column import PictureColumn
from crossreel.ui.places.editor.sitting import Sitting
from crossreel.ui.places.editor.text_area import TextArea
from crossreel.ui.places.editor.timeline import Timeline

TEXT_PX, MOST_TEXT_PX, TIMELINE_PX = 238, 340, 216
LOW_PX, LEAST_TIMELINE_PX = 460, 98
HINTS = (("play.cue", "play_cue"), ("edit.set_in", "set_in"), ("edit.set_out", "set_out"), ("edit.next_cue", "next_cue"))


class EditorView(QWidget):
    """Does what the actions of the editor ask of its parts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.workspace = workspace
        self.desk = OpenEpisode.of(workspace)
        self.column = PictureColumn(self.desk)
        self.cues = CueArea(self.desk)
        self.text = TextArea(self.desk)
        self.timeline = Timeline(self.desk)
        self.bars = Bars(self.desk, self.cues)
        self.loop = CueLoop(self.desk, self)
        self.sitting = Sitting(workspace, self.cues, self.text, self.timeline.wave, self)
        self._is_moved = False
        self._build()
        self.setFocusProxy(self.cues.view)
        self._connect()

    def _build(self) -> None:
        self.right = QSplitter(Qt.Orientation.Vertical)
        upper = QWidget()
        stacked = QVBoxLayout(upper)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self.bars)
        stacked.addWidget(self.cues, 1)
        self._empty = EmptyState(_("This episode has no cues yet."), _("Insert the first cue"), "editor")
        self._empty.pressed.connect(lambda: self.workspace.do("edit.insert"))
        self._empty.hide()
        stacked.addWidget(self._empty, 1)
        self.right.addWidget(upper)
        self.right.addWidget(self.text)
        self.right.setStretchFactor(0, 1)
        self.right.setStretchFactor(1, 0)
        self.upper = QWidget()
        row = QHBoxLayout(self.upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        line = QWidget()
        line.setObjectName("separator")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedWidth(1)
        row.addWidget(line)
        row.addWidget(self.right, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.upper)
        self.split.addWidget(self.timeline)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        for splitter in (self.right, self.split):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.splitterMoved.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def _connect(self) -> None:
        opened, workspace = self.desk, self.workspace
        self.column.width_wanted.connect(self._set_column_width)
        self.cues.text_wanted.connect(self.focus_text)
        opened.asked.connect(self._do)
        opened.opened.connect(self._opened)
        opened.refreshed.connect(self._say)
        opened.moved.connect(self._follow)
        opened.followed.connect(self._followed)
        workspace.cue_selected.connect(self._selected)
        Outline.of(workspace).moved.connect(lambda: self._say(opened.loaded))
        workspace.language_changed.connect(lambda _language: self._say(opened.loaded))
        workspace.place_shown.connect(self._place_shown)
        workspace.preferences_changed.connect(lambda _preferences: self._say(opened.loaded))
        if opened.loaded is not None:
            QTimer.singleShot(0, self, self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the parts their sizes once there is a window."""
        super().showEvent(event)
        self._share_height()
        QTimer.singleShot(0, self.column, self.column.ask_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out again: a window comes into its size after it is shown first."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Give the parts their heights, unless somebody moved one; a low window leaves its room to the text, bars and boxes."""
        total = self.split.height()
        if total < LOW_PX:
            self.split.setSizes([total - LEAST_TIMELINE_PX, LEAST_TIMELINE_PX])
        if self._is_moved:
            return
        timeline = min(TIMELINE_PX, max(132, round(total * 0.22)))
        if total >= LOW_PX:
            self.split.setSizes([total - timeline, timeline])
        text = min(MOST_TEXT_PX, max(TEXT_PX, round(total * 0.36)))
        self.right.setSizes([max(120, total - timeline - text), text])

    def _moved(self, *_where: int) -> None:
        self._is_moved = True

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.column.recolour()

    def focus_text(self) -> None:
        """Go to the edit box of the language being worked on."""
        self.text.box_of(self.workspace.language).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow_language(self) -> None:
        """Where the hands are in the text, go to the box of the language being worked on."""
        here = QApplication.focusWidget()
        if here is not None and self.text.isAncestorOf(here):
            self.focus_text()

    def _set_column_width(self, width: int) -> None:
        self.column.setFixedWidth(width)

    def _begin(self) -> None:
        if self.desk.loaded is not None:
            self._opened(self.desk.loaded)

    def _opened(self, loaded: Loaded) -> None:
        last = self.desk.row_of(self.desk.last_cue_id())
        row = self.desk.current_row() or last or next((row for row in loaded.sheet.rows), None)
        if row is not None and self.desk.current_row() is None:
            self.workspace.select_cue(row.cue.id)
        elif row is not None:
            self.workspace.cue_selected.emit(self.workspace.cue_id)
        self.sitting.resume()
        self._say(loaded)

    def _selected(self, cue_id: int | None) -> None:
        row = self.desk.row_of(cue_id)
        player = self.desk.player
        if row is None or player.is_playing:
            return
        if not row.cue.start_ms <= player.position_ms() < row.cue.end_ms:
            player.seek(row.cue.start_ms)

    def _follow(self, moved: Moved) -> None:
        """Say again what the chips tell, where an edit changed it."""
        before, after = moved.before.sheet, moved.after.sheet
        if len(before.rows) != len(after.rows) or before.tracks != after.tracks:
            self._say(moved.after)

    def _followed(self, row_id: int | None) -> None:
        """While the picture plays and nobody types, bring the row under the playhead into view, or choose it, as switched."""
        player, switches = self.desk.player, self.workspace.preferences
        typing = self.text.active().hasFocus() or self.cues.is_editing
        if row_id is None or typing or not player.is_playing or player.is_playing_part:
            return
        if switches.playhead_chooses:
            self.workspace.select_cue(row_id)
        elif switches.playhead_scrolls:
            self.cues.reveal(row_id)

    def _place_shown(self, place: str) -> None:
        self.desk.player.leads = place == "editor"
        if place == "editor":
            self._say(self.desk.loaded)
        else:
            self.text.commit()
            self.desk.player.pause()

    def _say(self, loaded: Loaded | None) -> None:
        if loaded is None or self.workspace.place != "editor":
            return
        rows = len(loaded.sheet.rows)
        self._show_rows(bool(rows))
        language = self.workspace.language or self.desk.source
        state = self._state(loaded, language)
        named = _("{language} · {state}").format(
            language=numbers.native_language_name(language), state=sentence(f"state.{state.value}")
        )
        cues = _n("{count} cue", "{count} cues", rows).format(count=numbers.number(rows))
        self.workspace.set_chips((Chip(text=named, colour=state.value), Chip(text=cues)))
        hints = []
        for action_id, code in HINTS:
            if keys := self.workspace.keys.get(action_id):
                hints.append((keymap.shown(keys[0]), sentence(f"editor.hint_{code}")))
        self.workspace.set_status(Status(hints=tuple(hints)))

    def _show_rows(self, there: bool) -> None:
        """Show the table, or that there are no cues; what comes is there before what goes, so that it can take the focus."""
        for part in (self.cues, self._empty) if there else (self._empty, self.cues):
            part.setVisible((part is self.cues) == there)

    def _state(self, loaded: Loaded, language: str) -> State:
        """Return the state of the cell, as the matrix tells it once it was read."""
        row = Outline.of(self.workspace).row(loaded.sheet.episode.id)
        if row is not None and language in row.cells:
            return row.cells[language].state
        track = self.desk.track()
        return track.state if track is not None else State.MISSING

    def _do(self, what: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "text": self.focus_text,
            "follow_language": self.follow_language,
            "table": self.cues.view.setFocus,
            "in_place": self.cues.edit_in_place,
            "in_time": partial(self.cues.times.edit, Column.START),
            "out_time": partial(self.cues.times.edit, Column.END),
            "duration": partial(self.cues.times.edit, Column.DURATION),
            "columns": self.cues.choose_columns,
            "loop": self.loop.toggle,
            "zone": self.column.switch_zone,
            "band": self.column.source_line.correct,
            "italic": lambda: self.text.active().toggle("italic"),
            "bold": lambda: self.text.active().toggle("bold"),
            "underline": lambda: self.text.active().toggle("underline"),
            "commit": self.text.commit,
            "commit_next": lambda: self.workspace.do("edit.commit_next"),
            "play_cue": lambda: self.workspace.do("play.cue"),
            "relink": self.column.relink,
        }
        act = acts.get(what)
        if act is not None:
            act()
