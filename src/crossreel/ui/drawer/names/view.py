"""The names that drafts brought, the commonest first, each judged by one key."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.drafting.proposed_name import ProposedName
from crossreel.domain.edits.edit import Edit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, isolated
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.flow import foot
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.remarks import RemarkView, WritingLine

FOLLOWED = ("name_proposal", "draft_batch")


class NamesPanel(QWidget):
    """A approves, R refuses, E approves with another rendering, P and T say that it is a person or a term; Enter goes to a line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._names: dict[int, ProposedName] = {}
        self.view = RemarkView(_("New names"), "AREPT")
        self.writing = WritingLine()
        self._written_for: int | None = None
        self._build()
        self.view.chosen.connect(self._jump)
        self.view.key_pressed.connect(self._key)
        self.view.selectionModel().selectionChanged.connect(lambda *_ranges: self._show_buttons())
        self.writing.written.connect(self._approve_as)
        self.writing.left.connect(self.view.setFocus)
        workspace.changed.connect(self._follow)
        workspace.opened_title.connect(lambda _title: self.refresh())
        self.refresh()

    def _build(self) -> None:
        self.approve, self.refuse, self.mend = button(_("Approve")), button(_("Refuse")), button(_("Other rendering…"))
        made = (
            (self.approve, _("Take the name into the bible"), "A", self._approve),
            (self.mend, _("Take it in with another rendering"), "E", self._begin_rendering),
            (self.refuse, _("Leave the name out of the bible"), "R", self._refuse),
        )
        self._pages = QStackedWidget()
        self._empty = EmptyState(_("No new names. What drafts bring and the bible does not know waits here."), "", "names")
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        self._count = label("", "second", wrap=True)
        self._count.setContentsMargins(16, 4, 12, 8)
        self.foot = foot(self.approve, self.mend, self.refuse)
        for each, words, key, act in made:
            each.setToolTip(f"{words} ({key})")
            each.clicked.connect(lambda _checked=False, act=act: act())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._count)
        column.addWidget(self._pages, 1)
        column.addWidget(self.writing)
        column.addWidget(self.foot)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the list."""
        self.view.setFocus(event.reason())

    def refresh(self) -> None:
        """Read the names again."""
        title_id = self._workspace.title_id
        if title_id is None:
            self._take(())
        else:
            self._workspace.compute(call(self._workspace.desk.briefing.names, title_id), then=self._take, topic="names.panel")

    def _follow(self, edit: Edit) -> None:
        if any(edit.ids(kind) for kind in FOLLOWED):
            self.refresh()

    def _take(self, found: Sequence[ProposedName]) -> None:
        row = max(0, self.view.currentIndex().row())
        self._names = {each.proposal.id: each for each in found}
        self.view.lines.set_lines([_line(each) for each in found])
        waiting = _n("{count} name waits: A approves, R refuses.", "{count} names wait: A approves, R refuses.", len(found))
        self._count.setText(waiting.format(count=numbers.number(len(found))))
        self._count.setVisible(bool(found))
        self.foot.setVisible(bool(found))
        self._pages.setCurrentWidget(self.view if found else self._empty)
        if found and not self.view.selectedIndexes():
            self.view.setCurrentIndex(self.view.lines.index(min(row, len(found) - 1)))
        self._show_buttons()

    def _show_buttons(self) -> None:
        count = len(self.view.selected_keys()) if not self._workspace.read_only else 0
        self.approve.setEnabled(count > 0)
        self.refuse.setEnabled(count > 0)
        self.mend.setEnabled(count == 1)

    def _key(self, letter: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "A": self._approve,
            "R": self._refuse,
            "E": self._begin_rendering,
            "P": lambda: self._approve(is_person=True),
            "T": lambda: self._approve(is_person=False),
        }
        if letter in acts and not self._workspace.read_only:
            acts[letter]()

    def _approve(self, *, is_person: bool | None = None) -> None:
        keys = self.view.selected_keys()
        if keys:
            approve = self._workspace.desk.briefing.approve
            self._workspace.perform(call(approve, keys, as_person=is_person))

    def _refuse(self) -> None:
        keys = self.view.selected_keys()
        if keys:
            self._workspace.perform(call(self._workspace.desk.briefing.refuse, keys))

    def _begin_rendering(self) -> None:
        keys = self.view.selected_keys()
        if len(keys) == 1:
            proposal = self._names[keys[0]].proposal
            self._written_for = proposal.id
            language = numbers.language_name(proposal.language)
            self.writing.begin(
                _("“{name}” in {language}").format(name=isolated(proposal.source), language=language), proposal.rendering
            )
            self.writing.line.setText(proposal.rendering)
            self.writing.line.selectAll()

    def _approve_as(self, rendering: str) -> None:
        if self._written_for is not None and rendering.strip():
            approve = self._workspace.desk.briefing.approve
            self._workspace.perform(call(approve, [self._written_for], rendering=rendering))
        self._written_for = None

    def _jump(self, key: int) -> None:
        found = self._names.get(key)
        if found is not None and found.first_episode_id is not None:
            self._workspace.open_episode(found.first_episode_id, found.proposal.language, found.first_cue_id)
            self._workspace.show_place("editor")


def _line(found: ProposedName) -> Line:
    proposal = found.proposal
    count = (
        _("in no line")
        if not found.occurrences
        else _n("in {count} line", "in {count} lines", found.occurrences).format(count=numbers.number(found.occurrences))
    )
    parts = (numbers.language_name(proposal.language), _("person") if proposal.is_person else _("term"), count, found.maker)
    return Line(
        key=proposal.id,
        icon="characters" if proposal.is_person else "terms",
        token="text2",
        words=f"{isolated(proposal.source)} → {isolated(proposal.rendering)}",
        second=" · ".join(filter(None, parts)),
    )
