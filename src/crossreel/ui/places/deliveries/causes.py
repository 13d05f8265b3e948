"""What stands against a delivery: one line a cause, with a button for each thing that mends it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crossreel.domain.delivery import Mend
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import number
from crossreel.i18n.refusal_words import group_words
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label

MOST = 60
WORDS: Mapping[Mend, str] = {
    Mend.OPEN: N_("Open them"),
    Mend.APPROVE: N_("Approve"),
    Mend.IMPORT: N_("Import…"),
    Mend.DRAFT: N_("Draft…"),
    Mend.BURN: N_("Burn captions in…"),
    Mend.SCREEN: N_("Screen"),
    Mend.FINDINGS: N_("Show the findings"),
    Mend.LET_THROUGH: N_("Deliver with open findings"),
    Mend.RELINK: N_("Relink…"),
    Mend.VERSIONS: N_("Open its versions"),
    Mend.CHECK_MEDIA: N_("Check picture and sound"),
    Mend.METADATA: N_("Open the metadata"),
    Mend.COVER: N_("Choose a cover"),
    Mend.PROFILE: N_("Open the profile"),
    Mend.RIGHTS: N_("Open the rights"),
    Mend.COMPLIANCE: N_("Open the compliance facts"),
    Mend.EPISODE_LABELS: N_("Open the labels of episodes"),
    Mend.ARTWORK: N_("Open the artwork"),
    Mend.SEASONS: N_("Open the seasons"),
}


class Causes(QScrollArea):
    """`asked` carries a cause and the way of mending it that was chosen."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What stands against the delivery"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.groups: tuple[RefusalGroup, ...] = ()
        self._may_write = True
        self.offered: frozenset[Mend] = frozenset(Mend)
        self._inside = QWidget()
        self._inside.setObjectName("ground")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._inside)

    def offer(self, mends: frozenset[Mend]) -> None:
        """Say which ways of mending there are buttons for."""
        self.offered = mends

    def show_groups(self, groups: tuple[RefusalGroup, ...]) -> None:
        """Show other causes; the same ones stay as they are, with the focus where it is."""
        if groups == self.groups:
            return
        self.groups = groups
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            line = item.widget() if item is not None else None
            if line is not None:
                line.hide()
                line.deleteLater()
        for at, group in enumerate(groups[:MOST]):
            self._column.insertWidget(at, self._line(group))
        more = len(groups) - MOST
        if more > 0:
            words = _n("and {count} cause more", "and {count} causes more", more).format(count=number(more))
            self._column.insertWidget(MOST, label(words, "second"))

    def _line(self, group: RefusalGroup) -> QWidget:
        words = group_words(group)
        line = QFrame()
        line.setAccessibleName(words)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(theme.pixmap("finding", "finding", 16))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label(words, "", wrap=True), 1)
        for mend in group.mends:
            if mend in self.offered:
                row.addWidget(self._button(group, mend, words))
        return line

    def _button(self, group: RefusalGroup, mend: Mend, words: str) -> QWidget:
        told = _("Open it") if mend is Mend.OPEN and group.is_single else _(WORDS[mend])
        made = button(told, "chip")
        made.setAccessibleDescription(words)
        made.clicked.connect(lambda: self.asked.emit(group, mend))
        return made
