"""Dialogs for files and folders that open none of the files they show.

Qt's own looks into every file for its kind, GTK's too. Closing any file of a catalog lets go of every lock this process has on it
(POSIX), and then another process may take away what the open catalog still writes to. So the dialog is Qt's on every Linux, and
knows files by their names alone.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget
from shiboken6 import delete

from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

Kind = QAbstractFileIconProvider.IconType
FOLDERS = (Kind.Folder, Kind.Desktop, Kind.Computer, Kind.Drive, Kind.Network, Kind.Trashcan)

Part = QFileDialog.DialogLabel
LABELS = {Part.LookIn: N_("Look in:"), Part.FileName: N_("File name:"), Part.FileType: N_("Files of type:")}


class NamesAlone(QAbstractFileIconProvider):
    """Icons and words for files, by what their names say."""

    def icon(self, of: Kind | QFileInfo) -> QIcon:
        """Return the icon of a folder or of a file."""
        folder = of.isDir() if isinstance(of, QFileInfo) else of in FOLDERS
        shape = QStyle.StandardPixmap.SP_DirIcon if folder else QStyle.StandardPixmap.SP_FileIcon
        return QApplication.style().standardIcon(shape)

    def type(self, info: QFileInfo) -> str:
        """Return the suffix of a file. Never "": Qt takes what has no kind for what it knows already, and does not show it."""
        return _("Folder") if info.isDir() else info.suffix().upper() or _("File")


class FileDialog:
    """Asks for a folder or file; "" where the user gave up. `kinds` are written as Qt's filters."""

    @staticmethod
    def choose_folder(parent: QWidget | None, title: str, at: str = "") -> str:
        """Ask for a folder that exists."""
        dialog = _dialog(parent, title, at)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setLabelText(Part.FileName, _("Folder:"))
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog)[0]

    @staticmethod
    def choose_file(parent: QWidget | None, title: str, at: str = "", kinds: str = "") -> str:
        """Ask for a file that exists."""
        dialog = _dialog(parent, title, at, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)[0]

    @staticmethod
    def choose_new_file(parent: QWidget | None, title: str, proposed: str = "", kinds: str = "") -> tuple[str, str]:
        """Ask where to write a file, over one that is there only once that was agreed to; return its path and kind."""
        path = Path(proposed)
        dialog = _dialog(parent, title, str(path.parent) if path.is_absolute() else "", kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(path.name)
        return _chosen(dialog)


def _dialog(parent: QWidget | None, title: str, at: str, kinds: str = "") -> QFileDialog:
    dialog = QFileDialog(parent, title, at, kinds)
    if sys.platform.startswith("linux"):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        for part, words in LABELS.items():  # Qt's own words are not there in every language
            dialog.setLabelText(part, _(words))
    return dialog


def _chosen(dialog: QFileDialog) -> tuple[str, str]:
    names = NamesAlone()  # the dialog does not own it
    dialog.setIconProvider(names)
    try:
        if dialog.exec() and dialog.selectedFiles():
            return dialog.selectedFiles()[0], dialog.selectedNameFilter()
        return "", ""
    finally:
        delete(dialog)  # later is too late within a nested loop: it would still hold the focus
