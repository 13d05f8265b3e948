"""What stands under an edit box whose text somebody else changed meanwhile: their text, and who is right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.text.inline import plain_text
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.cell_box import CellBox


class TwoTexts(QWidget):
    """Hidden while nothing is to be settled, else shown instead of `below`, so that the box keeps its lines.

    Typing goes on above; nothing is written before one of the texts was chosen.
    """

    def __init__(self, workspace: Workspace, box: CellBox, below: QWidget) -> None:
        super().__init__()
        self._workspace, self._box, self._below = workspace, box, below
        self._who = label("", "error", wrap=True)
        self.theirs = label("", "strong", wrap=True)
        self.theirs.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.take, self.keep = button(_("Take theirs")), button(_("Keep mine"))
        for made, mine in ((self.take, False), (self.keep, True)):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click here leaves the caret where it is
            made.clicked.connect(lambda _on=False, mine=mine: self._choose(mine))
        row = QHBoxLayout()
        row.addWidget(self._who, 1)
        row.addWidget(self.take)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.theirs)
        box.troubled.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show what is to be settled in the box's cell, or why its text is not saved."""
        pending = self._box.pending
        self.setVisible(pending is not None and (pending.theirs is not None or pending.error is not None))
        instead = pending is not None and pending.theirs is not None
        column = self.parentWidget()
        if column is not None and instead == self._below.isVisibleTo(column):
            self._below.setVisible(not instead)
        if pending is not None:
            self._say(pending)

    def _say(self, pending: Pending) -> None:
        stale = pending.theirs
        for made in (self.take, self.keep, self.theirs):
            made.setVisible(stale is not None)
        if stale is None:
            self._who.setText(_("Not saved yet. Your text is kept and tried again."))
            return
        text, author = plain_text(str(stale.facts.get("text", ""))), str(stale.facts.get("author", ""))
        written_ms = int(str(stale.facts.get("written_ms", 0) or 0))
        if not text:
            self._who.setText(sentence(stale.code, stale.facts))
        elif author and written_ms:
            when = numbers.time_of_day(written_ms)
            self._who.setText(_("{author} changed this text at {time}:").format(author=author, time=when))
        else:
            self._who.setText(_("This text was changed meanwhile:"))
        self.theirs.setText(text)

    def _choose(self, mine: bool) -> None:
        pending = self._box.pending
        if pending is not None:
            self._box.commit()
            PendingWrites.of(self._workspace).choose(pending.key, mine=mine)
