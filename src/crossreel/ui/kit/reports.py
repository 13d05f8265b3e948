"""A report as a list: failures first, then what should be known, then what was done."""

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.i18n.messages import sentence
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label


class ReportList(QWidget):
    """A heading and the items of a report."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = label("", "heading", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self.list, 1)

    def say(self, words: str) -> None:
        """Show a heading only."""
        self._heading.setText(words)
        self.list.setAccessibleName(words)
        self.list.clear()

    def show_report(self, report: Report, words: str) -> None:
        """Show a report under a heading."""
        self.say(words)
        for items, icon, token in (
            (report.failed, "finding", "finding"),
            (report.doubts, "finding", "draft"),
            (report.notices, "info", "draft"),
            (report.skipped, "minus", "text3"),
            (report.done, "tick", "approved"),
        ):
            for item in items:
                self.list.addItem(QListWidgetItem(theme.plain_icon(icon, token, 16), item_words(item)))


def item_words(item: Item) -> str:
    """Return what there is to say of one item; its name stands before what does not say it."""
    if not item.code:
        return item.name
    words = sentence(item.code, item.facts)
    return words if item.name in words else f"{item.name}: {words}"
