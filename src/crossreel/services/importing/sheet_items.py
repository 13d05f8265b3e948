"""Sheets among the files of an import: an item for every episode and language that a sheet holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import xxhash

from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import RATE_NEEDED, ItemKind, PlanItem
from crossreel.domain.tables.mapping import Column, KnownBy
from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.domain.text.column_name import FULL, SIGNS, split_column
from crossreel.domain.text.document import Document, DocumentCue, Notice
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import are_kin
from crossreel.formats.notices import Notices
from crossreel.formats.registry import formats, get
from crossreel.formats.tables.headers import read_header
from crossreel.formats.timing import check_times
from crossreel.language.bilingual import find_two_languages
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import OpenSheet, open_sheet, rows_of
from crossreel.services.importing.known_rates import KnownRates
from crossreel.services.importing.languages import split_notices
from crossreel.services.importing.sheet_notes import NOTE

NO_SHEET = frozenset(["script.no_header", "sheet.no_table"])
"""Refusals that say that a file is a table of something else: glossaries, metadata, lists of shots."""
ANY_RATE = Fraction(25)  # to see what a sheet holds before anybody knows how its frames are counted


@cache
def sheet_extensions() -> frozenset[str]:
    """Return how the names of sheets end."""
    return frozenset({"xlsm", *(extension for each in formats() if each.script for extension in each.extensions)})


class SheetLook:
    """Looks into the sheets of an import.

    Args:
        memory: what was said of the columns of sheets before.
        choices: what is said of them now, as `--map` takes it.
    """

    def __init__(self, memory: SheetMemory | None = None, choices: str = "") -> None:
        self._memory = memory or SheetMemory(None)
        self._choices = choices

    def items(self, blank: PlanItem, parts: NameParts, rates: KnownRates) -> list[PlanItem]:
        """Return the items of a sheet, the first under the id of `blank`, all others without one (0).

        Raises:
            BadInput: it cannot be read.
        """
        opened = open_sheet(Path(blank.path), choices=self._choices, memory=self._memory)
        if opened is None:
            return [replace(blank, kind=ItemKind.SCRIPT)]
        sheet, notices, refused = _read(opened, rates, parts.episode)
        parts = replace(parts, episode=rates.episode or parts.episode)
        made = list(_parts(replace(blank, kind=ItemKind.SUBTITLE), opened, sheet, parts, refused))
        if not made:
            return [replace(blank, refusal=Notice(code="import.no_cues", facts={"path": blank.name}))]
        made[0] = replace(made[0], id=blank.id, notices=(*notices, *made[0].notices))
        return made

    def again(self, item: PlanItem, parts: NameParts, rate: Fraction) -> PlanItem:
        """Return an item of a sheet read anew at a frame rate.

        Raises:
            BadInput: the sheet cannot be read any more.
        """
        blank = replace(item, name=_file_name(item), refusal=None, part="")
        for each in self.items(blank, parts, KnownRates(said=rate)):
            if each.part == item.part:
                return replace(item, document=each.document, digest=each.digest, notices=each.notices, refusal=each.refusal)
        return item


def _read(opened: OpenSheet, rates: KnownRates, named: int | None) -> tuple[Sheet, tuple[Notice, ...], dict[int | None, Notice]]:
    """Return the rows with their frames counted at the rate of each episode's video, and refusals of episodes without one."""
    try:
        return (*rows_of(opened, rates.rate_of(named)), {})
    except BadInput as error:
        if error.code != RATE_NEEDED:
            raise
        needed = Notice(code=error.code, facts=error.facts)
    sheet, notices = rows_of(opened, ANY_RATE)
    refused: dict[int | None, Notice] = {}
    rows: list[SheetRow] = []
    for episode in sheet.episodes:
        rate = rates.rate_of(episode or named)
        if rate is None:
            refused[episode] = needed
        counted = sheet if rate is None else rows_of(opened, rate)[0]
        rows += [row for row in counted.rows if row.episode == episode]
    return replace(sheet, rows=tuple(rows)), notices, refused


