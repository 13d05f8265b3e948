"""Engines in the preferences: what there is, what it needs, and the servers that the user set up."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.engines.engine_info import EngineInfo, EngineOffer
from crossreel.domain.errors import Told
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.money import price_words
from crossreel.ui.hub.draft_words import engine_name
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.shell.engine_form import EngineForm


@dataclass(frozen=True, slots=True)
class _Known:
    engines: tuple[EngineInfo, ...]
    faults: tuple[Told, ...]
    offers: tuple[EngineOffer, ...]
    keeps_keys: bool


class EnginesDialog(Dialog):
    """Every engine with what it does, where and for how much; below it what it lacks."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Engines and servers"), _("Close"), window, width=640)
        self._workspace = workspace
        self._known = _Known((), (), (), False)
        words = _(
            "They find speech, read burned-in text, hear and translate. Those on a server are sent lines or sound, and may cost."
        )
        self.body.addWidget(label(words, "second", wrap=True))
        self.add = button(_("Set up an engine…"), "main")
        self.add.setEnabled(False)
        self.add.clicked.connect(lambda: self._open_form(None))
        self._list = self.scrolling()
        self._list.addWidget(label(_("Looking what is there…"), "hint"))
        self.body.addLayout(buttons(self.add))
        self._read()

    def _read(self, *_ignored: object) -> None:
        equipping = self._workspace.desk.equipping
        self._workspace.compute(
            lambda: _Known(equipping.engines(), equipping.faults(), equipping.offers(), equipping.keeps_keys()),
            then=self._show_known,
            topic="engines",
        )

    def _show_known(self, known: _Known) -> None:
        self._known = known
        self.add.setEnabled(bool(known.offers) and not known.faults)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for fault in known.faults:
            self._list.addWidget(label(sentence(fault.code, fault.facts), "error", wrap=True))
        for info in known.engines:
            self._list.addWidget(self._row(info, may_change=not known.faults))
        self._list.addStretch(1)
        self._place()
        if self.add.isEnabled():
            self.add.setFocus()

    def _row(self, info: EngineInfo, *, may_change: bool) -> QWidget:
        setting = info.setting
        frame = QFrame()
        frame.setObjectName("clear")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(engine_name(info), "strong", wrap=True))
        where = setting.address or sentence(f"engines.where_{info.where}")
        said = (sentence(f"engines.kind_{info.kind}"), where, setting.model, price_words(setting.price))
        words.addWidget(label(" · ".join(filter(None, said)), "hint", wrap=True))
        for lack in info.lacks:
            words.addWidget(label(sentence(lack.code, lack.facts), "error", wrap=True))
        row.addLayout(words, 1)
        if setting.engine_id in [offer.id for offer in self._known.offers]:
            change, remove = button(_("Change…"), "quiet"), button(_("Remove"), "quiet")
            change.setAccessibleName(_("Change {name}").format(name=setting.name))
            remove.setAccessibleName(_("Remove {name}").format(name=setting.name))
            change.clicked.connect(lambda: self._open_form(info))
            remove.clicked.connect(lambda: self._remove(setting.name))
            for each in (change, remove):
                each.setEnabled(may_change)
                row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _open_form(self, info: EngineInfo | None) -> None:
        known = self._known
        self._workspace.ask(lambda over: EngineForm(self._workspace, over, known.offers, info, keeps_keys=known.keeps_keys))

    def _remove(self, name: str) -> None:
        question = _("Remove {name}? Its key is forgotten as well.").format(name=name)
        if ask(self, question, _("Remove")):
            equipping = self._workspace.desk.equipping
            self._workspace.compute(lambda: equipping.remove(name), then=self._read, failed=self._complain)

    def _complain(self, error: BaseException) -> None:
        self._workspace.notify.problem(error)
        self._read()
