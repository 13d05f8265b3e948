"""The tour's hand and eye: keys and mouse on the visible window, and what can be seen there."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QModelIndex, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from crossreel.ui.kit.labels import Figures
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
LOOK_AGAIN_MS = 20
PATIENCE_S = 60.0
DIALOG_TRIES = 100
STRIP_BITS, STRIP_BLOCK, STRIP_HEIGHT = 15, 48, 24
FRAME_WIDTH, FRAME_HEIGHT = 720, 1280
DARKEST_WALL, LONGEST = 12, 2000
W = TypeVar("W", bound=QWidget)


class Failure(AssertionError):
    """What the tour expected to see and did not."""


class Hand:
    """Acts as a user does. Non-ASCII letters come as an input method brings them, long ones from the clipboard."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._shots = 0

    @property
    def window(self) -> MainWindow:
        """The window that can be seen."""
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        if not shown:
            raise Failure("no window can be seen")
        return shown[-1]

    def wait(self, ms: int) -> None:
        """Let the program run for a while. Not QTest.qWait: that keeps Python's lock, and other threads starve."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, true: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until something is true.

        Raises:
            Failure: it did not become true; says what was waited for.
        """
        end = time.monotonic() + patience_s
        while not true():
            if time.monotonic() > end:
                raise Failure(f"not seen: {what}{self._complaint()}")
            self.wait(LOOK_AGAIN_MS)

    def rest(self) -> None:
        """Wait until no job runs and what came of them was shown."""
        self.until(lambda: not self.window.workspace.jobs.running(), "the end of all jobs", 60)
        self.wait(LOOK_AGAIN_MS)

    def activate(self) -> None:
        """Give the window the keys, as a window manager does; under a bare Xvfb there is none."""
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is None:
            front = QApplication.activeModalWidget() or self.window
            front.activateWindow()
            self.until(lambda: QApplication.activeWindow() is not None, "an active window")

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press keys written as in a menu ("Ctrl+Shift+F"), where the focus is."""
        self.activate()
        combined = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)[0]  # type: ignore[index]
        QTest.keyClick(on or self._focus(), combined.key(), combined.keyboardModifiers())
        self.wait(1)

    def tab_to(self, widget: QWidget, most: int = 30) -> None:
        """Press Tab until a widget has the focus."""
        for _ in range(most):
            if widget.hasFocus():
                return
            self.press("Tab")
        raise Failure(f"Tab does not lead to {widget.accessibleName()}")

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.activate()
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self._focus(), Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(self._focus(), letter)
            else:
                brought = QInputMethodEvent()
                brought.setCommitString(letter)
                QApplication.sendEvent(self._focus(), brought)
        self.wait(1)

    def fill(self, field: QWidget, text: str) -> None:
        """Replace what a field says."""
        self.click(field)
        self.press("Ctrl+A", field)
        self.write(text)

    def paste(self, field: QWidget, text: str) -> None:
        """Replace what a field says from the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.click(field)
        self.press("Ctrl+A", field)
        self.press("Ctrl+V", field)

    def click(self, on: QWidget, at: QPoint | None = None, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click on a widget that can be seen."""
        if not on.isVisible():
            raise Failure(f"cannot be clicked, it is hidden: {on.accessibleName()}")
        QTest.mouseClick(on, LEFT, keys, at or on.rect().center())
        self.wait(1)

    def click_cell(self, view: QAbstractItemView, index: QModelIndex, *, twice: bool = False, add: bool = False) -> None:
        """Click on a cell of a table or list; twice to open it; `add` to add it to the selection."""
        view.scrollTo(index)
        at = view.visualRect(index).center()
        self.click(view.viewport(), at, Qt.KeyboardModifier.ControlModifier if add else Qt.KeyboardModifier.NoModifier)
        if twice:
            QTest.mouseDClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
            self.wait(1)

    def drag(self, on: QWidget, start: QPoint, end: QPoint) -> None:
        """Press, move in small steps, let go."""
        QTest.mousePress(on, LEFT, Qt.KeyboardModifier.NoModifier, start)
        for step in range(1, 9):
            QTest.mouseMove(on, start + (end - start) * step / 8)
            self.wait(10)
        QTest.mouseRelease(on, LEFT, Qt.KeyboardModifier.NoModifier, end)
        self.wait(1)

    def choose(self, box: QComboBox, words: str) -> None:
        """Choose from a list that opens at a click."""
        self.click(box)
        self.until(lambda: box.view().isVisible(), f"the list of {box.accessibleName()}")
        found = [row for row in range(box.count()) if box.itemText(row).startswith(words)]
        if not found:
            raise Failure(f"{box.accessibleName()} does not offer {words}: {[box.itemText(row) for row in range(box.count())]}")
        while box.view().currentIndex().row() != found[0]:
            self.press("Down" if box.view().currentIndex().row() < found[0] else "Up", box.view())
        self.press("Return", box.view())

    def menu(self, letter: str) -> None:
        """Press a letter in the menu that is open."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        QTest.keyClicks(self._focus(), letter)
        self.wait(1)

    def answer_dialog(self, path: Path, ask: Callable[[], object]) -> None:
        """Do what opens a dialog for a file or folder, and answer it with keys and a click."""
        tries = iter(range(DIALOG_TRIES))

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                if not done and next(tries, None) is not None:
                    QTimer.singleShot(50, answer)
                return
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            if field.text() != str(path):
                self.paste(field, str(path))
            for each in dialog.findChildren(QAbstractButton):
                if dialog.isVisible() and each.isEnabled() and each.text().strip("&") in ("Choose", "Open"):
                    QTest.mouseClick(each, LEFT)
            if dialog.isVisible() and next(tries, None) is None:
                dialog.reject()
            elif dialog.isVisible():
                QTimer.singleShot(50, answer)

        done: list[bool] = []
        QTimer.singleShot(50, answer)
        ask()
        done.append(True)

    def seen(self, kind: type[W], words: str) -> list[W]:
        """Return the widgets that can be seen and whose text or accessible name begins with some words."""
        roots = [self.window, *(each for each in QApplication.topLevelWidgets() if each is not self.window and each.isVisible())]
        return [each for root in roots for each in root.findChildren(kind) if each.isVisible() and named(each).startswith(words)]

    def find(self, kind: type[W], words: str, patience_s: float = PATIENCE_S) -> W:
        """Return the widget that can be seen under these words, waiting for it."""
        self.until(lambda: self.seen(kind, words), f"{kind.__name__} “{words}”", patience_s)
        return self.seen(kind, words)[0]

    def button(self, words: str) -> QAbstractButton:
        """Return a button that can be pressed, waiting until it can."""
        self.until(lambda: any(each.isEnabled() for each in self.seen(QAbstractButton, words)), f"button “{words}”")
        return next(each for each in self.seen(QAbstractButton, words) if each.isEnabled())

    def reads(self, words: str) -> bool:
        """Tell whether some label that can be seen contains these words."""
        labels: list[QLabel | Figures] = [*self.window.findChildren(QLabel), *self.window.findChildren(Figures)]
        return any(words in each.text() for each in labels if each.isVisible()) or words in self.window.toast.text()

    def until_frame(self, number: int, what: str) -> None:
        """Wait until the picture shows a frame."""
        try:
            self.until(lambda: self.frame() == number, what)
        except Failure:
            raise Failure(f"{what}: the picture shows frame {self.frame()}, not {number}{self._complaint()}") from None

    def frame(self) -> int | None:
        """Read the frame number that the sample's picture carries along its top edge; None while no picture is there."""
        views = [each for each in self.window.findChildren(PictureView) if each.isVisible()]
        if not views:
            return None
        image = self.window.grab().toImage()
        ratio = image.devicePixelRatio()
        box = views[0].picture_rect()
        corner = QPointF(views[0].mapTo(self.window, QPoint(0, 0))) + box.topLeft()
        wall = corner + QPointF(box.width() * 0.1, box.height() * 0.2)
        if _lightness(image, round(wall.x() * ratio), round(wall.y() * ratio)) < DARKEST_WALL:
            return None
        number = 0
        for bit in range(STRIP_BITS):
            x = (corner.x() + (bit + 0.5) * STRIP_BLOCK / FRAME_WIDTH * box.width()) * ratio
            y = (corner.y() + STRIP_HEIGHT / 2 / FRAME_HEIGHT * box.height()) * ratio
            light = _lightness(image, round(x), round(y))
            if 70 < light < 150:
                return None
            number = number << 1 | (light > 110)
        return number if number < LONGEST else None

    def shot(self, name: str) -> None:
        """Keep a picture of the window."""
        self._shots += 1
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(self._pictures / f"{self._shots:03d}-{name}.png"))

    def count_from(self, number: int) -> None:
        """Number the next pictures from here."""
        self._shots = number

    def _focus(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _complaint(self) -> str:
        said = self.window.toast.text() if any(isinstance(each, MainWindow) for each in QApplication.topLevelWidgets()) else ""
        modal = QApplication.activeModalWidget()
        return (f" (said: {said})" if said else "") + (f" (in the way: {modal.windowTitle()})" if modal else "")


def named(widget: QWidget) -> str:
    """Return the words of a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return text or widget.accessibleName()


def _lightness(image: QImage, x: int, y: int) -> int:
    around = [image.pixelColor(x + dx, y + dy).lightness() for dx in (-2, 0, 2) for dy in (-1, 0, 1) if image.valid(x + dx, y + dy)]
    return sorted(around)[len(around) // 2] if around else 100
