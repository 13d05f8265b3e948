"""Before the window closes: what was typed and is not in the catalog."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crossreel.i18n.messages import _, _n
from crossreel.ui.hub.pending_writes import Pending
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label


class UnsavedDialog(Dialog):
    """Lists the texts; closing without them is a choice, never an accident. Esc keeps the window open."""

    def __init__(
        self, pending: Sequence[Pending], window: QWidget, again: Callable[[], object], close: Callable[[], object]
    ) -> None:
        super().__init__(_("Not saved"), _("Close"), window)
        count = len(pending)
        words = _n(
            "{count} text is not in the catalog. Try again, or copy it before the window closes.",
            "{count} texts are not in the catalog. Try again, or copy them before the window closes.",
            count,
        )
        self.body.addWidget(label(words.format(count=count), "hint", wrap=True))
        two = sum(each.theirs is not None for each in pending)
        if two:
            words = _n(
                "{count} of them somebody else changed meanwhile: choose there which of the two texts stands.",
                "{count} of them somebody else changed meanwhile: choose there which of the two texts stand.",
                two,
            )
            self.body.addWidget(label(words.format(count=two), "hint", wrap=True))
        self._texts = QPlainTextEdit("\n\n".join(f"{each.place}\n{each.value}" if each.place else each.value for each in pending))
        self._texts.setReadOnly(True)
        self._texts.setAccessibleName(_("What was typed"))
        self._texts.setTabChangesFocus(True)
        self._texts.setMinimumHeight(140)
        self.body.addWidget(self._texts)
        self.again, self.copy = button(_("Go to the two texts") if two else _("Try again"), "main"), button(_("Copy"))
        self.discard = button(_("Close without them"), "danger")
        self.again.clicked.connect(self.leave)
        self.again.clicked.connect(again)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._texts.toPlainText()))
        self.discard.clicked.connect(self.leave)
        self.discard.clicked.connect(close)
        self.body.addLayout(buttons(self.discard, self.copy, self.again))
