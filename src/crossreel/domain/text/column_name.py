"""Names of columns: what stands side by side in the matrix and in the editor, a language in one role.

Such a name is a language tag: that of the language for the whole subtitles, and with the role as private subtag (`en-x-sdh`) for
those beside them.
"""

from collections.abc import Iterable

from crossreel.domain.errors import BadInput

FULL = "full"
SIGNS = "signs"
VARIANTS = (FULL, "sdh", "forced", SIGNS)
"""The roles of columns, in the order in which those of a language stand."""

_MARK = "-x-"


def column_name(language: str, variant: str) -> str:
    """Return the name of the column of a language in a role."""
    return language if variant in ("", FULL) else f"{language}{_MARK}{variant}"


def split_column(column: str) -> tuple[str, str]:
    """Return the language of a column and its role."""
    language, mark, variant = column.rpartition(_MARK)
    return (language, variant) if mark and variant in VARIANTS else (column, FULL)


def language_of(column: str) -> str:
    """Return the language of a column."""
    return split_column(column)[0]


def is_full(column: str) -> bool:
    """Tell whether a column holds the whole subtitles of a language."""
    return split_column(column)[1] == FULL


def is_signs(column: str) -> bool:
    """Tell whether a column holds what stands on the picture."""
    return split_column(column)[1] == SIGNS


def checked_variant(written: str) -> str:
    """Return the role of a column, written in either case.

    Raises:
        BadInput: it is none.
    """
    variant = written.strip().lower()
    if variant not in VARIANTS:
        raise BadInput("catalog.unknown_role", role=written, known=list(VARIANTS))
    return variant


def in_order(columns: Iterable[str]) -> tuple[str, ...]:
    """Return columns each once, those of a language together and in the order of the roles, languages as they come."""
    found = list(dict.fromkeys(columns))
    languages = list(dict.fromkeys(map(language_of, found)))
    places = {language: at for at, language in enumerate(languages)}
    return tuple(sorted(found, key=lambda column: _place(column, places)))


def _place(column: str, places: dict[str, int]) -> tuple[int, int]:
    language, variant = split_column(column)
    return places[language], VARIANTS.index(variant)
