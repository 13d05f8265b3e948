"""What stands round the table: which set and language it is, and the whole source of the figure under the hands."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.quality.guide_file import GuideFigure, GuideFile
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.i18n.style_guides import figure_name, set_name, value_words
from crossreel.ui.kit.few_lines import FewLines
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import ElidedLabel, label

SHORT_VERSION, LINES = 8, 3


class GuideHead(QWidget):
    """Says the set, its language, and that changes count from the next check on."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._about = ElidedLabel(role="heading", filling=True), label("", "second", wrap=True)
        self.delete, self.derive = button(_("Delete…"), "quiet"), button(_("Make one from it…"))
        self.use = button(_("Use in this title"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self.delete)
        row.addWidget(self.use)
        row.addWidget(self.derive)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._about)

    def show_set(self, found: GuideFile, base: str, language: str, *, may_use: bool) -> None:
        """Say what is shown."""
        self.use.setVisible(may_use)
        name = set_name(found)
        words = _("{guide} · {language}").format(guide=name, language=numbers.language_name(language)) if language else name
        self._name.setText(words)
        self.delete.setVisible(not found.shipped)
        self.derive.setVisible(bool(found.digest))
        self._about.setText(_about_words(found, base))

    def about(self) -> str:
        """Return what is said of the set."""
        return self._about.text()


class FigureFoot(QWidget):
    """The figure under the hands: its whole source, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._said = FewLines("second", LINES)  # the table keeps its height
        self.change, self.reset = button(_("Change…")), button(_("Take the own figure back"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self.change)
        row.addWidget(self.reset)

    def show_figure(self, figure: GuideFigure | None, *, may_change: bool, is_derived: bool) -> None:
        """Say where a figure comes from."""
        own = figure is not None and figure.is_own and may_change and is_derived
        self.change.setVisible(may_change)
        self.reset.setVisible(may_change)
        self.change.setEnabled(figure is not None)
        self.reset.setEnabled(own)
        self.reset.setText(
            _("Back to {value}").format(value=value_words(figure, figure.base))
            if own and figure is not None and figure.base
            else _("Take the own figure back")
        )
        if figure is None:
            self._said.setText("")
        else:
            unsaid = _("Nobody has said where this comes from.") if figure.is_own else _("As the program has it.")
            source = figure.source or (unsaid if figure.value else _("This language has none."))
            self._said.setText(_("{figure}: {source}").format(figure=figure_name(figure.field), source=source))


def _about_words(found: GuideFile, base: str) -> str:
    if found.faults or not found.digest:
        return found.path
    if found.shipped:
        return _("Comes with the program and is not changed. Enter on a figure makes a style guide of your own from it.")
    parts = [_("Based on {guide}.").format(guide=base)] if base else []
    parts += [_("For {buyer}.").format(buyer=isolated(found.buyer))] if found.buyer else []
    parts += [_("Version {version}.").format(version=isolated(found.digest[:SHORT_VERSION]))]
    return " ".join([*parts, _("Enter changes a figure, Delete takes an own one back. QC goes by it from the next check on.")])
