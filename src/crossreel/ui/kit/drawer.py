"""The drawer at the trailing side: one side panel at a time, chosen by tabs with icons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel

WIDTH = 360


class Drawer(QWidget):
    """Makes a panel when it is first shown. `shown` carries the id of the panel, "" when the drawer closes."""

    shown = Signal(str)

    def __init__(self, close_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._titles: dict[str, tuple[str, str]] = {}
        self._made: dict[str, QWidget] = {}
        self._tabs: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._title = ElidedLabel("", "heading")
        self.current = ""
        self._head = QHBoxLayout()
        self._head.setContentsMargins(8, 8, 8, 4)
        self._head.setSpacing(0)
        self._head.addStretch(1)
        self._close = QToolButton()
        self._close.setAccessibleName(close_words)
        self._close.setToolTip(close_words)
        self._close.clicked.connect(self.leave)
        self._head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        self._title.setContentsMargins(16, 0, 16, 4)
        column.addWidget(self._title)  # a line of its own, however many panels there are
        column.addWidget(self._stack, 1)
        self.recolour()
        self.hide()

    def set_panels(self, panels: Sequence[tuple[str, str, str, Callable[[], QWidget]]]) -> None:
        """Offer panels as (id, title, icon, maker)."""
        for index, (name, title, icon, make) in enumerate(panels):
            tab = QToolButton()
            tab.setCheckable(True)
            tab.setIconSize(QSize(18, 18))
            tab.setAccessibleName(title)
            tab.setToolTip(title)
            tab.clicked.connect(lambda _checked=False, name=name: self.show_panel(name, take_focus=self._has_focus()))
            self._group.addButton(tab)
            self._tabs[name], self._makers[name], self._titles[name] = tab, make, (title, icon)
            self._head.insertWidget(index, tab)
        self.recolour()

    def offer(self, names: Sequence[str]) -> None:
        """Show only the tabs that make sense where one is, and leave a panel that does not."""
        for name, tab in self._tabs.items():
            tab.setVisible(name in names)
        if self.current and self.current not in names:
            self.leave()

    def show_panel(self, name: str, *, take_focus: bool = True) -> None:
        """Open the drawer on a panel; without `take_focus` the hands stay where they are."""
        if name not in self._makers:
            return
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._stack.addWidget(self._made[name])
        self.current = name
        self._tabs[name].setChecked(True)
        self._title.setText(self._titles[name][0])
        self._stack.setCurrentWidget(self._made[name])
        self.show()
        if take_focus:
            self._made[name].setFocus()
        self.shown.emit(name)

    def switch(self, name: str = "", *, take_focus: bool = True) -> None:
        """Open the drawer on a panel, on the first that is offered without a name; close it where that is shown."""
        offered = self.offered()
        if self.isVisible() and name in ("", self.current):
            self.leave()
        elif name or offered:
            self.show_panel(name or offered[0], take_focus=take_focus)

    def keep_focus(self) -> bool:
        """Where something in here was disabled or hidden under the hands, keep the focus in its panel; tell whether it is there."""
        panel = self._made.get(self.current)
        if panel is None or not self.isVisible() or not self._has_focus():
            return False
        kept = panel.focusProxy() or panel
        if kept.hasFocus() or not (kept.isVisible() and kept.isEnabled()):
            return False
        kept.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def panel(self, name: str) -> QWidget | None:
        """Return a panel that was made, else None."""
        return self._made.get(name)

    def offered(self) -> tuple[str, ...]:
        """Return the names of the tabs to be seen."""
        return tuple(name for name, tab in self._tabs.items() if not tab.isHidden())

    def leave(self) -> None:
        """Close the drawer."""
        self.current = ""
        self.hide()
        self.shown.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def recolour(self) -> None:
        """Draw the icons again after the theme changed."""
        self._close.setIcon(theme.plain_icon("close", "text2", 16))
        for name, tab in self._tabs.items():
            tab.setIcon(theme.icon(self._titles[name][1], "text2", 18))

    def sizeHint(self) -> QSize:
        """Ask for the width of a side panel."""
        return QSize(WIDTH, super().sizeHint().height())
