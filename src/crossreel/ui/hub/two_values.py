"""What stands under a control whose value somebody else changed meanwhile: theirs, and who is right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.errors import StaleText
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.flow import flowing
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label


class TwoValues(QWidget):
    """Hidden while nothing is to be settled, else shown, instead of `below` where that is given.

    Typing goes on above; nothing is written before one of the values was chosen.
    """

    def __init__(
        self,
        workspace: Workspace,
        pending: Callable[[], Pending | None],
        hand_on: Callable[[], object],
        below: QWidget | None = None,
    ) -> None:
        """Follow a control.

        Args:
            workspace: the hub.
            pending: gives what was typed in the control and is not in the catalog.
            hand_on: has what stands in the control written.
            below: what this is shown instead of.
        """
        super().__init__()
        self._workspace, self._pending, self._hand_on, self._below = workspace, pending, hand_on, below
        self._who = label("", "error", wrap=True)
        self.theirs = label("", "strong", wrap=True)
        self.theirs.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.take, self.keep = button(_("Take theirs")), button(_("Keep mine"))
        for made, mine in ((self.take, False), (self.keep, True)):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click here leaves the caret where it is
            made.clicked.connect(lambda _on=False, mine=mine: self._choose(mine))
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self._below is None:  # a field of the drawer may be narrow
            held, choice = flowing(6)
            for part in (self._who, self.theirs, held):
                column.addWidget(part)
            for part in (self.take, self.keep):
                choice.addWidget(part)
            return
        beside = QHBoxLayout()
        beside.addWidget(self._who, 1)
        for part in (self.take, self.keep):
            beside.addWidget(part)
        column.addLayout(beside)
        column.addWidget(self.theirs)

    def refresh(self) -> None:
        """Show what is to be settled, or why what was typed is not saved."""
        pending = self._pending()
        self.setVisible(pending is not None and (pending.theirs is not None or pending.error is not None))
        instead = pending is not None and pending.theirs is not None
        column = self.parentWidget()
        if column is not None and self._below is not None and instead == self._below.isVisibleTo(column):
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
        self._who.setText(who_wrote(stale))
        self.theirs.setText(str(stale.facts.get("plain", "")))

    def _choose(self, mine: bool) -> None:
        pending = self._pending()
        if pending is not None:
            self._hand_on()
            PendingWrites.of(self._workspace).choose(pending.key, mine=mine)


def who_wrote(stale: StaleText) -> str:
    """Return the words over a value that somebody else wrote meanwhile."""
    text, author = str(stale.facts.get("plain", "")), str(stale.facts.get("author", ""))
    written_ms = int(str(stale.facts.get("written_ms", 0) or 0))
    if not text:
        return sentence(stale.code, stale.facts)
    if author and written_ms:
        return _("{author} changed this text at {time}:").format(author=author, time=numbers.time_of_day(written_ms))
    return _("This text was changed meanwhile:")
