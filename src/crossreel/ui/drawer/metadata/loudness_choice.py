"""By which loudness the sounds of a title are judged, chosen among what ships and what delivery profiles want."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.quality.loudness_choice import LoudnessOffer
from crossreel.i18n.loudness import offer_name
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import Field, choice, chosen


class LoudnessList(QWidget):
    """A list of the targets; what is chosen is an edit of the title, with its undo."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("loudnessChoice")
        self._workspace = workspace
        self._title_id = 0
        self._offers: tuple[LoudnessOffer, ...] = ()
        self._chosen = ""
        self.box = choice([], "")
        self.box.setEnabled(not workspace.read_only)
        self.box.activated.connect(lambda _at: self._choose())
        self.box.installEventFilter(self)
        self._field = Field(_("Loudness"), self.box, _("Counts from the next check of picture and sound on."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the panel: nothing is chosen because somebody scrolled past."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def show_title(self, title_id: int) -> None:
        """Read what a title has chosen, and among what."""
        self._title_id = title_id
        checking = self._workspace.desk.media_checking
        self._workspace.compute(
            lambda: (checking.loudness_offers(), checking.chosen_loudness(title_id)), then=self._take, topic="metadata.loudness"
        )

    def _take(self, read: tuple[tuple[LoudnessOffer, ...], str]) -> None:
        self._offers, self._chosen = read
        self.box.clear()
        self.box.addItem(_("No target: episodes beside each other"), "")
        for offer in self._offers:
            self.box.addItem(offer_name(offer), offer.id)
        is_gone = bool(self._chosen) and all(offer.id != self._chosen for offer in self._offers)
        if is_gone:
            self.box.addItem(self._chosen, self._chosen)
        self.box.setCurrentIndex(max(0, self.box.findData(self._chosen)))
        gone = _("There is no loudness “{loudness}” any more. Choose another one, else none is judged.")
        self._field.complain(gone.format(loudness=self._chosen) if is_gone else "")

    def _choose(self) -> None:
        wanted = chosen(self.box)
        if self._title_id and wanted != self._chosen:
            choose = call(self._workspace.desk.media_checking.choose_loudness, self._title_id, wanted)
            self._workspace.perform(choose, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self.show_title(self._title_id)
        self._workspace.notify.problem(error)