def _parts(
    blank: PlanItem, opened: OpenSheet, sheet: Sheet, parts: NameParts, refused: dict[int | None, Notice]
) -> Iterator[PlanItem]:
    source = sheet.main if sheet.has_source and sheet.main else ""
    named = parts.role if parts.role in (Role.SDH, Role.FORCED) or len(sheet.languages) == 1 else None
    signed = (False, True) if any(row.is_signs for row in sheet.rows) else (False,)
    for episode in sheet.episodes:
        for language, signs in product(sheet.languages, signed):
            rows = [row for row in sheet.rows if row.episode == episode and language in row.texts and row.is_signs is signs]
            spoken = [row for row in rows if plain_text(row.texts[language]).strip()]
            if not spoken:
                continue
            tab = spoken[0].where.rpartition("!")[0]
            column = _column(opened, tab, language)
            part = _part(tab, column, episode, signs=signs)
            document = document_of_rows(spoken, language)
            both = find_two_languages(document) if all(row.is_timed for row in spoken) else None
            name = f"{blank.name} [{part}]"
            told = parts.language if not language and len(sheet.languages) == 1 else None
            bare, role = _variant(language)
            yield replace(
                blank,
                id=0,
                name=name,
                part=part,
                episode=episode if episode is not None else parts.episode,
                language=bare or told or "",
                last_episode=None if episode is not None else parts.last_episode,
                language_from=(told and parts.language_from) or _known_from(column),
                role=Role.SIGNS if signs else role or named or (Role.SOURCE if language and language == source else None),
                format_id=opened.file.format_id,
                format_rank=get(opened.file.format_id).rank,
                encoding=opened.file.encoding,
                document=None if episode in refused else replace(document, format_id=opened.file.format_id),
                rows=tuple(rows),
                halves=both.parts if both else (),
                notices=tuple(split_notices(both, name)),
                digest=xxhash.xxh3_128_hexdigest(f"{opened.digest} {part}".encode()),
                refusal=refused.get(episode),
            )


def _part(tab: str, column: Column, episode: int | None, *, signs: bool) -> str:
    """Return what a part of a sheet is called: its tab and column, or column and episode, and that it is of the signs."""
    part = f"{tab}!{column.letters}" if tab else f"{column.letters} {episode}" if episode is not None else column.letters
    return f"{part} {SIGNS}" if signs else part


def only_part(items: Sequence[PlanItem], episode: int, language: str) -> tuple[PlanItem, ...]:
    """Return the items with those parts alone that are meant by one cell of a title: of sheets its episode and language, of streams
    inside a video its language.

    Raises:
        BadInput: a sheet has no column in the language.
    """
    items = tuple(item for item in items if not item.embedded or (item.language and are_kin(item.language, language)))
    parts = [item for item in items if item.part and not item.embedded]
    if not parts:
        return items
    mine = [item for item in parts if item.episode == episode] or (parts if len({item.episode for item in parts}) == 1 else [])
    exact = [item for item in mine if item.language == language]
    kin = [item for item in mine if are_kin(item.language, language)]
    unknown = [item for item in mine if not item.language]
    found = exact or kin[:1] or unknown[:1]
    if not found:
        known = sorted({item.language for item in mine if item.language})
        raise BadInput("sheet.no_language", name=Path(parts[0].path).name, language=language, languages=known)
    return (*(item for item in items if not item.part), *found)


def document_of_rows(rows: Sequence[SheetRow], language: str) -> Document:
    """Return one language of some rows as a document; what has no times is not timed."""
    cues = [
        DocumentCue(
            start_ms=row.start_ms or 0,
            end_ms=row.end_ms or 0,
            text=row.texts[language],
            speaker=row.speaker,
            placement=row.placement,
            extras={NOTE: row.note} if row.note else {},
            timed=row.is_timed,
        )
        for row in rows
    ]
    return Document(cues=check_times(cues, Notices()), language=language)


def _column(opened: OpenSheet, tab: str, language: str) -> Column:
    """Return the column of a language in a tab."""
    columns = [column for mapping in opened.mappings if mapping.table == tab for column in mapping.texts]
    return next(column for column in columns if column.language == language)


def _known_from(column: Column) -> str:
    if not column.language:
        return ""
    if column.known_by in (KnownBy.USER, KnownBy.REMEMBERED):
        return "user"
    return "header" if read_header(column.header).language else "text"


def _variant(language: str) -> tuple[str, Role | None]:
    """Return the language of a column and what its texts are for: `en-x-sdh` are the English subtitles for the deaf."""
    bare, variant = split_column(language)
    return bare, None if variant == FULL else Role(variant)


def _file_name(item: PlanItem) -> str:
    return item.name.removesuffix(f" [{item.part}]") if item.part else item.name
