"""What QC finds by a buyer's own limits: a list to go through, for it is not among the findings that are kept."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crossreel.domain.quality.finding import Finding
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import number
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.labels import label

MOST = 500


class BuyerFindings(Dialog):
    """Enter goes to the cue of a finding in the editor."""

    def __init__(self, workspace: Workspace, found: Sequence[Finding], numbers: Mapping[int, int], window: QWidget) -> None:
        super().__init__(_("By this buyer's own limits"), _("Close"), window, width=680)
        self._workspace = workspace
        self._found = sorted(found, key=lambda each: (numbers.get(each.episode_id, 0), each.start_ms))[:MOST]
        words = _n("{count} error. Enter goes to its cue.", "{count} errors. Enter goes to a cue.", len(found))
        self.body.addWidget(label(words.format(count=number(len(found))), "second"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Findings"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(320)
        for each in self._found:
            told = sentence(each.code, dict(each.facts))
            where = _("Episode {episode}, {time}").format(episode=numbers.get(each.episode_id, "–"), time=clock(each.start_ms))
            self.list.addItem(QListWidgetItem(f"{where}\n{told}"))
        self.body.addWidget(self.list)
        self.list.itemActivated.connect(self._go)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _go(self, _item: QListWidgetItem) -> None:
        finding = self._found[self.list.currentRow()]
        self.leave()
        self._workspace.open_episode(finding.episode_id, finding.column, finding.cue_id)
        self._workspace.show_place("editor")
