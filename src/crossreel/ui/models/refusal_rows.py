"""What stands against a delivery, and what was delivered, as rows of tables."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crossreel.domain.delivery import Delivery, Refusal
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name, listing, when
from crossreel.kernel.marks import N_
from crossreel.ui import theme

Index = QModelIndex | QPersistentModelIndex


class RefusalRows(QAbstractTableModel):
    """Refusals of the gate: episode, language, reason."""

    HEADINGS = (N_("Episode"), N_("Language"), N_("What stands against it"))

    def __init__(self) -> None:
        super().__init__()
        self._refusals: tuple[Refusal, ...] = ()

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Show other refusals."""
        self.beginResetModel()
        self._refusals = refusals
        self.endResetModel()

    def refusal(self, row: int) -> Refusal:
        """Return the refusal of a row."""
        return self._refusals[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of refusals."""
        return 0 if parent.isValid() else len(self._refusals)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        refusal = self._refusals[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return refusal_words(refusal)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2:
            return theme.plain_icon("finding", "finding", 16)
        return None


def refusal_words(refusal: Refusal) -> tuple[str, str, str]:
    """Return episode, language and reason of a refusal in words."""
    facts = {"episode": refusal.episode, "language": refusal.language, **refusal.facts}
    where = str(refusal.episode) if refusal.episode is not None else "–"
    return where, language_name(refusal.language) if refusal.language else "–", sentence(refusal.code, facts)


class DeliveryRows(QAbstractTableModel):
    """Packages that were built, the newest first."""

    HEADINGS = (N_("When"), N_("Profile"), N_("Languages"), N_("By"), N_("Package"))

    def __init__(self) -> None:
        super().__init__()
        self._deliveries: tuple[Delivery, ...] = ()

    def show_deliveries(self, deliveries: tuple[Delivery, ...]) -> None:
        """Show other deliveries."""
        self.beginResetModel()
        self._deliveries = tuple(sorted(deliveries, key=lambda each: -each.created_ms))
        self.endResetModel()

    def delivery(self, row: int) -> Delivery:
        """Return the delivery of a row."""
        return self._deliveries[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of deliveries."""
        return 0 if parent.isValid() else len(self._deliveries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        each = self._deliveries[index.row()]
        names = listing([language_name(tag) for tag in each.languages])
        return (when(each.created_ms), each.profile_id, names, each.author, each.package_path)[index.column()]
