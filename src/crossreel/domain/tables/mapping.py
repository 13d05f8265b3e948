"""What the columns of a table mean: found by their headers or contents, corrected by a person."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import column_of, letters
from crossreel.domain.text.language import normalize_tag


class ColumnRole(StrEnum):
    """What a column holds."""

    START = "start"
    END = "end"
    DURATION = "duration"
    RANGE = "range"
    ID = "id"
    NUMBER = "number"
    EPISODE = "episode"
    SPEAKER = "speaker"
    NOTE = "note"
    SOURCE = "source"
    TEXT = "text"
    KIND = "kind"
    PLACE = "place"
    SPOKEN_IN = "spoken_in"
    RATE = "rate"
    BASE = "base"
    DUB_STATUS = "dub_status"
    DUB_VOICE = "dub_voice"
    DUB_REMARK = "dub_remark"
    DUB_TIME = "dub_time"
    IGNORED = "ignored"

    @property
    def is_dub(self) -> bool:
        """Whether the column tells how far the dubbing of a line is."""
        return self in (ColumnRole.DUB_STATUS, ColumnRole.DUB_VOICE, ColumnRole.DUB_REMARK)

    @property
    def is_text(self) -> bool:
        """Whether the column holds what is spoken, in some language."""
        return self in (ColumnRole.SOURCE, ColumnRole.TEXT)

    @property
    def is_time(self) -> bool:
        """Whether the column tells when something is spoken."""
        return self in (ColumnRole.START, ColumnRole.END, ColumnRole.DURATION, ColumnRole.RANGE)


SEVERAL = frozenset([ColumnRole.DUB_TIME, ColumnRole.NOTE, ColumnRole.SOURCE, ColumnRole.TEXT, ColumnRole.IGNORED])
"""Roles that more than one column of a table may have."""


class KnownBy(StrEnum):
    """How it is known what a column holds."""

    HEADER = "header"
    CONTENT = "content"
    REMEMBERED = "remembered"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column holds; `language` is a tag for texts, "" while it is not known."""

    at: int
    header: str = ""
    role: ColumnRole = ColumnRole.IGNORED
    language: str = ""
    known_by: KnownBy = KnownBy.CONTENT

    @property
    def letters(self) -> str:
        """The column as a spreadsheet calls it."""
        return letters(self.at)

    def written(self) -> str:
        """Return the column as `--map` takes it, for example `C=es-419` or `B=source:zh-Hans`."""
        role = self.role.value
        if self.role is ColumnRole.TEXT and self.language:
            role = self.language if self.language not in _ROLES else f"text:{self.language}"
        elif self.role is ColumnRole.SOURCE and self.language:
            role = f"source:{self.language}"
        return f"{self.letters}={role}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """What the columns of one table hold. `header_row` is its number in the file, 0 where there is no header.

    `table` is the name of the tab. `hidden` is what a person said of what is hidden: "read", "skip", or "" where rows and columns
    are read and tabs beside visible ones are not. `usable` tells whether rows can be made of it: it has texts, and times or
    something to be matched by.
    """

    table: str = ""
    header_row: int = 0
    columns: tuple[Column, ...] = ()
    hidden: str = ""

    def where(self, *roles: ColumnRole) -> tuple[Column, ...]:
        """Return the columns of some roles, from the left."""
        return tuple(column for column in self.columns if column.role in roles)

    def find(self, role: ColumnRole) -> Column | None:
        """Return the first column of a role, or None."""
        return next((column for column in self.columns if column.role is role), None)

    @property
    def texts(self) -> tuple[Column, ...]:
        """The columns with texts."""
        return self.where(ColumnRole.SOURCE, ColumnRole.TEXT)

    @property
    def is_timed(self) -> bool:
        """Whether a column says when rows begin."""
        return self.find(ColumnRole.START) is not None or self.find(ColumnRole.RANGE) is not None

    @property
    def usable(self) -> bool:
        """Whether rows can be made of the table."""
        return bool(self.texts)

    @property
    def shape(self) -> str:
        """What tables of this shape have in common: their headers as written, or how many columns there are without one."""
        headers = [" ".join(unicodedata.normalize("NFKC", column.header).casefold().split()) for column in self.columns]
        while headers and not headers[-1]:
            headers.pop()
        return "|".join(headers) if any(headers) else f"{len(self.columns)} columns"

    def with_column(self, at: int, role: ColumnRole, language: str = "", known_by: KnownBy = KnownBy.USER) -> "TableMapping":
        """Return the mapping with another role for a column; the column that had a role only one may have gives it up."""
        columns = []
        for column in self.columns:
            if column.at == at:
                column = replace(column, role=role, language=language if role.is_text else "", known_by=known_by)
            elif column.role is role and role not in SEVERAL:
                column = replace(column, role=ColumnRole.IGNORED, known_by=known_by)
            elif role.is_text and language and column.role.is_text and column.language == language:
                column = replace(column, role=ColumnRole.IGNORED, language="", known_by=known_by)
            columns.append(column)
        return replace(self, columns=tuple(columns))

    def without_times(self) -> "TableMapping":
        """Return the mapping with its times left out, for rows that are matched by something else."""
        columns = (replace(column, role=ColumnRole.IGNORED) if column.role.is_time else column for column in self.columns)
        return replace(self, columns=tuple(columns))

    def written(self) -> str:
        """Return the mapping as `--map` takes it."""
        head = [f"header={self.header_row}"] if self.header_row else []
        head += [f"hidden={self.hidden}"] if self.hidden else []
        return ",".join([*head, *(column.written() for column in self.columns)])


READ, SKIP = "read", "skip"
HIDDEN = frozenset([READ, SKIP])
_ROLES = {role.value: role for role in ColumnRole}
_OTHER_WORDS = {"-": ColumnRole.IGNORED, "ignore": ColumnRole.IGNORED, "fps": ColumnRole.RATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """A person's word on a column: by letters or by its header, on one table ("" for all)."""

    column: str
    role: ColumnRole
    language: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person says of the columns of a file, of `header_rows` and what is `hidden` by table ("" for all)."""

    columns: tuple[ColumnChoice, ...] = ()
    header_rows: tuple[tuple[str, int], ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()


def parse_choices(written: str) -> Choices:
    """Read `C=es-419,D=note,header=3`, `Target=en`, `B=source:zh-Hans`, `EP02!C=en`, `hidden=skip` or `hidden=read`.

    Raises:
        BadInput: a part is no choice, or names neither a role nor a language.
    """
    columns: list[ColumnChoice] = []
    header_rows: list[tuple[str, int]] = []
    hidden: list[tuple[str, str]] = []
    for part in filter(None, (part.strip() for part in written.split(","))):
        left, sign, right = (piece.strip() for piece in part.rpartition("="))
        table, _mark, column = (piece.strip() for piece in left.rpartition("!"))
        if not sign or not column or not right:
            raise BadInput("sheet.bad_choice", written=part, roles=sorted(_ROLES))
        if column.casefold() == "header" and right.isdecimal():
            header_rows.append((table, int(right[:7])))
            continue
        if column.casefold() == "hidden" and right.casefold() in HIDDEN:
            hidden.append((table, right.casefold()))
            continue
        role, language = _role(right, part)
        columns.append(ColumnChoice(column=column, role=role, language=language, table=table))
    return Choices(columns=tuple(columns), header_rows=tuple(header_rows), hidden=tuple(hidden))


def _role(written: str, part: str) -> tuple[ColumnRole, str]:
    word, _sign, tag = written.partition(":")
    role = _OTHER_WORDS.get(word.casefold()) or _ROLES.get(word.casefold())
    if role is None or tag:
        language = normalize_tag(tag or word)
        if language is None or (tag and (role is None or not role.is_text)):
            raise BadInput("sheet.bad_choice", written=part, roles=sorted(_ROLES))
        return role or ColumnRole.TEXT, language
    return role, ""


def choose(mapping: TableMapping, choices: Iterable[ColumnChoice], known_by: KnownBy = KnownBy.USER) -> TableMapping:
    """Return a mapping with what a person said of it.

    Raises:
        BadInput: a choice names a column that the table does not have.
    """
    for choice in choices:
        if choice.table and choice.table != mapping.table:
            continue
        at = _column(mapping, choice.column)
        if at is None:
            raise BadInput("sheet.no_such_column", column=choice.column, known=[each.letters for each in mapping.columns])
        language = choice.language
        if choice.role.is_text and not language:
            language = next(each.language for each in mapping.columns if each.at == at)
        mapping = mapping.with_column(at, choice.role, language, known_by)
    return mapping


def _column(mapping: TableMapping, written: str) -> int | None:
    by_letters = column_of(written)
    if by_letters is not None and any(column.at == by_letters for column in mapping.columns):
        return by_letters
    key = " ".join(written.casefold().split())
    return next((column.at for column in mapping.columns if " ".join(column.header.casefold().split()) == key), None)
