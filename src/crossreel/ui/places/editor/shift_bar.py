"""Shift cues in time: this episode or the title, all languages or one, from the start or from the current cue."""

from functools import partial

from PySide6.QtCore import Qt

from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.outline import Outline
from crossreel.ui.places.editor.bar import Bar, button, choice, field, named
from crossreel.ui.places.editor.writing import shown_cue


class ShiftBar(Bar):
    """The time is typed in seconds: "0.5" later, "-1.2" earlier. Enter shifts."""

    def __init__(self, opened: OpenEpisode) -> None:
        super().__init__()
        self._opened = opened
        self.by = field(_("Seconds, such as 0.5 or -1.2"), 260)
        self.everywhere, self.one_language = choice(_("Whole title")), choice(_("This language only"))
        self.from_here = choice(_("From the current cue on"))
        self.shift = button(_("Change"), "main")  # "Shift" is the name of a key
        row = self.first_flow()
        for widget in (named(_("Shift by"), self.by), self.from_here, self.one_language, self.everywhere, self.shift):
            row.addWidget(widget)
        self.by.returnPressed.connect(self._shift)
        self.by.textChanged.connect(lambda _text: self._check())
        self.shift.clicked.connect(self._shift)
        self.everywhere.toggled.connect(lambda on: self.from_here.setEnabled(not on))
        self._check()

    def begin(self, what: str) -> None:
        """Put the caret into the time."""
        self._opened.committing.emit()
        self.by.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.by.selectAll()

    def delta_ms(self) -> int | None:
        """Return the time typed, in milliseconds; None when it is no time."""
        return delta_ms(self.by.text())

    def _check(self) -> None:
        delta = self.delta_ms()
        self.shift.setEnabled(bool(delta) and not self._opened.workspace.read_only)
        self.by.setProperty("bad", "true" if self.by.text().strip() not in ("", "-", "+") and delta is None else "false")
        self.by.style().unpolish(self.by)
        self.by.style().polish(self.by)

    def _shift(self) -> None:
        delta, workspace = self.delta_ms(), self._opened.workspace
        if not delta or workspace.episode_id is None:
            return
        matrix = Outline.of(workspace).matrix
        whole = self.everywhere.isChecked() and matrix is not None
        episodes = [row.episode.id for row in matrix.rows] if whole and matrix is not None else [workspace.episode_id]
        row = self._opened.current_row()
        languages = (workspace.language,) if self.one_language.isChecked() else None
        from_ms = 0
        if self.from_here.isChecked() and not whole and row is not None:
            shown_ms = shown_cue(self._opened, row).start_ms
            from_ms = shown_ms if languages else min(row.cue.start_ms, shown_ms)
        shift = workspace.desk.editing.shift
        shown = {cue.id: cue for row in self._opened.rows() for cue in row_cues(row)}
        work = partial(shift, episodes, delta, languages=languages, from_ms=from_ms, expected=shown)
        workspace.perform(work, then=self._done, label=_("Shifting"))

    def _done(self, edit: Edit) -> None:
        count = len(edit.ids("cue"))
        words = _n("Shifted {count} cue.", "Shifted {count} cues.", count).format(count=numbers.number(count))
        self._opened.workspace.notify.tell(words, kind="done")


def delta_ms(written: str) -> int | None:
    """Return a time written in seconds, with a sign, in milliseconds; None when it is no time."""
    try:
        return round(float(written.strip().replace(",", ".").replace("−", "-")) * 1000)
    except (ValueError, OverflowError):
        return None
