"""The menu of a finding: its rule put off or of another severity in this title, or in its language."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.rule_setting import Weight
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.rules_dialog import Proposal, weights


def rule_menu(parent: QWidget, finding: Finding, writable: bool, propose: Callable[[Proposal], None]) -> QMenu:
    """Make the menu; each choice proposes a setting, which the dialog asks a reason for."""
    menu = QMenu(parent)
    language = numbers.language_name(finding.language)

    def add(menu: QMenu, words: str, weight: Weight, tag: str) -> None:
        action = menu.addAction(words)
        action.setEnabled(writable)
        action.triggered.connect(lambda: propose(Proposal(rule=finding.rule, weight=weight, language=tag)))

    add(menu, _("Off for this title…"), Weight.OFF, "")
    if finding.language:
        add(menu, _("Off in {language}…").format(language=language), Weight.OFF, finding.language)
    severity = menu.addMenu(_("Other severity for this title"))
    for value, words in weights()[1:]:
        add(severity, f"{words}…", Weight(value), "")
    menu.addSeparator()
    menu.addAction(_("QC rules of this title…")).triggered.connect(lambda: propose(Proposal(rule=finding.rule)))
    return menu
