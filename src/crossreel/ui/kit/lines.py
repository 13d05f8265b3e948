"""A list of remarks: findings, notes. Each an icon, words and a second line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

LINE_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One remark. `token` colours its icon; `indent` sets answers under what they answer; `faded` is for what is done with."""

    key: int
    icon: str
    token: str
    words: str
    second: str
    indent: int = 0
    faded: bool = False


class LineList(QAbstractListModel):
    """Replaces as little as it can, so that the selection and the scroll stay."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        keys, new = [line.key for line in self._lines], [line.key for line in lines]
        if keys == new:
            for at, line in enumerate(lines):
                if line != self._lines[at]:
                    self._lines[at] = line
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        head = 0
        while head < min(len(keys), len(new)) and keys[head] == new[head]:
            head += 1
        if len(keys) > head:
            self.beginRemoveRows(QModelIndex(), head, len(keys) - 1)
            del self._lines[head:]
            self.endRemoveRows()
        if len(new) > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - 1)
            self._lines[head:] = list(lines[head:])
            self.endInsertRows()
        for at in range(head):
            if lines[at] != self._lines[at]:
                self._lines[at] = lines[at]
                self.dataChanged.emit(self.index(at), self.index(at))

    def line(self, row: int) -> Line | None:
        """Return a line, None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: int) -> int:
        """Return where a line stands, -1 for nowhere."""
        return next((at for at, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the line, or its words."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.words}\n{line.second}"
        return None
