"""The lower half of the place: what goes, what stands against it, and what was delivered, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crossreel.domain.delivery import Delivery, Plan
from crossreel.domain.refusal_group import group_refusals
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.i18n.delivery_words import change_groups
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import number
from crossreel.ui.kit.form import button
from crossreel.ui.kit.row_table import row_table
from crossreel.ui.places.deliveries.causes import Causes
from crossreel.ui.places.deliveries.rows import change_rows, delivery_rows

GOES, AGAINST, PACKAGES = range(3)


class PlanPane(QWidget):
    """`package_opened` carries a delivery whose folder somebody wants to see."""

    package_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.changes, self.deliveries = change_rows(), delivery_rows()
        self.causes = Causes()
        self.goes = row_table(self.changes, _("What goes"), (190, 110, 0), stretch=2)
        self.history = row_table(self.deliveries, _("Delivered packages"), (190, 110, 120, 130, 60, 0), stretch=5)
        self.history.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # both ends of a path tell
        self.history.activated.connect(lambda index: self.package_opened.emit(self.deliveries.value(index.row())))
        self.heading, self.line = QLabel(), QLabel()
        self.heading.setProperty("role", "heading")
        self.line.setProperty("role", "second")
        self.line.setWordWrap(True)
        self._pages = QStackedWidget()
        self._switch = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        tabs.addWidget(self.heading, 1)
        self._tabs: tuple[QPushButton, ...] = tuple(button("", "quiet") for _page in range(3))
        for page, (tab, part) in enumerate(zip(self._tabs, (self.goes, self.causes, self.history), strict=True)):
            tab.setCheckable(True)
            self._switch.addButton(tab, page)
            tabs.addWidget(tab)
            self._pages.addWidget(part)
        self._switch.idClicked.connect(self.show_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addLayout(tabs)
        column.addWidget(self.line)
        column.addWidget(self._pages, 1)
        self._counts = [0, 0, 0]
        self.show_page(GOES)

    @property
    def page(self) -> int:
        """Which of the three is shown."""
        return self._pages.currentIndex()

    def show_page(self, page: int) -> None:
        """Show one of the three."""
        self._pages.setCurrentIndex(page)
        self._tabs[page].setChecked(True)
        self._name_tabs()

    def say(self, heading: str, line: str = "") -> None:
        """Say how things stand."""
        self.heading.setText(heading)
        self.line.setText(line)
        self.line.setVisible(bool(line))

    def show_plan(self, plan: Plan | None) -> None:
        """Show what goes and what stands against it; None for nothing planned."""
        groups = group_refusals(plan.refusals) if plan is not None else ()
        self.causes.show_groups(groups)
        brought = change_groups(plan) if plan is not None else ()
        self.changes.show_values(brought)
        goes = sum(each.kind is not ChangeKind.UNCHANGED for each in plan.changes) if plan is not None else 0
        self._counts[GOES], self._counts[AGAINST] = goes, len(groups)
        self._name_tabs()

    def show_history(self, deliveries: Sequence[Delivery]) -> None:
        """Show what was delivered, newest first."""
        self.deliveries.show_values(sorted(deliveries, key=lambda each: -each.created_ms))
        self._counts[PACKAGES] = len(deliveries)
        self._name_tabs()

    def _name_tabs(self) -> None:
        names = (_("What goes"), _("What stands against it"), _("Delivered"))
        for tab, name, count in zip(self._tabs, names, self._counts, strict=True):
            tab.setText(f"{name} · {number(count)}" if count else name)
            tab.setAccessibleName(tab.text())
