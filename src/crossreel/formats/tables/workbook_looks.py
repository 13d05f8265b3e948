"""Looks of the words in the cells of a workbook: runs of a cell, and the font of the whole cell."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossreel.domain.tables.table import Look

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color
    from openpyxl.styles.fonts import Font
    from openpyxl.workbook import Workbook

_THEME = re.compile(
    rb"<a:(lt1|dk1|lt2|dk2|accent[1-6]|hlink|folHlink)>\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)=\"([0-9A-Fa-f]{6})\""
)
_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_GROUND = frozenset([0, 1])  # what a theme writes with where nobody chose a colour
_PLAIN = frozenset(["000000", "ffffff"])


class WorkbookLooks:
    """Tells the looks of the cells of a workbook."""

    def __init__(self, book: "Workbook") -> None:
        theme = book.loaded_theme or b""
        named = {name.decode(): value.decode().lower() for name, value in _THEME.findall(theme)}
        self._theme = tuple(named.get(name, "") for name in _ORDER)
        self._of_fonts = [self._features(font) for font in book._fonts]  # type: ignore[attr-defined]
        self._styles = [style.fontId for style in book._cell_styles]  # type: ignore[attr-defined]

    def of_cell(self, value: "str | CellRichText", style: int | None) -> Look:
        """Return the runs of a cell's text and what is special of them, () where nothing is; one without a font has its cell's."""
        whole = self._of_style(style or 0)
        if isinstance(value, str):
            return ((value, whole),) if whole else ()
        runs = tuple((str(run), whole if isinstance(run, str) else self._features(run.font)) for run in value)
        return runs if any(features for _, features in runs) else ()

    def _of_style(self, style: int) -> frozenset[str]:
        font = self._styles[style] if 0 <= style < len(self._styles) else 0
        return self._of_fonts[font] if 0 <= font < len(self._of_fonts) else frozenset()

    def _features(self, font: "Font | InlineFont | None") -> frozenset[str]:
        return frozenset(self._named(font)) if font is not None else frozenset()

    def _named(self, font: "Font | InlineFont") -> Iterator[str]:
        if font.b:
            yield "b"
        if font.i:
            yield "i"
        if font.u:
            yield "u"
        if font.strike:
            yield "strike"
        colour = self._colour(font.color)
        if colour:
            yield f"c=#{colour}"

    def _colour(self, colour: "Color | None") -> str:
        if colour is None:
            return ""
        value = ""
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            value = colour.rgb[-6:].lower()
        elif (
            colour.type == "theme" and isinstance(colour.theme, int) and colour.theme not in _GROUND and colour.theme < len(_ORDER)
        ):
            value = self._theme[colour.theme]
        elif colour.type == "indexed":
            value = _indexed(colour.indexed)
        return "" if value in _PLAIN else value


def _indexed(index: int) -> str:
    from openpyxl.styles.colors import COLOR_INDEX

    return COLOR_INDEX[index][-6:].lower() if 0 <= index < 64 else ""
