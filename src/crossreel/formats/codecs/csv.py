"""CSV scripts (.csv): cue ids, times and a column a language, for people with a spreadsheet."""

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.delimited import one_table, sniff_columns, written
from crossreel.formats.tables.gathering import document_of_tables
from crossreel.formats.tables.writing import rows


def sniff(head: str, name: str) -> float:
    """Rate by a header line that names a beginning or ids, and texts or an end."""
    return max(0.35 * name.endswith(".csv"), (rating := sniff_columns(head)) + 0.25 * name.endswith(".csv") * bool(rating))


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the rows under the header.

    Raises:
        BadInput: no columns can be told, or the quotes do not balance.
    """
    return document_of_tables(one_table(text, hints, notices), hints, notices, FORMAT.title)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write every cell as text, guarded against being taken for a formula."""
    return written(rows(document, options), ",")


FORMAT = Format(
    id="csv",
    title="CSV script",
    extensions=("csv",),
    sniff=sniff,
    read=read,
    read_tables=one_table,
    write=write,
    options=frozenset({"language"}),
    loses=frozenset({"language", "placement"}),
    always_bom=True,
    script=True,
)
