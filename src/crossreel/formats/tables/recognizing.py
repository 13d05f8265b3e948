"""Finding what the columns of a table hold: by header where there is one, else by what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.tables.mapping import SEVERAL, Column, ColumnRole, KnownBy, TableMapping
from crossreel.domain.tables.table import Row, Table, text_of
from crossreel.domain.text.language_names import language_of_folder
from crossreel.formats.tables.contents import Content, contents_of
from crossreel.formats.tables.headers import CHINESE, ROLES, SOURCE_MARK, TEXTS, Header, leaves_script_open, read_header
from crossreel.formats.tables.times import looks_like_span, looks_like_time
from crossreel.formats.tables.words import key_of
from crossreel.language.guess import guess_language

HEADER_ROWS = 40  # titles, notes and pictures may stand above the header
SMALL_NUMBERS = 1_000_000  # under "ID": numbers of rows, no ids of ours
COUNTED_ROWS = 0.8  # of the rows with words have a number where a column numbers them
TIMES = frozenset((ColumnRole.START, ColumnRole.END, ColumnRole.RANGE))
ONLY_TIMES = 0.95  # of its cells, and a column is no text
SHORT_NAME = 24  # characters of a speaker's name on average
Found = dict[int, Column]


def recognize(table: Table, header_row: int | None = None) -> TableMapping:
    """Return what the columns of a table most likely hold.

    Args:
        table: the table.
        header_row: the number of the header's row, 0 for none; None finds it.
    """
    number = _header_row(table) if header_row is None else header_row
    headers = headers_of(table, number)
    contents = contents_of(table, number)
    found: Found = {}
    meanings = [read_header(header) for header in headers]
    _by_header(found, headers, meanings, contents)
    _by_content(found, headers, meanings, contents, headed=number > 0)
    columns = [found.get(at, Column(at=at, header=headers[at])) for at in range(table.width)]
    columns = _with_languages(_with_source(columns, meanings), contents, table)
    return TableMapping(table=table.name, header_row=number, columns=tuple(columns))


def is_sheet(mapping: TableMapping) -> bool:
    """Tell whether a table that nobody spoke of is taken for a sheet: texts with times, with ids, or under headers that say so."""
    if not mapping.texts:
        return False
    if mapping.is_timed or mapping.find(ColumnRole.ID) is not None:
        return True
    named = [column for column in mapping.columns if column.known_by is KnownBy.HEADER and column.role is not ColumnRole.IGNORED]
    return len(named) > 1 and any(column.role.is_text for column in named)


def headers_of(table: Table, number: int) -> list[str]:
    """Return the headers of a row, one a column, with what stands above them in merged cells where that says more."""
    rows = {row.number: row for row in table.rows[: HEADER_ROWS + 1]}
    row = rows.get(number) or next((each for each in table.rows if each.number == number), Row(number, ()))
    above = _above(table, rows, number - 1)
    headers: list[str] = []
    for at in range(table.width):
        header = " ".join(text_of(row.at(at)).split("\t")).strip()
        over = above.get(at, "")
        both = f"{over} {header}".strip()
        if over and not read_header(header).says_something and read_header(both).says_something:
            header = both
        headers.append(header)
    return headers


def _above(table: Table, rows: Mapping[int, Row], number: int) -> dict[int, str]:
    """Return what a row says over each column, its merged cells spread."""
    row = rows.get(number)
    if row is None:
        return {}
    said = {at: text for at in range(len(row.cells)) if (text := text_of(row.at(at)).strip())}
    for merge in table.merges:
        if merge.top <= number <= merge.bottom and merge.top in rows:
            text = text_of(rows[merge.top].at(merge.left)).strip()
            said |= dict.fromkeys(range(merge.left, min(merge.right, table.width) + 1), text)
    return said


def _header_row(table: Table) -> int:
    """Return the number of the row most of whose cells name columns, 0 for none. It stands before the first row with times."""
    best, most = 0, 0
    for row in table.rows[:HEADER_ROWS]:
        if any(looks_like_time(cell) or looks_like_span(cell) for cell in row.cells):
            break
        hits = sum(read_header(header).says_something for header in headers_of(table, row.number) if header)
        if hits > most:
            best, most = row.number, hits
    if most > 1:
        return best
    timed = any(looks_like_time(cell) or looks_like_span(cell) for row in table.rows[:HEADER_ROWS] for cell in row.cells)
    return best if timed or table.width == 1 else 0


def _by_header(found: Found, headers: Sequence[str], meanings: Sequence[Header], contents: Sequence[Content]) -> None:
    """Give columns what their headers say: first those that say one thing, then those whose contents must decide."""
    worded = max((content.filled for content in contents if content.mostly(content.lettered)), default=0)
    timed = any(ROLES[role] in TIMES for meaning in meanings for role in meaning.roles if role in ROLES)

    def rank(at: int) -> tuple[bool, int, int]:
        counted = not TEXTS.isdisjoint(meanings[at].roles) and _is_counted(contents[at], worded)
        return counted, len(meanings[at].roles) + bool(meanings[at].language), at

    for at in sorted(range(len(headers)), key=rank):
        for role, language in _candidates(meanings[at], contents[at], worded, timed=timed):
            if role in SEVERAL or not any(column.role is role for column in found.values()):
                found[at] = Column(at=at, header=headers[at], role=role, language=language, known_by=KnownBy.HEADER)
                break


def _is_counted(content: Content, worded: int) -> bool:
    """Tell whether a column numbers the rows of a table whose fullest column of words has `worded` cells."""
    return content.counts_up and worded > 0 and content.filled >= COUNTED_ROWS * worded


def _candidates(meaning: Header, content: Content, worded: int, *, timed: bool) -> Iterator[tuple[ColumnRole, str]]:
    """Give what a header may mean over these contents, the likeliest first: under "Line" may stand lines or their numbers."""
    texts = [role for role in meaning.roles if role in TEXTS]
    for role in meaning.roles:
        if role not in TEXTS:
            for each in _fitting(role, meaning, content):
                yield each, ""
    says_text = bool(texts or meaning.language)
    only_language = meaning.language and (not texts or meaning.written.endswith(SOURCE_MARK))
    if says_text and not only_language and _is_counted(content, worded):
        yield ColumnRole.NUMBER, ""
    elif says_text and worded and not (timed and meaning.language) and content.mostly(content.times + content.spans, ONLY_TIMES):
        return  # times under a word for texts: what they are is told by what stands in them
    elif texts or (meaning.language and (not meaning.roles or content.is_empty or content.mostly(content.lettered, 0.4))):
        yield ColumnRole.SOURCE if texts and texts[0] == "source" else ColumnRole.TEXT, meaning.language


def _fitting(name: str, meaning: Header, content: Content) -> Iterator[ColumnRole]:
    """Give the roles that a word stands for over these contents; none where they do not fit it."""
    timely = content.is_empty or content.mostly(content.times + content.spans + content.numbers, 0.5)
    role = ROLES[name]
    if role in (ColumnRole.RANGE, ColumnRole.START, ColumnRole.END) and content.mostly(content.spans):
        yield ColumnRole.RANGE
    elif role is ColumnRole.RANGE:
        yield from (ColumnRole.START, ColumnRole.END) if timely else ()
    elif role.is_time:
        yield from (role,) if timely else ()
    elif role is ColumnRole.ID:
        ours = key_of(meaning.written) in ("cue id", "cueid")
        if not ours and content.filled and content.mostly(content.whole) and content.largest < SMALL_NUMBERS:
            yield ColumnRole.NUMBER
        if not (meaning.language and content.mostly(content.lettered) and _is_words(content)):
            yield ColumnRole.ID
    elif role is ColumnRole.NUMBER:
        yield from (role,) if content.is_empty or content.mostly(content.numbered) else ()
    elif role is ColumnRole.EPISODE:
        yield from (role,) if content.is_empty or content.mostly(content.episodes, 0.4) else ()
    else:
        yield role


def _is_words(content: Content) -> bool:
    """Tell whether the cells with letters are words rather than ids, which have digits in them."""
    cells = content.sample.splitlines()
    return sum(any(char.isdigit() for char in cell) for cell in cells) * 2 < len(cells)


def _by_content(
    found: Found, headers: Sequence[str], meanings: Sequence[Header], contents: Sequence[Content], *, headed: bool
) -> None:
    """Give columns without a telling header what they look like; under an unknown header only times are looked for."""
    free = [at for at in range(len(headers)) if at not in found and not contents[at].is_empty]
    times = [at for at in free if contents[at].mostly(contents[at].times)]
    spans = [at for at in free if contents[at].mostly(contents[at].spans)]
    timed = any(column.role in (ColumnRole.START, ColumnRole.RANGE) for column in found.values())

    def take(at: int, role: ColumnRole) -> None:
        found[at] = Column(at=at, header=headers[at], role=role, known_by=KnownBy.CONTENT)

    if not timed and spans:
        take(spans[0], ColumnRole.RANGE)
    elif not timed:
        for at, role in zip(times, (ColumnRole.START, ColumnRole.END), strict=False):
            take(at, role)
    free = [at for at in free if at not in found and (not headed or not meanings[at].written)]
    if not headed:
        numbered = [at for at in free if contents[at].mostly(contents[at].whole, 0.9)]
        for at in numbered[:1]:
            take(at, ColumnRole.ID if contents[at].largest > 2**40 else ColumnRole.NUMBER)
    lettered = [at for at in free if at not in found and contents[at].mostly(contents[at].lettered)]
    if not headed:
        lettered = _without_speaker(lettered, contents, take_speaker=lambda at: take(at, ColumnRole.SPEAKER))
    if headed and not any(column.role.is_text for column in found.values()):
        unknown = [at for at in range(len(headers)) if at not in found and contents[at].mostly(contents[at].lettered)]
        lettered = sorted(unknown, key=lambda at: -contents[at].characters)[:1]
    elif headed:
        lettered = []
    for at in lettered:
        take(at, ColumnRole.TEXT)


def _without_speaker(lettered: list[int], contents: Sequence[Content], *, take_speaker: Callable[[int], None]) -> list[int]:
    """Take the first of several columns for speakers when it says few short things again and again."""
    if len(lettered) > 1:
        first = contents[lettered[0]]
        if first.filled > 3 and first.distinct * 2 <= first.filled and first.characters < SHORT_NAME * first.filled:
            take_speaker(lettered[0])
            return lettered[1:]
    return lettered


def _with_source(columns: list[Column], meanings: Sequence[Header]) -> list[Column]:
    """Take the one text beside a translation for the source, where no header says which it is."""
    texts = [column for column in columns if column.role.is_text]
    if any(column.role is ColumnRole.SOURCE for column in texts):
        return columns
    targets = [column for column in texts if "target" in meanings[column.at].roles]
    others = [column for column in texts if column not in targets]
    if targets and len(others) == 1:
        return [replace(column, role=ColumnRole.SOURCE) if column is others[0] else column for column in columns]
    return columns


def _with_languages(columns: list[Column], contents: Sequence[Content], table: Table) -> list[Column]:
    """Give texts without a language that of the tab, else the one they are written in; a second text of a language is left out."""
    texts = [column for column in columns if column.role.is_text]
    taken = {column.language for column in texts if column.language}
    of_tab = language_of_folder(table.name) if table.name and len(texts) == 1 else None
    made: list[Column] = []
    seen: set[str] = set()
    for column in columns:
        if column.role.is_text:
            if leaves_script_open(column.header) and column.language in CHINESE:
                written = guess_language(contents[column.at].sample)
                column = replace(column, language=written) if written in CHINESE and written not in taken else column
                taken.add(column.language)
            if not column.language:
                language = of_tab or guess_language(contents[column.at].sample) or ""
                column = replace(column, language="" if language in taken else language)
                taken.add(column.language)
            if column.language in seen:
                column = replace(column, role=ColumnRole.IGNORED, language="")
            else:
                seen.add(column.language)
        made.append(column)
    return made


def unread(mapping: TableMapping) -> Iterable[Column]:
    """Return the columns with a header that nothing is read from."""
    return (column for column in mapping.columns if column.role is ColumnRole.IGNORED and column.header)
