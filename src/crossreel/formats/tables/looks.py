"""Looks inside cells: italics and colours of words as inline markup, looks of whole cells and what has no word here told by name.

A look of some words in a cell is the words' own. One of all words is the words' own where it is italic and most cells of its column
are not; else it is the sheet's: heads in bold, columns in colour, a reviewer's marks.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.tables.table import Look, Table, text_of
from crossreel.formats.notices import Notices

INLINE = ("i", "b", "u")
COLOUR = "c="
WORDS = {"b": "bold", "u": "underline", "i": "italic"}


@dataclass(slots=True)
class ColumnLooks:
    """The looks of the texts of a table; `italic_columns` are those where italics are the look of the sheet."""

    looks: Mapping[tuple[int, int], Look]
    italic_columns: frozenset[int]
    _whole: Counter[str] = field(default_factory=Counter)
    _cells: list[str] = field(default_factory=list)

    @staticmethod
    def of(table: Table, columns: Sequence[int], header_row: int) -> "ColumnLooks":
        """Return the looks of some columns below a header."""
        rows = [row for row in table.rows if row.number > header_row]
        italic = set()
        for at in columns:
            filled = [row.number for row in rows if text_of(row.at(at)).strip()]
            slanted = sum("i" in _of_all(table.looks[number, at]) for number in filled if (number, at) in table.looks)
            if slanted * 2 > len(filled):
                italic.add(at)
        return ColumnLooks(table.looks, frozenset(italic))

    def written(self, row: int, at: int, plain: str, where: str, notices: Notices) -> str:
        """Return the text of a cell with tags for the looks of its words; `plain` is the text without them."""
        look = self.looks.get((row, at))
        if look is None or "".join(text for text, _ in look) != plain:
            return plain
        whole = _of_all(look)
        kept = whole - {"i"} if at not in self.italic_columns else whole
        if kept - {"i"}:
            self._whole.update(_name(each) for each in kept if each != "i")
            self._cells.append(where)
        for feature in sorted({each for _, features in look for each in features if not _is_inline(each)} - whole):
            notices.drop(feature, row)
        return "".join(_tagged(text, features - kept) for text, features in look)

    def tell(self, notices: Notices) -> None:
        """Say which cells have a look of their own that is taken for the sheet's."""
        if self._cells:
            names = sorted(self._whole)
            notices.add_many("sheet.cell_looks", len(self._cells), 0, looks=names, cells=self._cells[:50])


def _of_all(look: Look) -> frozenset[str]:
    """Return the features that all words of a cell have."""
    features = [features for text, features in look if text.strip()]
    return frozenset.intersection(*features) if features else frozenset()


def _is_inline(feature: str) -> bool:
    return feature in INLINE or feature.startswith(COLOUR)


def _name(feature: str) -> str:
    return WORDS.get(feature, "colour" if feature.startswith(COLOUR) else feature)


def _tagged(text: str, features: frozenset[str]) -> str:
    if not text.strip():
        return text
    tags = [feature for feature in sorted(features) if _is_inline(feature)]
    ends = (f"</{feature[0]}>" for feature in reversed(tags))
    return "".join((*(f"<{feature}>" for feature in tags), text, *ends))
