"""Choosing what a subtitle file is for, in its cell of the import table."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crossreel.domain.cues.track import Role
from crossreel.i18n.messages import _
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.places.importing.wording import ROLE_WORDS

CHOICES = (None, Role.SDH, Role.FORCED, Role.SIGNS)
Index = QModelIndex | QPersistentModelIndex


class RoleChoice(QStyledItemDelegate):
    """Opens as a list; what is chosen there is asked for at once."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Offer the roles."""
        box = ChoiceBox(parent)
        box.setAccessibleName(_("What the file is for"))
        for role in CHOICES:
            box.addItem(_(ROLE_WORDS[role]), role)
        box.activated.connect(lambda _at: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what it is for now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
