"""What the rows of a sheet say, whatever the file: times, ids, episodes, speakers and a text a language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crossreel.domain.tables.mapping import TableMapping
from crossreel.domain.text.language import find_kin


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row. `texts` holds a text, "" when the cell is empty, for every language that the row's table has a column for.

    `start_ms` and `end_ms` are both None where the row has no times. `where` is its address for people, `EP01!7`.
    `is_signs`: the row is of what stands on the picture, at `placement` where it says so.
    `spoken_in` is what the row says of the language it is spoken in, as written, "" where it says nothing.
    `confidence` is how sure the maker of a draft was, in thousandths.
    `dub` is what the row says of its dubbing where it says something, by "status", "voice" and "remark".
    `base` is what a script of ours held when it went out, a digest by language; None where nothing tells.
    """

    where: str
    texts: Mapping[str, str]
    start_ms: int | None = None
    end_ms: int | None = None
    cue_id: int | None = None
    number: int | None = None
    episode: int | None = None
    speaker: str = ""
    note: str = ""
    is_signs: bool = False
    placement: str = ""
    spoken_in: str = ""
    base: Mapping[str, str] | None = None
    confidence: int | None = None
    dub: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_timed(self) -> bool:
        """Whether the row says when it is spoken."""
        return self.start_ms is not None and self.end_ms is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a file in its order.

    `languages` are those of its columns, from the left; "" stands for a text whose language nobody knows. `main` is the source's
    where a column is one (`has_source`), else the first.
    """

    rows: tuple[SheetRow, ...] = ()
    languages: tuple[str, ...] = ()
    main: str = ""
    has_source: bool = False
    mappings: tuple[TableMapping, ...] = field(default_factory=tuple)

    @property
    def episodes(self) -> tuple[int | None, ...]:
        """The episodes that rows are of, in order of appearance; None for rows that say none."""
        return tuple(dict.fromkeys(row.episode for row in self.rows))

    @property
    def is_timed(self) -> bool:
        """Whether any row says when it is spoken."""
        return any(row.is_timed for row in self.rows)


def spoken_in(rows: Iterable[SheetRow], language: str) -> str:
    """Return which language of some rows is meant by a tag: the same, or the only one of its kin; "" for none."""
    return find_kin(language, {tag for row in rows for tag in row.texts}) or ""
