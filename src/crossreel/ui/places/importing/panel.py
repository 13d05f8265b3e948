"""The panel beside the plan: what is chosen, why it stands so, and everything that can be said of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QScrollArea, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.plan_matrix import state_of
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import number
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.flow import FlowLayout
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.popping import ICON
from crossreel.ui.places.importing.fields import ChosenFields
from crossreel.ui.places.importing.planning import Planning
from crossreel.ui.places.importing.preview import Preview
from crossreel.ui.places.importing.wording import CELL_LOOKS, STATUS_WORDS, sentences

WIDTH, LISTED = 348, 60
OFFERED = (
    "import.take", "import.cuts", "import.columns", "import.shift", "import.keep_times", "import.begin_at_zero",
    "import.collapse", "import.apart", "import.together", "import.replace", "import.keep_there", "import.reference",
    "import.leave_out", "import.add_file",
)  # fmt: skip
"""Corrections that stand as buttons below the reasons, those that make sense."""
ADDING = "import.add_file"
"""Offered as a button where there is no file yet; a menu offers it everywhere."""


class ChosenPanel(QWidget):
    """Shows the chosen files of the plan. `narrowed` says that some of them only are meant."""

    narrowed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._planning = workspace, Planning.of(workspace)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("What is chosen"))
        self.heading = label("", "heading", wrap=True)
        self.files = QListWidget()
        self.files.setAccessibleName(_("Files for this place"))
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files.setProperty("framed", True)
        self.files.itemSelectionChanged.connect(self._narrow)
        self.reasons = label("", "second", wrap=True)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._deeds = QWidget()
        self._flow = FlowLayout(self._deeds, 6)
        self._buttons: dict[str, QToolButton] = {}
        self.fields = ChosenFields()
        self.preview = Preview(workspace)
        self._items: list[PlanItem] = []
        self._build()

    def show_chosen(self, heading: str, ids: Sequence[int]) -> None:
        """Show the files that are selected now; what is marked in the list stays marked."""
        plan = self._planning.plan
        self.heading.setText(heading)
        self._items = [plan.item(item_id) for item_id in ids if item_id in plan.index.positions]
        self._list()
        self._tell(self.meant(), plan)

    def meant(self) -> list[PlanItem]:
        """Return the files that corrections are for: those marked in the list, else all of it."""
        marked = {row.data(Qt.ItemDataRole.UserRole) for row in self.files.selectedItems()}
        return [item for item in self._items if item.id in marked] or self._items

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(10)
        for part in (self.heading, self.files, self.reasons, self._deeds, self.fields):
            column.addWidget(part)
        column.addWidget(self.preview)
        column.addWidget(self.fields.more)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setMinimumWidth(260)

    def go_to(self, field: str) -> None:
        """Put the hands into a field."""
        if self.fields.go_to(field):
            self._area.ensureWidgetVisible(self.fields.control(field))

    def _list(self) -> None:
        marked = {row.data(Qt.ItemDataRole.UserRole) for row in self.files.selectedItems()}
        with QSignalBlocker(self.files):
            self.files.clear()
            for item in self._items[:LISTED]:
                row = QListWidgetItem(theme.plain_icon(*CELL_LOOKS[state_of(item)], 14), item.name)
                row.setData(Qt.ItemDataRole.UserRole, item.id)
                row.setToolTip(f"{item.path}\n{_(STATUS_WORDS[item.status])}")
                self.files.addItem(row)
                row.setSelected(item.id in marked)
            if len(self._items) > LISTED:
                left = len(self._items) - LISTED
                row = QListWidgetItem(_n("and {count} more", "and {count} more", left).format(count=number(left)))
                row.setFlags(Qt.ItemFlag.NoItemFlags)
                self.files.addItem(row)
        self.files.setVisible(bool(self._items))
        self.files.setFixedHeight(min(5, max(1, self.files.count())) * 30 + 12)

    def _narrow(self) -> None:
        self._tell(self.meant(), self._planning.plan)
        self.narrowed.emit(tuple(item.id for item in self.meant()))

    def _tell(self, items: Sequence[PlanItem], plan: ImportPlan) -> None:
        told = _reasons(items) if items else _("No file of this import is for this place. Drop one here, or choose one.")
        self.reasons.setText(told)
        self.reasons.setVisible(bool(told) and bool(plan.items))
        for part in (self.fields, self.fields.more):
            part.setVisible(bool(items))
        self.fields.show_items(items, new_title=plan.title_id is None)
        self.preview.show_item(items[0] if items else None, plan)
        self.offer()

    def offer(self) -> None:
        """Offer the corrections that make sense as buttons, each with its key."""
        window = self.window()
        for name in OFFERED:
            act = window.findChild(QAction, name)
            if act is None:
                continue
            if name not in self._buttons:
                made = QToolButton()
                made.setProperty("role", "button")
                made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                made.setIcon(theme.plain_icon(str(act.property(ICON) or "tick"), "text2", 16))
                made.setText(act.text())
                made.setAccessibleName(act.text())
                made.clicked.connect(act.trigger)
                self._flow.addWidget(made)
                self._buttons[name] = made
            button = self._buttons[name]
            button.setToolTip(key_words(act.shortcut().toString()))
            button.setVisible(act.isEnabled() and (name != ADDING or not self._items))
        self._deeds.setVisible(any(not button.isHidden() for button in self._buttons.values()))
        self._deeds.updateGeometry()


def _reasons(items: Sequence[PlanItem]) -> str:
    """Return why files stand as they do: the sentences of one, of several each sentence once with how many say it."""
    if len(items) == 1:
        return "\n".join([_(STATUS_WORDS[items[0].status]) + ".", *sentences(items[0])])
    counts: dict[str, int] = {}
    for item in items:
        for told in sentences(item):
            counts[told] = counts.get(told, 0) + 1
    shown = sorted(counts, key=lambda told: -counts[told])[:6]
    return "\n".join(f"{number(counts[told])} × {told}" if counts[told] > 1 else told for told in shown)
