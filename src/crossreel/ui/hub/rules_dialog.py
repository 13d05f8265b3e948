"""How a title sets its QC rules: one set otherwise, with a reason, and all that are, to take back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.quality.finding import RuleInfo
from crossreel.domain.quality.rule_setting import RuleSetting, Weight
from crossreel.domain.text.language import are_kin, base_of, normalize_tag
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the dialog begins with: a rule, how it is to be, and in which language ("" for all)."""

    rule: str = ""
    weight: Weight = Weight.OFF
    language: str = ""


@dataclass(slots=True)
class _Known:
    rules: tuple[RuleInfo, ...] = ()
    settings: tuple[RuleSetting, ...] = ()
    buyers: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)


class RulesDialog(Dialog):
    """Above, what is to be set; below, what is set, each with a button that takes it back."""

    def __init__(self, workspace: Workspace, window: QWidget, proposal: Proposal | None = None) -> None:
        super().__init__(_("QC rules of this title"), _("Close"), window, width=640)
        self._workspace, self._title_id = workspace, workspace.title_id
        self._known = _Known()
        self._proposal = proposal or Proposal()
        matrix = Outline.of(workspace).matrix
        tags = [(tag, place_name(tag)) for tag in places(matrix.languages if matrix is not None else (), self._proposal.language)]
        self.rule = choice([], "", searchable=True)
        self.weight = choice(weights(), self._proposal.weight.value)
        self.language = choice([("", _("All languages")), *tags], self._proposal.language)
        self.buyer = choice([("", _("Every delivery"))], "")
        self.reason = line("", _("Why it is so in this title"))
        self.reason.returnPressed.connect(self._set)
        self._why = Field(_("Reason"), self.reason)
        self._which = Field(_("Rule"), self.rule)
        self.body.addLayout(beside(self._which, Field(_("Set to"), self.weight)))
        self.body.addLayout(beside(Field(_("Language"), self.language), Field(_("Buyer"), self.buyer)))
        self.body.addWidget(self._why)
        self.set = button(_("Set the rule"), "main")
        self.set.setEnabled(not workspace.read_only)
        self.set.clicked.connect(self._set)
        self.body.addLayout(buttons(self.set))
        self._list = self.scrolling()
        self._read()
        self.reason.setFocus()

    def _read(self) -> None:
        self._workspace.compute(self._ask, then=self._take, topic="rules.dialog")

    def _ask(self) -> _Known:
        desk, title_id = self._workspace.desk, self._title_id
        settings = desk.ruling.settings(title_id) if title_id is not None else ()
        buyers = sorted({profile.buyer for profile in desk.delivering.profiles().known if profile.buyer})
        return _Known(desk.ruling.rules(), settings, tuple(buyers))

    def _take(self, known: _Known) -> None:
        first = not self._known.rules
        self._known = known
        known.titles = {rule.id: _(rule.title) for rule in known.rules}
        if first:
            for rule_id, words in sorted(known.titles.items(), key=lambda pair: pair[1]):
                self.rule.addItem(words, rule_id)
            self.rule.setCurrentIndex(max(0, self.rule.findData(self._proposal.rule)))
            for buyer in known.buyers:
                self.buyer.addItem(buyer, buyer)
        self._show_settings()

    def _show_settings(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not self._known.settings:
            self._list.addWidget(label(_("Every rule is asked as it is."), "hint", wrap=True))
        for setting in self._known.settings:
            self._list.addWidget(self._row(setting))
        self._list.addStretch(1)
        self._place()

    def _row(self, setting: RuleSetting) -> QWidget:
        frame = QFrame()
        frame.setObjectName("clear")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        weight = dict(weights())[setting.weight.value]
        words.addWidget(label(f"{self._known.titles.get(setting.rule, setting.rule)}: {weight}", wrap=True))
        where = place_name(setting.language) if setting.language else _("All languages")
        place = [where, *([setting.buyer] if setting.buyer else [])]
        because = _("{author}: {reason}").format(author=setting.author, reason=setting.reason)
        words.addWidget(label(" · ".join((*place, because)), "hint", wrap=True))
        row.addLayout(words, 1)
        back = button(_("Take back"), "quiet")
        back.setEnabled(not self._workspace.read_only)
        back.setAccessibleName(_("Take back: {rule}").format(rule=self._known.titles.get(setting.rule, setting.rule)))
        back.clicked.connect(lambda: self._perform(call(self._workspace.desk.ruling.unset, [setting.id])))
        row.addWidget(back)
        return frame

    def _set(self) -> None:
        rule, why = chosen(self.rule), self.reason.text().strip()
        self._why.complain("" if why else _("Write why: it stands beside your name."))
        self._which.complain("" if rule else _("Choose a rule of the list."))
        if not rule or not why or self._title_id is None or self._workspace.read_only:
            return
        ruling, weight = self._workspace.desk.ruling, Weight(chosen(self.weight))
        place = {"language": chosen(self.language), "buyer": chosen(self.buyer)}
        self._perform(call(ruling.set_rule, self._title_id, rule, weight, why, **place))
        self.reason.clear()

    def _perform(self, use_case: Callable[[], Edit]) -> None:
        self._workspace.perform(use_case, then=lambda _edit: self._read(), label=_("Setting the rule"))


def places(languages: Sequence[str], chosen: str = "") -> list[str]:
    """Return for what a rule can be set: the languages of a title, and those of which it has several varieties as a whole."""
    found: list[str] = []
    for tag in languages:
        base = base_of(tag)
        varieties = [each for each in languages if each != base and are_kin(each, base)]
        found += [base, tag] if len(varieties) > 1 else [tag]
    return [*dict.fromkeys(each for each in (*found, chosen) if each)]


def place_name(tag: str) -> str:
    """Return how a language of a setting is called."""
    name = numbers.language_name(tag)
    return _("{language}, every variety").format(language=name) if normalize_tag(tag) != tag else name


def weights() -> list[tuple[str, str]]:
    """Return what a rule may be set to, with words."""
    return [
        (Weight.OFF.value, _("Off")),
        (Weight.ERROR.value, _("Error")),
        (Weight.WARNING.value, _("Warning")),
        (Weight.INFO.value, _("Remark")),
    ]
