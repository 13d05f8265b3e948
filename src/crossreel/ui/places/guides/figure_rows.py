"""The figures of a language as a table: what each is, its value, whose it is, and where it comes from."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from crossreel.domain.quality.guide_file import GuideFigure
from crossreel.i18n.messages import _
from crossreel.i18n.style_guides import figure_name, value_words
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.kit.table_rows import Index, TableRows

NAME, VALUE, WHOSE, SOURCE = range(4)
HEADINGS = (N_("Figure"), N_("Value"), N_("Whose it is"), N_("Where it comes from"))


class FigureRows(TableRows[GuideFigure]):
    """What a set has of its own is bold, what it takes from another grey."""

    def __init__(self) -> None:
        super().__init__(HEADINGS, self._words)
        self._base = ""

    def show_figures(self, figures: Sequence[GuideFigure], base: str) -> None:
        """Show the figures of a set that is based on another one, called `base`, "" for none."""
        self._base = base
        self.show_values(figures)

    def is_derived(self) -> bool:
        """Tell whether the figures are those of a set that is based on another one."""
        return bool(self._base)

    def whose(self, figure: GuideFigure) -> str:
        """Return whether a figure is the set's own, and instead of what."""
        if not self._base:
            return ""
        if not figure.is_own:
            return _("from {guide}").format(guide=self._base)
        return _("own, instead of {value}").format(value=value_words(figure, figure.base)) if figure.base else _("own")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell and how they look."""
        figure = self.value(index.row())
        own = figure.is_own and bool(self._base)
        if role == Qt.ItemDataRole.FontRole and own and index.column() in (NAME, VALUE, WHOSE):
            return theme.font(bold=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = (self._base and not own and index.column() != NAME) or index.column() == SOURCE or not figure.value
            return theme.active().colour("text3" if quiet else "text")
        return super().data(index, role)

    def _words(self, figure: GuideFigure) -> tuple[str, str, str, str]:
        source = figure.source or (
            "" if not figure.value else _("nobody has said") if figure.is_own else _("as the program has it")
        )
        return figure_name(figure.field), value_words(figure, figure.value), self.whose(figure), source
