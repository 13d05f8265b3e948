"""Which style guide a title is checked by, chosen among those that ship and one's own."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.style_guide import GuideInfo
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.style_guides import guide_name
from crossreel.ui.hub.guide_shelf import GuideShelf
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import Field, button, choice, chosen


class GuideChoice(QWidget):
    """A list of the sets; the button beside it goes to the place where they are looked at and changed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("guideChoice")
        self._workspace = workspace
        self._title: Title | None = None
        self._known: tuple[GuideInfo, ...] = ()
        self.box, self.look = choice([], ""), button(_("Look…"))
        self.box.setEnabled(not workspace.read_only)
        self.box.activated.connect(lambda _at: self._choose())
        self.box.installEventFilter(self)
        self.look.clicked.connect(self._go)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.look)
        inside.setFocusProxy(self.box)
        self._field = Field(_("Style guide"), inside, _("Counts from the next check on."))
        self.box.setAccessibleName(_("Style guide"))
        self.look.setAccessibleName(_("Look at the style guides"))
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        GuideShelf.of(workspace).changed.connect(self.read)
        workspace.place_shown.connect(lambda _place: self.read())
        self.read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the panel: a title takes no other guide because somebody scrolled past."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def read(self) -> None:
        """Read which sets there are."""
        self._workspace.compute(self._workspace.desk.checking.guides, then=self._take, topic="metadata.guides")

    def show_title(self, title: Title) -> None:
        """Show the set that a title has chosen."""
        self._title = title
        self._fill()

    def complaint(self) -> str:
        """Return what is wrong with the choice."""
        return self.box.accessibleDescription()

    def _take(self, known: tuple[GuideInfo, ...]) -> None:
        if known != self._known:
            self._known = known
            self._fill()

    def _fill(self) -> None:
        wanted = self._title.style_guide if self._title is not None else ""
        self.box.clear()
        self.box.addItem(_("By the shape of the picture"), "")
        for info in self._known:
            self.box.addItem(guide_name(info.id, info.name), info.id)
        is_gone = bool(wanted and self._known) and all(info.id != wanted for info in self._known)
        if is_gone:
            self.box.addItem(wanted, wanted)
        self.box.setCurrentIndex(max(0, self.box.findData(wanted)))
        gone = _("There is no style guide “{guide}” any more. Choose another one, else nothing is checked.")
        self._complain(gone.format(guide=wanted) if is_gone else "")

    def _complain(self, words: str) -> None:
        self._field.complain(words)
        self.box.setAccessibleDescription(words)

    def _choose(self) -> None:
        title, wanted = self._title, chosen(self.box)
        if title is not None and wanted != title.style_guide:
            update = self._workspace.desk.cataloging.update_title
            self._workspace.perform(call(update, replace(title, style_guide=wanted), seen=title), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._fill()
        if isinstance(error, CrossreelError):
            self._complain(sentence(error.code, error.facts))
        else:
            self._workspace.notify.problem(error)

    def _go(self) -> None:
        GuideShelf.of(self._workspace).show(chosen(self.box))
