"""Where the hands are in the window, so that they can be given back when what they were on goes away."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

KEPT = 8
Where = tuple[int | None, int | None]


class HandsPlace(QObject):
    """Remembers, for each page of a stack, what had the focus in it, the last first.

    What is hidden or disabled under the hands would give the focus to whatever stands next, the timeline for example; `give_back`
    gives it to what had it before in the same part of the window.
    """

    def __init__(self, application: QApplication, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        self._had: dict[QWidget, list[QWidget]] = {}
        self._left_at: dict[QWidget, Where] = {}
        self._left_on: QWidget | None = None
        application.focusChanged.connect(self._follow)

    def turn_to(self, page: QWidget, here: Where) -> None:
        """Show a page. What had the focus in it last has it again where the same is open as then (`here`: episode and cue)."""
        before = self._pages.currentWidget()
        if before is page and self._is_in(page, QApplication.focusWidget()):
            return
        if before is not page:
            if before is not None:
                self._left_at[before] = here
            if self._left_at.get(page, here) != here:
                self._had.pop(page, None)
            had = self._had.get(page, [])[:]
            self._pages.setCurrentWidget(page)  # which lets Qt choose who has the focus
            self._had[page] = had
        if page.isVisible():
            self.give_back()
        else:
            page.setFocus()  # once the window is shown

    def activate(self, window: QWidget) -> None:
        """Follow a window to the front and back: where what had the focus went away meanwhile, give it back to the page."""
        left_on, self._left_on = self._left_on, None if window.isActiveWindow() else window.focusWidget()
        if window.isActiveWindow() and left_on is not None and (not isValid(left_on) or is_gone(left_on)):
            QTimer.singleShot(0, self, self.give_back)

    def give_back(self) -> None:
        """Give the focus to what had it last in the page that is shown, else to the page."""
        page = self._pages.currentWidget()
        if page is not None and page.isVisible():
            (next(self._fit(page), None) or _first(page)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self, page: QWidget) -> Iterator[QWidget]:
        """Give what could have the focus in a page, what had it last first."""
        for each in (*self._had.get(page, ()), page.focusProxy()):
            if each is not None and isValid(each) and each.isVisible() and each.isEnabled():
                yield each

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        page = self._pages.currentWidget()
        if page is None or now is None or not self._is_in(page, now) or not now.isVisible():
            return
        had = [each for each in self._had.get(page, ()) if isValid(each) and each is not now]
        self._had[page] = [now, *had][:KEPT]

    def _is_in(self, page: QWidget, widget: QWidget | None) -> bool:
        return widget is not None and (page is widget or page.isAncestorOf(widget))


def _first(page: QWidget) -> QWidget:
    """Return the main button of a page, else the first part of it that Tab goes to; the page where there is none."""
    found: list[QWidget] = []
    each = page.nextInFocusChain()
    while each is not None and each is not page:
        takes = bool(each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and each.isVisible() and each.isEnabled()
        if takes and page.isAncestorOf(each):
            found.append(each)
        each = each.nextInFocusChain()
    return next((each for each in found if each.property("role") == "main"), next(iter(found), page))


def is_gone(widget: QWidget | None) -> bool:
    """Tell whether what has the focus can no longer be used."""
    return widget is not None and not (widget.isVisible() and widget.isEnabled())


def spare_the_caret(part: QWidget) -> None:
    """Let a press on the buttons and sliders of a part leave the caret where it is; Tab still goes to them."""
    for kind in (QAbstractButton, QAbstractSlider):
        for each in part.findChildren(kind):
            if each.focusPolicy().value & Qt.FocusPolicy.ClickFocus.value:
                each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
